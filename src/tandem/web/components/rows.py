"""Rows of the plan in every state: each standing, busy, mandatory, asked, and very long."""

from __future__ import annotations

from datetime import date

from tandem.web.components.people import HERE, LONG
from tandem.web.components.plan import ask, fits, said, voices
from tandem.web.shapes.plan import (
    AgreementRow,
    Answer,
    Ask,
    BusyRow,
    Given,
    GoalView,
    Mandatory,
    PlanPage,
    Said,
    Standing,
)


def states_page() -> PlanPage:
    """Return a plan with a row in every state, as an owner sees it who still has to answer."""
    return PlanPage(
        voices()[:1],
        fits()[2],
        [_standings(), _must(), _asked(), _long()],
        HERE,
        waiting=2,
        first_waiting="a-school",
    )


def _standings() -> GoalView:
    notes = {
        Standing.ON_HOLD: "sinds 3 december: wachtlijst",
        Standing.TRIED: "drie weken, te ver reizen",
    }
    rows = [
        AgreementRow(
            f"s-{one}",
            "Begeleiding thuis",
            "Kevin",
            when=["dinsdag"],
            asks=["1 contact"],
            standing=one,
            note=notes.get(one, ""),
            answers=[said("Ineke", 1)],
        )
        for one in Standing
    ]
    busy = BusyRow(
        "busy", ["maandag en woensdag", "19.00–20.30 uur"], "Joris van Beek", "088 000 01 31"
    )
    return GoalView(
        "goal-1", 1, "Een dag met een begin en een eind", whose="Kevin", rows=[*rows, busy]
    )


def _must() -> GoalView:
    ground = Mandatory("beschikking kinderrechter, 3 maart 2026", HERE, dispute=HERE)
    disputed = Mandatory("artikel 18 Participatiewet", disputed_by="Karin")
    given = Answer(
        "Karin", Said.YES, date(2026, 12, 1), given=Given.ALOUD, recorded_by="Samira Haddou"
    )
    paper = Answer(
        "Kevin", Said.YES, date(2026, 12, 1), given=Given.ON_PAPER, recorded_by="Samira Haddou"
    )
    return GoalView(
        "goal-2",
        2,
        "Kind veilig thuis",
        own=False,
        part="Deelplan jeugd",
        rows=[
            AgreementRow(
                "m-1",
                "Gesprek met de gezinsvoogd",
                "Karin en Lotte",
                when=["om de week"],
                asks=["1 contact"],
                mandatory=ground,
                answers=[Answer("Karin", Said.SEEN, date(2026, 12, 1))],
            ),
            AgreementRow(
                "m-2",
                "Melden bij het Werkplein",
                "Karin",
                when=["elke maand"],
                unknown=["reistijd", "hoe lang"],
                mandatory=disputed,
                answers=[given, paper],
            ),
        ],
    )


def _asked() -> GoalView:
    cannot = Ask(
        HERE,
        "Werk",
        "work",
        chosen=Said.CANNOT,
        error="Schrijf in een paar woorden wat er niet lukt. Dan weet Samira wat ze moet vragen.",
    )
    return GoalView(
        "goal-3",
        3,
        "Ik leer het vak van automonteur",
        rows=[
            AgreementRow(
                "a-school",
                "School",
                "Kevin",
                when=["maandag t/m vrijdag"],
                answers=[said("Kevin", 1)],
                ask=ask("school-owner", "School", owner=True),
            ),
            AgreementRow(
                "a-work",
                "Werk",
                "Kevin",
                when=["maandag"],
                answers=[Answer("Kevin", Said.DISAGREES, date(2026, 12, 2), is_me=True)],
                ask=cannot,
            ),
        ],
    )


def _long() -> GoalView:
    row = AgreementRow(
        "l-1",
        f"Begeleiding door {LONG}",
        f"{LONG}, bij {LONG}",
        LONG,
        [f"bij {LONG}"],
        [f"vraagt iets van {LONG}"],
        clashes=108,
        clashes_href=HERE,
        answers=[
            Answer(
                LONG,
                Said.CANNOT,
                reason=(
                    "dat is veel te ver, en ik moet dan drie keer overstappen met de kinderen erbij"
                ),
            )
        ],
    )
    return GoalView(
        "goal-4",
        None,
        f"Alles wat {LONG} nog wil regelen voor de zomervakantie begint",
        whose=LONG,
        part=LONG,
        rows=[row],
    )
