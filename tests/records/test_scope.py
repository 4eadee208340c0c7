"""Whose household it is: every tie that opens one, from when until when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from psycopg import errors, sql
from psycopg.types.range import TimestamptzRange

from tandem.records.row_security import APPLICATION, WORKER
from tests.records.conftest import Scene
from tests.records.rows import MOMENT, Database, act, insert, one
from tests.records.scene import LAST_WEEK, LONG_AGO, NEXT_WEEK, Home, professional, resident

APPEND_ONLY = ["audit_event", "audit_look", "plans_answer", "plans_changeanswer", "plans_choice"]
FREELY_DELETED = {
    *("plans_goalmember", "plans_agreementmember", "plans_verdict"),
    *("people_contactpoint", "people_postcodes", "people_citizennumber"),
}
"""Lists that an agreement or a goal has, answers that can be worked out again, the directory of
work areas, which a new list replaces, and a number that somebody wrote down wrongly."""
OWN_WAYS_IN = {
    *("people_codeapp", "people_identity", "people_passkey", "people_recoverycode"),
    *("people_signedin", "people_throttle", "coordination_savedview"),
}
"""What the site throws away when somebody changes how he or she signs in, or an own view of what
waits; the worker has no part in it."""

BOUNDS = [
    (LONG_AGO, None, MOMENT, True),
    (LONG_AGO, NEXT_WEEK, MOMENT, True),
    (MOMENT, None, MOMENT, True),
    (LONG_AGO, LAST_WEEK, MOMENT, False),
    (NEXT_WEEK, None, MOMENT, False),
    (LONG_AGO, MOMENT, MOMENT + timedelta(microseconds=1), False),
    # Until this very moment: who ends it may still write that it ended.
    (LONG_AGO, MOMENT, MOMENT, True),
]
during = pytest.mark.parametrize(("since", "until", "at", "is_open"), BOUNDS)


def sees(app: Database, account: int, home: Home, at: datetime = MOMENT) -> bool:
    act(app, account, at)
    seen = one(app, "SELECT count(*) FROM plans_plan WHERE household_id = %s", [home.id])
    return bool(seen)


@pytest.fixture
def as_app(superuser: Database) -> Database:
    """The owner's hand and the site's eyes in one transaction: rows first, then `become`."""
    return superuser


def become(database: Database, role: str = APPLICATION) -> None:
    database.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))


@during
def test_an_involvement_opens_it(
    as_app: Database,
    scene: Scene,
    since: datetime,
    until: datetime | None,
    at: datetime,
    *,
    is_open: bool,
) -> None:
    one_more, account = professional(as_app, "new helper")
    insert(
        as_app,
        "people_involvement",
        household_id=scene.mine.id,
        professional_id=one_more,
        key="n",
        since=since,
        until=until,
    )
    become(as_app)
    assert sees(as_app, account, scene.mine, at) is is_open
    assert not sees(as_app, account, scene.other, at)


@during
def test_living_there_opens_it(
    as_app: Database,
    scene: Scene,
    since: datetime,
    until: datetime | None,
    at: datetime,
    *,
    is_open: bool,
) -> None:
    person, account = resident(as_app, "new member")
    insert(
        as_app,
        "people_membership",
        household_id=scene.mine.id,
        person_id=person,
        key="n",
        since=since,
        until=until,
    )
    become(as_app)
    assert sees(as_app, account, scene.mine, at) is is_open
    assert bool(one(as_app, "SELECT count(*) FROM people_person")) is is_open


@pytest.mark.parametrize("table", ["coordination_lead", "coordination_standin"])
@during
def test_leading_and_standing_in_open_it(
    as_app: Database,
    scene: Scene,
    table: str,
    since: datetime,
    until: datetime | None,
    at: datetime,
    *,
    is_open: bool,
) -> None:
    one_more, account = professional(as_app, "new lead")
    period = TimestamptzRange(since, until)
    as_app.execute("DELETE FROM coordination_standin")
    as_app.execute("DELETE FROM coordination_lead")  # the gap is looked at later, at the commit
    insert(as_app, table, household_id=scene.mine.id, professional_id=one_more, period=period)
    become(as_app)
    assert sees(as_app, account, scene.mine, at) is is_open


@pytest.mark.parametrize(
    ("answered", "is_open"), [(None, True), (MOMENT, True), (LAST_WEEK, False)]
)
def test_being_asked_to_lead_opens_it_until_the_answer(
    as_app: Database, scene: Scene, answered: datetime | None, *, is_open: bool
) -> None:
    one_more, account = professional(as_app, "asked")
    insert(
        as_app,
        "coordination_leadoffer",
        household_id=scene.mine.id,
        professional_id=one_more,
        answered_at=answered,
        accepted=None if answered is None else True,
    )
    become(as_app)
    assert sees(as_app, account, scene.mine) is is_open


def test_a_team_leader_has_the_own_areas_only(as_app: Database, scene: Scene) -> None:
    become(as_app)
    assert sees(as_app, scene.mine.team_leader, scene.mine)
    assert not sees(as_app, scene.mine.team_leader, scene.other)


def test_a_person_of_two_households_sees_both(as_app: Database, scene: Scene) -> None:
    insert(
        as_app,
        "people_membership",
        household_id=scene.other.id,
        person_id=scene.mine.person,
        key="both",
        since=LONG_AGO,
    )
    become(as_app)
    assert sees(as_app, scene.mine.member, scene.mine)
    assert sees(as_app, scene.mine.member, scene.other)


def test_who_knows_both_households_adds_a_member_of_one_to_the_other(
    as_app: Database, scene: Scene
) -> None:
    insert(
        as_app,
        "people_involvement",
        household_id=scene.other.id,
        professional_id=scene.mine.professional,
        key="n",
        since=LONG_AGO,
    )
    become(as_app)
    act(as_app, scene.mine.involved)
    values = {"household_id": scene.mine.id, "person_id": scene.other.person, "key": "both"}
    assert insert(as_app, "people_membership", **values)


def test_who_does_what_apart_from_households_sees_none(as_app: Database, scene: Scene) -> None:
    _, account = professional(as_app, "front desk")
    as_app.execute("UPDATE people_account SET duties = '{front-desk,team-leader,consultant}'")
    become(as_app)
    assert not sees(as_app, account, scene.mine)


@pytest.mark.parametrize("role", [APPLICATION, WORKER])
def test_what_only_grows_is_never_changed(scene: Scene, role: str) -> None:
    statements = [
        sql.SQL(statement).format(sql.Identifier(table))
        for table in APPEND_ONLY
        for statement in ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}")
    ]
    with scene.connect(role) as database:
        act(database, scene.mine.involved)
        for statement in statements:
            with pytest.raises(errors.InsufficientPrivilege, match="permission denied"):
                database.execute(statement)


@pytest.mark.parametrize("role", [APPLICATION, WORKER])
def test_little_is_ever_deleted(owner: Database, role: str) -> None:
    granted = owner.execute(
        "SELECT table_name FROM information_schema.role_table_grants"
        " WHERE grantee = %s AND privilege_type IN ('DELETE', 'TRUNCATE')"
        " AND table_name ~ '^(audit|people|plans|coordination)_'",
        [role],
    ).fetchall()
    ways_in = OWN_WAYS_IN if role == APPLICATION else set()
    assert {name for (name,) in granted} == FREELY_DELETED | ways_in
