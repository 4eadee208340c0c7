"""Days, dates, times, durations, money, numbers and lists, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from tandem.core.explain import LANGUAGES, Lang, language
from tandem.core.explain.dutch import words as nl
from tandem.core.explain.english import words as en
from tandem.core.explain.series import joined, runs


@pytest.mark.parametrize(
    ("weekdays", "dutch", "english"),
    [
        ((), "", ""),
        ((4,), "vrijdag", "Friday"),
        ((3, 1), "dinsdag en donderdag", "Tuesday and Thursday"),
        ((1, 2, 3), "dinsdag, woensdag en donderdag", "Tuesday, Wednesday and Thursday"),
        ((0, 1, 2, 3, 4), "maandag tot en met vrijdag", "Monday to Friday"),
        (
            (0, 1, 2, 3, 5),
            "maandag tot en met donderdag en zaterdag",
            "Monday to Thursday and Saturday",
        ),
        (
            (0, 2, 3, 4, 5),
            "maandag en woensdag tot en met zaterdag",
            "Monday and Wednesday to Saturday",
        ),
        ((0, 1, 2, 3, 4, 5, 6), "elke dag", "every day"),
        ((2, 2), "woensdag", "Wednesday"),
    ],
)
def test_days(weekdays: tuple[int, ...], dutch: str, english: str) -> None:
    assert nl.days(weekdays) == dutch
    assert en.days(weekdays) == english


def test_on_days() -> None:
    assert nl.on_days((4,)) == "op vrijdag"
    assert en.on_days((4,)) == "on Friday"
    assert nl.on_days(range(7)) == "elke dag"
    assert en.on_days(range(7)) == "every day"


@pytest.mark.parametrize(
    ("minute", "dutch", "english"),
    [(0, "0.00", "0:00"), (560, "9.20", "9:20"), (855, "14.15", "14:15"), (1440, "24.00", "24:00")],
)
def test_times(minute: int, dutch: str, english: str) -> None:
    assert nl.clock(minute) == dutch
    assert en.clock(minute) == english


def test_from_when_to_when() -> None:
    assert nl.between(560, 760) == "van 9.20 tot 12.40 uur"
    assert en.between(560, 760) == "from 9:20 to 12:40"
    assert nl.hours_of_day(560, 760) == "9.20–12.40"
    assert en.hours_of_day(560, 760) == "9:20–12:40"


def test_dates_and_months() -> None:
    day = date(2027, 2, 1)
    assert (nl.date_words(day), nl.date_words(day, year=True)) == ("1 februari", "1 februari 2027")
    assert (en.date_words(day), en.date_words(day, year=True)) == ("1 February", "1 February 2027")
    assert (nl.month(day), nl.month(day, year=True)) == ("februari", "februari 2027")
    assert (en.month(day), en.month(day, year=True)) == ("February", "February 2027")


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [
        (0, "€ 0", "€0"),
        (12_000, "€ 120", "€120"),
        (12_050, "€ 120,50", "€120.50"),
        (5, "€ 0,05", "€0.05"),
        (125_000, "€ 1.250", "€1,250"),
        (123_456_789, "€ 1.234.567,89", "€1,234,567.89"),
        (-4_000, "− € 40", "−€40"),
    ],
)
def test_money(cents: int, dutch: str, english: str) -> None:
    assert nl.money(cents) == dutch
    assert en.money(cents) == english


@pytest.mark.parametrize(
    ("minutes", "dutch", "english"),
    [
        (0, "0 minuten", "0 minutes"),
        (1, "een minuut", "a minute"),
        (20, "20 minuten", "20 minutes"),
        (30, "een half uur", "half an hour"),
        (60, "een uur", "an hour"),
        (61, "1 uur en een minuut", "1 hour and a minute"),
        (90, "anderhalf uur", "an hour and a half"),
        (120, "2 uur", "2 hours"),
        (130, "2 uur en 10 minuten", "2 hours and 10 minutes"),
    ],
)
def test_durations(minutes: int, dutch: str, english: str) -> None:
    assert nl.duration(minutes) == dutch
    assert en.duration(minutes) == english


@pytest.mark.parametrize(
    ("minutes", "dutch", "english"),
    [
        (0, "0 uur", "0 hours"),
        (35, "35 minuten", "35 minutes"),
        (60, "1 uur", "1 hour"),
        (75, "ruim 1 uur", "just over 1 hour"),
        (105, "bijna 2 uur", "almost 2 hours"),
        (47 * 60, "47 uur", "47 hours"),
        (47 * 60 + 30, "47,5 uur", "47.5 hours"),
        (47 * 60 + 5, "ruim 47 uur", "just over 47 hours"),
    ],
)
def test_hours_a_week(minutes: int, dutch: str, english: str) -> None:
    assert nl.hours(minutes) == dutch
    assert en.hours(minutes) == english


def test_numbers() -> None:
    assert [nl.number(n) for n in (0, 1, 12, 13, 1000)] == ["nul", "één", "twaalf", "13", "1.000"]
    assert [en.number(n) for n in (0, 1, 12, 13, 1000)] == ["zero", "one", "twelve", "13", "1,000"]
    assert nl.counted(1, "botsing", "botsingen") == "1 botsing"
    assert nl.counted(0, "botsing", "botsingen") == "0 botsingen"
    assert en.counted(2, "clash", "clashes") == "2 clashes"


def test_lists() -> None:
    assert nl.listing([]) == ""
    assert nl.listing(["a"]) == "a"
    assert nl.listing(["a", "b"]) == "a en b"
    assert nl.listing(["a", "b", "c"]) == "a, b en c"
    assert en.listing(["a", "b", "c"]) == "a, b and c"
    assert nl.choice(["a", "b", "c"]) == "a, b of c"
    assert en.choice(["a", "b", "c"]) == "a, b or c"
    assert joined([], "en") == ""


def test_runs() -> None:
    assert runs([]) == []
    assert runs([5, 0, 1, 1, 3]) == [[0, 1], [3], [5]]


@pytest.mark.parametrize(
    ("text", "dutch"),
    [
        ("", ""),
        ("maandag", "Maandag"),
        ("ijsclub", "IJsclub"),
        ("één van", "Eén van"),
        ("€ 12", "€ 12"),
        ("iPad", "IPad"),
    ],
)
def test_capitals(text: str, dutch: str) -> None:
    assert nl.capital(text) == dutch


def test_an_english_capital_knows_no_ij() -> None:
    assert en.capital("ijsclub") == "Ijsclub"


def test_languages() -> None:
    assert set(LANGUAGES) == set(Lang) == {"nl", "en"}
    assert language("nl").lang is Lang.NL
    with pytest.raises(ValueError, match="fr"):
        language("fr")
