"""The verifier on weeks that were written by hand: what may be lived, and what may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.core.check.answer import WitnessWeek
from tandem.core.model import (
    Period,
    Where,
)
from tests.core.check.weeks import lived, put, week, wrong
from tests.core.oracle.build import (
    MON,
    SUN,
    TUE,
    WED,
    agreement,
    day,
    household,
    session,
)

# --- one session ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weekday", "hours", "fits"),
    [
        (MON, "10:00-11:00", True),
        (TUE, "11:00-12:00", True),
        (MON, "10:30-11:30", True),
        (MON, "09:59-10:59", False),
        (MON, "11:01-12:01", False),
        (WED, "10:00-11:00", False),
        (MON, "10:00-10:59", False),
        (MON, "10:00-11:01", False),
    ],
)
def test_a_session_lies_in_its_window_and_is_as_long_as_agreed(
    weekday: int, hours: str, *, fits: bool
) -> None:
    home = household(agreement("a", session([MON, TUE], "10:00-12:00", times=1, minutes=60)))
    assert lived(home, put("a", weekday, hours)) is fits


def test_a_session_is_where_and_with_whom_it_was_agreed() -> None:
    asked = replace(session([MON], "10:00-11:00", travel=20), place="town hall")
    home = household(agreement("a", asked))
    right = put("a", MON, "10:00-11:00", travel=20, place="town hall")
    assert lived(home, right)
    assert not lived(home, replace(right, place="clinic"))
    assert not lived(home, replace(right, travel=15))
    assert not lived(home, replace(right, where=Where.HOME))
    assert not lived(home, replace(right, members=("karin",)))
    assert not lived(home, replace(right, members=("kevin", "karin")))
    assert not lived(home, replace(right, agreement="b"))
    assert not lived(home, replace(right, demand=1))
    both = household(agreement("a", replace(asked, members=("karin", "kevin"))))
    assert lived(both, replace(right, members=("karin", "kevin")))
    assert not lived(both, right)


def test_a_session_at_home_has_no_travel() -> None:
    asked = session([MON], "10:00-11:00", where=Where.HOME)
    home = household(agreement("a", replace(asked, travel=20)))
    right = put("a", MON, "10:00-11:00", where=Where.HOME)
    assert lived(home, right)
    assert not lived(home, replace(right, travel=20))


@pytest.mark.parametrize("travel", [0, 45])
def test_travel_lies_outside_the_window_and_even_outside_the_week(travel: int) -> None:
    home = household(
        agreement("a", session([MON], "00:00-01:00", travel=travel)),
        agreement("b", session([SUN], "23:00-24:00", travel=travel)),
    )
    first = put("a", MON, "00:00-01:00", travel=travel)
    assert lived(home, first, put("b", SUN, "23:00-24:00", travel=travel))


# --- how often --------------------------------------------------------------------------------


def test_sessions_are_as_often_as_agreed_and_each_on_a_day_of_its_own() -> None:
    home = household(agreement("a", session([MON, TUE, WED], "10:00-12:00", times=2, minutes=60)))
    one, other = put("a", MON, "10:00-11:00"), put("a", TUE, "10:00-11:00")
    assert lived(home, one, other)
    assert not lived(home, one)
    assert not lived(home)
    assert not lived(home, one, other, put("a", WED, "10:00-11:00"))
    assert not lived(home, one, put("a", MON, "11:00-12:00"))


def test_sessions_may_share_a_day_where_that_was_agreed() -> None:
    asked = session([MON], "10:00-12:00", times=2, minutes=60, same_day=True)
    home = household(agreement("a", asked))
    one, other = put("a", MON, "10:00-11:00"), put("a", MON, "11:00-12:00")
    assert lived(home, one, other)
    assert not lived(home, one, one)
    assert not lived(home, one, put("a", MON, "10:30-11:30"))
    assert not lived(home, one, other, other)


def test_what_is_not_known_asks_nothing_and_may_not_be_shown() -> None:
    for unknown in (
        replace(session([MON], "10:00-11:00"), windows=None),
        replace(session([MON], "10:00-11:00"), times=None),
        replace(session([MON], "10:00-11:00"), minutes=None),
        session([MON], "10:00-11:00", times=0),
    ):
        home = household(agreement("a", unknown))
        assert lived(home)
        assert not lived(home, put("a", MON, "10:00-11:00"))


def test_a_session_is_asked_in_whole_weeks_only() -> None:
    asked = session([MON, SUN], "10:00-11:00", times=1)
    held = {(day(0), None): (0, 1), (day(1), None): (1,), (None, day(6)): (0,), (None, day(5)): ()}
    for (first, last), weeks in held.items():
        for home in (
            household(agreement("a", asked, start=first, until=last), weeks=2),
            household(agreement("a", replace(asked, period=Period(first, last))), weeks=2),
        ):
            shown = [
                WitnessWeek((day(7 * n),), (put("a", MON, "10:00-11:00"),) if n in weeks else ())
                for n in (0, 1)
            ]
            assert wrong(home, *shown) == []
            swapped = [
                replace(one, placements=shown[1 - n].placements) for n, one in enumerate(shown)
            ]
            assert bool(wrong(home, *swapped)) is (len(weeks) == 1)
            every = WitnessWeek((day(0), day(7)), (put("a", MON, "10:00-11:00"),))
            assert bool(wrong(home, every)) is (len(weeks) < 2)


@pytest.mark.parametrize(
    ("first_week", "turns"),
    [
        (day(0), (0, 2)),
        (day(3), (0, 2)),
        (day(6), (0, 2)),
        (day(7), (1, 3)),
        (day(-1), (1, 3)),
        (day(-14), (0, 2)),
    ],
)
def test_every_other_week_counts_from_the_week_of_a_day(
    first_week: date, turns: tuple[int, ...]
) -> None:
    asked = session([MON], "10:00-11:00", every_weeks=2, first_week=first_week)
    home = household(agreement("a", asked))
    with_it = WitnessWeek(tuple(day(7 * n) for n in turns), (put("a", MON, "10:00-11:00"),))
    without = WitnessWeek(tuple(day(7 * n) for n in range(4) if n not in turns), ())
    assert wrong(home, with_it, without) == []
    assert wrong(
        home, replace(with_it, mondays=without.mondays), replace(without, mondays=with_it.mondays)
    )


def test_once_in_three_weeks_is_in_the_third_week_after_its_first() -> None:
    asked = session([MON], "10:00-11:00", every_weeks=3, first_week=day(9))
    home = household(agreement("a", asked), weeks=5)
    with_it = WitnessWeek((day(7), day(28)), (put("a", MON, "10:00-11:00"),))
    without = WitnessWeek((day(0), day(14), day(21)), ())
    assert wrong(home, with_it, without) == []


def test_in_a_single_week_a_session_is_not_forgotten() -> None:
    home = household(agreement("a", session([MON], "10:00-11:00")), weeks=1)
    assert lived(home, put("a", MON, "10:00-11:00"))
    assert wrong(home, week(home)) == ["2027-01-04: a: not as often"]


def test_what_is_wrong_names_the_agreement() -> None:
    asked = session([MON, TUE], "10:00-12:00", times=2, minutes=60)
    home = household(agreement("a", asked), weeks=1)
    one = put("a", MON, "10:00-11:00")
    assert wrong(home, week(home, one, put("a", MON, "11:00-12:00"))) == [
        "2027-01-04: a: two sessions on one day"
    ]
    late = put("a", TUE, "11:30-12:30")
    assert wrong(home, week(home, one, late)) == [
        "2027-01-04: a: a session outside its windows, day 1 at 690"
    ]
    long = put("a", TUE, "10:00-11:30")
    assert wrong(home, week(home, one, long)) == ["2027-01-04: a: a session of 90 minutes"]


def test_what_is_no_longer_of_the_plan_asks_nothing() -> None:
    home = household(agreement("a", session([MON], "10:00-11:00"), start_known=False))
    assert lived(home)
    assert not lived(home, put("a", MON, "10:00-11:00"))


def test_not_even_one_of_several_sessions_may_be_shown_when_nothing_is_asked() -> None:
    asked = session([MON, TUE], "10:00-11:00", times=2)
    home = household(agreement("a", asked, until=day(6)), weeks=2)
    both = put("a", MON, "10:00-11:00"), put("a", TUE, "10:00-11:00")
    with_it, without = WitnessWeek((day(0),), both), WitnessWeek((day(7),), ())
    assert wrong(home, with_it, without) == []
    assert wrong(home, with_it, replace(without, placements=both[:1]))


# --- the weeks themselves ---------------------------------------------------------------------


def test_each_week_of_the_horizon_is_shown_once() -> None:
    home = household(weeks=3)
    mondays = (day(0), day(7), day(14))
    assert wrong(home, WitnessWeek(mondays, ())) == []
    assert wrong(home, WitnessWeek(mondays[:1], ()), WitnessWeek(mondays[1:], ())) == []
    assert wrong(home, WitnessWeek(mondays[:2], ())) == ["no week for 2027-01-18"]
    assert wrong(home, WitnessWeek(mondays[1:], ())) == ["no week for 2027-01-04"]
    assert wrong(home) == [f"no week for {monday}" for monday in mondays]
    beyond = WitnessWeek((*mondays, day(21)), ())
    assert wrong(home, beyond) == ["2027-01-25 is no week of the horizon"]
    assert wrong(home, WitnessWeek((day(-7), *mondays), ())) == [
        "2026-12-28 is no week of the horizon"
    ]
    assert wrong(home, WitnessWeek((day(1), *mondays[1:]), ())) == [
        "2027-01-05 is no week of the horizon",
        "no week for 2027-01-04",
    ]
    twice = WitnessWeek((*mondays, day(7)), ())
    assert wrong(home, twice) == ["two weeks for 2027-01-11"]
    again = WitnessWeek((day(14),), ())
    assert wrong(home, WitnessWeek(mondays, ()), again) == ["two weeks for 2027-01-18"]


def test_what_is_wrong_names_the_first_week_in_which_it_is() -> None:
    home = household(agreement("a", session([MON], "10:00-11:00")), weeks=4)
    right = WitnessWeek((day(0), day(14)), (put("a", MON, "10:00-11:00"),))
    empty = WitnessWeek((day(7), day(21)), ())
    assert wrong(home, right, empty) == ["2027-01-11: a: not as often"]
