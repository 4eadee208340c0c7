"""A signal: given by anybody who has to do with a household, picked up, and handled.

It has a holder at once, who is who leads the plan, and it ends only as handled. A second "try it
yourself first", or one concern from two sources, asks for a call today (rule L52).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tandem.actions.coordination.holding import Hold, close, hold, tell
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.actions.limits import require_words
from tandem.core.access import Action, Duty
from tandem.core.coordination.items import ItemKind, Move
from tandem.formats.rulebase_signals import load_signals
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import waits_for_a_call
from tandem.records.coordination.models import Item, Signal, SignalAnswer, Source
from tandem.records.work import Work


class CallWhy(StrEnum):
    """Why somebody must be called today."""

    SECOND_TRY = "second-try"
    """The second time that a household was told to try it first."""
    TWO_SOURCES = "two-sources"
    """Two sources are worried about the same."""


NO_WORDS = Problem("words", "Say in a few words what you worry about.")
NO_CONCERN = Problem("concern", "Choose what it is about.")


@dataclass(frozen=True, slots=True)
class NewSignal:
    """A concern, in somebody's own words."""

    concern: str
    words: str


@dataclass(frozen=True, slots=True)
class Given:
    """Who gave a signal, and when it came in."""

    source: Source
    at: datetime
    account: int | None
    member: int | None = None
    name: str = ""
    telephone: str = ""
    picked_up_at: datetime | None = None


def give_signal(work: Work, code: str, new: NewSignal) -> int:
    """Give a signal about a household; return the number of its item.

    Who leads the plan holds it at once. Raises NotAllowedError and InvalidError.
    """
    head = lock(work, code)
    require(work.actor, Action.GIVE_SIGNAL, household_facts(head))
    refuse_signal(new)
    given = Given(_source(work, head), work.at, work.account, head.facts.member, work.actor.name)
    return write_signal(work, head, new, given, head.leader.id)


def refuse_signal(new: NewSignal) -> None:
    """Raise InvalidError for a signal that cannot be kept."""
    require_words({"words": new.words}, [NO_WORDS])
    if load_signals().concern(new.concern) is None:
        raise InvalidError(NO_CONCERN)


def write_signal(work: Work, head: Head, new: NewSignal, given: Given, holder: int) -> int:
    """Write a signal with its holder in a locked household, and see whether it asks for a call."""
    item = Item.objects.create(
        household_id=head.id,
        kind=ItemKind.SIGNAL.value,
        text=new.words.strip(),
        holder_id=holder,
        opened_at=work.at,
        opened_by=given.account,
        member_id=given.member,
    )
    Signal.objects.create(
        household_id=head.id,
        item=item,
        source=given.source.value,
        concern=new.concern,
        given_by=given.account,
        given_name=given.name,
        given_telephone=given.telephone,
        received_at=given.at,
        picked_up_at=given.picked_up_at,
    )
    work.event(
        "signal-given",
        household=head.id,
        subject="item",
        subject_id=item.pk,
        source=given.source.value,
        concern=new.concern,
        received=given.at.isoformat(),
    )
    if _from_two_sources(work, head, new.concern):
        _ask_for_a_call(work, head, CallWhy.TWO_SOURCES, holder)
    return int(item.pk)


def pick_up(work: Work, code: str, item: int) -> None:
    """Say that one begins with a signal: who gave it sees when. Raises NotAllowedError."""
    held = hold(work, code, item, Action.MOVE_ITEM)
    if held.row.is_over or held.row.signal is None or held.row.signal.picked_up_at:
        return
    note_picked_up(work, held)


def note_picked_up(work: Work, held: Hold) -> None:
    """Write when a signal was picked up, for the first time."""
    changed = Signal.objects.filter(item_id=held.row.id, picked_up_at__isnull=True).update(
        picked_up_at=work.at
    )
    if changed:
        tell(work, held, "signal-picked-up")


@dataclass(frozen=True, slots=True)
class Handled:
    """What was done with a signal."""

    answer: SignalAnswer
    words: str


def handle_signal(work: Work, code: str, item: int, handled: Handled, version: int = 0) -> None:
    """End a signal as handled, with what was done.

    Raises NotAllowedError, InvalidError, ChangedMeanwhileError, SomebodyWasFirstError.
    """
    held = hold(work, code, item, Action.MOVE_ITEM, version)
    require_words({"words": handled.words}, [Problem("words", "Say what was done.")])
    close(work, held, Move.HANDLE, handled.words.strip())
    note_picked_up(work, held)
    Signal.objects.filter(item_id=item).update(answer=handled.answer.value)
    tell(work, held, "signal-handled", answer=handled.answer.value)
    if handled.answer is SignalAnswer.TRY_FIRST and _tries(work, held.head) > 1:
        _ask_for_a_call(work, held.head, CallWhy.SECOND_TRY, held.row.holder)


def _source(work: Work, head: Head) -> Source:
    if head.facts.member is not None:
        return Source.RESIDENT
    if head.facts.supporter is not None:
        return Source.SUPPORTER
    at_desk = Duty.FRONT_DESK in work.actor.duties
    return Source.FRONT_DESK if at_desk else Source.INVOLVED


# --- when to call (L52) ---------------------------------------------------------------------


def _lately(work: Work) -> datetime:
    return work.at - timedelta(days=load_signals().call.look_back_days)


def _tries(work: Work, head: Head) -> int:
    """Return how often this household was told lately to try it first."""
    return Signal.objects.filter(
        household_id=head.id, answer=SignalAnswer.TRY_FIRST.value, received_at__gt=_lately(work)
    ).count()


def _from_two_sources(work: Work, head: Head, concern: str) -> bool:
    """Whether two sources gave one concern lately; two people of the same kind are two sources."""
    found: Iterable[tuple[str, int | None, str]] = (
        Signal.objects.filter(household_id=head.id, concern=concern, received_at__gt=_lately(work))
        .values_list("source", "given_by", "given_name")
        .distinct()
    )
    return len({(source, by or name.casefold()) for source, by, name in found}) > 1


def _ask_for_a_call(work: Work, head: Head, why: CallWhy, holder: int) -> None:
    """Open an action for today, unless such a call waits already."""
    if waits_for_a_call(work, head.id, [one.value for one in CallWhy]):
        return
    item = Item.objects.create(
        household_id=head.id,
        kind=ItemKind.ACTION.value,
        text="",
        why=why.value,
        holder_id=holder,
        opened_at=work.at,
        due_on=work.today,
    )
    work.event("call-today", household=head.id, subject="item", subject_id=item.pk, why=why.value)
