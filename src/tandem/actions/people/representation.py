"""Who represents a member by law: bewindvoerder, mentor, curator, each within the mandate.

A mandate is a decision of the court; nobody is represented because somebody thinks it better. So
it is written down with how it is known, and it says what it is about: money, care, or both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, household_facts, locked_case
from tandem.actions.people.parental_authority import settle_anew
from tandem.core.access import Action, Mandate
from tandem.records.people.models import Representation
from tandem.records.people.rows import MemberRow, RepresentationRow, Source
from tandem.records.plans.rows import PersonRef
from tandem.records.work import Work

GROWN_UP = 18
"""These mandates are for who is grown up (Burgerlijk Wetboek, boek 1; from memory, to check)."""


class UnknownRepresentationError(LookupError):
    """Nobody represents this member under that number."""


@dataclass(frozen=True, slots=True)
class NewRepresentation:
    """A mandate as the court gave it."""

    mandate: Mandate
    by: str
    """The short name of who represents: who helps, who lives there, or of the own circle."""
    since: date
    until: date | None = None
    """The last day; None while no end is known."""
    source: Source = Source.TOLD
    """REGISTER: the decision of the court was seen."""
    seen_on: date | None = None
    alone: bool = False
    """Whether it is written down that the member cannot decide on this himself or herself."""


def set_representative(work: Work, code: str, *, member: int, new: NewRepresentation) -> int:
    """Write down who represents a member; return the number of the representation.

    Agreements that ask something of the member follow: somebody else's word is needed too. Raises
    UnknownHouseholdError, NotAllowedError, and InvalidError that names what is wrong.
    """
    case = locked_case(work, code)
    require(work.actor, Action.SET_REPRESENTATIVE, household_facts(case.head))
    whom = case.head.member(member)
    if whom is None:
        raise InvalidError(Problem("by", "Choose somebody who lives in this household."))
    ref = case.everybody.refs().get(new.by)
    problems = _problems(work, case, whom, new, ref)
    if ref is None or problems:
        raise InvalidError(*problems)
    row = Representation.objects.create(
        household_id=case.head.id,
        member_id=whom.id,
        mandate=new.mandate.value,
        by_member_id=ref.member,
        by_involvement_id=ref.involvement,
        by_supporter_id=ref.supporter,
        alone=new.alone,
        source=new.source.value,
        seen_on=new.seen_on if new.source is Source.REGISTER else None,
        since=new.since,
        until=new.until,
    )
    _noted(work, case, "representative-set", whom, new.mandate)
    settle_anew(work, code, case, whom)
    return int(row.pk)


def end_representation(work: Work, code: str, *, member: int, representation: int) -> None:
    """Write down that a mandate is over, or was not so.

    Raises UnknownHouseholdError, UnknownRepresentationError, and NotAllowedError.
    """
    case = locked_case(work, code)
    require(work.actor, Action.SET_REPRESENTATIVE, household_facts(case.head))
    whom, row = representation_of(case, member, representation)
    Representation.objects.filter(pk=row.id).update(ended_at=work.at)
    _noted(work, case, "representative-ended", whom, row.mandate)
    settle_anew(work, code, case, whom)


def representation_of(case: Case, member: int, number: int) -> tuple[MemberRow, RepresentationRow]:
    """Return a member with a representation; raises UnknownRepresentationError."""
    whom = case.head.member(member)
    rows = () if whom is None else whom.representations
    row = next((one for one in rows if one.id == number), None)
    if whom is None or row is None:
        raise UnknownRepresentationError(number)
    return whom, row


def _problems(
    work: Work, case: Case, whom: MemberRow, new: NewRepresentation, ref: PersonRef | None
) -> list[Problem]:
    problems = _problems_of_days(work, new)
    age = whom.age(work.today)
    if age is not None and age < GROWN_UP:
        problems.append(Problem("by", "Of a child, somebody with authority speaks: say who."))
    if ref is None or ref not in around(case):
        problems.append(Problem("by", "Choose somebody who lives here, helps, or is near."))
    elif ref.member == whom.id:
        problems.append(Problem("by", "Nobody represents himself or herself."))
    known = {(one.mandate, _ref(one)) for one in whom.representations}
    if (new.mandate, ref) in known:
        problems.append(Problem("by", "This is written down already."))
    return problems


def _problems_of_days(work: Work, new: NewRepresentation) -> list[Problem]:
    problems = []
    if new.until is not None and new.until < new.since:
        problems.append(Problem("until", "The last day lies after the first."))
    if new.source is Source.REGISTER and new.seen_on is None:
        problems.append(Problem("seen_on", "Say on which day you saw the decision of the court."))
    elif new.seen_on is not None and new.seen_on > work.today:
        problems.append(Problem("seen_on", "This day lies in the future."))
    if new.alone and new.source is not Source.REGISTER:
        problems.append(
            Problem("source", "See the decision of the court first: it takes a person's word away.")
        )
    return problems


def around(case: Case) -> set[PersonRef]:
    """Return who can represent somebody: whoever lives there, helps now, or is of the circle."""
    head = case.head
    return (
        {PersonRef(member=one.id) for one in head.members}
        | {PersonRef(involvement=one.id) for one in head.involved}
        | {PersonRef(supporter=one.id) for one in head.supporters}
    )


def _ref(row: RepresentationRow) -> PersonRef:
    return PersonRef(row.involvement, row.member, row.supporter)


def _noted(work: Work, case: Case, verb: str, whom: MemberRow, mandate: Mandate) -> None:
    work.event(
        verb,
        household=case.head.id,
        subject="member",
        subject_id=whom.id,
        by=whom.key,
        mandate=mandate.value,
    )
