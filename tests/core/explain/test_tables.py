"""Week, load and budget as rows of words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tandem.core.check.answer import BudgetMonth, Load, MemberLoad, Placement, WitnessWeek
from tandem.core.check.why import MoneyLine
from tandem.core.explain import (
    WeekRow,
    WeekTable,
    budget_tables,
    load_rows,
    week_table,
    week_tables,
)
from tandem.core.model import HOUSEHOLD, Horizon, Where
from tests.core.explain.five_plans import HOUSE, RULES, START

MONDAYS = tuple(HOUSE.horizon.monday(week) for week in range(26))
OUT = Placement("school", ("kevin",), 1, 510, 960, Where.OUT, "bij de garage", 30)
HOME = Placement("home-guidance", ("kevin", "karin"), 0, 1050, 1110, Where.HOME)
CALL = Placement("budget-talk", ("kevin",), 0, 600, 630, Where.REMOTE)
EARLY = Placement("therapy", ("kevin",), 6, 10, 1430, Where.OUT, "", 45)


# --- week -----------------------------------------------------------------------------------


def test_a_week_by_day_and_time() -> None:
    week = WitnessWeek(MONDAYS, (OUT, HOME, CALL), ("lotte-home",))
    assert week_table(week, HOUSE, RULES, "nl") == WeekTable(
        "Elke week",
        (
            WeekRow(
                "maandag",
                "budget-talk",
                "Budgetgesprek",
                "Kevin",
                "10.00–10.30",
                "10.00–10.30",
                "per telefoon of online",
            ),
            WeekRow(
                "maandag",
                "home-guidance",
                "Begeleiding thuis",
                "Kevin en Karin",
                "17.30–18.30",
                "17.30–18.30",
                "thuis",
            ),
            WeekRow(
                "dinsdag",
                "school",
                "School",
                "Kevin",
                "8.30–16.00",
                "8.00–16.30",
                "bij de garage, een half uur reizen",
            ),
        ),
        ("Thuis bij Lotte: er is steeds iemand.",),
    )


def test_a_week_in_english() -> None:
    week = WitnessWeek(MONDAYS[:1], (HOME, CALL, EARLY), ("lotte-home",))
    table = week_table(week, HOUSE, RULES, "en")
    assert table.heading == "Week of 4 January"
    assert [row.details for row in table.rows] == [
        "by telephone or on line",
        "at home",
        "45 minutes of travel",
    ]
    assert table.homes == ("Thuis bij Lotte: somebody is always there.",)


def test_travel_does_not_leave_the_day() -> None:
    table = week_table(WitnessWeek(MONDAYS[:1], (EARLY,)), HOUSE, RULES, "nl")
    assert table.heading == "Week van 4 januari"
    assert table.rows[0].door_to_door == "0.00–24.00"


def test_headings_of_kinds_of_weeks() -> None:
    weeks = (
        WitnessWeek(MONDAYS[4:], ()),
        WitnessWeek(MONDAYS[::2], ()),
        WitnessWeek(MONDAYS[3:10:3], ()),
        WitnessWeek((MONDAYS[0], MONDAYS[1], MONDAYS[5]), ()),
        WitnessWeek(MONDAYS[:4], ()),
    )
    assert [table.heading for table in week_tables(weeks, HOUSE, RULES, "nl")] == [
        "Elke week vanaf 1 februari",
        "Om de week vanaf 4 januari",
        "Eens in de drie weken van 25 januari tot en met 14 maart",
        "3 van de 26 weken, van 4 januari tot en met 14 februari",
        "Elke week tot en met 31 januari",
    ]
    assert [table.heading for table in week_tables(weeks, HOUSE, RULES, "en")] == [
        "Every week from 1 February",
        "Every other week from 4 January",
        "Once every three weeks from 25 January until 14 March",
        "3 of the 26 weeks, from 4 January until 14 February",
        "Every week until 31 January",
    ]


def test_a_horizon_of_one_week_and_one_of_years() -> None:
    one_week = replace(HOUSE, horizon=Horizon(START, 1))
    assert week_table(WitnessWeek((START,), ()), one_week, RULES, "nl").heading == "Elke week"
    years = replace(HOUSE, horizon=Horizon(START, 80))
    assert week_table(WitnessWeek((START,), ()), years, RULES, "nl").heading == (
        "Week van 4 januari 2027"
    )


# --- load -----------------------------------------------------------------------------------


def load() -> Load:
    return Load(
        members=(
            MemberLoad("karin", START, 0, 2, 22 * 60, 160, 1),
            MemberLoad("kevin", START, 6, 5, 90 * 60, 13 * 60, 7),
            MemberLoad("lotte", START, 0, None, 0, 0, 0),
        ),
        professionals=7,
        contacts=6,
        minutes=112 * 60,
        travel=0,
        week=START,
    )


def test_load_in_dutch() -> None:
    karin, kevin, lotte, household = load_rows(load(), HOUSE, RULES, "nl")
    assert (karin.who, karin.contacts, karin.hours, karin.travel, karin.professionals) == (
        "Karin",
        "0 van 2",
        "22 uur",
        "bijna 3 uur",
        "1 professional",
    )
    assert karin.contacts_sentence == "Karin: geen contacten per week. 2 kan Karin aan."
    assert karin.hours_sentence == "22 uur per week aan afspraken, en bijna 3 uur reizen."
    assert kevin.contacts == "6 van 5"
    assert kevin.contacts_sentence == "Kevin: 6 contacten per week. 5 kan Kevin aan: 1 te veel."
    assert lotte.contacts == "0"
    assert lotte.professionals == "niemand"
    assert lotte.contacts_sentence == "Lotte: geen contacten per week."
    assert lotte.hours_sentence == "Geen uren aan afspraken."
    assert (household.who, household.contacts, household.professionals) == (
        "Huishouden",
        "6",
        "7 professionals",
    )
    assert household.hours_sentence == "112 uur per week aan afspraken."


def test_load_in_english() -> None:
    karin, kevin, lotte, household = load_rows(load(), HOUSE, RULES, "en")
    assert karin.contacts_sentence == "Karin: no contacts a week. Karin can carry 2."
    assert karin.hours_sentence == "22 hours a week in agreements, and almost 3 hours of travel."
    assert kevin.contacts == "6 of 5"
    assert kevin.contacts_sentence == "Kevin: 6 contacts a week. Kevin can carry 5: 1 too many."
    assert lotte.professionals == "nobody"
    assert lotte.hours_sentence == "No hours in agreements."
    assert household.who == "Household"


def test_contacts_that_just_fit() -> None:
    one = MemberLoad("kevin", START, 5, 5, 60, 0, 1)
    rows = load_rows(replace(load(), members=(one,)), HOUSE, RULES, "nl")
    assert rows[0].contacts_sentence == "Kevin: 5 contacten per week. Dat past precies."
    rows = load_rows(replace(load(), members=(one,)), HOUSE, RULES, "en")
    assert rows[0].contacts_sentence == "Kevin: 5 contacts a week. That just fits."


# --- budget ---------------------------------------------------------------------------------


def month(number: int, free: int, *lines: MoneyLine, floor: int | None = 33_000) -> BudgetMonth:
    return BudgetMonth("kevin", date(2027, number, 1), lines, free, floor)


BIJSTAND = MoneyLine("bijstand", 35_000)
ENDED = MoneyLine("bijstand", 0, ended_by=("school",))
WAGE = MoneyLine("leerloon", 70_000, "school")
REPAID = MoneyLine("aflossen", -12_000, "repayment")


def test_months_that_are_the_same_are_one_row() -> None:
    budget = (
        month(1, 35_000, BIJSTAND),
        month(2, 70_000, ENDED, WAGE),
        *(month(number, 58_000, ENDED, WAGE, REPAID) for number in (3, 4, 5, 6)),
    )
    (table,) = budget_tables(budget, HOUSE, RULES, "nl")
    assert table.account == "Kevin"
    assert table.sentence == (
        "Kevin houdt elke maand ten minste € 350 vrij. € 330 moet vrij blijven."
    )
    assert [(row.months, row.free, row.floor, row.note) for row in table.rows] == [
        ("januari", "€ 350", "€ 330", ""),
        ("februari", "€ 700", "€ 330", ""),
        ("maart tot en met juni", "€ 580", "€ 330", ""),
    ]
    assert table.rows[2].lines == (
        ("bijstand", "stopt door School"),
        ("leerloon", "€ 700"),
        ("aflossen", "− € 120"),
    )
    assert table.rows[2].income == (("bijstand", "stopt door School"), ("leerloon", "€ 700"))
    assert table.rows[2].costs == (("aflossen", "€ 120"),)
    (english,) = budget_tables(budget, HOUSE, RULES, "en")
    assert english.sentence == "Kevin keeps at least €350 free every month. €330 must stay free."
    assert english.rows[2].months == "March to June"
    assert english.rows[2].lines[0] == ("bijstand", "stops because of School")


def test_too_little_money_and_money_that_was_not_checked() -> None:
    short = month(1, 20_000, BIJSTAND)
    unknown = replace(month(2, 0), is_checked=False)
    no_floor = replace(month(3, -100, floor=None), account=HOUSEHOLD)
    kevin, household = budget_tables((short, unknown, no_floor), HOUSE, RULES, "nl")
    assert kevin.sentence == ""
    assert [row.note for row in kevin.rows] == [
        "€ 130 te weinig",
        "niet bekeken: het inkomen is niet bekend",
    ]
    assert [(row.free, row.is_checked) for row in kevin.rows] == [
        ("€ 200", True),
        ("niet bekend", False),
    ]
    assert (household.account, household.sentence) == ("Huishouden", "")
    assert (household.rows[0].floor, household.rows[0].note) == ("", "")
    english, _ = budget_tables((short, unknown, no_floor), HOUSE, RULES, "en")
    assert english.rows[1].free == "not known"
    assert [row.note for row in english.rows] == [
        "€130 too little",
        "not checked: the income is not known",
    ]


def test_the_household_keeps_enough() -> None:
    ours = replace(month(1, 40_000), account=HOUSEHOLD)
    (table,) = budget_tables((ours,), HOUSE, RULES, "nl")
    assert table.sentence == (
        "Het huishouden houdt elke maand ten minste € 400 vrij. € 330 moet vrij blijven."
    )


def test_months_over_a_new_year_have_their_year() -> None:
    house = replace(HOUSE, horizon=Horizon(date(2026, 12, 7), 10))
    budget = (
        replace(month(1, 35_000, BIJSTAND), month=date(2026, 12, 1)),
        month(1, 35_000, BIJSTAND),
    )
    (table,) = budget_tables(budget, house, RULES, "nl")
    assert table.rows[0].months == "december 2026 tot en met januari 2027"


def test_no_budget_no_table() -> None:
    assert budget_tables((), HOUSE, RULES, "nl") == ()
