"""Retention: a nightly round that finds whose term is over, and a person who gives the go-ahead.

The round writes proposals and destroys nothing. It goes past the households in parts, each in a
transaction of its own, and doing it again changes nothing: a household is proposed once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from itertools import groupby

from django.db import connection
from django.utils import timezone

from tandem.actions.errors import require
from tandem.actions.rights.answer import UnknownDestructionError, waiting_time
from tandem.core.access import SYSTEM, Action
from tandem.core.rules import Ended, kept_until
from tandem.formats.keeping import load_keeping
from tandem.records.coordination.models import Destruction, Scope
from tandem.records.work import Work, work

PART = 500
"""Households that are looked at in one transaction."""

# Nobody helps any more, and nothing was proposed, decided or stopped for it yet.
_OVER = """
SELECT i.household_id, i.legal_ground, i.until FROM people_involvement i
WHERE i.household_id IN (
    SELECT h.id FROM people_household h
    WHERE h.id > %(after)s AND EXISTS (
        SELECT FROM people_involvement e WHERE e.household_id = h.id
    ) AND NOT EXISTS (
        SELECT FROM people_involvement e
        WHERE e.household_id = h.id AND (e.until IS NULL OR e.until > %(at)s)
    ) AND NOT EXISTS (
        SELECT FROM coordination_destruction d
        WHERE d.subject_household = h.id AND d.scope = 'household'
    )
    ORDER BY h.id LIMIT %(most)s
)
ORDER BY i.household_id, i.id
"""


def look_for_ended_terms(at: datetime) -> int:
    """Propose what was kept long enough, for the privacy officer to decide; return how many."""
    after, found = 0, 0
    while True:
        last, made = work(SYSTEM, at).run(partial(_look, after=after))
        if last is None:
            return found
        after, found = last, found + made


def go_ahead(work: Work, number: int) -> None:
    """Decide that a proposal is carried out after the waiting time: for the privacy officer alone.

    Raises NotAllowedError, and UnknownDestructionError for what is no open proposal.
    """
    require(work.actor, Action.SEE_REQUESTS)
    waiting = Destruction.objects.filter(
        pk=number, decided_at__isnull=True, stopped_at__isnull=True
    )
    changed = waiting.update(
        decided_at=work.at, decided_by=work.account, not_before=work.at + waiting_time(work)
    )
    if not changed:
        raise UnknownDestructionError(number)
    work.event("decided-destruction", household=None, subject="destruction", subject_id=number)


Row = tuple[int, str, datetime]
"""A household, the ground of a part in it, and when that part ended."""


def _look(opened: Work, after: int) -> tuple[int | None, int]:
    """Look at some households; return the last of them, and how many were proposed."""
    rows = _over(opened, after)
    return (rows[-1][0], _propose(opened, rows)) if rows else (None, 0)


def _over(opened: Work, after: int) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(_OVER, {"after": after, "at": opened.at, "most": PART})
        return list(cursor.fetchall())


def _propose(opened: Work, rows: Iterable[Row]) -> int:
    keeping, made = load_keeping(), 0
    for household, parts in groupby(rows, key=lambda row: row[0]):
        ended = [Ended(ground, timezone.localdate(until)) for _, ground, until in parts]
        last = kept_until(keeping, ended, opened.today)
        if last is None or last >= opened.today:
            continue
        longest = max(ended, key=lambda one: _years(one, opened))
        rule = keeping.retention(longest.ground, opened.today)
        Destruction.objects.create(
            scope=Scope.HOUSEHOLD.value,
            subject_household=household,
            rule=rule.id if rule else "",
            found_at=opened.at,
            kept_until=last,
        )
        made += 1
    return made


def _years(part: Ended, opened: Work) -> int:
    rule = load_keeping().retention(part.ground, opened.today)
    return (rule.years if rule else None) or 0
