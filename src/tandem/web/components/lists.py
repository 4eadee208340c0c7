"""*Mensen*, *Vandaag* and *Huishoudens*, as Samira Haddou sees them."""

from __future__ import annotations

from datetime import date

from tandem.web.components.people import HERE, NUMBER
from tandem.web.shapes.people import LeadTerm, PeopleGroup, PeoplePage, PersonRow
from tandem.web.shapes.plan import FitState
from tandem.web.shapes.today import (
    HouseholdRow,
    HouseholdsPage,
    MiniRow,
    Pages,
    Tally,
    TodayPage,
    Todo,
    TodoButton,
    TodoGroup,
    TodoGroupKind,
)

SINCE = date(2026, 12, 1)
GROUPS = [
    PeopleGroup(
        "family",
        "Het gezin",
        [
            PersonRow(
                "Karin de Vries",
                "moeder van Kevin en Lotte",
                telephone="06 00 00 00 11",
                is_family=True,
            ),
            PersonRow("Kevin de Vries", "18 jaar", telephone="06 00 00 00 12", is_family=True),
            PersonRow("Lotte de Vries", "9 jaar", is_family=True),
        ],
    ),
    PeopleGroup(
        "network",
        "Uit hun netwerk",
        [
            PersonRow(
                "Oma Ria",
                "moeder van Karin",
                "Haalt Lotte op als het nodig is.",
                telephone="06 00 00 00 13",
            ),
        ],
    ),
    PeopleGroup(
        "helpers",
        "Wie helpt",
        [
            PersonRow(
                "Samira Haddou",
                "inkomensconsulent, Gemeente",
                "Kevin haalt een startkwalificatie.",
                date(2026, 11, 23),
                telephone=NUMBER,
                is_lead=True,
                href=HERE,
            ),
            PersonRow(
                "Joris van Beek",
                "jeugdconsulent, Gemeente",
                "Kevin komt tot rust.",
                SINCE,
                telephone="088 000 01 31",
                href=HERE,
            ),
            PersonRow(
                "Marloes Kuiper",
                "werkcoach, Werkplein",
                "Kevin en Karin aan het werk.",
                SINCE,
                date(2027, 6, 1),
                "088 000 01 42",
            ),
            PersonRow(
                "Dirk Hofman",
                "schuldhulpverlener, Schuldhulp",
                "Kevin schuldenvrij.",
                SINCE,
                telephone="088 000 01 57",
            ),
        ],
    ),
    PeopleGroup(
        "support",
        "Onafhankelijke cliëntondersteuning",
        empty="Nog niemand. Karin en Kevin mogen er altijd een vragen, gratis.",
    ),
]
TERMS = [
    LeadTerm("Samira Haddou", "regievoerder", date(2026, 11, 23)),
    LeadTerm("Hanna de Wit", "teamleider", date(2026, 11, 19), date(2026, 11, 23)),
]


def people() -> PeoplePage:
    """Return *Mensen*."""
    return PeoplePage(GROUPS, TERMS, HERE, HERE)


def _todo(
    when: str,
    name: str,
    what: str,
    words: str,
    nxt: str = "",
    *,
    late: bool = False,
    call: bool = False,
) -> Todo:
    return Todo(when, name, HERE, what, nxt, TodoButton(words, HERE, call), late)


WAITING = [
    TodoGroup(
        TodoGroupKind.LATE,
        [
            _todo(
                "sinds 14 dec",
                "De Vries",
                "Marloes Kuiper zou antwoorden: kan Karins traject tot 13.30 uur?",
                "Bel Marloes",
                "Op 21 december gaat de vraag naar haar teamleider.",
                late=True,
                call=True,
            ),
            _todo(
                "sinds 15 dec",
                "Van Dongen",
                "Schuldhulp heeft de overdracht nog niet aangenomen.",
                "Bekijk overdracht",
                "Tot dan ligt het bij u.",
                late=True,
            ),
        ],
    ),
    TodoGroup(
        TodoGroupKind.TODAY,
        [
            _todo(
                "14.00 uur",
                "Okafor",
                "Overleg aan de keukentafel, met het gezin en de school.",
                "Open overlegstand",
            ),
            _todo(
                "vandaag",
                "De Vries",
                "Kevin schreef bij Coachgesprek: dit lukt niet, want “dan ben ik op school”.",
                "Lees mee",
                "Joris belt hem vandaag.",
            ),
        ],
    ),
    TodoGroup(
        TodoGroupKind.LATER,
        [
            _todo(
                "vrijdag 18 dec",
                "Willems",
                "Het gaat goed. Kan dit weer een enkelvoudige vraag worden?",
                "Bekijk plan",
            ),
        ],
    ),
]


def today() -> TodayPage:
    """Return *Vandaag* of Samira."""
    return TodayPage(
        date(2026, 12, 17),
        7,
        3,
        WAITING,
        28,
        HERE,
        HERE,
        [
            Tally(FitState.FITS, 17, HERE),
            Tally(FitState.SO_FAR, 6, HERE),
            Tally(FitState.NOT_YET, 4, HERE),
            Tally(FitState.UNKNOWN, 1, HERE),
        ],
        [
            MiniRow("De Vries", HERE, "15 botsingen, 3 voorstellen"),
            MiniRow("Okafor", HERE, "2 botsingen, 2 voorstellen"),
        ],
        "28 huishoudens. In uw team is 24 afgesproken. Bespreek dit met Hanna de Wit, uw "
        "teamleider.",
    )


def households() -> HouseholdsPage:
    """Return *Huishoudens*."""
    rows = [
        HouseholdRow(
            "De Vries",
            HERE,
            "Karin, Kevin en Lotte",
            "Samira Haddou",
            FitState.NOT_YET,
            "15 botsingen, 3 voorstellen",
        ),
        HouseholdRow("Okafor", HERE, "Ada, Chidi en Amara", "Noor Aydin", FitState.FITS),
        HouseholdRow(
            "Van Dongen",
            HERE,
            "Piet van Dongen",
            "Samira Haddou",
            FitState.SO_FAR,
            "8 van de 11 afspraken ingevuld",
        ),
    ]
    near = [(number, HERE) for number in (1, 2, 3)]
    return HouseholdsPage(28, rows, search=HERE, add=HERE, pages=Pages(2, 3, HERE, HERE, near))
