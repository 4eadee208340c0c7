"""What agreements ask of statuses and of the order of things, as constraints of CP-SAT."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement
from typing import Any

from benchmarks.field.reading import EARLIEST, LATEST, Literal, Reading, Span, number, span_of
from tandem.core.model import Form, Order, Relation
from tandem.core.rules import RuleRelation, StatusRule


@dataclass(frozen=True, slots=True)
class Claim:
    """What an agreement in some form asks of a member's status, on which days."""

    relation: Relation
    member: str
    status: str
    span: Span


def claims_of(reading: Reading, form: Form) -> tuple[Claim, ...]:
    """Return the claims of a form that hold on some day of the horizon."""
    held = reading.lay(form).span.within(reading.horizon)
    claims = (
        Claim(one.relation, one.member, one.status, held.within(span_of(one.period)))
        for one in form.demands.statuses
    )
    return tuple(claim for claim in claims if not claim.span.is_empty)


class Statuses:
    """The status rules, era by era: between two days on which a rule begins or ends."""

    def __init__(self, reading: Reading) -> None:
        self._rules = reading.rules.statuses.rules
        spans = [span_of(rule.valid) for rule in self._rules]
        days = {one.first for one in spans} | {one.last + 1 for one in spans if one.last < LATEST}
        begins = sorted({EARLIEST} | days)
        ends = [day - 1 for day in begins[1:]] + [LATEST]
        self._eras = tuple(Span(*pair) for pair in zip(begins, ends, strict=True))
        self.implied = lru_cache(self._implied)

    def _valid(self, relation: RuleRelation, day: int) -> Iterator[StatusRule]:
        for rule in self._rules:
            span = span_of(rule.valid)
            if rule.relation is relation and span.first <= day <= span.last:
                yield rule

    def _implied(self, status: str, day: int) -> frozenset[str]:
        """Return what somebody with a status has on a day: that, and all that follows."""
        found = {status}
        rules = list(self._valid(RuleRelation.IMPLIES, day))
        while more := {r.other for r in rules if r.status in found} - found:
            found |= more
        return frozenset(found)

    def eras(self, span: Span) -> Iterator[Span]:
        """Yield the parts of a stretch of days in which the same rules are valid."""
        parts = (era.within(span) for era in self._eras)
        yield from (part for part in parts if not part.is_empty)

    def clash(self, one: Claim, other: Claim) -> bool:
        """Whether two claims cannot both be kept, on a day on which both hold."""
        if one.member != other.member:
            return False
        both = one.span.within(other.span)
        return any(self._clash_on(one, other, era.first) for era in self.eras(both))

    def _clash_on(self, one: Claim, other: Claim, day: int) -> bool:
        if Relation.EXCLUDES in {one.relation, other.relation}:
            return self._excluded(one, other, day) or self._excluded(other, one, day)
        has = self.implied(one.status, day), self.implied(other.status, day)
        both = has[0] | has[1]
        return any(
            {rule.status, rule.other} <= both for rule in self._valid(RuleRelation.EXCLUDES, day)
        )

    def _excluded(self, one: Claim, other: Claim, day: int) -> bool:
        if one.relation is not Relation.EXCLUDES or other.relation is Relation.EXCLUDES:
            return False
        return one.status in self.implied(other.status, day)


def status_pairs(
    statuses: Statuses, claims: Iterable[tuple[str, Claim]]
) -> Iterator[tuple[str, str]]:
    """Yield the names of every two claims, or of one and itself, that clash."""
    for (one, left), (other, right) in combinations_with_replacement(list(claims), 2):
        if statuses.clash(left, right):
            yield one, other


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day of an agreement, as variables."""

    first: Any
    last: Any


def add_days(model: Any, reading: Reading, names: Iterable[str]) -> dict[str, Days]:
    """Return variables for the first and last days; far enough apart for any order."""
    far = 10_000
    low, high = reading.horizon.first - far, reading.horizon.last + far
    return {
        name: Days(model.new_int_var(low, high, ""), model.new_int_var(low, high, ""))
        for name in names
    }


def add_form(model: Any, reading: Reading, literal: Literal, form: Form, days: Days) -> None:
    """Ask that an agreement begins and ends as a form says, when the literal is true."""
    first, last = days.first, days.last
    asked = [last >= first]
    if form.start_known:
        asked += list(_start(reading, form, first))
    if form.until is not None:
        asked.append(last == form.until.toordinal())
    elif form.lasts_days is not None:
        asked.append(last == first + form.lasts_days - 1)
    order: Order = form.demands.order
    if order.starts_before is not None:
        asked.append(first <= order.starts_before.toordinal() - 1)
    if order.finishes_before is not None:
        asked.append(last <= order.finishes_before.toordinal() - 1)
    for one in asked:
        model.add(one).only_enforce_if(literal)


def _start(reading: Reading, form: Form, first: Any) -> Iterator[Any]:
    if form.start is not None:
        yield first >= form.start.toordinal()
    if form.latest_start is not None:
        yield first <= form.latest_start.toordinal()
    elif form.start is not None:
        yield first <= form.start.toordinal()
    else:
        yield first <= reading.horizon.first


def add_after(
    model: Any,
    reading: Reading,
    asked: tuple[Literal, Form],
    mine: Days,
    others: Mapping[str, tuple[Literal, Days]],
) -> None:
    """Ask that a form comes after others that are there, or that ended."""
    literal, form = asked
    for after in form.demands.order.after:
        if after.agreement in others:
            here, days = others[after.agreement]
            gap = 1 + after.gap_days
            model.add(mine.first >= days.last + gap).only_enforce_if([literal, here])
        elif (ended := _ended(reading, after.agreement)) is not None:
            model.add(mine.first >= ended + 1 + after.gap_days).only_enforce_if(literal)


def _ended(reading: Reading, name: str) -> int | None:
    until = reading.ended.get(name)
    return None if until is None else number(until, EARLIEST)
