"""Reading and writing `matrix.txt`: one row a route, one column a role, short codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

Cells = Mapping[str, Mapping[str, str]]
"""The code of each column, by the name of the row."""

TABLE = Path(__file__).with_name("matrix.txt")
HEAD = "ROW"
NARROW = 5


def read(text: str) -> Cells:
    """Return the cells of a table; raises ValueError for a row that is written twice or is short.

    Lines that begin with `#` are for who reads it.
    """
    cells: dict[str, dict[str, str]] = {}
    names: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        first, *others = line.split()
        if first == HEAD:
            names = others
            continue
        route, *codes = others
        name = name_of(first, route)
        if name in cells:
            raise ValueError(f"line {number}: {name} stands there twice")
        if len(codes) != len(names):
            raise ValueError(f"line {number}: {name} has {len(codes)} cells, not {len(names)}")
        cells[name] = dict(zip(names, codes, strict=True))
    return cells


def name_of(method: str, route: str) -> str:
    """Return how a row is called."""
    return f"{method:4} {route}"


def head(columns: Sequence[str], width: int) -> str:
    """Return the line with the names of the columns."""
    return _line(HEAD, columns, width)


def line(name: str, cells: Mapping[str, str], columns: Sequence[str], width: int) -> str:
    """Return one row as it stands in the table."""
    return _line(name, [cells.get(one, "?") for one in columns], width)


def _line(name: str, cells: Sequence[str], width: int) -> str:
    return f"{name:{width}} " + " ".join(f"{one:>{NARROW}}" for one in cells)


def write_anew(text: str, found: Cells, columns: Sequence[str]) -> str:
    """Return the table with what was found, its comments and its order kept; new rows at the end.

    A row without a route is left out.
    """
    width = max(map(len, found))
    lines, left = [], dict(found)
    for one in text.splitlines():
        words = one.split()
        if not words or one.startswith("#"):
            lines.append(one)
        elif words[0] == HEAD:
            lines.append(head(columns, width))
        elif (name := name_of(*words[:2])) in left:
            lines.append(line(name, left.pop(name), columns, width))
    if HEAD not in text:
        lines.append(head(columns, width))
    lines += [line(name, cells, columns, width) for name, cells in left.items()]
    return "\n".join(lines) + "\n"
