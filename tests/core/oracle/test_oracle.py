"""The brute force itself, held against cases worked out by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from tandem.core.check.answer import Verdict
from tandem.core.model import (
    After,
    Away,
    Direction,
    EndsIncome,
    Household,
    Member,
    Money,
    Order,
    Period,
    Relation,
    SomebodyHome,
    State,
    StatusFact,
    Where,
)
from tandem.core.rules import RuleBase, RuleRelation, StatusRule
from tests.core.oracle import Lacking, Limit, Oracle, World
from tests.core.oracle.agenda import place_week, step_of, takes_time
from tests.core.oracle.build import (
    MON,
    MONDAY,
    SUN,
    TUE,
    WED,
    agreement,
    day,
    household,
    kevins_account,
    rule_base,
    session,
    status,
    window,
)
from tests.core.oracle.five_plans import five_plans, five_plans_rules
from tests.core.strategies import random_household

RULES = rule_base()
BOTH = ("karin", "kevin")
IMPLIES, EXCLUDES = RuleRelation.IMPLIES, RuleRelation.EXCLUDES
REQUIRES, MAKES, BARS = Relation.REQUIRES, Relation.MAKES, Relation.EXCLUDES


def clashes(home: Household, rules: RuleBase = RULES) -> list[str]:
    return sorted("+".join(sorted(c)) for c in Oracle(home, rules).clashes())


# --- the five plans -------------------------------------------------------------------------


def test_five_plans_clash_in_thirteen_pairs_and_two_triples() -> None:
    with_school = "therapy coach-talk budget-talk day-activities home-guidance repayment work"
    with_work = "therapy coach-talk budget-talk day-activities home-guidance"
    pairs = {frozenset({"school", other}) for other in with_school.split()}
    pairs |= {frozenset({"work", other}) for other in with_work.split()}
    pairs |= {frozenset({"therapy", "day-activities"})}
    triples = {frozenset({one, "karin-traject", "lotte-home"}) for one in ("school", "work")}

    oracle = Oracle(five_plans(), five_plans_rules())

    assert len(pairs) == 13
    assert oracle.clashes() == pairs | triples


def test_five_plans_bring_one_contact_too_many() -> None:
    oracle = Oracle(five_plans(), five_plans_rules())
    talks = frozenset({"therapy", "coach-talk", "budget-talk", "home-guidance"})
    first = date(2027, 1, 11).toordinal()
    assert oracle.limits() == {Limit("contacts", "kevin", 5, 6, first, first, 13, talks)}
    assert oracle.missing_support() == {}
    assert oracle.verdict() is Verdict.INFEASIBLE


# --- agenda ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "travel", "expected"),
    [
        ("11:00-12:00", 0, []),
        ("10:59-11:59", 0, ["a+b"]),
        ("11:20-12:20", 20, []),
        ("11:19-12:19", 20, ["a+b"]),
    ],
)
def test_touching_is_not_overlapping(hours: str, travel: int, expected: list[str]) -> None:
    one = agreement("a", session([MON], "10:00-11:00"))
    other = agreement("b", session([MON], hours, travel=travel))
    assert clashes(household(one, other)) == expected


def test_three_sessions_do_not_fit_where_two_do() -> None:
    talks = [agreement(n, session([MON], "10:00-11:00", minutes=25)) for n in "abc"]
    assert clashes(household(*talks)) == ["a+b+c"]


def test_sessions_of_different_members_go_together_but_a_joint_one_does_not() -> None:
    kevin = agreement("a", session([MON], "10:00-11:00"))
    karin = agreement("b", session([MON], "10:00-11:00", members=("karin",)))
    joint = agreement("c", session([MON], "10:00-11:00", members=BOTH))
    assert clashes(household(kevin, karin, joint)) == ["a+c", "b+c"]


def test_two_demands_of_one_agreement_can_clash() -> None:
    twice = agreement("a", session([MON], "10:00-11:00"), session([MON], "10:30-11:30"))
    assert clashes(household(twice)) == ["a"]


def test_sessions_of_one_demand_are_on_different_days_unless_said_otherwise() -> None:
    apart = session([MON], "10:00-12:00", minutes=60, times=2)
    together = session([MON], "10:00-12:00", minutes=60, times=2, same_day=True)
    assert clashes(household(agreement("a", apart))) == ["a"]
    assert clashes(household(agreement("a", together))) == []


def test_one_visit_may_coincide_but_not_within_one_demand() -> None:
    one = agreement("a", session([MON], "10:00-11:00", visit="v"))
    other = agreement("b", session([MON], "10:00-11:00", visit="v"))
    third = agreement("c", session([MON], "10:00-11:00", visit="w"))
    assert clashes(household(one, other, third)) == ["a+c", "b+c"]
    twice = session([MON], "10:00-11:00", times=2, same_day=True, visit="v")
    assert clashes(household(agreement("a", twice))) == ["a"]


def test_every_second_week_by_turns() -> None:
    even = session([MON], "10:00-11:00", every_weeks=2, first_week=day(2))
    odd = session([MON], "10:00-11:00", every_weeks=2, first_week=day(-7))
    same = session([MON], "10:00-11:00", every_weeks=2, first_week=day(-14))
    both = household(agreement("a", even), agreement("b", odd), agreement("c", same))
    assert clashes(both) == ["a+c"]


def test_a_cut_week_binds_nothing() -> None:
    one = agreement("a", session([WED], "10:00-11:00"), until=day(12))
    cut = agreement("b", session([WED], "10:00-11:00"), start=day(8))
    whole = agreement("c", session([WED], "10:00-11:00"), start=day(0), until=day(6))
    assert clashes(household(one, cut)) == []
    assert clashes(household(one, cut, whole)) == ["a+c"]


def test_travel_crosses_midnight_but_not_the_ends_of_the_week() -> None:
    late = agreement("a", session([MON], "23:00-24:00", travel=30))
    early = agreement("b", session([TUE], "00:20-01:00"))
    assert clashes(household(late, early)) == ["a+b"]
    sunday = agreement("a", session([SUN], "23:00-24:00", travel=30))
    monday = agreement("b", session([MON], "00:00-01:00", travel=30))
    assert clashes(household(sunday, monday)) == []


@pytest.mark.parametrize(
    ("where", "expected"), [(Where.HOME, ["a"]), (Where.OUT, []), (Where.REMOTE, [])]
)
def test_who_is_away_has_no_session_at_home(where: Where, expected: list[str]) -> None:
    kevin = Member("kevin", "Kevin", away=(Away(Period(day(0), day(6))),))
    plan = agreement("a", session([MON], "10:00-11:00", where=where))
    assert clashes(household(plan, members=(kevin,))) == expected


def test_who_is_away_does_not_travel() -> None:
    out = agreement("a", session([MON], "10:00-11:00", travel=30, period=Period(None, day(6))))
    next_to_it = agreement("b", session([MON], "11:00-12:00"))
    kevin = Member("kevin", "Kevin", away=(Away(Period(day(0), day(0))),))
    assert clashes(household(out, next_to_it)) == ["a+b"]
    assert clashes(household(out, next_to_it, members=(kevin,))) == []


@pytest.mark.parametrize("unknown", ["times", "minutes", "windows"])
def test_what_is_unknown_takes_no_time(unknown: str) -> None:
    fixed_time = session([MON], "10:00-11:00")
    known = agreement("a", fixed_time)
    half = replace(fixed_time, **{unknown: None})  # type: ignore[arg-type]
    assert clashes(household(known, agreement("b", half))) == []
    assert clashes(household(known, agreement("b", fixed_time, start_known=False))) == []


def test_a_coarse_and_a_fine_search_find_the_same() -> None:
    demand = session([MON], "10:00-11:00", minutes=25)
    two = [(("a", 0), demand), (("b", 0), demand)]
    three = [*two, (("c", 0), demand)]
    for step in (0, 5, 1):
        assert place_week(two, (), frozenset(), step) is not None
        assert place_week(three, (), frozenset(), step) is None


def test_a_finer_grid_finds_no_week_that_the_coarse_one_does_not() -> None:
    judged = Counter[bool]()
    for seed in range(400, 480):
        world = World(*random_household(seed))
        for kept in combinations(world.as_written(), 2):
            numbers = [n for k in kept for n in k.sessions[0]]
            demands = [(key, d) for key, d in world.sessions(numbers) if takes_time(d)]
            watches = world.watches(kept[0].homes[0] + kept[1].homes[0], 0)
            step = step_of([d for _, d in demands], watches)
            if not demands or step not in {5, 30}:
                continue
            fine = place_week(demands, watches, world.away[0], step=step // 5)
            coarse = place_week(demands, watches, world.away[0])
            judged[coarse is None] += 1
            assert (fine is None) == (coarse is None), (seed, [k.id for k in kept])
    assert min(judged[True], judged[False]) > 10


# --- somebody home --------------------------------------------------------------------------

WATCH = SomebodyHome(BOTH, (window([MON], "14:00-17:00"),), child="lotte")


def test_two_adults_cannot_both_be_out() -> None:
    kevin = agreement("a", session([MON], "13:00-15:00"))
    karin = agreement("b", session([MON], "14:30-16:00", members=("karin",)))
    assert clashes(household(kevin, karin, agreement("c", WATCH))) == ["a+b+c"]


def test_the_one_can_come_home_as_the_other_leaves() -> None:
    kevin = agreement("a", session([MON], "13:00-15:00", travel=10))
    karin = agreement("b", session([MON], "15:20-16:00", members=("karin",), travel=10))
    later = agreement("d", session([MON], "15:19-16:00", members=("karin",), travel=10))
    assert clashes(household(kevin, karin, agreement("c", WATCH))) == []
    assert clashes(household(kevin, later, agreement("c", WATCH))) == ["a+c+d"]


@pytest.mark.parametrize("where", [Where.HOME, Where.REMOTE])
def test_a_session_at_home_takes_nobody_away(where: Where) -> None:
    both = agreement("a", session([MON], "14:00-17:00", members=BOTH, where=where))
    assert clashes(household(both, agreement("c", WATCH))) == []


def test_somebody_home_binds_on_single_days_and_not_when_the_child_is_away() -> None:
    out = agreement("a", session([MON], "14:00-17:00", members=BOTH))
    short = agreement("c", WATCH, start=day(7), until=day(7))
    lotte = Member("lotte", "Lotte", away=(Away(Period(day(7), day(7))),))
    assert clashes(household(out, short)) == ["a+c"]
    assert clashes(household(out, short, members=(lotte,))) == []
    tuesday = agreement("c", WATCH, start=day(8), until=day(9))
    assert clashes(household(out, tuesday)) == []


def test_facts_alone_can_leave_nobody_home() -> None:
    away = (Away(Period(day(0), day(0))),)
    members = (Member("kevin", "Kevin", away=away), Member("karin", "Karin", away=away))
    assert clashes(household(agreement("c", WATCH), members=members)) == ["c"]


# --- status ---------------------------------------------------------------------------------


def test_what_two_make_can_exclude_one_another_in_the_end() -> None:
    rules = rule_base(("school", IMPLIES, "busy"), ("job", EXCLUDES, "busy"))
    school, job = agreement("a", status(MAKES, "school")), agreement("b", status(REQUIRES, "job"))
    assert clashes(household(school, job), rules) == ["a+b"]


def test_a_rule_counts_only_while_it_is_valid() -> None:
    valid = Period(day(7), day(7))
    rules = rule_base(StatusRule("r", EXCLUDES, "school", "job", "test", valid))
    school = agreement("a", status(MAKES, "school"))
    assert clashes(household(school, agreement("b", status(MAKES, "job"))), rules) == ["a+b"]
    from_tuesday = agreement("b", status(MAKES, "job"), start=day(8))
    assert clashes(household(school, from_tuesday), rules) == []


def test_requires_and_excludes_clash_even_when_something_makes_it() -> None:
    needs = agreement("a", status(REQUIRES, "job"))
    bars = agreement("b", status(BARS, "job"))
    makes = agreement("c", status(MAKES, "job"))
    assert clashes(household(needs, bars, makes)) == ["a+b", "b+c"]


def test_a_fact_is_ended_without_a_clash() -> None:
    kevin = Member("kevin", "Kevin", statuses=(StatusFact("job"),))
    bars = agreement("b", status(BARS, "job"))
    assert clashes(household(bars, members=(kevin,))) == []


def test_support_comes_from_facts_and_from_what_others_make() -> None:
    rules = rule_base(("job", IMPLIES, "income"))
    needs = agreement("a", status(REQUIRES, "income", Period(day(0), day(3))))
    makes = agreement("b", status(MAKES, "job"), start=day(2))
    kevin = Member("kevin", "Kevin", statuses=(StatusFact("job", Period(None, day(1))),))
    lacking = Lacking("a", "kevin", "income")
    first = MONDAY.toordinal()
    nobody = Oracle(household(needs), rules)
    assert nobody.missing_support() == {lacking: {first, first + 1, first + 2, first + 3}}
    assert nobody.verdict() is Verdict.INFEASIBLE
    later = Oracle(household(needs, makes), rules)
    assert later.missing_support() == {lacking: {first, first + 1}}
    assert Oracle(household(needs, makes, members=(kevin,)), rules).missing_support() == {}


def test_support_may_go_in_a_circle_but_requiring_is_not_giving() -> None:
    one = agreement("a", status(REQUIRES, "house"), status(MAKES, "benefit"))
    other = agreement("b", status(REQUIRES, "benefit"), status(MAKES, "house"))
    assert Oracle(household(one, other), RULES).verdict() is Verdict.FEASIBLE
    two = [agreement(name, status(REQUIRES, "house")) for name in "ab"]
    lacking = {Lacking(name, "kevin", "house") for name in "ab"}
    assert set(Oracle(household(*two), RULES).missing_support()) == lacking


# --- order ----------------------------------------------------------------------------------


def after(name: str, gap: int = 0) -> Order:
    return Order(after=(After(name, gap),))


@pytest.mark.parametrize(("gap", "expected"), [(0, []), (1, ["a+b"])])
def test_after_another_with_a_gap(gap: int, expected: list[str]) -> None:
    first = agreement("a", start=day(0), lasts_days=7)
    then = agreement("b", after("a", gap), start=day(7))
    assert clashes(household(first, then)) == expected


def test_a_chain_that_is_too_long_only_as_a_whole() -> None:
    one = agreement("a", start=day(0), lasts_days=10)
    two = agreement("b", after("a"), latest_start=day(20), lasts_days=10)
    three = agreement("c", after("b"), start=day(19))
    assert clashes(household(one, two, three)) == ["a+b+c"]


def test_a_circle_of_after() -> None:
    known = [agreement(n, after(o), start_known=False) for n, o in ("ab", "bc", "ca")]
    assert clashes(household(*known)) == ["a+b+c"]


def test_what_runs_already_started_before_the_horizon() -> None:
    running = agreement("b", after("a"))
    assert clashes(household(agreement("a", until=day(-1)), running)) == []
    assert clashes(household(agreement("a", until=day(0)), running)) == ["a+b"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order(starts_before=day(8)), []),
        (Order(starts_before=day(7)), ["a"]),
        (Order(finishes_before=day(14)), []),
        (Order(finishes_before=day(13)), ["a"]),
    ],
)
def test_before_a_date(order: Order, expected: list[str]) -> None:
    assert clashes(household(agreement("a", order, start=day(7), lasts_days=7))) == expected


def test_after_what_has_ended_and_after_what_is_not_there() -> None:
    then = agreement("b", after("a"), start=day(7))
    ended = agreement("a", state=State.ENDED, until=day(6))
    just_not = agreement("a", state=State.ENDED, until=day(7))
    long_past = agreement("a", state=State.ENDED, start=day(50))
    for past, expected in ((ended, []), (just_not, ["b"]), (long_past, [])):
        oracle = Oracle(household(past, then), RULES)
        assert sorted("".join(c) for c in oracle.clashes()) == expected
        assert oracle.missing_support() == {}
    withdrawn = agreement("a", state=State.WITHDRAWN, until=day(50))
    oracle = Oracle(household(withdrawn, then), RULES)
    assert oracle.clashes() == set()
    assert oracle.missing_support() == {Lacking("b", after="a"): set()}


# --- limits ---------------------------------------------------------------------------------


def test_contacts_count_without_times_of_day_and_once_for_a_visit() -> None:
    kevin = Member("kevin", "Kevin", contacts_a_week=2)
    talk = session([MON], "10:00-11:00", contact_of=("kevin",), visit="v")
    twice = session([MON, TUE], "12:00-13:00", contact_of=("kevin",), visit="v")
    open_end = Period(day(14), None)
    alone = session([TUE], "10:00-11:00", contact_of=("kevin",), period=open_end)
    plan = household(
        agreement("a", talk), agreement("b", twice), agreement("c", alone), members=(kevin,)
    )
    third = day(14).toordinal()
    expected = Limit("contacts", "kevin", 2, 3, third, third, 2, frozenset("abc"))
    assert Oracle(plan, RULES).limits() == {expected}


@pytest.mark.parametrize(
    ("floor", "short"), [(60, []), (61, [60]), (None, []), (0, [])], ids=["even", "cent", "no", "0"]
)
def test_a_floor_to_the_cent(floor: int | None, short: list[int]) -> None:
    pays = agreement("a", Money("kevin", Direction.OUT, 40))
    plan = household(pays, accounts=kevins_account(floor))
    assert [limit.worst for limit in Oracle(plan, RULES).limits()] == short


def test_a_month_in_which_something_begins_or_stops_is_read_leniently() -> None:
    floor = kevins_account(60)
    january = Oracle(
        household(agreement("a", Money("kevin", Direction.OUT, 50), start=day(-2)), accounts=floor),
        RULES,
    )
    assert january.limits() == set()
    february = agreement("a", Money("kevin", Direction.OUT, 50), start=date(2027, 2, 1))
    plan = household(february, weeks=8, accounts=floor)
    begin = date(2027, 2, 1).toordinal()
    assert Oracle(plan, RULES).limits() == {
        Limit("money", "kevin", 60, 50, begin, begin, 1, frozenset("a"))
    }
    brings = agreement("b", Money("kevin", Direction.IN, 10), until=date(2027, 2, 1))
    assert Oracle(household(february, brings, weeks=8, accounts=floor), RULES).limits() == set()


def test_an_income_is_lost_when_the_ending_holds_as_long_as_the_income() -> None:
    ends = agreement("a", EndsIncome("i"), start=date(2027, 1, 1))
    later = agreement("a", EndsIncome("i"), start=date(2027, 1, 2))
    floor = kevins_account(1)
    begin = date(2027, 1, 1).toordinal()
    limit = Limit("money", "kevin", 1, 0, begin, begin, 1, frozenset("a"))
    assert Oracle(household(ends, accounts=floor), RULES).limits() == {limit}
    assert Oracle(household(later, accounts=floor), RULES).limits() == set()


def test_facts_alone_can_fall_short_and_the_unknown_is_not_checked() -> None:
    short = Oracle(household(accounts=kevins_account(101)), RULES)
    assert [limit.agreements for limit in short.limits()] == [frozenset()]
    unknown = household(accounts=kevins_account(101, income_known=False))
    assert Oracle(unknown, RULES).limits() == set()
    brings = agreement("a", Money("kevin", Direction.IN, None))
    assert Oracle(household(brings, accounts=kevins_account(101)), RULES).limits() == set()
