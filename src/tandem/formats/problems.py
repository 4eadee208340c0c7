"""Problems in a file: where, what is wrong and what would be right, in Dutch and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tandem.formats.messages import Message

MOST_PROBLEMS = 50
"""So many problems are told at once; of the others only the number."""

MOST_SOUGHT = 300
"""After so many problems the rest of the file is not looked at."""

LONGEST_QUOTE = 60
"""Longer pieces of the file are cut where a message repeats them."""

_OUR_OWN = frozenset({"known", "keys", "rules", "problem_nl", "problem_en", "kinds_nl", "kinds_en"})

Path = tuple[str | int, ...]
"""The way to a value: keys, and places in lists counted from 0."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; line and column count from 1."""

    line: int
    column: int


START = Mark(1, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file."""

    file: str
    mark: Mark
    path: Path
    code: str
    """Which message; the messages stand in `tandem.formats.messages`."""
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def line(self) -> int:
        """The line, counted from 1."""
        return self.mark.line

    @property
    def column(self) -> int:
        """The column, counted from 1."""
        return self.mark.column

    @property
    def place(self) -> str:
        """The path as text: `agreements[3].sessions[0].windows`."""
        return path_text(self.path)

    def what(self, lang: str = "nl") -> str:
        """Say what is wrong, in one sentence."""
        message = self._message()
        return self._fill(message.en if lang == "en" else message.nl)

    def right(self, lang: str = "nl") -> str:
        """Say what would be right; may be empty."""
        message = self._message()
        return self._fill(message.right_en if lang == "en" else message.right_nl)

    def sentence(self, lang: str = "nl") -> str:
        """Say where, what is wrong and what would be right, on one line."""
        where = f"{self.file}:{self.line}:{self.column}"
        parts = [where, f"{self.place}:" if self.path else "", self.what(lang), self.right(lang)]
        return " ".join(part for part in parts if part)

    def _message(self) -> Message:
        from tandem.formats.messages import MESSAGES

        return MESSAGES[self.code]

    def _fill(self, text: str) -> str:
        shown = {name: _shown(name, value) for name, value in self.details.items()}
        return text.format_map(shown)


def path_text(path: Path) -> str:
    """Write a path as people read it: `members[0].name`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else str(step)
    return text


def _shown(name: str, value: object) -> str:
    """Return a detail on one line; pieces of the file are cut, our own lists are not."""
    text = " ".join(str(value).split())
    if name in _OUR_OWN or len(text) <= LONGEST_QUOTE:
        return text
    return text[: LONGEST_QUOTE - 1] + "…"


class FileProblemsError(ValueError):
    """A file could not be read; `problems` says why, `more` how many problems are not told."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(problems, key=lambda p: (p.line, p.column, p.place))
        self.problems: tuple[Problem, ...] = tuple(found[:MOST_PROBLEMS])
        self.more = len(found) - len(self.problems)
        super().__init__(self.report())

    def report(self, lang: str = "nl") -> str:
        """Tell every problem, one on a line."""
        lines = [problem.sentence(lang) for problem in self.problems]
        if self.more:
            lines.append(self._others(lang))
        return "\n".join(lines)

    def _others(self, lang: str) -> str:
        is_all = len(self.problems) + self.more < MOST_SOUGHT
        if lang == "en":
            return f"and {self.more} more" if is_all else f"and at least {self.more} more"
        return f"en nog {self.more}" if is_all else f"en nog ten minste {self.more}"


class HouseholdFileError(FileProblemsError):
    """A household file could not be read."""


class RuleBaseFileError(FileProblemsError):
    """A file of the rule base could not be read."""
