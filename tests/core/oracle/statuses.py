"""Statuses on one day: what members have to have, and what that excludes."""

from __future__ import annotations

from collections.abc import Iterable

from tandem.core.model import Relation, StatusDemand
from tandem.core.rules import RuleRelation, StatusRule

Rules = tuple[StatusRule, ...]


def all_implied(statuses: Iterable[str], rules: Rules) -> set[str]:
    """Return these statuses with all that they imply by the rules given."""
    found = set(statuses)
    while True:
        more = {
            rule.other
            for rule in rules
            if rule.relation is RuleRelation.IMPLIES and rule.status in found
        }
        if more <= found:
            return found
        found |= more


def has_exclusion(statuses: set[str], rules: Rules) -> bool:
    """Whether two of these statuses exclude one another."""
    return any(
        rule.relation is RuleRelation.EXCLUDES and {rule.status, rule.other} <= statuses
        for rule in rules
    )


def day_keeps(demands: Iterable[StatusDemand], rules: Rules) -> bool:
    """Whether what is asked of all members on one day goes together."""
    claims = list(demands)
    for member in {d.member for d in claims}:
        mine = [d for d in claims if d.member == member]
        asked = {d.status for d in mine if d.relation is not Relation.EXCLUDES}
        has_to = all_implied(asked, rules)
        if has_exclusion(has_to, rules):
            return False
        if any(d.relation is Relation.EXCLUDES and d.status in has_to for d in mine):
            return False
    return True


def gives(statuses: Iterable[str], required: str, rules: Rules) -> bool:
    """Whether one of these statuses is, or implies, the one required."""
    return any(required in all_implied([status], rules) for status in statuses)
