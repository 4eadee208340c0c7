"""What every part of the report needs: the answer, the household, the words and the links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tandem.core.check.answer import Answer, Proposal
from tandem.core.explain import Names
from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tandem.documents.say import Say

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Ref:
    """An agreement, marked in a sentence: its title, and the anchor of its row in the plan."""

    title: str
    anchor: str


YesFrom = Callable[[Proposal], Sequence[str]]
"""Says who must say yes to a proposal, for who knows more of it than the plan check."""


class Context:
    """One answer about one household, to be told in one language."""

    def __init__(
        self,
        answer: Answer,
        household: Household,
        rules: RuleBase,
        lang: str,
        yes_from: YesFrom | None = None,
    ) -> None:
        self.answer = answer
        self.household = household
        self.rules = rules
        self.say = Say(lang)
        self.lang = lang
        self.names = Names(household, rules, lang)
        self.yes_from = yes_from or self._must_agree
        self._anchors = _anchors([a.id for a in household.agreements])
        self._places = {a.id: place for place, a in enumerate(household.agreements)}

    def ref(self, agreement: str) -> Ref:
        """Return the link to an agreement."""
        return Ref(self.names.title(agreement), self._anchors.get(agreement, "plan"))

    def refs(self, agreements: Iterable[str]) -> tuple[Ref, ...]:
        """Return the links to agreements, in the order of the plan."""
        last = len(self._places)
        ordered = sorted(agreements, key=lambda one: self._places.get(one, last))
        return tuple(self.ref(one) for one in ordered)

    def _must_agree(self, proposal: Proposal) -> Sequence[str]:
        return self.names.people(proposal.must_agree)

    def telephone(self, person: str) -> str:
        """Return the telephone number of a professional or a supporter; empty when not known."""
        found = [p.telephone for p in self.household.professionals if p.id == person]
        found += [s.telephone for s in self.household.network if s.id == person]
        return next((number for number in found if number), "")

    def anchor(self, agreement: str) -> str:
        """Return the anchor of the row of an agreement in the plan."""
        return self._anchors[agreement]


def _anchors(identifiers: Sequence[str]) -> dict[str, str]:
    """Give each agreement an anchor that is a sound identifier in a page, and its own."""
    anchors: dict[str, str] = {}
    taken: set[str] = set()
    for identifier in identifiers:
        base = f"a-{_UNSAFE.sub('-', identifier).strip('-') or 'x'}"
        anchor, number = base, 2
        while anchor in taken:
            anchor, number = f"{base}-{number}", number + 1
        taken.add(anchor)
        anchors[identifier] = anchor
    return anchors
