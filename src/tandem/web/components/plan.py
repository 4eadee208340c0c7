"""The plan of the family De Vries as the lead sees it, and rows in every state."""

from __future__ import annotations

from datetime import date

from tandem.web.components.people import HERE
from tandem.web.shapes.plan import (
    AgreementRow,
    Answer,
    Ask,
    Fits,
    FitState,
    GoalView,
    PlanPage,
    Said,
    Standing,
    Voice,
)


def said(who: str, day: int, said: Said = Said.YES, reason: str = "") -> Answer:
    """Return an answer of a day in December."""
    return Answer(who, said, date(2026, 12, day), reason)


def waiting(who: str) -> Answer:
    """Return an answer that has not come yet."""
    return Answer(who)


def ask(anchor: str, name: str, *, owner: bool = False) -> Ask:
    """Return a question for an answer."""
    readers = "Dirk en Samira lezen dit. Samira belt binnen 3 dagen."
    return Ask(HERE, name, anchor, asks_owner=owner, readers=readers)


def voices() -> list[Voice]:
    """Return what Kevin and Karin said."""
    return [
        Voice(
            "Ik wil automonteur worden en mijn eigen geld verdienen. "
            "Ik wil niet elke dag bij iemand anders op kantoor zitten.",
            "Kevin",
            date(2026, 12, 1),
        ),
        Voice("Lotte komt nooit in een leeg huis.", "Karin", date(2026, 12, 1)),
    ]


def _goal(number: int, words: str, whose: str, part: str, *rows: AgreementRow) -> GoalView:
    return GoalView(f"goal-{number}", number, words, whose=whose, part=part, rows=rows)


def _row(
    title: str,
    who: str,
    when: str,
    asks: str,
    clashes: int,
    *answers: Answer,
    via: str = "",
    active: bool = False,
) -> AgreementRow:
    """Return a row; lines of a cell are parted by a bar."""
    return AgreementRow(
        f"a-{title.lower().replace(' ', '-')}",
        title,
        who,
        via,
        when.split("|"),
        asks.split("|"),
        standing=Standing.ACTIVE if active else Standing.PROPOSED,
        clashes=clashes,
        clashes_href=HERE,
        answers=answers,
        href=HERE,
    )


GOALS = [
    _goal(
        1,
        "Ik leer het vak van automonteur",
        "Kevin",
        "Deelplan inkomen: startkwalificatie",
        _row(
            "School",
            "Kevin, voltijd mbo autotechniek",
            "maandag t/m vrijdag|8.30–16.00 uur|vanaf 1 februari",
            "38 uur per week, 5 uur reizen|brengt € 480 per maand",
            8,
            said("Samira", 8),
            waiting("Kevin"),
            via="Samira Haddou",
        ),
    ),
    _goal(
        2,
        "Lotte komt nooit in een leeg huis",
        "Karin",
        "Karins eigen plan",
        _row(
            "Thuis bij Lotte",
            "Karin of Kevin",
            "maandag, dinsdag, donderdag|14.15–17.00 uur",
            "één van beiden is thuis",
            2,
            said("Karin", 1),
            said("Kevin", 1),
            active=True,
        ),
    ),
    _goal(
        3,
        "Rust in mijn hoofd",
        "Kevin",
        "Deelplan jeugd: Kevin komt tot rust",
        _row(
            "Therapie",
            "Kevin, bij GGZ De Oever",
            "dinsdag en donderdag|10.00–12.00 uur",
            "4 uur per week, 3 uur reizen|2 contacten",
            3,
            said("Joris", 1),
            said("Kevin", 3),
            via="Joris van Beek",
            active=True,
        ),
        _row(
            "Coachgesprek",
            "Kevin, bij Bram Post",
            "woensdag|14.00–15.00 uur",
            "1 uur per week, 40 min reizen|1 contact",
            2,
            said("Joris", 8),
            said("Kevin", 15, Said.CANNOT, "dan ben ik op school"),
            via="Joris van Beek",
        ),
    ),
    _goal(
        4,
        "Van mijn schulden af",
        "Kevin",
        "Deelplan schulden: Kevin schuldenvrij",
        _row(
            "Aflossen",
            "Kevin",
            "elke maand|vanaf 1 maart",
            "€ 120 per maand|en 32 uur werk per week",
            1,
            said("Dirk", 9),
            waiting("Kevin"),
            via="Dirk Hofman",
        ),
        _row(
            "Budgetgesprek",
            "Kevin, bij Dirk Hofman",
            "om de week op maandag|10.00–11.00 uur",
            "1 uur, 50 min reizen|1 contact per 2 weken",
            2,
            said("Dirk", 9),
            waiting("Kevin"),
        ),
    ),
    _goal(
        5,
        "Eigen geld verdienen",
        "Kevin en Karin",
        "Deelplan werk: Kevin en Karin aan het werk",
        _row(
            "Werk",
            "Kevin, in het magazijn",
            "maandag t/m donderdag|8.00–16.30 uur|vanaf 11 januari",
            "34 uur per week, 3 uur reizen|brengt € 950 per maand",
            7,
            said("Marloes", 9),
            said("Kevin", 14, Said.DISAGREES),
            via="Marloes Kuiper",
        ),
        _row(
            "Karins traject",
            "Karin, bij het Werkplein",
            "maandag t/m donderdag|9.00–14.30 uur|vanaf 11 januari",
            "22 uur per week, 3 uur reizen",
            2,
            said("Marloes", 9),
            said("Karin", 10),
            via="Marloes Kuiper",
        ),
    ),
    _goal(
        6,
        "Een dag met een begin en een eind",
        "Kevin",
        "Deelplan Wmo: dagstructuur",
        _row(
            "Dagactiviteit",
            "Kevin, bij De Werkschuur",
            "dinsdag, woensdag, donderdag|9.00–12.30 uur",
            "11 uur per week, 2 uur reizen",
            3,
            said("Ineke", 7),
            waiting("Kevin"),
            via="Ineke Bos",
        ),
        _row(
            "Begeleiding thuis",
            "Kevin, met Youssef El Amrani",
            "2 keer per week, werkdagen|tussen 9.00 en 17.00 uur",
            "2 uur per week|2 contacten",
            2,
            said("Ineke", 1),
            said("Kevin", 3),
            via="Ineke Bos",
            active=True,
        ),
    ),
]
"""The goals in the order of the family."""


def fits() -> list[Fits]:
    """Return the quiet line in each state."""
    return [
        Fits(FitState.NOT_YET, "15 botsingen, en Kevin heeft een contact per week te veel.", HERE),
        Fits(FitState.FITS, "11 van de 11 afspraken ingevuld.", HERE),
        Fits(
            FitState.SO_FAR,
            "8 van de 11 afspraken ingevuld. Dirk en Ineke kunnen de rest invullen.",
            HERE,
        ),
        Fits(FitState.BUSY, "Hieronder staat het antwoord van 9.12 uur."),
        Fits(FitState.UNKNOWN, "Het rekenen duurde te lang. Vanavond kijken we opnieuw.", HERE),
    ]


def page() -> PlanPage:
    """Return *Ons plan* of the lead."""
    return PlanPage(voices(), fits()[0], GOALS, HERE, HERE, HERE, HERE, HERE)


def empty_page() -> PlanPage:
    """Return *Ons plan* of a household that was opened today."""
    return PlanPage(add_agreement=HERE, add_goal=HERE)
