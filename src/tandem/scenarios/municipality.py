"""Who works in the municipality: 45 professionals of eleven organisations, in three areas."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.core.access import Duty


@dataclass(frozen=True, slots=True)
class Worker:
    """A professional with an account."""

    username: str
    name: str
    function: str
    telephone: str
    organisation: str
    duties: frozenset[Duty] = frozenset()
    areas: tuple[str, ...] = ()
    """The work areas of the front desk, by name."""


@dataclass(frozen=True, slots=True)
class Area:
    """A work area with its team leader, by the name that he or she signs in with."""

    name: str
    team_leader: str


AREAS = (
    Area("Noord", "hanna"),
    Area("Oost", "rob"),
    Area("Zuid", "amina"),
)

_DUTIES = {
    "consulent": Duty.CONSULTANT,
    "teamleider": Duty.TEAM_LEADER,
    "toegang": Duty.FRONT_DESK,
    "manager": Duty.MANAGER,
    "beleid": Duty.POLICY_STAFF,
    "privacy": Duty.PRIVACY_OFFICER,
    "beheer": Duty.ADMINISTRATOR,
}

# Who is first here is first in the demo's switch of person: those of household De Vries.
_WORKERS = {
    "Gemeente": """
        samira      | Samira Haddou    | inkomensconsulent | 088 000 01 23 | consulent
        joris       | Joris van Beek   | jeugdconsulent    | 088 000 01 31 | consulent
        ineke       | Ineke Bos        | Wmo-consulent     | 088 000 01 64 | consulent
        hanna       | Hanna de Wit     | teamleider Noord  | 088 000 01 02 | teamleider
        nel         | Nel Brouwer      | Toegang           | 088 000 01 00 | toegang Noord Oost
        sven        | Sven Dekker      | Toegang           | 088 000 01 01 | toegang Zuid
        rob         | Rob Wielinga     | teamleider Oost   | 088 000 01 03 | teamleider
        amina       | Amina Yusuf      | teamleider Zuid   | 088 000 01 04 | teamleider
        esther      | Esther Vink      | jeugdconsulent    | 088 000 01 36 | consulent
        karim       | Karim Osman      | Wmo-consulent     | 088 000 01 67 | consulent
        gerda       | Gerda Smink      | inkomensconsulent | 088 000 01 75 | consulent
        leila       | Leila Amrani     | inkomensconsulent | 088 000 08 36 | consulent
        noor        | Noor Visser      | functionaris gegevensbescherming | 088 000 01 09 | privacy
        sanne       | Sanne Prins      | inkomensconsulent | 088 000 09 23 | consulent
        wouter      | Wouter Kamp      | manager sociaal domein | 088 000 01 90 | manager
        noortje     | Noortje Blauw    | beleidsmedewerker | 088 000 01 91 | beleid
        stijn       | Stijn Terpstra   | functioneel beheerder | 088 000 01 93 | beheer
    """,
    "Werkplein": """
        marloes     | Marloes Kuiper   | werkcoach         | 088 000 01 42 |
        meryem      | Meryem Aydin     | werkcoach         | 088 000 01 49 |
        petra       | Petra Vos        | werkcoach         | 088 000 07 12 |
    """,
    "Schuldhulp": """
        dirk        | Dirk Hofman      | schuldhulpverlener | 088 000 01 57 |
        lieke       | Lieke van Rijn   | schuldhulpverlener | 088 000 01 88 |
        tom         | Tom de Wit       | schuldhulpverlener | 088 000 05 22 |
        omar        | Omar Bakkali     | schuldhulpverlener | 088 000 07 25 |
    """,
    "Jeugdteam": """
        bram        | Bram Post        | coach             | 088 000 02 18 |
        floor       | Floor Timmer     | jongerenwerker    | 088 000 02 26 |
        nadir       | Nadir Saleh      | jongerencoach     | 088 000 02 31 |
    """,
    "GGZ De Oever": """
        de-oever    | GGZ De Oever     | behandelaar       | 088 000 03 00 |
        annet       | Annet Wolters    | behandelaar       | 088 000 03 12 |
        stefan      | Stefan Krol      | kindertherapeut   | 088 000 03 18 |
    """,
    "Thuisbegeleiding": """
        youssef     | Youssef El Amrani | begeleider thuis | 088 000 04 11 |
        carla       | Carla Mesman     | begeleider thuis  | 088 000 04 19 |
        dennis      | Dennis Pals      | begeleider thuis  | 088 000 04 23 |
    """,
    "Wijkteam": """
        fatma       | Fatma Kaya       | gezinscoach       | 088 000 05 10 | consulent
        shanti      | Shanti Ramdin    | gezinscoach       | 088 000 05 14 | consulent
        ruud        | Ruud Peeters     | gezinscoach       | 088 000 05 18 | consulent
        hanna.smit  | Hanna Smit       | regievoerder      | 088 000 08 14 | consulent
    """,
    "Jeugdbescherming": """
        peter.groen | Peter Groen      | gezinsvoogd       | 088 000 08 29 |
        wies        | Wies Konings     | gezinsvoogd       | 088 000 08 33 |
    """,
    "Opvang": """
        mirjam      | Mirjam de Boer   | woonbegeleider    | 088 000 09 11 |
        abel        | Abel Stuurman    | woonbegeleider    | 088 000 09 17 |
    """,
    "Bewindvoering Rijnland": """
        tineke      | Tineke Maas      | bewindvoerder     | 088 000 09 41 |
    """,
    "Cliëntondersteuning": """
        jeanne      | Jeanne Roelofs   | onafhankelijke cliëntondersteuner | 088 000 05 61 |
        anton       | Anton Bakx       | onafhankelijke cliëntondersteuner | 088 000 05 66 |
        ilse        | Ilse Maas        | vertrouwenspersoon | 088 000 05 69 |
    """,
}


def _worker(organisation: str, line: str) -> Worker:
    username, name, function, telephone, duty = (part.strip() for part in line.split("|"))
    duty, *areas = duty.split() or [""]
    duties = frozenset({_DUTIES[duty]} if duty else ())
    return Worker(username, name, function, telephone, organisation, duties, tuple(areas))


WORKERS = tuple(
    _worker(organisation, line)
    for organisation, lines in _WORKERS.items()
    for line in lines.strip().splitlines()
)


def username_of(name: str, organisation: str) -> str | None:
    """Return the account of a professional in a household file; None when there is none."""
    found = (one for one in WORKERS if (one.name, one.organisation) == (name, organisation))
    return next((one.username for one in found), None)
