"""The agreements of a clash, each with its owner."""

from __future__ import annotations

from collections.abc import Iterator

from tandem.core.check.answer import Clash
from tandem.core.check.why import ContactsReason
from tandem.core.explain import Names


def with_owners(clash: Clash, names: Names) -> str:
    """Return "School (Marloes Kok) en Werk (Bilal Aydin)"; of contacts also how many."""
    contacts = dict(_contacts(clash))
    named: list[str] = []
    for one in names.ids_in_order(clash.agreements):
        found = names.agreement(one)
        whose = "" if found is None else f" ({names.person(found.owner)})"
        count = f" {contacts[one]}" if one in contacts else ""
        named.append(f"{names.title(one)}{count}{whose}")
    return names.say.words.listing(named)


def _contacts(clash: Clash) -> Iterator[tuple[str, int]]:
    """Yield the agreements that bring contacts, with how many."""
    for reason in clash.reasons:
        if isinstance(reason, ContactsReason):
            yield from reason.parts
