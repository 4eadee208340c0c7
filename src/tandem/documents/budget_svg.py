"""Money as a picture: what stays free each month, what goes to agreements, what must stay free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tandem.documents.canvas import TEXT, Canvas
from tandem.documents.measure import text_width

CHART = 170.0
TOP = 24.0
FOOT = 30.0
NARROW_SLOT = 60.0
BELOW = 52.0
"""Room under the line for a month in which less than nothing is left."""


@dataclass(frozen=True, slots=True)
class Month:
    """One bar: its month, what stays free and what goes to agreements (cents)."""

    name: str
    free: int
    spent: int
    words: str
    """What stays free, in words short enough for a bar."""
    is_short: bool
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class BudgetFormat:
    """A width for which it is drawn, with the most months on one line."""

    name: str
    width: float
    months: int


BUDGET_FORMATS = (BudgetFormat("w", 540, 9), BudgetFormat("n", 328, 6))


def draw_budget(
    months: Sequence[Month],
    floor: int | None,
    form: BudgetFormat,
    *,
    name: str,
    title: str,
    description: str,
) -> Markup:
    """Return the bars of one account, on several lines when there are many months."""
    canvas = Canvas(f"{name}-{form.name}", form.width)
    top = 0.0
    scale = _Scale(months, floor)
    for first in range(0, len(months), form.months):
        part = months[first : first + form.months]
        top = _line(canvas, part, floor, scale, top, slots=min(len(months), form.months))
    canvas.height = top
    return canvas.picture(title, description, look=f"for-{form.name}")


class _Scale:
    def __init__(self, months: Sequence[Month], floor: int | None) -> None:
        highest = max([m.free + m.spent for m in months if m.is_known] + [floor or 0, 1])
        self._per_cent = CHART / highest
        self.has_below = any(m.free < 0 for m in months)

    def height(self, cents: int) -> float:
        """Return how high an amount is; below the line it is cut off."""
        return max(cents * self._per_cent, -BELOW + 30)


def _line(
    canvas: Canvas,
    months: Sequence[Month],
    floor: int | None,
    scale: _Scale,
    top: float,
    *,
    slots: int,
) -> float:
    zero = top + TOP + CHART
    slot = canvas.width / slots
    width = min(slot * (0.8 if slot < NARROW_SLOT else 0.62), 64.0)
    below = BELOW if scale.has_below else 0
    places = [_Place((number + 0.5) * slot, width, zero) for number in range(len(months))]
    for month, place in zip(months, places, strict=True):
        _bar(canvas, month, floor, scale, place)
        canvas.text(month.name, place.middle, zero + 20 + below, anchor="middle")
    right = slot * len(months)
    floor_at = zero - scale.height(floor) if floor else None
    if floor_at is not None:
        canvas.line("s-floor", (0, floor_at, right, floor_at))
    canvas.line("s-day", (0, zero, right, zero))
    for month, place in zip(months, places, strict=True):
        if month.is_known:
            _amount(canvas, month, scale, place, floor_at)
    return zero + FOOT + below


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a bar stands: its middle, its width, and the line it stands on."""

    middle: float
    width: float
    zero: float

    @property
    def left(self) -> float:
        return self.middle - self.width / 2


def _bar(canvas: Canvas, month: Month, floor: int | None, scale: _Scale, place: _Place) -> None:
    left, width, zero = place.left, place.width, place.zero
    if not month.is_known:
        canvas.rect("s-need", left, zero - 40, width, 40)
        canvas.text("?", place.middle, zero - 14, anchor="middle", look="t-bold")
        return
    height = scale.height(month.free)
    if month.free >= 0:
        canvas.rect("s-block", left, zero - height, width, height)
    else:
        canvas.hatch(3, left, zero, width, -height)
    if month.is_short and floor is not None:
        needed = scale.height(floor)
        canvas.hatch(2, left, zero - needed, width, needed - max(height, 0))
    elif month.spent and month.free >= 0:
        spent = scale.height(month.spent)
        canvas.dots(left, zero - height - spent, width, spent)


def _amount(
    canvas: Canvas, month: Month, scale: _Scale, place: _Place, floor_at: float | None
) -> None:
    """Write the amount in the top of its bar; on a plate above the bar where it does not fit."""
    height = scale.height(month.free)
    look = "t-clash" if month.is_short else "t-bold"
    width = text_width(month.words, TEXT, bold=True)
    is_inside = height >= 26 and width + 4 <= place.width
    if is_inside:
        y = place.zero - height + 20
    elif month.free < 0:
        y = place.zero - height + 18
    else:
        y = place.zero - max(height, 0) - max(scale.height(month.spent), 0) - 8
    if not is_inside:
        canvas.rect("s-page", place.middle - width / 2 - 3, y - 14, width + 6, 18)
    elif floor_at is not None and y - 16 <= floor_at <= y + 6:
        canvas.rect("s-plate", place.middle - width / 2 - 2, y - 13, width + 4, 16)
    canvas.text(month.words, place.middle, y, anchor="middle", look=look)
