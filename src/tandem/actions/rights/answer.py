"""Answering a request: put right, destroyed after a waiting time, or refused with a way on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.limits import wrong_words
from tandem.core.access import Action, Facts, may
from tandem.core.rules import RightsTerm
from tandem.formats.keeping import load_keeping
from tandem.records.coordination.heads import Head, head_by_id
from tandem.records.coordination.models import (
    Destruction,
    Item,
    Request,
    RequestAnswer,
    RequestKind,
    Scope,
)
from tandem.records.coordination.requests import RequestRow, UnknownRequestError, request_row
from tandem.records.people.models import Membership
from tandem.records.work import Work

ON_REQUEST = "request"
"""What a destruction rests on that a resident asked for."""


class UnknownDestructionError(LookupError):
    """There is no decision to destroy under this number that is still to happen."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided on a request, and why.

    A refusal has an alternative, and the name of who calls about it. `scope` counts only when a
    request for destruction is granted.
    """

    answer: RequestAnswer
    reason: str
    alternative: str = ""
    caller: str = ""
    scope: Scope = Scope.MEMBER


def request_facts(work: Work, head: Head, row: RequestRow) -> Facts:
    """Return what the policy looks at for a question about a request."""
    me = work.actor.professional
    return Facts(household=head.facts, holds=me is not None and me == row.holder)


def open_request(work: Work, number: int, *, locked: bool = False) -> tuple[RequestRow, Head]:
    """Return a request that the actor may answer, with its household.

    For anybody else it is not there: that somebody in the household asked something is for nobody
    else to know. Raises UnknownRequestError, and UnknownHouseholdError.
    """
    row = request_row(work, number, locked=locked)
    head = head_by_id(work, row.household)
    if not may(work.actor, Action.ANSWER_REQUEST, request_facts(work, head, row)):
        raise UnknownRequestError(number)
    return row, head


def answer_request(work: Work, number: int, decision: Decision) -> None:
    """Answer a request, and close its item.

    What is to be destroyed is only decided on here: it happens after the waiting time, and until
    then it can be taken back. Raises UnknownRequestError, and InvalidError for a
    request that was answered, or an answer that does not say enough.
    """
    row, _head = open_request(work, number, locked=True)
    problems = _problems(row, decision)
    if problems:
        raise InvalidError(*problems)
    Request.objects.filter(pk=number).update(
        answer=decision.answer.value,
        reason=decision.reason.strip(),
        alternative=decision.alternative.strip(),
        caller=decision.caller.strip(),
        answered_at=work.at,
        answered_by=work.account,
    )
    item = Item.objects.select_for_update().filter(pk=_item(number))
    item.update(closed_at=work.at, outcome=decision.answer.value)
    if row.kind is RequestKind.DESTRUCTION and decision.answer is not RequestAnswer.REFUSED:
        _decide(work, row, decision.scope)
    work.event(
        f"answered-{row.kind.value}",
        household=row.household,
        subject="request",
        subject_id=number,
        answer=decision.answer.value,
    )


def stop_destruction(work: Work, number: int) -> None:
    """Take a decision to destroy back, as long as it did not happen.

    Raises UnknownDestructionError, UnknownRequestError, and NotAllowedError.
    """
    found = Destruction.objects.filter(
        pk=number, done_at__isnull=True, stopped_at__isnull=True
    ).first()
    if found is None:
        raise UnknownDestructionError(number)
    if found.request_number is None:
        require(work.actor, Action.SEE_REQUESTS)
    else:
        open_request(work, found.request_number)
    Destruction.objects.filter(pk=number).update(stopped_at=work.at, stopped_by=work.account)
    work.event("stopped-destruction", household=None, subject="destruction", subject_id=number)


def waiting_time(work: Work) -> timedelta:
    """Return how long a decision to destroy waits, as the rule base says today."""
    term = load_keeping().term(RightsTerm.WAITING, work.today)
    return term.last_day(work.today) - work.today


def _item(number: int) -> int:
    return Request.objects.values_list("item_id", flat=True).get(pk=number)


def _problems(row: RequestRow, decision: Decision) -> list[Problem]:
    if row.answer is not None:
        return [Problem("answer", "This was answered already.")]
    texts = {"reason": decision.reason, "alternative": decision.alternative}
    needed = [Problem("reason", "Say why, in words that the family may read.")]
    problems = wrong_words(texts | {"name": decision.caller}, needed)
    if decision.answer is RequestAnswer.REFUSED:
        if not decision.alternative.strip():
            problems.append(Problem("alternative", "Say what can be done instead."))
        if not decision.caller.strip():
            problems.append(Problem("caller", "Say who calls about it."))
    return problems


def _decide(work: Work, row: RequestRow, scope: Scope) -> None:
    person = Membership.objects.values_list("person_id", flat=True).get(pk=row.member)
    of_member = scope is Scope.MEMBER
    made = Destruction.objects.create(
        scope=scope.value,
        subject_household=row.household,
        subject_member=row.member if of_member else None,
        subject_person=person if of_member else None,
        request_number=row.id,
        rule=ON_REQUEST,
        found_at=row.asked_at,
        decided_at=work.at,
        decided_by=work.account,
        not_before=work.at + waiting_time(work),
    )
    work.event(
        "decided-destruction",
        household=row.household,
        subject="destruction",
        subject_id=made.pk,
        scope=scope.value,
    )
