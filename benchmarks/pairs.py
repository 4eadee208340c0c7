"""The naive check that the plan check is compared with: every two agreements by themselves."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from tandem.core.check import together
from tandem.core.model import Agreement, Household
from tandem.core.rules import RuleBase


def clashing_pairs(household: Household, rules: RuleBase) -> frozenset[frozenset[str]]:
    """Return every pair of agreements of the plan that cannot go together."""
    return frozenset(
        frozenset((one.id, other.id))
        for one, other in combinations(household.plan(), 2)
        if _may_touch(one, other) and _clash(household, rules, one, other)
    )


def _clash(household: Household, rules: RuleBase, one: Agreement, other: Agreement) -> bool:
    alone = replace(household, agreements=(one, other))
    return bool(together(alone, rules, (one.id, other.id)))


def _may_touch(one: Agreement, other: Agreement) -> bool:
    """Whether two agreements concern the same member, or one comes after the other."""
    if set(one.members) & set(other.members):
        return True
    return _comes_after(one, other) or _comes_after(other, one)


def _comes_after(later: Agreement, earlier: Agreement) -> bool:
    return any(after.agreement == earlier.id for after in later.form.demands.order.after)
