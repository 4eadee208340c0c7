"""Who lives in a household that is generated, and who works with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random

from benchmarks.sizes import CROWDED, SMALL, TYPICAL, WORST, Size
from tandem.core.model import Professional


class Age(StrEnum):
    """How old somebody is, as far as it matters for a week."""

    ADULT = "adult"
    YOUNG = "young"
    TEEN = "teen"
    CHILD = "child"
    ELDER = "elder"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the household before the plan is known."""

    id: str
    name: str
    age: Age
    born: date


_A, _Y, _T, _C, _E = Age.ADULT, Age.YOUNG, Age.TEEN, Age.CHILD, Age.ELDER

_LARGE = (
    (_A, _A, _Y, _T, _T, _C, _C, _E),
    (_A, _A, _Y, _T, _C, _C, _C, _C),
    (_A, _Y, _Y, _T, _T, _C, _C, _E),
)

HOUSEHOLDS: dict[str, tuple[tuple[Age, ...], ...]] = {
    SMALL.name: ((_A,), (_A,), (_Y,)),
    TYPICAL.name: ((_A, _A, _C, _C), (_A, _Y, _C, _C), (_A, _A, _T, _C), (_A, _Y, _T, _C)),
    WORST.name: _LARGE,
    CROWDED.name: _LARGE,
}

NAMES = (
    "Amina", "Bas", "Carla", "Daan", "Elif", "Farid", "Greet", "Hugo", "Ilse", "Jamal", "Kim",
    "Lars", "Mina", "Noor", "Omar", "Puck", "Quinten", "Roos", "Sanne", "Tijn", "Umut", "Vera",
    "Wout", "Yara", "Zoë",
)  # fmt: skip
FAMILIES = ("Aksoy", "Bakker", "De Boer", "Haddad", "Jansen", "Mulder", "Smit", "Visser")
BIRTH_YEARS = {
    Age.ADULT: (1972, 1995),
    Age.YOUNG: (2003, 2008),
    Age.TEEN: (2010, 2014),
    Age.CHILD: (2016, 2022),
    Age.ELDER: (1942, 1955),
}

ROLES = (
    "inkomensconsulent",
    "jeugdconsulent",
    "werkcoach",
    "schuldhulpverlener",
    "Wmo-consulent",
    "begeleider thuis",
    "behandelaar",
    "maatschappelijk werker",
    "huisarts",
    "jeugdbeschermer",
    "reclasseringswerker",
    "leerplichtambtenaar",
    "taaldocent",
    "wijkverpleegkundige",
    "bewindvoerder",
    "verslavingszorg",
    "fysiotherapeut",
    "woonconsulent",
    "schoolmaatschappelijk werker",
    "opvoedcoach",
    "logopedist",
)
FOR_CHILDREN = frozenset(
    {
        "jeugdconsulent",
        "jeugdbeschermer",
        "leerplichtambtenaar",
        "schoolmaatschappelijk werker",
        "opvoedcoach",
        "logopedist",
    }
)


def family_name(rng: Random) -> str:
    """Return the name of a family."""
    return rng.choice(FAMILIES)


def people(rng: Random, size: Size) -> tuple[Person, ...]:
    """Return the members of a household, the oldest generation that cares for it first."""
    ages = rng.choice(HOUSEHOLDS[size.name])
    names = rng.sample(NAMES, len(ages))
    return tuple(
        Person(_identifier(name), name, age, _born(rng, age))
        for name, age in zip(names, ages, strict=True)
    )


def _identifier(name: str) -> str:
    return name.lower().replace("ë", "e")


def _born(rng: Random, age: Age) -> date:
    first, last = BIRTH_YEARS[age]
    return date(rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28))


def professionals(rng: Random, size: Size, members: tuple[Person, ...]) -> tuple[Professional, ...]:
    """Return the professionals of a household, each in another role."""
    has_children = any(person.age in {Age.TEEN, Age.CHILD} for person in members)
    fitting = [role for role in ROLES if has_children or role not in FOR_CHILDREN]
    chosen = rng.sample(fitting, size.professionals)
    return tuple(
        Professional(_role_identifier(role), f"{role.capitalize()} {number}", role)
        for number, role in enumerate(sorted(chosen), 1)
    )


def _role_identifier(role: str) -> str:
    return role.lower().replace(" ", "-")
