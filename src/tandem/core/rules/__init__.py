"""Typed rules: statuses, kinds, costs of changes, variants, legal grounds, and days off."""

from tandem.core.rules.base import RuleBase
from tandem.core.rules.costs import ChangeCosts
from tandem.core.rules.grounds import LegalGround
from tandem.core.rules.holidays import (
    Holidays,
    PublicHoliday,
    SchoolHoliday,
    SchoolYear,
    easter,
    public_holidays,
)
from tandem.core.rules.kinds import Kind
from tandem.core.rules.retention import (
    Ended,
    Keeping,
    Retention,
    RightsTerm,
    Term,
    kept_until,
    months_later,
)
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
    "Ended",
    "Held",
    "Holidays",
    "Incompatible",
    "Keeping",
    "Kind",
    "LegalGround",
    "PublicHoliday",
    "Retention",
    "RightsTerm",
    "RuleBase",
    "RuleRelation",
    "SchoolHoliday",
    "SchoolYear",
    "Status",
    "StatusRule",
    "StatusRules",
    "Term",
    "UnsatisfiableRulesError",
    "VariantRule",
    "VariantRules",
    "easter",
    "kept_until",
    "months_later",
    "public_holidays",
]
