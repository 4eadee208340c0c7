"""The scope is worked out once a statement, and costs the same among many households."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tandem.records.coordination.heads import HEAD
from tests.records.conftest import Scene
from tests.records.rows import MOMENT, Database, act, one

FEW, MANY = 200, 2_000
GOALS = 5

HOUSEHOLDS = """
    INSERT INTO people_household (code, name, area_id, opened_at)
    SELECT 'many' || n, 'many', %s, now() FROM generate_series(1, %s) n
"""
COPIES = """
    INSERT INTO {table}
    SELECT (jsonb_populate_record(one, jsonb_build_object(
        'id', nextval(pg_get_serial_sequence('{table}', 'id')), 'household_id', h.id {key}
    ))).*
    FROM {table} one, people_household h, generate_series(1, {times}) n
    WHERE one.id = %s AND h.code LIKE 'many%%'
"""
QUERIES = {
    "a page of one": "SELECT * FROM plans_goal WHERE household_id = {mine}",
    "the list of mine": "SELECT * FROM plans_plan",
    "by its code": "SELECT * FROM people_household WHERE code = 'mine'",
    "whom I know": "SELECT * FROM people_person",
}


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def explained(app: Database, query: str) -> dict[str, Any]:
    """Explain a query that ran before, so that only its own pages are counted."""
    told = {}
    for _ in range(2):
        told = one(app, f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {query}")
    plan = told[0]["Plan"]
    assert isinstance(plan, dict)
    return plan


def fill(superuser: Database, scene: Scene, count: int) -> None:
    """Write so many more households, each with a plan and goals."""
    superuser.execute(HOUSEHOLDS, [scene.other.area, count])
    for table, times, key in (
        ("plans_plan", 1, ""),
        ("plans_goal", GOALS, ", 'key', n, 'part_id', NULL"),
    ):
        copied = COPIES.format(table=table, times=times, key=key)
        superuser.execute(copied, [scene.other.rows[table]])
    superuser.execute("ANALYZE plans_goal, plans_plan, people_household, people_person")


def pages(superuser: Database, scene: Scene, count: int) -> dict[str, int]:
    """Return how many pages each query reads among so many households."""
    with superuser.transaction(force_rollback=True):
        fill(superuser, scene, count)
        superuser.execute("SET LOCAL ROLE tandem_app; SET LOCAL enable_seqscan = off")
        act(superuser, scene.mine.involved)
        read = {}
        for name, query in QUERIES.items():
            plan = explained(superuser, query.format(mine=scene.mine.id))
            assert plan["Actual Rows"] in {1, 2}
            read[name] = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
        return read


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_the_scope_is_worked_out_once(superuser: Database, scene: Scene, query: str) -> None:
    fill(superuser, scene, FEW)
    superuser.execute("SET LOCAL ROLE tandem_app")
    act(superuser, scene.mine.involved)
    plan = explained(superuser, query.format(mine=scene.mine.id))
    asked_first = [node for node in nodes(plan) if node.get("Subplan Name", "")[:8] == "InitPlan"]
    assert asked_first
    assert {node["Actual Loops"] for node in asked_first} <= {0, 1}
    assert not [node for node in nodes(plan) if node.get("Subplan Name", "")[:7] == "SubPlan"]


def test_pages_read_do_not_grow_with_the_number_of_households(
    superuser: Database, scene: Scene
) -> None:
    few, many = pages(superuser, scene, FEW), pages(superuser, scene, MANY)
    # One page more for an index that has become a level deeper, for each index on the way.
    assert {name: many[name] - few[name] for name in few if many[name] > few[name] + 6} == {}


def test_a_page_of_one_household_does_not_read_the_scope(superuser: Database, scene: Scene) -> None:
    fill(superuser, scene, FEW)
    superuser.execute("SET LOCAL ROLE tandem_app")
    act(superuser, scene.mine.involved)
    superuser.execute("SELECT set_config('app.household', %s, true)", [str(scene.mine.id)])
    plan = explained(superuser, QUERIES["a page of one"].format(mine=scene.mine.id))
    loops = {
        node["Actual Loops"]
        for node in nodes(plan)
        if node["Node Type"] == "Result" and "Subplan Name" in node
    }
    assert loops == {0, 1}, "the household at hand was looked at, the scope was not"


def test_another_household_is_not_at_hand(app: Database, scene: Scene) -> None:
    """The head of a household sets it only for a row that row-level security let through."""
    act(app, scene.mine.involved)
    app.execute("SELECT set_config('app.scope', tandem_actor_scope()::text, true)")
    for home, wanted in ((scene.other, ""), (scene.mine, str(scene.mine.id))):
        values = {"household": home.id, "at": MOMENT, "me": scene.mine.professional}
        app.execute(HEAD.format(where="h.id = %(household)s"), values)
        told = one(app, "SELECT coalesce(current_setting('app.household', true), '')")
        assert told == wanted


def test_nothing_stays_at_hand_in_a_change(app: Database, scene: Scene) -> None:
    act(app, scene.mine.involved)
    values = {"household": scene.mine.id, "at": MOMENT, "me": scene.mine.professional}
    app.execute(HEAD.format(where="h.id = %(household)s"), values)
    assert not one(app, "SELECT current_setting('app.household', true)")
