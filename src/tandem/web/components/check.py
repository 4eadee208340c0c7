"""*Past het?* and *Overlegstand* on the example household, with the answer of the real check."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from markupsafe import Markup

from tandem.core.check import check
from tandem.core.check.answer import Answer
from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tandem.documents.parts import Parts, fitting_week, render_parts
from tandem.formats import rulebase
from tandem.formats.household import read_path
from tandem.web.check_parts import choose_form
from tandem.web.components.people import HERE
from tandem.web.shapes.check import CheckPage, ConferencePage, Fact, TableRow, WhoAnswered
from tandem.web.shapes.frame import Change
from tandem.web.shapes.plan import FitState, Said
from tandem.web.wording import current_language

EXAMPLE = Path(__file__).resolve().parents[4] / "examples" / "five-plans.yaml"


@cache
def example() -> tuple[Answer, Household, RuleBase]:
    """Return the example household with its answer; worked out once."""
    rules = rulebase.load()
    household = read_path(EXAMPLE, rules)
    return check(household, rules, limit=20), household, rules


@cache
def _parts(lang: str) -> Parts:
    return render_parts(
        *example(),
        lang,
        plan_at=HERE,
        choose=choose_form(HERE, Markup()),
        week_at=lambda _monday: HERE,
    )


def page() -> CheckPage:
    """Return *Past het?* of the lead."""
    parts = _parts(current_language().value)
    return CheckPage(
        FitState.NOT_YET,
        parts.verdict,
        parts.clashes,
        parts.proposals,
        parts.week,
        parts.money,
        turns=_turns(),
    )


def _turns() -> list[Change]:
    return [
        Change(
            date(2026, 12, 14),
            "Vanaf toen past het niet meer. Daarvoor: Marloes voegde de afspraak “School” toe.",
        ),
        Change(date(2026, 12, 1), "Het paste."),
    ]


def conference() -> ConferencePage:
    """Return *Overlegstand* with the first proposal."""
    week = fitting_week(*example(), current_language().value)
    return ConferencePage(
        "Voorstel 1",
        "Leren in de garage",
        FitState.FITS,
        "Zo past het. Nog 3 keer ja nodig.",
        _rows(),
        "twee keer ja van Marloes, een keer van Kevin. Marloes is er niet bij. Samira belt "
        "haar vandaag.",
        "De week vanaf 1 februari",
        week.picture if week else Markup(),
        week.table if week else Markup(),
        [
            Fact("5 van 5", "contacten per week"),
            Fact("€ 580", "vrij per maand"),
            Fact("Lotte", "nooit in een leeg huis"),
        ],
        "Kevin, Karin, Samira, Joris, Dirk en Ineke",
        HERE,
        "bellen: Kevin en Bram, do 17.00-17.30, vanaf 4 februari",
        stop=HERE,
        rows_are="Wat er verandert",
    )


def _rows() -> list[TableRow]:
    samira, marloes = WhoAnswered("Samira", Said.YES), WhoAnswered("Marloes", Said.NOTHING)
    joris, ineke = WhoAnswered("Joris", Said.YES), WhoAnswered("Ineke", Said.YES)
    kevin, karin = WhoAnswered("Kevin", Said.YES), WhoAnswered("Karin", Said.YES)
    return [
        TableRow("Leren in de garage, in plaats van School en Werk", [samira, marloes], [kevin]),
        TableRow("Bezet, vraag Joris: ma en wo 19.00 uur", [joris], [kevin]),
        TableRow("Bram belt op donderdag 17.00 uur", [joris], [WhoAnswered("Kevin", Said.NOTHING)]),
        TableRow("Youssef komt dinsdag 17.00 uur, 1 keer per week", [ineke], [kevin]),
        TableRow("Karins traject tot 13.30 uur", [marloes], [karin]),
        TableRow("Dagactiviteit stopt op 1 februari", [ineke], [WhoAnswered("Kevin", Said.CANNOT)]),
    ]
