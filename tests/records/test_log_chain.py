"""The chain of looks: whatever is changed, removed, added or moved in it is found."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import psycopg
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from psycopg import errors

from tandem.core.access import Actor
from tandem.records.audit.rows import part_of
from tandem.records.audit.seals import Seal, put_seal
from tandem.records.audit.verify import Finding, Wrong, verify
from tandem.records.ledger.form import CHAINS, FIRST, LookRow, chain_of, hash_of, marked
from tandem.records.work import work
from tests.database import ConnectAs
from tests.records.looking import ACTIVITY, KAREL, actor, look, verified
from tests.records.rows import MOMENT, Database, one
from tests.records.scene import Home, home
from tests.tasks.town import as_worker

committed = pytest.mark.django_db(transaction=True)
LOOKS = 6
"""Looks at each of two households; the scene wrote one of each before."""
PAST_ALL = "SET session_replication_role = replica"
"""As a superuser does who wants no trigger to fire."""


@pytest.fixture
def homes(connect_as: ConnectAs) -> tuple[Home, Home]:
    """Two households in two chains, at which somebody looked."""
    owner = connect_as("tandem_owner")
    made = home(owner, "mine"), home(owner, "other")
    for minute in range(LOOKS):
        for one_home in made:
            look(one_home, f"page-{minute}", minute)
    return made


@pytest.fixture
def superuser(connect_as: ConnectAs, homes: tuple[Home, Home]) -> Database:  # noqa: ARG001
    database = connect_as("postgres")
    database.execute(PAST_ALL)
    return database


def seal() -> Seal | None:
    with as_worker():
        return work(Actor(None, ""), MOMENT).run(put_seal)


def chain_rows(chain: int) -> list[LookRow]:
    with as_worker():
        return list(work(Actor(None, ""), MOMENT).run(lambda w: part_of(w, chain, 0, 10**6, 10**6)))


def first(home: Home) -> int:
    return chain_of(home.id)


# --- what is right --------------------------------------------------------------------------


@committed
def test_what_the_site_wrote_is_right(homes: tuple[Home, Home]) -> None:
    assert first(homes[0]) != first(homes[1])
    done = verified()
    assert (done.rows, done.findings) == (2 * LOOKS + 2, ())
    assert done.sealed_rows == 0
    made = seal()
    assert made is not None
    assert seal() is None
    look(homes[0], minute=99)
    done = verified(made.short)
    assert (done.rows, done.sealed_rows, done.seals) == (2 * LOOKS + 3, 2 * LOOKS + 2, 1)
    assert done.findings == ()


@committed
def test_it_is_read_in_parts_and_told(
    homes: tuple[Home, Home], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tandem.records.audit.verify.PART", 3)
    told: list[tuple[int, int]] = []
    with as_worker():
        assert verify(MOMENT, lambda read, total: told.append((read, total))).findings == ()
    assert sum(read for read, _ in told) == 2 * LOOKS + 2
    assert {total for _, total in told} == {2 * LOOKS + 2}
    assert homes


# --- what is tampered with ------------------------------------------------------------------

CHANGES = {
    "page": "'other'",
    "at": "at + interval '1 microsecond'",
    "actor_id": "actor_id + 1",
    "household_id": "household_id + 16",
    "basis": "'lead'",
    "key_id": "NULL",
    "sealed": "sealed || '\\x00'",
    "trace_id": "'\\x00'",
    "span_id": "'\\x00'",
    "mark": "'\\x00'",
    "hash": "sha256(hash)",
    "id": "id + 1000000",
}


@committed
def test_every_field_of_a_row_is_in_the_chain(
    homes: tuple[Home, Home], superuser: Database
) -> None:
    chain = first(homes[0])
    names = {"household_id", "actor_id", "key_id", "trace_id", "span_id"}
    told = {field.name for field in fields(LookRow)} | names
    assert {*CHANGES, "chain", "place"} <= told
    for field, value in CHANGES.items():
        with superuser.transaction(force_rollback=True), pytest.MonkeyPatch.context() as patch:
            superuser.execute(
                f"UPDATE audit_look SET {field} = {value} WHERE chain = %s AND place = 4",  # noqa: S608
                [chain],
            )
            _read_through(patch, superuser)
            found = verify(MOMENT).findings
        assert [(one.what, one.chain, one.place) for one in found] == [(Wrong.CHANGED, chain, 4)], (
            field
        )


def _read_through(patch: pytest.MonkeyPatch, database: Database) -> None:
    """Let the worker's reading go over a connection that sees what was not committed."""

    class Cursor:
        def __enter__(self) -> psycopg.Cursor:
            return database.cursor()

        def __exit__(self, *_: object) -> None: ...

    patch.setattr("tandem.records.audit.rows.connection", type("C", (), {"cursor": Cursor})())
    patch.setattr("tandem.records.audit.seals.connection", type("C", (), {"cursor": Cursor})())


