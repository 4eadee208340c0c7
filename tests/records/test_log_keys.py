"""What the logs say in words is gone when its key is destroyed, and the chain still verifies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg import errors
from pytest_django import Settings

from tandem.core.access import Actor, Basis, Standing
from tandem.records.audit.keys import Subject, destroy_key, destroy_keys_of_person
from tandem.records.audit.looks import SeenLook, looks_of
from tandem.records.door import plumbing
from tandem.records.ledger import secrets
from tandem.records.work import work
from tests.database import ConnectAs
from tests.records.looking import KAREL, actor, look, verified
from tests.records.rows import MOMENT, one
from tests.records.scene import Home, home
from tests.tasks.town import as_worker

pytestmark = pytest.mark.django_db(transaction=True)

SYSTEM = Actor(None, "")
FATIMA = Standing(Basis.MEMBER, name="Fatima El Idrissi", person=77)
EVERYWHERE = """
    SELECT string_agg(encode(convert_to(row_to_json(l)::text, 'UTF8'), 'escape'), '')
        || (SELECT string_agg(encode(sealed, 'escape'), '') FROM audit_look) FROM audit_look l
"""


@pytest.fixture
def mine(connect_as: ConnectAs) -> Home:
    owner = connect_as("tandem_owner")
    home(owner, "other")
    made = home(owner, "mine")
    look(made, "plan")
    look(made, "people", 1, FATIMA)
    return made


def seen(made: Home) -> dict[str, SeenLook]:
    found = work(actor(made), MOMENT).run(lambda opened: looks_of(opened, made.id))
    return {one.page: one for one in found}


def test_what_was_so_at_that_moment_is_read_back(mine: Home, connect_as: ConnectAs) -> None:
    found = seen(mine)
    assert found["plan"].standing == KAREL
    assert found["people"].standing == replace(FATIMA, person=None)
    assert found["plan"].account == mine.involved
    assert found["plan"].is_readable
    everything = one(connect_as("postgres"), EVERYWHERE)
    assert not [word for word in ("Karel", "Visser", "schuld", "Fatima") if word in everything]


def test_a_destroyed_key_takes_the_words_and_leaves_the_chain(
    mine: Home, connect_as: ConnectAs
) -> None:
    with as_worker():
        count = work(SYSTEM, MOMENT).run(lambda w: destroy_key(w, Subject(mine.id)))
    assert count == 3  # the household's, Fatima's, and that of the scene
    found = seen(mine)
    assert {one.is_readable for one in found.values()} == {False}
    assert {one.standing.name for one in found.values()} == {""}
    assert found["plan"].standing.basis is Basis.INVOLVED
    assert verified().findings == ()
    look(mine, "later", 5)  # of what is destroyed nothing is written in words any more
    assert seen(mine)["later"].standing == Standing(Basis.INVOLVED)
    assert verified().findings == ()
    kept = connect_as("postgres").execute(
        "SELECT wrapped, destroyed_at FROM audit_key WHERE household_id = %s", [mine.id]
    )
    assert set(kept.fetchall()) == {(None, MOMENT)}


def test_the_key_of_one_resident_takes_only_her_words(mine: Home) -> None:
    with as_worker():
        assert work(SYSTEM, MOMENT).run(lambda w: destroy_keys_of_person(w, 77)) == 1
    found = seen(mine)
    assert found["plan"].standing == KAREL
    assert not found["people"].is_readable
    with as_worker():
        assert work(SYSTEM, MOMENT).run(lambda w: destroy_key(w, Subject(mine.id, 77))) == 0


def test_only_the_worker_destroys_and_nobody_puts_back(mine: Home, connect_as: ConnectAs) -> None:
    with pytest.raises(Exception, match="permission denied"):
        work(actor(mine), MOMENT).run(lambda w: destroy_key(w, Subject(mine.id)))
    worker = connect_as("tandem_worker")
    for change in ("wrapped = 'x'", "destroyed_at = NULL, wrapped = 'x'"):
        with pytest.raises(errors.InsufficientPrivilege, match="only ever destroyed"):
            worker.execute(f"UPDATE audit_key SET {change}")  # noqa: S608
    with pytest.raises(ValueError, match="name a household"):
        work(SYSTEM, MOMENT).run(lambda w: destroy_key(w, Subject(None)))  # type: ignore[arg-type]


def test_another_key_of_the_site_opens_nothing_unless_it_is_named_as_old(
    mine: Home, settings: Settings
) -> None:
    old = settings.TANDEM_LOG_KEY
    settings.TANDEM_LOG_KEY = "another"
    with pytest.raises(secrets.WrongKeyError):
        seen(mine)
    assert [one.what for one in verified().findings] == ["added"]
    settings.TANDEM_OLD_LOG_KEYS = [old]
    assert seen(mine)["plan"].standing == KAREL
    assert verified().findings == ()


def test_a_key_is_bound_to_whom_it_is_of(mine: Home, connect_as: ConnectAs) -> None:
    superuser = connect_as("postgres")
    superuser.execute("SET session_replication_role = replica")
    superuser.execute(
        "UPDATE audit_key SET wrapped = (SELECT wrapped FROM audit_key WHERE person_id = 77)"
        " WHERE household_id = %s AND person_id IS NULL",
        [mine.id],
    )
    with pytest.raises(secrets.WrongKeyError):
        seen(mine)


def test_a_page_asks_one_thing_more_for_its_log_and_the_next_nothing(mine: Home) -> None:
    with plumbing():
        connection.close()
        connection.ensure_connection()
    counts = []
    for minute in range(3):
        with CaptureQueriesContext(connection) as asked:
            look(mine, "plan", minute)
        counts.append(len(asked.captured_queries))
    alone = Standing(Basis.MEMBER, name="Kim", person=88)
    with CaptureQueriesContext(connection) as asked:
        look(mine, "plan", 9, alone)
    assert counts[1:] == [counts[0] - 1] * 2
    assert len(asked.captured_queries) == counts[0]  # her key is made where it was looked for


def test_a_key_that_was_never_written_is_not_remembered(mine: Home) -> None:
    def fails(opened: object) -> None:
        opened.look(mine.id, "plan", Standing(person=99))  # type: ignore[attr-defined]
        opened.finish()  # type: ignore[attr-defined]
        raise LookupError

    with pytest.raises(LookupError):
        work(actor(mine), MOMENT).run(fails)
    look(mine, "after", 3, Standing(Basis.MEMBER, name="Kim", person=99))
    assert seen(mine)["after"].standing.name == "Kim"
