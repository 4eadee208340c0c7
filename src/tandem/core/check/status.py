"""Clashes of status: what a member has to have, and what excludes it.

A member has to have what an agreement requires or makes. Two such claims of one member clash when
the statuses, or what they imply, exclude one another; a claim clashes with an agreement that
excludes the status. All clashes are of one or two agreements, so they are simply listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tandem.core.check.items import Item
from tandem.core.check.why import StatusClaim, StatusReason
from tandem.core.model import Horizon, Period, Relation
from tandem.core.rules import Incompatible, StatusRules


@dataclass(frozen=True, slots=True)
class Claim:
    """One status demand of one item, with the days in the horizon on which it holds."""

    item: int
    agreement: str
    relation: Relation
    member: str
    status: str
    period: Period


def claims_of(items: Sequence[Item], horizon: Horizon) -> tuple[Claim, ...]:
    """Return the status demands of items that hold on at least one day of the horizon."""
    return tuple(claim for item in items for claim in item_claims(item, horizon))


def item_claims(item: Item, horizon: Horizon) -> Iterator[Claim]:
    """Yield the status demands of one item that hold on at least one day of the horizon."""
    for demand in item.form.demands.statuses:
        period = item.period.intersect(demand.period).intersect(horizon.period)
        if not (period.is_empty or item.period.is_empty or demand.period.is_empty):
            yield Claim(item.index, item.id, demand.relation, demand.member, demand.status, period)


@dataclass(frozen=True, slots=True)
class StatusClash:
    """One or two items that cannot go together because of a status, and why."""

    items: frozenset[int]
    reason: StatusReason


class StatusClashes:
    """Finds clashes of status, remembering which statuses exclude one another."""

    def __init__(self, rules: StatusRules) -> None:
        self._rules = rules
        self._known: dict[tuple[str, str, bool], tuple[Incompatible, ...]] = {}

    def among(self, claims: Sequence[Claim]) -> Iterator[StatusClash]:
        """Yield the clashes between these claims, one for each pair of claims."""
        by_member: dict[str, list[Claim]] = {}
        for claim in claims:
            by_member.setdefault(claim.member, []).append(claim)
        for group in by_member.values():
            for place, one in enumerate(group):
                for other in group[: place + 1]:
                    yield from self.between(other, one)

    def between(self, one: Claim, other: Claim) -> Iterator[StatusClash]:
        """Yield the clash between two claims on the same member, if there is one."""
        if one.relation is Relation.EXCLUDES:
            one, other = other, one
        if one.relation is Relation.EXCLUDES:
            return
        shared = one.period.intersect(other.period)
        if shared.is_empty:
            return
        for found in self._incompatible(one, other):
            period = shared.intersect(found.period)
            if not period.is_empty:
                yield StatusClash(
                    frozenset({one.item, other.item}),
                    StatusReason(one.member, _claim(one), _claim(other), found.rules, period),
                )
                return

    def _incompatible(self, held: Claim, other: Claim) -> tuple[Incompatible, ...]:
        excluded = other.relation is Relation.EXCLUDES
        key = (held.status, other.status, excluded)
        if key not in self._known:
            found = self._implying(*key[:2]) if excluded else self._excluding(*key[:2])
            self._known[key] = tuple(found)
        return self._known[key]

    def _implying(self, held: str, excluded: str) -> Iterator[Incompatible]:
        for status in self._rules.implied(held):
            if status.status == excluded:
                yield Incompatible(status.period, status.rules)

    def _excluding(self, one: str, other: str) -> Iterator[Incompatible]:
        return self._rules.incompatibilities(one, other)


def _claim(claim: Claim) -> StatusClaim:
    return StatusClaim(claim.agreement, claim.relation, claim.status)
