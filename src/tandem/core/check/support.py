"""Support: what gives the statuses, and comes before the agreements, that a plan requires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from tandem.core.check.answer import Circle, MissingSupport
from tandem.core.check.items import Item
from tandem.core.check.order import is_absent
from tandem.core.check.status import Claim, claims_of
from tandem.core.model import Household, Period, Relation
from tandem.core.rules import StatusRules

ONE_DAY = timedelta(days=1)


def missing_support(
    household: Household, items: Sequence[Item], rules: StatusRules
) -> Iterator[MissingSupport]:
    """Yield every requirement that nothing in the plan or the facts gives."""
    claims = claims_of(items, household.horizon)
    makers = [c for c in claims if c.relation is Relation.MAKES]
    for claim in claims:
        if claim.relation is Relation.REQUIRES:
            gap = first_gap(claim.period, supporting(household, makers, claim, rules))
            if gap is not None:
                yield MissingSupport(claim.agreement, gap, claim.member, claim.status)
    yield from _missing_before(household, items)


def _missing_before(household: Household, items: Sequence[Item]) -> Iterator[MissingSupport]:
    present = {item.id for item in items}
    for item in items:
        for after in item.form.demands.order.after:
            if is_absent(after.agreement, present, household.agreements):
                yield MissingSupport(item.id, item.period, after=after.agreement)


def supporting(
    household: Household, makers: Sequence[Claim], claim: Claim, rules: StatusRules
) -> Iterator[Period]:
    """Yield the periods in which a fact or one of the makers gives what a claim requires."""
    for member in household.members:
        if member.id == claim.member:
            for fact in member.statuses:
                for period in rules.supports(fact.status, claim.status):
                    yield period.intersect(fact.period)
    for maker in makers:
        if maker.member == claim.member:
            for period in rules.supports(maker.status, claim.status):
                yield period.intersect(maker.period)


def first_gap(needed: Period, given: Iterator[Period]) -> Period | None:
    """Return the first stretch of days of a bounded period that no given period holds."""
    if needed.first is None or needed.last is None:
        message = "only a bounded period can be searched for gaps"
        raise ValueError(message)
    parts = [needed.intersect(p) for p in given if not p.is_empty]
    bounded = sorted(
        (p.first, p.last)
        for p in parts
        if p.first is not None and p.last is not None and not p.is_empty
    )
    day = needed.first
    for first, last in bounded:
        if first > day:
            return Period(day, first - ONE_DAY)
        day = max(day, last + ONE_DAY)
    return Period(day, needed.last) if day <= needed.last else None


def circles(household: Household, items: Sequence[Item], rules: StatusRules) -> tuple[Circle, ...]:
    """Return agreements that have support only from one another, in a circle.

    First everything is taken that stands on facts, then what stands on that, and so on. What
    remains, and is not missing support, goes round.
    """
    claims = claims_of(items, household.horizon)
    makers = [c for c in claims if c.relation is Relation.MAKES]
    needs = [c for c in claims if c.relation is Relation.REQUIRES]
    lacking = {
        c.item
        for c in needs
        if first_gap(c.period, supporting(household, makers, c, rules)) is not None
    }
    floating = {c.item for c in needs} - lacking
    while True:
        firm = [m for m in makers if m.item not in floating]
        landed = {
            item
            for item in floating
            if all(
                first_gap(c.period, supporting(household, firm, c, rules)) is None
                for c in needs
                if c.item == item
            )
        }
        if not landed:
            break
        floating -= landed
    return _group(household, floating, needs, makers, rules)


def _group(
    household: Household,
    floating: set[int],
    needs: Sequence[Claim],
    makers: Sequence[Claim],
    rules: StatusRules,
) -> tuple[Circle, ...]:
    leans_on: dict[int, set[int]] = {item: set() for item in floating}
    names = {claim.item: claim.agreement for claim in needs}
    for claim in needs:
        for maker in makers:
            if {claim.item, maker.item} <= floating and maker.member == claim.member:
                given = supporting(household, [maker], claim, rules)
                if any(claim.period.overlaps(period) for period in given):
                    leans_on[claim.item].add(maker.item)
    reached = {item: _reach(item, leans_on) for item in floating}
    groups = {
        frozenset(o for o in floating if o in reached[item] and item in reached[o])
        for item in floating
    }
    named = (tuple(sorted(names[item] for item in group)) for group in groups if group)
    return tuple(Circle(agreements) for agreements in sorted(set(named)))


def _reach(item: int, leans_on: dict[int, set[int]]) -> set[int]:
    seen: set[int] = set()
    todo = [item]
    while todo:
        for other in leans_on[todo.pop()] - seen:
            seen.add(other)
            todo.append(other)
    return seen
