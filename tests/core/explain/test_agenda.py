"""Clashes in the week as sentences, written by hand in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.core.check.why import (
    AgendaReason,
    Busy,
    FallsOut,
    HomeGap,
    HomeReason,
    IsAway,
    NoRoom,
    Overlap,
    WeekSpan,
)
from tandem.core.model import Window
from tests.core.explain.clash import (
    ALL,
    FROM_FEBRUARY,
    TUE_THU,
    agenda,
    explained,
    home,
)
from tests.core.explain.five_plans import (
    FEBRUARY,
    HOUSE,
    START,
    with_agreement,
)

# --- agenda -----------------------------------------------------------------------------------


def test_two_agreements_with_fixed_times() -> None:
    dutch, english = explained(("school", "therapy"), agenda(FROM_FEBRUARY, *TUE_THU))
    assert dutch == (
        "Dinsdag en donderdag vallen ze samen van 9.20 tot 12.40 uur, met de reis erbij. "
        "Dit geldt elke week vanaf 1 februari."
    )
    assert english == (
        "On Tuesday and Thursday they coincide from 9:20 to 12:40, travel included. "
        "This holds every week from 1 February."
    )


def test_an_overlap_without_travel_does_not_speak_of_it() -> None:
    dutch, _ = explained(("home-guidance", "reading"), agenda(ALL, *TUE_THU))
    assert dutch == "Dinsdag en donderdag vallen ze samen van 9.20 tot 12.40 uur."


def test_the_way_counts_when_only_one_of_them_travels() -> None:
    dutch, _ = explained(("school", "home-guidance"), agenda(ALL, *TUE_THU))
    assert dutch.endswith("met de reis erbij.")


def test_overlaps_at_different_times_are_said_in_one_sentence() -> None:
    reason = agenda(
        ALL,
        Overlap("kevin", (0,), 575, 685),
        Overlap("karin", (0,), 575, 685),
        Overlap("kevin", (2,), 820, 1440),
    )
    dutch, english = explained(("home-guidance", "reading"), reason)
    assert dutch == (
        "Maandag vallen ze samen van 9.35 tot 11.25 uur en woensdag van 13.40 tot 24.00 uur."
    )
    assert english == (
        "On Monday they coincide from 9:35 to 11:25 and on Wednesday from 13:40 to 24:00."
    )


def test_of_many_overlaps_three_are_told() -> None:
    overlaps = [Overlap("kevin", (day,), 60 * day + 480, 60 * day + 500) for day in range(5)]
    dutch, english = explained(("home-guidance", "reading"), agenda(ALL, *overlaps))
    assert dutch == (
        "Maandag vallen ze samen van 8.00 tot 8.20 uur, dinsdag van 9.00 tot 9.20 uur "
        "en woensdag van 10.00 tot 10.20 uur. En nog op andere tijden."
    )
    assert english.endswith("And at other times too.")


def test_an_agreement_whose_own_parts_overlap() -> None:
    dutch, english = explained(("reading",), agenda(ALL, *TUE_THU))
    assert dutch == "Dinsdag en donderdag vallen twee delen samen van 9.20 tot 12.40 uur."
    assert english == "On Tuesday and Thursday two parts coincide from 9:20 to 12:40."


@pytest.mark.parametrize(
    ("times", "free", "dutch", "english"),
    [
        (
            2,
            (4,),
            (
                "Begeleiding thuis vraagt op twee verschillende dagen een uur, "
                "tussen 9.00 en 17.00 uur. "
                "Alleen op vrijdag is er plek."
            ),
            (
                "Begeleiding thuis asks for an hour on two different days, between 9:00 and 17:00. "
                "There is room only on Friday."
            ),
        ),
        (
            1,
            (),
            "Begeleiding thuis vraagt een uur in de week. Op geen dag is er plek.",
            "Begeleiding thuis asks for an hour a week. There is no room on any day.",
        ),
        (
            13,
            tuple(range(7)),
            (
                "Begeleiding thuis vraagt op 13 verschillende dagen een uur. "
                "Een week heeft er zeven."
            ),
            ("Begeleiding thuis asks for an hour on 13 different days. A week has seven."),
        ),
        (
            2,
            (4, 5),
            (
                "Begeleiding thuis vraagt op twee verschillende dagen een uur, "
                "tussen 9.00 en 17.00 uur. "
                "Op vrijdag en zaterdag is er plek, maar niet vaak genoeg."
            ),
            (
                "Begeleiding thuis asks for an hour on two different days, between 9:00 and 17:00. "
                "There is room on Friday and Saturday, but not often enough."
            ),
        ),
    ],
)
def test_no_room_for_the_last_agreement(
    times: int, free: tuple[int, ...], dutch: str, english: str
) -> None:
    room = NoRoom("home-guidance", ("kevin",), times, 60, free)
    reason = AgendaReason(ALL, ("kevin",), no_room=room)
    assert explained(("home-guidance", "work"), reason) == (dutch, english)


def test_hours_that_are_not_the_same_every_day_are_not_told() -> None:
    guidance = next(a for a in HOUSE.agreements if a.id == "home-guidance")
    windows = (Window((0,), 540, 1020), Window((1,), 600, 1020))
    demand = replace(guidance.form.demands.sessions[0], windows=windows)
    form = replace(guidance.form, demands=replace(guidance.form.demands, sessions=(demand,)))
    room = NoRoom("home-guidance", ("kevin",), 2, 60, (4,))
    dutch, _ = explained(
        ("home-guidance", "work"),
        AgendaReason(ALL, ("kevin",), no_room=room),
        house=with_agreement(replace(guidance, form=form)),
    )
    assert dutch == (
        "Begeleiding thuis vraagt op twee verschillende dagen een uur. "
        "Alleen op vrijdag is er plek."
    )


def test_no_room_several_times_a_day() -> None:
    guidance = next(a for a in HOUSE.agreements if a.id == "home-guidance")
    demand = replace(
        guidance.form.demands.sessions[0], times=3, minutes=30, windows=None, same_day=True
    )
    form = replace(guidance.form, demands=replace(guidance.form.demands, sessions=(demand,)))
    room = NoRoom("home-guidance", ("kevin",), 3, 30, (0,))
    dutch, english = explained(
        ("home-guidance", "work"),
        AgendaReason(ALL, ("kevin",), no_room=room),
        house=with_agreement(replace(guidance, form=form)),
    )
    assert dutch == (
        "Begeleiding thuis vraagt drie keer een half uur in de week. Alleen op maandag is er plek."
    )
    assert english == (
        "Begeleiding thuis asks for half an hour, three times a week. There is room only on Monday."
    )


def test_no_choice_of_times_fits() -> None:
    dutch, english = explained(("home-guidance", "work"), AgendaReason(ALL, ("kevin", "karin")))
    assert dutch == (
        "Hoe de tijden ook vallen: ze passen niet samen in een week van Kevin en Karin."
    )
    assert english == (
        "Whatever times are chosen, they do not fit together in one week for Kevin and Karin."
    )
    dutch, english = explained(("home-guidance",), AgendaReason(ALL, ("kevin",)))
    assert dutch == "Hoe de tijden ook vallen: dit past niet in een week van Kevin."
    assert english == "Whatever times are chosen, this does not fit in one week for Kevin."


# --- in which weeks ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agreements", "span", "dutch", "english"),
    [
        (("school", "therapy"), ALL, "", ""),
        (
            ("school", "therapy"),
            WeekSpan(START, date(2027, 2, 22), 8),
            "Dit geldt elke week tot en met 28 februari.",
            "This holds every week until 28 February.",
        ),
        (
            ("school", "therapy"),
            WeekSpan(FEBRUARY, date(2027, 2, 22), 4),
            "Dit geldt elke week van 1 februari tot en met 28 februari.",
            "This holds every week from 1 February until 28 February.",
        ),
        (
            ("school", "therapy"),
            WeekSpan(FEBRUARY, FEBRUARY, 1),
            "Dit geldt alleen in de week van 1 februari.",
            "This holds only in the week of 1 February.",
        ),
        (
            ("budget-talk", "school"),
            WeekSpan(FEBRUARY, date(2027, 6, 21), 11),
            "Dit geldt om de week vanaf 1 februari.",
            "This holds every other week from 1 February.",
        ),
        (
            ("budget-talk", "school"),
            WeekSpan(FEBRUARY, date(2027, 3, 1), 3),
            "Dit geldt om de week van 1 februari tot en met 7 maart.",
            "This holds every other week from 1 February until 7 March.",
        ),
        (
            ("school", "therapy"),
            WeekSpan(FEBRUARY, date(2027, 4, 5), 6),
            "Dit geldt in 6 van de 26 weken, van 1 februari tot en met 11 april.",
            "This holds in 6 of the 26 weeks, from 1 February until 11 April.",
        ),
        (  # without an agreement that tells the rhythm, only the number is sure
            ("school", "therapy"),
            WeekSpan(FEBRUARY, date(2027, 6, 21), 11),
            "Dit geldt in 11 van de 26 weken, vanaf 1 februari.",
            "This holds in 11 of the 26 weeks, from 1 February.",
        ),
    ],
)
def test_weeks_are_said_only_as_far_as_they_are_sure(
    agreements: tuple[str, ...], span: WeekSpan, dutch: str, english: str
) -> None:
    overlap = "Dinsdag en donderdag vallen ze samen van 9.20 tot 12.40 uur, met de reis erbij."
    told = explained(agreements, agenda(span, *TUE_THU))
    assert told[0] == f"{overlap} {dutch}".rstrip()
    assert told[1].endswith(english or "travel included.")


# --- somebody home ----------------------------------------------------------------------------


def test_three_that_clash_only_together() -> None:
    dutch, english = explained(
        ("karin-traject", "lotte-home", "school"), home(HomeGap((0, 1, 3), 855, 890))
    )
    assert dutch == (
        "Elke twee gaan goed samen, alle drie niet. "
        "Maandag, dinsdag en donderdag is van 14.15 tot 14.50 uur niemand bij Lotte: "
        "Karin is bij Karins traject en Kevin bij School. "
        "Dit geldt elke week vanaf 1 februari."
    )
    assert english == (
        "Any two of them go well together, all three do not. "
        "On Monday, Tuesday and Thursday nobody is with Lotte from 14:15 to 14:50: "
        "Karin is at Karins traject and Kevin at School. "
        "This holds every week from 1 February."
    )


def test_gaps_with_the_same_people_away_name_them_once() -> None:
    dutch, _ = explained(
        ("lotte-home", "school"), home(HomeGap((0,), 855, 890), HomeGap((1,), 860, 880), child=None)
    )
    assert dutch.startswith(
        "Maandag is van 14.15 tot 14.50 uur niemand thuis: "
        "Karin is bij Karins traject en Kevin bij School. "
        "Dinsdag is van 14.20 tot 14.40 uur niemand thuis."
    )


def test_who_is_away_on_another_day_or_at_another_time_is_not_named() -> None:
    reason = HomeReason(
        FROM_FEBRUARY,
        "lotte-home",
        "lotte",
        (HomeGap((0,), 855, 890),),
        (
            Busy("school", "kevin", 0, 480, 990),
            Busy("work", "kevin", 1, 480, 990),
            Busy("karin-traject", "karin", 0, 480, 890),
            Busy("budget-talk", "karin", 0, 890, 990),
            Busy("reading", "karin", 0, 600, 855),
        ),
        ("karin", "kevin"),
    )
    dutch, english = explained(("lotte-home", "school"), reason)
    assert dutch.startswith(
        "Maandag is van 14.15 tot 14.50 uur niemand bij Lotte: "
        "Karin is bij Karins traject en Kevin bij School. "
    )
    assert "Karin is at Karins traject and Kevin at School. " in english


def test_days_away_and_what_falls_out_are_told_beside_the_reason() -> None:
    away = (
        IsAway("kevin", (0, 1), other_parent=True),
        IsAway("karin", (4,), other_parent=False),
    )
    reason = AgendaReason(
        ALL, ("kevin",), TUE_THU, away=away, falls_out=(FallsOut("therapy", (2,)),)
    )
    dutch, english = explained(("home-guidance", "reading"), reason)
    assert dutch == (
        "Dinsdag en donderdag vallen ze samen van 9.20 tot 12.40 uur. "
        "Op maandag en dinsdag is Kevin bij de andere ouder. "
        "Op vrijdag is Karin niet thuis. "
        "Op woensdag gaat Therapie niet door."
    )
    assert english == (
        "On Tuesday and Thursday they coincide from 9:20 to 12:40. "
        "On Monday and Tuesday Kevin is at the other parent. "
        "On Friday Karin is not at home. "
        "On Wednesday Therapie does not take place."
    )


def test_many_gaps_and_nobody_known_to_be_away() -> None:
    gaps = tuple(HomeGap((day,), 1000, 1020) for day in range(4))
    dutch, english = explained(("lotte-home", "school"), home(*gaps))
    assert dutch.startswith("Maandag is van 16.40 tot 17.00 uur niemand bij Lotte. Dinsdag")
    assert dutch.count("niemand bij Lotte") == 3
    assert "En nog op andere tijden." in dutch
    assert "And at other times too." in english


def test_nobody_home_whatever_is_chosen() -> None:
    dutch, english = explained(("lotte-home", "school"), home())
    assert dutch.startswith(
        "Hoe de tijden ook vallen: er is altijd een moment met niemand bij Lotte."
    )
    assert english.startswith(
        "Whatever times are chosen, there is always a moment when nobody is with Lotte."
    )
