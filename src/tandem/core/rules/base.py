"""The rule base as the core uses it: parsed and validated elsewhere, passed in as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from tandem.core.rules.costs import ChangeCosts
from tandem.core.rules.holidays import Holidays
from tandem.core.rules.kinds import Kind
from tandem.core.rules.statuses import StatusRules
from tandem.core.rules.variants import VariantRules


@dataclass(frozen=True)
class RuleBase:
    """Status rules, kinds of agreement, the costs of changes, what may be varied, and days off."""

    statuses: StatusRules = field(default_factory=StatusRules)
    kinds: tuple[Kind, ...] = ()
    costs: ChangeCosts = field(default_factory=ChangeCosts)
    variants: VariantRules = field(default_factory=VariantRules)
    holidays: Holidays = field(default_factory=Holidays)

    def kind(self, identifier: str) -> Kind:
        """Return a kind of agreement; raises KeyError when there is none of this name."""
        for kind in self.kinds:
            if kind.id == identifier:
                return kind
        raise KeyError(identifier)
