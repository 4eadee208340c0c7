"""What is new for somebody: telling it, reading it, and the letters that say no more than that."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from tandem.core.access.talks import Someone
from tandem.records.coordination.models import Notice, NoticeKind, NoticeLetter
from tandem.records.people.models import Account, ToldBy
from tandem.records.work import Work

TELL = "tell-what-is-new"
"""The name in the outbox of: write a letter to one account about what is new."""
MOST = 50
IN_DOUBT = timedelta(hours=1)
"""After so long a letter that was begun and of which nobody noted that it left may not have."""


@dataclass(frozen=True, slots=True)
class About:
    """What a notice is about: one of them."""

    talk: int | None = None
    question: int | None = None
    item: int | None = None


# In the order of the accounts, so that two who tell the same people never wait for each other.
_ADD = """
INSERT INTO coordination_notice (account_id, kind, talk_id, question_id, item_id, made_at)
SELECT a.id, %(kind)s, %(talk)s, %(question)s, %(item)s, %(at)s FROM people_account a
WHERE a.id = ANY (%(accounts)s) AND a.is_active AND a.id IS DISTINCT FROM %(me)s
ORDER BY a.id
"""
# Each of the two ways to an account has its index; one condition with "or" reads every account.
_ACCOUNTS = """
SELECT a.id, a.told_by FROM people_account a WHERE a.is_active AND a.id IN (
    SELECT b.id FROM people_account b WHERE b.professional_id = ANY (%(professionals)s)
    UNION
    SELECT b.id FROM people_membership m JOIN people_account b ON b.person_id = m.person_id
    WHERE m.id = ANY (%(members)s)
)
ORDER BY a.id
"""


def tell(work: Work, kind: NoticeKind, whom: Iterable[Someone], about: About) -> None:
    """Note for these people that there is something new; who chose so gets a letter at once.

    Not for the actor: whoever writes something knows it.
    """
    accounts = {one: by for one, by in _accounts(whom) if one != work.actor.account}
    if not accounts:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _ADD,
            {
                "kind": kind.value,
                "talk": about.talk,
                "question": about.question,
                "item": about.item,
                "at": work.at,
                "accounts": list(accounts),
                "me": work.actor.account,
            },
        )
    for account, told_by in accounts.items():
        if told_by == ToldBy.MAIL.value:
            work.later(TELL, account=account)


def _accounts(whom: Iterable[Someone]) -> list[tuple[int, str]]:
    people = list(whom)
    values = {
        "members": [one.member for one in people if one.member is not None],
        "professionals": [one.professional for one in people if one.professional is not None],
    }
    with connection.cursor() as cursor:
        cursor.execute(_ACCOUNTS, values)
        return [(number, told_by) for number, told_by in cursor.fetchall()]


# --- reading ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Something that is new, or was."""

    id: int
    kind: NoticeKind
    made_at: datetime
    is_read: bool
    code: str
    """The household; empty for a question without names."""
    name: str
    talk: int | None
    question: int | None
    item: int | None
    subject: str
    item_kind: str


# A notice of a conversation that is not the actor's any more is not there; nor is one of an item.
_LIST = """
SELECT n.id, n.kind, n.made_at, n.read_at IS NOT NULL, coalesce(h.code, ''), coalesce(h.name, ''),
    n.talk_id, n.question_id, n.item_id, coalesce(k.subject, ''), coalesce(i.kind, '')
FROM coordination_notice n
LEFT JOIN coordination_talk k ON k.id = n.talk_id
LEFT JOIN coordination_item i ON i.id = n.item_id
LEFT JOIN people_household h ON h.id = coalesce(k.household_id, i.household_id)
WHERE n.account_id = %(account)s
    AND (n.talk_id IS NULL OR k.id IS NOT NULL) AND (n.item_id IS NULL OR h.id IS NOT NULL)
    AND (%(before)s::bigint IS NULL OR n.id < %(before)s::bigint)
ORDER BY n.id DESC LIMIT %(most)s
"""


