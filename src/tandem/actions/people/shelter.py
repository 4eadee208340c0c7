"""A worker of a shelter (opvang): only who leads and who is helped read a name and a number."""

from __future__ import annotations

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.core.access import Action
from tandem.records.coordination.heads import Head
from tandem.records.people.models import Involvement
from tandem.records.work import Work


def set_shelter(work: Work, code: str, *, helper: str, member: str, ground: str) -> None:
    """Say that somebody who helps works for a shelter, and whom she helps; both by short name.

    With an empty `member` that is over. From then on others read "a worker", with the neutral name
    of the organisation when it has one. Only who leads may. Raises UnknownHouseholdError,
    NotAllowedError, and InvalidError that names what is wrong.
    """
    head = lock(work, code)
    require(work.actor, Action.SHIELD, household_facts(head))
    problems = [] if ground.strip() else [Problem("ground", "Say on what ground.")]
    found = next((one for one in head.involved if one.key == helper), None)
    helped = next((one.id for one in head.members if one.key == member), None)
    if found is None:
        problems.append(Problem("worker", "Choose somebody who is involved here."))
    elif found.professional in _called(head):
        problems.append(Problem("worker", "Everybody has to be able to call who leads the plan."))
    if member and helped is None:
        problems.append(Problem("helped", "Choose somebody who lives in this household."))
    if found is None or problems:
        raise InvalidError(*problems)
    Involvement.objects.filter(pk=found.id).update(shelter_for_id=helped)
    work.event(
        "shelter-set",
        household=head.id,
        subject="involvement",
        subject_id=found.id,
        helped=member or None,
        ground=ground.strip(),
    )


def _called(head: Head) -> set[int]:
    lead = {head.lead.professional.id} if head.lead is not None else set()
    return {head.leader.id, *lead}
