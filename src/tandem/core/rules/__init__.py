"""Typed rules: statuses that imply or exclude one another, kinds of agreement, costs of changes."""

from tandem.core.rules.base import RuleBase
from tandem.core.rules.costs import ChangeCosts
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

__all__ = [
    "ChangeCosts",
    "Held",
    "Incompatible",
    "Kind",
    "RuleBase",
    "RuleRelation",
    "Status",
    "StatusRule",
    "StatusRules",
    "UnsatisfiableRulesError",
]
