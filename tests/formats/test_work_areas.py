"""The list of work areas: read strictly, everything that is wrong told at once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.model.postcodes import Postcode, PostcodeRange
from tandem.formats.work_areas import (
    COLUMNS,
    LONGEST,
    ContactPoint,
    Line,
    WorkAreasFileError,
    read_work_areas,
    written,
)

AREAS = ("Noord", "Zuid")
HEAD = "van;tot;gebied;wie;organisatie;telefoon;vervanger;vervanger_telefoon;vervanger_tot\n"
GOOD = "1234;;Noord;Fatma Kaya;Wijkteam;088 000 05 10;;;\n"

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12
).filter(lambda text: text.strip() and text[0] != "'")
DAYS = st.none() | st.dates(date(2027, 1, 1), date(2029, 1, 1))


TEXTS = st.lists(WORDS, min_size=7, max_size=7)


def point(area: str, texts: list[str], until: date | None) -> ContactPoint:
    name, organisation, telephone, function, hours, stand_in, its_telephone = texts
    return ContactPoint(
        area, name, organisation, telephone, function, hours, stand_in, its_telephone, until
    )


POINTS = st.builds(point, st.sampled_from(AREAS), TEXTS, DAYS)


def problems(text: str | bytes) -> list[tuple[int, str, str]]:
    """Return line, field and code of everything that is wrong."""
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(WorkAreasFileError) as caught:
        read_work_areas(data, "lijst.csv", AREAS)
    assert caught.value.report()
    assert caught.value.report("en")
    return [(one.line, one.place, one.code) for one in caught.value.problems]


@given(st.lists(POINTS, max_size=6), st.booleans())
def test_what_is_written_is_read_again(points: list[ContactPoint], has_rest: bool) -> None:  # noqa: FBT001
    lines = [
        Line(PostcodeRange(Postcode(676_000 + 10 * n), Postcode(676_005 + 10 * n)), one)
        for n, one in enumerate(points)
    ]
    if has_rest and lines:
        lines[-1] = Line(None, lines[-1].point)
    data = "\r\n".join(written(lines)).encode("utf-8-sig")
    assert read_work_areas(data, "lijst.csv", AREAS) == tuple(lines)


def test_no_field_begins_with_a_formula() -> None:
    """A spreadsheet would work out what begins with one of these signs."""
    for sign in "=+-@":
        lines = [Line(None, ContactPoint("Noord", f"{sign}A1", "Wijkteam", f"{sign}31 6"))]
        text = list(written(lines))
        assert all(cell[:1] not in set("=+-@") for cell in text[1].split(";"))
        assert read_work_areas("\n".join(text).encode(), "x.csv", AREAS) == tuple(lines)


def test_commas_will_do_and_the_name_of_an_area_is_as_it_is_kept() -> None:
    text = HEAD.replace(";", ",") + "1234 ab,1235,NOORD,Fatma,Wijkteam,088,,,\n\n"
    (line,) = read_work_areas(text.encode(), "x.csv", AREAS)
    assert (str(line.postcodes), line.point.area) == ("1234 AB – 1235 ZZ", "Noord")


@pytest.mark.parametrize("day", ["2027-01-31", "31-1-2027", "31-01-2027"])
def test_a_stand_in_until_a_day(day: str) -> None:
    text = f"{HEAD}1234;;Zuid;Ruud;Wijkteam;088;Shanti;089;{day}\n"
    (line,) = read_work_areas(text.encode(), "x.csv", AREAS)
    assert line.point.stand_in_until == date(2027, 1, 31)


def test_everything_is_told_at_once() -> None:
    text = (
        HEAD
        + GOOD
        + "12x4;;Noord;Fatma;Wijkteam;088;;;\n"
        + "1236;1235;Nord;;Wijkteam;088;;089;31-2-2027\n"
        + "1234 BX;;Zuid;Ruud;Wijkteam;088;;;\n"
        + "1240;;Zuid;Ruud;Wijkteam\n"
        + "1241;;Zuid;Ruud;Wijkteam;088;Shanti;;\n"
    )
    assert problems(text) == [
        (3, "van", "no-postcode"),
        (4, "tot", "postcodes-turned"),
        (4, "gebied", "no-such-area"),
        (4, "wie", "field-empty"),
        (4, "vervanger", "stand-in-without-name"),
        (4, "vervanger_tot", "no-stand-in-day"),
        (5, "van", "postcodes-twice"),
        (6, "", "fields"),
        (7, "vervanger_telefoon", "field-empty"),
    ]


TOO_LONG = HEAD + "".join(
    f"{1000 + number // 26} A{chr(65 + number % 26)};;Noord;A;B;1;;;\n" for number in range(20_001)
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [(1, "", "no-work-areas")]),
        (" \n\n", [(1, "", "no-work-areas")]),
        (b"van;\xe9\n", [(1, "", "not-utf8")]),
        ("van;tot\n\0", [(2, "", "control-character")]),
        (HEAD + '1234;"x', [(2, "", "csv-quotes")]),
        (HEAD.replace("wie;", "wi;", 1), [(1, "", "column-missing"), (1, "wi", "no-such-column")]),
        (HEAD.replace("tot;", "van;", 1), [(1, "van", "column-twice")] * 2),
        (TOO_LONG, [(20_002, "", "too-many-lines")]),
        (HEAD + "overig;;Noord;A;B;1;;;\n" * 2, [(3, "van", "rest-twice")]),
        (HEAD + f"1234;;Noord;{'a' * (LONGEST + 1)};B;1;;;\n", [(2, "wie", "field-too-long")]),
        (b"x" * 2_000_001, [(1, "", "too-big")]),
    ],
)
def test_what_cannot_be_read(text: str | bytes, found: list[tuple[int, str, str]]) -> None:
    assert problems(text) == found


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(data: bytes) -> None:
    for start in (b"", (";".join(COLUMNS) + "\n").encode()):
        try:
            read_work_areas(start + data, "x.csv", AREAS)
        except WorkAreasFileError as error:
            told = error.problems
        else:
            continue
        assert told
