"""Items change hands: taken when they lie still, offered, given by the team leader, answered.

Whoever holds an item keeps it until somebody else does, at the same moment. Each change locks the
household and then the item, and asks for the version that its maker saw.
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem.actions.coordination.holding import Hold, UnknownItemError, drop_offer, move
from tandem.actions.coordination.offers import Declined, NewOffer, accept_offer, decline_offer
from tandem.actions.coordination.offers import offer_item as offer_with_steps
from tandem.actions.errors import ChangedMeanwhileError, InvalidError, Problem, require
from tandem.actions.households import lock
from tandem.actions.limits import require_words, wrong_words
from tandem.core.access import Action, Facts
from tandem.core.access.idle import PRIVATE_KINDS, Standing, is_idle
from tandem.core.access.talks import Someone
from tandem.core.coordination.items import ItemKind, Move
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import item_row
from tandem.records.coordination.models import Item, NoticeKind, Offer, SavedView
from tandem.records.coordination.notices import About, tell
from tandem.records.people.models import Account
from tandem.records.work import Work, local_day

TAKEN = "Overgenomen door iemand anders"
"""What is written as the answer to an offer that somebody took away."""
WITH_STEPS = frozenset(one.value for one in ItemKind)
"""Kinds of items that have steps of their own: what happens to one is a step of it."""
OTHER_REASON = "other"
"""The reason of the list of reasons that a no in one's own words has."""
MOST_VIEWS = 20
LONGEST_VIEW = 60
NOT_HERE = Problem("to", "This colleague does not help in this household: involve her first.")


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as its changer saw it."""

    code: str
    item: int
    version: int


def take_item(work: Work, seen: Seen) -> None:
    """Take an item that lies still; a team leader takes any of the own area.

    Raises UnknownHouseholdError, UnknownItemError, NotAllowedError, ChangedMeanwhileError, and
    InvalidError for one that somebody is busy with.
    """
    head, row = _locked(work, seen)
    me = _me(work)
    require(work.actor, Action.TAKE_ITEM, _facts(head, row, me))
    if row.kind in PRIVATE_KINDS:
        raise UnknownItemError(seen.item)
    if not head.facts.team_leader and not _lies_still(work, row):
        raise InvalidError(Problem("item", "Somebody is busy with this. Call before you take it."))
    _pass(work, head, row, me, "took-item", "")


def give_item(work: Work, seen: Seen, *, to: int, reason: str) -> None:
    """Give an item of the own area to a colleague at once, as the team leader, with a reason.

    Raises as `take_item`, and InvalidError without a reason or for who does not help there.
    """
    head, row = _locked(work, seen)
    require(work.actor, Action.GIVE_ITEM, _facts(head, row, _me(work)))
    needed = [Problem("reason", "Say why, in words that the family may read.")]
    problems = wrong_words({"reason": reason}, needed)
    _check_receiver(head, row, to, problems)
    _pass(work, head, row, to, "gave-item", reason.strip())
    tell(work, NoticeKind.ITEM, [Someone(None, to)], About(item=row.pk))


def offer_item(work: Work, seen: Seen, *, to: int) -> None:
    """Offer an own item to a colleague; until the answer it stays where it is.

    Raises as `take_item`, and InvalidError for who does not help there, or when it is offered.
    """
    head, row = _locked(work, seen)
    require(work.actor, Action.OFFER_ITEM, _facts(head, row, _me(work)))
    problems: list[Problem] = []
    if Offer.objects.filter(item=row, answered_at__isnull=True).exists():
        problems.append(Problem("item", "This is offered to somebody already."))
    _check_receiver(head, row, to, problems)
    if row.kind in WITH_STEPS:
        offer_with_steps(work, seen.code, row.pk, NewOffer(to), row.version)
        return
    _offer(work, head, row, to)
    tell(work, NoticeKind.OFFER, [Someone(None, to)], About(item=row.pk))


def answer_offer(work: Work, seen: Seen, *, accepted: bool, words: str = "") -> None:
    """Accept an item that is offered, and hold it from then on; or decline it, saying why.

    Raises as `take_item`, and InvalidError for a no without words.
    """
    head, row = _locked(work, seen)
    me = _me(work)
    open_offer = Offer.objects.select_for_update().filter(item=row, answered_at__isnull=True)
    offered = open_offer.filter(to_id=me).exists()
    require(work.actor, Action.ANSWER_OFFER, Facts(household=head.facts, own_item=offered))
    needed = Problem("words", "Say why not, so that somebody else can be found.")
    require_words({"words": words}, [] if accepted else [needed])
    if row.kind in WITH_STEPS:
        _answer_with_steps(work, seen, accepted=accepted, words=words)
        return
    open_offer.update(answered_at=work.at, accepted=accepted, answer=words.strip())
    if accepted:
        Item.objects.filter(pk=row.pk).update(holder_id=me, version=row.version + 1)
    verb = "accepted-item" if accepted else "declined-item"
    work.event(verb, household=head.id, subject="item", subject_id=row.pk, to=me)
    tell(work, NoticeKind.ANSWERED, [Someone(None, row.holder_id)], About(item=row.pk))


# --- what they share ---------------------------------------------------------------------------


def _locked(work: Work, seen: Seen) -> tuple[Head, Item]:
    head = lock(work, seen.code)
    row = (
        Item.objects.select_for_update()
        .filter(pk=seen.item, household_id=head.id, closed_at__isnull=True)
        .first()
    )
    if row is None:
        raise UnknownItemError(seen.item)
    if row.version != seen.version:
        raise ChangedMeanwhileError("item", row.version)
    return head, row


def _me(work: Work) -> int:
    """Return the actor as a professional; 0, whom nothing is, for a resident."""
    return work.actor.professional or 0


def _facts(head: Head, row: Item, me: int) -> Facts:
    return Facts(household=head.facts, holds=row.holder_id == me)


def _lies_still(work: Work, row: Item) -> bool:
    offer = Offer.objects.filter(item=row, answered_at__isnull=True).first()
    here = Account.objects.filter(professional_id=row.holder_id, is_active=True).exists()
    offered = None if offer is None else local_day(offer.offered_at)
    standing = Standing(local_day(row.opened_at), row.due_on, offered, holder_is_here=here)
    return is_idle(standing, work.today)


def _check_receiver(head: Head, row: Item, to: int, problems: list[Problem]) -> None:
    """Raise what is wrong; nobody gets an item in a household that is not open to him or her."""
    if row.kind in PRIVATE_KINDS:
        problems.append(Problem("item", "This is for its holder alone."))
    chiefs = [head.team_leader.id, *(one.professional.id for one in (head.lead,) if one)]
    helpers = [one.professional for one in head.whole.helpers if one.is_open(head.at)]
    if to not in {*chiefs, *helpers}:
        problems.append(NOT_HERE)
    elif to == row.holder_id:
        problems.append(Problem("to", "This colleague holds it already."))
    if problems:
        raise InvalidError(*problems)


def _offer(work: Work, head: Head, row: Item, to: int) -> None:
    Offer.objects.create(
        household_id=head.id, item=row, to_id=to, offered_at=work.at, offered_by=work.account
    )
    work.event("offered-item", household=head.id, subject="item", subject_id=row.pk, to=to)


def _answer_with_steps(work: Work, seen: Seen, *, accepted: bool, words: str) -> None:
    if accepted:
        accept_offer(work, seen.code, seen.item, seen.version)
    else:
        no = Declined(OTHER_REASON, words)
        decline_offer(work, seen.code, seen.item, no, seen.version)


def _pass(work: Work, head: Head, row: Item, to: int, verb: str, reason: str) -> None:
    was = row.holder_id
    found = item_row(work, head.id, row.pk) if row.kind in WITH_STEPS else None
    if found is not None:
        held = Hold(head, found)
        if found.offer is not None:
            drop_offer(work, held)
        move(work, held, Move.REASSIGN, to)
    else:
        Offer.objects.filter(item=row, answered_at__isnull=True).update(
            answered_at=work.at, accepted=False, answer=TAKEN
        )
        Item.objects.filter(pk=row.pk).update(holder_id=to, version=row.version + 1)
    if was != work.actor.professional:
        tell(work, NoticeKind.ITEM, [Someone(None, was)], About(item=row.pk))
    work.event(
        verb,
        household=head.id,
        subject="item",
        subject_id=row.pk,
        was=was,
        became=to,
        reason=reason,
    )


# --- views of one's own ------------------------------------------------------------------------


def save_view(work: Work, *, name: str, query: str) -> None:
    """Keep a choice of what waits under a name; the same name again replaces it.

    Raises NotAllowedError, and InvalidError without a name or with too many.
    """
    require(work.actor, Action.SEE_TODAY)
    mine = SavedView.objects.filter(account_id=work.account)
    if not name.strip() or len(name) > LONGEST_VIEW:
        raise InvalidError(Problem("name", "Give it a short name."))
    if mine.exclude(name=name.strip()).count() >= MOST_VIEWS:
        raise InvalidError(Problem("name", "There are enough views: throw one away first."))
    mine.filter(name=name.strip()).delete()
    SavedView.objects.create(account_id=work.account, name=name.strip(), query=query)


def drop_view(work: Work, view: int) -> None:
    """Throw an own view away; nothing happens when it is not there."""
    require(work.actor, Action.SEE_TODAY)
    SavedView.objects.filter(account_id=work.account, pk=view).delete()
