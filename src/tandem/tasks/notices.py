"""Letters that say that there is something new: at once for who wants that, else in the morning.

No letter is handed over twice, and nothing is lost. A letter is begun and noted before it is
handed over. When its worker stops in between, it stays in doubt: it may have left, so it is not
sent again; what it told of and is still not read, the letter of the next morning tells.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from logging import getLogger

from tandem.actions.coordination.letters import news_letter
from tandem.core.access import SYSTEM
from tandem.gateways.errors import NotSetUpError, RefusedError, UnreachableError
from tandem.gateways.mail import Letter, Mail
from tandem.records.clock import now
from tandem.records.coordination.notices import (
    TELL,
    LetterToWrite,
    accounts_to_tell,
    begin_letter,
    forget_letters_in_doubt,
    letter_failed,
    letter_left,
    letter_not_sent,
)
from tandem.records.people.models import ToldBy
from tandem.records.work import Work, work
from tandem.tasks.checks import AGAIN, with_database
from tandem.tasks.outside import Outside, outside
from tandem.tasks.queue import TELL_ALL, morning, queue

log = getLogger(__name__)

Note = Callable[[Work, int], None]
"""How what became of a letter is noted, by its number."""


class LetterWaitsError(Exception):
    """A letter surely did not leave, and is written anew later."""


@queue.task(name=TELL, retry=AGAIN)
@with_database
def tell_what_is_new(account: int) -> None:
    """Write to one account that wants a letter each time."""
    tell_one(account, now(), outside(), ToldBy.MAIL)


@queue.periodic(cron=morning())
@queue.task(name=TELL_ALL, retry=AGAIN, queueing_lock=TELL_ALL, lock=TELL_ALL, pass_context=False)
@with_database
def tell_everybody(timestamp: int = 0) -> None:  # noqa: ARG001 - when it was due
    """Write to who wants one letter a day, and what letters in doubt may not have told."""
    tell_all(now(), outside())


def tell_all(at: datetime, doors: Outside) -> None:
    """Write the letters of the morning; one that cannot leave does not keep the others.

    Raises LetterWaitsError at the end when one is to be tried again.
    """
    work(SYSTEM, at).run(forget_letters_in_doubt)
    waits = False
    for account in work(SYSTEM, at).run(accounts_to_tell):
        try:
            tell_one(account, at, doors, ToldBy.DAILY, ToldBy.MAIL)
        except LetterWaitsError:
            waits = True
    if waits:
        raise LetterWaitsError


def tell_one(account: int, at: datetime, doors: Outside, *told_by: ToldBy) -> None:
    """Write to one account when something is new that no letter told.

    Raises LetterWaitsError when no mail server is to be reached.
    """
    begin = partial(begin_letter, account=account, told_by=told_by)
    letter: LetterToWrite | None = work(SYSTEM, at).run(begin)
    if letter is None:
        return
    note = _hand_over(doors.mail, news_letter(letter, doors.address))
    work(SYSTEM, at).run(lambda opened: note(opened, letter.id))
    if note is letter_not_sent:
        raise LetterWaitsError


def _hand_over(mail: Mail, letter: Letter) -> Note:
    """Hand a letter over, outside any transaction; return how that is to be noted."""
    try:
        mail.send(letter)
    except (RefusedError, NotSetUpError):
        return letter_failed
    except UnreachableError:
        log.warning("a letter about what is new could not be handed over")
        return letter_not_sent
    return letter_left
