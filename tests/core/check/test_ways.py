"""What may happen to an agreement, of which the days become options only when it is chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from tandem.core.check import check
from tandem.core.check.answer import ChangeKind
from tandem.core.check.items import Calendar
from tandem.core.check.master import Master
from tandem.core.check.options import Options, Way
from tandem.core.model import Agreement, Alternative, Household
from tests.core.compare import finding_differences, proposal_differences
from tests.core.oracle import Oracle
from tests.core.oracle.build import MON, MONDAY, agreement, household, rule_base, session

TALK = session([MON], "10:00-11:00")
OTHER = session([MON], "14:00-15:00")


def options_of(plan: Household) -> Options:
    return Options(plan, rule_base().costs, Calendar(plan, rule_base().holidays))


def starting(name: str, first: date, last: date, *, protected: bool = False) -> Agreement:
    """A talk that may start on any day between two."""
    return agreement(name, TALK, start=first, latest_start=last, protected=protected)


def ending(one: Agreement, *when: str) -> Agreement:
    """The same, that may also end when others start."""
    ends = Alternative("ends", "Ends then", one.form, ends_when=when)
    return replace(one, alternatives=(*one.alternatives, ends))


def way_that_ends(options: Options, name: str) -> Way:
    return next(way for way in options.ways[name] if way.ends)


@pytest.fixture
def plan() -> Household:
    """Of *a* there are days to start on, and days on which it may end."""
    days = MONDAY, MONDAY + timedelta(days=20)
    return household(
        ending(starting("a", *days), "b"),
        starting("b", *days),
        agreement("c", OTHER),
        weeks=6,
    )


def test_a_way_that_nobody_chose_has_no_options(plan: Household) -> None:
    options = options_of(plan)
    way = way_that_ends(options, "a")
    assert not options.is_made(way)
    assert options.made(way) == ()
    assert not any(option.triggers for option in options.all)


def test_made_at_once_or_day_by_day_they_are_the_same(plan: Household) -> None:
    at_once, by_day = options_of(plan), options_of(plan)
    whole = at_once.make(way_that_ends(at_once, "a"))
    way = way_that_ends(by_day, "a")
    days = sorted({option.first_start or date.max for option in whole})
    parts = [option for day in days for option in by_day.make_ended(way, day)]
    assert len(whole) > len(days) > 1
    assert [(o.form, o.first_start) for o in parts] == [(o.form, o.first_start) for o in whole]
    assert by_day.make_ended(way, days[0]) == ()
    assert by_day.make(way) == tuple(parts)
    assert by_day.make_ended(way, None) == ()
    assert by_day.is_made(way)


def test_of_a_way_that_is_chosen_only_one_day_becomes_options(plan: Household) -> None:
    options = options_of(plan)
    master = Master(plan, options, rule_base().costs)
    kept = options.of["a"][0]
    master.forbid([-master.kept(kept.agreement)])
    chosen = master.choose()
    assert chosen is not None
    (one,) = [option for option in chosen if option.id == "a"]
    (other,) = [option for option in chosen if option.id == "b"]
    master.close()
    assert one.triggers
    assert other.form is not None
    days = {option.first_start for option in options.all if option.triggers}
    assert days == {other.form.start}


def differences(plan: Household) -> list[str]:
    """Return where the answer differs from the brute force."""
    rules = rule_base()
    oracle, found = Oracle(plan, rules), check(plan, rules)
    return [*finding_differences(oracle, found), *proposal_differences(oracle, found)]


@pytest.mark.parametrize(
    ("first", "second", "may_end"), list(product((0, 3), (0, 7), (False, True)))
)
def test_two_that_end_when_the_other_starts(first: int, second: int, *, may_end: bool) -> None:
    """Each waits for the other; the brute force tries all that they can do."""
    day = MONDAY + timedelta(days=1)
    a = starting("a", day, day + timedelta(days=first), protected=not may_end)
    b = starting("b", day, day + timedelta(days=second), protected=not may_end)
    plan = household(ending(a, "b"), ending(b, "a"), agreement("c", TALK), weeks=3)
    assert differences(plan) == []


def test_it_ends_when_the_first_of_two_starts_that_may_be_postponed() -> None:
    b = agreement("b", TALK, start=date(2027, 1, 12), goal="g")
    c = agreement("c", TALK, start=date(2027, 1, 19), goal="g")
    plan = household(
        ending(agreement("a", TALK), "b", "c"),
        b,
        c,
        agreement("d", OTHER, start=date(2027, 1, 13)),
        priorities=("g",),
        weeks=4,
    )
    assert differences(plan) == []
    found = check(plan, rule_base())
    assert any(
        change.kind is ChangeKind.ALTERNATIVE and change.until is not None
        for proposal in found.proposals
        for change in proposal.changes
    )
