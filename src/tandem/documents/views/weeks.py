"""The week in pictures: as it is agreed now, and as it fits, each with its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from tandem.core.check.answer import Proposal, Verdict, Witness, WitnessWeek
from tandem.core.check.why import ClashKind
from tandem.core.explain.spans import pattern_of_weeks, say_weeks
from tandem.core.model import Household
from tandem.documents.views.asks import flexible_words
from tandem.documents.views.context import Context, Ref
from tandem.documents.week import Bar, Crowd, Flexible, HomeBar, WeekView, WishWeeks, witness_view
from tandem.documents.week_rows import FORMATS, days
from tandem.documents.week_svg import Caption, draw_week

MOST_OTHERS = 12
"""So many other kinds of week are shown; nobody reads more."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line in the table: when and what, and whether it clashes."""

    words: str
    clashes: bool = False


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Everything of one person on one day, in the order of time."""

    person: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class DayTable:
    """One day of the table."""

    day: str
    rows: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class Loose:
    """An agreement without a fixed time: what it asks, and whether it clashes."""

    ref: Ref
    asks: str
    clashes: bool


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """One week: heading, conclusion, picture for each width, what has no time, and the table."""

    title: str
    when: str
    """In which weeks; of another week, whose heading says so, with which plan."""
    conclusion: str
    pictures: Markup
    loose: tuple[Loose, ...]
    table: tuple[DayTable, ...]
    has_crowd: bool
    has_gap: bool
    has_own: bool


@dataclass(frozen=True, slots=True)
class WeekElsewhere:
    """A week that has a page of its own: its heading, and its first Monday to ask for it by."""

    title: str
    monday: date


@dataclass(frozen=True, slots=True)
class WeeksView:
    """All weeks that are shown."""

    main: tuple[WeekPicture, ...]
    others: tuple[WeekPicture, ...] = ()
    elsewhere: tuple[WeekElsewhere, ...] = ()
    """The others, where each of them has a page of its own."""


def weeks_view(context: Context, *, apart: bool = False) -> WeeksView:
    """Return the week as it is agreed and the week that fits, heaviest first.

    With `apart` the other kinds of week are only named: each has a page of its own.
    """
    main = (*_agreed(context), *fitting_weeks(context, 0, 1))
    last = MOST_OTHERS + 1
    if not apart:
        return WeeksView(main, others=tuple(fitting_weeks(context, 1, last)))
    others = _kinds(context, _witness(context))[1:last]
    return WeeksView(main, elsewhere=tuple(_elsewhere(context, one) for one in others))


def week_of(context: Context, monday: date) -> WeekPicture | None:
    """Return the week that begins on a Monday as it fits; None when there is none to show."""
    for number, week in enumerate(_kinds(context, _witness(context))):
        if monday in week.mondays:
            return next(fitting_weeks(context, number, number + 1))
    return None


def _elsewhere(context: Context, week: WitnessWeek) -> WeekElsewhere:
    title = context.say.words.capital(_when(context, week.mondays))
    return WeekElsewhere(title, week.mondays[0])


Fitting = tuple[Household, Witness, str]
"""The household that fits, how it can live, and the heading above that."""


def _witness(context: Context) -> Fitting | None:
    answer, say = context.answer, context.say
    if answer.witness is not None:
        return context.household, answer.witness, say("week-fits")
    first: Proposal | None = answer.proposals[0] if answer.proposals else None
    if first is not None and first.witness is not None:
        return first.household, first.witness, say("week-proposal", number=1)
    return None


def _by_weight(weeks: Sequence[WitnessWeek]) -> list[WitnessWeek]:
    """Return the weeks, that which asks most first; of equals the one that comes most often."""
    return sorted(
        weeks,
        key=lambda week: (
            -sum(p.end - p.start + 2 * p.travel for p in week.placements),
            -len(week.mondays),
            week.mondays[0],
        ),
    )


def _kinds(context: Context, found: Fitting | None) -> list[WitnessWeek]:
    """Return the kinds of week in which there is something to show, heaviest first."""
    if found is None:
        return []
    household, witness, _ = found
    holidays = context.rules.holidays
    return [
        week
        for week in _by_weight(witness.weeks)
        if week.placements or not witness_view(household, week, holidays).is_empty
    ]


def _when(context: Context, mondays: Sequence[date]) -> str:
    return say_weeks(context.names, pattern_of_weeks(mondays, context.household.horizon))


# --- as it is agreed ------------------------------------------------------------------------


def _agreed(context: Context) -> Iterator[WeekPicture]:
    """Yield the heaviest week as it is agreed, where it is not known to fit."""
    if context.answer.verdict is Verdict.FEASIBLE:
        return
    wish = WishWeeks(context.household, context.rules.holidays).heaviest()
    if not wish.is_empty or wish.flexible:
        yield _wish(context, wish)


def _wish(context: Context, view: WeekView) -> WeekPicture:
    say = context.say
    conclusion = _conclusion(context, view)
    clashing = _clashing(context)
    return _picture(
        context,
        context.household,
        view,
        name="week-now",
        title=say("week-now"),
        when=say("week-now-heaviest", when=_when(context, view.mondays)),
        conclusion=conclusion,
        loose=tuple(_loose(context, one, clashing) for one in view.flexible),
        shared=False,
    )


def _conclusion(context: Context, view: WeekView) -> str:
    """Return in words what the picture shows."""
    say = context.say
    if not view.bars and not view.homes:
        return say("week-free")
    parts = []
    for member in dict.fromkeys(c.member for c in view.crowds):
        on = sorted({c.day for c in view.crowds if c.member == member})
        name = context.names.person(member)
        parts.append(say("week-clash", name=name, days=say.words.days(on)))
    gaps = sorted({home.day for home in view.homes if home.gaps})
    if gaps:
        parts.append(say("week-gap", days=say.words.days(gaps)))
    return " ".join(parts) or say("week-calm")


def _clashing(context: Context) -> set[str]:
    """Return the agreements that clash in time."""
    return {
        one
        for clash in context.answer.clashes
        if any(r.kind in {ClashKind.AGENDA, ClashKind.HOME} for r in clash.reasons)
        for one in clash.agreements
    }


def _loose(context: Context, flexible: Flexible, clashing: set[str]) -> Loose:
    return Loose(
        context.ref(flexible.agreement),
        flexible_words(context, flexible),
        flexible.agreement in clashing,
    )


# --- as it fits -----------------------------------------------------------------------------


def fitting_weeks(context: Context, first: int, end: int) -> Iterator[WeekPicture]:
    """Yield the weeks as they fit that have these places, heaviest first."""
    found = _witness(context)
    if found is None:
        return
    for number, week in list(enumerate(_kinds(context, found)))[first:end]:
        view = witness_view(found[0], week, context.rules.holidays)
        yield _fits(context, found, view, number)


def _fits(context: Context, found: Fitting, view: WeekView, number: int) -> WeekPicture:
    """Return a week that fits; the heaviest has the heading, the others are called by when."""
    say = context.say
    household, _, heading = found
    when = _when(context, view.mondays)
    is_first = number == 0
    return _picture(
        context,
        household,
        view,
        name=f"week-fits{number or ''}",
        title=heading if is_first else say.words.capital(when),
        when=say("week-fits-when", when=when) if is_first else f"{heading}.",
        conclusion=say("week-calm") if is_first else "",
        loose=(),
        shared=True,
    )


# --- picture and table ----------------------------------------------------------------------


def _picture(  # noqa: PLR0913 - a picture has its data, its words and its way of drawing
    context: Context,
    household: Household,
    view: WeekView,
    *,
    name: str,
    title: str,
    when: str,
    conclusion: str,
    loose: tuple[Loose, ...],
    shared: bool,
) -> WeekPicture:
    say = context.say
    caption = Caption(f"{title}. {conclusion}".strip(), say("week-desc"))
    pictures = Markup("").join(
        draw_week(view, household, say, form, name=name, caption=caption, shared=shared)
        for form in FORMATS
    )
    return WeekPicture(
        title=title,
        when=when,
        conclusion=conclusion,
        pictures=Markup() if view.is_empty else pictures,
        loose=loose,
        table=() if view.is_empty else _table(context, view),
        has_crowd=bool(view.crowds),
        has_gap=any(home.gaps for home in view.homes),
        has_own=bool(view.homes) or any(bar.is_own for bar in view.bars),
    )


def _table(context: Context, view: WeekView) -> tuple[DayTable, ...]:
    words = context.say.words
    return tuple(
        DayTable(words.capital(words.day(day)), tuple(_day_rows(context, view, day)))
        for day in days(view)
    )


def _day_rows(context: Context, view: WeekView, day: int) -> Iterator[PersonRow]:
    """Yield the rows of a day: the members in their order, then who should find somebody home."""
    names = context.names
    found: dict[str, list[tuple[int, int, Item]]] = {}
    order = [names.person(m.id) for m in context.household.members]
    for crowd in view.crowds:
        if crowd.day == day:
            line = (1, crowd.start, _crowd_item(context, crowd))
            found.setdefault(names.person(crowd.member), []).append(line)
    for bar in view.bars:
        if bar.day == day:
            line = (0, bar.start, _bar_item(context, bar))
            for member in bar.members:
                found.setdefault(names.person(member), []).append(line)
    for home in view.homes:
        if home.day == day:
            person = names.person(home.child) if home.child else home.title
            found.setdefault(person, []).extend(_home_items(context, home))
    for person in sorted(found, key=lambda p: order.index(p) if p in order else len(order)):
        lines = sorted(found[person], key=lambda line: line[:2])
        yield PersonRow(person, tuple(item for _, _, item in lines))


def _bar_item(context: Context, bar: Bar) -> Item:
    say = context.say
    times = say.words.hours_of_day(bar.start, bar.end)
    what = f"{bar.title}, {bar.place}" if bar.place else bar.title
    if not bar.travel:
        return Item(say("item", times=times, what=what))
    away = say("with-travel", times=say.words.hours_of_day(bar.leaves, bar.returns))
    return Item(say("item-away", times=times, what=what, away=away))


def _crowd_item(context: Context, crowd: Crowd) -> Item:
    say = context.say
    times = say.words.hours_of_day(crowd.start, crowd.end)
    what = say("places-at-once", count=crowd.count)
    return Item(say("item", times=times, what=what), clashes=True)


def _home_items(context: Context, home: HomeBar) -> Iterator[tuple[int, int, Item]]:
    say = context.say
    for stay in home.stays:
        nobody = stay.member is None
        what = (
            say("nobody-home")
            if stay.member is None
            else say("is-home", name=context.names.person(stay.member))
        )
        times = say.words.hours_of_day(stay.start, stay.end)
        yield 0, stay.start, Item(say("item", times=times, what=what), clashes=nobody)
