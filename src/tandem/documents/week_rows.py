"""The rows of a week picture: per day and person a strip where it is too much, and the lanes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tandem.core.model import DAYS_A_WEEK, Household
from tandem.documents.canvas import TEXT
from tandem.documents.lanes import PAD, Piece, Side, name_side, share_lanes
from tandem.documents.measure import text_width
from tandem.documents.say import Say
from tandem.documents.week import Bar, Crowd, HomeBar, WeekView

WORKING_DAYS = 5
EARLIEST, LATEST = 7, 18
"""The hours that are shown when nothing lies outside them."""


@dataclass(frozen=True, slots=True)
class Format:
    """A width for which the picture is drawn."""

    name: str
    width: float
    day_column: float
    """Room for the name of the day; 0: it stands above its rows, and persons in the bars."""
    widest_person: float = 0.0
    tallest: float = 100_000.0
    """A taller picture is cut between two days, so that it can be printed."""

    @property
    def is_stacked(self) -> bool:
        """Whether names stand in and above the rows, instead of in columns before them."""
        return self.day_column == 0


WIDE = Format("w", 1168, 96, 200)
MEDIUM = Format("m", 704, 96, 110, tallest=900)
NARROW = Format("n", 328, 0)
FORMATS = (WIDE, MEDIUM, NARROW)


@dataclass(slots=True)
class Scale:
    """From minutes to places on the sheet."""

    first_hour: int
    last_hour: int
    left: float
    right: float
    hour: float = field(init=False)
    """How wide one hour is."""
    _first: int = field(init=False)
    _span: int = field(init=False)
    _width: float = field(init=False)

    def __post_init__(self) -> None:
        """Work out what every place asks for: a picture has a thousand places."""
        self._first = self.first_hour * 60
        self._span = (self.last_hour - self.first_hour) * 60
        self._width = self.right - self.left
        self.hour = self._width * 60 / self._span

    def x(self, minute: float) -> float:
        """Return the place of a minute of the day."""
        return self.left + (minute - self._first) * self._width / self._span


@dataclass
class Row:
    """One row of a day: whose it is, and what lies on it."""

    person: str = ""
    crowds: list[Crowd] = field(default_factory=list)
    bars: list[tuple[Bar, str, Side]] = field(default_factory=list)
    homes: list[HomeBar] = field(default_factory=list)


def hours(view: WeekView) -> tuple[int, int]:
    """Return the first and last hour to show: from seven to six, or wider where the week is."""
    starts = [bar.leaves for bar in view.bars] + [home.start for home in view.homes]
    ends = [bar.returns for bar in view.bars] + [home.end for home in view.homes]
    first = min(starts, default=EARLIEST * 60) // 60
    last = -(-max(ends, default=LATEST * 60) // 60)
    return min(first, EARLIEST), max(last, LATEST)


def days(view: WeekView) -> list[int]:
    """Return the days to show: Monday to Friday, and a day of the weekend with something on it."""
    used = {bar.day for bar in view.bars} | {home.day for home in view.homes}
    return [day for day in range(DAYS_A_WEEK) if day < WORKING_DAYS or day in used]


class Rows:
    """Makes the rows of each day."""

    def __init__(
        self, view: WeekView, household: Household, say: Say, scale: Scale, form: Format
    ) -> None:
        self._view = view
        self._say = say
        self._scale = scale
        self._form = form
        self._names = {m.id: m.name for m in household.members}
        self._order = {
            member: place for place, member in enumerate(_busiest_first(view, household))
        }
        self._lengths = _lengths(view.bars)
        self._listed: dict[tuple[str, ...], str] = {}
        self._is_alone = len({m for bar in view.bars for m in bar.members}) < 2

    def of_day(self, day: int, *, shared: bool) -> list[Row]:
        """Return the rows of a day; `shared`: bars of one person may share a lane."""
        rows: list[Row] = []
        bars: dict[str, list[Bar]] = {}
        for bar in self._view.bars:
            if bar.day == day:
                bars.setdefault(self._first(bar.members), []).append(bar)
        crowds = [crowd for crowd in self._view.crowds if crowd.day == day]
        busy = bars.keys() | {crowd.member for crowd in crowds}
        for member in (one for one in self._order if one in busy):
            rows.extend(self._of_member(member, bars.get(member, ()), crowds, shared=shared))
        homes = [home for home in self._view.homes if home.day == day]
        return rows + [Row(self._home_person(home), homes=[home]) for home in homes]

    def people(self) -> set[str]:
        """Return the names for the column of persons."""
        names = {self._people(bar.members) for bar in self._view.bars}
        return names | {self._home_person(home) for home in self._view.homes}

    def _of_member(
        self, member: str, bars: Sequence[Bar], crowds: Sequence[Crowd], *, shared: bool
    ) -> Iterator[Row]:
        name = self._names.get(member, member)
        own = [crowd for crowd in crowds if crowd.member == member]
        if own:
            yield Row(name, crowds=own)
        groups: dict[tuple[str, ...], list[Bar]] = {}
        for bar in bars:
            groups.setdefault(bar.members, []).append(bar)
        for members, group in groups.items():
            lanes = self._shared(group) if shared else self._apart(group)
            for number, lane in enumerate(lanes):
                is_named = number == 0 and not (own and members == (member,))
                yield Row(self._people(members) if is_named else "", bars=lane)

    def _first(self, members: Sequence[str]) -> str:
        return min(members, key=lambda m: self._order.get(m, 0), default="")

    def _people(self, members: tuple[str, ...]) -> str:
        """Return the names of members in one text; put together once for the picture."""
        listed = self._listed.get(members)
        if listed is None:
            ordered = sorted(members, key=lambda m: self._order.get(m, 0))
            listed = self._say.words.listing([self._names.get(m, m) for m in ordered])
            self._listed[members] = listed
        return listed

    def _home_person(self, home: HomeBar) -> str:
        return self._names.get(home.child or "", "") or self._say("at-home")

    def member_name(self, member: str) -> str:
        """Return the name of a member."""
        return self._names.get(member, member)

    def bar_name(self, bar: Bar) -> str:
        """Return what is written at a bar: in a stacked picture with the person in front."""
        if not self._form.is_stacked or self._is_alone:
            return bar.title
        who = self._people(bar.members)
        if who.casefold() in bar.title.casefold():
            return bar.title
        return self._say("person-and-what", name=who, what=bar.title)

    def _piece(self, number: int, bar: Bar) -> Piece:
        x = self._scale.x
        name = self.bar_name(bar)
        longer = f"{name}, {bar.place}"
        if bar.place and text_width(longer, TEXT) + 2 * PAD <= x(bar.end) - x(bar.start):
            name = longer
        return Piece(number, x(bar.leaves), x(bar.returns), x(bar.start), x(bar.end), name)

    def _shared(self, bars: Sequence[Bar]) -> list[list[tuple[Bar, str, Side]]]:
        pieces = [self._piece(number, bar) for number, bar in enumerate(bars)]
        placed = share_lanes(pieces, self._scale.left, self._scale.right)
        lanes: list[list[tuple[Bar, str, Side]]] = [[] for _ in {p.lane for p in placed}]
        for one in placed:
            lanes[one.lane].append((bars[one.piece.item], one.piece.name, one.side))
        return lanes

    def _apart(self, bars: Sequence[Bar]) -> list[list[tuple[Bar, str, Side]]]:
        """Give each agreement its own lane, in the same order every day: the longest first."""
        lanes: dict[str, list[Bar]] = {}
        for bar in sorted(bars, key=lambda b: (-self._lengths[b.agreement], b.title, b.start)):
            lanes.setdefault(bar.agreement, []).append(bar)
        return [self._named(lane) for lane in lanes.values()]

    def _named(self, lane: Sequence[Bar]) -> list[tuple[Bar, str, Side]]:
        left, right = self._scale.left, self._scale.right
        if len(lane) == 1:
            piece = self._piece(0, lane[0])
            return [(lane[0], piece.name, name_side(piece, left, right))]
        lanes = self._shared(lane)
        return [one for shared in lanes for one in shared]


def _busiest_first(view: WeekView, household: Household) -> list[str]:
    """Return the members, first who is needed in two places, then who has most to do."""
    crowded = {m.id: 0 for m in household.members}
    minutes = dict(crowded)
    for crowd in view.crowds:
        crowded[crowd.member] += (crowd.count - 1) * (crowd.end - crowd.start)
    for bar in view.bars:
        for member in bar.members:
            minutes[member] += bar.end - bar.start
    return sorted(crowded, key=lambda m: (-crowded[m], -minutes[m]))


def _lengths(bars: Sequence[Bar]) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for bar in bars:
        lengths[bar.agreement] = max(lengths.get(bar.agreement, 0), bar.end - bar.start)
    return lengths


def person_column(names: set[str], form: Format) -> float:
    """Return how wide the column of persons is; longer names get a row of their own."""
    if form.is_stacked:
        return 0.0
    widths = [text_width(name, TEXT) for name in names]
    return max((w for w in widths if w <= form.widest_person), default=0.0)
