"""When money falls due: every month, in some, every four weeks, or once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tandem.core.model import MONTHLY, Due, month_end

MARCH = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("due", "times"),
    [
        (MONTHLY, 1),
        (Due(months=(3, 12)), 1),
        (Due(months=(5,)), 0),
        (Due(once=date(2027, 3, 31)), 1),
        (Due(once=date(2028, 3, 31)), 0),
        (Due(four_weeks_from=date(2027, 3, 1)), 2),
        (Due(four_weeks_from=date(2027, 3, 4)), 1),
        (Due(four_weeks_from=date(2030, 1, 1)), 2),
    ],
)
def test_how_often_in_a_month(due: Due, times: int) -> None:
    assert due.times_in(MARCH) == times


@pytest.mark.parametrize("shift", range(-60, 60, 7))
def test_every_four_weeks_is_thirteen_times_in_364_days(shift: int) -> None:
    day = MARCH + timedelta(days=shift)
    due = Due(four_weeks_from=day)
    months = [date(2027, number, 1) for number in range(1, 13)]
    days = {day + timedelta(weeks=4 * turn) for turn in range(-30, 30)}
    for month in months:
        assert due.times_in(month) == sum(month <= d <= month_end(month) for d in days)
