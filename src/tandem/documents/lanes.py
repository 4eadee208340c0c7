"""Which lane a bar lies in, and where its name stays whole: in the bar, right, left or above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from tandem.documents.canvas import TEXT
from tandem.documents.measure import text_width

PAD = 8.0
"""Between the edge of a bar and its name in it."""
GAP = 6.0
"""Between a bar (or its travel) and its name beside it, and between two bars."""


class Side(Enum):
    """Where a name stands, seen from its bar."""

    IN = "in"
    RIGHT = "right"
    LEFT = "left"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Piece:
    """Something on a lane: what it takes (with travel), its bar, and its name."""

    item: int
    """Its place in the list it came from."""
    left: float
    right: float
    bar_left: float
    bar_right: float
    name: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece with a lane, and a side for its name."""

    piece: Piece
    lane: int
    side: Side


def name_side(piece: Piece, free_from: float, free_to: float) -> Side:
    """Return where the name fits, given how far the lane is free on both sides."""
    width = text_width(piece.name, TEXT)
    if width + 2 * PAD <= piece.bar_right - piece.bar_left:
        return Side.IN
    if piece.right + GAP + width <= free_to:
        return Side.RIGHT
    if piece.left - GAP - width >= free_from:
        return Side.LEFT
    return Side.ABOVE


def share_lanes(pieces: Sequence[Piece], left: float, right: float) -> list[Placed]:
    """Give each piece the first lane on which it and its name are free of what lies there."""
    placed: list[Placed] = []
    ends: list[float] = []
    for piece in sorted(pieces, key=lambda p: (p.left, -p.right, p.item)):
        later = min(
            (p.left for p in pieces if p.left >= piece.right and p is not piece), default=None
        )
        until = right if later is None else later - GAP
        lane, side = _find_lane(piece, ends, left, until, right)
        if lane == len(ends):
            ends.append(left)
        reach = GAP + text_width(piece.name, TEXT) if side is Side.RIGHT else 0.0
        ends[lane] = right if side is Side.ABOVE else piece.right + reach
        placed.append(Placed(piece, lane, side))
    return placed


def _find_lane(
    piece: Piece, ends: Sequence[float], left: float, until: float, right: float
) -> tuple[int, Side]:
    """Return the first lane with room for the piece and its name; else a new one."""
    for free_to in (until, right):
        for lane, end in enumerate(ends):
            if end + GAP <= piece.left:
                side = name_side(piece, end + GAP, free_to)
                if side is not Side.ABOVE:
                    return lane, side
    return len(ends), name_side(piece, left, right)
