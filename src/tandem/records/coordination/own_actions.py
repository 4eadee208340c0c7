"""What people of a family and its own circle do themselves, as rows for pages and actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tandem.records.coordination.models import Notice, NoticeKind, OwnEnd
from tandem.records.coordination.notices import TELL
from tandem.records.people.models import Account, ToldBy
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class OwnActionRow:
    """Something that somebody does herself."""

    id: int
    text: str
    member: int | None
    supporter: int | None
    name: str
    """Who does it."""
    by_when: date | None
    remind_on: date | None
    opened_at: datetime
    opened_by: int
    opener: str
    opener_professional: int | None
    ended_at: datetime | None
    ended: OwnEnd | None
    words: str
    has_account: bool
    """Whether who does it can sign in, and so says herself how it went."""


_ROWS = """
SELECT x.id, x.text, x.member_id, x.supporter_id, coalesce(n.name, u.name, ''), x.by_when,
    x.remind_on, x.opened_at, x.opened_by, coalesce(k.name, ''), k.professional_id, x.ended_at,
    x.ended, x.words, EXISTS (
        SELECT FROM people_account a
        WHERE a.is_active AND (a.person_id = m.person_id OR a.supporter_id = x.supporter_id)
    )
FROM coordination_ownaction x
LEFT JOIN people_membership m ON m.id = x.member_id
LEFT JOIN people_person n ON n.id = m.person_id
LEFT JOIN people_supporter u ON u.id = x.supporter_id
LEFT JOIN people_account k ON k.id = x.opened_by
WHERE x.household_id = %(household)s AND {}
"""


def own_actions_of(work: Work, household: int, since: datetime) -> tuple[OwnActionRow, ...]:
    """Return what is going on, the first first, and what ended after a moment."""
    where = "(x.ended_at IS NULL OR x.ended_at >= %(since)s) ORDER BY x.id"
    return tuple(_rows(work, where, household=household, since=since))


def own_actions_of_member(work: Work, household: int, member: int) -> tuple[OwnActionRow, ...]:
    """Return everything that one member does or did herself, the first first."""
    where = "x.member_id = %(member)s ORDER BY x.id"
    return tuple(_rows(work, where, household=household, member=member))


def own_action_row(work: Work, household: int, number: int) -> OwnActionRow | None:
    """Return one; None when the household has none with this number."""
    return next(_rows(work, "x.id = %(number)s", household=household, number=number), None)


def _rows(_work: Work, where: str, **values: int | datetime) -> Iterator[OwnActionRow]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(where), values)
        found = cursor.fetchall()
    return map(_row, found)


def _row(row: tuple[Any, ...]) -> OwnActionRow:
    *plain, ended, words, has_account = row
    parts: tuple[Any, ...] = (OwnEnd(ended) if ended else None, words, has_account)
    return OwnActionRow(*plain, *parts)


_ACCOUNT = """
SELECT a.id FROM coordination_ownaction x
LEFT JOIN people_membership m ON m.id = x.member_id
JOIN people_account a ON a.is_active
    AND (a.person_id = m.person_id OR a.supporter_id = x.supporter_id)
WHERE x.id = %(number)s AND x.ended_at IS NULL AND x.remind_on = %(on)s
"""


def remind_once(work: Work, number: int) -> bool:
    """Note for who does it that today is the day she chose; return whether that was done now.

    The day is blanked with it, so that however often this is asked she is reminded once.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ACCOUNT, {"number": number, "on": work.today})
        row = cursor.fetchone()
        if row is None:
            return False
        cursor.execute(
            "UPDATE coordination_ownaction SET remind_on = NULL "
            "WHERE id = %s AND remind_on IS NOT NULL",
            [number],
        )
        if not cursor.rowcount:
            return False
    Notice.objects.create(account_id=row[0], kind=NoticeKind.OWN.value, made_at=work.at)
    if Account.objects.filter(pk=row[0], told_by=ToldBy.MAIL.value).exists():
        work.later(TELL, account=row[0])
    return True
