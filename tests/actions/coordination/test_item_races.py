"""Many offer, accept, decline, take back and end at once: each item has one holder afterwards."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection

from tandem.actions.coordination.offers import (
    Declined,
    NewOffer,
    accept_offer,
    decline_offer,
    offer_item,
    reassign_item,
    take_offer_back,
)
from tandem.actions.coordination.signals import Handled, NewSignal, give_signal, handle_signal
from tandem.actions.coordination.tasks import (
    NewCommission,
    add_commission,
    fail_item,
    finish_item,
    read_report,
)
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.core.access import Actor
from tandem.records.coordination.heads import UnknownHouseholdError
from tandem.records.coordination.models import MaySee, SignalAnswer
from tandem.records.work import BusyError, SomebodyWasFirstError, Work, work
from tests.actions.coordination.checker import Done, wrong_with
from tests.actions.town import GROUND, MOMENT, Town, build, involve, number
from tests.conftest import FULL
from tests.database import ConnectAs

THREADS, OPERATIONS = (32, 20_000) if FULL else (6, 150)
ITEMS = 40 if FULL else 5
REFUSED = (
    SomebodyWasFirstError,
    NotAllowedError,
    InvalidError,
    UnknownHouseholdError,
    BusyError,
)
START = time.monotonic()
Do = Callable[[Work], object]
NO = Declined("no-time", "Nu niet.")
HANDLED = Handled(SignalAnswer.HELPED, "Gebeld.")


def now() -> datetime:
    """Return the moment on the clocks of all these people."""
    return MOMENT + timedelta(days=1, seconds=time.monotonic() - START)


def run(who: Actor, do: Do) -> object:
    return work(who, now()).run(do)


def moves(code: str, item: int, to: int) -> dict[str, Do]:
    """Return everything that somebody may try with an item, by the verb of its event."""
    new = NewOffer(to, legal_ground=GROUND)
    return {
        "offered": lambda w: offer_item(w, code, item, new),
        "accepted": lambda w: accept_offer(w, code, item),
        "declined": lambda w: decline_offer(w, code, item, NO),
        "took-back": lambda w: take_offer_back(w, code, item),
        "reassigned": lambda w: reassign_item(w, code, item, to),
        "done": lambda w: finish_item(w, code, item, "Klaar."),
        "failed": lambda w: fail_item(w, code, item, "Geprobeerd."),
        "report-read": lambda w: read_report(w, code, item),
        "signal-handled": lambda w: handle_signal(w, code, item, HANDLED),
    }


LIKELY = ("offered", "offered", "accepted", "accepted", "declined", "took-back", "done", "failed")
SELDOM = ("reassigned", "report-read", "signal-handled")


def chance(seed: int, actors: list[Actor], code: str, items: list[int]) -> Iterator[Done]:
    """Try what comes up, again and again; yield what was acknowledged."""
    dice = random.Random(seed)
    try:
        for _ in range(OPERATIONS // THREADS):
            verb = dice.choice(LIKELY if dice.random() < 0.95 else SELDOM)
            who, item = dice.choice(actors), dice.choice(items)
            try:
                run(who, moves(code, item, number(dice.choice(actors)))[verb])
            except REFUSED:
                continue
            yield Done(item, verb, who.account or 0)
    finally:
        connection.close()


def begun(town: Town, code: str) -> list[int]:
    """Open signals and commissions."""
    new = NewCommission(
        "Een regeling",
        (MOMENT + timedelta(days=30)).date(),
        "Bel me.",
        MaySee.ASKED,
        NewOffer(number(town.peter)),
    )
    signal = NewSignal("home", "Het dak lekt.")
    found = [run(town.karin, lambda w: give_signal(w, code, signal)) for _ in range(ITEMS)]
    found += [run(town.karin, lambda w: add_commission(w, code, new)) for _ in range(ITEMS)]
    return [one for one in found if isinstance(one, int)]


@pytest.mark.django_db(transaction=True)
def test_racing_answers_leave_one_holder_and_lose_nothing(connect_as: ConnectAs) -> None:
    town = build()
    code = town.open().code
    for key in ("karin", "peter", "desk"):
        if key != "desk":
            involve(town, code, getattr(town, key), key)
    items = begun(town, code)
    actors = [town.chief, town.karin, town.peter]
    with ThreadPoolExecutor(THREADS) as pool:
        told = [
            one
            for found in pool.map(
                lambda seed: list(chance(seed, actors, code, items)), range(THREADS)
            )
            for one in found
        ]
    assert len(told) > ITEMS
    with connect_as("postgres") as database:
        assert wrong_with(database, told) == []
