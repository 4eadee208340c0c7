"""Who and what a household file declares: every short name with the line where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from tandem.core.model import HOUSEHOLD
from tandem.formats.problems import Path
from tandem.formats.tree import Tree


class Group(Enum):
    """What a short name can stand for, with the words for it in Dutch and English."""

    MEMBER = ("members", "een gezinslid", "a member")
    PROFESSIONAL = ("professionals", "een professional", "a professional")
    SUPPORTER = ("network", "iemand uit het netwerk", "somebody from the network")
    PART = ("parts", "een deelplan", "a plan part")
    GOAL = ("goals", "een doel", "a goal")
    AGREEMENT = ("agreements", "een afspraak", "an agreement")
    INCOME = ("incomes", "een inkomen", "an income")
    ALTERNATIVE = ("alternatives", "een alternatief", "an alternative")

    def __init__(self, key: str, nl: str, en: str) -> None:
        self.key = key
        self.nl = nl
        self.en = en


PEOPLE = (Group.MEMBER, Group.PROFESSIONAL, Group.SUPPORTER)


@dataclass(slots=True)
class Names:
    """All short names of a file, also those of things that are not sound themselves."""

    tree: Tree
    places: dict[Group, dict[str, Path]] = field(default_factory=dict)

    @property
    def unreadable(self) -> frozenset[Group]:
        """The groups whose own key is missing, misspelt or no list: nothing is known of them."""
        keys = {
            problem.details.get("near", problem.path[0])
            for problem in self.tree.problems
            if len(problem.path) == 1
        }
        return frozenset(group for group in Group if group.key in keys)

    def known(self, *groups: Group) -> list[str]:
        """Return every short name of these groups."""
        return [name for group in groups for name in self.places.get(group, {})]

    def declare(self, group: Group, name: object, path: Path) -> None:
        """Note a short name; a problem when it is taken."""
        if not isinstance(name, str):
            return
        taken = PEOPLE if group in PEOPLE else (group,)
        for other in taken:
            first = self.places.get(other, {}).get(name)
            if first is not None:
                details = {"id": name, "first": self.tree.mark(first).line}
                self.tree.problem("id-twice", path, details)
                return
        if group is Group.MEMBER and name == HOUSEHOLD:
            self.tree.problem("id-reserved", path)
        self.places.setdefault(group, {})[name] = path


def declared(tree: Tree) -> Names:
    """Collect the short names of a file from its plain data, whatever else is wrong with it."""
    names = Names(tree)
    for group in Group:
        for path, item in _items(tree.data, (), group.key):
            names.declare(group, item.get("id"), (*path, "id"))
    for path, account in _items(tree.data, (), "accounts"):
        for place, income in _items(account, path, Group.INCOME.key):
            names.declare(Group.INCOME, income.get("id"), (*place, "id"))
    return names


def _items(owner: object, path: Path, key: str) -> list[tuple[Path, dict[str, object]]]:
    items = owner.get(key) if isinstance(owner, dict) else None
    if not isinstance(items, list):
        return []
    return [((*path, key, at), one) for at, one in enumerate(items) if isinstance(one, dict)]
