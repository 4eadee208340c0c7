"""What is said of a plan, written down with the verdict so that pages can show it at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from tandem.core.check.answer import Clash
from tandem.core.explain.clashes import limit_clause
from tandem.core.explain.languages import Lang
from tandem.core.explain.names import Names
from tandem.core.model import Household
from tandem.core.rules import RuleBase
from tandem.documents.views.columns import ColumnWriter
from tandem.records.plans.told import Lines, Told

WORDED = ("tandem.core.explain", "tandem.core.model", "tandem.documents", "tandem.rulebase")
"""Where the words come from."""


def told_of(core: Household, rules: RuleBase, limits: Iterable[Clash]) -> Mapping[str, Told]:
    """Return what is said of each agreement and of each limit that is passed, by language."""
    found = tuple(limits)
    return {lang.value: told_in(core, rules, found, lang) for lang in Lang}


def told_in(core: Household, rules: RuleBase, limits: Iterable[Clash], lang: Lang) -> Told:
    """Return the same in one language."""
    writer, names = ColumnWriter(core, rules, lang.value), Names(core, rules, lang.value)
    lines = {}
    for one in core.agreements:
        columns = writer.write(one)
        lines[one.id] = Lines(columns.when, columns.asks, columns.places)
    return Told(lines, [limit_clause(one, names) for one in limits])


@lru_cache(maxsize=1)
def words_digest() -> str:
    """Return what changes whenever our words may: a digest of all sources they come from."""
    digest = hashlib.sha256()
    for package in WORDED:
        for name, data in sorted(_sources(files(package), package)):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:32]


def _sources(folder: Traversable, name: str) -> Iterable[tuple[str, bytes]]:
    for one in folder.iterdir():
        if one.is_dir() and one.name != "__pycache__":
            yield from _sources(one, f"{name}/{one.name}")
        elif one.name.endswith((".py", ".yaml")):
            yield f"{name}/{one.name}", one.read_bytes()
