"""Write down an answer that was given aloud or on paper."""

from __future__ import annotations

from tandem.actions.errors import require
from tandem.actions.households import agreement_facts, locked_case
from tandem.actions.plans.answer_agreement import require_answerable
from tandem.actions.plans.find import find_agreement
from tandem.actions.plans.settle import write_answers
from tandem.actions.plans.speakers import Told, needs_of, said_elsewhere, speakers_told
from tandem.core.access import Action
from tandem.core.model import State
from tandem.records.work import Work


def record_answer(
    work: Work,
    code: str,
    *,
    key: str,
    version: int,
    told: Told,
) -> State:
    """Write down what somebody said (ALOUD) or signed (PAPER), on the day it was given.

    Returns the state of the agreement then. Raises UnknownHouseholdError,
    UnknownAgreementError, NotAllowedError, ChangedMeanwhileError, and InvalidError: who is not
    asked cannot answer, and no answer is given in the future.
    """
    case = locked_case(work, code)
    row = find_agreement(case, key)
    require(work.actor, Action.RECORD_ANSWER, agreement_facts(case.head, row))
    require_answerable(row, version)
    said = said_elsewhere(work, row, told)
    speakers = speakers_told(case, needs_of(case, row), told)
    return write_answers(work, case, row, said, speakers).state
