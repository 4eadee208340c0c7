"""The week that is drawn: what is fixed, where somebody is needed twice, where nobody is home."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tandem.core.model import Away, Form, Period, Sessions, Where, Window
from tandem.core.rules import Holidays
from tandem.documents.binding import bound_homes, bound_sessions
from tandem.documents.parts import week_from
from tandem.documents.week import (
    Bar,
    Stay,
    WishWeeks,
    find_crowds,
    find_stays,
    witness_view,
)
from tandem.formats.rulebase import load
from tests.documents.households import (
    START,
    STATES,
    agreement,
    at,
    case,
    fits,
    home_all_day,
    household,
    rules,
    session,
)

NONE = Holidays()
HOLIDAYS = load().holidays


def bar(
    name: str,
    start: int,
    end: int,
    *,
    travel: int = 0,
    member: str = "ann",
    where: Where = Where.OUT,
    visit: str | None = None,
) -> Bar:
    return Bar(name, name, (member,), 0, start, end, travel, where, is_own=False, visit=visit)


def counts(*bars: Bar) -> list[tuple[int, int, int]]:
    return [(c.start, c.end, c.count) for c in find_crowds(bars, {})]


def test_crowds_with_travel_in_stretches_of_an_equal_number() -> None:
    school = bar("school", 510, 960, travel=30)
    work = bar("werk", 480, 990, travel=20)
    talk = bar("gesprek", 600, 660, travel=25)
    assert counts(school, work, talk) == [(480, 575, 2), (575, 685, 3), (685, 990, 2)]


def test_touching_is_not_overlapping() -> None:
    assert counts(bar("a", 480, 540), bar("b", 540, 600)) == []


def test_one_visit_counts_once() -> None:
    together = [bar("a", 480, 540, visit="huis"), bar("b", 490, 530, visit="huis")]
    assert counts(*together) == []
    assert counts(*together, bar("c", 500, 520)) == [(500, 520, 2)]


def test_two_crowds_apart_stay_apart() -> None:
    assert counts(bar("a", 0, 100), bar("b", 10, 20), bar("c", 30, 40)) == [
        (10, 20, 2),
        (30, 40, 2),
    ]


def test_who_is_away_has_no_travel() -> None:
    near = [bar("a", 480, 540, travel=30), bar("b", 550, 600, travel=30)]
    assert list(find_crowds(near, {"ann": frozenset({0})})) == []
    assert len(list(find_crowds(near, {}))) == 1


def test_stays_change_as_seldom_as_possible() -> None:
    bars = [bar("a", 600, 700), bar("b", 800, 900, member="bas")]
    stays = list(find_stays(("ann", "bas"), 0, (500, 1000), bars, {}))
    assert stays == [Stay("bas", 500, 800), Stay("ann", 800, 1000)]


def test_nobody_home_is_a_gap() -> None:
    bars = [bar("a", 600, 700, travel=10), bar("b", 650, 900, member="bas")]
    stays = list(find_stays(("ann", "bas"), 0, (640, 720), bars, {}))
    assert stays == [Stay("bas", 640, 650), Stay(None, 650, 710), Stay("ann", 710, 720)]


def test_a_talk_at_home_or_on_line_takes_nobody_away() -> None:
    bars = [bar("a", 600, 700, where=Where.HOME), bar("b", 600, 700, where=Where.REMOTE)]
    assert list(find_stays(("ann",), 0, (600, 700), bars, {})) == [Stay("ann", 600, 700)]


def test_who_is_away_is_not_home() -> None:
    assert list(find_stays(("ann",), 0, (600, 700), [], {"ann": frozenset({0})})) == [
        Stay(None, 600, 700)
    ]


def test_the_heaviest_week_of_five_plans() -> None:
    plan, _ = case("example_five-plans")
    view = WishWeeks(plan, NONE).heaviest()
    assert view.mondays[:2] == (date(2027, 2, 1), date(2027, 2, 15))
    assert {bar.title for bar in view.bars} >= {"School", "Werk", "Therapie", "Budgetgesprek"}
    assert [one.agreement for one in view.flexible] == ["home-guidance"]
    tuesday = [(c.start, c.end, c.count) for c in view.crowds if c.day == 1]
    assert (at(9, 20), at(12, 40), 4) in tuesday
    assert {c.member for c in view.crowds} == {"kevin"}
    gaps = {(h.day, g.start, g.end) for h in view.homes for g in h.gaps}
    assert gaps == {(day, at(14, 15), at(14, 50)) for day in (0, 1, 3)}


def test_a_week_that_fits_has_no_crowd_and_no_gap() -> None:
    for name in STATES:
        plan, answer = case(name)
        found = [(plan, answer.witness)]
        found += [(p.household, p.witness) for p in answer.proposals if not p.set_aside]
        for who, witness in found:
            for week in witness.weeks if witness else ():
                view = witness_view(who, week, HOLIDAYS)
                assert view.crowds == ()
                assert all(home.gaps == () for home in view.homes)
                assert view.weight == 0


def test_what_binds_is_what_the_check_placed() -> None:
    seen = 0
    for name in STATES:
        _, answer = case(name)
        for proposal in answer.proposals:
            for week in proposal.witness.weeks if proposal.witness else ():
                for monday in week.mondays:
                    bound = {
                        (s.agreement.id, s.agreement.form.demands.sessions.index(s.demand))
                        for s in bound_sessions(proposal.household, HOLIDAYS)
                        if s.in_week(monday) is not None
                    }
                    assert bound == {(p.agreement, p.demand) for p in week.placements}
                    homes = [h for h in bound_homes(proposal.household, HOLIDAYS) if h.days(monday)]
                    assert {h.agreement.id for h in homes} == set(week.homes)
                    seen += 1
    assert seen > 100


@pytest.mark.parametrize(("weeks", "binds"), [(0, True), (1, False), (2, True), (-2, True)])
def test_a_rhythm_counts_from_its_first_week(weeks: int, binds: bool) -> None:  # noqa: FBT001
    demand = replace(
        session("ann", (2,), at(9), at(10)), every_weeks=2, first_week=date(2027, 1, 20)
    )
    plan = household(agreement("gesprek", demand))
    (found,) = bound_sessions(plan, NONE)
    assert found.binds(date(2027, 1, 18) + timedelta(weeks=weeks)) is binds


def test_a_cut_week_binds_no_session_but_does_bind_a_home() -> None:
    late = START + timedelta(days=2)
    plan = home_all_day()
    plan = replace(
        plan,
        agreements=tuple(replace(a, form=replace(a.form, start=late)) for a in plan.agreements),
    )
    assert not any(s.binds(START) for s in bound_sessions(plan, NONE))
    assert [h.days(START) for h in bound_homes(plan, NONE)] == [(2, 3, 4)]


def test_a_child_who_is_away_needs_nobody() -> None:
    plan = home_all_day()
    away = Away(Period(START, START + timedelta(days=1)))
    members = tuple(replace(m, away=(away,)) if m.id == "cas" else m for m in plan.members)
    plan = replace(plan, members=members)
    assert [h.days(START) for h in bound_homes(plan, NONE)] == [(2, 3, 4)]


def test_windows_with_a_choice_are_flexible() -> None:
    wide = Sessions(("ann",), 1, 60, (Window((0, 1), at(9), at(10)),))
    twice = Sessions(("ann",), 2, 60, (Window((0,), at(9), at(11)),), same_day=True)
    plan = household(agreement("een", wide), agreement("twee", twice))
    assert [s.is_fixed for s in bound_sessions(plan, NONE)] == [False, False]
    assert [s.is_fixed for s in bound_sessions(fits(), NONE)] == [True, True]


def test_an_agreement_out_of_the_check_is_not_drawn() -> None:
    _, answer = case("out_of_check")
    assert answer.witness is not None
    plan, _ = case("out_of_check")
    assert {s.agreement.id for s in bound_sessions(plan, NONE)} == {"gesprek", "sport"}
    unknown = replace(fits(), agreements=(replace(fits().agreements[0], form=Form()),))
    assert WishWeeks(unknown, NONE).heaviest().is_empty


def test_every_week_that_fits_can_be_asked_for_by_its_monday() -> None:
    plan, answer = case("example_five-plans")
    witness = answer.proposals[0].witness
    assert witness is not None
    titles = set()
    for week in witness.weeks:
        found = [week_from(monday, answer, plan, rules()) for monday in week.mondays]
        assert all(one is not None and one.picture and one.table for one in found)
        titles |= {one.title for one in found if one is not None}
    assert len(titles) == len(witness.weeks) > 1
    first = min(monday for week in witness.weeks for monday in week.mondays)
    assert week_from(first + timedelta(days=1), answer, plan, rules()) is None
    assert week_from(first - timedelta(days=7), answer, plan, rules()) is None
