"""What a text file says as plain data, with the line and column of every value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tandem.formats.problems import MOST_SOUGHT, START, Mark, Path, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 30
MAX_VALUES = 50_000
MAX_TEXT = 5_000
MAX_DIGITS = 15

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, half characters and signs that turn the direction of reading around."""


@dataclass(slots=True)
class Tree:
    """What a file says, as plain data, with where everything stands.

    Values are texts, whole numbers, decimals, yes or no (bool), None, lists and mappings.
    """

    file: str
    data: object = None
    text: str = ""
    marks: dict[Path, Mark] = field(default_factory=dict)
    """Where each value starts."""
    keys: dict[Path, Mark] = field(default_factory=dict)
    """Where the key of each value starts."""
    problems: list[Problem] = field(default_factory=list)
    fatal: bool = False
    """Whether reading had to stop, so that `data` says nothing."""

    def problem(
        self,
        code: str,
        path: Path,
        details: Mapping[str, object] | None = None,
        mark: Mark | None = None,
    ) -> None:
        """Note a problem at a path, or at a mark that is known better.

        Raises StopReadingError when there are so many that looking for more is of no use.
        """
        place = mark or self.mark(path)
        self.problems.append(Problem(self.file, place, path, code, details or {}))
        if len(self.problems) >= MOST_SOUGHT:
            raise StopReadingError

    def stop(self, code: str, mark: Mark, path: Path = (), **details: object) -> None:
        """Note a problem after which nothing can be read."""
        self.problem(code, path, details, mark)
        self.fatal = True

    def mark(self, path: Path) -> Mark:
        """Return where a value stands; of what is not there, where it would belong."""
        for length in range(len(path), -1, -1):
            found = self.marks.get(path[:length])
            if found is not None:
                return found
        return START

    def key_mark(self, path: Path) -> Mark:
        """Return where the key of a value stands."""
        return self.keys.get(path) or self.mark(path)


class StopReadingError(Exception):
    """Raised inside a reader to leave off; the tree says why."""


def forbidden(text: str) -> int | None:
    """Return the place of the first character that no text may hold."""
    match = _FORBIDDEN.search(text)
    return None if match is None else match.start()


def mark_at(text: str, offset: int) -> Mark:
    """Return line and column of a place in a text."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return Mark(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
