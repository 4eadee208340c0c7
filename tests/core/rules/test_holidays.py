"""Days off: what the calendar says, and what the rule base holds."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from tandem.core.model import DaysOff, Period, Region, Sessions
from tandem.core.rules import Holidays, easter, public_holidays
from tandem.formats.rulebase import load

HOLIDAYS = load().holidays


@pytest.mark.parametrize(
    "day",
    ["1961-04-02", "2000-04-23", "2008-03-23", "2024-03-31", "2027-03-28", "2038-04-25"],
)
def test_easter(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


def test_the_public_holidays_of_2027() -> None:
    assert [one.day.isoformat() for one in public_holidays(2027, 2027)] == [
        *("2027-01-01", "2027-03-28", "2027-03-29", "2027-04-27", "2027-05-05", "2027-05-06"),
        *("2027-05-16", "2027-05-17", "2027-12-25", "2027-12-26"),
    ]


def test_kings_day_is_never_on_a_sunday() -> None:
    days = [one.day for one in public_holidays(2024, 2045) if one.nl == "Koningsdag"]
    assert date(2025, 4, 26) in days
    assert all(day.weekday() != 6 for day in days)


@pytest.mark.parametrize("region", Region)
def test_the_school_years_are_whole_and_follow_one_another(region: Region) -> None:
    known = list(HOLIDAYS.known(DaysOff.SCHOOL, region))
    assert all(
        one.last is not None and other.first is not None and (other.first - one.last).days == 1
        for one, other in pairwise(known)
    )
    for year in HOLIDAYS.years:
        own = [one for one in year.holidays if one.region is region]
        assert {"Herfstvakantie", "Kerstvakantie", "Meivakantie"} <= {one.nl for one in own}
        assert year.source
        for one in own:
            first, last = one.period.first, one.period.last
            assert first is not None
            assert last is not None
            assert first.weekday() == 5
            assert last.weekday() == 6
            assert (last - first).days + 1 in {9, 16, 44}


@pytest.mark.parametrize(
    ("region", "day", "is_off"),
    [
        (Region.NORTH, date(2027, 10, 16), True),
        (Region.SOUTH, date(2027, 10, 16), False),
        (Region.SOUTH, date(2028, 9, 3), True),
        (Region.MIDDLE, date(2028, 9, 3), False),
    ],
)
def test_a_day_is_a_holiday_in_its_region(region: Region, day: date, *, is_off: bool) -> None:
    demand = Sessions(members=("kevin",), not_in=(DaysOff.SCHOOL,))
    assert HOLIDAYS.asks(demand, day, region) is not is_off


def test_what_is_not_known_asks_nothing() -> None:
    far = date(2044, 3, 1)
    for demand in (
        Sessions(members=("kevin",), not_in=(DaysOff.SCHOOL,)),
        Sessions(members=("kevin",), only_in=(DaysOff.SCHOOL,)),
    ):
        assert not HOLIDAYS.asks(demand, far, Region.NORTH)
        assert not HOLIDAYS.asks(demand, date(2027, 9, 1), None)
    assert HOLIDAYS.asks(Sessions(members=("kevin",)), far, None)


def test_no_public_holidays_are_known_of_an_empty_rule_base() -> None:
    assert list(Holidays().known(DaysOff.PUBLIC, None)) == []
    assert list(Holidays().days_off(DaysOff.PUBLIC, None)) == []
    known = list(HOLIDAYS.known(DaysOff.PUBLIC, None))
    assert known == [Period(date(2024, 1, 1), date(2045, 12, 31))]
