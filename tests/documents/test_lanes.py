"""Names stay whole and bars stay apart, whatever they are called and wherever they lie."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tandem.documents.canvas import TEXT
from tandem.documents.lanes import GAP, PAD, Piece, Placed, Side, name_side, share_lanes
from tandem.documents.measure import text_width, wrap

LEFT, RIGHT = 100.0, 1000.0


def piece(number: int, left: float, width: float, travel: float, name: str) -> Piece:
    right = min(left + width + 2 * travel, RIGHT)
    return Piece(number, left, right, min(left + travel, right), max(right - travel, left), name)


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    """Bars of one person on one day that do not overlap, as in a week that fits."""
    found = []
    left = LEFT
    for number in range(draw(st.integers(1, 8))):
        left += draw(st.floats(0, 200))
        width, travel = draw(st.floats(4, 200)), draw(st.floats(0, 20))
        if left + width + 2 * travel > RIGHT:
            break
        found.append(piece(number, left, width, travel, draw(st.text(min_size=1, max_size=40))))
        left = found[-1].right
    return found


def extent(one: Placed) -> tuple[float, float]:
    """From where to where a bar and its name reach."""
    width = text_width(one.piece.name, TEXT)
    if one.side is Side.RIGHT:
        return one.piece.left, one.piece.right + GAP + width
    if one.side is Side.LEFT:
        return one.piece.left - GAP - width, one.piece.right
    return one.piece.left, one.piece.right


@given(pieces())
def test_bars_and_names_do_not_touch(found: list[Piece]) -> None:
    placed = share_lanes(found, LEFT, RIGHT)
    assert sorted(p.piece.item for p in placed) == [p.item for p in found]
    for lane in {p.lane for p in placed}:
        extents = sorted(extent(p) for p in placed if p.lane == lane)
        for (_, end), (start, _) in pairwise(extents):
            assert end <= start + 1e-6


@given(pieces())
def test_names_lie_on_the_sheet(found: list[Piece]) -> None:
    for one in share_lanes(found, LEFT, RIGHT):
        start, end = extent(one)
        assert start >= LEFT - 1e-6
        assert end <= RIGHT + 1e-6
        if one.side is Side.IN:
            width = one.piece.bar_right - one.piece.bar_left
            assert text_width(one.piece.name, TEXT) + 2 * PAD <= width


@given(pieces())
def test_a_name_above_has_its_lane_to_itself(found: list[Piece]) -> None:
    placed = share_lanes(found, LEFT, RIGHT)
    for one in placed:
        if one.side is Side.ABOVE:
            assert [p for p in placed if p.lane == one.lane] == [one]


def test_a_name_goes_in_the_bar_then_right_then_left_then_above() -> None:
    wide = text_width("Dagactiviteit", TEXT)
    inside = piece(0, 200, wide + 2 * PAD + 1, 0, "Dagactiviteit")
    small = piece(0, 200, 20, 0, "Dagactiviteit")
    late = piece(0, RIGHT - 20, 20, 0, "Dagactiviteit")
    assert name_side(inside, LEFT, RIGHT) is Side.IN
    assert name_side(small, LEFT, RIGHT) is Side.RIGHT
    assert name_side(late, LEFT, RIGHT) is Side.LEFT
    assert name_side(small, 195, 230) is Side.ABOVE


@given(st.text(max_size=80), st.floats(20, 400), st.booleans())
def test_wrapping_loses_no_letter_and_keeps_to_the_room(
    text: str,
    room: float,
    bold: bool,  # noqa: FBT001
) -> None:
    lines = wrap(text, TEXT, room, bold=bold)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, TEXT, bold=bold) <= room for line in lines)


def test_bold_is_wider_and_foreign_letters_have_a_width() -> None:
    assert text_width("Therapie", 15, bold=True) > text_width("Therapie", 15)
    assert text_width("مرحبا", 15) > 0
    assert text_width("漢字", 15) > 30
    assert text_width("", 15) == 0
