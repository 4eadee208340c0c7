"""A member's answer to an agreement: yes, niet akkoord, "dit lukt niet, want …", or gezien."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, Problem, require
from tandem.actions.households import Case, agreement_facts, locked_case
from tandem.actions.plans.find import find_agreement, require_open
from tandem.actions.plans.settle import write_answers
from tandem.actions.plans.speakers import own_speakers, said_by_self
from tandem.core.access import Action, AnswerKind
from tandem.core.model import State
from tandem.records.plans.consent import is_court_ordered
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Except:
    """What "akkoord met alles, behalve …" leaves out, and what is said instead."""

    kind: AnswerKind = AnswerKind.NOT_AGREED
    reason: str = ""


def answer_agreement(
    work: Work,
    code: str,
    *,
    key: str,
    version: int,
    kind: AnswerKind,
    reason: str = "",
    for_member: str | None = None,
) -> State:
    """Answer an agreement as a member, or as a parent for a child under 16.

    One answer counts for the actor and for every child of whom a parent is asked; `for_member`
    names one child alone. A no stops no legal duty and leaves the agreement in the plan, marked.
    `version` is the one that was seen: an answer to one that has been asked anew since raises
    ChangedMeanwhileError. Returns the state of the agreement then. Raises also
    UnknownHouseholdError, UnknownAgreementError, NotAllowedError and InvalidError (CANNOT needs a
    reason; SEEN is for what a court ordered).
    """
    case = locked_case(work, code)
    row = find_agreement(case, key)
    return _answer(work, case, row, version, (kind, reason), for_member)


def answer_all(
    work: Work, code: str, *, seen: Mapping[str, int], exceptions: Mapping[str, Except]
) -> int:
    """Say yes to everything that was seen, except …; return how many agreements got a yes.

    `seen` holds the agreements that were on the page, with their version; `exceptions` those of
    them that get another answer, which must be among `seen`. What a court ordered is noted as
    seen. All of it or nothing; raises as `answer_agreement` does.
    """
    case = locked_case(work, code)
    if not exceptions.keys() <= seen.keys():
        raise InvalidError(Problem("exceptions", "Only what is asked here can be left out."))
    for key, version in seen.items():
        row = find_agreement(case, key)
        other = exceptions.get(key)
        yes = AnswerKind.SEEN if is_court_ordered(row) else AnswerKind.YES
        answer = (yes, "") if other is None else (other.kind, other.reason)
        _answer(work, case, row, version, answer, None)
    return len(seen) - len(exceptions)


def require_answerable(row: AgreementRow, version: int) -> None:
    """Raise when an agreement is over, or was asked anew since this version was seen."""
    require_open(row)
    if not row.yes_from_version <= version <= row.version:
        raise ChangedMeanwhileError(row.key, row.version)


def _answer(
    work: Work,
    case: Case,
    row: AgreementRow,
    version: int,
    answer: tuple[AnswerKind, str],
    for_member: str | None,
) -> State:
    require(work.actor, Action.ANSWER_AGREEMENT, agreement_facts(case.head, row))
    require_answerable(row, version)
    said = said_by_self(work, row, *answer)
    speakers = own_speakers(case, row, for_member)
    if not speakers:
        raise InvalidError(Problem("for_member", "You are not asked to answer for this person."))
    return write_answers(work, case, row, said, speakers).state
