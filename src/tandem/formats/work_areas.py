"""The list of work areas: which postcode belongs to which consultant or team, as CSV.

A file is the whole of a municipality: what it does not name is nobody's any more. It is read
strictly, and everything that is wrong is told at once, each with its line and column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tandem.core.model.postcodes import PostcodeRange, overlaps, read_postcode, read_range
from tandem.formats.nearest import nearest, some
from tandem.formats.problems import FileProblemsError, Mark, Problem

MOST_BYTES = 2_000_000
MOST_ROWS = 20_000
LONGEST = 120
NEEDED = ("van", "gebied", "wie", "organisatie", "telefoon")
COLUMNS = (
    *("van", "tot", "gebied", "wie", "functie", "organisatie", "telefoon", "bereikbaar"),
    *("vervanger", "vervanger_telefoon", "vervanger_tot"),
)
FORMULAS = frozenset("=+-@")
"""Signs with which a spreadsheet begins to calculate."""
REST = "overig"
"""What stands for every postcode that no other line names."""


class WorkAreasFileError(FileProblemsError):
    """A list of work areas that cannot be read; `problems` says why."""


@dataclass(frozen=True, slots=True, order=True)
class ContactPoint:
    """Whom one calls: a consultant or a team, and who stands in until which day."""

    area: str
    name: str
    organisation: str
    telephone: str
    function: str = ""
    hours: str = ""
    stand_in: str = ""
    stand_in_telephone: str = ""
    stand_in_until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: postcodes, and whom one calls for them."""

    postcodes: PostcodeRange | None
    """None: every postcode that no other line names."""
    point: ContactPoint


@dataclass(slots=True)
class _Reading:
    """What was found until now, and what is wrong with it."""

    file: str
    areas: Mapping[str, str]
    """The names of the areas that exist, by how they are compared."""
    columns: Sequence[str] = ()
    problems: list[Problem] = field(default_factory=list)
    rows: list[tuple[int, Line]] = field(default_factory=list)

    def wrong(self, code: str, line: int, column: str = "", **details: object) -> None:
        """Note what is wrong in a field of a line."""
        place = self.columns.index(column) + 1 if column in self.columns else 1
        path = (column,) if column else ()
        self.problems.append(Problem(self.file, Mark(line, place), path, code, details))


def read_work_areas(data: bytes, file: str, areas: Sequence[str]) -> tuple[Line, ...]:
    """Return the lines of a list; `areas` names the areas that exist.

    The column of a problem is the number of the field in its line. Raises WorkAreasFileError.
    """
    reading = _Reading(file, {name.casefold(): name for name in areas})
    text = _text(data, reading)
    if text is not None:
        _read(text, reading)
    if reading.problems:
        raise WorkAreasFileError(reading.problems)
    return tuple(line for _, line in reading.rows)


