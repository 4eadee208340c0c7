"""The afternoon in which a clash at home shows: who is where, and the moment nobody is home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tandem.documents.canvas import TEXT, Canvas
from tandem.documents.lanes import GAP, PAD
from tandem.documents.measure import text_width, wrap

BAR = 32.0
STEP = 44.0
TOP = 30.0
BASE = 21.0


@dataclass(frozen=True, slots=True)
class Lane:
    """What one person does: from when to when, with travel after and before it."""

    person: str
    what: str
    leaves: int
    start: int
    end: int
    returns: int


@dataclass(frozen=True, slots=True)
class Afternoon:
    """The lanes of those who are away, who is at home, and when nobody is there."""

    away: tuple[Lane, ...]
    home: Lane
    gaps: tuple[tuple[int, int], ...]
    label: str
    """In words: when nobody is at home."""


@dataclass(frozen=True, slots=True)
class AfternoonFormat:
    """A width for which it is drawn; without a column the name stands in the bar."""

    name: str
    width: float
    widest_person: float


AFTERNOON_FORMATS = (AfternoonFormat("w", 520, 120), AfternoonFormat("n", 328, 0))


def draw_afternoon(
    afternoon: Afternoon, form: AfternoonFormat, *, name: str, title: str, description: str
) -> Markup:
    """Return the picture."""
    return _Drawing(afternoon, form, name).picture(title, description)


class _Drawing:
    def __init__(self, afternoon: Afternoon, form: AfternoonFormat, name: str) -> None:
        self._it = afternoon
        self._form = form
        self._canvas = Canvas(f"{name}-{form.name}", form.width)
        lanes = [*afternoon.away, afternoon.home]
        widths = [text_width(lane.person, 16, bold=True) for lane in lanes]
        self._column = max(widths) if max(widths) <= form.widest_person else 0.0
        self._left = self._column + 14 if self._column else 0.0
        self._first, self._last = _hours(afternoon)

    def _x(self, minute: float) -> float:
        span = (self._last - self._first) * 60
        inside = min(max(minute - self._first * 60, 0), span)
        return self._left + inside * (self._form.width - 2 - self._left) / span

    def picture(self, title: str, description: str) -> Markup:
        lanes = [*self._it.away, self._it.home]
        bottom = self._bottom(lanes)
        self._hours_and_grid(bottom)
        tops = list(self._tops(lanes))
        for lane, y in zip(lanes, tops, strict=True):
            self._lane(lane, y, is_home=lane is self._it.home)
        for start, end in self._it.gaps:
            width = self._x(end) - self._x(start)
            self._canvas.hatch(2, self._x(start), 24, width, bottom - 24)
        for lane, y in zip(lanes, tops, strict=True):
            self._name_above(lane, y)
        self._label(bottom)
        return self._canvas.picture(title, description, look=f"for-{self._form.name}")

    def _bottom(self, lanes: Sequence[Lane]) -> float:
        above = sum(20 * len(self._lines_above(lane)) for lane in lanes)
        return TOP + len(lanes) * STEP + above

    def _hours_and_grid(self, bottom: float) -> None:
        hours = range(self._first, self._last + 1)
        step = next(s for s in (1, 2, 3, 4) if self._x((self._first + s) * 60) - self._left >= 30)
        for hour in hours:
            x = self._x(hour * 60)
            self._canvas.line("s-grid", (x, 24, x, bottom))
            if (hour - self._first) % step == 0:
                half = text_width(str(hour), TEXT) / 2
                inside = min(max(x, half), self._form.width - half)
                self._canvas.text(str(hour), inside, 15, anchor="middle", look="t-quiet")

    def _words(self, lane: Lane) -> str:
        if self._column or lane.person.casefold() in lane.what.casefold():
            return lane.what
        return f"{lane.person}: {lane.what}"

    def _room(self, lane: Lane) -> tuple[float, float]:
        """Return from where to where words in the bar do not touch a gap."""
        left, right = self._x(lane.start), self._x(lane.end)
        for start, end in self._it.gaps:
            if self._x(start) - left > right - self._x(end):
                right = min(right, self._x(start))
            else:
                left = max(left, self._x(end))
        return left, right

    def _lines_above(self, lane: Lane) -> tuple[str, ...]:
        left, right = self._room(lane)
        words = self._words(lane)
        if text_width(words, TEXT) + 2 * PAD <= right - left:
            return ()
        return wrap(words, TEXT, self._form.width - self._left - GAP)

    def _tops(self, lanes: Sequence[Lane]) -> Iterator[float]:
        """Yield the top of each bar: below the lines with its name, where there are any."""
        y = TOP
        for lane in lanes:
            y += 20 * len(self._lines_above(lane))
            yield y
            y += STEP

    def _name_above(self, lane: Lane, y: float) -> None:
        """Write a name that fits nowhere in its bar, on a plate over the hatching."""
        lines = self._lines_above(lane)
        for place, line in enumerate(lines):
            base = y - 20 * (len(lines) - place) + 14
            self._canvas.rect("s-page", self._left, base - 14, text_width(line, TEXT) + 4, 19)
            self._canvas.text(line, self._left, base)

    def _lane(self, lane: Lane, y: float, *, is_home: bool) -> None:
        canvas = self._canvas
        if self._column:
            canvas.text(lane.person, 0, y + BASE, size=16, look="t-bold")
        left, right = self._x(lane.start), self._x(lane.end)
        if is_home:
            canvas.rect("s-own", left, y, right - left, BAR, round_by=BAR / 2)
        else:
            canvas.rect("s-block", left, y, right - left, BAR)
            middle = y + BAR / 2
            tail = (right, middle, self._x(lane.returns), middle)
            canvas.line("s-travel", (self._x(lane.leaves), middle, left, middle), tail)
        if not self._lines_above(lane):
            canvas.text(self._words(lane), self._room(lane)[0] + PAD, y + BASE)

    def _label(self, bottom: float) -> None:
        x = self._x(self._it.gaps[0][0])
        lines = wrap(self._it.label, 16, self._form.width - 4, bold=True)
        y = bottom
        for line in lines:
            y += 20
            start = min(x, self._form.width - 2 - text_width(line, 16, bold=True))
            self._canvas.text(line, max(start, 0), y, size=16, look="t-clash")
        self._canvas.height = y + 8


def _hours(afternoon: Afternoon) -> tuple[int, int]:
    """Return the hours to show: from two before nobody is home, to when all are back."""
    first = min(start for start, _ in afternoon.gaps) // 60 - 2
    ends = [lane.returns for lane in (*afternoon.away, afternoon.home)]
    last = -(-max(ends) // 60)
    return max(first, 0), min(last, 24)
