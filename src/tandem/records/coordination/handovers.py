"""Changes of lead as rows: how the handover stands, what is open, and what the family says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tandem.core.access.idle import PRIVATE_KINDS
from tandem.core.flow.handover import Handover, TalkState
from tandem.records.coordination.models import LeadSays
from tandem.records.plans.states import Way
from tandem.records.work import Work

MOST_OPEN = 100
"""Things that are open in one household, on the page of its handover."""


@dataclass(frozen=True, slots=True)
class LeadName:
    """Somebody who led or leads, with where he or she is reached."""

    id: int
    name: str
    telephone: str


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A handover with everything that says how it stands."""

    id: int
    item: int
    due_on: date | None
    old: LeadName
    new: LeadName | None
    why: str
    begun_at: datetime
    talk: TalkState
    talk_on: date | None
    with_old: bool
    with_new: bool
    with_members: tuple[int, ...]
    talk_why: str
    text: str
    text_given_at: datetime | None
    gone_through_at: datetime | None
    gone_through_by: str
    closed_at: datetime | None
    closed_why: str

    @property
    def core(self) -> Handover:
        """The handover as the machine of states knows it."""
        return Handover(
            self.old.id,
            None if self.new is None else self.new.id,
            self.talk,
            text_given=self.text_given_at is not None,
            gone_through=self.gone_through_at is not None,
            is_over=self.closed_at is not None,
        )


_HANDOVER = """
SELECT v.id, v.item_id, t.due_on, o.id, o.name, o.telephone, n.id, n.name, n.telephone, v.why,
    v.begun_at, v.talk, v.talk_on, v.with_old, v.with_new, v.with_members, v.talk_why, v.text,
    v.text_given_at, v.gone_through_at, coalesce(k.name, ''), v.closed_at, v.closed_why
FROM coordination_handover v
JOIN coordination_item t ON t.id = v.item_id
JOIN people_professional o ON o.id = v.old_lead_id
LEFT JOIN people_professional n ON n.id = v.new_lead_id
LEFT JOIN people_account k ON k.id = v.gone_through_by
WHERE v.household_id = %s ORDER BY v.id DESC LIMIT 1
"""


def last_handover(_work: Work, household: int) -> HandoverRow | None:
    """Return the last change of lead of a household, over or not; None when there was none."""
    with connection.cursor() as cursor:
        cursor.execute(_HANDOVER, [household])
        row = cursor.fetchone()
    return None if row is None else _handover(row)


def open_handover(work: Work, household: int) -> HandoverRow | None:
    """Return the change of lead that is not handed over yet."""
    found = last_handover(work, household)
    return None if found is None or found.closed_at is not None else found


def _handover(row: tuple[Any, ...]) -> HandoverRow:
    number, item, due_on, *names, why, begun_at, talk, talk_on, old, new, members = row[:16]
    old_lead = LeadName(*names[:3])
    new_lead = None if names[3] is None else LeadName(*names[3:])
    plain = (why, begun_at, TalkState(talk), talk_on, old, new, tuple(members or ()))
    return HandoverRow(number, item, due_on, old_lead, new_lead, *plain, *row[16:])


# --- what is open -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenThing:
    """Something that somebody holds in a household."""

    id: int
    kind: str
    text: str
    holder: int
    holder_name: str
    due_on: date | None
    offered_to: str
    """To whom it is offered; empty when it is not."""


_OPEN = """
SELECT t.id, t.kind, t.text, p.id, p.name, t.due_on, coalesce(q.name, '')
FROM coordination_item t
JOIN people_professional p ON p.id = t.holder_id
LEFT JOIN coordination_offer f ON f.item_id = t.id AND f.answered_at IS NULL
LEFT JOIN people_professional q ON q.id = f.to_id
WHERE t.household_id = %s AND t.closed_at IS NULL AND t.kind <> ALL (%s) AND t.id <> %s
ORDER BY t.due_on NULLS LAST, t.id LIMIT %s
"""


def open_things(_work: Work, household: int, besides: int) -> tuple[OpenThing, ...]:
    """Return what is held in a household, the first to be done on top; not one item of it.

    Not what a resident asks about the own data, nor what is about looks: that is for its holder.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [household, list(PRIVATE_KINDS), besides, MOST_OPEN])
        return tuple(OpenThing(*row) for row in cursor.fetchall())


# --- what the family says of who leads --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LeadAnswerRow:
    """What a member said last of who leads now."""

    member: int
    says: LeadSays
    way: Way
    words: str
    said_at: datetime
    said_by: int
    item: int | None
    """The choice that it opened."""
    is_open: bool
    """Whether that choice is still open."""
    outcome: str
    """What was answered to it; empty while it is open."""
    given_on: date | None
    """The day on which it was said or signed, when somebody else wrote it down."""
    written_by: str
    """Who wrote it down; empty for who gave it herself."""
    writer: int | None
    """The same, as a professional."""


_SAID = """ a.member_id, a.says, a.way, a.words, a.said_at, a.said_by, a.item_id,
    coalesce(t.closed_at IS NULL AND t.id IS NOT NULL, false), coalesce(t.outcome, ''),
    a.given_on, coalesce(k.name, ''), k.professional_id
FROM coordination_leadanswer a LEFT JOIN coordination_item t ON t.id = a.item_id
LEFT JOIN people_account k ON k.id = a.said_by AND a.way <> 'self'
"""
_LAST_OF_EACH = f"""
SELECT DISTINCT ON (a.member_id) {_SAID} JOIN coordination_lead l ON l.id = a.lead_id
WHERE a.household_id = %s AND upper_inf(l.period) ORDER BY a.member_id, a.id DESC
"""
_ALL_OF_ONE = f"""
SELECT {_SAID} WHERE a.household_id = %s AND a.member_id = %s ORDER BY a.id DESC
"""


def lead_answers(_work: Work, household: int) -> tuple[LeadAnswerRow, ...]:
    """Return what each member said last of who leads now."""
    return _read(_LAST_OF_EACH, household)


def lead_answers_of(_work: Work, household: int, member: int) -> tuple[LeadAnswerRow, ...]:
    """Return everything that a member said of whoever led, the last first."""
    return _read(_ALL_OF_ONE, household, member)


def _read(sql: str, *values: int) -> tuple[LeadAnswerRow, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    return tuple(LeadAnswerRow(row[0], LeadSays(row[1]), Way(row[2]), *row[3:]) for row in rows)