def _text(data: bytes, reading: _Reading) -> str | None:
    if len(data) > MOST_BYTES:
        reading.wrong("too-big", 1, most=MOST_BYTES // 1000)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        reading.wrong("not-utf8", line, byte=f"{data[error.start]:#04x}")
        return None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        reading.wrong("control-character", line, character="NUL")
        return None
    if not text.strip():
        reading.wrong("no-work-areas", 1, columns=";".join(COLUMNS))
        return None
    return text


def _read(text: str, reading: _Reading) -> None:
    first = text.lstrip().split("\n", 1)[0]
    mark = ";" if first.count(";") >= first.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        reading.columns = [one.strip().casefold() for one in next(rows)]
        if not _has_columns(reading):
            return
        for row in rows:
            if any(one.strip() for one in row) and not _took(rows.line_num, row, reading):
                return
    except csv.Error:
        reading.wrong("csv-quotes", rows.line_num)
        return
    _refuse_overlaps(reading)


def _has_columns(reading: _Reading) -> bool:
    for name in reading.columns:
        if name not in COLUMNS:
            near = nearest(name, COLUMNS)
            reading.wrong("no-such-column", 1, name, name=name, known=near or some(COLUMNS))
        elif reading.columns.count(name) > 1:
            reading.wrong("column-twice", 1, name, name=name)
    for name in NEEDED:
        if name not in reading.columns:
            reading.wrong("column-missing", 1, name=name)
    return not reading.problems


def _took(number: int, row: Sequence[str], reading: _Reading) -> bool:
    """Read a line; return whether it is worth while to read on."""
    if len(reading.rows) >= MOST_ROWS:
        reading.wrong("too-many-lines", number, most=MOST_ROWS)
        return False
    if len(row) != len(reading.columns):
        reading.wrong("fields", number, found=len(row), wanted=len(reading.columns))
        return True
    cells = dict(zip(reading.columns, map(_plain, row), strict=True))
    line = _line(number, {name: cells.get(name, "") for name in COLUMNS}, reading)
    if line is not None:
        reading.rows.append((number, line))
    return True


def _line(number: int, cells: Mapping[str, str], reading: _Reading) -> Line | None:
    before = len(reading.problems)
    for check in (_lengths, _filled, _stand_in):
        check(number, cells, reading)
    is_rest = cells["van"].casefold() == REST
    postcodes = None if is_rest else _postcodes(number, cells, reading)
    area = _area(number, cells["gebied"], reading)
    until = _day(number, cells["vervanger_tot"], reading)
    if len(reading.problems) > before:
        return None
    point = ContactPoint(
        area,
        cells["wie"],
        cells["organisatie"],
        cells["telefoon"],
        cells["functie"],
        cells["bereikbaar"],
        cells["vervanger"],
        cells["vervanger_telefoon"],
        until,
    )
    return Line(postcodes, point)


def _lengths(number: int, cells: Mapping[str, str], reading: _Reading) -> None:
    for name, text in cells.items():
        if len(text) > LONGEST:
            reading.wrong("field-too-long", number, name, most=LONGEST)


def _filled(number: int, cells: Mapping[str, str], reading: _Reading) -> None:
    for name in NEEDED:
        if not cells[name]:
            reading.wrong("field-empty", number, name, name=name)


def _stand_in(number: int, cells: Mapping[str, str], reading: _Reading) -> None:
    told = [name for name in ("vervanger_telefoon", "vervanger_tot") if cells[name]]
    if told and not cells["vervanger"]:
        reading.wrong("stand-in-without-name", number, "vervanger")
    elif cells["vervanger"] and not cells["vervanger_telefoon"]:
        reading.wrong("field-empty", number, "vervanger_telefoon", name="vervanger_telefoon")


def _postcodes(number: int, cells: Mapping[str, str], reading: _Reading) -> PostcodeRange | None:
    found = read_range(cells["van"], cells["tot"])
    if found is not None or not cells["van"]:
        return found
    for name in ("van", "tot"):
        text = cells[name]
        if text and read_range(text, "") is None and read_postcode(text) is None:
            reading.wrong("no-postcode", number, name, text=text)
            return None
    reading.wrong("postcodes-turned", number, "tot", first=cells["van"], last=cells["tot"])
    return None


def _area(number: int, name: str, reading: _Reading) -> str:
    known = reading.areas.get(name.casefold(), "")
    if name and not known:
        near = nearest(name, reading.areas)
        told = reading.areas[near] if near else some(reading.areas.values())
        reading.wrong("no-such-area", number, "gebied", name=name, known=told)
    return known


def _day(number: int, text: str, reading: _Reading) -> date | None:
    if not text:
        return None
    for read in _DAYS:
        try:
            return read(text)
        except ValueError:
            continue
    reading.wrong("no-stand-in-day", number, "vervanger_tot", text=text)
    return None


def _dutch_day(text: str) -> date:
    day, month, year = (int(one) for one in text.split("-"))
    return date(year, month, day)


_DAYS: tuple[Callable[[str], date], ...] = (date.fromisoformat, _dutch_day)


def _refuse_overlaps(reading: _Reading) -> None:
    known = [(number, one.postcodes) for number, one in reading.rows if one.postcodes is not None]
    for later, earlier in sorted(overlaps([postcodes for _, postcodes in known])):
        number, postcodes = known[later]
        other, others = known[earlier]
        told = {"postcodes": str(postcodes), "other": other, "others": str(others)}
        reading.wrong("postcodes-twice", number, "van", **told)
    rest = [number for number, one in reading.rows if one.postcodes is None]
    for number in rest[1:]:
        reading.wrong("rest-twice", number, "van", other=rest[0])


def written(lines: Sequence[Line]) -> Iterator[str]:
    """Yield a list as lines of text, to be changed in a spreadsheet and read in again."""
    yield ";".join(COLUMNS)
    for one in lines:
        out = io.StringIO()
        csv.writer(out, delimiter=";", lineterminator="").writerow(_cells(one))
        yield out.getvalue()


def _cells(one: Line) -> list[str]:
    point = one.point
    cells = {
        "van": str(one.postcodes.first) if one.postcodes else REST,
        "tot": str(one.postcodes.last) if one.postcodes else "",
        "gebied": point.area,
        "wie": point.name,
        "organisatie": point.organisation,
        "telefoon": point.telephone,
        "functie": point.function,
        "bereikbaar": point.hours,
        "vervanger": point.stand_in,
        "vervanger_telefoon": point.stand_in_telephone,
        "vervanger_tot": point.stand_in_until.isoformat() if point.stand_in_until else "",
    }
    return [_harmless(cells[name]) for name in COLUMNS]


def _harmless(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{text}" if text[:1] in FORMULAS else text


def _plain(text: str) -> str:
    """Return a field without needless spaces, and without what kept it from being a formula."""
    text = " ".join(text.split())
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULAS else text
