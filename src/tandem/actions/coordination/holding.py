"""An item in a locked household, what the policy looks at for it, and one move of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from tandem.actions.errors import ChangedMeanwhileError, require
from tandem.actions.households import lock
from tandem.core.access import Action, Facts
from tandem.core.coordination.items import Item as Held
from tandem.core.coordination.items import ItemKind, ItemState, Move, RefusedMoveError, step
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import ItemRow, item_row
from tandem.records.coordination.models import Commission, Item, Offer
from tandem.records.work import SomebodyWasFirstError, Work

DONE = "Gedaan"
"""What is written as the outcome of an action of which only was said that it is done."""


class UnknownItemError(LookupError):
    """There is no such item that the actor has to do with."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A locked household, and an item of it as it stands."""

    head: Head
    row: ItemRow


def item_facts(work: Work, head: Head, row: ItemRow | None) -> Facts:
    """Return what the policy looks at for an item; one that is not there is nobody's."""
    return Facts(
        household=head.facts,
        own_item=row is not None and row.concerns(work.actor.professional),
        about_self=row is not None
        and (row.gave(work.actor.account) or row.is_question_of(head.facts.member)),
    )


def hold(work: Work, code: str, item: int, action: Action, version: int = 0) -> Hold:
    """Lock a household and return an item of it, for who may do this with it.

    With a `version` it must still be the one that was looked at. Raises UnknownHouseholdError,
    NotAllowedError, UnknownItemError and ChangedMeanwhileError.
    """
    head = lock(work, code)
    row = item_row(work, head.id, item)
    require(work.actor, action, _facts_for(work, head, row, action))
    if row is None:
        raise UnknownItemError(item)
    if version and row.version != version:
        raise ChangedMeanwhileError("item", row.version)
    return Hold(head, row)


def _facts_for(work: Work, head: Head, row: ItemRow | None, action: Action) -> Facts:
    """Return the facts, with whose it is for this action: holder, who is asked, who does it."""
    me = work.actor.professional
    if row is None or me is None:
        return item_facts(work, head, None)
    item = row.core
    whose = {
        Action.MOVE_ITEM: item.holder,
        Action.SEND_BACK: item.holder,
        Action.ANSWER_OFFER: item.offered_to,
        Action.REPORT_ITEM: item.carried_out_by or item.holder,
    }
    if action not in whose:
        return item_facts(work, head, row)
    return Facts(household=head.facts, own_item=whose[action] == me)


def move(work: Work, held: Hold, what: Move, to: int | None = None) -> Held:
    """Return the item after a move, and write what it says of the holder and of who does it.

    Raises SomebodyWasFirstError when it does not stand like that any more.
    """
    me = work.actor.professional or 0
    try:
        after = step(held.row.core, what, me, to)
    except RefusedMoveError as error:
        raise SomebodyWasFirstError(f"item-{error.move.value}") from error
    Item.objects.filter(pk=held.row.id).update(holder_id=after.holder, version=F("version") + 1)
    if held.row.kind is ItemKind.COMMISSION:
        Commission.objects.filter(item_id=held.row.id).update(
            carried_out_by_id=None if after.is_over else after.carried_out_by,
            reported_at=_reported_at(work, held, after),
        )
    return after


def _reported_at(work: Work, held: Hold, after: Held) -> object:
    if after.state is not ItemState.REPORTED:
        return None
    before = held.row.commission
    return (before.reported_at if before else None) or work.at


def close(work: Work, held: Hold, what: Move, outcome: str) -> Held:
    """Make a move that ends the item, with how it ended; an open offer of it falls."""
    after = move(work, held, what)
    if held.row.offer is not None:
        drop_offer(work, held)
    Item.objects.filter(pk=held.row.id).update(
        closed_at=work.at, ended=after.state.value, outcome=outcome
    )
    return after


def drop_offer(work: Work, held: Hold) -> None:
    """Write that an open offer was taken back."""
    Offer.objects.filter(item_id=held.row.id, answered_at__isnull=True).update(
        answered_at=work.at, accepted=False, taken_back=True
    )


def tell(work: Work, held: Hold, verb: str, **data: object) -> None:
    """Note what happened to an item; words of people are not in it."""
    work.event(
        verb,
        household=held.head.id,
        subject="item",
        subject_id=held.row.id,
        kind=held.row.kind.value,
        **data,
    )
