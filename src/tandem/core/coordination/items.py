"""What may happen to an item, and who holds it then: a machine of states without a database.

An item has exactly one holder at every moment. Who offers it stays holder until the other accepts.
A handover moves everything. A commission moves only the work: contact, quality and coherence stay
with the contact holder, who is its holder all the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class ItemKind(StrEnum):
    """What somebody holds."""

    SIGNAL = "signal"
    """A concern: it ends only as handled."""
    ACTION = "action"
    COMMISSION = "commission"
    """Somebody else carries out a piece of work (opdracht)."""
    DISPUTE = "dispute"
    """Who pays: help does not wait for it."""
    QUESTION = "simple-question"
    """A simple question of one person (enkelvoudige vraag): it ends only as handled."""


class ItemState(StrEnum):
    """How an item stands."""

    OPEN = "open"
    OFFERED = "offered"
    """Somebody is asked to take it; until then the holder is who it was."""
    UNDER_WAY = "under-way"
    """A commission that somebody carries out."""
    REPORTED = "reported"
    """A commission of which the report waits for the contact holder to read it."""
    HANDLED = "handled"
    DONE = "done"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What somebody may do with an item."""

    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    TAKE_BACK = "take-back"
    """Who offered it takes the offer back."""
    HANDLE = "handle"
    FINISH = "finish"
    """It is done, with a report."""
    FAIL = "fail"
    """It did not work out, with what was tried."""
    READ = "read"
    """The contact holder has read the report: the commission is over."""
    WITHDRAW = "withdraw"
    REASSIGN = "reassign"
    """Who leads the team gives it to somebody, when its holder cannot any more."""


OVER = frozenset({ItemState.HANDLED, ItemState.DONE, ItemState.FAILED, ItemState.WITHDRAWN})
"""States in which nothing happens to an item any more."""


class RefusedMoveError(Exception):
    """This cannot be done with an item that stands like this, or not by this person."""

    def __init__(self, move: Move, item: Item) -> None:
        super().__init__(f"{move.value} of a {item.kind.value} that is {item.state.value}")
        self.move = move
        self.item = item


@dataclass(frozen=True, slots=True)
class Item:
    """Something that somebody holds. People are numbers here."""

    kind: ItemKind
    holder: int
    state: ItemState = ItemState.OPEN
    offered_to: int | None = None
    carried_out_by: int | None = None
    """Who does the work of a commission; never its holder."""
    passed_on: int = 0
    """How often another took it over by accepting it ("doorgeschoven")."""

    @property
    def is_over(self) -> bool:
        """Whether nothing happens to it any more."""
        return self.state in OVER


def step(item: Item, move: Move, by: int, to: int | None = None) -> Item:
    """Return the item after a move by somebody; `to` is who is asked, or who gets it.

    Raises RefusedMoveError: then the item is as it was.
    """
    if item.is_over or move not in moves_of(item, by):
        raise RefusedMoveError(move, item)
    if move in _WITH_SOMEBODY and (to is None or to == item.holder):
        raise RefusedMoveError(move, item)
    return _MOVES[move](item, to)


def moves_of(item: Item, by: int) -> frozenset[Move]:
    """Return what somebody can do with an item as it stands.

    Giving it to another without being asked is not among what a holder can do: that is for who
    leads the team, and is asked of the policy alone.
    """
    if item.is_over:
        return frozenset()
    found = {Move.REASSIGN}
    if item.state is ItemState.OFFERED and by == item.offered_to:
        found |= {Move.ACCEPT, Move.DECLINE}
    if item.state is ItemState.UNDER_WAY and by == item.carried_out_by:
        found |= {Move.FINISH, Move.FAIL}
    if by == item.holder:
        found |= _HOLDER_MAY.get((item.kind, item.state), frozenset())
    return frozenset(found)


_WITH_SOMEBODY = frozenset({Move.OFFER, Move.REASSIGN})
_ENDS: Mapping[ItemKind, frozenset[Move]] = {
    ItemKind.SIGNAL: frozenset({Move.HANDLE}),
    ItemKind.DISPUTE: frozenset({Move.HANDLE}),
    ItemKind.QUESTION: frozenset({Move.HANDLE}),
    ItemKind.ACTION: frozenset({Move.FINISH, Move.FAIL, Move.WITHDRAW}),
    ItemKind.COMMISSION: frozenset({Move.WITHDRAW}),
}
"""How the holder may end an item."""
_HOLDER_MAY: Mapping[tuple[ItemKind, ItemState], frozenset[Move]] = {
    (kind, state): ends | more
    for kind, ends in _ENDS.items()
    for state, more in {
        ItemState.OPEN: frozenset({Move.OFFER}),
        ItemState.OFFERED: frozenset({Move.TAKE_BACK}),
    }.items()
} | {
    (ItemKind.COMMISSION, ItemState.UNDER_WAY): frozenset({Move.WITHDRAW}),
    (ItemKind.COMMISSION, ItemState.REPORTED): frozenset({Move.READ}),
}


def _offer(item: Item, to: int | None) -> Item:
    return replace(item, state=ItemState.OFFERED, offered_to=to)


def _accept(item: Item, _: int | None) -> Item:
    if item.kind is ItemKind.COMMISSION:
        return replace(
            item,
            state=ItemState.UNDER_WAY,
            offered_to=None,
            carried_out_by=item.offered_to,
        )
    assert item.offered_to is not None  # noqa: S101 - who accepts was asked
    return replace(_held_by(item, item.offered_to), passed_on=item.passed_on + 1)


def _held_by(item: Item, holder: int) -> Item:
    return replace(item, holder=holder, state=ItemState.OPEN, offered_to=None)


def _open_again(item: Item, _: int | None) -> Item:
    return replace(item, state=ItemState.OPEN, offered_to=None, carried_out_by=None)


def _reassign(item: Item, to: int | None) -> Item:
    """Give it to another; work that is under way stays with who does it, unless that is he."""
    assert to is not None  # noqa: S101 - asked before
    moved = _held_by(item, to)
    doer = None if item.carried_out_by == to else item.carried_out_by
    if item.state is ItemState.REPORTED or (item.state is ItemState.UNDER_WAY and doer):
        return replace(moved, state=item.state, carried_out_by=doer)
    return replace(moved, carried_out_by=None)


def _end(state: ItemState) -> Callable[[Item, int | None], Item]:
    def end(item: Item, _: int | None) -> Item:
        return replace(item, state=state, offered_to=None, carried_out_by=None)

    return end


def _finish(item: Item, _: int | None) -> Item:
    if item.kind is ItemKind.COMMISSION:
        return replace(item, state=ItemState.REPORTED)
    return _end(ItemState.DONE)(item, None)


def _fail(item: Item, _: int | None) -> Item:
    """A commission that failed goes back to the contact holder, who must do something else."""
    if item.kind is ItemKind.COMMISSION:
        return _open_again(item, None)
    return _end(ItemState.FAILED)(item, None)


_MOVES: Mapping[Move, Callable[[Item, int | None], Item]] = {
    Move.OFFER: _offer,
    Move.ACCEPT: _accept,
    Move.DECLINE: _open_again,
    Move.TAKE_BACK: _open_again,
    Move.HANDLE: _end(ItemState.HANDLED),
    Move.FINISH: _finish,
    Move.FAIL: _fail,
    Move.READ: _end(ItemState.DONE),
    Move.WITHDRAW: _end(ItemState.WITHDRAWN),
    Move.REASSIGN: _reassign,
}
