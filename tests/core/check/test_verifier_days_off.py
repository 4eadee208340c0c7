"""The verifier on days away and days off in weeks written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.core.check.answer import Placement, WitnessWeek
from tandem.core.model import (
    Away,
    DaysOff,
    Household,
    Period,
    Region,
    Where,
)
from tandem.core.rules import Holidays, PublicHoliday, SchoolHoliday, SchoolYear
from tests.core.check.weeks import ALL, HOME, KARIN, KEVIN, lived, put, week, wrong
from tests.core.oracle.build import (
    FRI,
    MON,
    TUE,
    WED,
    agreement,
    day,
    household,
    session,
    window,
)

# --- away, and days off -----------------------------------------------------------------------


def test_somebody_who_is_away_has_no_session_at_home_and_no_travel() -> None:
    away = replace(KEVIN, away=(Away(Period(day(0), day(6))),))
    for where, fits in ((Where.HOME, False), (Where.REMOTE, True), (Where.OUT, True)):
        home = household(
            agreement("a", session([MON], "10:00-11:00", where=where)), members=(away, KARIN)
        )
        assert lived(home, put("a", MON, "10:00-11:00", where=where)) is fits
        told = wrong(home, week(home, put("a", MON, "10:00-11:00", where=where)))
        assert fits or told == ["2027-01-04: a: a session at home of somebody who is away"]
    home = household(
        agreement("a", session([MON], "10:00-11:00", travel=30)),
        agreement("b", session([MON], "11:00-12:00")),
        members=(away, KARIN),
        weeks=1,
    )
    both = put("a", MON, "10:00-11:00", travel=30), put("b", MON, "11:00-12:00")
    assert lived(home, *both)
    assert not lived(replace(home, members=(KEVIN, KARIN)), *both)
    assert not lived(replace(home, members=(KEVIN, replace(KARIN, away=away.away))), *both)


def test_away_by_turns_is_away_in_its_own_weeks_and_days() -> None:
    turns = Away(Period(), every_weeks=2, first_week=day(7), days=(MON, FRI))
    asked = session([MON], "10:00-11:00", where=Where.HOME)
    home = household(
        agreement("a", asked, start=day(0), until=day(6)),
        members=(replace(KEVIN, away=(turns,)), KARIN),
    )
    here = WitnessWeek((day(0),), (put("a", MON, "10:00-11:00", where=Where.HOME),))
    rest = WitnessWeek((day(7), day(14), day(21)), ())
    assert wrong(home, here, rest) == []
    gone = replace(turns, first_week=day(0))
    assert wrong(replace(home, members=(replace(KEVIN, away=(gone,)), KARIN)), here, rest)
    tuesday = replace(gone, days=(TUE,))
    assert wrong(replace(home, members=(replace(KEVIN, away=(tuesday,)), KARIN)), here, rest) == []


@pytest.mark.parametrize(
    ("away", "mondays_gone"),
    [
        (Away(Period(), days=(MON,)), {0, 1, 2, 3}),
        (Away(Period(), days=(TUE,)), set()),
        (Away(Period(), every_weeks=2, first_week=day(3)), {0, 2}),
        (Away(Period(), every_weeks=2, first_week=day(7)), {1, 3}),
        (Away(Period(), every_weeks=3, first_week=day(7)), {1}),
        (Away(Period(day(7), day(13)), days=(MON,)), {1}),
        (Away(Period(), every_weeks=2, first_week=day(7), days=(TUE,)), set()),
    ],
)
def test_away_by_turns_or_on_days_is_away_on_just_these(away: Away, mondays_gone: set[int]) -> None:
    asked = session([MON], "10:00-11:00", where=Where.HOME)
    for number in range(4):
        first = day(7 * number)
        home = household(
            agreement("a", asked, start=first, until=day(7 * number + 6)),
            members=(replace(KEVIN, away=(away,)), KARIN),
        )
        here = WitnessWeek((first,), (put("a", MON, "10:00-11:00", where=Where.HOME),))
        rest = WitnessWeek(tuple(day(7 * n) for n in range(4) if n != number), ())
        assert bool(wrong(home, here, rest)) is (number in mondays_gone)


def custody(*, also_away: bool = False, where: Where = Where.OUT) -> Household:
    """Return a plan of two days a week, for somebody who is elsewhere on Mondays of even weeks."""
    turns = Away(Period(), every_weeks=2, first_week=day(0), days=(MON,), other_parent=True)
    asked = replace(session([MON, WED], "10:00-11:00", where=where), also_away=also_away)
    return household(agreement("a", asked), members=(replace(KEVIN, away=(turns,)), KARIN), weeks=2)


def test_what_falls_on_a_day_at_the_other_parent_falls_out() -> None:
    both = put("a", MON, "10:00-11:00"), put("a", WED, "10:00-11:00")
    there, here = WitnessWeek((day(0),), both[1:]), WitnessWeek((day(7),), both)
    assert wrong(custody(), there, here) == []
    assert wrong(custody(), replace(there, placements=both), here)
    assert wrong(custody(), replace(there, placements=both[:1]), here)
    assert wrong(custody(), there, replace(here, placements=both[1:]))
    assert wrong(custody(), replace(there, placements=()), here)
    assert wrong(custody(also_away=True), replace(there, placements=both), here) == []
    assert wrong(custody(also_away=True), there, here)


def test_away_but_not_at_the_other_parent_lets_nothing_fall_out() -> None:
    stay = Away(Period(day(0), day(6)))
    home = replace(custody(), members=(replace(KEVIN, away=(stay,)), KARIN))
    both = put("a", MON, "10:00-11:00"), put("a", WED, "10:00-11:00")
    assert lived(home, *both)
    assert not lived(home, both[1])
    assert wrong(custody(), WitnessWeek((day(0), day(7)), both)) == [
        "2027-01-04: a: not as often",
        "2027-01-04: a: on a day without it",
    ]


def test_the_days_of_one_member_at_the_other_parent_are_not_those_of_another() -> None:
    home = custody()
    kevin, karin = home.members
    swapped = replace(home, members=(replace(kevin, away=()), replace(karin, away=kevin.away)))
    assert lived(swapped, put("a", MON, "10:00-11:00"), put("a", WED, "10:00-11:00"))


FEAST = Holidays(
    (
        SchoolYear(
            Period(day(0), day(27)),
            (
                SchoolHoliday("V", "H", Region.NORTH, Period(day(7), day(13))),
                SchoolHoliday("V", "H", Region.SOUTH, Period(day(14), day(20))),
            ),
        ),
    ),
    (PublicHoliday("F", "F", day(0)),),
)


@pytest.mark.parametrize(
    ("kinds", "region", "asked_in"),
    [
        ((DaysOff.SCHOOL,), Region.NORTH, (0, 2, 3)),
        ((DaysOff.SCHOOL,), Region.SOUTH, (0, 1, 3)),
        ((DaysOff.SCHOOL,), None, ()),
        ((DaysOff.PUBLIC,), Region.NORTH, (1, 2, 3)),
        ((DaysOff.PUBLIC, DaysOff.SCHOOL), Region.NORTH, (2, 3)),
    ],
)
def test_on_a_day_off_nothing_is_asked(
    kinds: tuple[DaysOff, ...], region: Region | None, asked_in: tuple[int, ...]
) -> None:
    asked = replace(session([MON], "10:00-11:00"), not_in=kinds)
    home = replace(household(agreement("a", asked)), region=region)
    assert _in_just(home, asked_in, put("a", MON, "10:00-11:00"))


@pytest.mark.parametrize(
    ("kinds", "region", "asked_in"),
    [
        ((DaysOff.SCHOOL,), Region.NORTH, (1,)),
        ((DaysOff.SCHOOL,), None, ()),
        ((DaysOff.PUBLIC,), Region.NORTH, (0,)),
        ((DaysOff.PUBLIC, DaysOff.SCHOOL), Region.SOUTH, (0, 2)),
    ],
)
def test_what_is_for_days_off_is_asked_on_these_alone(
    kinds: tuple[DaysOff, ...], region: Region | None, asked_in: tuple[int, ...]
) -> None:
    asked = replace(session([MON], "10:00-11:00"), only_in=kinds)
    home = replace(household(agreement("a", asked)), region=region)
    assert _in_just(home, asked_in, put("a", MON, "10:00-11:00"))


def _in_just(home: Household, weeks: tuple[int, ...], placed: Placement) -> bool:
    """Whether a session is asked in these weeks, and may be in no other."""
    for with_it in ({*range(4)}, set(weeks), set(weeks) ^ {0}, set(weeks) ^ {3}, set[int]()):
        shown = [WitnessWeek((day(7 * n),), (placed,) if n in with_it else ()) for n in range(4)]
        if bool(wrong(home, *shown, holidays=FEAST)) is (with_it == set(weeks)):
            return False
    return True


def test_beyond_what_is_known_of_days_off_nothing_is_asked() -> None:
    short = Holidays((SchoolYear(Period(day(0), day(13)), ()),))
    asked = replace(session([MON], "10:00-11:00"), not_in=(DaysOff.SCHOOL,))
    home = replace(household(agreement("a", asked)), region=Region.NORTH)
    placed = put("a", MON, "10:00-11:00")
    known, rest = WitnessWeek((day(0), day(7)), (placed,)), WitnessWeek((day(14), day(21)), ())
    assert wrong(home, known, rest, holidays=short) == []
    assert wrong(home, known, replace(rest, placements=(placed,)), holidays=short)
    assert wrong(home, replace(known, placements=()), rest, holidays=short)


def test_with_days_off_as_many_are_asked_as_there_are_days_left() -> None:
    """Twice on Monday, Tuesday or Wednesday: with one day off twice still, with two once."""
    for off, count in (((0,), 2), ((0, 1), 1), ((0, 1, 2), 0), ((3,), 2), ((1, 2), 1)):
        feast = Holidays((), tuple(PublicHoliday("F", "F", day(n)) for n in off))
        asked = replace(session([MON, TUE, WED], "10:00-11:00", times=2), not_in=(DaysOff.PUBLIC,))
        home = household(agreement("a", asked), weeks=1)
        left = [n for n in (MON, TUE, WED) if n not in off]
        for shown in range(len(left) + 1):
            placed = [put("a", n, "10:00-11:00") for n in left[:shown]]
            assert lived(home, *placed, holidays=feast) is (shown == count), (off, shown)
        if left:
            on_it = put("a", off[0], "10:00-11:00")
            rest = [put("a", n, "10:00-11:00") for n in left[: count - 1]]
            assert not lived(home, on_it, *rest, holidays=feast)


def test_a_day_off_asks_no_more_often_than_agreed() -> None:
    feast = Holidays((), (PublicHoliday("F", "F", day(0)),))
    asked = replace(session([MON, TUE, WED], "10:00-11:00", times=1), not_in=(DaysOff.PUBLIC,))
    home = household(agreement("a", asked), weeks=1)
    tuesday, wednesday = put("a", TUE, "10:00-11:00"), put("a", WED, "10:00-11:00")
    assert lived(home, tuesday, holidays=feast)
    assert not lived(home, tuesday, wednesday, holidays=feast)


def test_days_whose_windows_are_too_short_do_not_count_as_left() -> None:
    asked = replace(
        session([TUE], "10:00-11:00", times=1),
        windows=(window([MON], "10:00-10:30"), window([TUE], "10:00-11:00")),
        not_in=(DaysOff.PUBLIC,),
    )
    home = household(agreement("a", asked), weeks=1)
    feast = Holidays((), (PublicHoliday("F", "F", day(1)),))
    assert lived(home, holidays=feast)
    assert lived(
        home,
        put("a", TUE, "10:00-11:00"),
        holidays=Holidays((), (PublicHoliday("F", "F", day(2)),)),
    )


def test_nobody_has_to_be_home_on_a_day_off() -> None:
    for asks, weeks in (
        (replace(HOME, not_in=(DaysOff.SCHOOL,)), {0, 2, 3}),
        (replace(HOME, only_in=(DaysOff.SCHOOL,)), {1}),
    ):
        home = replace(household(agreement("h", asks), members=ALL), region=Region.NORTH)
        for named in (weeks, {*range(4)} - weeks):
            shown = [WitnessWeek((day(7 * n),), (), ("h",) if n in named else ()) for n in range(4)]
            assert bool(wrong(home, *shown, holidays=FEAST)) is (named != weeks)
