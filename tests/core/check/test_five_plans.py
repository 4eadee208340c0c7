"""Case C1, five plans at eighteen: worked out by hand, and the answer held against it.

By hand, for every pair of agreements that ask something of the same member, travel included:

* school (from 1 February, Monday to Friday 8.00-16.30 with travel) leaves Kevin only the hours
  before 8.00 and after 16.30 of a weekday. So it clashes with work (Monday to Thursday), therapy
  (Tuesday, Thursday 9.20-12.40), coach-talk (Wednesday 13.40-15.20), budget-talk (Monday
  9.35-11.25), day-activities (8.45-12.45) and home-guidance (an hour before 17.00: half an hour is
  left). Full-time school and work of 32 hours exclude one another, and repayment asks such work:
  school clashes with repayment.
* work (from 11 January, Monday to Thursday 7.40-16.50) leaves Friday. So it clashes with therapy,
  coach-talk, budget-talk, day-activities, and home-guidance (two different days, only one is left).
* therapy and day-activities share Tuesday and Thursday morning.
* Other pairs go well: coach-talk (Wednesday from 13.40) comes after day-activities (until 12.45);
  budget-talk is on Monday; home-guidance finds room on other days; Karin's traject has Karin only.
* somebody home with Lotte (Monday, Tuesday, Thursday 14.15-17.00) can always be done by Karin
  unless she is at her traject (home at 14.50), and by Kevin unless he is at school or work. So no
  pair clashes, but traject and lotte-home clash with school, and with work, in threes.
* contacts of Kevin: therapy 2, coach-talk 1, home-guidance 2, and every second week budget-talk 1:
  6 in these weeks, 5 he can carry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from tandem.core.check import check, together, verify
from tandem.core.check.answer import Answer, ChangeKind, Verdict
from tandem.core.check.why import ClashKind, ContactsReason, HomeReason
from tandem.core.model import Household, Sessions, Where
from tandem.core.rules import RuleBase
from tandem.formats.household import read_path
from tandem.formats.rulebase import load

EXAMPLE = Path(__file__).parents[3] / "examples" / "five-plans.yaml"

PAIRS_BY_HAND = {
    frozenset({"school", other})
    for other in (
        "work",
        "therapy",
        "coach-talk",
        "budget-talk",
        "day-activities",
        "home-guidance",
        "repayment",
    )
}
PAIRS_BY_HAND |= {
    frozenset({"work", other})
    for other in ("therapy", "coach-talk", "budget-talk", "day-activities", "home-guidance")
}
PAIRS_BY_HAND |= {frozenset({"therapy", "day-activities"})}
THREES_BY_HAND = {
    frozenset({"school", "karin-traject", "lotte-home"}),
    frozenset({"work", "karin-traject", "lotte-home"}),
}


@pytest.fixture(scope="module")
def rules() -> RuleBase:
    return load()


@pytest.fixture(scope="module")
def household(rules: RuleBase) -> Household:
    return read_path(EXAMPLE, rules)


@pytest.fixture(scope="module")
def answer(household: Household, rules: RuleBase) -> Answer:
    return check(household, rules)


def test_ten_agreements_do_not_fit_and_all_is_known(answer: Answer) -> None:
    assert answer.verdict is Verdict.INFEASIBLE
    assert answer.complete
    assert (answer.coverage.filled, answer.coverage.total) == (10, 10)
    assert answer.coverage.is_full
    assert answer.missing_support == ()


def test_clashes_are_those_worked_out_by_hand(answer: Answer) -> None:
    found = {frozenset(clash.agreements) for clash in answer.clashes}
    assert found == PAIRS_BY_HAND | THREES_BY_HAND
    assert len(answer.clashes) == 15


def test_a_contact_too_many_is_counted_apart(answer: Answer) -> None:
    (limit,) = answer.limits
    (reason,) = limit.reasons
    assert isinstance(reason, ContactsReason)
    assert (reason.member, reason.contacts, reason.capacity, reason.too_many) == ("kevin", 6, 5, 1)
    assert reason.worst_week == reason.span.first == date(2027, 1, 4)
    assert reason.span.count == 13
    assert limit.agreements == ("budget-talk", "coach-talk", "home-guidance", "therapy")


def naive_pairs(household: Household) -> Iterator[frozenset[str]]:
    """Check every two agreements against each other only: what a diary with a red mark does."""
    for one, other in combinations(household.plan(), 2):
        alone = replace(household, agreements=(one, other))
        if check(alone, load(), proposals=0).clashes:
            yield frozenset({one.id, other.id})


def test_a_naive_check_of_pairs_misses_what_clashes_only_in_threes(household: Household) -> None:
    found = set(naive_pairs(household))
    assert found == PAIRS_BY_HAND
    assert not found & THREES_BY_HAND


@pytest.mark.parametrize("three", sorted(map(sorted, THREES_BY_HAND)))
def test_of_each_three_every_two_go_well(
    three: list[str], household: Household, rules: RuleBase
) -> None:
    assert [clash.agreements for clash in together(household, rules, three)] == [tuple(three)]
    for two in combinations(three, 2):
        assert together(household, rules, two) == ()


def test_the_three_say_when_nobody_is_with_lotte(answer: Answer) -> None:
    (clash,) = (c for c in answer.clashes if set(c.agreements) >= {"school", "lotte-home"})
    (reason,) = clash.reasons
    assert isinstance(reason, HomeReason)
    assert reason.child == "lotte"
    assert [(gap.days, gap.start, gap.end) for gap in reason.gaps] == [
        ((0, 1, 3), 14 * 60 + 15, 14 * 60 + 50)
    ]
    assert reason.span.first == date(2027, 2, 1)
    assert {(busy.member, busy.agreement) for busy in reason.absences} == {
        ("karin", "karin-traject"),
        ("kevin", "school"),
    }


def test_school_and_work_clash_for_two_reasons(answer: Answer) -> None:
    (clash,) = (c for c in answer.clashes if c.agreements == ("school", "work"))
    assert [reason.kind for reason in clash.reasons] == [ClashKind.AGENDA, ClashKind.STATUS]


def test_first_proposal_keeps_every_goal_and_begins_with_kevins_first_wish(
    answer: Answer, household: Household
) -> None:
    first = answer.proposals[0]
    assert first.goals_given_up == ()
    assert first.proven_least
    changes = {change.agreement: change for change in first.changes}
    assert set(changes) == {
        "budget-talk",
        "coach-talk",
        "day-activities",
        "home-guidance",
        "karin-traject",
        "school",
        "therapy",
        "work",
    }
    learn_the_trade = household.priorities[0]
    school = next(a for a in household.agreements if a.id == "school")
    assert school.goal == learn_the_trade
    assert changes["school"].kind is ChangeKind.ALTERNATIVE
    assert (changes["work"].kind, changes["work"].by) == (ChangeKind.REPLACED, "school")
    assert all(change.kind is not ChangeKind.END for change in first.changes)
    assert changes["day-activities"].until == date(2027, 1, 31)


def test_accepting_the_first_proposal_the_household_fits(answer: Answer, rules: RuleBase) -> None:
    first = answer.proposals[0]
    after = check(first.household, rules)
    assert after.verdict is Verdict.FEASIBLE
    assert (after.clashes, after.limits, after.missing_support) == ((), (), ())
    assert first.witness is not None
    assert verify(first.household, rules, first.witness) == ()


def test_the_week_that_fits_is_shown(answer: Answer) -> None:
    witness = answer.proposals[0].witness
    assert witness is not None
    week = next(w for w in witness.weeks if date(2027, 3, 8) in w.mondays)
    shown = {(p.agreement, p.day, p.start // 60, p.start % 60) for p in week.placements}
    assert {("school", day, 8, 0) for day in range(4)} <= shown
    assert ("school", 4, 8, 30) in shown
    assert {("therapy", 0, 19, 0), ("therapy", 2, 19, 0)} <= shown
    assert {name for name, *_ in shown} >= {"coach-talk", "home-guidance", "karin-traject"}


def test_kevin_keeps_what_must_stay_free_in_every_month(answer: Answer) -> None:
    witness = answer.proposals[0].witness
    assert witness is not None
    free = {m.month.month: m.free for m in witness.budget if m.account == "kevin"}
    assert free == {1: 35000, 2: 70000, 3: 58000, 4: 58000, 5: 58000, 6: 58000}


def test_the_next_proposals_show_other_ways(answer: Answer) -> None:
    first, second, third = answer.proposals
    assert first.cost < second.cost
    assert second.goals_given_up == ()
    kept = {proposal: {c.agreement for c in proposal.changes} for proposal in (second, third)}
    assert "school" not in kept[second], "the second keeps school as it is"
    assert "work" not in kept[third], "the third keeps work as it is"
    assert len(third.goals_given_up) == 1


def test_no_proposal_ends_treatment_or_protection(answer: Answer, household: Household) -> None:
    protected = {a.id for a in household.agreements if a.protected}
    assert {"therapy", "lotte-home"} <= protected
    for proposal in answer.proposals:
        ended = {c.agreement for c in proposal.changes if c.kind is ChangeKind.END}
        assert not ended & protected


def test_office_visits_of_kevin_are_no_load_of_karin(answer: Answer) -> None:
    karin = next(m for m in answer.load.members if m.member == "karin")
    assert karin.contacts == 0
    assert karin.capacity == 2


def test_example_holds_what_the_case_says(household: Household) -> None:
    by_id = {a.id: a for a in household.agreements}

    def sessions(agreement: str) -> Sessions:
        return by_id[agreement].form.demands.sessions[0]

    assert (sessions("school").travel, by_id["school"].form.start) == (30, date(2027, 2, 1))
    assert (sessions("therapy").times, sessions("therapy").minutes) == (2, 120)
    assert sessions("home-guidance").where is Where.HOME
    assert household.horizon.start == date(2027, 1, 4)
    assert household.horizon.weeks == 26
    assert all(a.mandatory is None for a in household.agreements)
