"""Conversations as rows: who reads along, what was written, and what was decided in them.

The database leaves out every conversation in whose circle the actor is not, and those that are
shielded from the actor: see the migration `0012_conversation`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tandem.core.access.talks import DecisionState, Says, Someone
from tandem.records.raw import parsed
from tandem.records.work import Work

MOST = 50
"""Conversations on a page, and messages of one that are shown at first."""


class UnknownTalkError(LookupError):
    """There is no such conversation for the actor."""


@dataclass(frozen=True, slots=True)
class TalkerRow:
    """Somebody in a circle."""

    who: Someone
    name: str
    organisation: str
    since: datetime


@dataclass(frozen=True, slots=True)
class MessageRow:
    """What somebody wrote."""

    id: int
    by: Someone
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """Whose yes a decision needs, and what he or she said."""

    by: Someone
    says: Says | None
    words: str
    said_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Something that is decided in a conversation."""

    id: int
    by: Someone
    text: str
    proposed_at: datetime
    state: DecisionState
    ended_at: datetime | None
    voices: tuple[VoiceRow, ...]

    def waits_for(self, me: Someone) -> bool:
        """Whether it is open and this person did not answer yet."""
        if self.state is not DecisionState.OPEN:
            return False
        return any(one.by == me and one.says is None for one in self.voices)


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A conversation in a list."""

    id: int
    subject: str
    agreement: int | None
    item: int | None
    opened_at: datetime
    talkers: tuple[TalkerRow, ...]
    last: MessageRow
    unread: int
    open_decisions: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation with everything in it that the actor reads."""

    row: TalkRow
    messages: tuple[MessageRow, ...]
    """The oldest first."""
    decisions: tuple[DecisionRow, ...]
    earlier: bool
    """Whether there are messages before the first one here."""

    def talker(self, who: Someone) -> TalkerRow | None:
        """Return somebody of the circle; None when he or she is not in it."""
        return next((one for one in self.row.talkers if one.who == who), None)


# What was written before somebody came into the circle stays with who was in it then.
_SINCE = """
SELECT t.talk_id, t.since FROM coordination_talker t
WHERE t.household_id = %(household)s
    AND (t.member_id = %(member)s OR t.professional_id = %(professional)s)
"""
_TALKS = f"""
WITH mine AS MATERIALIZED ({_SINCE}), last AS (
    SELECT DISTINCT ON (m.talk_id) m.* FROM coordination_message m
    JOIN mine ON mine.talk_id = m.talk_id AND m.at >= mine.since
    ORDER BY m.talk_id, m.id DESC
)
SELECT k.id, k.subject, k.of_agreement_id, k.of_item_id, k.opened_at,
    (SELECT jsonb_agg(jsonb_build_array(
            t.member_id, t.professional_id, coalesce(n.name, p.name, ''), coalesce(o.name, ''),
            t.since) ORDER BY t.id)
        FROM coordination_talker t
        LEFT JOIN people_membership m ON m.id = t.member_id
        LEFT JOIN people_person n ON n.id = m.person_id
        LEFT JOIN people_professional p ON p.id = t.professional_id
        LEFT JOIN people_organisation o ON o.id = p.organisation_id
        WHERE t.talk_id = k.id),
    jsonb_build_array(last.id, last.by_member_id, last.by_professional_id, last.text, last.at),
    (SELECT count(*) FROM coordination_notice c
        WHERE c.talk_id = k.id AND c.account_id = %(account)s AND c.read_at IS NULL),
    (SELECT count(*) FROM coordination_jointdecision d
        WHERE d.talk_id = k.id AND d.state = 'open')
FROM mine JOIN coordination_talk k ON k.id = mine.talk_id JOIN last ON last.talk_id = k.id
WHERE k.household_id = %(household)s AND {{where}}
ORDER BY last.id DESC LIMIT %(most)s
"""  # noqa: S608 - fixed texts
_MESSAGES = f"""
SELECT m.id, m.by_member_id, m.by_professional_id, m.text, m.at
FROM coordination_message m JOIN ({_SINCE}) mine ON mine.talk_id = m.talk_id AND m.at >= mine.since
WHERE m.talk_id = %(talk)s ORDER BY m.id DESC LIMIT %(most)s
"""  # noqa: S608 - fixed texts
_DECISIONS = f"""
SELECT d.id, d.by_member_id, d.by_professional_id, d.text, d.proposed_at, d.state, d.ended_at,
    (SELECT jsonb_agg(jsonb_build_array(
            v.member_id, v.professional_id, v.says, v.words, v.said_at) ORDER BY v.id)
        FROM coordination_voice v WHERE v.decision_id = d.id)
FROM coordination_jointdecision d
JOIN ({_SINCE}) mine ON mine.talk_id = d.talk_id AND d.proposed_at >= mine.since
WHERE d.talk_id = %(talk)s ORDER BY d.id DESC LIMIT %(most)s
"""  # noqa: S608 - fixed texts