def remove(place: str) -> str:
    return f"DELETE FROM audit_look WHERE chain = %(chain)s AND place {place}"  # noqa: S608


SWAP = """
    UPDATE audit_look SET place = -place WHERE chain = %(chain)s AND place IN (3, 4);
    UPDATE audit_look SET place = 7 + place WHERE chain = %(chain)s AND place < 0
"""
COPY = """
    INSERT INTO audit_look (household_id, at, actor_id, page, basis, key_id, sealed, trace_id,
        span_id, mark, chain, place, hash)
    SELECT household_id, at, actor_id, page, basis, key_id, sealed, trace_id, span_id, mark, chain,
        {place}, hash FROM audit_look WHERE chain = %(chain)s AND place = 3
"""
MAKE_ROOM = """
    UPDATE audit_look SET place = -place WHERE chain = %(chain)s AND place >= 4;
    UPDATE audit_look SET place = 1 - place WHERE chain = %(chain)s AND place < 0;
"""
TAMPERED = {
    "removed-first": (remove("= 1"), Wrong.REMOVED, 1),
    "removed-middle": (remove("= 4"), Wrong.REMOVED, 4),
    "removed-several": (remove("IN (3, 4, 5)"), Wrong.REMOVED, 3),
    "removed-last": (remove("= 7"), Wrong.REMOVED, 7),
    "removed-all": (remove("> 0"), Wrong.REMOVED, 1),
    "swapped": (SWAP, Wrong.CHANGED, 3),
    "added-at-the-end": (COPY.format(place=8), Wrong.CHANGED, 8),
    "added-in-the-middle": (MAKE_ROOM + COPY.format(place=4), Wrong.CHANGED, 4),
    "added-before-all": (COPY.format(place=-5), Wrong.ADDED, -5),
    "head-forgotten": (
        "UPDATE audit_chain SET length = 5 WHERE chain = %(chain)s",
        Wrong.HEAD,
        7,
    ),
    "head-changed": (
        "UPDATE audit_chain SET hash = sha256(hash) WHERE chain = %(chain)s",
        Wrong.HEAD,
        7,
    ),
    "head-removed": ("DELETE FROM audit_chain WHERE chain = %(chain)s", Wrong.HEAD, 7),
}


@committed
def test_what_is_tampered_with_is_found(homes: tuple[Home, Home], superuser: Database) -> None:
    chain = first(homes[0])
    for how, (statements, what, place) in TAMPERED.items():
        with superuser.transaction(force_rollback=True), pytest.MonkeyPatch.context() as patch:
            for statement in filter(str.strip, statements.split(";")):
                superuser.execute(statement, {"chain": chain})
            _read_through(patch, superuser)
            found = verify(MOMENT).findings
        told = [(one.what, one.place) for one in found if one.chain == chain]
        assert told[:1] == [(what, place)], how
        assert {one.chain for one in found} == {chain}, how
    assert verified().findings == ()


def rewrite(superuser: Database, chain: int, wanted: list[LookRow]) -> None:
    """Make a chain anew as somebody does who may do everything, and knows the form."""
    superuser.execute("DELETE FROM audit_look WHERE chain = %s", [chain])
    last = FIRST
    for place, row in enumerate(wanted, start=1):
        made = replace(row, place=place)
        last = hash_of(made, last)
        superuser.execute(
            "INSERT INTO audit_look (id, chain, place, household_id, at, actor_id, page, basis,"
            " key_id, sealed, trace_id, span_id, mark, hash)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                made.id,
                chain,
                place,
                made.household,
                made.at,
                made.actor,
                made.page,
                made.basis,
                made.key,
                made.sealed,
                made.trace,
                made.span,
                made.mark,
                last,
            ],
        )
    superuser.execute(
        "UPDATE audit_chain SET length = %s, hash = %s WHERE chain = %s",
        [len(wanted), last, chain],
    )


