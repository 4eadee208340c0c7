"""*Mijn plan* of Kevin, with an answer in every state."""

from __future__ import annotations

from datetime import date

from tandem.web.components.people import HERE
from tandem.web.components.plan import ask, voices
from tandem.web.shapes.my_plan import MyAgreement, MyGoal, MyPlanPage, Now
from tandem.web.shapes.plan import Answer, Ask, Mandatory, Said, Voice

READS = "Dirk en Samira lezen dit. Samira belt je binnen 3 dagen."
OPENED = Ask(
    HERE,
    "Budgetgesprek",
    "budget",
    is_open=True,
    readers=READS,
    reason="Ik moet dan weg uit de les. Bellen kan wel.",
)
ORDER = Mandatory("beschikking kinderrechter, 3 maart 2026", HERE)
ORDERED = Ask(HERE, "Gesprek met de gezinsvoogd", "guardian", ordered=True, readers=READS)
GOALS = [
    MyGoal(
        "vak",
        1,
        "Ik leer het vak van automonteur",
        can_go_up=False,
        agreements=[
            MyAgreement(
                "school",
                "School",
                "Maandag tot en met vrijdag, 8.30 tot 16.00 uur. Vanaf 1 februari.",
                "Samira regelt dit. Je krijgt € 480 per maand.",
                ask=ask("school", "School"),
            ),
        ],
    ),
    MyGoal(
        "rust",
        2,
        "Rust in mijn hoofd",
        agreements=[
            MyAgreement(
                "therapie",
                "Therapie",
                "Dinsdag en donderdag, 10.00 tot 12.00 uur",
                "Bij GGZ De Oever. Joris regelt dit.",
                answer=Answer("Kevin", Said.YES, date(2026, 12, 3)),
                ask=Ask(HERE, "Therapie", "therapie", chosen=Said.YES),
            ),
            MyAgreement(
                "coach",
                "Coachgesprek",
                "Woensdag, 14.00 tot 15.00 uur",
                "Bij Bram. Joris regelt dit.",
                answer=Answer(
                    "Kevin",
                    Said.CANNOT,
                    reason="dan ben ik op school",
                    next_step="Joris belt je vandaag.",
                ),
                ask=Ask(
                    HERE,
                    "Coachgesprek",
                    "coach",
                    chosen=Said.CANNOT,
                    reason="dan ben ik op school",
                    readers=READS,
                ),
            ),
        ],
    ),
    MyGoal(
        "schulden",
        3,
        "Van mijn schulden af",
        agreements=[
            MyAgreement(
                "budget",
                "Budgetgesprek",
                "Om de week op maandag, 10.00 tot 11.00 uur",
                "Bij Dirk op kantoor.",
                ask=OPENED,
            ),
        ],
    ),
    MyGoal(
        "geld",
        4,
        "Eigen geld verdienen",
        agreements=[
            MyAgreement(
                "werk",
                "Werk",
                "Maandag tot en met donderdag, 8.00 tot 16.30 uur. Vanaf 11 januari.",
                "In het magazijn. Marloes regelt dit.",
                answer=Answer("Kevin", Said.DISAGREES, date(2026, 12, 14)),
                ask=Ask(HERE, "Werk", "werk", chosen=Said.DISAGREES),
            ),
        ],
    ),
    MyGoal(
        "thuis",
        5,
        "Lotte komt nooit in een leeg huis",
        can_go_down=False,
        agreements=[
            MyAgreement(
                "voogd", "Gesprek met de gezinsvoogd", "Om de week", "", ORDER, ask=ORDERED
            ),
        ],
    ),
]
"""An answer in every state, under her own goals."""


def my_plan() -> MyPlanPage:
    """Return *Mijn plan* of Kevin, who wants "je"."""
    return MyPlanPage(
        familiar=True,
        voice=Voice(voices()[0].words, "Kevin", date(2026, 12, 1), HERE),
        now=Now(
            "Het plan past nog niet",
            "Er is te veel tegelijk. Dat ligt niet aan jou. Samira heeft een voorstel dat "
            "wel past: leren in de garage.",
            HERE,
            "Bekijk het voorstel",
        ),
        waiting=4,
        total=9,
        yes_to_all=HERE,
        order_action=HERE,
        lead="Samira",
        add=HERE,
        goals=GOALS,
    )
