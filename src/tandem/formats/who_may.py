"""Who may do what, as tables: by the policy, and by what everybody gets of every route.

The first asks the policy itself, for each role with and without a tie to what it is about. The
second reads the table that people reviewed and that the tests hold the site to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tandem.core.access import (
    Action,
    Actor,
    AgreementFacts,
    Duty,
    Facts,
    Guest,
    GuestAsks,
    HouseholdFacts,
    InvolvementRole,
    may,
)

MATRIX = Path("tests") / "access" / "matrix.txt"
WIDE = 35
"""Signs before the first cell of a row in the matrix."""
OPENS = frozenset({"200", "302", "yes"})
WORKS_HERE = Actor(1, "", professional=1)
NO_TIE = HouseholdFacts()


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody as the policy knows him or her."""

    name: str
    actor: Actor = WORKS_HERE
    household: HouseholdFacts = NO_TIE


def _works(name: str, *duties: Duty) -> Role:
    return Role(name, Actor(1, "", professional=1, duties=frozenset(duties)))


def _helps(role: InvolvementRole) -> Role:
    return Role(role.value, household=HouseholdFacts(involvement=role))


def _lives(name: str, age: int) -> Role:
    return Role(name, Actor(1, "", person=1), HouseholdFacts(member=1, age=age))


ROLES = (
    _lives("16 and older", 40),
    _lives("12 to 16", 14),
    _lives("under 12", 9),
    Role("supporter", Actor(1, "", supporter=1), HouseholdFacts(supporter=1)),
    *(_helps(role) for role in InvolvementRole),
    Role("leads", household=HouseholdFacts(leads=True)),
    Role("stands in", household=HouseholdFacts(stands_in=True)),
    replace(_works("team leader", Duty.TEAM_LEADER), household=HouseholdFacts(team_leader=True)),
    Role("in an emergency", household=HouseholdFacts(emergency=True)),
    _works("front desk", Duty.FRONT_DESK),
    _works("consultant elsewhere", Duty.CONSULTANT),
    _works("manager", Duty.MANAGER),
    _works("privacy officer", Duty.PRIVACY_OFFICER),
    _works("administrator", Duty.ADMINISTRATOR),
)
GUESTS = tuple(
    Role(f"guest ({asks.value})", Actor(None, "", guest=Guest(1, 1, 1, asks, "")))
    for asks in GuestAsks
)
MEANS = re.compile(r" {2,}(\S{2,5}) +(\S.*?)(?= {3,}|$)")
"""A short name and what it means, in the head of the matrix."""
ALWAYS, OWN, NEVER = "yes", "own", "–"


def by_policy() -> str:
    """Return a table with a row for each action and a column for each role."""
    roles = (*ROLES, *GUESTS)
    rows = [f"| | {' | '.join(one.name for one in roles)} |", "|---" * (len(roles) + 1) + "|"]
    for action in Action:
        cells = " | ".join(_cell(role, action) for role in roles)
        rows.append(f"| `{action.value}` | {cells} |")
    return "\n".join(rows)


def _cell(role: Role, action: Action) -> str:
    if may(role.actor, action, Facts(household=role.household)):
        return ALWAYS
    return OWN if may(role.actor, action, _of_ones_own(role)) else NEVER


def _of_ones_own(role: Role) -> Facts:
    """Return whatever can tie this role to what a question is about, besides the role itself."""
    home, works = role.household, role.actor.professional is not None
    lives, helps = home.member is not None, home.involvement is not None
    guards = home.involvement is InvolvementRole.GUARDIAN
    holds = works and (home.is_tied or Duty.PRIVACY_OFFICER in role.actor.duties)
    return Facts(
        household=replace(home, holds=holds),
        agreement=_own_agreement(role, lives=lives, helps=helps),
        offered=works,
        asked_it=home.leads or home.team_leader,
        about_self=lives,
        about_child=lives or guards,
        own_part=helps,
        money=helps,
        bsn_ground=helps,
        own_item=holds,
        holds=holds,
    )


def _own_agreement(role: Role, *, lives: bool, helps: bool) -> AgreementFacts:
    circle = role.household.supporter is not None
    return AgreementFacts(
        owns=lives or helps or circle,
        decided=helps,
        concerns=lives,
        parent=lives or role.household.involvement is InvolvementRole.GUARDIAN,
        represents=lives or helps or circle,
        guest_of=role.actor.guest is not None,
    )


def by_route(matrix: str) -> str:
    """Return a table for each part of the matrix: who gets a route, and who does not."""
    names = _names(matrix)
    written = []
    for title, rows in _parts(matrix):
        written.append(f"### {title[:1].upper()}{title[1:]}\n")
        written.append(
            "| Route | gets it | may not | for them it is not there |\n|---|---|---|---|"
        )
        written += [_route(row, names) for row in rows]
        written[-1] += "\n"
    return "\n".join(written).rstrip()


def _route(row: str, names: list[str]) -> str:
    cells = dict(zip(names, row[WIDE:].split(), strict=True))
    gets = _who(cells, OPENS | {"409", "422"})
    gone = _who({who: cell for who, cell in cells.items() if who != "other"}, {"404"})
    return f"| `{' '.join(row[:WIDE].split())}` | {gets} | {_who(cells, {'403'})} | {gone} |"


def _who(cells: Mapping[str, str], wanted: frozenset[str] | set[str]) -> str:
    asked = [who for who in cells if cells[who] != "-"]
    found = [who for who in asked if cells[who] in wanted]
    if not found:
        return "–"
    rest = [who for who in asked if who not in found]
    if len(rest) < len(found) and len(rest) <= 5:
        return "all" if not rest else f"all but {', '.join(rest)}"
    return ", ".join(found)


def _names(matrix: str) -> list[str]:
    head = next(line for line in matrix.splitlines() if line.startswith("ROW"))
    return head.split()[1:]


def _parts(matrix: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the title of each part with its rows; a title may go on for some lines."""
    title, rows, is_title = "", list[str](), False
    for line in matrix.splitlines():
        if line.startswith("# --- "):
            if rows:
                yield title, rows
            title, rows, is_title = line[6:], [], True
        elif line.startswith("#") and is_title:
            title += f" {line.lstrip('# ')}"
        elif line.startswith(("GET", "POST", "READ")):
            rows.append(line)
            is_title = False
    yield title, rows


def key(matrix: str) -> str:
    """Return what the short names of the columns mean, as the matrix says it."""
    names, meant = set(_names(matrix)), dict[str, str]()
    for line in matrix.split("\n# --- ", 1)[0].splitlines():
        told = MEANS.findall(line[1:]) if line.startswith("#") else []
        for short, words in told:
            if short in names:
                meant[short] = words
    return "\n".join(f"- **{short}**: {words}" for short, words in meant.items())
