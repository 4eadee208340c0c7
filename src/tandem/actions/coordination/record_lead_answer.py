"""Write down what a member said of who leads, aloud or on paper: for who uses no account."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from tandem.actions.coordination.answer_lead import LeadWord, keep_word
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.actions.limits import too_long
from tandem.core.access import AGE_OF_SHARED_YES, Action
from tandem.records.coordination.handovers import LeadAnswerRow, lead_answers
from tandem.records.coordination.heads import Head
from tandem.records.people.rows import MemberRow
from tandem.records.plans.states import Way
from tandem.records.work import Work


def who_can_be_told(head: Head) -> tuple[MemberRow, ...]:
    """Return those whose own word of who leads can be written down; a child is asked nothing."""
    return tuple(one for one in head.members if _is_old_enough(one.age(head.today)))


def record_lead_answer(work: Work, code: str, *, by: str, word: LeadWord) -> int | None:
    """Write down what a member said of who leads; return the item that a no opens.

    `by` is her short name. Nothing of it differs from her own answer, but that how, when and who
    wrote it down are kept. Raises UnknownHouseholdError, NotAllowedError, and InvalidError: who is
    not asked cannot answer, no answer is of a day to come or from before who leads, and a later
    answer is not replaced by an earlier one.
    """
    head = lock(work, code)
    require(work.actor, Action.RECORD_LEAD_ANSWER, household_facts(head))
    row = next((one for one in who_can_be_told(head) if one.key == by), None)
    problems = too_long({"reason": word.words})
    if row is None:
        problems.append(Problem("by", "This person is not asked for an answer here."))
    if word.way is Way.SELF:
        problems.append(Problem("way", "Say whether it was given aloud or on paper."))
    said = next((one for one in lead_answers(work, head.id) if row and one.member == row.id), None)
    problems += [*_wrong_with_day(work, head, word.given_on, said), *_still_open(head, said)]
    if row is None or problems:
        raise InvalidError(*problems)
    return keep_word(work, head, row, word)


def _is_old_enough(age: int | None) -> bool:
    return age is None or age >= AGE_OF_SHARED_YES


def _wrong_with_day(
    work: Work, head: Head, day: date | None, said: LeadAnswerRow | None
) -> list[Problem]:
    if head.lead is None or not head.lead.accepted:
        return [Problem("by", "Nobody said yes to leading yet.")]
    if day is None:
        return [Problem("given_on", "Write the day like this: 6-1-2027.")]
    if day > work.today:
        words = "This day lies in the future: an answer is written down once it was given."
        return [Problem("given_on", words)]
    if day < localdate(head.lead.since):
        return [Problem("given_on", "On this day somebody else led the plan.")]
    if said is not None and day < (said.given_on or localdate(said.said_at)):
        return [Problem("given_on", "There is an answer of a later day already. That one counts.")]
    return []


def _still_open(head: Head, said: LeadAnswerRow | None) -> list[Problem]:
    """Who leads does not end a choice that was opened by a no, nor writes over its words."""
    if said is None or not said.is_open or head.facts.team_leader:
        return []
    return [
        Problem(
            "answer",
            "This person said no. %(name)s calls about it, and writes down what is said then.",
            (("name", head.team_leader.name),),
        )
    ]
