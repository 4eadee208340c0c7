"""Who may speak on an agreement, as the actor or as somebody whose word is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import Case, own_ref
from tandem.actions.plans.settle import Said, Speaker
from tandem.core.access import AnswerKind, Need
from tandem.records.plans.consent import consent_of, is_court_ordered
from tandem.records.plans.rows import AgreementRow, PersonRef
from tandem.records.plans.states import Way
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that was given aloud or on paper."""

    by: str
    """The short name of who answered: the owner, somebody from the network, a member, a parent."""
    kind: AnswerKind
    way: Way
    given_on: date
    reason: str = ""
    for_member: str | None = None
    """The child, when a parent answered for one child alone."""


def needs_of(case: Case, row: AgreementRow) -> tuple[Need[PersonRef], ...]:
    """Return whose word an agreement needs, at the moment of the work."""
    return consent_of(row, case.family).needs


def own_speakers(case: Case, row: AgreementRow, for_member: str | None) -> tuple[Speaker, ...]:
    """Return everything the actor can speak for on an agreement, as a member or as a parent.

    Without `for_member` that is for himself or herself and for every child of whom he or she is
    asked; with it, for this child alone.
    """
    own = own_ref(case.head)
    if own is None:
        return ()
    return speakers_for(case, needs_of(case, row), own, for_member)


def speakers_for(
    case: Case, needs: tuple[Need[PersonRef], ...], who: PersonRef, for_member: str | None
) -> tuple[Speaker, ...]:
    """Return what somebody can speak for, of the words that are needed."""
    child = None if for_member is None else case.everybody.refs().get(for_member)
    mine = [need for need in needs if who in need.by]
    if for_member is not None:
        mine = [n for n in mine if n.for_member == child or (child == who and not n.for_member)]
    found = (Speaker(who, n.for_member.member if n.for_member else None) for n in mine)
    return tuple(dict.fromkeys(found))


def speakers_told(
    case: Case, needs: tuple[Need[PersonRef], ...], told: Told
) -> tuple[Speaker, ...]:
    """Return what somebody whose answer is written down spoke for; raises InvalidError if none."""
    who = case.everybody.refs().get(told.by)
    found = () if who is None else speakers_for(case, needs, who, told.for_member)
    if not found:
        raise InvalidError(Problem("by", "This person is not asked for an answer here."))
    return found


def said_by_self(work: Work, row: AgreementRow, kind: AnswerKind, reason: str) -> Said:
    """Return what the actor says, now and here; raises InvalidError as `require_reason` does."""
    require_answer(row, kind, reason)
    return Said(kind, reason.strip(), Way.SELF, work.today)


def said_elsewhere(work: Work, row: AgreementRow, told: Told) -> Said:
    """Return what somebody said aloud or wrote on paper, on a day that has been."""
    require_answer(row, told.kind, told.reason)
    if told.way is Way.SELF:
        raise InvalidError(Problem("way", "Say whether it was given aloud or on paper."))
    if told.given_on > work.today:
        raise InvalidError(
            Problem(
                "given_on",
                "This day lies in the future: an answer is written down once it was given.",
            )
        )
    return Said(told.kind, told.reason.strip(), told.way, told.given_on)


def require_answer(row: AgreementRow, kind: AnswerKind, reason: str) -> None:
    """Raise InvalidError for "dit lukt niet" without a reason, and for "gezien" out of place."""
    if kind is AnswerKind.CANNOT and not reason.strip():
        raise InvalidError(
            Problem("reason", "Say what makes that it cannot be done, in your own words.")
        )
    if kind is AnswerKind.SEEN and not is_court_ordered(row):
        raise InvalidError(
            Problem("answer", "Only for what a court ordered it is enough to have seen it.")
        )
