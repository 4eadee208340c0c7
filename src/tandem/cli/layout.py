"""Plain text in a given width: paragraphs, lists and tables, with or without bold."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

PIPED_WIDTH = 80
WIDEST = 96
NARROWEST = 40
GAP = "  "
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
HARD_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Paper:
    """How wide lines may be, and whether they may hold bold."""

    width: int = PIPED_WIDTH
    has_bold: bool = False

    def bold(self, text: str) -> str:
        """Return the text in bold, where that is possible."""
        return f"{BOLD}{text}{PLAIN}" if self.has_bold and text else text

    def paragraph(self, text: str, first: str = "", indent: str | None = None) -> list[str]:
        """Return the text in lines; `first` begins the first line, `indent` the others."""
        rest = " " * len(first) if indent is None else indent
        lines = textwrap.wrap(
            text.replace("€ ", f"€{HARD_SPACE}"),
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return [line.replace(HARD_SPACE, " ") for line in lines]

    def heading(self, text: str) -> list[str]:
        """Return a heading with a line under it, and space around it."""
        return ["", self.bold(text), "─" * min(len(text), self.width), ""]

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], *, last_is_free: bool = False
    ) -> list[str]:
        """Return a table; cells that are too wide for the paper are folded.

        With `last_is_free` the last column is as wide as it likes: for names that are copied.
        """
        widths = self._widths([heads, *rows], last_is_free=last_is_free)
        lines = [self.bold(line) for line in _row(heads, widths)]
        lines.append(GAP.join("─" * width for width in widths))
        for row in rows:
            lines += _row(row, widths)
        return lines

    def _widths(self, rows: Sequence[Sequence[str]], *, last_is_free: bool) -> list[int]:
        """Return the width of each column: what it asks, the widest narrowed until all fit."""
        columns = list(zip(*rows, strict=True))
        widths = [max(len(cell) for cell in column) for column in columns]
        if last_is_free:
            return widths
        least = [max(_longest_word(cell) for cell in column) for column in columns]
        room = self.width - len(GAP) * (len(widths) - 1)
        while sum(widths) > room:
            loose = [n for n, width in enumerate(widths) if width > least[n]]
            if not loose:
                break
            widest = max(loose, key=lambda n: widths[n])
            widths[widest] -= 1
        return widths


def paper() -> Paper:
    """Return the paper of this terminal: 80 wide and without bold when it is none."""
    if not sys.stdout.isatty():
        return Paper()
    columns = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns
    has_bold = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Paper(max(NARROWEST, min(columns, WIDEST)), has_bold=has_bold)


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=1)


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return one row as lines: a cell that does not fit goes on below."""
    folded = [_fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in folded)
    return [
        GAP.join(
            (lines[number] if number < len(lines) else "").ljust(width)
            for lines, width in zip(folded, widths, strict=True)
        ).rstrip()
        for number in range(height)
    ]


def _fold(cell: str, width: int) -> list[str]:
    hard = cell.replace("€ ", f"€{HARD_SPACE}")
    lines = textwrap.wrap(hard, max(width, 1), break_on_hyphens=False) or [""]
    return [line.replace(HARD_SPACE, " ") for line in lines]
