"""The scope of the new roles, with every filter in Python off: no row that is not theirs."""

from __future__ import annotations

import pytest
from psycopg import errors, sql
from psycopg.types.range import TimestamptzRange

from tests.records.conftest import Scene
from tests.records.protection import tables
from tests.records.rows import MOMENT, Database, act, insert, one
from tests.records.scene import LAST_WEEK, LONG_AGO, professional, resident

OFFICES = ["manager", "policy-staff", "privacy-officer", "administrator", "front-desk"]
KEPT_FROM_ENFORCEMENT = {
    "plans_answer",
    "plans_changeanswer",
    "plans_circumstances",
    "plans_verdict",
    "people_supporter",
}


def become(database: Database, account: int) -> None:
    database.execute("SET LOCAL ROLE tandem_app")
    act(database, account)


def rows(database: Database, table: str) -> int:
    return int(one(database, sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))))


def with_duty(database: Database, duty: str, areas: str = "{}") -> int:
    _, account = professional(database, f"somebody {duty}")
    database.execute(
        "UPDATE people_account SET duties = %s, areas = %s WHERE id = %s",
        [[duty], areas, account],
    )
    return account


@pytest.mark.parametrize("duty", OFFICES)
def test_an_office_has_no_row_of_any_household(
    superuser: Database, scene: Scene, duty: str
) -> None:
    account = with_duty(superuser, duty, f"{{{scene.mine.area}}}")
    become(superuser, account)
    assert {table: rows(superuser, table) for table in tables(superuser)} == dict.fromkeys(
        tables(superuser), 0
    )


def test_enforcement_has_no_row_of_what_a_family_says(superuser: Database, scene: Scene) -> None:
    superuser.execute(
        "UPDATE people_involvement SET role = 'enforcement' WHERE id = %s",
        [scene.mine.rows["people_involvement"]],
    )
    superuser.execute("DELETE FROM coordination_lead")
    become(superuser, scene.mine.involved)
    found = {table for table in tables(superuser) if not rows(superuser, table)}
    assert found >= KEPT_FROM_ENFORCEMENT
    assert rows(superuser, "people_household") == 1


def test_of_the_own_circle_one_has_the_own_household(superuser: Database, scene: Scene) -> None:
    supporter = scene.mine.rows["people_supporter"]
    account = insert(
        superuser, "people_account", username="ans", supporter_id=supporter, is_active=True
    )
    become(superuser, account)
    seen = superuser.execute("SELECT id FROM people_household").fetchall()
    assert seen == [(scene.mine.id,)]


@pytest.mark.parametrize(("closed", "opens"), [(None, 1), (MOMENT, 1), (LAST_WEEK, 0)])
def test_a_part_that_was_closed_opens_nothing(
    superuser: Database, scene: Scene, closed: object, opens: int
) -> None:
    one_more, account = professional(superuser, "closed out")
    insert(
        superuser,
        "people_involvement",
        household_id=scene.mine.id,
        professional_id=one_more,
        key="n",
        since=LONG_AGO,
        closed_at=closed,
    )
    become(superuser, account)
    assert rows(superuser, "people_household") == opens


def test_an_account_that_is_closed_opens_nothing(superuser: Database, scene: Scene) -> None:
    superuser.execute(
        "UPDATE people_account SET is_active = false WHERE id = %s", [scene.mine.involved]
    )
    become(superuser, scene.mine.involved)
    assert rows(superuser, "people_household") == 0


@pytest.mark.parametrize(
    ("duty", "own_area", "allowed"),
    [
        ("front-desk", True, True),
        ("front-desk", False, False),
        ("consultant", False, True),
        ("team-leader", False, False),
        ("manager", True, False),
        ("administrator", True, False),
    ],
)
def test_the_database_too_opens_in_an_own_area_only(
    superuser: Database, scene: Scene, duty: str, *, own_area: bool, allowed: bool
) -> None:
    area = scene.mine.area if own_area else scene.other.area
    account = with_duty(superuser, duty, f"{{{area}}}")
    become(superuser, account)
    opening = "SELECT tandem_open_household('new', 'New', %s, 'k', 'provider', 'p', 'g')"
    if allowed:
        assert one(superuser, opening, [scene.mine.area])
    else:
        with pytest.raises(errors.InsufficientPrivilege), superuser.transaction():
            superuser.execute(opening, [scene.mine.area])


def test_a_resident_opens_nothing(superuser: Database, scene: Scene) -> None:
    _, account = resident(superuser, "new resident")
    become(superuser, account)
    with pytest.raises(errors.InsufficientPrivilege), superuser.transaction():
        superuser.execute(
            "SELECT tandem_open_household('new', 'New', %s, 'k', 'provider', 'p', 'g')",
            [scene.mine.area],
        )


