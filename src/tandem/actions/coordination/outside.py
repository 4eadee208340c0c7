"""Signals from outside: given by anybody, held at once, and matched to a household by a person.

Who gives one is told who picks it up, and later on which day; nothing about a household, not even
whether there is one.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils.timezone import localtime

from tandem.actions.coordination.holding import UnknownItemError
from tandem.actions.coordination.signals import (
    NO_CONCERN,
    Given,
    NewSignal,
    write_signal,
)
from tandem.actions.errors import ChangedMeanwhileError, InvalidError, Problem, require
from tandem.actions.households import lock
from tandem.actions.limits import require_words
from tandem.core.access import Action, Facts, HouseholdFacts
from tandem.core.coordination.clocks import Step
from tandem.core.coordination.items import Item as Held
from tandem.core.coordination.items import Move, RefusedMoveError, step
from tandem.core.model.postcodes import Postcode
from tandem.formats.rulebase import load
from tandem.formats.rulebase_signals import load_signals
from tandem.records.coordination.models import OutsideSignal, Signal
from tandem.records.coordination.outside import (
    NewOutside,
    OutsideRow,
    outside_row,
    write_outside,
)
from tandem.records.people.contact_points import holder_for
from tandem.records.people.models import Professional
from tandem.records.work import SomebodyWasFirstError, Work

OUTSIDE_CLOCK = "outside-clock"
"""The name in the outbox of a step of the clock of a signal from outside."""
FORGET_OUTSIDE = "forget-outside"
"""The name in the outbox of forgetting the words of a signal that had no household."""
NAMED = "Hoort nu bij een gezin"
"""What is written as the outcome of a signal that was matched."""


class NobodyToHoldItError(Exception):
    """There is no area yet, so there is nobody who could hold a signal."""


def give_outside(work: Work, new: NewOutside, postcode: Postcode | None, code: str) -> int:
    """Give a signal without a household; `code` is that of the receipt. Return its number.

    Raises InvalidError, NobodyToHoldItError, and SomebodyWasFirstError when it was given already.
    """
    refuse_outside(new)
    where = holder_for(postcode)
    if where is None:
        raise NobodyToHoldItError
    number = write_outside(work, where, new, code)
    work.event(
        "outside-signal-given",
        household=None,
        subject="outside-signal",
        subject_id=number,
        source=new.source.value,
        concern=new.concern,
    )
    off = {one.day for one in load().holidays.public}
    for which, due in load_signals().outside.moments(localtime(work.at), off):
        work.later(OUTSIDE_CLOCK, due=due, signal=number, step=which.value)
    return number


def refuse_outside(new: NewOutside) -> None:
    """Raise InvalidError for what cannot be kept."""
    require_words(
        {"words": new.words, "about": new.about, "name": new.name, "telephone": new.telephone},
        [
            Problem("words", "Say in a few words what you worry about."),
            Problem("about", "Say whom it is about, as far as you know."),
            Problem("name", "Say who you are, so that we can call you."),
            Problem("telephone", "Write a telephone number, so that we can call you."),
        ],
    )
    if load_signals().concern(new.concern) is None:
        raise InvalidError(NO_CONCERN)


# --- by who has it --------------------------------------------------------------------------


def held_outside(work: Work, number: int, version: int = 0) -> OutsideRow:
    """Lock a signal from outside for who holds it, is asked to take it, or leads the team.

    Raises UnknownItemError, NotAllowedError, ChangedMeanwhileError.
    """
    row = outside_row(work, number, locked=True)
    if row is None:
        raise UnknownItemError(number)
    require(work.actor, Action.MOVE_OUTSIDE_SIGNAL, outside_facts(work, row))
    if version and row.version != version:
        raise ChangedMeanwhileError("outside-signal", row.version)
    return row


def outside_facts(work: Work, row: OutsideRow) -> Facts:
    """Return what the policy looks at for a signal from outside."""
    me = work.actor.professional
    own = me is not None and me in {row.holder, row.offered_to}
    leads = me is not None and row.team_leader == me
    return Facts(HouseholdFacts(team_leader=leads), own_item=own)


def pick_up_outside(work: Work, number: int) -> None:
    """Say that one begins with it: who gave it sees when. Raises as `held_outside` does."""
    row = held_outside(work, number)
    _only(row.holder == work.actor.professional and row.closed_at is None, "outside-pick-up")
    _write(work, row, picked_up_at=row.picked_up_at or work.at)


def offer_outside(work: Work, number: int, to: int, version: int = 0) -> None:
    """Offer it to a colleague; until he or she accepts it stays with the holder.

    Raises as `held_outside` does, InvalidError, and SomebodyWasFirstError.
    """
    row = held_outside(work, number, version)
    if not Professional.objects.filter(
        pk=to, left_at__isnull=True, account__is_active=True
    ).exists():
        raise InvalidError(Problem("to", "Choose somebody from the list."))
    after = _step(work, row, Move.OFFER, to)
    _write(work, row, offered_to_id=after.offered_to, offered_at=work.at)


def answer_outside(work: Work, number: int, *, accepted: bool, version: int = 0) -> None:
    """Accept it or not. Raises as `offer_outside` does."""
    row = held_outside(work, number, version)
    after = _step(work, row, Move.ACCEPT if accepted else Move.DECLINE)
    _write(
        work,
        row,
        offered_to_id=None,
        offered_at=None,
        holder_id=after.holder,
        passed_on=after.passed_on,
        picked_up_at=row.picked_up_at or (work.at if accepted else None),
    )


def take_outside_back(work: Work, number: int, version: int = 0) -> None:
    """Take back an offer that nobody answered. Raises as `offer_outside` does."""
    row = held_outside(work, number, version)
    _step(work, row, Move.TAKE_BACK)
    _write(work, row, offered_to_id=None, offered_at=None)


def take_outside(work: Work, number: int, version: int = 0) -> None:
    """Take it oneself, as the team leader of the area, when its holder does not pick it up."""
    row = held_outside(work, number, version)
    me = work.actor.professional
    _only(row.team_leader == me and row.holder != me and row.closed_at is None, "outside-take")
    _write(work, row, offered_to_id=None, offered_at=None, holder_id=me)


def match_outside(work: Work, number: int, code: str, version: int = 0) -> int:
    """Say which household it is about; return the number of the item that it becomes.

    The holder goes on holding it, there. Words, and who gave it, move to the household. Only a
    household that the actor has to do with can be named. Raises UnknownHouseholdError,
    NotAllowedError, UnknownItemError, ChangedMeanwhileError, SomebodyWasFirstError.
    """
    head = lock(work, code)
    require(work.actor, Action.GIVE_SIGNAL, Facts(household=head.facts))
    row = held_outside(work, number, version)
    _only(row.holder == work.actor.professional and row.closed_at is None, "outside-match")
    given = Given(
        row.source,
        row.received_at,
        row.given_by,
        name=row.given_name,
        telephone=row.given_telephone,
        picked_up_at=row.picked_up_at or work.at,
    )
    item = write_signal(work, head, NewSignal(row.concern, row.words), given, row.holder)
    signal = Signal.objects.get(item_id=item)
    _write(
        work,
        row,
        signal_id=signal.pk,
        closed_at=work.at,
        outcome=NAMED,
        picked_up_at=given.picked_up_at,
        offered_to_id=None,
        offered_at=None,
        **_EMPTY,
    )
    return item


def handle_outside(work: Work, number: int, words: str, version: int = 0) -> None:
    """End it without a household, with what was done: its words are forgotten after a while.

    Raises as `offer_outside` does.
    """
    row = held_outside(work, number, version)
    require_words({"words": words}, [Problem("words", "Say what was done.")])
    _step(work, row, Move.HANDLE)
    _write(
        work,
        row,
        closed_at=work.at,
        outcome=words.strip(),
        picked_up_at=row.picked_up_at or work.at,
        offered_to_id=None,
        offered_at=None,
    )
    due = work.at + timedelta(days=load_signals().kept_days)
    work.later(FORGET_OUTSIDE, due=due, signal=number)


_EMPTY = {"about": "", "words": "", "given_name": "", "given_telephone": ""}


def _step(work: Work, row: OutsideRow, move: Move, to: int | None = None) -> Held:
    try:
        return step(row.core, move, work.actor.professional or 0, to)
    except RefusedMoveError as error:
        raise SomebodyWasFirstError(f"outside-{move.value}") from error


def _only(holds: bool, what: str) -> None:  # noqa: FBT001 - a condition
    if not holds:
        raise SomebodyWasFirstError(what)


def _write(work: Work, row: OutsideRow, **changed: object) -> None:
    """Write what changed, and who changed it: he or she may write it, even when it was a no."""
    changed |= {"moved_by": work.actor.professional, "moved_at": work.at}
    OutsideSignal.objects.filter(pk=row.id).update(version=F("version") + 1, **changed)
    work.event("outside-signal-moved", household=None, subject="outside-signal", subject_id=row.id)


# --- by the clock ---------------------------------------------------------------------------


def take_outside_step(work: Work, number: int, which: Step) -> bool:
    """Take a step of the clock of a signal that nobody picked up; return whether it was now."""
    field = "reminded_at" if which is Step.REMINDER else "leader_told_at"
    waiting = OutsideSignal.objects.filter(
        pk=number, closed_at__isnull=True, picked_up_at__isnull=True, **{f"{field}__isnull": True}
    )
    return bool(waiting.update(**{field: work.at}))


def forget_outside(_work: Work, number: int) -> bool:
    """Blank the words of a signal that ended without a household; return whether there was any."""
    ended = OutsideSignal.objects.filter(pk=number, closed_at__isnull=False).exclude(words="")
    return bool(ended.update(outcome="", **_EMPTY))
