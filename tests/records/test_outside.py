"""Signals of no known household: row-level security by holder, by who is asked, and by area."""

from __future__ import annotations

import pytest
from psycopg import errors

from tests.records.conftest import Scene
from tests.records.rows import MOMENT, Database, act, insert, one
from tests.records.scene import professional

SEEN = "SELECT count(*) FROM coordination_outsidesignal"


@pytest.fixture
def signal(superuser: Database, scene: Scene) -> int:
    """One in the area of the first household, held by who helps there."""
    return insert(
        superuser,
        "coordination_outsidesignal",
        area_id=scene.mine.area,
        holder_id=scene.mine.professional,
        receipt=b"receipt",
    )


def sees(database: Database, account: int | None) -> int:
    """Return how many somebody sees, as the role of the site."""
    database.execute("SET LOCAL ROLE tandem_app")
    act(database, account)
    found = one(database, SEEN)
    database.execute("RESET ROLE")
    return int(found)


def test_who_has_it_and_who_leads_the_team_see_it_and_nobody_else(
    superuser: Database, scene: Scene, signal: int
) -> None:
    asked, account = professional(superuser, "asked to take it")
    assert sees(superuser, scene.mine.involved) == 1
    assert sees(superuser, scene.mine.team_leader) == 1
    for other in (account, scene.mine.member, scene.other.team_leader, scene.other.involved, None):
        assert sees(superuser, other) == 0
    superuser.execute(
        "UPDATE coordination_outsidesignal SET offered_to_id = %s, offered_at = %s WHERE id = %s",
        [asked, MOMENT, signal],
    )
    assert sees(superuser, account) == 1


def test_the_site_adds_and_deletes_none_by_itself(app: Database, scene: Scene) -> None:
    act(app, scene.mine.involved)
    for statement in (
        "INSERT INTO coordination_outsidesignal (receipt) VALUES ('x')",
        "DELETE FROM coordination_outsidesignal",
    ):
        with pytest.raises(errors.InsufficientPrivilege), app.transaction():
            app.execute(statement)


def test_a_receipt_says_who_has_it_and_nothing_else(
    superuser: Database, scene: Scene, signal: int
) -> None:
    superuser.execute("SET LOCAL ROLE tandem_app")
    act(superuser, None)
    query = "SELECT * FROM tandem_outside_receipt(%s)"
    found = superuser.execute(query, [b"receipt"])
    assert found.description is not None
    assert [one.name for one in found.description] == [
        "received_at",
        "picked_up_at",
        "name",
        "telephone",
    ]
    assert len(found.fetchall()) == 1
    assert superuser.execute(query, [b"other"]).fetchall() == []
    assert signal
    assert scene.mine.id


def test_an_item_that_is_over_cannot_stay_offered(superuser: Database, scene: Scene) -> None:
    """Whatever an action forgets, the database refuses it when the transaction ends."""
    item = scene.mine.rows["coordination_item"]
    itself = "(SELECT holder_id FROM coordination_item WHERE id = item_id)"
    broken = (
        "UPDATE coordination_item SET closed_at = now(), outcome = 'x' WHERE id = {}",
        f"UPDATE coordination_offer SET to_id = {itself} WHERE item_id = {{}}",  # noqa: S608
        f"UPDATE coordination_commission SET carried_out_by_id = {itself} WHERE item_id = {{}}",  # noqa: S608
    )
    for statement in broken:
        whole = f"{statement.format(item)}; SET CONSTRAINTS ALL IMMEDIATE"
        with pytest.raises(errors.CheckViolation), superuser.transaction():
            superuser.execute(whole)
