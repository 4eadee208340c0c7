"""What fits in a week, and what does not: the agenda by example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tandem.core.check import check, verify
from tandem.core.check.answer import Answer, Verdict
from tandem.core.check.why import AgendaReason, HomeReason
from tandem.core.model import Away, Household, Member, Period, SomebodyHome, Where
from tests.core.oracle.build import (
    FRI,
    MON,
    THU,
    TUE,
    WED,
    agreement,
    household,
    rule_base,
    session,
    window,
)

WEEKDAYS = (MON, TUE, WED, THU, FRI)


def answer(one: Household) -> Answer:
    found = check(one, rule_base())
    if found.witness is not None:
        assert verify(one, rule_base(), found.witness) == ()
    return found


def sets(one: Household) -> list[tuple[str, ...]]:
    return [clash.agreements for clash in answer(one).clashes]


def test_two_at_the_same_time_clash() -> None:
    plan = household(
        agreement("a", session([MON], "10:00-11:00")),
        agreement("b", session([MON], "10:30-11:30")),
    )
    assert sets(plan) == [("a", "b")]


def test_touching_is_not_overlapping() -> None:
    plan = household(
        agreement("a", session([MON], "10:00-11:00")),
        agreement("b", session([MON], "11:00-12:00")),
    )
    assert sets(plan) == []


def test_travel_counts_and_may_lie_outside_the_window() -> None:
    plan = household(
        agreement("a", session([MON], "10:00-11:00", travel=20)),
        agreement("b", session([MON], "11:00-12:00")),
    )
    assert sets(plan) == [("a", "b")]


def test_five_minutes_make_the_difference() -> None:
    def plan(end: str) -> Household:
        return household(
            agreement("a", session([MON], "09:00-12:00", travel=25)),
            agreement("b", session([MON], f"12:00-{end}", minutes=60)),
        )

    assert sets(plan("13:25")) == []
    assert sets(plan("13:20")) == [("a", "b")]


def test_a_choice_of_days_needs_as_many_free_days_as_times() -> None:
    full = session([MON, TUE, WED, THU], "08:00-17:00")
    guidance = session(WEEKDAYS, "09:00-17:00", minutes=60, times=2, where=Where.HOME)
    (clash,) = answer(household(agreement("a", full), agreement("b", guidance))).clashes
    (reason,) = clash.reasons
    assert isinstance(reason, AgendaReason)
    assert reason.no_room is not None
    assert (reason.no_room.agreement, reason.no_room.times) == ("b", 2)
    assert reason.no_room.free_days == (FRI,)


def test_two_on_one_day_only_where_allowed() -> None:
    def plan(*, same_day: bool) -> Household:
        twice = session([MON], "09:00-12:00", minutes=60, times=2, same_day=same_day)
        return household(agreement("a", twice))

    assert sets(plan(same_day=True)) == []
    assert sets(plan(same_day=False)) == [("a",)]


def test_three_share_a_window_in_which_only_two_fit() -> None:
    plan = household(
        *(agreement(n, session([MON], "09:00-11:00", minutes=60, times=1)) for n in "abc")
    )
    assert sets(plan) == [("a", "b", "c")]


def test_one_visit_may_coincide() -> None:
    plan = household(
        agreement("a", session([MON], "10:00-11:00", visit="together")),
        agreement("b", session([MON], "10:00-11:00", visit="together")),
    )
    assert sets(plan) == []


def test_every_second_week_meets_only_in_its_own_weeks() -> None:
    def plan(first: date) -> Household:
        return household(
            agreement(
                "a",
                session([MON], "10:00-11:00", every_weeks=2, first_week=date(2027, 1, 4)),
            ),
            agreement("b", session([MON], "10:00-11:00", every_weeks=2, first_week=first)),
            weeks=6,
        )

    assert sets(plan(date(2027, 1, 4))) == [("a", "b")]
    assert sets(plan(date(2027, 1, 11))) == []
    (clash,) = answer(plan(date(2027, 1, 18))).clashes
    (reason,) = clash.reasons
    assert isinstance(reason, AgendaReason)
    assert (reason.span.first, reason.span.count) == (date(2027, 1, 4), 3)


def test_a_week_cut_by_the_start_binds_nothing() -> None:
    plan = household(
        agreement("a", session([FRI], "10:00-11:00"), until=date(2027, 1, 10)),
        agreement("b", session([FRI], "10:00-11:00"), start=date(2027, 1, 5)),
        weeks=2,
    )
    assert sets(plan) == []


def test_unknown_times_take_no_time() -> None:
    unknown = replace(session([MON], "10:00-11:00"), windows=None)
    plan = household(
        agreement("a", unknown), agreement("b", session([MON], "00:00-24:00", minutes=1440))
    )
    assert answer(plan).verdict is Verdict.FEASIBLE


def home(*adults: str, child: str | None = "lotte") -> SomebodyHome:
    return SomebodyHome(adults, (window([MON], "14:00-17:00"),), child)


def test_somebody_home_is_missed_only_when_all_are_out() -> None:
    out = session([MON], "13:00-15:00")
    karin_out = session([MON], "14:30-16:00", members=("karin",))
    one = household(agreement("home", home("kevin", "karin")), agreement("out", out))
    assert sets(one) == []
    (clash,) = answer(
        household(
            agreement("home", home("kevin", "karin")),
            agreement("out", out),
            agreement("karin", karin_out),
        )
    ).clashes
    assert clash.agreements == ("home", "karin", "out")
    (reason,) = clash.reasons
    assert isinstance(reason, HomeReason)
    assert [(g.days, g.start, g.end) for g in reason.gaps] == [((MON,), 14 * 60 + 30, 15 * 60)]


def test_a_talk_at_home_or_by_telephone_takes_nobody_away() -> None:
    for where in (Where.HOME, Where.REMOTE):
        talk = session([MON], "14:00-15:00", where=where)
        assert sets(household(agreement("home", home("kevin")), agreement("talk", talk))) == []


def test_a_free_session_goes_where_the_child_is_not_alone() -> None:
    plan = household(
        agreement("home", home("kevin")),
        agreement("talk", session([MON], "12:00-18:00", minutes=60, times=1, travel=10)),
    )
    found = answer(plan)
    assert found.verdict is Verdict.FEASIBLE


def away(one: Household, member: str, *, first: date, last: date) -> Household:
    members = tuple(
        replace(m, away=(Away(Period(first, last)),)) if m.id == member else m for m in one.members
    )
    return replace(one, members=members)


def test_who_is_away_is_not_at_home_and_does_not_travel_from_home() -> None:
    plan = household(
        agreement("visit", session([MON], "10:00-11:00", where=Where.HOME)),
        agreement("a", session([TUE], "10:00-11:00", travel=60)),
        agreement("b", session([TUE], "11:00-12:00")),
        weeks=2,
    )
    assert sets(plan) == [("a", "b")]
    gone = away(plan, "kevin", first=date(2027, 1, 4), last=date(2027, 1, 17))
    assert sets(gone) == [("visit",)]


def test_nobody_needs_to_be_home_for_a_child_that_is_away() -> None:
    plan = household(
        agreement("home", home("kevin")),
        agreement("out", session([MON], "13:00-15:00")),
        weeks=1,
        members=(Member("kevin", "Kevin"), Member("lotte", "Lotte")),
    )
    assert sets(plan) == [("home", "out")]
    gone = away(plan, "lotte", first=date(2027, 1, 4), last=date(2027, 1, 4))
    assert sets(gone) == []
