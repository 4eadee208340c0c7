"""Whose yes makes an agreement count, and whose is still lacking.

From 16 a member says yes alone; from 12 until 16 the child and a parent with authority both do;
under 12 a parent does. What a court ordered is only seen by the members. The owner says that it is
right ("klopt dit?"), or whoever decided on it does.

Who represents a member by law (bewindvoerder, mentor, curator) is asked too, for what the mandate
is about. That is beside the member, whose own voice is not lost; instead of the member only where
it was recorded that he or she cannot decide on this.

People are whatever the caller uses to point at them: this module only compares them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from tandem.core.access.reasons import AGE_OF_OWN_YES, AGE_OF_SHARED_YES

W = TypeVar("W")


class AnswerKind(StrEnum):
    """What somebody answers to an agreement."""

    YES = "yes"
    NOT_AGREED = "not-agreed"
    """Niet akkoord: it stays in the plan, marked; it stops no legal duty."""
    CANNOT = "cannot"
    """Dit lukt niet, want …: an obstacle, in own words; never evidence for a sanction."""
    SEEN = "seen"
    """Gezien: for what a court ordered, nobody is asked for a yes."""


class AsWhom(StrEnum):
    """In what quality somebody's word is needed."""

    OWNER = "owner"
    MEMBER = "member"
    PARENT = "parent"
    REPRESENTATIVE = "representative"


class Theme(StrEnum):
    """What an agreement is about, as far as a mandate to represent somebody asks."""

    MONEY = "money"
    CARE = "care"
    """Care, nursing, treatment and guidance: the personal sphere."""


class Mandate(StrEnum):
    """What a court let somebody do for a member."""

    BEWIND = "bewind"
    """Protective administration (bewindvoerder): money alone."""
    MENTORSHIP = "mentorship"
    """A mentor: care and the personal sphere alone."""
    CURATORSHIP = "curatorship"
    """A curator: both."""

    @property
    def themes(self) -> frozenset[Theme]:
        """What the mandate is about."""
        return _THEMES[self]


_THEMES = {
    Mandate.BEWIND: frozenset({Theme.MONEY}),
    Mandate.MENTORSHIP: frozenset({Theme.CARE}),
    Mandate.CURATORSHIP: frozenset(Theme),
}


@dataclass(frozen=True, slots=True)
class Representative(Generic[W]):
    """Who represents a member by law at this moment."""

    who: W
    themes: frozenset[Theme]
    alone: bool = False
    """Whether it was recorded that the member cannot decide on this himself or herself."""


@dataclass(frozen=True, slots=True)
class Concerned(Generic[W]):
    """A member whom an agreement concerns."""

    who: W
    age: int | None = None
    """In whole years; None when nobody filled the birthday in."""
    parents: tuple[W, ...] = ()
    """Who has parental authority."""
    representatives: tuple[Representative[W], ...] = ()
    """Who represents this member by law."""


@dataclass(frozen=True, slots=True)
class Subject(Generic[W]):
    """What is to be agreed: who answers for it, who decided on it, and whom it concerns."""

    owner: W
    decided_by: W | None
    concerned: tuple[Concerned[W], ...]
    """With the owner among them when the owner is a member."""
    court_ordered: bool = False
    theme: Theme | None = None
    """What it is about; None: nothing that a mandate covers."""


@dataclass(frozen=True, slots=True)
class Need(Generic[W]):
    """A word that is needed, and what was said."""

    as_whom: AsWhom
    by: tuple[W, ...]
    """Who may give it; one of them is enough. Empty: nobody is known who could."""
    for_member: W | None = None
    """The child, when a parent speaks; the member, when somebody represents him or her."""
    said: AnswerKind | None = None
    """None while nobody spoke."""

    @property
    def is_met(self) -> bool:
        """Whether the word was given, and is a yes ("seen" is asked only where it is enough)."""
        return self.said in {AnswerKind.YES, AnswerKind.SEEN}


@dataclass(frozen=True, slots=True)
class Consent(Generic[W]):
    """Everything that is needed before an agreement counts as agreed."""

    needs: tuple[Need[W], ...]

    @property
    def is_agreed(self) -> bool:
        """Whether everybody who must said yes."""
        return all(need.is_met for need in self.needs)

    @property
    def waits_for(self) -> tuple[Need[W], ...]:
        """Who did not say anything yet."""
        return tuple(need for need in self.needs if need.said is None)

    @property
    def against(self) -> tuple[Need[W], ...]:
        """Who said that it is not agreed, or that it cannot be done."""
        return tuple(need for need in self.needs if need.said is not None and not need.is_met)


Answers = Mapping[tuple[W, W | None], AnswerKind]
"""The last answer of each, by who gave it and for which child (None: for himself or herself)."""


def consent(subject: Subject[W], answers: Answers[W]) -> Consent[W]:
    """Return whose word is needed for this subject, and what each of them said."""
    needs: list[Need[W]] = []
    if all(one.who != subject.owner for one in subject.concerned):
        needs.append(_of_the_owner(subject, answers))
    for one in subject.concerned:
        representing = _representing(one, subject)
        instead = any(other.alone for other in representing)
        own = _of_a_member(one, answers)
        needs += [need for need in own if not (instead and need.by == (one.who,))]
        if representing:
            by = tuple(other.who for other in representing)
            said = _of_others(by, one.who, answers)
            needs.append(Need(AsWhom.REPRESENTATIVE, by, one.who, said))
    return Consent(tuple(needs))


def _of_the_owner(subject: Subject[W], answers: Answers[W]) -> Need[W]:
    """Who decided speaks for the owner, as long as the owner is silent."""
    by = (subject.owner,) if subject.decided_by is None else (subject.owner, subject.decided_by)
    said = next((answers[one, None] for one in by if (one, None) in answers), None)
    return Need(AsWhom.OWNER, tuple(dict.fromkeys(by)), None, said)


def _representing(one: Concerned[W], subject: Subject[W]) -> tuple[Representative[W], ...]:
    """Return who represents a member in this, of others than the member."""
    return tuple(
        other
        for other in one.representatives
        if subject.theme in other.themes and other.who != one.who
    )


def _of_a_member(one: Concerned[W], answers: Answers[W]) -> Iterator[Need[W]]:
    own = answers.get((one.who, None))
    if one.age is None and one.parents:
        spoken = own if own is not None else _of_others(one.parents, one.who, answers)
        yield Need(AsWhom.MEMBER, (one.who, *one.parents), None, spoken)
        return
    if one.age is None or one.age >= AGE_OF_SHARED_YES:
        yield Need(AsWhom.MEMBER, (one.who,), None, own)
    if one.age is not None and one.age < AGE_OF_OWN_YES:
        said = _of_others(one.parents, one.who, answers)
        yield Need(AsWhom.PARENT, one.parents, one.who, said)


def _of_others(by: tuple[W, ...], whom: W, answers: Answers[W]) -> AnswerKind | None:
    """One yes of who speaks for somebody is enough; without one, the first no is what was said."""
    said: Sequence[AnswerKind] = [answers[one, whom] for one in by if (one, whom) in answers]
    good = (kind for kind in said if kind in {AnswerKind.YES, AnswerKind.SEEN})
    return next(good, said[0] if said else None)
