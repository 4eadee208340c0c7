"""What Tandem may vary by itself: for each kind of agreement, with the hours to move within."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tandem.core.model import ALWAYS, Period, Variant, Where, Window


@dataclass(frozen=True, slots=True)
class VariantRule:
    """What may be varied in agreements of one kind, as data in the rule base."""

    kind: str
    allows: tuple[Variant, ...]
    hours: tuple[Window, ...] = ()
    """Hours to move within; empty: those of the place."""
    source: str = ""
    valid: Period = ALWAYS
    checked_on: date | None = None
    sure: bool = False


@dataclass(frozen=True)
class VariantRules:
    """The rules for all kinds; a kind without a rule is never varied."""

    hours: Mapping[Where, tuple[Window, ...]] = field(default_factory=dict)
    """Hours to move within, by place."""
    kinds: tuple[VariantRule, ...] = ()

    def allows(self, kind: str, variant: Variant, on: date) -> bool:
        """Whether agreements of a kind may be varied so, by the rules valid on a day."""
        rule = self._rule(kind, on)
        return rule is not None and variant in rule.allows

    def hours_of(self, kind: str, where: Where, on: date) -> tuple[Window, ...]:
        """Return the hours within which agreements of a kind move, by the rules of a day."""
        rule = self._rule(kind, on)
        own = rule.hours if rule is not None else ()
        return own or self.hours.get(where, ())

    def _rule(self, kind: str, on: date) -> VariantRule | None:
        found = (one for one in self.kinds if one.kind == kind and one.valid.contains(on))
        return next(found, None)
