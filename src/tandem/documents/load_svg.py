"""Load as a picture: a bar for each week, with a line at what somebody can carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tandem.documents.canvas import TEXT, Canvas
from tandem.documents.measure import text_width

CHART = 120.0
TOP = 22.0
FOOT = 30.0
LEFT = 34.0
GAP = 0.24
"""Share of a slot that stays open between two bars."""
STEPS = (1, 2, 5, 10, 20, 40, 80, 160)
"""By how much the lines of the scale may differ."""


@dataclass(frozen=True, slots=True)
class WeekBar:
    """One week: what is stacked in its bar, from the line upwards."""

    plain: float
    dotted: float = 0.0
    yellow: float = 0.0
    month: str = ""
    """The name of a month that begins in this week."""

    @property
    def height(self) -> float:
        """All together."""
        return self.plain + self.dotted + self.yellow


@dataclass(frozen=True, slots=True)
class LoadFormat:
    """A width for which it is drawn."""

    name: str
    width: float


LOAD_FORMATS = (LoadFormat("w", 620), LoadFormat("m", 620), LoadFormat("n", 328))


def draw_load(
    bars: Sequence[WeekBar],
    limit: int | None,
    form: LoadFormat,
    *,
    name: str,
    title: str,
    description: str,
) -> Markup:
    """Return the bars of one member; what passes the limit is hatched."""
    canvas = Canvas(f"{name}-{form.name}", form.width)
    canvas.height = TOP + CHART + FOOT
    zero = TOP + CHART
    highest = max([bar.height for bar in bars] + [limit or 0, 1])
    scale = CHART / highest
    _grid(canvas, highest, scale, zero)
    slot = (form.width - LEFT) / len(bars)
    for number, bar in enumerate(bars):
        _bar(canvas, bar, limit, scale, (LEFT + (number + GAP / 2) * slot, slot * (1 - GAP), zero))
    canvas.line("s-day", (LEFT, zero, form.width, zero))
    if limit is not None:
        y = zero - limit * scale
        canvas.line("s-limit", (LEFT, y, form.width, y))
    _months(canvas, bars, slot, zero)
    return canvas.picture(title, description, look=f"for-{form.name}")


def _grid(canvas: Canvas, highest: float, scale: float, zero: float) -> None:
    step = next((one for one in STEPS if highest / one <= 4), STEPS[-1])
    for value in range(0, int(highest) + 1, step):
        y = zero - value * scale
        if value:
            canvas.line("s-grid", (LEFT, y, canvas.width, y))
        canvas.text(str(value), LEFT - 8, y + 5, anchor="end", look="t-quiet")


def _bar(
    canvas: Canvas,
    bar: WeekBar,
    limit: int | None,
    scale: float,
    place: tuple[float, float, float],
) -> None:
    left, width, zero = place
    over = max(bar.height - limit, 0) if limit is not None else 0
    y = zero
    for look, value in (
        ("s-petrol", bar.plain - over),
        ("dots", bar.dotted),
        ("s-own", bar.yellow),
    ):
        tall = value * scale
        if tall <= 0:
            continue
        y -= tall
        if look == "dots":
            canvas.dots(left, y, width, tall)
        else:
            canvas.rect(look, left, y, width, tall)
    if over:
        canvas.hatch(3, left, y - over * scale, width, over * scale)


def _months(canvas: Canvas, bars: Sequence[WeekBar], slot: float, zero: float) -> None:
    """Write the months under the weeks in which they begin, as far as there is room."""
    free = 0.0
    for number, bar in enumerate(bars):
        x = LEFT + number * slot
        width = text_width(bar.month, TEXT)
        if bar.month and x >= free and x + width <= canvas.width:
            canvas.line("s-grid", (x, zero, x, zero + 8))
            canvas.text(bar.month, x, zero + 24)
            free = x + width + 8
