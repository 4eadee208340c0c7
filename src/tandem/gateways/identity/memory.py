"""A provider that lives in memory: for tests that are not about the network."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from tandem.gateways.identity.configured import Provider
from tandem.gateways.identity.provider import (
    Failure,
    IdentityError,
    Person,
    Question,
    check_level,
)


@dataclass
class Memory:
    """Gives out codes and takes each of them once."""

    provider: Provider
    codes: dict[str, Person] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)

    def address_for(self, question: Question) -> str:
        """Return where a browser would go."""
        self.asked.append(question)
        told = {"state": question.state, "redirect_uri": question.redirect}
        return f"{self.provider.issuer}/authorize?{urlencode(told)}"

    def person(self, question: Question, code: str) -> Person:
        """Return whose code it is. Raises IdentityError."""
        found = self.codes.pop(code, None)
        if found is None or question not in self.asked:
            raise IdentityError(Failure.REFUSED)
        check_level(self.provider, found)
        return found
