"""The verifier on who is where in weeks written by hand: never in two places, somebody home."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.core.check.answer import Placement, WitnessWeek
from tandem.core.model import (
    Away,
    Household,
    Period,
    Place,
    SomebodyHome,
    Way,
    Where,
)
from tests.core.check.weeks import ALL, HOME, KARIN, KEVIN, LOTTE, lived, put, week, wrong
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

# --- nobody in two places ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "travel", "members", "fits"),
    [
        ("11:00-12:00", 0, ("kevin",), True),
        ("10:59-11:59", 0, ("kevin",), False),
        ("10:15-10:45", 0, ("kevin",), False),
        ("10:00-11:00", 0, ("kevin",), False),
        ("10:15-10:45", 0, ("karin",), True),
        ("10:15-10:45", 0, ("karin", "kevin"), False),
        ("11:15-12:00", 15, ("kevin",), True),
        ("11:15-12:00", 16, ("kevin",), False),
        ("08:45-09:45", 15, ("kevin",), True),
        ("08:45-09:45", 16, ("kevin",), False),
        ("08:00-10:00", 0, ("kevin",), True),
    ],
)
def test_nobody_is_at_two_sessions_at_once(
    hours: str, travel: int, members: tuple[str, ...], *, fits: bool
) -> None:
    where = Where.OUT
    asked = session([MON], hours, members=members, travel=travel)
    home = household(agreement("a", session([MON], "10:00-11:00")), agreement("b", asked))
    other = put("b", MON, hours, members=members, travel=travel, where=where)
    first = put("a", MON, "10:00-11:00")
    assert lived(home, first, other) is fits
    assert lived(home, other, first) is fits


def test_two_that_travel_meet_when_their_ways_do() -> None:
    home = household(
        agreement("a", session([MON], "10:00-11:00", travel=20)),
        agreement("b", session([MON], "11:30-12:30", travel=10)),
        agreement("c", session([MON], "12:59-13:30", travel=20)),
    )
    first, second = put("a", MON, "10:00-11:00", travel=20), put("b", MON, "11:30-12:30", travel=10)
    third = put("c", MON, "12:59-13:30", travel=20)
    found = wrong(home, week(home, first, second, third))
    assert found == ["2027-01-04: kevin is at b and c at once"]


def test_a_long_session_meets_each_that_begins_while_it_lasts() -> None:
    home = household(
        agreement("a", session([MON], "09:00-17:00")),
        agreement("b", session([MON], "10:00-11:00", members=("karin",))),
        agreement("c", session([MON], "12:00-13:00")),
        agreement("d", session([MON], "16:59-18:00")),
    )
    found = wrong(
        home,
        week(
            home,
            put("a", MON, "09:00-17:00"),
            put("b", MON, "10:00-11:00", members=("karin",)),
            put("c", MON, "12:00-13:00"),
            put("d", MON, "16:59-18:00"),
        ),
    )
    assert [one.split(": ")[1] for one in found] == [
        "kevin is at a and c at once",
        "kevin is at a and d at once",
    ]


def test_a_way_home_at_night_meets_what_is_early_the_next_day() -> None:
    home = household(
        agreement("a", session([MON], "22:00-24:00", travel=30)),
        agreement("b", session([TUE], "00:15-01:00")),
    )
    late = put("a", MON, "22:00-24:00", travel=30)
    assert not lived(home, late, put("b", TUE, "00:15-01:00"))


def test_sessions_in_other_weeks_do_not_meet() -> None:
    turns = {
        name: session([MON], "10:00-11:00", every_weeks=2, first_week=first)
        for name, first in (("a", day(0)), ("b", day(7)))
    }
    home = household(*(agreement(name, asked) for name, asked in turns.items()))
    even = WitnessWeek((day(0), day(14)), (put("a", MON, "10:00-11:00"),))
    odd = WitnessWeek((day(7), day(21)), (put("b", MON, "10:00-11:00"),))
    assert wrong(home, even, odd) == []


def test_sessions_that_are_one_visit_may_coincide() -> None:
    def plan(one: str | None, other: str | None) -> Household:
        return household(
            agreement("a", session([MON], "10:00-11:00", visit=one)),
            agreement("b", session([MON], "10:00-11:00", visit=other)),
        )

    both = put("a", MON, "10:00-11:00"), put("b", MON, "10:00-11:00")
    assert lived(plan("hall", "hall"), *both)
    assert not lived(plan("hall", "clinic"), *both)
    assert not lived(plan("hall", None), *both)
    assert not lived(plan(None, "hall"), *both)
    assert not lived(plan(None, None), *both)


def test_two_sessions_of_one_demand_are_never_one_visit() -> None:
    asked = session([MON], "10:00-12:00", times=2, minutes=60, same_day=True, visit="hall")
    home = household(agreement("a", asked))
    assert lived(home, put("a", MON, "10:00-11:00"), put("a", MON, "11:00-12:00"))
    assert not lived(home, put("a", MON, "10:00-11:00"), put("a", MON, "10:30-11:30"))


def test_what_nobody_asked_is_told_and_no_crash() -> None:
    home = household(agreement("a", session([MON], "10:00-11:00", visit="hall")))
    stray = put("b", MON, "10:00-11:00")
    found = wrong(home, week(home, put("a", MON, "10:00-11:00"), stray))
    assert "2027-01-04: b does not ask this session" in found
    assert "2027-01-04: kevin is at a and b at once" in found
    assert wrong(home, week(home, stray, put("a", MON, "10:00-11:00")))


def test_who_meet_in_some_weeks_are_told_for_the_first_of_these() -> None:
    home = household(
        agreement("a", session([MON], "10:00-11:00", every_weeks=2, first_week=day(7))),
        agreement("b", session([MON], "10:00-11:00")),
    )
    one, other = put("a", MON, "10:00-11:00"), put("b", MON, "10:00-11:00")
    both, alone = (
        WitnessWeek((day(7), day(21)), (one, other)),
        WitnessWeek((day(0), day(14)), (other,)),
    )
    assert wrong(home, both, alone) == ["2027-01-11: kevin is at a and b at once"]


# --- straight on from one place to another ------------------------------------------------------

TOWN = (
    Place("hall", (Way("clinic", 10),)),
    Place("clinic", (Way("school", 5),)),
    Place("school", (Way("hall", 30),)),
)


def out(name: str, hours: str, place: str, weekday: int = MON) -> tuple[Household, Placement]:
    """Return a plan of one session out, half an hour from home, and where it is placed."""
    asked = replace(session([weekday], hours, travel=30), place=place)
    placed = put(name, weekday, hours, travel=30, place=place)
    return household(agreement(name, asked)), placed


@pytest.mark.parametrize(
    ("places", "hours", "fits"),
    [
        (("hall", "clinic"), "11:10-12:00", True),
        (("hall", "clinic"), "11:09-12:00", False),
        (("clinic", "hall"), "11:10-12:00", True),
        (("clinic", "hall"), "11:09-12:00", False),
        (("hall", "school"), "11:15-12:00", True),
        (("hall", "school"), "11:14-12:00", False),
        (("school", "hall"), "11:15-12:00", True),
        (("hall", "hall"), "11:00-12:00", True),
        (("hall", "hall"), "10:59-12:00", False),
        (("hall", "elsewhere"), "11:59-13:00", False),
        (("hall", "elsewhere"), "12:00-13:00", True),
        (("elsewhere", "elsewhere"), "11:30-12:00", False),
        (("", ""), "11:30-12:00", False),
    ],
)
def test_one_goes_straight_on_by_the_shortest_known_way(
    places: tuple[str, str], hours: str, *, fits: bool
) -> None:
    (one, first), (other, second) = out("a", "10:00-11:00", places[0]), out("b", hours, places[1])
    plan = replace(one, agreements=(*one.agreements, *other.agreements), places=TOWN)
    assert lived(plan, first, second) is fits
    assert lived(plan, second, first) is fits
    by_home = replace(plan, places=())
    assert lived(by_home, first, second) is (hours.startswith("12:00"))


def test_one_does_not_go_straight_on_to_another_day_or_to_home() -> None:
    (one, first), (other, second) = (
        out("a", "23:00-24:00", "hall"),
        out("b", "00:10-01:00", "clinic", TUE),
    )
    plan = replace(one, agreements=(*one.agreements, *other.agreements), places=TOWN)
    assert not lived(plan, first, second)
    at_home = replace(
        session([MON], "23:05-24:00", where=Where.HOME), place="hall", members=("kevin",)
    )
    mixed = household(
        agreement("a", replace(session([MON], "22:00-23:00", travel=30), place="hall")),
        agreement("b", at_home),
    )
    mixed = replace(mixed, places=TOWN)
    assert not lived(
        mixed,
        put("a", MON, "22:00-23:00", travel=30, place="hall"),
        put("b", MON, "23:05-24:00", where=Where.HOME, place="hall"),
    )


def test_a_longer_way_that_is_found_first_gives_way_to_a_shorter_one() -> None:
    town = (
        Place("a", (Way("d", 40), Way("b", 5))),
        Place("b", (Way("c", 5),)),
        Place("c", (Way("d", 5),)),
        Place("d"),
    )
    (one, first), (other, second) = out("x", "10:00-11:00", "a"), out("y", "11:15-12:00", "d")
    plan = replace(one, agreements=(*one.agreements, *other.agreements), places=town)
    assert lived(plan, first, second)
    nearer = put("y", MON, "11:14-12:00", travel=30, place="d")
    asked = replace(session([MON], "11:14-12:00", travel=30), place="d")
    plan = replace(plan, agreements=(plan.agreements[0], agreement("y", asked)))
    assert not lived(plan, first, nearer)


# --- somebody home ----------------------------------------------------------------------------


def watched(hours: str, *, who: str = "karin", travel: int = 0, other: str = "") -> bool:
    """Whether somebody is home from ten to twelve when one of the two is out then."""
    asked = [agreement("h", HOME), agreement("k", session([MON], "08:00-16:00"))]
    placed = [put("k", MON, "08:00-16:00")]
    asked.append(agreement("b", session([MON], hours, members=(who,), travel=travel)))
    placed.append(put("b", MON, hours, members=(who,), travel=travel))
    if other:
        asked.append(agreement("c", session([MON], other, members=("karin",))))
        placed.append(put("c", MON, other, members=("karin",)))
    return lived(household(*asked, members=ALL, weeks=1), *placed, homes=("h",))


@pytest.mark.parametrize(
    ("hours", "travel", "fits"),
    [
        ("09:00-10:00", 0, True),
        ("12:00-13:00", 0, True),
        ("09:00-10:01", 0, False),
        ("11:59-13:00", 0, False),
        ("10:30-11:00", 0, False),
        ("09:00-13:00", 0, False),
        ("12:10-13:00", 10, True),
        ("12:10-13:00", 11, False),
        ("09:00-09:50", 10, True),
        ("09:00-09:50", 11, False),
        ("10:00-12:00", 0, False),
    ],
)
def test_somebody_is_home_in_the_whole_window(hours: str, travel: int, *, fits: bool) -> None:
    assert watched(hours, travel=travel) is fits


def test_each_of_two_may_be_out_at_another_moment() -> None:
    def shared(hours: str) -> bool:
        home = household(
            agreement("h", HOME),
            agreement("k", session([MON], "08:00-11:00")),
            agreement("b", session([MON], hours, members=("karin",))),
            members=ALL,
        )
        placed = put("b", MON, hours, members=("karin",))
        return lived(home, put("k", MON, "08:00-11:00"), placed, homes=("h",))

    assert shared("11:00-13:00")
    assert not shared("10:59-13:00")
    assert not watched("08:00-09:00", other="10:30-11:00")


def test_a_session_at_home_or_by_telephone_takes_nobody_away() -> None:
    only = SomebodyHome(("kevin",), (window([MON], "10:00-12:00"),))
    for where in (Where.HOME, Where.REMOTE, Where.OUT):
        asked = session([MON], "10:00-11:00", where=where)
        home = household(agreement("h", only), agreement("a", asked))
        placed = put("a", MON, "10:00-11:00", where=where)
        assert lived(home, placed, homes=("h",)) is (where is not Where.OUT)


def test_only_the_days_and_hours_of_each_window_are_watched() -> None:
    two = SomebodyHome(
        ("kevin",), (window([MON, WED], "10:00-11:00"), window([TUE], "14:00-15:00"))
    )
    for weekday, hours, fits in (
        (MON, "10:59-12:00", False),
        (MON, "14:00-15:00", True),
        (TUE, "10:00-11:00", True),
        (TUE, "14:00-14:01", False),
        (WED, "09:00-10:01", False),
        (FRI, "10:00-15:00", True),
    ):
        home = household(agreement("h", two), agreement("a", session([weekday], hours)))
        assert lived(home, put("a", weekday, hours), homes=("h",)) is fits


def test_who_asks_somebody_to_be_home_is_named_in_just_those_weeks() -> None:
    home = household(agreement("h", HOME, start=day(7), until=day(14)), members=ALL)
    before, within = WitnessWeek((day(0),), ()), WitnessWeek((day(7), day(14)), (), ("h",))
    after = WitnessWeek((day(21),), ())
    assert wrong(home, before, within, after) == []
    assert wrong(home, before, replace(within, homes=()), after)
    assert wrong(home, replace(before, homes=("h",)), within, after)
    assert wrong(home, before, within, replace(after, homes=("h",)))
    assert wrong(home, before, replace(within, homes=("h", "h")), after)
    assert wrong(home, before, replace(within, homes=("h", "x")), after)


def test_who_asks_is_named_in_a_single_week_as_well() -> None:
    home = household(agreement("h", HOME), members=ALL, weeks=1)
    assert lived(home, homes=("h",))
    assert not lived(home)
    assert not lived(household(members=ALL, weeks=1), homes=("h",))


def test_those_who_ask_stand_in_order() -> None:
    home = household(agreement("g", HOME), agreement("h", HOME), members=ALL)
    assert lived(home, homes=("g", "h"))
    assert not lived(home, homes=("h", "g"))
    assert not lived(home, homes=("g",))


def test_nobody_has_to_be_home_with_a_child_that_is_away() -> None:
    away = Away(Period(day(0), day(6)))
    home = household(
        agreement("h", HOME),
        members=(KEVIN, KARIN, replace(LOTTE, away=(away,))),
        weeks=2,
    )
    first, second = WitnessWeek((day(0),), ()), WitnessWeek((day(7),), (), ("h",))
    assert wrong(home, first, second) == []
    assert wrong(home, replace(first, homes=("h",)), second)


def test_somebody_who_is_away_is_not_home() -> None:
    def empty(*away: Away) -> bool:
        kevin, karin = replace(KEVIN, away=away[:1]), replace(KARIN, away=away[1:])
        home = household(agreement("h", HOME), members=(kevin, karin, LOTTE), weeks=2)
        return not lived(home, homes=("h",))

    monday = Away(Period(day(7), day(7)))
    assert not empty(monday)
    assert empty(monday, monday)
    assert not empty(monday, Away(Period(day(0), day(6))))
    assert not empty(monday, Away(Period(day(8), day(13))))
