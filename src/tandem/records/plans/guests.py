"""Guests in the records: their links, the letters they get, what one sees, and what one answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tandem.core.access import Guest, GuestAsks, LinkMarks, LinkState, state_of_link
from tandem.records.plans.states import By, GuestSays, LetterFailed
from tandem.records.raw import parsed
from tandem.records.work import Work

SEND_LETTERS = "send-guest-letters"
TAKE_ANSWERS = "take-guest-answers"
"""Names in the outbox; each is about everything that waits in one household."""


@dataclass(frozen=True, slots=True)
class GivenRow:
    """What a guest answered."""

    says: GuestSays
    text: str
    given_at: datetime
    settled_at: datetime | None
    problem: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as who asked sees it."""

    id: int
    agreement: int
    involvement: int
    asks: GuestAsks
    question: str
    mail: str
    telephone: str
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    marks: LinkMarks
    failed: LetterFailed | None
    """Why the last letter, with the link or with a code, did not arrive."""
    answer: GivenRow | None

    def state(self, at: datetime) -> LinkState:
        """Return where it stands at a moment."""
        return state_of_link(self.marks, at)


_LINKS = """
SELECT l.id, l.agreement_id, l.involvement_id, l.asks, l.question, l.mail, l.telephone,
    l.asked_by_name, l.asked_at, l.expires_at, l.withdrawn_at, l.opened_at,
    (SELECT min(t.sent_at) FROM plans_guestletter t WHERE t.link_id = l.id AND NOT t.is_code),
    coalesce((SELECT t.failed FROM plans_guestletter t WHERE t.link_id = l.id
        ORDER BY t.id DESC LIMIT 1), ''),
    a.says, a.text, a.given_at, a.settled_at, a.problem
FROM plans_guestlink l LEFT JOIN plans_guestanswer a ON a.link_id = l.id
WHERE l.household_id = %s AND l.agreement_id = %s
ORDER BY l.id DESC
"""


def links_of(_work: Work, household: int, agreement: int) -> tuple[LinkRow, ...]:
    """Return the links about an agreement, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(_LINKS, [household, agreement])
        return tuple(_link(row) for row in cursor.fetchall())


def _link(row: tuple[Any, ...]) -> LinkRow:
    number, agreement, involvement, asks, question, mail, telephone, asked_by, *rest = row
    asked_at, expires, withdrawn, opened, sent, failed, says, text, given, settled, problem = rest
    answer = GivenRow(GuestSays(says), text, given, settled, problem) if says else None
    return LinkRow(
        number,
        agreement,
        involvement,
        GuestAsks(asks),
        question,
        mail,
        telephone,
        asked_by,
        asked_at,
        expires,
        LinkMarks(expires, withdrawn, given, opened, sent, failed=bool(failed)),
        LetterFailed(failed) if failed else None,
        answer,
    )


# --- letters --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """A letter that did not leave yet, to whom, and what is sealed in it."""

    id: int
    by: By
    is_code: bool
    sealed: str
    asked_at: datetime
    tries: int
    name: str
    mail: str
    telephone: str
    expires_at: datetime
    lives: bool
    """Whether its link still lets anybody in."""
    is_last_code: bool
    """Whether no later code was asked for."""


_WAITING = """
SELECT t.id, t.by, t.is_code, t.sealed, t.asked_at, t.tries, p.name, l.mail, l.telephone,
    l.expires_at, tandem_guest_lives(l, %s), t.asked_at = l.code_asked_at
FROM plans_guestletter t
    JOIN plans_guestlink l ON l.id = t.link_id
    JOIN people_involvement i ON i.id = l.involvement_id
    JOIN people_professional p ON p.id = i.professional_id
WHERE t.household_id = %s AND t.sealed <> ''
ORDER BY t.id
"""
_TRIED = """
UPDATE plans_guestletter SET tries = tries + 1, sent_at = %s, failed = %s,
    sealed = CASE WHEN %s THEN sealed ELSE '' END
