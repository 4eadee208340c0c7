"""The tasks for guests: letters that leave, and answers that are taken over into the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from logging import getLogger

from procrastinate import RetryStrategy

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError
from tandem.actions.guests.letters import code_letter, code_text, link_letter
from tandem.actions.guests.take import guest_who_said, take_answer, why_not
from tandem.actions.plans.find import UnknownAgreementError
from tandem.core.access import SYSTEM
from tandem.core.access.guests import CODE_LASTS
from tandem.gateways.errors import NotSetUpError, RefusedError, UnreachableError
from tandem.records.clock import now
from tandem.records.coordination.heads import UnknownHouseholdError
from tandem.records.plans.guests import (
    SEND_LETTERS,
    TAKE_ANSWERS,
    WaitingLetter,
    answer_settled,
    answers_waiting,
    letter_again,
    letter_failed,
    letter_left,
    letters_waiting,
)
from tandem.records.plans.states import By, LetterFailed
from tandem.records.sealing import SealBrokenError, unseal
from tandem.records.work import work
from tandem.tasks.checks import with_database
from tandem.tasks.outside import Outside, outside
from tandem.tasks.queue import queue

log = getLogger(__name__)

MOST_TRIES = 5
"""So often a letter is tried; then who asked sees that it did not arrive."""
AGAIN = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=4)

CANNOT_BE_TAKEN = (
    UnknownHouseholdError,
    UnknownAgreementError,
    NotAllowedError,
    ChangedMeanwhileError,
    InvalidError,
)


Note = Callable[..., None]
"""How what became of a letter is noted, in a work and with its number."""


class LettersWaitError(Exception):
    """A letter did not leave, and is tried again later."""


@queue.task(name=SEND_LETTERS, retry=AGAIN)
@with_database
def send_guest_letters(household: int) -> None:
    """Send every letter to a guest that waits in a household.

    The letters of a household are sent by one task at a time. Who is killed between handing one
    over and noting it sends it once more, the same words under the same identifier.
    """
    if send_letters(household, now(), outside()):
        raise LettersWaitError


@queue.task(name=TAKE_ANSWERS, retry=AGAIN)
@with_database
def take_guest_answers(household: int) -> None:
    """Take over into the plan what guests answered in a household."""
    take_answers(household, now())


def send_letters(household: int, at: datetime, doors: Outside) -> int:
    """Send the letters that wait; return how many are to be tried again."""
    waiting = work(SYSTEM, at).run(lambda opened: letters_waiting(opened, household))
    left = 0
    for letter in waiting:
        note = _send(letter, at, doors)
        left += note is letter_again
        work(SYSTEM, at).run(partial(note, letter=letter.id))
    return left


def take_answers(household: int, at: datetime) -> None:
    """Take over the answers that wait; one that cannot be stays to be read, with why."""
    for answer in work(SYSTEM, at).run(lambda opened: answers_waiting(opened, household)):
        try:
            work(guest_who_said(answer), at).run(partial(take_answer, answer=answer))
        except CANNOT_BE_TAKEN as error:
            put_aside = partial(answer_settled, answer=answer.id, problem=why_not(error).text)
            work(SYSTEM, at).run(put_aside)


def _send(letter: WaitingLetter, at: datetime, doors: Outside) -> Note:
    """Send one letter, outside any transaction; return how that is to be noted."""
    gone = _gone(letter, at)
    if gone is not None:
        return partial(letter_failed, why=gone)
    try:
        _hand_over(letter, unseal(letter.sealed), doors)
    except SealBrokenError:
        return partial(letter_failed, why=LetterFailed.UNREADABLE)
    except RefusedError:
        return partial(letter_failed, why=LetterFailed.BOUNCED)
    except NotSetUpError:
        return partial(letter_failed, why=LetterFailed.NOT_SET_UP)
    except UnreachableError:
        log.warning("a letter to a guest could not be handed over")
        if letter.tries + 1 < MOST_TRIES:
            return letter_again
        return partial(letter_failed, why=LetterFailed.UNREACHABLE)
    return letter_left


def _gone(letter: WaitingLetter, at: datetime) -> LetterFailed | None:
    """Return why a letter has no use any more; None when it has."""
    if not letter.lives:
        return LetterFailed.WITHDRAWN
    if letter.is_code and (letter.asked_at + CODE_LASTS <= at or not letter.is_last_code):
        return LetterFailed.TOO_LATE
    return None


def _hand_over(letter: WaitingLetter, sealed: str, doors: Outside) -> None:
    if not letter.is_code:
        doors.mail.send(link_letter(letter, sealed, doors.address))
    elif letter.by is By.TEXT:
        doors.texts.send(code_text(letter, sealed))
    else:
        doors.mail.send(code_letter(letter, sealed))
