"""Which changes need no new yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.model import (
    SMALL_MOVE,
    Demands,
    Form,
    Sessions,
    SomebodyHome,
    Where,
    Window,
    is_small_move,
)

THERAPY = Sessions(
    ("kevin",),
    times=2,
    minutes=120,
    windows=(Window((1, 3), 600, 720),),
    place="bij de boerderij",
    travel=40,
    contact_of=("kevin",),
)


def form(session: Sessions, **more: date | int | None) -> Form:
    return replace(Form(demands=Demands(sessions=(session,))), **more)  # type: ignore[arg-type]


AGREED = form(THERAPY)


def moved(minutes: int) -> Form:
    window = Window((1, 3), 600 + minutes, 720 + minutes)
    return form(replace(THERAPY, windows=(window,)))


@given(st.integers(-600, 600))
def test_only_half_an_hour_is_small(minutes: int) -> None:
    assert is_small_move(AGREED, moved(minutes)) == (abs(minutes) <= SMALL_MOVE)


@pytest.mark.parametrize(
    "became",
    [
        AGREED,
        form(replace(THERAPY, place="in het buurthuis")),
        form(replace(THERAPY, travel=10)),
        form(replace(THERAPY, windows=(Window((3, 1), 600, 720),))),
    ],
)
def test_small(became: Form) -> None:
    assert is_small_move(AGREED, became)


@pytest.mark.parametrize(
    "became",
    [
        form(replace(THERAPY, travel=45)),
        form(replace(THERAPY, times=3)),
        form(replace(THERAPY, minutes=150)),
        form(replace(THERAPY, where=Where.REMOTE, travel=0)),
        form(replace(THERAPY, windows=(Window((1, 4), 600, 720),))),
        form(replace(THERAPY, windows=(Window((1, 3), 600, 750),))),
        form(replace(THERAPY, windows=None)),
        form(replace(THERAPY, contact_of=())),
        form(replace(THERAPY, every_weeks=2, first_week=date(2027, 1, 4))),
        form(THERAPY, start=date(2027, 1, 11)),
        form(THERAPY, until=date(2027, 3, 1)),
        form(THERAPY, lasts_days=14),
        Form(),
        Form(
            demands=Demands(
                sessions=(THERAPY,),
                somebody_home=(SomebodyHome(("karin",), (Window((0,), 900, 1000),)),),
            )
        ),
    ],
)
def test_not_small(became: Form) -> None:
    assert not is_small_move(AGREED, became)


def test_unknown_hours_that_are_filled_in_are_asked() -> None:
    unknown = form(replace(THERAPY, windows=None))
    assert is_small_move(unknown, unknown)
    assert not is_small_move(unknown, AGREED)
