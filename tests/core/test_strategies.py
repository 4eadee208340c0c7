"""The random households stay sharp: each feature and each outcome occurs often enough."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tandem.core.check import check
from tandem.core.check.answer import Verdict
from tandem.core.model import (
    MONTHLY,
    Agreement,
    Alternative,
    Demands,
    Direction,
    Form,
    Household,
    Relation,
    Sessions,
    State,
    Where,
)
from tandem.core.rules import RuleBase, RuleRelation
from tests.core.households import Case, case_of
from tests.core.oracle import Oracle
from tests.core.oracle.proposals import Do
from tests.core.strategies import random_household

MEASURED = 300

AT_LEAST: dict[str, float] = {
    # what a household holds: in how many of a hundred households
    "no agreement": 0.5,
    "one member": 10,
    "three members": 20,
    "times on the minute": 5,
    "near midnight": 3,
    "several session demands": 15,
    "several times a week": 30,
    "every k weeks": 15,
    "twice on one day": 15,
    "one visit": 10,
    "joint session": 12,
    "at home": 20,
    "remote": 25,
    "out with travel": 20,
    "unknown times": 2,
    "unknown minutes": 2,
    "unknown windows": 2,
    "starts within a week": 25,
    "demand with its own period": 25,
    "away": 30,
    "not on days off": 15,
    "only on days off": 4,
    "away in turns": 15,
    "at the other parent": 10,
    "also away": 4,
    "week with days missing": 5,
    "somebody home": 20,
    "three adults": 2,
    "child away": 1,
    "requires a status": 20,
    "excludes a status": 12,
    "makes a status": 20,
    "rule that implies": 50,
    "rule that excludes": 50,
    "rule with a period": 30,
    "brings money": 8,
    "costs money": 12,
    "ends an income": 5,
    "money now and then": 4,
    "known places": 12,
    "goes straight on": 0.5,
    "unknown amount": 1,
    "unknown income": 1,
    "no floor": 1,
    "floor of 0": 2,
    "two accounts": 5,
    "after": 15,
    "after with a gap": 8,
    "after in a circle": 1,
    "after what has ended": 0.5,
    "after what is not there": 2,
    "starts before": 5,
    "finishes before": 5,
    "lasts some days": 20,
    "free start": 15,
    "unknown start": 5,
    "mandatory": 25,
    "protected": 25,
    "alternative": 70,
    "takes the place": 20,
    "ends when": 20,
    "more than five goals": 3,
    "not in the plan": 8,
    # what is so of it
    "fits": 28,
    "clashes": 30,
    "clash of one": 4,
    "clash of two": 20,
    "clash of three": 6,
    "clash of four or more": 0.2,
    "too many contacts": 6,
    "below the floor": 4,
    "missing status": 6,
    "missing predecessor": 3,
    "support in a circle": 0.6,
    "rigid clash": 1.5,
    "rigid limit": 2,
    "support set aside": 2,
    "no proposal": 5,
    "one proposal": 15,
    "two proposals": 5,
    "three proposals": 5,
    "proposes an alternative": 10,
    "proposes an end when": 0.5,
    "proposes to replace": 0.5,
    "proposes to postpone": 4,
    "proposes to end": 10,
    "gives up a goal": 5,
    "clash by one step": 5,
    "short of a cent": 0.2,
    "just above the floor": 2,
}


@pytest.mark.slow
def test_every_feature_and_every_outcome_occurs() -> None:
    counts: Counter[str] = Counter()
    for seed in range(MEASURED):
        case = case_of(seed)
        counts.update(set(features(case.household, case.rules)) | set(outcomes(case)))
    shares = {name: 100 * counts[name] / MEASURED for name in AT_LEAST}
    lines = [f"{name:28} {shares[name]:5.1f} %  (at least {AT_LEAST[name]})" for name in AT_LEAST]
    sys.stdout.write("\n".join(lines))
    assert set(counts) <= set(AT_LEAST)
    assert [name for name, least in AT_LEAST.items() if shares[name] < least] == []


def test_the_same_seed_gives_the_same_household() -> None:
    assert random_household(7) == random_household(7)


# --- features -------------------------------------------------------------------------------


def features(household: Household, rules: RuleBase) -> Iterator[str]:
    yield from household_features(household)
    for relation in {rule.relation for rule in rules.statuses.rules}:
        yield "rule that implies" if relation is RuleRelation.IMPLIES else "rule that excludes"
    if any(rule.valid.first or rule.valid.last for rule in rules.statuses.rules):
        yield "rule with a period"
    for agreement in household.agreements:
        yield from agreement_features(agreement)
        yield from order_features(agreement, household)
        for sessions in agreement.form.demands.sessions:
            yield from session_features(sessions)
        yield from other_features(agreement.form.demands, household)


def household_features(household: Household) -> Iterator[str]:
    away = [one for member in household.members for one in member.away]
    dues = [one.due for account in household.accounts for one in account.incomes]
    dues += [one.due for account in household.accounts for one in account.costs]
    checks = {
        "no agreement": not household.agreements,
        "one member": len(household.members) == 1,
        "three members": len(household.members) == 3,
        "times on the minute": household.grid == 1,
        "away": any(m.away for m in household.members),
        "known places": bool(household.places),
        "money now and then": any(due != MONTHLY for due in dues),
        "away in turns": any(one.every_weeks > 1 or one.days for one in away),
        "at the other parent": any(one.other_parent for one in away),
        "unknown income": any(not a.income_known for a in household.accounts),
        "no floor": any(a.floor is None for a in household.accounts),
        "floor of 0": any(a.floor == 0 for a in household.accounts),
        "two accounts": len(household.accounts) == 2,
        "more than five goals": len(household.goals) > 5,
    }
    yield from (name for name, is_so in checks.items() if is_so)


def agreement_features(agreement: Agreement) -> Iterator[str]:
    form: Form = agreement.form
    alternatives: tuple[Alternative, ...] = agreement.alternatives
    checks = {
        "several session demands": len(form.demands.sessions) > 1,
        "starts within a week": form.start is not None and form.start.weekday() > 0,
        "lasts some days": form.lasts_days is not None and form.until is None,
        "free start": form.latest_start is not None,
        "unknown start": not form.start_known,
        "mandatory": agreement.mandatory is not None,
        "protected": agreement.protected,
        "alternative": bool(alternatives),
        "takes the place": any(a.takes_place_of for a in alternatives),
        "ends when": any(a.ends_when for a in alternatives),
        "not in the plan": not agreement.enters_check,
    }
    yield from (name for name, is_so in checks.items() if is_so)


def session_features(sessions: Sessions) -> Iterator[str]:
    period = sessions.period
    windows = sessions.windows or ()
    checks = {
        "near midnight": any(w.start == 0 or w.end == 1440 for w in windows),
        "several times a week": (sessions.times or 0) > 1,
        "every k weeks": sessions.every_weeks > 1,
        "twice on one day": sessions.same_day,
        "not on days off": bool(sessions.not_in),
        "only on days off": bool(sessions.only_in),
        "also away": sessions.also_away,
        "one visit": sessions.visit is not None,
        "joint session": len(sessions.members) > 1,
        "at home": sessions.where is Where.HOME,
        "remote": sessions.where is Where.REMOTE,
        "out with travel": sessions.travel > 0,
        "unknown times": sessions.times is None,
        "unknown minutes": sessions.minutes is None,
        "unknown windows": sessions.windows is None,
        "demand with its own period": period.first is not None or period.last is not None,
    }
    yield from (name for name, is_so in checks.items() if is_so)


def other_features(asks: Demands, household: Household) -> Iterator[str]:
    away = {m.id for m in household.members if m.away}
    relations = {status.relation for status in asks.statuses}
    checks = {
        "somebody home": bool(asks.somebody_home),
        "three adults": any(len(h.adults) == 3 for h in asks.somebody_home),
        "child away": any(h.child in away for h in asks.somebody_home),
        "requires a status": Relation.REQUIRES in relations,
        "excludes a status": Relation.EXCLUDES in relations,
        "makes a status": Relation.MAKES in relations,
        "brings money": any(m.direction is Direction.IN for m in asks.money),
        "costs money": any(m.direction is Direction.OUT for m in asks.money),
        "ends an income": bool(asks.ends_income),
        "unknown amount": any(m.cents is None for m in asks.money),
    }
    yield from (name for name, is_so in checks.items() if is_so)


def order_features(agreement: Agreement, household: Household) -> Iterator[str]:
    order = agreement.form.demands.order
    states = {a.id: a.state for a in household.agreements}
    found = [states.get(after.agreement) for after in order.after]
    reached = _reached(agreement.id, household)
    checks = {
        "after": bool(order.after),
        "after with a gap": any(after.gap_days for after in order.after),
        "after in a circle": agreement.id in reached,
        "after what has ended": State.ENDED in found,
        "after what is not there": None in found,
        "starts before": order.starts_before is not None,
        "finishes before": order.finishes_before is not None,
    }
    yield from (name for name, is_so in checks.items() if is_so)


def _reached(start: str, household: Household) -> set[str]:
    after = {
        a.id: {one.agreement for one in a.form.demands.order.after} for a in household.agreements
    }
    found: set[str] = set()
    todo = {start}
    while todo:
        todo = set().union(*(after.get(one, set()) for one in todo)) - found
        found |= todo
    return found


# --- outcomes -------------------------------------------------------------------------------


def outcomes(case: Case) -> Iterator[str]:
    oracle = case.oracle
    if oracle.verdict() is Verdict.FEASIBLE:
        yield "fits"
    else:
        yield from ways_out(oracle)
    yield from finer(case)
    sizes = [len(clash) for clash in oracle.clashes()]
    if sizes:
        yield "clashes"
    for size, name in ((1, "one"), (2, "two"), (3, "three"), (4, "four or more")):
        if any(s == size or s > size == 4 for s in sizes):
            yield f"clash of {name}"
    for limit in oracle.limits():
        yield "too many contacts" if limit.kind == "contacts" else "below the floor"
        if limit.kind == "money" and limit.bound - limit.worst == 1:
            yield "short of a cent"
    for lacking in oracle.missing_support():
        yield "missing status" if lacking.after is None else "missing predecessor"
    if check(case.household, case.rules, proposals=0).circles:
        yield "support in a circle"
    yield from near_misses(case)


def finer(case: Case) -> Iterator[str]:
    """Yield what the finer meaning changes."""
    if _has_days_missing(case.oracle):
        yield "week with days missing"
    without = Oracle(replace(case.household, places=()), case.rules)
    if case.household.places and without.clashes() != case.oracle.clashes():
        yield "goes straight on"


def _has_days_missing(oracle: Oracle) -> bool:
    """Whether some demand asks other sessions in some week than it does by itself."""
    world = oracle.world
    return any(
        demand != world.plan[name].form.demands.sessions[number]
        for kept in world.as_written()
        for numbers in kept.sessions
        for (name, number), demand in world.sessions(numbers)
    )


def ways_out(oracle: Oracle) -> Iterator[str]:
    aside, ways = oracle.rigid(), oracle.proposals()
    if aside.clashes:
        yield "rigid clash"
    if aside.limits:
        yield "rigid limit"
    if aside.unsupported:
        yield "support set aside"
    numbers = ("no proposal", "one proposal", "two proposals", "three proposals")
    yield numbers[len(ways)]
    names = {
        Do.ALTERNATIVE: "proposes an alternative",
        Do.REPLACED: "proposes to replace",
        Do.POSTPONE: "proposes to postpone",
        Do.END: "proposes to end",
    }
    for way in ways:
        if way.given_up:
            yield "gives up a goal"
        for _, option in way.choice:
            if option.do in names:
                yield names[option.do]
            if option.alternative is not None and option.alternative.ends_when:
                yield "proposes an end when"


def near_misses(case: Case) -> Iterator[str]:
    """Yield whether a step of the clock less solves a clash, or a cent more passes a limit."""
    for clash in case.oracle.clashes():
        shorter = replace(
            case.household,
            agreements=tuple(_a_step_less(case, a, clash) for a in case.household.agreements),
        )
        if shorter != case.household and Oracle(shorter, case.rules).keeps(clash):
            yield "clash by one step"
            break
    dearer = replace(
        case.household,
        accounts=tuple(
            replace(a, floor=None if a.floor is None else a.floor + 1)
            for a in case.household.accounts
        ),
    )
    now = {limit.of for limit in case.oracle.limits() if limit.kind == "money"}
    then = {limit.of for limit in Oracle(dearer, case.rules).limits() if limit.kind == "money"}
    if then - now:
        yield "just above the floor"


def _a_step_less(case: Case, agreement: Agreement, clash: frozenset[str]) -> Agreement:
    if agreement.id not in clash:
        return agreement
    step = case.household.grid
    asks = agreement.form.demands
    sessions = tuple(
        replace(s, minutes=s.minutes - step) if s.minutes is not None and s.minutes > step else s
        for s in asks.sessions
    )
    return replace(
        agreement, form=replace(agreement.form, demands=replace(asks, sessions=sessions))
    )
