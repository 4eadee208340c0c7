"""What becomes of what was tried: how it went, and when a provision failed for the second time."""

from __future__ import annotations

from tandem.actions.coordination.holding import Hold
from tandem.core.coordination.items import ItemKind
from tandem.core.coordination.ladder import Rung, Went, falls_short
from tandem.core.rules.steps import StepTerm
from tandem.formats.steps import load_steps
from tandem.records.coordination.ladder import open_gap
from tandem.records.coordination.models import Tried
from tandem.records.work import Work


def came_back(work: Work, held: Hold, went: Went, words: str) -> None:
    """Write how it went at the provision that a question was sent back to; else do nothing.

    Called before the commission moves: after it nothing ties who reports to the household.
    """
    if held.row.kind is not ItemKind.COMMISSION:
        return
    row = Tried.objects.filter(commission_id=held.row.id, went="").first()
    if row is None:
        return
    row.went, row.words = went.value, words.strip() or "–"
    row.save(update_fields=["went", "words"])
    signal_second_failure(work, row, held.row.holder)


def signal_second_failure(work: Work, row: Tried, ask: int) -> None:
    """Ask who is in charge of the subsidy, when general provisions failed twice for one question.

    Once for each question: what fails after that adds nothing to who was asked already. `ask` is
    the professional to call about it.
    """
    about = {"household_id": row.household_id, "item_id": row.item_id, "goal_id": row.goal_id}
    same = Tried.objects.filter(**about)
    tries = [
        (Rung(rung), Went(went) if went else None)
        for rung, went in same.values_list("rung", "went")
    ]
    times = falls_short(tries)
    if not times or same.filter(gap__isnull=False).exists():
        return
    due_on = load_steps().last_day(StepTerm.SUBSIDY_ANSWERS, work.today)
    row.gap_id = open_gap(work, row.household_id, (row.what, times, ask, due_on))
    row.save(update_fields=["gap"])
    work.event(
        "provision-falls-short",
        household=row.household_id,
        subject="tried",
        subject_id=row.pk,
        times=times,
    )
