"""Taking the answer of a guest over into the plan, as the owner of the agreement who gave it."""

from __future__ import annotations

from dataclasses import replace

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, Problem
from tandem.actions.households import locked_case
from tandem.actions.plans.change_agreement import change_agreement
from tandem.actions.plans.confirm_agreement import confirm_agreement
from tandem.actions.plans.draft import demands_kept, draft_of
from tandem.actions.plans.find import find_agreement
from tandem.core.access import Actor, AnswerKind
from tandem.records.plans import codec
from tandem.records.plans.guests import WaitingAnswer, answer_settled
from tandem.records.plans.states import GuestSays
from tandem.records.work import Work


def guest_who_said(answer: WaitingAnswer) -> Actor:
    """Return the guest as who acts."""
    return Actor(account=None, name=answer.name, guest=answer.guest)


def take_answer(work: Work, answer: WaitingAnswer) -> None:
    """Let an answer have its effect; `work` is of `guest_who_said`, and sees the household.

    A yes or a no is that of the owner; a change asks everybody anew whom it concerns, as any does;
    the answer to a question changes nothing. Raises UnknownHouseholdError, UnknownAgreementError,
    NotAllowedError, ChangedMeanwhileError and InvalidError: then the plan stays as it was.
    """
    if answer.says in {GuestSays.CONFIRMS, GuestSays.NOT_RIGHT}:
        is_yes = answer.says is GuestSays.CONFIRMS
        confirm_agreement(
            work,
            answer.code,
            key=answer.key,
            version=answer.version,
            kind=AnswerKind.YES if is_yes else AnswerKind.NOT_AGREED,
            reason="" if is_yes else answer.text,
        )
    elif answer.says is GuestSays.CHANGES:
        _change(work, answer)
    answer_settled(work, answer.id)


def _change(work: Work, answer: WaitingAnswer) -> None:
    case = locked_case(work, answer.code)
    was = draft_of(case, find_agreement(case, answer.key))
    asked = codec.FORM.from_json(answer.form)
    form = replace(asked, demands=demands_kept(was.form, asked))
    draft = replace(was, form=form, line=answer.text)
    change_agreement(work, answer.code, key=answer.key, version=answer.version, draft=draft)


def why_not(error: Exception) -> Problem:
    """Return why an answer could not be taken over."""
    if isinstance(error, ChangedMeanwhileError):
        return Problem("answer", "The agreement was changed at the same moment.")
    if isinstance(error, InvalidError) and not (
        error.problems[0].dutch or error.problems[0].values
    ):
        return error.problems[0]
    return Problem("answer", "The agreement is no longer as it was asked.")
