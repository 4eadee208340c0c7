"""Who plays in a household: its file, and who of its people can sign in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from tandem.core.access import Actor, InvolvementRole
from tandem.core.model import Household, Professional
from tandem.formats import rulebase
from tandem.formats.household import read_path
from tandem.scenarios.build import Town
from tandem.scenarios.moment import NOW
from tandem.scenarios.municipality import username_of
from tandem.scenarios.story import Story

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
OWN = files("tandem.scenarios") / "households"

_GROUNDS = {
    "consulent": "income-plan",
    "werkcoach": "income-plan",
    "schuldhulpverlener": "debt-help",
    "betaalafspraken": "debt-help",
    "jeugdconsulent": "youth-help",
    "jongeren": "youth-help",
    "gezinscoach": "youth-help",
    "coach": "youth-help",
    "gezinsvoogd": "youth-guardian",
    "jeugdbeschermer": "youth-guardian",
    "behandelaar": "treatment-consent",
    "therapeut": "treatment-consent",
    "bewindvoerder": "representation",
    "cliëntondersteuner": "wmo-client-support",
    "vertrouwenspersoon": "youth-confidant",
    "mentor": "school-to-work",
}
"""A word of a function and the ground on which it has a part; the longest word that fits counts."""
_OTHERWISE = "wmo-investigation"

_ROLES = {
    "consulent": InvolvementRole.CONSULTANT,
    "gezinsvoogd": InvolvementRole.GUARDIAN,
    "jeugdbeschermer": InvolvementRole.GUARDIAN,
    "cliëntondersteuner": InvolvementRole.CLIENT_SUPPORTER,
    "vertrouwenspersoon": InvolvementRole.CONFIDANT,
}


@cache
def household_of(file: str) -> Household:
    """Return the household of a file: one of the scenarios' own, or one of the examples."""
    own = Path(str(OWN)) / f"{file}.yaml"
    path = own if own.exists() else EXAMPLES / f"{file}.yaml"
    return read_path(path, rulebase.load())


def ground_of(function: str) -> str:
    """Return the legal ground of somebody with this function, as it is written down."""
    fitting = (word for word in _GROUNDS if word in function)
    wanted = _GROUNDS.get(max(fitting, key=len, default=""), _OTHERWISE)
    valid = (one for one in rulebase.load_grounds() if one.valid.contains(NOW.date()))
    return next(one.recorded for one in valid if one.id == wanted)


def roles_of(household: Household) -> Mapping[str, InvolvementRole]:
    """Return the roles of the professionals whose function tells it."""
    return {
        one.id: role
        for one in household.professionals
        for word, role in _ROLES.items()
        if word in one.role
    }


def grounds_of(household: Household) -> Mapping[str, str]:
    """Return the legal ground of every professional of a household."""
    return {one.id: ground_of(one.role) for one in household.professionals}


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a story who can sign in, by short name, and who writes for the others."""

    code: str
    actors: Mapping[str, Actor]
    leader: Actor
    """Who leads: whoever cannot sign in says it to him or her."""


def helpers_of(household: Household, town: Town) -> dict[str, Actor]:
    """Return the professionals of a household who can sign in, by short name."""
    found = ((one.id, _username(one)) for one in household.professionals)
    return {key: town.actors[username] for key, username in found if username is not None}


def residents_of(story: Story, town: Town) -> dict[str, Actor]:
    """Return the members of a household who can sign in, by short name."""
    return {key: town.actors[one.username] for key, one in story.residents.items()}


def _username(professional: Professional) -> str | None:
    return username_of(professional.name, professional.organisation)
