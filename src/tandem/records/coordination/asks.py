"""Questions to change an agreement, as rows: what is asked, of whom, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tandem.core.flow.asks import Ask, AskState
from tandem.records.coordination.models import AskToChange
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class AskRow:
    """A question to change an agreement."""

    id: int
    item: int
    agreement: int
    title: str
    """What the agreement is called now."""
    wanted: str
    ask: Ask
    asked_at: datetime
    asked_by: str
    owner: int
    """The professional who answers for the agreement, or decided on it."""
    owner_name: str
    holder: int
    holder_name: str
    answer: str
    legal_ground: str
    comes_first: str
    outcome: str


_ASKS = """
SELECT x.id, x.item_id, x.agreement_id, a.title, t.text, x.state, x.answer_by, x.decide_by, x.up_on,
    x.settle_by, x.asked_at, coalesce(k.name, ''), o.id, o.name, p.id, p.name, x.answer,
    x.legal_ground, x.comes_first, t.outcome
FROM coordination_asktochange x
JOIN coordination_item t ON t.id = x.item_id
JOIN people_professional p ON p.id = t.holder_id
JOIN plans_agreement a ON a.id = x.agreement_id
JOIN people_involvement i ON i.id = coalesce(a.owner_involvement_id, a.decided_by_id)
JOIN people_professional o ON o.id = i.professional_id
LEFT JOIN people_account k ON k.id = x.asked_by
WHERE x.household_id = %s AND (%s::bigint IS NULL OR x.item_id = %s::bigint)
ORDER BY x.id DESC
"""
_OPEN = """
SELECT x.item_id FROM coordination_asktochange x
WHERE x.household_id = %s AND x.state IN ('asked', 'silent') ORDER BY x.id
"""


def asks_of(_work: Work, household: int, item: int | None = None) -> tuple[AskRow, ...]:
    """Return the questions of a household, the last first; or the one of an item."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKS, [household, item, item])
        return tuple(_row(one) for one in cursor.fetchall())


def waiting_asks(_work: Work, household: int) -> tuple[int, ...]:
    """Return the items of the questions whose clock runs."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [household])
        return tuple(one for (one,) in cursor.fetchall())


def keep_ask(_work: Work, row: int, ask: Ask, **said: Any) -> None:  # noqa: ANN401 - columns
    """Keep where a question stands, and what was said with it."""
    AskToChange.objects.filter(pk=row).update(
        state=ask.state.value,
        decide_by=ask.decide_by,
        up_on=ask.up_on,
        settle_by=ask.settle_by,
        **said,
    )


def _row(row: tuple[Any, ...]) -> AskRow:
    number, item, agreement, title, wanted, state, *more = row
    days: list[date | None] = more[:4]
    answer_by, decide_by, up_on, settle_by = days
    assert answer_by is not None  # noqa: S101 - the column is never empty
    ask = Ask(AskState(state), answer_by, decide_by, up_on, settle_by)
    return AskRow(number, item, agreement, title, wanted, ask, *more[4:])
