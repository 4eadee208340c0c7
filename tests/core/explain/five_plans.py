"""The household of case C1, short, and rules of its own: what the sentences are about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tandem.core.model import (
    HOUSEHOLD,
    Account,
    Agreement,
    Alternative,
    Demands,
    Form,
    Goal,
    Horizon,
    Household,
    Member,
    Professional,
    Sessions,
    State,
    Supporter,
    Where,
    Window,
)
from tandem.core.rules import RuleBase, RuleRelation, Status, StatusRule, StatusRules

START = date(2027, 1, 4)
FEBRUARY = date(2027, 2, 1)
MARCH = date(2027, 3, 1)


def going_out(days: tuple[int, ...], start: int, end: int, travel: int, every: int = 1) -> Sessions:
    return Sessions(
        members=("kevin",),
        times=len(days),
        minutes=end - start,
        windows=(Window(days, start, end),),
        every_weeks=every,
        first_week=START if every > 1 else None,
        travel=travel,
    )


def asks(*sessions: Sessions) -> Demands:
    return Demands(sessions=sessions)


SCHOOL = Agreement(
    "school",
    "School",
    "school",
    "marloes",
    Form(FEBRUARY, demands=asks(going_out((0, 1, 2, 3, 4), 510, 960, 30))),
    ("kevin",),
    goal="trade",
    alternatives=(
        Alternative(
            "bbl",
            "als BBL, 4 dagen garage en vrijdag school",
            Form(FEBRUARY),
            takes_place_of=("work", "elsewhere"),
        ),
    ),
)
THERAPY = Agreement(
    "therapy",
    "Therapie",
    "therapy",
    "joris",
    Form(demands=asks(going_out((1, 3), 600, 720, 40))),
    ("kevin",),
    goal="rest",
    protected=True,
)
WORK = Agreement(
    "work",
    "Werk",
    "work",
    "bilal",
    Form(date(2027, 1, 11), demands=asks(going_out((0, 1, 2, 3), 480, 990, 20))),
    ("kevin",),
    goal="job",
)
BUDGET_TALK = Agreement(
    "budget-talk",
    "Budgetgesprek",
    "talk",
    "dirk",
    Form(demands=asks(going_out((0,), 600, 660, 25, every=2))),
    ("kevin",),
    goal="debts",
)
REPAYMENT = Agreement(
    "repayment", "Aflossen", "repayment", "dirk", Form(MARCH), ("kevin",), goal="debts"
)
TRAJECT = Agreement(
    "karin-traject", "Karins traject", "training", "bilal", Form(date(2027, 1, 11)), ("karin",)
)
GUIDANCE = Agreement(
    "home-guidance",
    "Begeleiding thuis",
    "home-visit",
    "youssef",
    Form(
        demands=asks(
            Sessions(("kevin",), 2, 60, (Window((0, 1, 2, 3, 4), 540, 1020),), where=Where.HOME)
        )
    ),
    ("kevin",),
)
DAY_ACTIVITIES = Agreement(
    "day-activities",
    "Dagactiviteit",
    "day-activities",
    "ineke",
    Form(),
    ("kevin",),
    goal="days",
    state=State.ACTIVE,
    alternatives=(
        Alternative("ends", "stopt als er werk of school is", Form(), ends_when=("school", "work")),
    ),
)
LOTTE_HOME = Agreement(
    "lotte-home", "Thuis bij Lotte", "child-care", "karin", Form(), ("karin", "kevin"), goal="lotte"
)
READING = Agreement("reading", "Voorlezen", "own", "aunt", Form(), ("lotte",), goal="lotte")

HOUSE = Household(
    id="de-vries",
    name="De Vries",
    horizon=Horizon(START),
    members=(
        Member("karin", "Karin", contacts_a_week=2),
        Member("kevin", "Kevin", contacts_a_week=5),
        Member("lotte", "Lotte"),
    ),
    agreements=(
        SCHOOL,
        THERAPY,
        WORK,
        BUDGET_TALK,
        REPAYMENT,
        TRAJECT,
        GUIDANCE,
        DAY_ACTIVITIES,
        LOTTE_HOME,
        READING,
    ),
    professionals=(
        Professional("samira", "Samira Haddou", "regievoerder"),
        Professional("joris", "Joris van Beek", "therapeut"),
        Professional("marloes", "Marloes Kok", "inkomensconsulent"),
        Professional("bilal", "Bilal Aydin", "werkcoach"),
        Professional("dirk", "Dirk Prins", "schuldhulpverlener"),
        Professional("youssef", "Youssef Amrani", "begeleider"),
        Professional("ineke", "Ineke Bos", "Wmo-consulent"),
    ),
    network=(Supporter("aunt", "Tante Els", "tante"),),
    lead="samira",
    goals=(
        Goal("debts", "Kevin is van zijn schulden af"),
        Goal("trade", "Kevin leert een vak."),
        Goal("rest", "Kevin komt tot rust"),
        Goal("job", "Kevin en Karin aan het werk"),
        Goal("days", "Dagstructuur"),
        Goal("lotte", "Lotte komt nooit in een leeg huis"),
        Goal("holiday", "Een week weg"),
    ),
    priorities=("trade", "rest", "debts"),
    accounts=(Account("kevin", 33_000), Account(HOUSEHOLD, 100_000)),
)

RULES = RuleBase(
    StatusRules(
        statuses=(
            Status(
                "school",
                "zit voltijd op school",
                "is in full-time school",
                "voltijd school",
                "full-time school",
            ),
            Status(
                "works-32",
                "werkt 32 uur of meer per week",
                "works 32 hours or more a week",
                "werk van 32 uur of meer per week",
                "work of 32 hours or more a week",
            ),
            Status("works", "heeft betaald werk", "has paid work", "betaald werk", "paid work"),
            Status("stays", "zit vast", "is in detention", "vastzitten", "being in detention"),
        ),
        rules=(
            StatusRule(
                "school-and-work",
                RuleRelation.EXCLUDES,
                "school",
                "works-32",
                "Vuistregel van professionals",
                sure=False,
            ),
            StatusRule(
                "work-is-work", RuleRelation.IMPLIES, "works-32", "works", "De woorden zelf"
            ),
            StatusRule("no-work-inside", RuleRelation.EXCLUDES, "stays", "works", "Wet X, art. 3."),
        ),
    )
)


def with_agreement(agreement: Agreement) -> Household:
    """Return the household with one agreement in the place of the one of the same name."""
    others = tuple(a for a in HOUSE.agreements if a.id != agreement.id)
    return replace(HOUSE, agreements=(*others, agreement))
