"""What things are called in one household, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tandem.core.explain.languages import Language, language
from tandem.core.model import HOUSEHOLD, Agreement, Household
from tandem.core.rules import RuleBase, Status

WEEKS_A_YEAR = 52


class Names:
    """Titles, names, dates and words of statuses of one household.

    What is not known is called by its identifier: an explanation never fails on a name.
    """

    def __init__(self, household: Household, rules: RuleBase, lang: str) -> None:
        self.household = household
        self.rules = rules
        self.say: Language = language(lang)
        self._agreements = {a.id: a for a in household.agreements}

    def agreement(self, identifier: str) -> Agreement | None:
        """Return an agreement of the household, in the check or not."""
        return self._agreements.get(identifier)

    def title(self, identifier: str) -> str:
        """Return the title of an agreement."""
        found = self._agreements.get(identifier)
        return found.title if found is not None and found.title else identifier

    def titles(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        """Return the titles of agreements, in the order of the household's plan."""
        return tuple(self.title(one) for one in self.ids_in_order(identifiers))

    def ids_in_order(self, identifiers: Iterable[str]) -> list[str]:
        """Return identifiers of agreements in the order of the household's plan."""
        place = {identifier: number for number, identifier in enumerate(self._agreements)}
        return sorted(identifiers, key=lambda one: place.get(one, len(place)))

    def person(self, identifier: str) -> str:
        """Return the name of a member, a professional or a supporter."""
        return self.household.person_name(identifier)

    def people(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        """Return names, each once, in the order given."""
        return tuple(dict.fromkeys(self.person(one) for one in identifiers))

    def is_professional(self, identifier: str) -> bool:
        """Whether this is a professional of the household."""
        return any(one.id == identifier for one in self.household.professionals)

    def account(self, of: str) -> str | None:
        """Return whose account it is; None for the household's own."""
        return None if of == HOUSEHOLD else self.person(of)

    def lead(self) -> str | None:
        """Return the name of the lead, if there is one."""
        return None if self.household.lead is None else self.person(self.household.lead)

    def goal(self, identifier: str) -> str:
        """Return the text of a goal."""
        for goal in self.household.goals:
            if goal.id == identifier:
                return goal.text
        return identifier

    def status(self, identifier: str) -> Status:
        """Return a status; one that the rule base does not know is called by its identifier."""
        if identifier in self.rules.statuses:
            return self.rules.statuses[identifier]
        return Status(identifier, identifier, identifier, identifier, identifier)

    def follows_name(self, status: str) -> str:
        """Return the words for a status that follow a name."""
        found = self.status(status)
        return found.nl if self.say.lang == "nl" else found.en

    def need(self, status: str) -> str:
        """Return the words for a status that follow "requires"."""
        found = self.status(status)
        return found.need_nl if self.say.lang == "nl" else found.need_en

    def shows_year(self, when: date) -> bool:
        """Whether a date needs its year to be clear: outside the horizon, or in a long one."""
        horizon = self.household.horizon
        return horizon.weeks > WEEKS_A_YEAR or not horizon.period.contains(when)

    def day(self, when: date) -> str:
        """Return a date in words."""
        return self.say.words.date_words(when, year=self.shows_year(when))

    def month(self, month: date) -> str:
        """Return a month in words; the year only where a horizon is long."""
        return self.say.words.month(month, year=self.household.horizon.weeks > WEEKS_A_YEAR)
