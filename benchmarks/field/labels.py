"""The labels of the households: what is known of each, and by which means; as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

BRUTE_FORCE, CP_SAT, TANDEM, PLANTED = "brute-force", "cp-sat", "tandem", "planted"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Clash:
    """One smallest set of agreements that cannot be kept together, and over what."""

    agreements: tuple[str, ...]
    kinds: tuple[str, ...]
    """agenda, home, status, order: each over which it fails."""


@dataclass(frozen=True, slots=True)
class Least:
    """The least change that makes the plan fit."""

    given_up: int
    """The sum of the weights of the goals given up."""
    cost: int
    goals_given_up: tuple[str, ...]
    changes: tuple[dict[str, str], ...]
    """One way to do it: for each agreement what is done; others may cost as little."""
    set_aside: tuple[dict[str, str], ...]
    """What nobody in the plan can solve, and may stay as it is: limits and lacking support."""
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What is known of one household."""

    name: str
    file: str
    group: str
    size: str
    seed: int
    members: int
    agreements: int
    verdict: str
    verdict_by: tuple[str, ...]
    clashes: tuple[Clash, ...]
    """Each of these is proven by both means to clash, and to be smallest."""
    clashes_complete: bool
    """Whether both means prove that there are no others."""
    clashes_by: tuple[str, ...]
    limits: tuple[tuple[str, str], ...]
    """Limits that are passed: ("contacts", member) or ("money", account)."""
    unsupported: tuple[str, ...]
    """Agreements that require what nothing gives."""
    least: Least | None
    """None when it fits, and when the least change is not known by two means."""
    miss: str | None = None
    twin: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def sets(self) -> frozenset[frozenset[str]]:
        """The smallest sets that cannot be kept together."""
        return frozenset(frozenset(clash.agreements) for clash in self.clashes)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label; or in its place what the means differ about."""

    name: str
    label: Label | None
    problem: str = ""
    seconds: float = 0.0


def read(path: Path) -> dict[str, Label]:
    """Return the labels in a file, by the name of the household."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {one["name"]: _label(one) for one in data["households"]}


def _label(data: dict[str, Any]) -> Label:
    least = data["least"]
    given = _with_tuples(data)
    given["clashes"] = tuple(
        Clash(tuple(one["agreements"]), tuple(one["kinds"])) for one in data["clashes"]
    )
    given["limits"] = tuple((kind, of) for kind, of in data["limits"])
    if least is not None:
        given["least"] = Least(**_with_tuples(least))
    return Label(**given)


def _with_tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def write(path: Path, labels: list[Label]) -> None:
    """Write labels into a file: one household on each line."""
    lines = ",\n".join(json.dumps(asdict(one), ensure_ascii=False) for one in labels)
    head = f'"version": {VERSION}, "licence": "EUPL-1.2", "documentation": "{DOCUMENTATION}"'
    path.write_text(f'{{{head}, "households": [\n{lines}\n]}}\n', encoding="utf-8", newline="\n")


DOCUMENTATION = "docs/reference/benchmark-households.md"
