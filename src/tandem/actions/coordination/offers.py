"""Passing on: an item is offered, and moves only when the other accepts.

Who offers it stays holder until then. While nobody answers a clock runs: a reminder, then who leads
the plan, then the team leader of the area.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import localtime

from tandem.actions.coordination.grounds import require_ground
from tandem.actions.coordination.holding import Hold, drop_offer, hold, move, tell
from tandem.actions.coordination.signals import note_picked_up
from tandem.actions.coordination.tried import came_back
from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import lock
from tandem.actions.limits import require_words
from tandem.core.access import Action, InvolvementRole
from tandem.core.access.talks import Someone
from tandem.core.coordination.clocks import Step
from tandem.core.coordination.items import ItemKind, Move
from tandem.core.coordination.ladder import Went
from tandem.formats.rulebase import load
from tandem.formats.rulebase_signals import load_signals
from tandem.records.coordination.heads import Head, head_by_id
from tandem.records.coordination.models import Escalation, NoticeKind, Offer
from tandem.records.coordination.notices import About
from tandem.records.coordination.notices import tell as tell_new
from tandem.records.people.directory import professional as professional_row
from tandem.records.people.models import Professional
from tandem.records.work import Work

OFFER_CLOCK = "offer-clock"
"""The name in the outbox of a step of the clock of an offer."""
UNINVOLVED = Problem("legal_ground", "This person is not involved here: name the legal ground.")


@dataclass(frozen=True, slots=True)
class NewOffer:
    """To whom an item is offered, and what is said with it."""

    to: int
    note: str = ""
    legal_ground: str = ""
    """Why somebody who is not involved may read it."""


@dataclass(frozen=True, slots=True)
class Declined:
    """Why somebody does not take it: a reason of the list, and words."""

    reason: str
    words: str


def offer_item(work: Work, code: str, item: int, new: NewOffer, version: int = 0) -> None:
    """Offer an item to somebody else, who can accept or decline it.

    Raises NotAllowedError, InvalidError, ChangedMeanwhileError, and SomebodyWasFirstError when it
    cannot be offered as it stands.
    """
    held = hold(work, code, item, Action.MOVE_ITEM, version)
    refuse_offer(work, held.head, held.row.holder, new)
    move(work, held, Move.OFFER, new.to)
    write_offer(work, held, new)


def refuse_offer(work: Work, head: Head, holder: int, new: NewOffer) -> None:
    """Raise InvalidError when this cannot be offered to this person."""
    require_words({"note": new.note, "legal_ground": new.legal_ground})
    known = professional_row(work, new.to)
    gone = Professional.objects.filter(pk=new.to, left_at__isnull=False).exists()
    if known is None or gone or new.to == holder:
        raise InvalidError(Problem("to", "Choose somebody else from the list."))
    parts = [one for one in head.whole.helpers if one.professional == new.to]
    current = [one for one in parts if one.is_current(head.at)]
    if any(one.role is InvolvementRole.ENFORCEMENT for one in current):
        raise InvalidError(
            Problem("to", "Nothing of a household is offered to who is here for enforcement.")
        )
    leads = {one.id for one in (head.leader, head.team_leader)}
    if not current and new.to not in leads:
        require_ground(new.legal_ground.strip(), UNINVOLVED)


def write_offer(work: Work, held: Hold, new: NewOffer) -> None:
    """Write an offer, and set its clock."""
    row = Offer.objects.create(
        household_id=held.head.id,
        item_id=held.row.id,
        to_id=new.to,
        note=new.note.strip(),
        legal_ground=new.legal_ground.strip(),
        offered_at=work.at,
        offered_by=work.account,
    )
    tell(work, held, "offered", offer=row.pk, to=new.to)
    tell_new(work, NoticeKind.OFFER, [Someone(None, new.to)], About(item=held.row.id))
    off = {one.day for one in load().holidays.public}
    for step, due in load_signals().offer.moments(localtime(work.at), off):
        work.later(OFFER_CLOCK, household=held.head.id, due=due, offer=row.pk, step=step.value)


def accept_offer(work: Work, code: str, item: int, version: int = 0) -> None:
    """Accept what was offered: of a commission the work moves, of anything else all of it.

    Raises NotAllowedError, ChangedMeanwhileError, SomebodyWasFirstError.
    """
    held = hold(work, code, item, Action.ANSWER_OFFER, version)
    _answer(work, held, accepted=True)
    move(work, held, Move.ACCEPT)
    if held.row.kind is ItemKind.SIGNAL:
        note_picked_up(work, held)
    tell(work, held, "accepted", was=held.row.holder)
    _tell_asker(work, held)


def decline_offer(work: Work, code: str, item: int, no: Declined, version: int = 0) -> None:
    """Decline what was offered, with a reason of the list and in words; the holder keeps it.

    Raises NotAllowedError, InvalidError, ChangedMeanwhileError, SomebodyWasFirstError.
    """
    held = hold(work, code, item, Action.ANSWER_OFFER, version)
    require_words({"words": no.words}, [Problem("words", "Say in a few words why not.")])
    if load_signals().decline_reason(no.reason) is None:
        raise InvalidError(Problem("reason", "Choose a reason."))
    _answer(work, held, accepted=False, no=no)
    came_back(work, held, Went.DECLINED, no.words)
    move(work, held, Move.DECLINE)
    tell(work, held, "declined", reason=no.reason)
    _tell_asker(work, held)


def take_offer_back(work: Work, code: str, item: int, version: int = 0) -> None:
    """Take back what nobody answered yet. Raises as `accept_offer` does."""
    held = hold(work, code, item, Action.MOVE_ITEM, version)
    move(work, held, Move.TAKE_BACK)
    drop_offer(work, held)
    tell(work, held, "took-back")


def reassign_item(work: Work, code: str, item: int, to: int) -> None:
    """Give an item to a colleague at once: what nobody takes, the team leader gives to somebody.

    Raises NotAllowedError, InvalidError, SomebodyWasFirstError.
    """
    held = hold(work, code, item, Action.REASSIGN_ITEM)
    refuse_offer(work, held.head, held.row.holder, NewOffer(to))
    if held.row.offer is not None:
        drop_offer(work, held)
    move(work, held, Move.REASSIGN, to)
    tell(work, held, "reassigned", was=held.row.holder, became=to)


def _tell_asker(work: Work, held: Hold) -> None:
    """Tell who offered it that there is an answer: a no leaves it with him or her."""
    whom = [Someone(None, held.row.holder)]
    tell_new(work, NoticeKind.ANSWERED, whom, About(item=held.row.id))


def _answer(work: Work, held: Hold, *, accepted: bool, no: Declined | None = None) -> None:
    Offer.objects.filter(item_id=held.row.id, answered_at__isnull=True).update(
        answered_at=work.at,
        accepted=accepted,
        reason=no.reason if no else "",
        answer=no.words.strip() if no else "",
    )


# --- the clock ------------------------------------------------------------------------------


def take_step(work: Work, household: int, offer: int, step: Step) -> bool:
    """Take a step of the clock of an offer; return whether it was taken now.

    It is taken once, however often the clock strikes, and not at all when the offer was answered.
    The household is locked first, so that an answer comes before or after it.
    """
    head = head_by_id(work, household)
    lock(work, head.code)
    row = Offer.objects.filter(pk=offer, answered_at__isnull=True).first()
    if row is None:
        return False
    _, is_new = Escalation.objects.get_or_create(
        household_id=household, offer=row, step=step.value, defaults={"at": work.at}
    )
    if is_new:
        work.event(
            "offer-unanswered",
            household=household,
            subject="item",
            subject_id=row.item_id,
            step=step.value,
        )
    return is_new
