"""Finding and reading household files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tandem.core.model import Household
from tandem.core.rules import RuleBase

SUFFIXES = frozenset({".yaml", ".yml", ".json"})


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong, as a line to show; where, if it has a place in the file."""

    text: str
    line: int | None = None
    column: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    """A file that could not be read, or a folder without files, with what is wrong."""

    path: Path
    problems: tuple[Wrong, ...]
    is_file: bool = True


@dataclass(frozen=True, slots=True)
class Good:
    """A file with its household."""

    path: Path
    household: Household


NO_FILES = {
    "nl": "{path}: in deze map staat geen huishoudbestand (.yaml, .yml of .json).",
    "en": "{path}: there is no household file in this folder (.yaml, .yml or .json).",
}

MORE = {
    "nl": "En nog {count} andere fouten.",
    "en": "And {count} more problems.",
}


def find(paths: Sequence[Path], lang: str) -> list[Path | Bad]:
    """Return the files that are named, and those in the folders that are named, each once."""
    found: dict[Path, Path | Bad] = {}
    for path in paths:
        if not path.is_dir():
            found.setdefault(path, path)
            continue
        inside = _files_in(path)
        found.update({one: one for one in inside if one not in found})
        if not inside:
            found.setdefault(
                path, Bad(path, (Wrong(NO_FILES[lang].format(path=path)),), is_file=False)
            )
    return list(found.values())


def _files_in(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def read(path: Path, rules: RuleBase, lang: str) -> Good | Bad:
    """Read one household file."""
    from tandem.formats.household import read_path
    from tandem.formats.problems import HouseholdFileError

    try:
        return Good(path, read_path(path, rules))
    except HouseholdFileError as error:
        told = [Wrong(p.sentence(lang), p.line, p.column, p.place) for p in error.problems]
        if error.more:
            told.append(Wrong(MORE[lang].format(count=error.more)))
        return Bad(path, tuple(told))


def tell(bad: Bad) -> None:
    """Print what is wrong with a file, one thing on a line."""
    for wrong in bad.problems:
        click.echo(wrong.text, err=True)
