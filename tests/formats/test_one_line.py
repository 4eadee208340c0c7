"""One line of Dutch: what each piece means, and that nothing is guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tandem.core.rules import Kind
from tandem.formats.one_line import LineError, read_line
from tests.formats.households import RULES, parsed, with_line
from tests.formats.lines import codes, context, document

THERAPY: dict[str, object] = {"kind": "therapy", "title": "Therapie"}


def first_session(line: str) -> dict[str, Any]:
    sessions = document(line)["sessions"]
    assert isinstance(sessions, list)
    return dict(sessions[0])


def test_the_lines_of_the_reference() -> None:
    therapy = "therapie: Kevin, di do 10-12 bij de boerderij, 40 min reizen, vanaf 11 jan"
    assert document(therapy) == {
        **THERAPY,
        "members": ["kevin"],
        "from": "2027-01-11",
        "sessions": [
            {
                "times": 2,
                "minutes": 120,
                "windows": ["di do 10:00-12:00"],
                "place": "bij de boerderij",
                "travel": 40,
            }
        ],
    }
    assert document("aflossen € 120 per maand vanaf 1 maart") == {
        "kind": "repayment",
        "title": "Aflossen",
        "from": "2027-03-01",
        "money": [{"out": 120}],
    }
    assert document("gesprek 1x per 2 weken ma 10:00-11:00, telefonisch") == {
        "kind": "office-talk",
        "title": "Gesprek",
        "sessions": [
            {
                "times": 1,
                "minutes": 60,
                "windows": ["ma 10:00-11:00"],
                "every_weeks": 2,
                "where": "remote",
            }
        ],
    }


@pytest.mark.parametrize("kind", RULES.kinds, ids=[kind.id for kind in RULES.kinds])
def test_every_word_of_a_kind_names_it(kind: Kind) -> None:
    for word in (kind.nl, *kind.words, kind.nl.upper()):
        assert document(f"{word}: Kevin")["kind"] == kind.id
        assert document(f"{word} Kevin")["members"] == ["kevin"]


@pytest.mark.parametrize(
    ("said", "members"),
    [
        ("Kevin", ["kevin"]),
        ("KEVIN", ["kevin"]),
        ("Karin", ["karin"]),
        ("Karin de Vries en Kevin", ["karin", "kevin"]),
        ("Karin, Kevin en Lotte", ["karin", "kevin", "lotte"]),
        ("voor Kevin", ["kevin"]),
        ("met Karin", ["karin"]),
    ],
)
def test_who(said: str, members: list[str]) -> None:
    assert document(f"therapie: {said}") == {**THERAPY, "members": members}


def test_owner_and_who_decides() -> None:
    found = document("therapie: Kevin met Bram via Joris van Beek")
    assert (found["owner"], found["decided_by"]) == ("bram", "joris")
    assert document("sport: Kevin met Tante Els")["owner"] == "tante-els"
    assert document("therapie: Kevin met GGZ De Oever")["owner"] == "oever"


def test_a_first_name_of_two_people_is_not_guessed() -> None:
    two = context((("kevin-2", "Kevin Smit"), ("bram-2", "Bram de Boer")))
    assert read_line("therapie: Kevin Smit", two).document["members"] == ["kevin-2"]
    assert read_line("therapie: Kevin", two).document["members"] == ["kevin"]
    with pytest.raises(LineError) as caught:
        read_line("therapie: Kevin met Bram", two)
    assert [error.code for error in caught.value.errors] == ["line-name-twice"]


@pytest.mark.parametrize(
    ("said", "windows", "times", "minutes"),
    [
        ("di do 10-12", ["di do 10:00-12:00"], 2, 120),
        ("dinsdag en donderdag van 10.00 tot 12.00 uur", ["di do 10:00-12:00"], 2, 120),
        ("op di, do 10:00-12:00", ["di do 10:00-12:00"], 2, 120),
        ("ma t/m vr 8.30-16", ["ma-vr 08:30-16:00"], 5, 450),
        ("werkdagen om 9 uur", ["ma-vr 09:00-10:00"], 5, 60),
        ("ma om 9:30, 45 min", ["ma 09:30-10:15"], 1, 45),
        ("2x per week di do 10-12", ["di do 10:00-12:00"], 2, 120),
        ("1x per week ma-vr 17-19", ["ma-vr 17:00-19:00"], 1, 60),
        ("tussen 9 en 17 uur op werkdagen", ["ma-vr 09:00-17:00"], 1, 60),
        ("ma di tussen 9 en 17 uur, 2x per week, 1u30", ["ma di 09:00-17:00"], 2, 90),
        ("ma 10-12, 30 min", ["ma 10:00-12:00"], 1, 30),
        ("ma 9-10 en 15-16", ["ma 09:00-10:00", "ma 15:00-16:00"], 2, 60),
        ("ma 9-10, wo 10-11", ["ma 09:00-10:00", "wo 10:00-11:00"], 2, 60),
    ],
)
def test_when(said: str, windows: list[str], times: int, minutes: int) -> None:
    expected = {"times": times, "minutes": minutes, "windows": windows}
    assert first_session(f"therapie: Kevin, {said}") == expected


def test_hours_of_different_lengths_are_two_demands() -> None:
    assert document("therapie: di 10-12, do 10-11:30")["sessions"] == [
        {"times": 1, "minutes": 120, "windows": ["di 10:00-12:00"]},
        {"times": 1, "minutes": 90, "windows": ["do 10:00-11:30"]},
    ]


def test_one_day_takes_its_whole_week() -> None:
    assert document("huisarts: Lotte, dinsdag 12 januari 10-10:30")["sessions"] == [
        {
            "times": 1,
            "minutes": 30,
            "windows": ["di 10:00-10:30"],
            "from": "2027-01-11",
            "until": "2027-01-17",
        }
    ]


@pytest.mark.parametrize(
    ("said", "times", "every"),
    [
        ("2x per week", 2, None),
        ("twee keer per week", 2, None),
        ("eens per 2 weken", 1, 2),
        ("1 keer per 3 weken", 1, 3),
        ("om de week", 1, 2),
        ("om de vier weken", 1, 4),
        ("elke twee weken", 1, 2),
        ("wekelijks", 1, None),
        ("elke week", 1, None),
    ],
)
def test_how_often_without_days(said: str, times: int, every: int | None) -> None:
    found = first_session(f"therapie: Kevin, {said}")
    assert (found["times"], found.get("every_weeks")) == (times, every)
    assert found["windows"] == "unknown"


def test_in_consultation_is_unknown() -> None:
    found = first_session("therapie: Kevin, in overleg, 40 min reizen")
    assert (found["times"], found["windows"], found["travel"]) == ("unknown", "unknown", 40)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("bij de boerderij", "bij de boerderij"),
        ("in het buurthuis De Brug", "in het buurthuis De Brug"),
        ("op school vanaf 1 maart", "op school"),
        ("aan de Kerkstraat 12, Kevin", "aan de Kerkstraat 12"),
        ("bij Bram Post", "bij Bram Post"),
        ("bij de GGZ di 10-12", "bij de GGZ"),
        ("bij “Zo! van de wijk”", "bij Zo! van de wijk"),
        ("in het St.-Jansgasthuis om de week", "in het St.-Jansgasthuis"),
    ],
)
def test_a_place_ends_where_something_else_begins(said: str, place: str) -> None:
    assert first_session(f"therapie: {said}")["place"] == place


@pytest.mark.parametrize(
    ("said", "where"),
    [("telefonisch", "remote"), ("online", "remote"), ("via beeldbellen", "remote"),
     ("thuis", "home"), ("aan huis", "home"), ("buitenshuis", "out")],
)  # fmt: skip
def test_where(said: str, where: str) -> None:
    assert first_session(f"gesprek: Kevin, {said}")["where"] == where


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("40 min reizen", 40), ("reistijd 40 minuten", 40), ("1u10 reizen", 70),
     ("40 min reizen heen", 40), ("40 min reizen heen en 40 terug", 40), ("een uur", None),
     ("20 min fietsen enkele reis", 20)],
)  # fmt: skip
def test_travel(said: str, minutes: int | None) -> None:
    assert first_session(f"therapie: {said}").get("travel") == minutes


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("11 jan", "2027-01-11"),
        ("11 jan.", "2027-01-11"),
        ("maandag 11 januari", "2027-01-11"),
        ("11 januari 2028", "2028-01-11"),
        ("11-1-2027", "2027-01-11"),
        ("2027-01-11", "2027-01-11"),
        ("5 oktober", "2026-10-05"),
        ("4 oktober", "2027-10-04"),
        ("29 februari", "2028-02-29"),
    ],
)
def test_a_date_without_a_year_is_the_first_from_91_days_before_the_horizon(
    said: str, day: str
) -> None:
    assert document(f"therapie: Kevin, vanaf {said}")["from"] == day
    assert document(f"therapie: Kevin, met ingang van {said}")["from"] == day


def test_the_end_is_after_the_beginning() -> None:
    found = document("therapie: Kevin, vanaf 1 november, t/m 31 oktober")
    assert (found["from"], found["until"]) == ("2026-11-01", "2027-10-31")
    assert document("therapie: Kevin, 12 weken lang")["lasts"] == 84
    assert document("therapie: Kevin, gedurende 10 dagen")["lasts"] == 10
    assert document("therapie: Kevin, begin onbekend")["from"] == "unknown"


def test_a_deadline() -> None:
    assert document("formulier: Karin, voor 1 maart")["order"] == {"finishes_before": "2027-03-01"}
    latest = document("formulier: Karin, uiterlijk op 28 februari")
    assert latest["order"] == {"finishes_before": "2027-03-01"}


@pytest.mark.parametrize(
    ("line", "money"),
    [
        ("aflossen: Kevin, € 120 per maand", {"out": 120}),
        ("aflossen: Kevin, 120,50 euro per maand", {"out": Decimal("120.50")}),
        ("aflossen: Kevin, €120,- p/m", {"out": 120}),
        ("toeslag: Karin, € 96 per maand", {"in": 96}),
        ("werk: Kevin, brengt € 950 per maand", {"in": 950}),
        ("school: Kevin, kost € 40 per maand", {"out": 40}),
        ("aflossen: € 45 per maand van het gezin", {"out": 45, "account": "household"}),
        ("betaling: Karin, bedrag onbekend", {"out": "unknown"}),
    ],
)
def test_money(line: str, money: dict[str, object]) -> None:
    assert document(line)["money"] == [money]


def test_somebody_home() -> None:
    assert document("thuis: Karin of Kevin bij Lotte, ma di do 14:15-17:00") == {
        "kind": "child-care",
        "title": "Thuis",
        "members": ["karin", "kevin"],
        "somebody_home": [
            {"adults": ["karin", "kevin"], "child": "lotte", "windows": ["ma di do 14:15-17:00"]}
        ],
    }


def test_a_title_between_quotes() -> None:
    assert document("therapie “EMDR, 2e keer”: Kevin, di 10-12")["title"] == "EMDR, 2e keer"
    assert document('therapie "EMDR": Kevin')["title"] == "EMDR"


def test_whether_it_is_a_contact() -> None:
    assert first_session("school: Kevin, telt als contact")["contact"] is True
    assert first_session("therapie: Kevin, telt niet als contact")["contact"] is False


def test_spans_tell_what_was_read_and_cover_the_line() -> None:
    line = "therapie: Kevin, di do 10-12 bij de boerderij, 40 min reizen, vanaf 11 jan"
    read = read_line(line, context())
    assert [(line[s.start : s.end], s.what) for s in read.spans] == [
        ("therapie", "kind"),
        ("Kevin", "who"),
        ("di do 10-12", "when"),
        ("bij de boerderij", "place"),
        ("40 min reizen", "travel"),
        ("vanaf 11 jan", "start"),
    ]
    covered = {n for span in read.spans for n in range(span.start, span.end)}
    assert {line[n] for n in range(len(line)) if n not in covered} <= set(" ,:")


def test_every_stretch_that_cannot_be_read_is_named_with_its_place() -> None:
    line = "therapie foo Kevin, bar di 10-12 baz, vanaf 11 jan qux"
    with pytest.raises(LineError) as caught:
        read_line(line, context())
    assert [line[e.start : e.end] for e in caught.value.errors] == ["foo", "bar", "baz", "qux"]


def test_after_something_wrong_the_rest_is_still_read() -> None:
    assert codes("therapie: Kevin, di 10-25, € 30 per week, foo") == [
        "time",
        "line-per-month",
        "line-unread",
    ]


def test_a_line_that_is_too_long_is_refused() -> None:
    assert codes("therapie: " + "Kevin, " * 100) == ["line-long"]


def test_a_line_in_a_file_is_an_agreement() -> None:
    household = parsed(with_line("therapie: Kevin, di do 10-12, 40 min reizen, vanaf 11 jan"))
    (agreement,) = household.agreements
    assert (agreement.id, agreement.kind, agreement.title) == (
        "therapie-kevin",
        "therapy",
        "Therapie",
    )
    assert agreement.protected
    assert agreement.form.demands.sessions[0].contact_of == ("kevin",)


def test_lines_with_the_same_words_get_their_own_names() -> None:
    text = with_line("gesprek: Kevin, di 10-11")
    line = text.splitlines()[9]
    many = text.replace(line, "\n".join([line] * 3))
    assert [one.id for one in parsed(many).agreements] == [
        "gesprek-kevin",
        "gesprek-kevin-2",
        "gesprek-kevin-3",
    ]


def test_other_keys_add_to_a_line() -> None:
    text = with_line("therapie: Kevin, di 10-12")
    text = text.replace(
        "owner: bram,", "owner: bram, id: t, title: EMDR, state: active, until: 2027-03-01,"
    )
    (agreement,) = parsed(text).agreements
    assert (agreement.id, agreement.title, agreement.state.value) == ("t", "EMDR", "active")
    assert agreement.form.until is not None


def test_a_key_that_says_the_same_as_the_line_is_no_conflict() -> None:
    text = with_line("therapie: Kevin, di 10-12").replace(
        "owner: bram,", "owner: bram, members: [kevin],"
    )
    assert parsed(text).agreements[0].members == ("kevin",)


def test_a_line_with_a_control_character_is_refused() -> None:
    assert codes("therapie “EM\x07DR”: Kevin") == ["control-character"]
    assert codes("therapie: \u202eKevin") == ["control-character"]


@pytest.mark.parametrize(
    ("said", "first", "latest"),
    [
        ("begint tussen 4 januari en 1 maart", "2027-01-04", "2027-03-01"),
        ("begint ergens tussen 4 jan 2027 en 1-3-2027", "2027-01-04", "2027-03-01"),
        ("begint uiterlijk op 1 maart", None, "2027-03-01"),
        ("begint uiterlijk 1 maart", None, "2027-03-01"),
    ],
)
def test_a_start_may_be_left_open_between_two_days(
    said: str, first: str | None, latest: str
) -> None:
    found = document(f"therapie: Kevin, di do 10-12, {said}")
    assert (found.get("from"), found["latest_from"]) == (first, latest)


def test_a_start_between_two_days_in_the_wrong_order_is_refused() -> None:
    assert codes("therapie: Kevin, begint tussen 1 maart 2027 en 4 januari 2027") == [
        "line-until-before"
    ]
