"""Asking: "dit klopt niet", or "vernietig dit"; each becomes an item with a holder and a date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, lock
from tandem.actions.limits import wrong_words
from tandem.actions.plans.own_words import find_member, member_facts
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action, may
from tandem.core.rules import RightsTerm, Term
from tandem.formats.keeping import load_keeping
from tandem.records.coordination.heads import Head
from tandem.records.coordination.models import Request, RequestKind
from tandem.records.coordination.plain_items import NewItem, open_item
from tandem.records.people.rows import MemberRow, ProfessionalRow
from tandem.records.work import Work

TERMS = {
    RequestKind.CORRECTION: RightsTerm.CORRECTION,
    RequestKind.DESTRUCTION: RightsTerm.DESTRUCTION,
}


class About(StrEnum):
    """What a correction can be about."""

    AGREEMENT = "agreement"
    GOAL = "goal"
    MEMBER = "member"
    """Own details, own words and what is known of somebody."""
    HELPER = "helper"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that may be not right, with who is asked about it."""

    about: About
    id: int | None
    title: str
    holder: int
    """The professional who holds a request about it: who answers for it, or else who leads."""

    @property
    def value(self) -> str:
        """How a form names it."""
        return self.about.value if self.id is None else f"{self.about.value}-{self.id}"


@dataclass(frozen=True, slots=True)
class Correction:
    """What is not right, and what should stand there instead."""

    subject: str
    """The `value` of one of `subjects_of`."""
    words: str
    wanted: str = ""


def subjects_of(case: Case) -> tuple[Subject, ...]:
    """Return everything that its viewer may call not right: what she sees, and nothing else."""
    head, leader = case.head, holder_of(case.head).id
    found = [
        Subject(About.AGREEMENT, row.id, row.title, _owner(head, row.owner.involvement, leader))
        for row in case.plan.agreements
        if row.key not in case.busy
    ]
    found += [Subject(About.GOAL, one.id, one.text, leader) for one in case.plan.goals]
    found += [Subject(About.MEMBER, one.id, one.name, leader) for one in head.members]
    found += [Subject(About.HELPER, one.id, one.name, leader) for one in head.involved]
    return (*found, Subject(About.OTHER, None, "", leader))


def holder_of(head: Head) -> ProfessionalRow:
    """Return who holds what nobody else answers for: who leads, or else the team leader."""
    return head.team_leader if head.lead is None else head.lead.professional


def _owner(head: Head, involvement: int | None, leader: int) -> int:
    current = (one.professional for one in head.involved if one.id == involvement)
    return next(current, leader)


def may_ask_for(work: Work, head: Head) -> tuple[MemberRow, ...]:
    """Return for whom the actor uses these rights: herself, and children under her authority."""
    return tuple(
        one
        for one in head.members
        if may(work.actor, Action.USE_RIGHTS, member_facts(work, head, one))
    )


def ask_correction(work: Work, code: str, *, member: int, correction: Correction) -> int:
    """Ask that something is put right; return the number of the request.

    Raises UnknownHouseholdError, UnknownMemberError, NotAllowedError, and InvalidError for
    something that the actor does not see, or without words.
    """
    head = lock(work, code)
    row = find_member(head, member)
    require(work.actor, Action.USE_RIGHTS, member_facts(work, head, row))
    case = seen_case(work, head)
    subject = next((one for one in subjects_of(case) if one.value == correction.subject), None)
    problems = _problems(correction.words, correction.wanted)
    if subject is None:
        problems.insert(0, Problem("subject", "Choose what is not right."))
    if problems or subject is None:
        raise InvalidError(*problems)
    return _ask(work, head, row, RequestKind.CORRECTION, correction, subject)


def ask_destruction(work: Work, code: str, *, member: int, words: str) -> int:
    """Ask that what is known of a member is destroyed; return the number of the request.

    Raises as `ask_correction` does.
    """
    head = lock(work, code)
    row = find_member(head, member)
    require(work.actor, Action.USE_RIGHTS, member_facts(work, head, row))
    problems = _problems(words, "")
    if problems:
        raise InvalidError(*problems)
    subject = Subject(About.MEMBER, row.id, row.name, holder_of(head).id)
    asked = Correction(subject.value, words)
    return _ask(work, head, row, RequestKind.DESTRUCTION, asked, subject)


def term_of(kind: RequestKind, work: Work) -> Term:
    """Return by when a request is answered, as the rule base says today."""
    return load_keeping().term(TERMS[kind], work.today)


def _problems(words: str, wanted: str) -> list[Problem]:
    needed = [Problem("words", "Say what it is about, in your own words.")]
    return wrong_words({"words": words, "wanted": wanted}, needed)


def _ask(
    work: Work,
    head: Head,
    row: MemberRow,
    kind: RequestKind,
    asked: Correction,
    subject: Subject,
) -> int:
    term = term_of(kind, work)
    answer_by = term.last_day(work.today)
    item = open_item(
        work, head.id, NewItem(kind.value, asked.words.strip(), subject.holder, answer_by)
    )
    made = Request.objects.create(
        household_id=head.id,
        item=item,
        kind=kind.value,
        member_id=row.id,
        asked_by=work.account,
        asked_at=work.at,
        subject=subject.about.value,
        subject_id=subject.id,
        title=subject.title,
        words=asked.words.strip(),
        wanted=asked.wanted.strip(),
        answer_by=answer_by,
        source=term.source,
    )
    work.event(
        f"asked-{kind.value}",
        household=head.id,
        subject="request",
        subject_id=made.pk,
        item=item.pk,
        about=subject.about.value,
        answer_by=answer_by.isoformat(),
    )
    return made.pk
