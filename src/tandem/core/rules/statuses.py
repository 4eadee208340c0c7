"""Statuses of a member, and the dated rules by which one implies or excludes another.

The rules themselves are data (`tandem.rulebase`), read by `tandem.formats`; this module gives them
meaning: what a status implies in the end, when two statuses cannot go together, and whether the
rule base can be satisfied at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tandem.core.model import ALWAYS, Period


class UnsatisfiableRulesError(ValueError):
    """The rule base contains a status that nobody could ever have, by these rules."""

    def __init__(self, message: str, status: str = "", rules: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.rules = rules


class RuleRelation(StrEnum):
    """What a rule says of two statuses."""

    IMPLIES = "implies"
    EXCLUDES = "excludes"


@dataclass(frozen=True, slots=True)
class Status:
    """A status that a member can have, with the words for it after "Kevin …"."""

    id: str
    nl: str
    """Dutch, to follow a name: "werkt 32 uur of meer per week"."""
    en: str
    need_nl: str
    """Dutch, to follow "vraagt": "werk van 32 uur of meer per week"."""
    need_en: str


@dataclass(frozen=True, slots=True)
class StatusRule:
    """`status` implies or excludes `other`, in a period, on the ground of a source."""

    id: str
    relation: RuleRelation
    status: str
    other: str
    source: str
    valid: Period = ALWAYS
    checked_on: date | None = None
    sure: bool = True
    """False when the source is weak: then every text that uses it says so."""


@dataclass(frozen=True, slots=True)
class Held:
    """A status that holds because another does: in which period, by which rules."""

    status: str
    period: Period
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incompatible:
    """Two statuses that cannot go together: in which period, by which rules."""

    period: Period
    rules: tuple[str, ...]


@dataclass(frozen=True)
class StatusRules:
    """All statuses and rules, with what follows from them.

    Raises UnsatisfiableRulesError when a status implies both sides of an exclusion, and
    ValueError when a rule names a status that does not exist.
    """

    statuses: tuple[Status, ...] = ()
    rules: tuple[StatusRule, ...] = ()
    _closure: dict[str, tuple[Held, ...]] = field(default_factory=dict, repr=False, compare=False)
    _by_id: dict[str, Status] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_id.update({s.id: s for s in self.statuses})
        for rule in self.rules:
            for name in (rule.status, rule.other):
                if name not in self._by_id:
                    message = f"rule {rule.id} names the status {name!r}, which does not exist"
                    raise ValueError(message)
        for status in self.statuses:
            self._refuse_impossible(status.id)

    def _refuse_impossible(self, status: str) -> None:
        for clash in self.incompatibilities(status, status):
            message = (
                f"nobody could ever have the status {status!r} "
                f"(from {clash.period.first} to {clash.period.last}): "
                f"see the rules {', '.join(clash.rules)}"
            )
            raise UnsatisfiableRulesError(message, status, clash.rules)

    def __contains__(self, status: str) -> bool:
        return status in self._by_id

    def __getitem__(self, status: str) -> Status:
        """Return a status by its identifier; raises KeyError."""
        return self._by_id[status]

    def implied(self, status: str) -> tuple[Held, ...]:
        """Return everything that holds where `status` holds, itself first, each with its period."""
        if status not in self._closure:
            self._closure[status] = tuple(self._follow(status))
        return self._closure[status]

    def _follow(self, status: str) -> Iterator[Held]:
        todo = [Held(status, ALWAYS)]
        seen: set[tuple[str, Period]] = set()
        while todo:
            held = todo.pop(0)
            if (held.status, held.period) in seen or held.period.is_empty:
                continue
            seen.add((held.status, held.period))
            yield held
            for rule in self.rules:
                if rule.relation is RuleRelation.IMPLIES and rule.status == held.status:
                    period = held.period.intersect(rule.valid)
                    todo.append(Held(rule.other, period, (*held.rules, rule.id)))

    def supports(self, made: str, required: str) -> Iterator[Period]:
        """Yield the periods in which having `made` means having `required`."""
        for held in self.implied(made):
            if held.status == required:
                yield held.period

    def incompatibilities(self, one: str, other: str) -> Iterator[Incompatible]:
        """Yield when and why a member cannot have both statuses."""
        for left in self.implied(one):
            for right in self.implied(other):
                yield from self._excluded(left, right)

    def _excluded(self, left: Held, right: Held) -> Iterator[Incompatible]:
        for rule in self.rules:
            if rule.relation is not RuleRelation.EXCLUDES:
                continue
            if {rule.status, rule.other} != {left.status, right.status}:
                continue
            period = left.period.intersect(right.period).intersect(rule.valid)
            if not period.is_empty:
                yield Incompatible(period, (*left.rules, *right.rules, rule.id))
