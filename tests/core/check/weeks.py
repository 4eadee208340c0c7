"""Weeks written by hand, and what the verifier says of them."""

from __future__ import annotations

from tandem.core.check.answer import Placement, WitnessWeek
from tandem.core.check.verify_weeks import verify_weeks
from tandem.core.model import Household, Member, SomebodyHome, Where
from tandem.core.rules import Holidays
from tests.core.oracle.build import MON, clock, window

NOTHING_KNOWN = Holidays()
KEVIN, KARIN, LOTTE = (Member(name, name.capitalize()) for name in ("kevin", "karin", "lotte"))
ALL = (KEVIN, KARIN, LOTTE)
HOME = SomebodyHome(("karin", "kevin"), (window([MON], "10:00-12:00"),), "lotte")
"""Somebody is home with Lotte on Monday from ten to twelve."""


def put(
    name: str,
    weekday: int,
    hours: str,
    *,
    members: tuple[str, ...] = ("kevin",),
    where: Where = Where.OUT,
    travel: int = 0,
    place: str = "",
    demand: int = 0,
) -> Placement:
    """Place a session."""
    start, end = map(clock, hours.split("-"))
    return Placement(name, members, weekday, start, end, where, place, travel, demand)


def week(home: Household, *placements: Placement, homes: tuple[str, ...] = ()) -> WitnessWeek:
    """Return one week for all weeks of the horizon."""
    mondays = tuple(home.horizon.monday(n) for n in range(home.horizon.weeks))
    return WitnessWeek(mondays, placements, homes)


def wrong(home: Household, *weeks: WitnessWeek, holidays: Holidays = NOTHING_KNOWN) -> list[str]:
    """Return what the verifier finds wrong with these weeks."""
    return list(verify_weeks(home, holidays, weeks))


def lived(
    home: Household,
    *placements: Placement,
    homes: tuple[str, ...] = (),
    holidays: Holidays = NOTHING_KNOWN,
) -> bool:
    """Whether a plan can be lived by having these sessions in every week."""
    return not wrong(home, week(home, *placements, homes=homes), holidays=holidays)
