"""Whom the actor may not know of in a household: what they did and looked at is left out too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from tandem.actions.households import all_of, everybody_of
from tandem.core.access.talks import names_in
from tandem.records.coordination.heads import Head
from tandem.records.coordination.unseen import WORKER
from tandem.records.plans.rows import PersonRef

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unseen:
    """Who is shielded from the actor, and whose name is not told."""

    refs: frozenset[PersonRef] = frozenset()
    keys: frozenset[str] = frozenset()
    persons: frozenset[int] = frozenset()
    """Those who live there, as persons: what accounts point at."""
    professionals: frozenset[int] = frozenset()
    nameless: frozenset[int] = frozenset()
    """Professionals whose name is not told: workers of a shelter."""
    names: frozenset[str] = frozenset()
    """The names of all of these, where only a name was kept."""

    def hides(self, person: int | None, professional: int | None) -> bool:
        """Whether what this account did leaves no trace for the actor."""
        return person in self.persons or professional in self.professionals

    def name_of(self, name: str, professional: int | None) -> str:
        """Return a name as the actor may read it: of whom she may not know, only that somebody."""
        unknown = professional in self.professionals or professional in self.nameless
        return WORKER if unknown else name

    def is_named_in(self, text: str) -> bool:
        """Whether a text names one of them: what people wrote has no names to leave out."""
        return bool(names_in(text, sorted(self.names)))


def unseen_of(head: Head) -> Unseen:
    """Return whom the actor may not know of in this household."""
    if head.sees_everybody:
        return Unseen()
    refs = frozenset(all_of(head).keys()) - frozenset(everybody_of(head).keys())
    keys = all_of(head).keys()
    seen = {one.professional for one in head.helpers}
    nameless = frozenset(one.professional for one in head.helpers if one.is_veiled)
    helpers = [one for one in head.whole.helpers if one.professional not in seen - nameless]
    return Unseen(
        refs,
        frozenset(keys[one] for one in refs),
        frozenset(one.person for one in head.whole.members if PersonRef(member=one.id) in refs),
        frozenset(one.professional for one in head.whole.helpers) - seen,
        nameless,
        frozenset(one.name for one in helpers)
        | {one.name for one in head.whole.members if PersonRef(member=one.id) in refs}
        | {one.name for one in head.whole.supporters if PersonRef(supporter=one.id) in refs},
    )


def looks_seen(
    head: Head, looks: Iterable[T], by: Callable[[T], tuple[int | None, int | None]]
) -> list[T]:
    """Return the looks at a household that the actor may know of.

    `by` says of a look which person or professional it was of. A look of somebody who is shielded
    from the actor is left out; one of a worker of a shelter stays, and has no name:
    see `Unseen.nameless`.
    """
    unseen = unseen_of(head)
    return [one for one in looks if not unseen.hides(*by(one))]
