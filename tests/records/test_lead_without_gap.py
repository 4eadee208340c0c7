"""Whatever anybody writes: on the track there is one lead at every moment, when it is committed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from psycopg import errors, sql
from psycopg.types.range import TimestamptzRange

from tests.records.conftest import Scene
from tests.records.rows import MOMENT, Database, act, insert
from tests.records.scene import LONG_AGO, NEXT_WEEK

MICROSECOND = timedelta(microseconds=1)

GAPS = {
    "the lead is shortened": "UPDATE coordination_lead SET period = tstzrange(lower(period), {at})",
    "the lead begins later": "UPDATE coordination_lead SET period = tstzrange({at}, NULL)",
    "the last moment is left out": (
        "UPDATE coordination_lead SET period = tstzrange(lower(period), NULL, '()')"
    ),
    "the lead is gone": "DELETE FROM coordination_lead",
    "the lead is of no moment": "UPDATE coordination_lead SET period = 'empty'",
    "the track goes on without": "UPDATE coordination_track SET period = tstzrange(NULL, NULL)",
    "the track ends and the lead does not": (
        "UPDATE coordination_track SET period = tstzrange(lower(period), {at})"
    ),
    "the track is gone": "DELETE FROM coordination_track",
    "the lead goes to another household": "UPDATE coordination_lead SET household_id = {other}",
    "the track goes to another household": "UPDATE coordination_track SET household_id = {other}",
}


@pytest.mark.parametrize("statement", GAPS.values(), ids=GAPS.keys())
def test_a_gap_is_refused_at_the_commit(superuser: Database, scene: Scene, statement: str) -> None:
    """Also for who may write anything: this is no right, it is how it is."""
    other = insert(superuser, "people_household", code="new", name="x", area_id=scene.mine.area)
    for table in ("coordination_leadanswer", "coordination_handover"):  # they stand in its way
        superuser.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
    told = statement.format(at=f"'{MOMENT.isoformat()}'", other=other)
    superuser.execute(f"{told} WHERE household_id = {scene.mine.id}")
    with pytest.raises(errors.CheckViolation) as refused:
        superuser.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert refused.value.diag.constraint_name == "lead_without_gap"


def test_a_track_without_a_lead_is_refused(superuser: Database, scene: Scene) -> None:
    other = insert(superuser, "people_household", code="new", name="x", area_id=scene.mine.area)
    period = TimestamptzRange(MOMENT, None)
    insert(superuser, "coordination_track", household_id=other, period=period)
    with pytest.raises(errors.CheckViolation):
        superuser.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_two_leads_at_once_are_refused_right_away(superuser: Database, scene: Scene) -> None:
    with pytest.raises(errors.ExclusionViolation) as refused:
        insert(
            superuser,
            "coordination_lead",
            household_id=scene.mine.id,
            professional_id=scene.mine.professional,
            period=TimestamptzRange(NEXT_WEEK, None),
        )
    assert refused.value.diag.constraint_name == "one_lead_at_a_time"


@pytest.mark.parametrize(("apart", "is_whole"), [(timedelta(), True), (MICROSECOND, False)])
def test_one_microsecond_is_a_gap(
    superuser: Database, scene: Scene, apart: timedelta, *, is_whole: bool
) -> None:
    first = TimestamptzRange(LONG_AGO, MOMENT)
    superuser.execute(
        "UPDATE coordination_lead SET period = %s WHERE household_id = %s", [first, scene.mine.id]
    )
    insert(
        superuser,
        "coordination_lead",
        household_id=scene.mine.id,
        professional_id=scene.mine.professional,
        period=TimestamptzRange(MOMENT + apart, None),
    )
    if is_whole:
        superuser.execute("SET CONSTRAINTS ALL IMMEDIATE")
    else:
        with pytest.raises(errors.CheckViolation):
            superuser.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_trigger_waits_for_who_changes_the_same_household(scene: Scene) -> None:
    """It locks the household first, so that two changes never both see a plan that is whole."""
    with scene.connect("tandem_app") as app, scene.connect("postgres") as rival:
        rival.execute("BEGIN")
        rival.execute("SELECT 1 FROM people_household WHERE id = %s FOR UPDATE", [scene.mine.id])
        act(app, scene.mine.involved)
        app.execute("SET lock_timeout = '50ms'")
        app.execute("BEGIN")
        app.execute("UPDATE coordination_lead SET reason = 'other words'")
        with pytest.raises(errors.LockNotAvailable):
            app.execute("COMMIT")
        rival.execute("ROLLBACK")
