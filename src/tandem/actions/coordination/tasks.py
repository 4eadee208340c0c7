"""Actions, commissions and disputes: opened with a holder, and how they end.

A commission (opdracht) moves the work alone: who asks it stays contact holder. A dispute about who
pays never stops help: it is opened with who pays first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.actions.coordination.circles import require_unnamed
from tandem.actions.coordination.holding import DONE, Hold, close, hold, move, tell
from tandem.actions.coordination.offers import NewOffer, refuse_offer, write_offer
from tandem.actions.coordination.tried import came_back
from tandem.actions.errors import InvalidError, NotAllowedError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.actions.limits import require_words
from tandem.core.access import Action, Decision, Reason
from tandem.core.access.talks import Someone
from tandem.core.coordination.items import ItemKind, Move
from tandem.core.coordination.ladder import Went
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import item_row
from tandem.records.coordination.models import (
    Commission,
    Dispute,
    Item,
    MaySee,
    NoticeKind,
    Offer,
)
from tandem.records.coordination.notices import About
from tandem.records.coordination.notices import tell as tell_new
from tandem.records.work import SomebodyWasFirstError, Work

NO_TEXT = Problem("text", "Say what is to be done.")
PAST = Problem("due_on", "Choose a day that is still to come.")


@dataclass(frozen=True, slots=True)
class NewAction:
    """Something that the actor is going to do, and by when."""

    text: str
    due_on: date | None
    for_family: str = ""
    """What the family reads of it, in words for them; empty when it reads nothing."""


@dataclass(frozen=True, slots=True)
class NewCommission:
    """What is asked of somebody else, by when, and what is to be told back."""

    text: str
    due_on: date | None
    report_back: str
    may_see: MaySee
    offer: NewOffer
    for_family: str = ""
    """As of an action: nothing else of a commission is read by the family."""


@dataclass(frozen=True, slots=True)
class NewDispute:
    """Who disagree about paying what, and who pays first."""

    text: str
    between: str
    pays_first: str


def add_action(work: Work, code: str, new: NewAction) -> int:
    """Open an action that the actor holds; return its number.

    Raises NotAllowedError and InvalidError.
    """
    head = _lock(work, code)
    require_words({"text": new.text, "for_family": new.for_family}, [NO_TEXT])
    due_on = _day(work, new.due_on)
    text = _Text(new.text, _for_family(head, new.for_family))
    return _open(work, head, ItemKind.ACTION, text, due_on).row.id


def add_commission(work: Work, code: str, new: NewCommission) -> int:
    """Ask somebody else to carry something out; return the number of the commission.

    The actor holds it and stays contact holder. Raises NotAllowedError and InvalidError.
    """
    head = _lock(work, code)
    require_words(
        {"text": new.text, "report_back": new.report_back, "for_family": new.for_family},
        [
            Problem("text", "Say which result you ask for."),
            Problem("report_back", "Say what you want to hear when it is done."),
        ],
    )
    due_on = _day(work, new.due_on)
    refuse_offer(work, head, _me(work), new.offer)
    text = _Text(new.text, _for_family(head, new.for_family))
    held = _open(work, head, ItemKind.COMMISSION, text, due_on)
    Commission.objects.create(
        household_id=head.id,
        item_id=held.row.id,
        report_back=new.report_back.strip(),
        may_see=new.may_see.value,
    )
    move(work, held, Move.OFFER, new.offer.to)
    write_offer(work, held, new.offer)
    return held.row.id


def add_dispute(work: Work, code: str, new: NewDispute) -> int:
    """Write down that it is not agreed who pays; return its number. Help goes on meanwhile.

    Raises NotAllowedError and InvalidError.
    """
    head = _lock(work, code)
    require_words(
        {"text": new.text, "between": new.between, "pays_first": new.pays_first},
        [
            Problem("text", "Say what is to be paid."),
            Problem("between", "Say who do not agree."),
            Problem("pays_first", "Say who pays first: help does not wait for this."),
        ],
    )
    held = _open(work, head, ItemKind.DISPUTE, _Text(new.text), None)
    Dispute.objects.create(
        household_id=head.id,
        item_id=held.row.id,
        between=new.between.strip(),
        pays_first=new.pays_first.strip(),
    )
    return held.row.id


def _lock(work: Work, code: str) -> Head:
    head = lock(work, code)
    require(work.actor, Action.ADD_ITEM, household_facts(head))
    _me(work)
    return head


def _me(work: Work) -> int:
    """Return the actor as a professional: only one can hold an item."""
    if work.actor.professional is None:
        refused = Decision(allowed=False, reason=Reason.NOT_ITEM_WRITER)
        raise NotAllowedError(Action.ADD_ITEM, refused)
    return work.actor.professional


def _day(work: Work, day: date | None) -> date:
    if day is None:
        raise InvalidError(Problem("due_on", "Choose by when."))
    if day < work.today:
        raise InvalidError(PAST)
    return day


@dataclass(frozen=True, slots=True)
class _Text:
    """What an item is about, for who helps and for the family."""

    helpers: str
    family: str = ""


def _for_family(head: Head, words: str) -> str:
    """Return what the family reads; raises InvalidError when it names who is shielded from one."""
    said = words.strip()
    if said:
        require_unnamed(head, [Someone(one.id) for one in head.whole.members], said, "for_family")
    return said


def _open(work: Work, head: Head, kind: ItemKind, text: _Text, due_on: date | None) -> Hold:
    item = Item.objects.create(
        household_id=head.id,
        kind=kind.value,
        text=text.helpers.strip(),
        for_family=text.family,
        holder_id=_me(work),
        opened_at=work.at,
        opened_by=work.account,
        due_on=due_on,
    )
    row = item_row(work, head.id, item.pk)
    assert row is not None  # noqa: S101 - it was written just now
    held = Hold(head, row)
    tell(work, held, "item-opened")
    return held


# --- how they end ---------------------------------------------------------------------------


def finish_item(work: Work, code: str, item: int, words: str, version: int = 0) -> None:
    """Say that it is done: an action ends, and the report of a commission goes to its holder.

    Raises NotAllowedError, InvalidError, ChangedMeanwhileError, SomebodyWasFirstError.
    """
    held = hold(work, code, item, Action.REPORT_ITEM, version)
    commission = held.row.kind is ItemKind.COMMISSION
    needed = [Problem("words", "Say what came of it.")] if commission else []
    require_words({"words": words}, needed)
    if not commission:
        close(work, held, Move.FINISH, words.strip() or DONE)
    else:
        _report(work, held, "done", words)
        came_back(work, held, Went.HELPED, words)
        move(work, held, Move.FINISH)
        _answered(work, held)
    tell(work, held, "done", in_time=_in_time(work, held), days_late=_days_late(work, held))


def fail_item(work: Work, code: str, item: int, words: str, version: int = 0) -> None:
    """Say that it did not work out, with what was tried.

    A commission goes back to its contact holder. Raises as `finish_item` does.
    """
    held = hold(work, code, item, Action.REPORT_ITEM, version)
    require_words({"words": words}, [Problem("words", "Say what was tried.")])
    if held.row.kind is ItemKind.COMMISSION:
        _report(work, held, "failed", words)
        came_back(work, held, Went.FAILED, words)
        move(work, held, Move.FAIL)
        _answered(work, held)
    else:
        close(work, held, Move.FAIL, words.strip())
    tell(work, held, "failed")


def read_report(work: Work, code: str, item: int, version: int = 0) -> None:
    """Say that one has read the report of a commission: with that it is over.

    Raises NotAllowedError, ChangedMeanwhileError, SomebodyWasFirstError.
    """
    held = hold(work, code, item, Action.MOVE_ITEM, version)
    said = Offer.objects.filter(item_id=item, reported="done").order_by("-id").first()
    if said is None:
        raise SomebodyWasFirstError("no-report")
    close(work, held, Move.READ, said.report)
    tell(work, held, "report-read")


def withdraw_item(work: Work, code: str, item: int, words: str, version: int = 0) -> None:
    """Withdraw an action or a commission, with why. Raises as `finish_item` does."""
    held = hold(work, code, item, Action.MOVE_ITEM, version)
    require_words({"words": words}, [Problem("words", "Say why.")])
    came_back(work, held, Went.DECLINED, words)
    close(work, held, Move.WITHDRAW, words.strip())
    tell(work, held, "withdrawn")


def settle_dispute(work: Work, code: str, item: int, words: str, version: int = 0) -> None:
    """Say how it was settled who pays. Raises as `finish_item` does."""
    held = hold(work, code, item, Action.MOVE_ITEM, version)
    if held.row.kind is not ItemKind.DISPUTE:
        raise SomebodyWasFirstError("no-dispute")
    require_words({"words": words}, [Problem("words", "Say who pays, and what was decided.")])
    close(work, held, Move.HANDLE, words.strip())
    tell(work, held, "dispute-settled", days=(work.at - held.row.opened_at).days)


def _report(work: Work, held: Hold, what: str, words: str) -> None:
    """Write the report with the offer by which somebody carries it out.

    It comes before the move: after it nothing but the report ties who did it to the household.
    """
    taken = Offer.objects.filter(item_id=held.row.id, accepted=True, reported="").order_by("-id")
    row = taken.first()
    if row is None:
        raise SomebodyWasFirstError("nobody-carries-it-out")
    row.reported_at, row.reported, row.report = work.at, what, words.strip()
    row.save(update_fields=["reported_at", "reported", "report"])


def _answered(work: Work, held: Hold) -> None:
    """Tell the contact holder that there is a report."""
    whom = [Someone(None, held.row.holder)]
    tell_new(work, NoticeKind.ANSWERED, whom, About(item=held.row.id))


def _days_late(work: Work, held: Hold) -> int:
    due = held.row.due_on
    return 0 if due is None else max(0, (work.today - due).days)


def _in_time(work: Work, held: Hold) -> bool:
    return held.row.due_on is None or work.today <= held.row.due_on
