"""Say who has parental authority (gezag) over a child: who is asked for a yes for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, household_facts, lock, locked_case
from tandem.actions.plans.settle import settle
from tandem.core.access import Action
from tandem.core.model import STATES_IN_CHECK
from tandem.records.coordination.heads import Head, head_of
from tandem.records.people.models import ParentalAuthority
from tandem.records.people.rows import AuthorityRow, MemberRow, Source
from tandem.records.plans.rows import PersonRef
from tandem.records.work import Work

NOBODY = "Choose somebody who lives in this household."
GROWN_UP = 18
"""From this age nobody has authority over somebody (art. 1:245 BW)."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who has authority over a child, and how that is known; people by their short names."""

    parents: tuple[str, ...] = ()
    """Members of the household: one, or both."""
    guardian: str = ""
    """Somebody from outside: who helps by profession, or somebody from the network."""
    source: Source = Source.TOLD
    seen_on: date | None = None
    """The day on which the register was seen."""
    without: tuple[str, ...] = ()
    """Parents of whom is known that they have no authority: they see less of the child's help."""


def say_who_has_authority(work: Work, code: str, *, child: str, authority: Authority) -> None:
    """Write down who has parental authority over a child from now on, instead of who had it.

    Agreements that ask something of the child follow: a yes of somebody who no longer has
    authority does not count any more. Raises UnknownHouseholdError, NotAllowedError, and
    InvalidError that names what is wrong.
    """
    case = locked_case(work, code)
    require(work.actor, Action.INVOLVE, household_facts(case.head))
    member = _find(case.head, "child", child)
    wanted = _wanted(work, case, member, authority)
    without = _without(case.head, member, authority)
    if set(wanted) == set(member.authority) and set(without) == set(member.without_authority):
        return
    _write(work, case.head, member, wanted, without)
    names = case.everybody.keys()
    work.event(
        "named-parents",
        household=case.head.id,
        subject="member",
        subject_id=member.id,
        by=child,
        was=[names[ref_of(one)] for one in member.authority],
        became=[names[ref_of(one)] for one in wanted],
        without=list(authority.without),
        source=authority.source.value,
        seen_on=authority.seen_on.isoformat() if authority.seen_on else None,
    )
    settle_anew(work, code, case, member)


def name_parents(work: Work, code: str, *, child: str, parents: Sequence[str]) -> int:
    """Note who of the household has parental authority over a child; return how many are new.

    All of them are members, by short name. Who was named before stays. Raises
    UnknownHouseholdError, NotAllowedError, and InvalidError.
    """
    head = lock(work, code)
    require(work.actor, Action.INVOLVE, household_facts(head))
    member = _find(head, "child", child)
    wanted = [_parent(head, member, key) for key in dict.fromkeys(parents)]
    new = [one for one in wanted if one not in member.parents]
    ParentalAuthority.objects.filter(
        child_id=member.id, parent_id__in=new, until__isnull=True
    ).update(until=work.at)
    ParentalAuthority.objects.bulk_create(
        ParentalAuthority(household_id=head.id, child_id=member.id, parent_id=one) for one in new
    )
    if new:
        work.event(
            "named-parents",
            household=head.id,
            subject="member",
            subject_id=member.id,
            by=child,
            became=list(parents),
        )
    return len(new)


def ref_of(row: AuthorityRow) -> PersonRef:
    """Return who has authority, as agreements and answers point at him or her."""
    return PersonRef(row.involvement, row.parent, row.supporter)


def _wanted(
    work: Work, case: Case, member: MemberRow, authority: Authority
) -> tuple[AuthorityRow, ...]:
    """Return the rows that say so; raises InvalidError that names everything that is wrong."""
    problems = []
    age = member.age(work.today)
    if age is not None and age >= GROWN_UP:
        problems.append(Problem("parents", "From 18 years on nobody has authority over somebody."))
    known = _known(authority)
    rows = [
        AuthorityRow(_parent(case.head, member, key), None, None, *known)
        for key in dict.fromkeys(authority.parents)
    ]
    if authority.guardian:
        ref = case.everybody.refs().get(authority.guardian)
        if ref is None or ref not in _outside(case.head):
            problems.append(Problem("guardian", "Choose somebody who is involved here."))
        else:
            rows.append(AuthorityRow(None, ref.involvement, ref.supporter, *known))
    elif not rows:
        problems.append(Problem("parents", "Choose who has authority, or who is the guardian."))
    problems += _problems_of_source(work, authority)
    if problems:
        raise InvalidError(*problems)
    return tuple(rows)


def _outside(head: Head) -> set[PersonRef]:
    """Return who can be a guardian: whoever helps now, by profession or from the network."""
    return {PersonRef(involvement=one.id) for one in head.involved} | {
        PersonRef(supporter=one.id) for one in head.supporters
    }


def _known(authority: Authority) -> tuple[Source, date | None]:
    seen = authority.seen_on if authority.source is Source.REGISTER else None
    return authority.source, seen


def _problems_of_source(work: Work, authority: Authority) -> list[Problem]:
    if authority.source is not Source.REGISTER:
        return []
    if authority.seen_on is None:
        return [Problem("seen_on", "Say on which day you saw the register.")]
    if authority.seen_on > work.today:
        return [Problem("seen_on", "This day lies in the future.")]
    return []


def _without(head: Head, member: MemberRow, authority: Authority) -> tuple[int, ...]:
    """Return the parents without authority; raises InvalidError for who is said to have it."""
    if set(authority.without) & set(authority.parents):
        raise InvalidError(Problem("without", "Somebody has authority, or has none."))
    return tuple(_parent(head, member, key) for key in dict.fromkeys(authority.without))


def _write(
    work: Work,
    head: Head,
    member: MemberRow,
    wanted: tuple[AuthorityRow, ...],
    without: tuple[int, ...],
) -> None:
    """End everything that was known, and write what is known now."""
    ParentalAuthority.objects.filter(child_id=member.id, until__isnull=True).update(until=work.at)
    ParentalAuthority.objects.bulk_create(
        ParentalAuthority(
            household_id=head.id,
            child_id=member.id,
            parent_id=one.parent,
            guardian_involvement_id=one.involvement,
            guardian_supporter_id=one.supporter,
            source=one.source.value if one.source else "",
            seen_on=one.seen_on,
        )
        for one in wanted
    )
    ParentalAuthority.objects.bulk_create(
        ParentalAuthority(
            household_id=head.id, child_id=member.id, parent_id=one, has_authority=False
        )
        for one in without
    )


def settle_anew(work: Work, code: str, case: Case, member: MemberRow) -> None:
    """Let the agreements that ask something of a member follow who may speak for him or her."""
    fresh = Case(head_of(work, code), case.plan)
    for row in case.plan.agreements:
        concerned = member.id in row.members or member.id == row.owner.member
        if concerned and row.state in STATES_IN_CHECK:
            settle(work, fresh, row)


def _parent(head: Head, child: MemberRow, key: str) -> int:
    parent = _find(head, "parents", key)
    if parent.id == child.id:
        raise InvalidError(Problem("parents", NOBODY))
    return parent.id


def _find(head: Head, field: str, key: str) -> MemberRow:
    found = next((one for one in head.members if one.key == key), None)
    if found is None:
        raise InvalidError(Problem(field, NOBODY))
    return found
