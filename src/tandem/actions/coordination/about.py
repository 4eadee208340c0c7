"""About whom something is, and who of the viewers may know of it: for what is no part of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.unseen import Unseen, unseen_of
from tandem.records.coordination.heads import Head
from tandem.records.coordination.means import Written
from tandem.records.people.rows import MemberRow
from tandem.records.plans.rows import PersonRef


class HasWriter(Protocol):
    """Something of which is known who wrote it, and about whom it is."""

    @property
    def written(self) -> Written:
        """Who wrote it down, when, and about whom."""


T = TypeVar("T", bound=HasWriter)


def member_about(head: Head, key: str) -> MemberRow | None:
    """Return about which member something is, by short name; None for the whole household.

    Raises InvalidError for somebody who does not live there, as far as the actor knows.
    """
    if not key:
        return None
    found = next((one for one in head.members if one.key == key), None)
    if found is None:
        raise InvalidError(Problem("member", "Choose somebody from the list."))
    return found


def seen_of(head: Head, rows: Iterable[T], holder: str = "") -> tuple[T, ...]:
    """Return what the viewer may know of.

    What is about somebody who is shielded, or was written by or waits for such a person, is not
    there; and of a child a parent without authority reads nothing. `holder` names the field with
    the professional for whom it waits.
    """
    unseen = unseen_of(head)
    return tuple(one for one in rows if _is_seen(head, unseen, one, holder))


def _is_seen(head: Head, unseen: Unseen, row: HasWriter, holder: str) -> bool:
    written = row.written
    if PersonRef(member=written.member) in unseen.refs and written.member is not None:
        return False
    if unseen.hides(written.person, written.professional):
        return False
    if holder and getattr(row, holder) in unseen.professionals:
        return False
    about = next((one for one in head.members if one.id == written.member), None)
    own = head.facts.member
    return about is None or own is None or own not in about.without_authority


def name_of_writer(head: Head, written: Written, nameless: str) -> str:
    """Return who wrote something; `nameless` for a worker of whom no name is told."""
    return nameless if written.professional in unseen_of(head).nameless else written.name


def name_of_helper(head: Head, professional: int, name: str, nameless: str) -> str:
    """Return the name of who calls or holds something, or `nameless`, as above."""
    return nameless if professional in unseen_of(head).nameless else name
