"""Typed rules: statuses, kinds of agreement, costs of changes, variants, and legal grounds."""

from tandem.core.rules.base import RuleBase
from tandem.core.rules.costs import ChangeCosts
from tandem.core.rules.grounds import LegalGround
from tandem.core.rules.kinds import Kind
from tandem.core.rules.statuses import (
    Held,
    Incompatible,
    RuleRelation,
    Status,
    StatusRule,
    StatusRules,
    UnsatisfiableRulesError,
)
from tandem.core.rules.variants import VariantRule, VariantRules

__all__ = [
    "ChangeCosts",
    "Held",
    "Incompatible",
    "Kind",
    "LegalGround",
    "RuleBase",
    "RuleRelation",
    "Status",
    "StatusRule",
    "StatusRules",
    "UnsatisfiableRulesError",
    "VariantRule",
    "VariantRules",
]
