"""The labelled households: which they are, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.field.near import MISSES
from benchmarks.households import Generated, generate
from benchmarks.sizes import BUSY, SMALL, TYPICAL, WORST, Size
from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tandem.formats.household import write_yaml

FOLDER = Path(__file__).parent.parent / "households"
LABELS = FOLDER / "labels.json"
FIRST_SEED = 1000
"""The households that `make bench` measures have lower seeds: nobody trains on these."""
COUNTS = {SMALL: 60, TYPICAL: 50, WORST: 10, BUSY: 10}
NEAR = "near"

SMALL_MISSES = (
    "window",
    "travel",
    "home",
    "minute",
    "days",
    "order",
    "status",
    "money",
    "contacts",
)
TYPICAL_MISSES = ("window", "travel", "home", "together", "days", "order", "status", "money",
                  "contacts")  # fmt: skip
MISSES_OF = {SMALL: SMALL_MISSES, TYPICAL: TYPICAL_MISSES}
SEEDS_OF_MISSES = {SMALL: 3, TYPICAL: 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """One household of the set: how it is made, and what is known of it because it was made so."""

    name: str
    group: str
    """small, typical, worst, crowded or near: also its folder."""
    size: Size
    seed: int
    miss: str | None = None
    twin: str | None = None
    """Of a near miss the name of the other of the two."""
    fits: bool | None = None
    """Of a near miss whether it just fits."""

    @property
    def path(self) -> str:
        """Where it stands in the folder of the households."""
        return f"{self.group}/{self.name}.yaml"


def entries() -> Iterator[Entry]:
    """Yield every household of the set."""
    for size, count in COUNTS.items():
        for seed in range(FIRST_SEED, FIRST_SEED + count):
            yield Entry(f"{size.name}-{seed}", size.name, size, seed)
    for size, misses in MISSES_OF.items():
        for miss in misses:
            for seed in range(FIRST_SEED, FIRST_SEED + SEEDS_OF_MISSES[size]):
                yield from _twins(size, miss, seed)


def _twins(size: Size, miss: str, seed: int) -> Iterator[Entry]:
    stem = f"{miss}-{size.name}-{seed}"
    names = {True: f"{stem}-fits", False: f"{stem}-misses"}
    for fits in (True, False):
        yield Entry(names[fits], NEAR, size, seed, miss, names[not fits], fits)


def make(entry: Entry, rules: RuleBase) -> Household:
    """Return a household of the set."""
    if entry.miss is None:
        return replace(planted(entry, rules).household, id=entry.name)
    household = MISSES[entry.miss].make(entry.size, entry.seed, rules, fits=bool(entry.fits))
    return replace(household, id=entry.name)


def planted(entry: Entry, rules: RuleBase) -> Generated:
    """Return a household that is no near miss, with what was planted in it."""
    return generate(entry.size, entry.seed, rules)


def write(folder: Path, rules: RuleBase) -> int:
    """Write all households into a folder; return how many."""
    count = 0
    for count, entry in enumerate(entries(), 1):  # noqa: B007 - the last number is the count
        path = folder / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(entry, rules), encoding="utf-8", newline="\n")
    return count


def text_of(entry: Entry, rules: RuleBase) -> str:
    """Return the file of a household."""
    return write_yaml(make(entry, rules))
