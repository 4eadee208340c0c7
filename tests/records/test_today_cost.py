"""*Vandaag* grows with the number of households as that number does, not with its square."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tandem.records.coordination.today_sql import HOUSEHOLDS
from tests.records.conftest import Scene
from tests.records.rows import MOMENT, Database, act, one
from tests.records.test_scope_cost import nodes

SETS = {"home", "mine", "last", "about", "stands"}
"""Sets with a row for each household."""


def looked_through(plan: dict[str, Any]) -> Iterator[str]:
    """Return each set that is looked through from the start for every row of another."""
    for node in nodes(plan):
        if node["Node Type"] == "Nested Loop":
            inner = [below for below in node["Plans"] if below["Parent Relationship"] == "Inner"]
            for below in (found for one in inner for found in nodes(one)):
                if below["Node Type"] == "CTE Scan" and below["CTE Name"] in SETS:
                    yield below["CTE Name"]


def test_no_set_is_looked_through_for_each_household(app: Database, scene: Scene) -> None:
    act(app, scene.mine.involved)
    values = {
        "professional": scene.mine.professional,
        "person": None,
        "supporter": None,
        "at": MOMENT,
    }
    row = app.execute(f"EXPLAIN (FORMAT JSON) {HOUSEHOLDS}", values).fetchone()
    assert row is not None
    assert list(looked_through(row[0][0]["Plan"])) == []
    assert one(app, "SELECT count(*) FROM people_household") == 1
