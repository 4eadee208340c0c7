"""Signals of which nobody knows yet which household they are about."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet

from tandem.core.coordination.items import Item, ItemKind, ItemState
from tandem.records.coordination.models import OutsideSignal, Source
from tandem.records.door import plumbing
from tandem.records.work import Work

CODE_LETTERS = 16
"""Letters of a receipt's code, five bits each: nobody guesses one."""
GROUP = 4


@dataclass(frozen=True, slots=True)
class NewOutside:
    """What somebody wrote in the form."""

    source: Source
    concern: str
    about: str
    words: str
    name: str
    telephone: str
    account: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What who has the code may read: never anything of a household."""

    received_at: datetime
    picked_up_at: datetime | None
    name: str
    telephone: str


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """A signal from outside, as who has it sees it."""

    id: int
    area: int
    area_name: str
    team_leader: int
    holder: int
    holder_name: str
    offered_to: int | None
    offered_name: str
    passed_on: int
    version: int
    source: Source
    concern: str
    about: str
    words: str
    given_by: int | None
    given_name: str
    given_telephone: str
    received_at: datetime
    picked_up_at: datetime | None
    closed_at: datetime | None
    outcome: str
    is_matched: bool

    @property
    def core(self) -> Item:
        """The signal as the machine of states knows it."""
        state = ItemState.OFFERED if self.offered_to else ItemState.OPEN
        return Item(
            ItemKind.SIGNAL,
            self.holder,
            ItemState.HANDLED if self.closed_at else state,
            self.offered_to,
            passed_on=self.passed_on,
        )


def code_of(once: str) -> str:
    """Return the code of the receipt for a form, in groups of letters.

    It follows from what the form was drawn with, under a key of the site: who sends a form twice
    gets one receipt, and nobody can choose a code.
    """
    key = hashlib.sha256(b"tandem.outside:" + settings.SECRET_KEY.encode()).digest()
    letters = b32encode(hmac.digest(key, once.encode(), "sha256")).decode()[:CODE_LETTERS]
    return "-".join(letters[at : at + GROUP] for at in range(0, CODE_LETTERS, GROUP))


def _kept(code: str) -> bytes:
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(plain.encode()).digest()


_GIVE = "SELECT tandem_give_outside_signal(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def write_outside(work: Work, where: tuple[int, int], new: NewOutside, code: str) -> int:
    """Write a signal with its holder; `where` is the area and the holder. Return its number."""
    area, holder = where
    with connection.cursor() as cursor:
        cursor.execute(
            _GIVE,
            [
                area,
                holder,
                new.source.value,
                new.concern,
                new.about,
                new.words,
                new.account,
                new.name,
                new.telephone,
                _kept(code),
                work.at,
            ],
        )
        (number,) = cursor.fetchone() or (0,)
    return int(number)


def receipt_of(code: str) -> Receipt | None:
    """Return how the signal with this receipt stands; None for a code of nothing.

    Whoever asks need not be known, so it needs no work.
    """
    with plumbing(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM tandem_outside_receipt(%s)", [_kept(code)])
        row = cursor.fetchone()
    return None if row is None else Receipt(*row)


_FIELDS = (
    *("id", "area_id", "area__name", "area__team_leader_id", "holder_id", "holder__name"),
    *("offered_to_id", "offered_to__name", "passed_on", "version", "source", "concern", "about"),
    *("words", "given_by", "given_name", "given_telephone", "received_at", "picked_up_at"),
    *("closed_at", "outcome", "signal_id"),
)


def outside_of(work: Work, most: int = 100) -> tuple[OutsideRow, ...]:
    """Return the open signals that wait for the actor or come from an area that he or she leads."""
    me = work.actor.professional
    mine = Q(holder_id=me) | Q(offered_to_id=me) | Q(area__team_leader_id=me)
    return _rows(OutsideSignal.objects.filter(mine, closed_at__isnull=True), most)


def outside_row(_work: Work, number: int, *, locked: bool = False) -> OutsideRow | None:
    """Return one signal within what the actor may see; None when there is none."""
    found = OutsideSignal.objects.filter(pk=number)
    if locked and not found.select_for_update(of=("self",)).values_list("pk").exists():
        return None
    return next(iter(_rows(found, 1)), None)


def _rows(found: QuerySet[OutsideSignal], most: int) -> tuple[OutsideRow, ...]:
    rows = found.order_by("received_at", "id").values_list(*_FIELDS)[:most]
    return tuple(_row(one) for one in rows)


def _row(row: tuple[Any, ...]) -> OutsideRow:
    values: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
    signal = values.pop("signal_id")
    values["source"] = Source(values["source"])
    values["offered_to__name"] = values["offered_to__name"] or ""
    whole: tuple[Any, ...] = (*values.values(), signal is not None)
    return OutsideRow(*whole)
