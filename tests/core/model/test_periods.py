"""Periods, horizons and windows at their edges."""

from __future__ import annotations

from datetime import date

import pytest

from tandem.core.model import Horizon, Period, Window, month_end


def test_both_ends_of_a_period_are_in_it() -> None:
    period = Period(date(2027, 1, 4), date(2027, 1, 10))
    assert period.contains(date(2027, 1, 4))
    assert period.contains(date(2027, 1, 10))
    assert not period.contains(date(2027, 1, 11))


def test_an_open_end_goes_on() -> None:
    assert Period(date(2027, 1, 4), None).covers(date(2030, 1, 1), date(2040, 1, 1))
    assert Period().overlaps(Period(date(2027, 1, 4), date(2027, 1, 4)))


def test_an_empty_period_overlaps_nothing() -> None:
    empty = Period(date(2027, 1, 5), date(2027, 1, 4))
    assert empty.is_empty
    assert not empty.overlaps(Period())
    assert not Period().overlaps(empty)


def test_a_horizon_starts_on_a_monday_and_has_a_week() -> None:
    with pytest.raises(ValueError, match="Monday"):
        Horizon(date(2027, 1, 5))
    with pytest.raises(ValueError, match="at least one week"):
        Horizon(date(2027, 1, 4), 0)


def test_months_of_a_horizon_are_those_that_end_in_it() -> None:
    months = Horizon(date(2027, 1, 4), 26).months()
    assert [m.month for m in months] == [1, 2, 3, 4, 5, 6]
    assert Horizon(date(2027, 1, 4), 1).months() == (date(2027, 1, 1),)


def test_the_end_of_a_month() -> None:
    assert month_end(date(2028, 2, 5)) == date(2028, 2, 29)
    assert month_end(date(2027, 12, 31)) == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("days", "start", "end"), [((), 0, 60), ((7,), 0, 60), ((0,), 60, 60), ((0,), 0, 1441)]
)
def test_a_window_that_cannot_be_is_refused(days: tuple[int, ...], start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"days|window"):
        Window(days, start, end)
