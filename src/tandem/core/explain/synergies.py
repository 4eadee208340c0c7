"""What could go together, in words, with what it saves a week."""

from __future__ import annotations

from tandem.core.check.answer import Synergy, SynergyKind
from tandem.core.explain.names import Names
from tandem.core.model import Household
from tandem.core.rules import RuleBase


def explain_synergy(synergy: Synergy, household: Household, rules: RuleBase, lang: str) -> str:
    """Return two agreements that could go together, and what that saves."""
    names = Names(household, rules, lang)
    say = names.say.variants
    title, other = names.title(synergy.agreement), names.title(synergy.other)
    if synergy.kind is SynergyKind.ONE_VISIT:
        what = say.could_be_one(title, other)
    else:
        day = names.say.words.day(synergy.day or 0)
        what = say.could_share_a_day(title, other, synergy.place, day)
    return f"{what} {say.saves(synergy.contacts, synergy.minutes, synergy.travel)}"
