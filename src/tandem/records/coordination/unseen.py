"""The head of a household without whom and what the actor may not know of: as if never there.

It happens where a head is read, so that no page or action can forget it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tandem.records.coordination.head import Head
from tandem.records.people.rows import AuthorityRow, InvolvementRow, MemberRow, SupporterRow

WORKER = "Een medewerker"
"""How a worker of a shelter is called for others; pages translate it."""
TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class PersonShield:
    """Somebody who is shielded from a member, or only the telephone number; one is filled."""

    member: int
    person: int | None
    involvement: int | None
    supporter: int | None
    aspect: str


@dataclass(frozen=True, slots=True)
class _Out:
    """Who is out for the viewer, by number: members, helpers, people from the network."""

    members: frozenset[int]
    helpers: frozenset[int]
    supporters: frozenset[int]

    @classmethod
    def of(cls, shields: Sequence[PersonShield]) -> _Out:
        """Return whom these shields are about."""
        return cls(
            frozenset(one.person for one in shields if one.person is not None),
            frozenset(one.involvement for one in shields if one.involvement is not None),
            frozenset(one.supporter for one in shields if one.supporter is not None),
        )


def as_seen(head: Head, shields: Sequence[PersonShield]) -> Head:
    """Return a head as its actor may know it; `shields` are all of the household."""
    mine = [one for one in shields if one.member == head.facts.member]
    if not mine and all(one.shelter_for is None for one in head.helpers):
        return head
    out = _Out.of([one for one in mine if not one.aspect])
    quiet = _Out.of([one for one in mine if one.aspect == TELEPHONE])
    helpers = tuple(
        _veiled(_silent(one, quiet.helpers), head)
        for one in head.helpers
        if one.id not in out.helpers
    )
    return replace(
        head,
        members=tuple(
            _silent(_orphaned(one, out), quiet.members)
            for one in head.members
            if one.id not in out.members
        ),
        helpers=helpers,
        supporters=tuple(
            _silent(one, quiet.supporters)
            for one in head.supporters
            if one.id not in out.supporters
        ),
        asked=head.asked if head.asked and _is_told(head, helpers) else None,
    )


def _is_told(head: Head, helpers: Sequence[InvolvementRow]) -> bool:
    """Whether the viewer may know who is asked to lead."""
    assert head.asked is not None  # noqa: S101 - asked only then
    who = head.asked.professional.id
    known = {one.professional for one in helpers if not one.is_veiled}
    return who in known or who not in {one.professional for one in head.helpers}


R = TypeVar("R", MemberRow, InvolvementRow, SupporterRow)


def _silent(row: R, quiet: frozenset[int]) -> R:
    """Return somebody without a telephone number that the viewer may not know."""
    return replace(row, telephone="") if row.id in quiet else row


def _orphaned(row: MemberRow, out: _Out) -> MemberRow:
    """Return a member without those who have authority over him or her and are out."""
    left = tuple(one for one in row.authority if not _is_out(one, out))
    return row if left == row.authority else replace(row, authority=left)


def _is_out(one: AuthorityRow, out: _Out) -> bool:
    return (
        one.parent in out.members
        or one.involvement in out.helpers
        or one.supporter in out.supporters
    )


def _veiled(row: InvolvementRow, head: Head) -> InvolvementRow:
    """Return a worker of a shelter as others see one: for who leads and who is helped, whole."""
    facts = head.facts
    known = (
        row.shelter_for is None
        or row.shelter_for == facts.member
        or row.id == head.own_part
        or facts.leads
        or facts.stands_in
    )
    if known:
        return row
    return replace(
        row,
        name=WORKER,
        function="",
        organisation=row.neutral,
        telephone="",
        purpose="",
        is_veiled=True,
    )
