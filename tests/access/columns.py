"""The columns of the permission matrix: everybody who may ask for a page.

A new role is one function here, which returns the actor of the town who has it (None for who has
no account), and one column in `matrix.txt`: `python -m tests.access` prints the table with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tandem.core.access import Actor
from tests.access.town import Town

Find = Callable[[Town], Actor | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A role: its short name in the table, who has it, and what it is in words."""

    find: Find
    what: str


COLUMNS: dict[str, Column] = {}


def column(name: str, what: str) -> Callable[[Find], Find]:
    """Add a role under the short name of its column."""

    def add(find: Find) -> Find:
        COLUMNS[name] = Column(find, what)
        return find

    return add


def of(key: str) -> Find:
    """Return who has a short name in the household that is asked for."""
    return lambda town: town.here.actors[key]


def other(key: str) -> Find:
    """Return somebody without a part in any household."""
    return lambda town: town.others[key]


# --- the family -----------------------------------------------------------------------------
column("r17", "resident of 17: says yes alone")(of("roos"))
column("r14", "resident of 14: says yes with a parent with authority")(of("tim"))
column("r9", "child of 9 with an account: nothing is asked of it here")(of("lies"))
column("par", "parent with authority over the three children")(of("karin"))
column("par-", "lives there, without authority; an agreement is shielded from him")(of("hans"))
column("gone", "lived there; moved out")(of("opa"))


@column("net", "supporter from the network: has no account")
def supporter(_: Town) -> Actor | None:
    return None


# --- who helps ------------------------------------------------------------------------------
column("prov", "involved provider: owns agreements and brought a part in")(of("provider"))
column("cons", "consultant of the municipality: decided on an agreement")(of("consultant"))
column("debt", "consultant on the ground of debt help: brought the closed part in")(of("money"))
column("cs", "independent client supporter")(of("supporter"))
column("conf", "confidant")(of("confidant"))
column("guar", "statutory guardian (gezinsvoogd)")(of("guardian"))
column("enf", "enforcement")(of("enforcement"))
column("lead", "leads the plan (regievoerder)")(of("lead"))
column("stand", "stands in for who leads")(of("standin"))
column("chief", "team leader of the area")(of("chief"))
column("ended", "provider whose involvement ended")(of("ended"))

# --- others ---------------------------------------------------------------------------------
column("asked", "was asked to lead and did not answer yet")(other("asked"))
column("desk", "front desk: opens households, sees none")(other("desk"))
column("free", "signed in, without duties and ties")(other("stranger"))
column("mana", "manager: figures, no household")(other("manager"))
column("admin", "administrator: organisations, areas, accounts, no household")(
    other("administrator")
)
column("priv", "privacy officer: no plan")(other("privacy"))
column("elsew", "provider in another household only")(lambda town: town.there.actors["provider"])
column("chie2", "team leader of another area")(lambda town: town.there.actors["chief"])


@column("none", "not signed in")
def nobody(_: Town) -> Actor | None:
    return None


ELSEWHERE = "other"
"""The column of what everybody of this household gets at the addresses of the other household."""
STRANGERS = ("net", "none", "elsew", "chie2")
"""Who is left out of that column: who is at home there, or has no account."""
