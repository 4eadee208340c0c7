"""The steps of a law: what is due, by when, and which days cannot be."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tandem.core.rules.steps import LawStep, Way
from tandem.core.rules.ways import next_day, refused_day, standing
from tandem.formats.steps import load_steps

RULES = load_steps()
TODAY = date(2026, 11, 23)
DAYS = st.dates(TODAY - timedelta(days=400), TODAY)
DONE = st.dictionaries(st.sampled_from(LawStep), DAYS)


@given(st.sampled_from(RULES.ways), DONE, st.none() | DAYS)
def test_what_is_due_was_not_done_and_follows_what_was(
    way: Way, done: dict[LawStep, date], needed: date | None
) -> None:
    found = standing(way, RULES, done, TODAY)
    for one in found:
        assert one.done_on == done.get(one.step.id)
        if one.due_on is None:
            continue
        assert one.done_on is None
        assert one.step.after is not None
        assert one.term is not None
        assert one.due_on == one.term.last_day(done[one.step.after])
    first = next_day(found, needed)
    binding = [one.due_on for one in found if one.due_on and not one.step.is_free]
    assert first == min([*binding, *([needed] if needed else [])], default=None)


@given(st.sampled_from(RULES.ways), DONE, st.sampled_from(LawStep), DAYS)
def test_a_day_is_let_through_only_between_the_steps_around_it(
    way: Way, done: dict[LawStep, date], which: LawStep, day: date
) -> None:
    said = refused_day(way, done, which, day, TODAY)
    step = way.step(which)
    assert (said == "unknown") is (step is None)
    if step is not None and said == "":
        assert step.after not in done or done[step.after] <= day
        assert all(done.get(one.id, day) >= day for one in way.steps if one.after is which)
    assert refused_day(way, done, LawStep.REPORT, TODAY + timedelta(days=1), TODAY) == "future"


def test_the_terms_of_the_wmo_are_those_of_the_law() -> None:
    wmo = RULES.way("wmo")
    assert wmo is not None
    done = {LawStep.REPORT: date(2026, 11, 23), LawStep.APPLICATION: date(2026, 12, 21)}
    due = {one.step.id: one.due_on for one in standing(wmo, RULES, done, TODAY)}
    assert due[LawStep.INVESTIGATION] == date(2027, 1, 4)
    assert due[LawStep.OWN_PLAN] == date(2026, 11, 30)
    assert due[LawStep.DECISION] == date(2027, 1, 4)
    assert all(one.sure for one in standing(wmo, RULES, done, TODAY))


def test_what_was_not_read_in_the_law_is_said_so() -> None:
    for name in ("youth", "income"):
        way = RULES.way(name)
        assert way is not None
        found = {one.step.id: one for one in standing(way, RULES, {}, TODAY)}
        assert not found[LawStep.DECISION].sure