@committed
def test_a_chain_that_is_made_anew_is_found_by_marks_and_seals(
    homes: tuple[Home, Home], superuser: Database
) -> None:
    chain = first(homes[0])
    made = seal()
    assert made is not None
    rows = chain_rows(chain)
    changed = [replace(row, page="other") if row.place == 5 else row for row in rows]
    rewrite(superuser, chain, changed)
    assert verified().findings == (Finding(Wrong.ADDED, chain, 5, rows[4].id),)
    forged = [*rows, replace(rows[4], id=10**6, page="plan", span=b"12345678", mark=b"m" * 32)]
    rewrite(superuser, chain, forged)
    assert verified().findings == (Finding(Wrong.ADDED, chain, 8, 10**6),)
    rewrite(superuser, chain, [*rows, replace(rows[4], id=10**6)])
    assert verified().findings == (Finding(Wrong.ADDED, chain, 8),)
    rewrite(superuser, chain, rows[:5])
    assert verified().findings == (Finding(Wrong.REMOVED, chain, 6),)
    rewrite(superuser, chain, rows[:4] + rows[5:])
    assert verified().findings == (Finding(Wrong.REMOVED, chain, 7),)
    rewrite(superuser, chain, [*rows[:4], rows[5], rows[4], rows[6]])
    assert verified().findings == (Finding(Wrong.CHANGED, chain, 7, rows[6].id),)
    rewrite(superuser, chain, rows)
    assert verified(made.short).findings == ()


@committed
def test_a_seal_cannot_be_missed_or_made(homes: tuple[Home, Home], superuser: Database) -> None:
    made = []
    for minute in range(3):
        look(homes[0], minute=50 + minute)
        made.append(seal())
    last = made[-1]
    assert last is not None
    assert last.number == 3
    superuser.execute("UPDATE audit_seal SET at = at + interval '1 second' WHERE number = 2")
    assert verified().findings == (Finding(Wrong.SEAL, None, 2),)
    superuser.execute("UPDATE audit_seal SET at = at - interval '1 second' WHERE number = 2")
    assert verified(last.short).findings == ()
    superuser.execute("DELETE FROM audit_seal WHERE number = 3")
    assert verified().findings == ()  # only who kept the last seal elsewhere can know
    assert verified(last.short).findings == (Finding(Wrong.SEAL, None, 3),)
    superuser.execute("DELETE FROM audit_seal WHERE number = 1")
    assert verified().findings == (Finding(Wrong.SEAL, None, 1),)


@committed
def test_a_row_outside_every_chain_is_found(homes: tuple[Home, Home], superuser: Database) -> None:
    superuser.execute(
        "UPDATE audit_look SET chain = %s WHERE chain = %s AND place = 7",
        [CHAINS + 3, first(homes[0])],
    )
    assert [one.what for one in verified().findings] == [Wrong.REMOVED, Wrong.ADDED]


# --- what nobody may ------------------------------------------------------------------------


@committed
@pytest.mark.usefixtures("homes")
def test_the_logs_only_grow(connect_as: ConnectAs) -> None:
    seal()
    tables = {"audit_look": "page", "audit_seal": "number", "audit_key": "id"}
    for role in ("tandem_app", "tandem_worker", "tandem_owner"):
        database = connect_as(role)
        for table, column in (tables | {"audit_processing": "name"}).items():
            for statement in ("DELETE FROM {}", "UPDATE {} SET {} = {}", "TRUNCATE {}"):
                with pytest.raises(errors.InsufficientPrivilege):
                    database.execute(statement.format(table, column, column))


