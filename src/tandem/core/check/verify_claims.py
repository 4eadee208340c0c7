"""The part of the verifier that looks at days and statuses, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from tandem.core.check.answer import Days
from tandem.core.model import (
    Agreement,
    Form,
    Household,
    Period,
    Relation,
    State,
    StatusDemand,
    in_force,
)
from tandem.core.rules import RuleRelation, StatusRules

ONE_DAY = timedelta(days=1)

# --- order ----------------------------------------------------------------------------------


def verify_days(household: Household, days: Sequence[Days]) -> Iterator[str]:
    """Yield what is wrong with the first and last days of agreements."""
    known = {one.agreement: one for one in days}
    plan = household.plan()
    if [one.agreement for one in days] != [agreement.id for agreement in plan]:
        yield "the days do not name every agreement of the plan, in order"
        return
    for agreement in plan:
        own = known[agreement.id]
        yield from (f"{agreement.id}: {text}" for text in _own_days(household, agreement.form, own))
        for after in agreement.form.demands.order.after:
            last = _last_day(household, known, after.agreement)
            if last is None:
                yield f"{agreement.id}: {after.agreement} does not come before it"
            elif own.first <= last + timedelta(days=after.gap_days):
                yield f"{agreement.id} starts too soon after {after.agreement}"


def _last_day(household: Household, known: dict[str, Days], agreement: str) -> date | None:
    if agreement in known:
        return known[agreement].last
    for one in household.agreements:
        if one.id == agreement and one.state is State.ENDED:
            return one.form.until or date.min
    return None


def _own_days(household: Household, form: Form, days: Days) -> Iterator[str]:
    if days.last < days.first:
        yield "it ends before it starts"
    if form.start_known:
        latest = form.latest_start or form.start or household.horizon.start
        earliest = form.start
        if earliest is None and form.latest_start is not None:
            earliest = min(household.horizon.start, latest)
        if earliest is not None and days.first < earliest:
            yield "it starts too soon"
        if days.first > latest:
            yield "it starts too late"
    if form.until is not None and days.last != form.until:
        yield "it ends on another day than agreed"
    lasts = (days.last - days.first).days + 1
    if form.until is None and form.lasts_days not in {None, lasts}:
        yield "it does not last as long as agreed"
    order = form.demands.order
    if order.starts_before is not None and days.first >= order.starts_before:
        yield f"it does not start before {order.starts_before}"
    if order.finishes_before is not None and days.last >= order.finishes_before:
        yield f"it does not finish before {order.finishes_before}"


# --- status ---------------------------------------------------------------------------------


def verify_statuses(household: Household, rules: StatusRules) -> Iterator[str]:
    """Yield what is wrong with the statuses of the plan, on each day on which one changes."""
    demands = [(a, d) for a in household.plan() for d in a.form.demands.statuses]
    for day in _changes(household, rules, demands):
        for member in household.members:
            mine = [
                (agreement, demand)
                for agreement, demand in demands
                if demand.member == member.id and _holds(agreement, demand, day)
            ]
            facts = {f.status for f in member.statuses if _contains(f.period, day)}
            yield from (f"{member.id} on {day}: {text}" for text in _day(mine, facts, rules, day))


def _holds(agreement: Agreement, demand: StatusDemand, day: date) -> bool:
    return _contains(in_force(agreement.form), day) and _contains(demand.period, day)


def _contains(period: Period, day: date) -> bool:
    return not period.is_empty and period.contains(day)


def _changes(
    household: Household, rules: StatusRules, demands: Iterable[tuple[Agreement, StatusDemand]]
) -> list[date]:
    periods = [rule.valid for rule in rules.rules]
    periods += [fact.period for member in household.members for fact in member.statuses]
    for agreement, demand in demands:
        periods += [demand.period, in_force(agreement.form)]
    days = {household.horizon.start}
    for period in periods:
        if period.first is not None:
            days.add(period.first)
        if period.last is not None and period.last < date.max:
            days.add(period.last + ONE_DAY)
    return sorted(day for day in days if household.horizon.period.contains(day))


def _day(
    demands: Sequence[tuple[Agreement, StatusDemand]],
    facts: set[str],
    rules: StatusRules,
    day: date,
) -> Iterator[str]:
    by_relation: dict[Relation, set[str]] = {relation: set() for relation in Relation}
    for _, demand in demands:
        by_relation[demand.relation].add(demand.status)
    has = _follow(by_relation[Relation.MAKES] | by_relation[Relation.REQUIRES], rules, day)
    for status in has & by_relation[Relation.EXCLUDES]:
        yield f"{status} is excluded"
    for rule in rules.rules:
        binds = rule.relation is RuleRelation.EXCLUDES and _contains(rule.valid, day)
        if binds and {rule.status, rule.other} <= has:
            yield f"{rule.status} and {rule.other} do not go together"
    given = _follow(by_relation[Relation.MAKES] | facts, rules, day)
    for status in by_relation[Relation.REQUIRES] - given:
        yield f"nothing gives {status}"


def _follow(statuses: set[str], rules: StatusRules, day: date) -> set[str]:
    """Return these statuses and all that they imply on this day."""
    known = set(statuses)
    while True:
        more = {
            rule.other
            for rule in rules.rules
            if rule.relation is RuleRelation.IMPLIES
            and rule.status in known
            and _contains(rule.valid, day)
        } - known
        if not more:
            return known
        known |= more