# --- figures --------------------------------------------------------------------------------

Counts = dict[tuple[str, str], int | None]
SMALL = set(range(1, 10))


def fill(database: Database, area: int, plain: int, one_plan: int, led: int, asked: int) -> None:
    """Add households to an area: so many without a track, on one, led, and asked about."""
    number, _ = professional(database, f"lead {area}")
    for n in range(plain + one_plan):
        household = insert(
            database, "people_household", code=f"f{area}-{n}", name="F", area_id=area
        )
        period = TimestamptzRange(LONG_AGO, None)
        if n < one_plan:
            insert(database, "coordination_track", household_id=household, period=period)
            insert(
                database,
                "coordination_lead",
                household_id=household,
                professional_id=number,
                period=period,
                accepted=n < led,
            )
        if n < asked:
            insert(
                database,
                "coordination_leadoffer",
                household_id=household,
                professional_id=number,
                answered_at=None,
                accepted=None,
            )


def told(database: Database, duty: str = "manager") -> Counts:
    account = with_duty(database, duty)
    become(database, account)
    found = database.execute("SELECT measure, area, counted FROM tandem_figures()").fetchall()
    return {(measure, area): count for measure, area, count in found}


@pytest.fixture
def empty(superuser: Database) -> Database:
    """The scene without its own two households in the counts: they are moved out of the way."""
    superuser.execute("SET LOCAL session_replication_role = replica")
    superuser.execute("DELETE FROM people_household")
    return superuser


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ((0, 0, 0, 0), (0, 0, 0, 0)),
        ((3, 2, 1, 1), (4, 0, 0, 0)),
        ((12, 12, 11, 1), (15, 20, 10, 10)),
        ((12, 25, 12, 11), (15, 40, 20, 12)),
        ((9, 30, 15, 29), (30, 30, 30, 30)),
        ((10, 20, 10, 10), (9, 20, 10, 10)),
    ],
)
def test_no_group_under_ten_is_told_or_can_be_worked_out(
    empty: Database, scene: Scene, north: tuple[int, ...], south: tuple[int, ...]
) -> None:
    fill(empty, scene.mine.area, *north)
    fill(empty, scene.other.area, *south)
    found = told(empty)
    assert not {count for count in found.values() if count is not None} & SMALL
    for area in {area for _, area in found}:
        every = found.get(("households", area))
        parts = found.get(("one-plan", area))
        if every is not None and parts is not None:
            assert every - parts not in SMALL, "the simple track can be worked out"
        for inner in ("led", "asked", "third-lead"):
            count = found.get((inner, area))
            if parts is not None and count is not None:
                assert parts - count not in SMALL, inner
    for measure in {measure for measure, _ in found}:
        areas = [count for (name, area), count in found.items() if name == measure and area]
        assert None not in areas, "by area when all can be told, else not at all"
        if areas:
            assert sum(areas) == found[measure, ""]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("helped", "expected"), [((20, 15), 15), ((20, 20), None), ((45, 15), None)]
)
def test_youth_care_is_told_only_when_all_four_groups_are_large(
    empty: Database, scene: Scene, helped: tuple[int, int], expected: int | None
) -> None:
    """Of 50 households on the simple track and 25 with one plan, so many have youth care."""
    fill(empty, scene.mine.area, 50, 25, 25, 0)
    for on_track, most in zip((False, True), helped, strict=True):
        empty.execute(YOUTH, [on_track, most])
    found = told(empty)
    assert found["youth-one-plan", ""] == expected
    assert found["third-lead", ""] is None


YOUTH = """
    INSERT INTO people_involvement (household_id, professional_id, key, role, discipline, purpose,
        legal_ground, since)
    SELECT h.id, (SELECT min(id) FROM people_professional), 'youth', 'provider', '', 'x',
        'Jeugdwet, artikel 2.3', h.opened_at - interval '1 day'
    FROM people_household h WHERE EXISTS (
        SELECT FROM coordination_track t WHERE t.household_id = h.id
    ) = %s ORDER BY h.id LIMIT %s
"""


def test_large_groups_are_told_as_they_are(empty: Database, scene: Scene) -> None:
    fill(empty, scene.mine.area, 12, 25, 12, 11)
    fill(empty, scene.other.area, 15, 40, 20, 12)
    found = told(empty, "policy-staff")
    assert found["households", ""] == 92
    assert (found["one-plan", "mine"], found["led", "other"], found["asked", ""]) == (25, 20, 23)


@pytest.mark.parametrize("duty", ["team-leader", "administrator", "privacy-officer", "front-desk"])
def test_nobody_else_has_figures(empty: Database, scene: Scene, duty: str) -> None:
    fill(empty, scene.mine.area, 12, 25, 12, 11)
    assert told(empty, duty) == {}