@committed
def test_the_site_takes_no_place_of_its_own(
    homes: tuple[Home, Home], connect_as: ConnectAs
) -> None:
    app = connect_as("tandem_app")
    for table in ("audit_chain", "audit_seal", "audit_processing"):
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute(f"SELECT * FROM {table}")  # noqa: S608
    app.execute(
        "SELECT set_config('app.actor', %s, false), set_config('app.at', %s, false)",
        [str(homes[0].involved), MOMENT.isoformat()],
    )
    app.execute(
        "INSERT INTO audit_look (household_id, at, page, chain, place, hash)"
        " VALUES (%s, %s, 'plan', 3, 999, 'x')",
        [homes[0].id, MOMENT],
    )
    place = one(app, "SELECT place FROM audit_look ORDER BY id DESC LIMIT 1")
    assert place == LOOKS + 2
    assert verified().findings == ()


# --- many at once ---------------------------------------------------------------------------


@committed
def test_many_at_once_make_chains_without_a_fork(homes: tuple[Home, Home]) -> None:
    """Some look at one household and some at two, in either order; some look and then fail."""
    numbers = count()
    failures: list[BaseException] = []
    both = Actor(homes[0].involved, "helper", professional=homes[0].professional)

    def looks(worker: int) -> None:
        try:
            for turn in range(12):
                look(homes[(worker + turn) % 2], f"p-{next(numbers)}", turn)
                _fail(both, homes[0].id)
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=looks, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    done = verified()
    assert (done.rows, done.findings) == (2 + 2 * LOOKS + 144, ())


def _fail(who: Actor, household: int) -> None:
    def looked(opened: object) -> None:
        opened.look(household, "never", KAREL, ACTIVITY)  # type: ignore[attr-defined]
        raise LookupError

    with pytest.raises(LookupError):
        work(who, MOMENT, reads=True).run(looked)


@committed
def test_looks_of_several_households_in_one_work_never_wait_for_each_other(
    connect_as: ConnectAs,
) -> None:
    owner = connect_as("tandem_owner")
    made = [home(owner, f"home-{n}") for n in range(4)]
    for other in made[1:]:
        owner.execute(
            "UPDATE people_involvement SET professional_id = %s WHERE household_id = %s",
            [made[0].professional, other.id],
        )
    failures: list[BaseException] = []

    def all_of_them(order: Callable[[list[Home]], list[Home]]) -> None:
        try:
            for turn in range(15):
                at = MOMENT + timedelta(seconds=turn)

                def looked(opened: object) -> None:
                    for one_home in order(made):
                        opened.look(one_home.id, "plan", KAREL, ACTIVITY)  # type: ignore[attr-defined]

                work(actor(made[0]), at, reads=True).run(looked)
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)
        finally:
            connection.close()

    orders: list[Callable[[list[Home]], list[Home]]] = [list, lambda them: them[::-1]]
    threads = [threading.Thread(target=all_of_them, args=(orders[n % 2],)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (verified().rows, verified().findings) == (4 + 6 * 15 * 4, ())


# --- the form -------------------------------------------------------------------------------

numbers = st.integers(0, 2**62)
rows = st.builds(
    LookRow,
    id=numbers,
    chain=st.integers(0, 15),
    place=numbers,
    household=numbers,
    at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    actor=st.none() | numbers,
    page=st.text(max_size=5),
    basis=st.text(max_size=5),
    key=st.none() | numbers,
    sealed=st.binary(max_size=5),
    trace=st.binary(max_size=5),
    span=st.binary(max_size=5),
    mark=st.binary(max_size=5),
    hash=st.just(b""),
)


@given(rows, rows)
def test_two_rows_that_differ_never_have_the_same_form(one_row: LookRow, other: LookRow) -> None:
    assert (hash_of(one_row, FIRST) == hash_of(other, FIRST)) is (one_row == other)
    same = replace(other, id=one_row.id, chain=one_row.chain, place=one_row.place)
    same = replace(same, mark=one_row.mark)
    assert (marked(one_row) == marked(same)) is (one_row == same)


@given(rows, st.binary(min_size=32, max_size=32))
def test_what_stood_before_is_in_the_hash(row: LookRow, previous: bytes) -> None:
    assert (hash_of(row, previous) == hash_of(row, FIRST)) is (previous == FIRST)
