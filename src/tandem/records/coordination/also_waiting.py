"""What else waits on *Vandaag*, in one statement: items of other kinds, offers, voices, questions.

Kinds that have sentences of their own there are left out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import connection

from tandem.core.coordination.items import ItemKind
from tandem.records.coordination.matters import MatterKind
from tandem.records.work import Work

MOST = 20
"""Of each kind: the others stand on the list of everything."""
OFFERS_TOLD_ELSEWHERE = tuple(one.value for one in ItemKind)
"""Kinds of items of which *Vandaag* tells the offers in sentences of their own."""
TOLD_ELSEWHERE = (
    *("correction", "destruction", "look-question", "emergency-notice"),
    *(one.value for one in MatterKind),
    *OFFERS_TOLD_ELSEWHERE,
)
"""Kinds of items that *Vandaag* tells in sentences of their own to who holds them."""


class Also(StrEnum):
    """What else waits."""

    ITEM = "item"
    OFFER = "offer"
    VOICE = "voice"
    """A proposal in a conversation waits for a yes or a no."""
    QUESTION = "question"
    """A colleague asks something, without names."""
    GAP = "gap"
    """A provision failed twice: who is in charge of its subsidy answers, or is late with it."""


@dataclass(frozen=True, slots=True)
class AlsoWaiting:
    """Something else that waits for the actor."""

    what: Also
    code: str
    """The household; empty for a question."""
    name: str
    number: int
    """The item, the conversation or the question."""
    kind: str
    """The kind of the item; else empty."""
    text: str
    who: str
    """Who offers it, or who asks."""
    since: datetime
    due: date | None


# The few that are shown are taken first, and only then looked up: thousands of items, each joined
# to its household before most of them are left out, took seconds.
_SQL = """
WITH few AS MATERIALIZED (
    SELECT i.* FROM coordination_item i
    WHERE i.holder_id = %(me)s AND i.closed_at IS NULL AND i.kind <> ALL (%(told)s)
    ORDER BY i.due_on NULLS LAST, i.id LIMIT %(most)s
), home AS MATERIALIZED (
    SELECT h.id, h.code, h.name FROM people_household h
    WHERE h.id = ANY (ARRAY(SELECT household_id FROM few))
)
(SELECT 'item', h.code, h.name, i.id, i.kind, i.text, '', i.opened_at, i.due_on
FROM few i JOIN home h ON h.id = i.household_id)
UNION ALL
(SELECT 'offer', h.code, h.name, i.id, i.kind, i.text, p.name, o.offered_at, i.due_on
FROM coordination_offer o JOIN coordination_item i ON i.id = o.item_id
JOIN people_household h ON h.id = i.household_id
JOIN people_professional p ON p.id = i.holder_id
WHERE o.to_id = %(me)s AND o.answered_at IS NULL AND i.closed_at IS NULL
    AND i.kind <> ALL (%(offers_told)s)
ORDER BY o.offered_at, i.id LIMIT %(most)s)
UNION ALL
(SELECT 'voice', h.code, h.name, d.talk_id, '', d.text, '', d.proposed_at, NULL
FROM coordination_voice v JOIN coordination_jointdecision d ON d.id = v.decision_id
JOIN people_household h ON h.id = d.household_id
WHERE v.professional_id = %(me)s AND v.says = '' AND d.state = 'open'
ORDER BY d.proposed_at, d.id LIMIT %(most)s)
UNION ALL
(SELECT 'question', '', '', q.id, '', q.text, p.name, q.asked_at, NULL
FROM coordination_colleaguequestion q JOIN people_professional p ON p.id = q.asked_by_id
WHERE q.asked_to_id = %(me)s AND q.answered_at IS NULL
ORDER BY q.asked_at, q.id LIMIT %(most)s)
UNION ALL
(SELECT 'gap', '', '', g.id, '', g.provision, p.name, g.opened_at, g.due_on
FROM coordination_provisiongap g JOIN people_professional p ON p.id = g.asked_by_id
JOIN people_area w ON w.id = g.area_id
WHERE g.answered_at IS NULL AND (g.holder_id = %(me)s
    OR (w.team_leader_id = %(me)s AND g.due_on < %(day)s))
ORDER BY g.due_on, g.id LIMIT %(most)s)
"""


def also_waiting(work: Work) -> tuple[AlsoWaiting, ...]:
    """Return what else waits for the actor; for a resident there is nothing."""
    if work.actor.professional is None:
        return ()
    values: dict[str, Any] = {
        "me": work.actor.professional,
        "told": list(TOLD_ELSEWHERE),
        "offers_told": list(OFFERS_TOLD_ELSEWHERE),
        "most": MOST,
        "day": work.today,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        return tuple(AlsoWaiting(Also(what), *rest) for what, *rest in cursor.fetchall())
