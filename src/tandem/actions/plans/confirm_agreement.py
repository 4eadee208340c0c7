"""The owner's answer to "klopt dit?"."""

from __future__ import annotations

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import agreement_facts, locked_case, own_ref
from tandem.actions.plans.answer_agreement import require_answerable
from tandem.actions.plans.find import find_agreement
from tandem.actions.plans.settle import Speaker, write_answers
from tandem.actions.plans.speakers import own_speakers, said_by_self
from tandem.core.access import Action, AnswerKind
from tandem.core.model import State
from tandem.records.work import Work


def confirm_agreement(
    work: Work,
    code: str,
    *,
    key: str,
    version: int,
    kind: AnswerKind = AnswerKind.YES,
    reason: str = "",
) -> State:
    """Answer "klopt dit?" for an agreement that the actor answers for or decided on.

    NOT_AGREED says that something is not right, with what; CANNOT that it cannot be done. Returns
    the state of the agreement then; who is also asked as a guardian, or because he or she
    represents somebody by law, answers for all of that at once. Raises UnknownHouseholdError,
    UnknownAgreementError, NotAllowedError, ChangedMeanwhileError, and InvalidError.
    """
    case = locked_case(work, code)
    row = find_agreement(case, key)
    require(work.actor, Action.CONFIRM_AGREEMENT, agreement_facts(case.head, row))
    require_answerable(row, version)
    if kind is AnswerKind.SEEN:
        raise InvalidError(Problem("answer", "Say whether this is right, and if not, what is."))
    if kind is AnswerKind.NOT_AGREED and not reason.strip():
        raise InvalidError(Problem("reason", "Say what is not right."))
    said = said_by_self(work, row, kind, reason)
    own = own_ref(case.head)
    assert own is not None  # noqa: S101 - who answers for it is known there: the policy saw to it
    speakers = own_speakers(case, row, None) or (Speaker(own),)
    return write_answers(work, case, row, said, speakers).state
