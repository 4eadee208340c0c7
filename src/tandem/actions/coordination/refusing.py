"""A warm no: with why, what is possible instead, who calls, and until when one can object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.actions.coordination.about import member_about
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.actions.limits import wrong_words
from tandem.core.access import Action
from tandem.core.rules.steps import Step, StepTerm
from tandem.formats.steps import load_steps
from tandem.records.coordination.heads import Head
from tandem.records.coordination.matters import MatterKind
from tandem.records.coordination.models import Refusal
from tandem.records.coordination.plain_items import NewItem, open_item
from tandem.records.work import Work

NEEDED = (
    Problem("asked", "Say what was asked."),
    Problem("reason", "Say why not, in words that the family may read."),
    Problem("alternative", "Say what is possible instead."),
)
"""What cannot be left empty, and what is said when it is."""


@dataclass(frozen=True, slots=True)
class No:
    """What is refused, and what makes the no a warm one."""

    asked: str
    reason: str
    alternative: str
    caller: int
    """The professional who calls."""
    is_decision: bool = False
    """Whether it is a decision to which somebody can object."""
    told_on: date | None = None
    """The day on which it was told; today when not given."""
    member: str = ""


def refuse(work: Work, code: str, no: No) -> int:
    """Say no; return the number of the refusal.

    Who calls holds that promise as an item until it is done. The last day to object follows from
    the day on which the decision was told. Raises NotAllowedError, and InvalidError as long as a
    reason, an alternative or a name is missing.
    """
    head = lock(work, code)
    require(work.actor, Action.REFUSE, household_facts(head))
    member = member_about(head, no.member)
    told_on = no.told_on or work.today
    problems = _problems(work, head, no, told_on)
    if problems:
        raise InvalidError(*problems)
    term = objection_term(told_on) if no.is_decision else None
    call_by = load_steps().last_day(StepTerm.CALL_AFTER_NO, work.today)
    promise = NewItem(MatterKind.CALL_AFTER_NO.value, no.asked.strip(), no.caller, call_by)
    item = open_item(work, head.id, promise).pk
    made = Refusal.objects.create(
        household_id=head.id,
        item_id=item,
        member_id=None if member is None else member.id,
        asked=no.asked.strip(),
        reason=no.reason.strip(),
        alternative=no.alternative.strip(),
        caller_id=no.caller,
        is_decision=no.is_decision,
        told_on=told_on,
        objection_until=None if term is None else term.last_day(told_on),
        source="" if term is None else term.source,
        at=work.at,
        by=work.account,
    )
    work.event("refused", household=head.id, subject="refusal", subject_id=made.pk, item=item)
    return made.pk


def objection_term(told_on: date) -> Step:
    """Return the term to object to a decision that was told on a day."""
    return load_steps().term(StepTerm.OBJECTION, told_on)


def callers(head: Head) -> dict[int, str]:
    """Return who can call about a no, by number: who helps here now, and the team leader."""
    known = {one.professional: one.name for one in head.involved}
    return known | {head.team_leader.id: head.team_leader.name}


def _problems(work: Work, head: Head, no: No, told_on: date) -> list[Problem]:
    said = {"asked": no.asked, "reason": no.reason, "alternative": no.alternative}
    problems = wrong_words(said, NEEDED)
    if no.caller not in callers(head):
        problems.append(Problem("caller", "Say who calls about it."))
    if told_on > work.today:
        problems.append(Problem("told_on", "This day is still to come."))
    return problems
