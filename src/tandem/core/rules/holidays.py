"""Days off: the school holidays by region, and the public holidays, as dated data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tandem.core.model import DaysOff, Period, Region, Sessions, SomebodyHome

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A school holiday of one region."""

    nl: str
    en: str
    region: Region
    period: Period


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """A school year of which the holidays are published."""

    period: Period
    holidays: tuple[SchoolHoliday, ...]
    source: str = ""
    checked_on: date | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A public holiday."""

    nl: str
    en: str
    day: date


@dataclass(frozen=True)
class Holidays:
    """All days off that are known."""

    years: tuple[SchoolYear, ...] = ()
    public: tuple[PublicHoliday, ...] = ()

    def days_off(self, kind: DaysOff, region: Region | None) -> Iterator[Period]:
        """Yield the periods of one kind of days off, for a region."""
        if kind is DaysOff.PUBLIC:
            yield from (Period(one.day, one.day) for one in self.public)
            return
        for year in self.years:
            yield from (one.period for one in year.holidays if one.region is region)

    def asks(self, demand: Sessions | SomebodyHome, day: date, region: Region | None) -> bool:
        """Whether a demand may ask something on a day, as far as days off go.

        On a day of which nobody knows whether it is a day off, it asks nothing.
        """
        for kind in {*demand.not_in, *demand.only_in}:
            if not any(period.contains(day) for period in self.known(kind, region)):
                return False
        if any(self._is_off(kind, day, region) for kind in demand.not_in):
            return False
        within = [self._is_off(kind, day, region) for kind in demand.only_in]
        return not within or any(within)

    def _is_off(self, kind: DaysOff, day: date, region: Region | None) -> bool:
        return any(period.contains(day) for period in self.days_off(kind, region))

    def known(self, kind: DaysOff, region: Region | None) -> Iterator[Period]:
        """Yield the periods in which all days off of one kind are known.

        Public holidays are known from the first to the last year that the rule base holds.
        """
        if kind is DaysOff.SCHOOL:
            yield from (year.period for year in self.years if region is not None)
        elif self.public:
            years = [one.day.year for one in self.public]
            yield Period(date(min(years), 1, 1), date(max(years), 12, 31))


def easter(year: int) -> date:
    """Return Easter Sunday of a year, by the Gregorian reckoning (after Gauss and Meeus)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, skipped = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, left = divmod(rest, 4)
    sunday = (32 + 2 * skipped + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def public_holidays(first: int, last: int) -> tuple[PublicHoliday, ...]:
    """Return the public holidays of some years, in order.

    Source: Algemene termijnenwet, article 3, first paragraph, with Easter Sunday and Whit Sunday.
    King's Day is on 27 April, on 26 April when that is a Sunday. Good Friday is not one: most
    people work.
    """
    found = [one for year in range(first, last + 1) for one in _of_year(year)]
    return tuple(sorted(found, key=lambda one: one.day))


def _of_year(year: int) -> Iterator[PublicHoliday]:
    sunday = easter(year)
    king = date(year, 4, 27)
    if king.weekday() == SUNDAY:
        king -= timedelta(days=1)
    yield PublicHoliday("Nieuwjaarsdag", "New Year's Day", date(year, 1, 1))
    yield PublicHoliday("Eerste Paasdag", "Easter Sunday", sunday)
    yield PublicHoliday("Tweede Paasdag", "Easter Monday", sunday + timedelta(days=1))
    yield PublicHoliday("Koningsdag", "King's Day", king)
    yield PublicHoliday("Bevrijdingsdag", "Liberation Day", date(year, 5, 5))
    yield PublicHoliday("Hemelvaartsdag", "Ascension Day", sunday + timedelta(days=39))
    yield PublicHoliday("Eerste Pinksterdag", "Whit Sunday", sunday + timedelta(days=49))
    yield PublicHoliday("Tweede Pinksterdag", "Whit Monday", sunday + timedelta(days=50))
    yield PublicHoliday("Eerste Kerstdag", "Christmas Day", date(year, 12, 25))
    yield PublicHoliday("Tweede Kerstdag", "Boxing Day", date(year, 12, 26))