def talks_of(work: Work, household: int, me: Someone, most: int = MOST) -> tuple[TalkRow, ...]:
    """Return the conversations of a household that the actor reads, the latest first."""
    values = {**_values(work, household, me), "most": most}
    return tuple(_talk(row) for row in _rows(_TALKS.format(where="true"), values))


def talks_about(work: Work, household: int, item: int, me: Someone) -> tuple[TalkRow, ...]:
    """Return the conversations about one item that the actor reads, the latest first."""
    values = {**_values(work, household, me), "most": MOST, "item": item}
    return tuple(
        _talk(row) for row in _rows(_TALKS.format(where="k.of_item_id = %(item)s"), values)
    )


def talk_of(work: Work, household: int, number: int, me: Someone, *, most: int = MOST) -> Talk:
    """Return one conversation as the actor reads it; raises UnknownTalkError."""
    values = {**_values(work, household, me), "talk": number, "most": most}
    rows = _rows(_TALKS.format(where="k.id = %(talk)s"), values)
    if not rows:
        raise UnknownTalkError(number)
    written = _rows(_MESSAGES, {**values, "most": most + 1})
    return Talk(
        _talk(rows[0]),
        tuple(_message(row) for row in reversed(written[:most])),
        tuple(_decision(row) for row in reversed(_rows(_DECISIONS, values))),
        len(written) > most,
    )


def _values(work: Work, household: int, me: Someone) -> dict[str, Any]:
    return {
        "household": household,
        "member": me.member,
        "professional": me.professional,
        "account": work.actor.account,
    }


def _rows(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _talk(row: tuple[Any, ...]) -> TalkRow:
    number, subject, agreement, item, opened_at, talkers, last, unread, decisions = row
    known = tuple(
        TalkerRow(Someone(member, professional), name, organisation, _moment(since))
        for member, professional, name, organisation, since in parsed(talkers) or ()
    )
    said = parsed(last)
    newest = _message((*said[:4], _moment(said[4])))
    return TalkRow(number, subject, agreement, item, opened_at, known, newest, unread, decisions)


def _message(row: Sequence[Any]) -> MessageRow:
    number, member, professional, text, at = row
    return MessageRow(number, Someone(member, professional), text, at)


def _decision(row: tuple[Any, ...]) -> DecisionRow:
    number, member, professional, text, proposed_at, state, ended_at, voices = row
    return DecisionRow(
        number,
        Someone(member, professional),
        text,
        proposed_at,
        DecisionState(state),
        ended_at,
        tuple(_voice(one) for one in parsed(voices) or ()),
    )


def _voice(row: Sequence[Any]) -> VoiceRow:
    member, professional, says, words, said_at = row
    return VoiceRow(
        Someone(member, professional),
        Says(says) if says else None,
        words,
        None if said_at is None else _moment(said_at),
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


# --- for a copy -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CopiedMessage:
    """A message as it stands in a copy: the conversation, who wrote it and when."""

    subject: str
    by: Someone
    name: str
    at: datetime
    text: str


_COPIED = f"""
SELECT k.subject, m.by_member_id, m.by_professional_id, coalesce(n.name, p.name, ''), m.at, m.text
FROM ({_SINCE}) mine JOIN coordination_talk k ON k.id = mine.talk_id
JOIN coordination_message m ON m.talk_id = k.id AND m.at >= mine.since
LEFT JOIN people_membership b ON b.id = m.by_member_id
LEFT JOIN people_person n ON n.id = b.person_id
LEFT JOIN people_professional p ON p.id = m.by_professional_id
ORDER BY m.id DESC LIMIT %(most)s
"""  # noqa: S608 - fixed texts


def messages_to_copy(
    work: Work, household: int, me: Someone, most: int
) -> tuple[CopiedMessage, ...]:
    """Return all that the actor reads in conversations of a household, the latest first."""
    rows = _rows(_COPIED, {**_values(work, household, me), "most": most})
    return tuple(
        CopiedMessage(subject, Someone(member, professional), *rest)
        for subject, member, professional, *rest in rows
    )
