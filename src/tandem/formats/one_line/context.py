"""What a line can refer to: kinds, people, and the day from which dates are counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TypeVar

from tandem.core.rules import Kind
from tandem.formats.tokens import Cursor, tokenize

Phrase = tuple[str, ...]
T = TypeVar("T")


class Role(Enum):
    """What somebody is to the household."""

    MEMBER = "member"
    PROFESSIONAL = "professional"
    SUPPORTER = "supporter"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a line can name."""

    id: str
    name: str
    role: Role


def phrase(text: str) -> Phrase:
    """Return the words and signs of a text, in small letters."""
    return tuple(token.word for token in tokenize(text))


@dataclass(frozen=True)
class LineContext:
    """What a line is read against."""

    kinds: tuple[Kind, ...]
    people: tuple[Person, ...]
    horizon_start: date
    _names: dict[Phrase, tuple[Person, ...]] = field(default_factory=dict, repr=False)
    _kinds: dict[Phrase, Kind] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for person in self.people:
            for words in {phrase(person.name), phrase(person.id)}:
                self._names[words] = (*self._names.get(words, ()), person)
        for person in self.people:
            self._add_first_name(phrase(person.name)[:1], person)
        for kind in self.kinds:
            for word in (kind.nl, *kind.words):
                self._kinds.setdefault(phrase(word), kind)

    def _add_first_name(self, first: Phrase, person: Person) -> None:
        known = self._names.get(first, ())
        if any(phrase(other.name) == first for other in known):
            return
        if person not in known:
            self._names[first] = (*known, person)

    def take_person(self, cursor: Cursor) -> tuple[Person, ...]:
        """Take a name if it is next, the longest that fits; several when it is not clear whose."""
        return _longest(cursor, self._names) or ()

    def take_kind(self, cursor: Cursor) -> Kind | None:
        """Take the word for a kind if it is next, the longest that fits."""
        return _longest(cursor, self._kinds)

    def kind_words(self) -> list[str]:
        """Return the first word for each kind."""
        return [kind.words[0] for kind in self.kinds if kind.words]

    def names(self) -> list[str]:
        """Return the names of everybody a line can name."""
        return [person.name for person in self.people]


def _longest(cursor: Cursor, known: dict[Phrase, T]) -> T | None:
    longest = max((len(words) for words in known), default=0)
    ahead = tuple(cursor.word(place) for place in range(longest))
    for length in range(longest, 0, -1):
        found = known.get(ahead[:length])
        if found is not None:
            cursor.at += length
            return found
    return None


def context_of(
    kinds: Iterable[Kind],
    members: Iterable[tuple[str, str]],
    professionals: Iterable[tuple[str, str]],
    supporters: Iterable[tuple[str, str]],
    horizon_start: date,
) -> LineContext:
    """Return a context from pairs of identifier and name."""
    groups = (
        (Role.MEMBER, members),
        (Role.PROFESSIONAL, professionals),
        (Role.SUPPORTER, supporters),
    )
    people = tuple(Person(i, name, role) for role, pairs in groups for i, name in pairs)
    return LineContext(tuple(kinds), people, horizon_start)
