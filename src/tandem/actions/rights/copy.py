"""A full copy of what is known of somebody, as far as who asks sees it on the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tandem.actions.audit.see_looks import seen_looks
from tandem.actions.errors import require
from tandem.actions.households import Case, lock
from tandem.actions.plans.own_words import find_member, member_facts
from tandem.actions.plans.seeing import seen_case
from tandem.actions.plans.seen_events import NOT_TOLD, is_seen
from tandem.actions.unseen import unseen_of
from tandem.core.access import Action, Basis
from tandem.core.access.talks import Someone, names_in
from tandem.records.coordination.handovers import LeadAnswerRow, lead_answers_of
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import ItemRow, signals_of_member
from tandem.records.coordination.models import Attachment
from tandem.records.coordination.own_actions import OwnActionRow, own_actions_of_member
from tandem.records.coordination.requests import RequestRow, requests_of
from tandem.records.coordination.standing import standing_of
from tandem.records.coordination.talks import CopiedMessage, messages_to_copy
from tandem.records.coordination.terms import Term, lead_terms
from tandem.records.coordination.unseen import WORKER
from tandem.records.people.models import Account, CitizenNumber
from tandem.records.people.rows import MemberRow
from tandem.records.plans.history import EventRow, history_of
from tandem.records.work import Work

MOST_EVENTS = 5_000
MOST_LOOKS = 5_000
MOST_MESSAGES = 5_000


@dataclass(frozen=True, slots=True)
class CopiedLook:
    """Somebody looked at a page."""

    at: datetime
    who: str
    organisation: str
    page: str


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """Everything that goes into the copy."""

    case: Case
    member: MemberRow
    username: str | None
    has_number: bool
    terms: Sequence[Term]
    requests: Sequence[RequestRow]
    signals: Sequence[ItemRow]
    own_actions: Sequence[OwnActionRow]
    lead_answers: Sequence[LeadAnswerRow]
    events: Sequence[EventRow]
    looks: Sequence[CopiedLook]
    messages: Sequence[CopiedMessage]
    """What she reads in conversations; of those of a child a parent gets what the parent reads."""
    files: dict[int, list[str]]
    """Names of files, by the number of their agreement."""


def take_copy(work: Work, code: str, *, member: int, busy: str) -> OwnCopy:
    """Return everything that is known of a member, and record that it was taken.

    What is shielded from who asks is not in it, and of what is closed to her only *that and when*.
    `busy` is what stands for the latter. Raises UnknownHouseholdError, UnknownMemberError, and
    NotAllowedError.
    """
    head = lock(work, code)
    row = find_member(head, member)
    require(work.actor, Action.USE_RIGHTS, member_facts(work, head, row))
    case = seen_case(work, head, busy)
    made = OwnCopy(
        case=case,
        member=row,
        username=_username(row),
        has_number=CitizenNumber.objects.filter(household_id=head.id, member_id=row.id).exists(),
        terms=lead_terms(work, head.id),
        requests=requests_of(work, head.id, [row.id]),
        signals=signals_of_member(work, head.id, row.id),
        own_actions=own_actions_of_member(work, head.id, row.id),
        lead_answers=_lead_answers(work, head, row),
        events=_seen_events(work, case, row),
        looks=_looks(work, head),
        messages=_messages(work, head, row),
        files=_files(case),
    )
    work.look(head.id, "copy", standing_of(work, head))
    work.event("took-copy", household=head.id, subject="member", subject_id=row.id)
    return made


def _looks(work: Work, head: Head) -> tuple[CopiedLook, ...]:
    """Return who looked, as she may know it; what others of the family look at is theirs."""
    found = seen_looks(work, head, most=MOST_LOOKS).looks
    return tuple(
        CopiedLook(one.at, one.standing.name, one.standing.organisation, one.page)
        for one in found
        if one.standing.basis is not Basis.MEMBER or one.account == work.account
    )


def _lead_answers(work: Work, head: Head, row: MemberRow) -> tuple[LeadAnswerRow, ...]:
    """Return what she said of who leads; no answer to it that names whom she may not know."""
    unseen = unseen_of(head)
    return tuple(
        replace(
            one,
            outcome="" if names_in(one.outcome, unseen.names) else one.outcome,
            written_by=unseen.name_of(one.written_by, one.writer),
        )
        for one in lead_answers_of(work, head.id, row.id)
    )


def _messages(work: Work, head: Head, row: MemberRow) -> tuple[CopiedMessage, ...]:
    """Return what she reads in conversations; a worker of a shelter has no name in them."""
    if row.id != head.facts.member:
        return ()
    veiled = {one.professional for one in head.helpers if one.is_veiled}
    found = messages_to_copy(work, head.id, Someone(row.id), MOST_MESSAGES)
    return tuple(
        replace(one, name=WORKER) if one.by.professional in veiled else one for one in found
    )


def _username(row: MemberRow) -> str | None:
    return Account.objects.filter(person_id=row.person).values_list("username", flat=True).first()


def _seen_events(work: Work, case: Case, row: MemberRow) -> tuple[EventRow, ...]:
    """Return what happened to what is seen; of anything else nothing is told."""
    agreements = {one.id for one in case.plan.agreements if one.key not in case.busy}
    goals = {one.id for one in case.plan.goals}
    seen = {"agreement": agreements, "goal": goals, "member": {row.id}}
    events = history_of(work, case.head.id, most=MOST_EVENTS)
    return tuple(
        one
        for one in events
        if one.subject_id in seen.get(one.subject, set())
        and (one.verb in NOT_TOLD or is_seen(one, case))
    )


def _files(case: Case) -> dict[int, list[str]]:
    seen = [one.id for one in case.plan.agreements if one.key not in case.busy]
    rows = Attachment.objects.filter(of_agreement_id__in=seen, removed_at__isnull=True)
    found: dict[int, list[str]] = {}
    for agreement, name in rows.order_by("pk").values_list("of_agreement_id", "name"):
        found.setdefault(agreement or 0, []).append(name)
    return found
