"""The frame around the sample pages: Samira Haddou leads the plan of the family De Vries."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from tandem.web.shapes.frame import (
    Change,
    DemoBar,
    DemoPerson,
    Frame,
    HouseholdFrame,
    Lead,
    LeadStanding,
    Link,
    Readers,
    Strip,
    Viewer,
)

HERE = "#"
LONG = "Maximiliana-Wilhelmina van der Schoot tot Oud-Zevenbergen-Zee"
NUMBER = "088 000 01 23"


def frame(current: str = "households") -> Frame:
    """Return the frame of who helps, in the demo."""
    nav = {"today": _("Today"), "households": _("Households"), "access": _("Front desk")}
    return Frame(
        nav=[Link(words, HERE, is_current=key == current) for key, words in nav.items()],
        viewer=Viewer("Samira Haddou", HERE),
        demo=DemoBar(
            HERE,
            [
                DemoPerson("samira", "Samira Haddou, regievoerder", is_current=True),
                DemoPerson("kevin", "Kevin de Vries, inwoner"),
            ],
        ),
        language_action=HERE,
        away="https://www.example.org/",
    )


def strip() -> Strip:
    """Return the strip with a lead."""
    return Strip(
        "Huishouden De Vries",
        "Karin, Kevin (18) en Lotte (9)",
        Lead("Samira Haddou", NUMBER, since=date(2026, 11, 23)),
    )


def strips() -> list[tuple[str, Strip]]:
    """Return the strip in each state, with its name."""
    family = "Huishouden De Vries", "Karin, Kevin (18) en Lotte (9)"
    stand_in = LeadStanding.STAND_IN
    return [
        (_("with a lead"), strip()),
        (
            _("with a stand-in"),
            Strip(
                *family,
                Lead(
                    "Noor Aydin",
                    "088 000 01 24",
                    stand_in,
                    replaces="Samira Haddou",
                    until=date(2027, 1, 3),
                ),
            ),
        ),
        (
            _("nobody accepted yet"),
            Strip(*family, Lead("Hanna de Wit", "088 000 01 00", LeadStanding.TEAM_LEADER)),
        ),
        (_("without a number"), Strip(*family, Lead("Samira Haddou"))),
        (
            _("long names"),
            Strip(
                f"Huishouden {LONG}",
                f"{LONG}, Kevin (18), Lotte (9), Fatima, Wilhelmus, Sjoerd, Anna-Maria en Bo (3)",
                Lead(LONG, NUMBER, since=date(2026, 11, 23)),
            ),
        ),
    ]


def household(current: str = "plan") -> HouseholdFrame:
    """Return what stands around a page of the household."""
    tabs = {
        "plan": _("Our plan"),
        "check": _("Does it fit?"),
        "people": _("People"),
        "agenda": _("Agenda"),
        "messages": _("Messages"),
        "looks": _("Who had a look"),
    }
    return HouseholdFrame(
        strip(),
        [Link(words, HERE, is_current=key == current) for key, words in tabs.items()],
        _readers(),
    )


def resident_household() -> HouseholdFrame:
    """Return what stands around a page of Kevin himself."""
    lead = Lead("Samira Haddou", NUMBER, since=date(2026, 11, 23))
    return HouseholdFrame(
        Strip("Kevin", "met Karin en Lotte", lead),
        readers=Readers("Jij en Karin, en de helpers die meedoen.", HERE),
    )


def _readers() -> Readers:
    return Readers(
        "Karin en Kevin. En hun helpers: Samira Haddou, Joris van Beek, Marloes Kuiper, Dirk "
        "Hofman, "
        "Ineke Bos, Bram Post en Youssef El Amrani. Zij zien de afspraken, niet elkaars dossiers.",
        HERE,
        [
            Change(date(2026, 12, 15), "Kevin schreef bij Coachgesprek: “dit lukt niet”"),
            Change(date(2026, 12, 14), "Kevin is niet akkoord met Werk"),
            Change(date(2026, 12, 10), "Karin zei ja tegen haar traject"),
        ],
        HERE,
    )
