"""Say who has parental authority (gezag) over a child: who is asked for a yes for it."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.core.access import Action
from tandem.records.coordination.heads import Head
from tandem.records.people.models import ParentalAuthority
from tandem.records.work import Work

NOBODY = "Choose somebody who lives in this household."


def name_parents(work: Work, code: str, *, child: str, parents: Sequence[str]) -> int:
    """Note who of the household has parental authority over a child; return how many are new.

    All of them are members, by short name. Who was named before stays. Raises
    UnknownHouseholdError, NotAllowedError, and InvalidError.
    """
    head = lock(work, code)
    require(work.actor, Action.INVOLVE, household_facts(head))
    member = _member(head, "child", child)
    wanted = [_member(head, "parents", key) for key in dict.fromkeys(parents)]
    if member in wanted:
        raise InvalidError(Problem("parents", NOBODY))
    known = next(one.parents for one in head.members if one.id == member)
    new = [one for one in wanted if one not in known]
    ParentalAuthority.objects.bulk_create(
        ParentalAuthority(household_id=head.id, child_id=member, parent_id=one) for one in new
    )
    if new:
        work.event(
            "named-parents",
            household=head.id,
            subject="member",
            subject_id=member,
            became=list(parents),
        )
    return len(new)


def _member(head: Head, field: str, key: str) -> int:
    found = next((one.id for one in head.members if one.key == key), None)
    if found is None:
        raise InvalidError(Problem(field, NOBODY))
    return found
