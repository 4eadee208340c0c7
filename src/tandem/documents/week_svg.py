"""A week as a picture: days are rows, time runs to the right; drawn anew for each width."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from tandem.core.model import Household
from tandem.documents.canvas import TEXT, Canvas
from tandem.documents.lanes import GAP, PAD, Side
from tandem.documents.measure import text_width, wrap
from tandem.documents.say import Say
from tandem.documents.week import Bar, Crowd, HomeBar, Stay, WeekView
from tandem.documents.week_rows import Format, Row, Rows, Scale, days, hours, person_column

BAR = 24.0
STRIP = 20.0
STEP = 30.0
LINE = 20.0
"""Height of a line of text on its own."""
AXIS = 24.0
DAY_NAME = 17.0
BASE = 17.0
"""From the top of a bar to the base line of its name."""
COLUMN_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Caption:
    """What is read aloud in place of the picture."""

    title: str
    description: str


def draw_week(
    view: WeekView,
    household: Household,
    say: Say,
    form: Format,
    *,
    name: str,
    caption: Caption,
    shared: bool,
) -> Markup:
    """Return the picture of a week; in several parts when it would be too tall for paper."""
    drawing = _Drawing(view, household, say, form, shared=shared)
    return drawing.parts(name, caption)


class _Drawing:
    def __init__(
        self, view: WeekView, household: Household, say: Say, form: Format, *, shared: bool
    ) -> None:
        self._view = view
        self._say = say
        self._form = form
        self._shared = shared
        first, last = hours(view)
        people = Rows(view, household, say, Scale(first, last, 0, 1), form).people()
        self._column = person_column(people, form)
        left = form.day_column + (self._column + COLUMN_GAP if self._column else 0)
        self._scale = Scale(first, last, left, form.width - 4)
        self._rows = Rows(view, household, say, self._scale, form)
        self._canvas = Canvas("", form.width)

    def parts(self, name: str, caption: Caption) -> Markup:
        """Draw all days, on a new sheet where the one before is full."""
        sheets: list[Canvas] = []
        for day in days(self._view):
            rows = self._rows.of_day(day, shared=self._shared)
            height = self._height(rows)
            if not sheets or self._canvas.height + height > self._form.tallest:
                self._canvas = Canvas(
                    f"{name}-{self._form.name}{len(sheets) or ''}", self._form.width
                )
                sheets.append(self._canvas)
                self._axis()
            self._day(day, rows, height)
        for sheet in sheets:
            sheet.line("s-day", (0, sheet.height - 0.5, sheet.width, sheet.height - 0.5))
        return Markup("").join(
            sheet.picture(caption.title, caption.description, look=f"for-{self._form.name}")
            for sheet in sheets
        )

    # --- time --------------------------------------------------------------------------------

    def _axis(self) -> None:
        if self._form.is_stacked:
            return
        self._hour_names(y=14, room_from=0)
        self._canvas.height = AXIS

    def _hour_names(self, *, y: float, room_from: float) -> None:
        """Write the hours, every second or third where they would crowd."""
        scale = self._scale
        step = next(s for s in (1, 2, 3, 4, 6) if s * scale.hour >= 30)
        for hour in range(scale.first_hour, scale.last_hour + 1):
            if (hour - scale.first_hour) % step:
                continue
            half = text_width(str(hour), TEXT) / 2
            x = min(max(scale.x(hour * 60), half), self._form.width - half)
            if x - half >= room_from:
                self._canvas.text(str(hour), x, y, anchor="middle", look="t-quiet")

    def _grid(self, top: float, bottom: float) -> None:
        scale = self._scale
        self._canvas.line(
            "s-grid",
            *(
                (scale.x(h * 60), top, scale.x(h * 60), bottom)
                for h in range(scale.first_hour, scale.last_hour + 1)
            ),
        )

    # --- a day -------------------------------------------------------------------------------

    def _day(self, day: int, rows: list[Row], height: float) -> None:
        canvas = self._canvas
        top = canvas.height
        label = self._say.words.day(day)
        bottom = top + height
        if self._form.is_stacked:
            canvas.line("s-day", (0, top + 0.5, self._form.width, top + 0.5))
            canvas.text(label, 0, top + 19, size=DAY_NAME, look="t-bold")
            room_from = text_width(label, DAY_NAME, bold=True) + 10
            self._hour_names(y=top + 19, room_from=room_from)
            self._grid(top + 26, bottom)
            y = top + 30
        else:
            self._grid(top, bottom)
            canvas.line("s-day", (0, top + 0.5, self._form.width, top + 0.5))
            canvas.text(label, 0, top + 7 + BASE, size=DAY_NAME, look="t-bold")
            y = top + 7
        for row in rows:
            y = self._row(row, y)
        if not rows:
            canvas.text(self._say("nothing"), self._scale.left + 6, y + BASE, look="t-quiet")
        canvas.height = bottom

    def _height(self, rows: list[Row]) -> float:
        head = 30.0 if self._form.is_stacked else 7.0
        return head + (sum(self._row_height(row) for row in rows) or STEP) + 1

    def _row_height(self, row: Row) -> float:
        above = self._name_lines(row)
        return STEP + LINE * (len(self._person_lines(row)) + len(above))

    def _person_lines(self, row: Row) -> tuple[str, ...]:
        """Return the lines of a person's name that is too long for its column."""
        if not row.person or (self._form.is_stacked and not row.homes):
            return ()
        if not self._form.is_stacked and text_width(row.person, TEXT) <= self._column:
            return ()
        if self._form.is_stacked and not self._needs_line(row):
            return ()
        words = self._person_label(row) if self._form.is_stacked else row.person
        return wrap(words, TEXT, self._form.width - self._form.day_column - 8)

    def _needs_line(self, row: Row) -> bool:
        """Whether, in a stacked picture, a home has no room beside it for its person."""
        home, x = row.homes[0], self._scale.x
        width = text_width(self._person_label(row), TEXT, bold=True) + GAP
        return width > x(home.start) and x(home.end) + width > self._form.width

    def _person_label(self, row: Row) -> str:
        if row.homes[0].gaps:
            return self._say("person-and-what", name=row.person, what=self._say("nobody-home"))
        return self._stacked_words(row.homes[0], row.person)

    def _name_lines(self, row: Row) -> tuple[str, ...]:
        """Return the lines above a bar whose name fits nowhere else."""
        room = self._form.width - self._scale.left - GAP
        return tuple(
            line
            for _, name, side in row.bars
            if side is Side.ABOVE
            for line in wrap(name, TEXT, room)
        )

    def _name_start(self, row: Row, line: str) -> float:
        """Return where a name above its bar starts: as near to the bar as the sheet allows."""
        bar = next(bar for bar, _, side in row.bars if side is Side.ABOVE)
        last = self._form.width - text_width(line, TEXT) - 2
        return max(min(self._scale.x(bar.start), last), self._scale.left)

    def _row(self, row: Row, y: float) -> float:
        canvas = self._canvas
        lines = self._person_lines(row)
        is_clash = self._form.is_stacked and any(home.gaps for home in row.homes)
        for line in lines:
            look = "t-clash" if is_clash else "t-quiet"
            canvas.text(line, self._form.day_column, y + 15, look=look)
            y += LINE
        for line in self._name_lines(row):
            canvas.text(line, self._name_start(row, line), y + 15)
            y += LINE
        if row.person and not lines and not self._form.is_stacked:
            x = self._form.day_column + self._column
            canvas.text(row.person, x, y + BASE, anchor="end", look="t-quiet")
        for bar, name, side in row.bars:
            self._bar(bar, name, side, y)
        widest = max(row.crowds, key=lambda c: c.end - c.start, default=None)
        for crowd in row.crowds:
            is_named = self._form.is_stacked and crowd is widest
            self._crowd(crowd, row.person if is_named else "", y)
        for home in row.homes:
            self._home(home, row.person if self._form.is_stacked and not lines else "", y)
        return y + STEP

    # --- what lies on a row ------------------------------------------------------------------

    def _bar(self, bar: Bar, name: str, side: Side, y: float) -> None:
        canvas, x = self._canvas, self._scale.x
        middle = y + BAR / 2
        ends = [
            (x(start), middle, x(end), middle)
            for start, end in ((bar.leaves, bar.start), (bar.end, bar.returns))
            if start < end
        ]
        if ends:
            canvas.line("s-travel", *ends)
        width = x(bar.end) - x(bar.start)
        if bar.is_own:
            canvas.rect("s-own", x(bar.start), y, width, BAR, round_by=BAR / 2)
        else:
            canvas.rect("s-block", x(bar.start), y, width, BAR)
        if side is Side.IN:
            canvas.text(name, x(bar.start) + PAD, y + BASE)
        elif side is Side.RIGHT:
            canvas.text(name, x(bar.returns) + GAP, y + BASE)
        elif side is Side.LEFT:
            canvas.text(name, x(bar.leaves) - GAP, y + BASE, anchor="end")

    def _crowd(self, crowd: Crowd, person: str, y: float) -> None:
        canvas, x = self._canvas, self._scale.x
        left, width = x(crowd.start), x(crowd.end) - x(crowd.start)
        canvas.hatch(crowd.count, left, y, width, STRIP)
        at_once = self._say("at-once", count=crowd.count)
        named = self._say("person-and-what", name=person, what=at_once) if person else at_once
        for words in (named, at_once, str(crowd.count)):
            plate = text_width(words, TEXT, bold=True) + 10
            if plate + 6 <= width:
                middle = left + width / 2
                canvas.rect("s-page", middle - plate / 2, y + 1, plate, STRIP - 2)
                canvas.text(words, middle, y + 15, anchor="middle", look="t-clash")
                return

    def _home(self, home: HomeBar, person: str, y: float) -> None:
        canvas, x = self._canvas, self._scale.x
        left, right = x(home.start), x(home.end)
        canvas.rect("s-own", left, y, right - left, BAR, round_by=BAR / 2)
        for gap in home.gaps:
            canvas.hatch(2, x(gap.start), y, x(gap.end) - x(gap.start), BAR)
        words = self._say("nobody-home") if home.gaps else ""
        if home.gaps and person:
            words = self._say("person-and-what", name=person, what=words)
        elif person:
            words = self._stacked_words(home, person)
        is_said = bool(words) and self._beside(words, left, right, y, is_clash=bool(home.gaps))
        if home.gaps and not is_said:
            self._in_gap(home, y)
        if not person or home.gaps or not is_said:
            for stay in home.stays:
                if stay.member is not None:
                    self._stay(home, stay, y)

    def _in_gap(self, home: HomeBar, y: float) -> None:
        """Write in the widest gap itself that nobody is home, where that fits."""
        x, words = self._scale.x, self._say("nobody-home")
        gap = max(home.gaps, key=lambda g: g.end - g.start)
        plate = text_width(words, TEXT, bold=True) + 10
        if plate + 6 <= x(gap.end) - x(gap.start):
            middle = (x(gap.start) + x(gap.end)) / 2
            self._canvas.rect("s-page", middle - plate / 2, y + 2, plate, BAR - 4)
            self._canvas.text(words, middle, y + BASE, anchor="middle", look="t-clash")

    def _stacked_words(self, home: HomeBar, person: str) -> str:
        """Return who is at home with whom, in one label beside a small bar."""
        names = [self._rows.member_name(s.member) for s in home.stays if s.member is not None]
        who = self._say.words.listing(list(dict.fromkeys(names)))
        if not self._shared:
            return self._say("person-and-what", name=person, what=self._say("somebody-home"))
        if home.child is None:
            return self._say("is-home", name=who)
        return self._say("is-with", name=who, child=person)

    def _stay(self, home: HomeBar, stay: Stay, y: float) -> None:
        x = self._scale.x
        if stay.start > home.start and home.stays[0] is not stay:
            self._canvas.line("s-inkline", (x(stay.start), y, x(stay.start), y + BAR))
        for words in self._stay_words(stay):
            if text_width(words, TEXT) + 2 * PAD <= x(stay.end) - x(stay.start):
                self._canvas.text(words, x(stay.start) + PAD, y + BASE)
                return

    def _stay_words(self, stay: Stay) -> tuple[str, ...]:
        if not self._shared or stay.member is None:
            return (self._say("somebody-home"),)
        name = self._rows.member_name(stay.member)
        return (self._say("is-home", name=name), name)

    def _beside(self, words: str, left: float, right: float, y: float, *, is_clash: bool) -> bool:
        """Write words left of a bar, or right of it; return whether there was room."""
        look = "t-clash" if is_clash else ""
        width = text_width(words, TEXT, bold=is_clash)
        if left - GAP - width >= (0 if self._form.is_stacked else self._scale.left):
            self._canvas.text(words, left - GAP, y + BASE, anchor="end", look=look)
            return True
        if right + GAP + width <= self._form.width:
            self._canvas.text(words, right + GAP, y + BASE, look=look)
            return True
        return False
