"""The machine of states alone: one holder at every step, and what is over stays over."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.coordination.clocks import Clock, Step, after_working_days
from tandem.core.coordination.items import (
    Item,
    ItemKind,
    ItemState,
    Move,
    RefusedMoveError,
    moves_of,
    step,
)

PEOPLE = (1, 2, 3)
TRIES = st.lists(
    st.tuples(st.sampled_from(Move), st.sampled_from(PEOPLE), st.sampled_from([None, *PEOPLE])),
    max_size=25,
)


def is_whole(item: Item) -> bool:
    """Whether everything that can be said of an item fits together."""
    return (
        item.holder in PEOPLE
        and (item.state is ItemState.OFFERED) == (item.offered_to is not None)
        and item.holder not in {item.offered_to, item.carried_out_by}
        and (item.kind is ItemKind.COMMISSION or item.carried_out_by is None)
        and (item.state is not ItemState.UNDER_WAY or item.carried_out_by is not None)
    )


@given(st.sampled_from(ItemKind), TRIES)
def test_whatever_is_tried_an_item_has_one_holder(
    kind: ItemKind, tries: list[tuple[Move, int, int | None]]
) -> None:
    item = Item(kind, 1)
    for move, by, to in tries:
        before = item
        with suppress(RefusedMoveError):
            item = step(item, move, by, to)
        assert is_whole(item), (move, by, to)
        if before.is_over:
            assert item == before
        if item.holder != before.holder:
            assert move is Move.REASSIGN or (move is Move.ACCEPT and by == before.offered_to)
        if kind is ItemKind.COMMISSION and move is not Move.REASSIGN:
            assert item.holder == before.holder
        if item.is_over and kind is ItemKind.SIGNAL:
            assert item.state is ItemState.HANDLED


@given(st.sampled_from(ItemKind), TRIES, st.sampled_from(PEOPLE))
def test_what_is_told_to_be_possible_is_possible_and_nothing_else(
    kind: ItemKind, tries: list[tuple[Move, int, int | None]], who: int
) -> None:
    item = Item(kind, 1)
    for move, by, to in tries:
        with suppress(RefusedMoveError):
            item = step(item, move, by, to)
    other = next(one for one in PEOPLE if one != item.holder)
    for move in Move:
        try:
            step(item, move, who, other)
        except RefusedMoveError:
            assert move not in moves_of(item, who)
        else:
            assert move in moves_of(item, who)


def test_a_commission_that_failed_is_the_contact_holders_again() -> None:
    item = step(step(Item(ItemKind.COMMISSION, 1), Move.OFFER, 1, 2), Move.ACCEPT, 2)
    assert (item.holder, item.carried_out_by) == (1, 2)
    failed = step(item, Move.FAIL, 2)
    assert (failed.state, failed.holder, failed.carried_out_by) == (ItemState.OPEN, 1, None)
    done = step(step(item, Move.FINISH, 2), Move.READ, 1)
    assert done.state is ItemState.DONE
    with pytest.raises(RefusedMoveError):
        step(item, Move.FINISH, 1)


def test_working_days_leave_out_weekends_and_days_off() -> None:
    friday = datetime(2026, 12, 18, 9, tzinfo=UTC)
    assert after_working_days(friday, 1, ()).date() == date(2026, 12, 21)
    christmas = {date(2026, 12, 25)}
    assert after_working_days(friday, 6, christmas).date() == date(2026, 12, 29)
    steps = dict(Clock(reminder=1, team_leader=2).moments(friday, ()))
    assert set(steps) == {Step.REMINDER, Step.TEAM_LEADER}
    assert steps[Step.TEAM_LEADER].date() == date(2026, 12, 22)
