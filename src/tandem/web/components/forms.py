"""*Afspraak toevoegen*: a line that was read, and one that was not."""

from __future__ import annotations

from markupsafe import Markup

from tandem.documents.marks import three_circles
from tandem.web.components.people import HERE
from tandem.web.shapes.agreement_form import AgreementFormPage, Instead, Preview, ReadBack
from tandem.web.shapes.forms import FormState, Option, Problem
from tandem.web.shapes.plan import FitState

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
LINE = "gesprek: Kevin, wo 14-15, bij Bram Post, 20 min reizen, vanaf 4 jan"


def page() -> AgreementFormPage:
    """Return the form with a line that clashes."""
    values = {"line": LINE, "start": "14.00", "end": "15.00", "from": "6 januari 2027"}
    return _page(FormState(HERE, values), read_back(), preview(), steps_open=True)


def wrong_page() -> AgreementFormPage:
    """Return the form with a line that could not be read whole."""
    problems = [
        Problem("line", "We lezen “bij de boerderij” niet. Welke plek is dat? Kies hem bij Waar."),
        Problem("start", "“25.00” is geen tijd. Vul een tijd in tussen 0.00 en 24.00 uur."),
        Problem("member", "Kies wie dit doet: zonder naam weten we niet wiens week het vult."),
    ]
    values = {"line": "therapie: Kevin, di 10-12, bij de boerderij", "start": "25.00"}
    return _page(FormState(HERE, values, problems), None, None, steps_open=True)


def read_back() -> ReadBack:
    """Return how the line was read."""
    text = "*Kevin* heeft elke *woensdag van 14.00 tot 15.00 uur* een *gesprek* bij *Bram Post*. Het is *20 minuten reizen*, heen en ook terug. Het begint op *woensdag 6 januari*."  # noqa: E501
    parts = [(part, bool(place % 2)) for place, part in enumerate(text.split("*")) if part]
    return ReadBack(parts, "Een gesprek telt als 1 contact per week.")


def preview() -> Preview:
    """Return what the check says of it."""
    picture = three_circles("sample", ["School", "Werk", "Gesprek"], "School, werk en gesprek", "")
    return Preview(
        FitState.NOT_YET,
        "Dit past er nog niet bij",
        Markup(
            "Op woensdag om 14.00 uur is Kevin al op <b>school</b> en op zijn <b>werk</b>. "
            "En hij krijgt <b>6 contacten</b> per week. 5 kan hij aan."
        ),
        "Past er nog niet bij.",
        picture,
        "School, werk en gesprek",
        [
            Instead("Bellen op donderdag, 17.00 tot 17.30 uur. Joris vindt bellen goed.", "a"),
            Instead("Bellen op dinsdag, 18.00 tot 18.30 uur", "b"),
        ],
        "Dit past wel, samen met voorstel 1",
    )


def _page(
    form: FormState, read: ReadBack | None, shown: Preview | None, *, steps_open: bool
) -> AgreementFormPage:
    return AgreementFormPage(
        form,
        "Nieuwe afspraak",
        kinds=[
            Option("talk", "Gesprek op kantoor", is_chosen=True),
            Option("visit", "Bezoek thuis"),
        ],
        members=[
            Option("kevin", "Kevin", is_chosen=shown is not None),
            Option("karin", "Karin"),
            Option("lotte", "Lotte"),
        ],
        days=[Option(day, day, is_chosen=day == "woensdag") for day in DAYS],
        rhythms=[Option("1", "elke week"), Option("2", "om de week"), Option("", "in overleg")],
        places=[
            Option("bram", "Bij Bram Post", is_chosen=True, note="20 minuten reizen"),
            Option("home", "Thuis"),
            Option("remote", "Telefonisch of online"),
            Option("other", "Een andere plek"),
        ],
        goals=[
            Option("rust", "“Rust in mijn hoofd”"),
            Option("vak", "“Ik leer het vak van automonteur”"),
        ],
        steps_open=steps_open,
        read_back=read,
        preview=shown,
        live=HERE,
        afterwards="Daarna vragen we Joris van Beek: klopt dit? En Kevin: ja of nee.",
    )