WHERE id = %s AND sealed <> ''
"""


def letters_waiting(work: Work, household: int) -> tuple[WaitingLetter, ...]:
    """Return the letters of a household that did not leave yet, the oldest first; for a worker."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [work.at, household])
        rows = cursor.fetchall()
    return tuple(WaitingLetter(row[0], By(row[1]), *row[2:]) for row in rows)


def letter_left(work: Work, letter: int) -> None:
    """Note that a letter left; what was sealed in it goes."""
    _tried(letter, sent_at=work.at)


def letter_failed(_work: Work, letter: int, why: LetterFailed) -> None:
    """Note that a letter will not leave; what was sealed in it goes."""
    _tried(letter, failed=why.value)


def letter_again(_work: Work, letter: int) -> None:
    """Note that a letter was tried, and is tried again later."""
    _tried(letter, keep=True)


def _tried(
    letter: int, *, sent_at: datetime | None = None, failed: str = "", keep: bool = False
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TRIED, [sent_at, failed, keep, letter])


# --- what a guest sees and answers ----------------------------------------------------------


def seen_by_guest(_work: Work) -> Mapping[str, Any] | None:
    """Return all that the guest who acts may see, as plain values; None when the link is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tandem_guest_sees()")
        (found,) = cursor.fetchone() or (None,)
    return None if found is None else dict(parsed(found))


# Nothing is asked back of what is added: a guest reads no row, not even an own one.
_GIVE = """
INSERT INTO plans_guestanswer
    (household_id, link_id, says, agreement_version, text, form, given_at, problem)
VALUES (%s, %s, %s, %s, %s, %s, %s, '')
"""


def give_answer(
    work: Work, household: int, link: int, says: GuestSays, answer: tuple[int, str, Any]
) -> None:
    """Write what a guest answers: the version that was seen, the words, and the form or None."""
    version, text, form = answer
    plain = None if form is None else json.dumps(form)
    with connection.cursor() as cursor:
        cursor.execute(_GIVE, [household, link, says.value, version, text, plain, work.at])


@dataclass(frozen=True, slots=True)
class WaitingAnswer:
    """What a guest answered and nobody took over into the plan yet."""

    id: int
    code: str
    """Of the household."""
    key: str
    """Of the agreement."""
    name: str
    guest: Guest
    says: GuestSays
    version: int
    text: str
    form: Any
    given_at: datetime


_ANSWERS = """
SELECT a.id, h.code, g.key, p.name, l.id, l.agreement_id, l.involvement_id, l.asks, o.name,
    a.says, a.agreement_version, a.text, a.form, a.given_at
FROM plans_guestanswer a
    JOIN plans_guestlink l ON l.id = a.link_id
    JOIN plans_agreement g ON g.id = l.agreement_id
    JOIN people_household h ON h.id = a.household_id
    JOIN people_involvement i ON i.id = l.involvement_id
    JOIN people_professional p ON p.id = i.professional_id
    JOIN people_organisation o ON o.id = p.organisation_id
WHERE a.household_id = %s AND a.settled_at IS NULL
ORDER BY a.id
"""
_SETTLED = """
UPDATE plans_guestanswer SET settled_at = %s, problem = %s WHERE id = %s AND settled_at IS NULL
"""


def answers_waiting(_work: Work, household: int) -> Sequence[WaitingAnswer]:
    """Return the answers of guests that wait in a household, the oldest first; for a worker."""
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, [household])
        return tuple(_answer(row) for row in cursor.fetchall())


def _answer(row: tuple[Any, ...]) -> WaitingAnswer:
    number, code, key, name, link, agreement, involvement, asks, organisation, *given = row
    says, version, text, form, given_at = given
    guest = Guest(link, agreement, involvement, GuestAsks(asks), organisation)
    found = None if form is None else parsed(form)
    return WaitingAnswer(
        number, code, key, name, guest, GuestSays(says), version, text, found, given_at
    )


def answer_settled(work: Work, answer: int, problem: str = "") -> None:
    """Note that an answer was taken over into the plan, or why it could not be."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED, [work.at, problem, answer])
