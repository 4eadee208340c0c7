"""The simple question (enkelvoudige vraag): noted in a minute, held at once, handled in one line.

It is a question of one person. No plan is opened for it, no broad list is filled in, and nobody
leads: it waits for who holds it, with the days of the law beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tandem.actions.coordination.holding import Hold, close, hold, tell
from tandem.actions.errors import InvalidError, Problem
from tandem.actions.limits import require_words
from tandem.core.access import Action
from tandem.core.access.talks import Someone
from tandem.core.coordination.items import ItemKind, Move
from tandem.core.rules.steps import LawStep, Way
from tandem.core.rules.ways import StepStanding, next_day, refused_day, standing
from tandem.formats.steps import load_steps
from tandem.records.coordination import notices
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import ItemRow
from tandem.records.coordination.models import Item, NoticeKind, SimpleQuestion, StepDone
from tandem.records.coordination.notices import About
from tandem.records.coordination.simple_questions import steps_done
from tandem.records.work import SomebodyWasFirstError, Work

NO_WAY = Problem("way", "Choose what it is about.")
REFUSED: Mapping[str, Problem] = {
    "unknown": Problem("step", "This law does not have that step."),
    "future": Problem("done_on", "This day is still to come."),
    "before": Problem("done_on", "The steps do not come in this order of days."),
}
"""Why a step cannot have been done on a day."""


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """What somebody asks, in own words, and what is needed."""

    name: str
    question: str
    needed: str
    way: str
    area: int = 0
    needed_by: date | None = None
    received_on: date | None = None
    """When it came in; today when not given."""
    member: int = 0
    """The membership of somebody who is known already."""
    is_new: bool = False
    """Whether it was said that nobody of that name who is known is meant."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Where a question stands now."""

    code: str
    item: int


def write_question(work: Work, head: Head, member: int, new: NewQuestion, way: Way) -> Noted:
    """Write a question with its holder and its first step, in a locked or a new household.

    Who notes it holds it, or who leads where somebody leads already.
    """
    leads = head.lead is not None
    holder = head.leader.id if leads else (work.actor.professional or head.team_leader.id)
    received = new.received_on or work.today
    item = Item.objects.create(
        household_id=head.id,
        kind=ItemKind.QUESTION.value,
        text=new.question.strip(),
        holder_id=holder,
        opened_at=work.at,
        opened_by=work.account,
        member_id=member,
    )
    SimpleQuestion.objects.create(
        household_id=head.id,
        item=item,
        needed=new.needed.strip(),
        needed_by=new.needed_by,
        way=way.id,
        received_on=received,
    )
    _set(work, head.id, item.pk, LawStep.REPORT, received)
    _count_days(work, item.pk, way, new.needed_by)
    work.event("question-noted", household=head.id, subject="item", subject_id=item.pk, way=way.id)
    if holder != work.actor.professional:
        notices.tell(work, NoticeKind.ITEM, [Someone(None, holder)], About(item=item.pk))
    return Noted(head.code, item.pk)


def steps_of(work: Work, row: ItemRow) -> tuple[StepStanding, ...]:
    """Return how the steps of a question stand; none for another item."""
    way = None if row.question is None else load_steps().way(row.question.way)
    if way is None:
        return ()
    return standing(way, load_steps(), steps_done(work, row.id), work.today)


def set_step(work: Work, code: str, item: int, step: LawStep, done_on: date | None) -> None:
    """Say on which day a step was done, or that it was not after all.

    Raises NotAllowedError and InvalidError.
    """
    held = _held(work, code, item)
    assert held.row.question is not None  # noqa: S101 - asked before
    way = load_steps().way(held.row.question.way)
    if way is None:
        raise InvalidError(NO_WAY)
    if done_on is not None:
        wrong = refused_day(way, steps_done(work, item), step, done_on, work.today)
        if wrong:
            raise InvalidError(REFUSED[wrong])
    _set(work, held.head.id, item, step, done_on)
    _count_days(work, item, way, held.row.question.needed_by)
    tell(work, held, "step-done", step=step.value, on=done_on.isoformat() if done_on else "")


def handle_question(work: Work, code: str, item: int, words: str, version: int = 0) -> None:
    """End a question as handled, with what was done: one line.

    Raises NotAllowedError, InvalidError, ChangedMeanwhileError, SomebodyWasFirstError.
    """
    held = _held(work, code, item, version)
    require_words({"words": words}, [Problem("words", "Say what was done.")])
    close(work, held, Move.HANDLE, words.strip())
    tell(work, held, "question-handled", days=(work.at - held.row.opened_at).days)


def _held(work: Work, code: str, item: int, version: int = 0) -> Hold:
    """Return an open question that the actor holds."""
    held = hold(work, code, item, Action.MOVE_ITEM, version)
    if held.row.question is None or held.row.is_over:
        raise SomebodyWasFirstError("no-open-question")
    return held


def _set(work: Work, household: int, item: int, step: LawStep, done_on: date | None) -> None:
    StepDone.objects.update_or_create(
        household_id=household,
        item_id=item,
        step=step.value,
        defaults={"done_on": done_on, "at": work.at, "by": work.account},
    )


def _count_days(work: Work, item: int, way: Way, needed_by: date | None) -> None:
    """Write the first day on which something is due, by which *Vandaag* tells what is late."""
    stands = standing(way, load_steps(), steps_done(work, item), work.today)
    Item.objects.filter(pk=item).update(due_on=next_day(stands, needed_by))