def notices_of(work: Work, *, before: int | None = None, most: int = MOST) -> tuple[NoticeRow, ...]:
    """Return what is or was new for the actor, the latest first."""
    values = {"account": work.account, "before": before, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_LIST, values)
        return tuple(_row(row) for row in cursor.fetchall())


def _row(row: tuple[Any, ...]) -> NoticeRow:
    number, kind, *rest = row
    return NoticeRow(number, NoticeKind(kind), *rest)


def read(work: Work, about: About) -> int:
    """Note that the actor read what is new in a conversation, about a question or an item.

    Returns how many things that were.
    """
    mine = Notice.objects.filter(account_id=work.account, read_at__isnull=True)
    if about.talk is not None:
        mine = mine.filter(talk_id=about.talk)
    elif about.question is not None:
        mine = mine.filter(question_id=about.question)
    elif about.item is not None:
        mine = mine.filter(item_id=about.item)
    return mine.update(read_at=work.at)


def read_everything(work: Work) -> None:
    """Note that the actor read everything."""
    Notice.objects.filter(account_id=work.account, read_at__isnull=True).update(read_at=work.at)


# --- letters, of the worker alone -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LetterToWrite:
    """A letter that was begun."""

    id: int
    to: str
    language: str
    informal: bool
    count: int
    """How many things are new."""


def begin_letter(work: Work, account: int, *, told_by: Collection[ToldBy]) -> LetterToWrite | None:
    """Begin a letter about everything that is new and was not told; None when there is nothing.

    What it tells of counts as told from now on: whoever begins another at the same moment waits,
    and finds nothing.
    """
    row = (
        Account.objects.select_for_update()
        .filter(pk=account, is_active=True, told_by__in=[one.value for one in told_by])
        .values_list("mail", "language", "informal")
        .first()
    )
    if row is None or not row[0]:
        return None
    new = Notice.objects.filter(account_id=account, read_at__isnull=True, letter__isnull=True)
    numbers = list(new.values_list("pk", flat=True))
    if not numbers:
        return None
    letter = NoticeLetter.objects.create(account_id=account, begun_at=work.at)
    Notice.objects.filter(pk__in=numbers).update(letter=letter)
    mail, language, informal = row
    return LetterToWrite(letter.pk, mail, language, informal, len(numbers))


def letter_left(work: Work, letter: int) -> None:
    """Note that a letter was handed over."""
    NoticeLetter.objects.filter(pk=letter).update(left_at=work.at)


def letter_failed(work: Work, letter: int) -> None:
    """Note that a letter will never arrive; what it told of stands on the pages."""
    NoticeLetter.objects.filter(pk=letter).update(failed_at=work.at)


def letter_not_sent(work: Work, letter: int) -> None:
    """Take a letter back that surely did not leave: the next one tells what it would have told."""
    Notice.objects.filter(letter_id=letter).update(letter=None)
    NoticeLetter.objects.filter(pk=letter).update(failed_at=work.at)


def forget_letters_in_doubt(work: Work) -> int:
    """Let the next letter tell what one in doubt may not have told; return how many those were.

    Its worker stopped between handing it over and noting that. It is not sent again: what was read
    meanwhile needs no letter, and what was not is told once more, in the letter of the morning.
    """
    doubtful = list(
        NoticeLetter.objects.filter(
            begun_at__lt=work.at - IN_DOUBT, left_at__isnull=True, failed_at__isnull=True
        ).values_list("pk", flat=True)
    )
    Notice.objects.filter(letter_id__in=doubtful, read_at__isnull=True).update(letter=None)
    NoticeLetter.objects.filter(pk__in=doubtful).update(failed_at=work.at)
    return len(doubtful)


def accounts_to_tell(_work: Work) -> tuple[int, ...]:
    """Return who has something new that no letter told, and wants letters."""
    wanted = [ToldBy.DAILY.value, ToldBy.MAIL.value]
    return tuple(
        Notice.objects.filter(
            read_at__isnull=True,
            letter__isnull=True,
            account__is_active=True,
            account__told_by__in=wanted,
        )
        .exclude(account__mail="")
        .order_by("account_id")
        .values_list("account_id", flat=True)
        .distinct()
    )
