"""What an agreement asks, in short lines for its row in the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tandem.core.model import (
    Direction,
    Form,
    Money,
    Order,
    Paperwork,
    Period,
    Relation,
    Sessions,
    SomebodyHome,
    StatusDemand,
    Where,
    Window,
)
from tandem.documents.say import Say
from tandem.documents.views.context import Context
from tandem.documents.week import Flexible


def asks_lines(context: Context, form: Form) -> tuple[str, ...]:
    """Return what a form asks: when, where, money, what it needs, and from when until when."""
    demands = form.demands
    lines = [_sessions(context, one) for one in demands.sessions]
    lines += [_home(context, one) for one in demands.somebody_home]
    lines += [_money(context, one) for one in demands.money]
    lines += [_status(context, one) for one in demands.statuses]
    lines += _order(context, demands.order)
    lines += [_papers(context, one) for one in demands.paperwork]
    lines.append(_period(context, form))
    capital = context.say.words.capital
    return tuple(capital(line) for line in dict.fromkeys(lines) if line)


def flexible_words(context: Context, flexible: Flexible) -> str:
    """Return what an agreement without a fixed time asks of a week."""
    windows: dict[tuple[int, int], list[int]] = {}
    for day, start, end in flexible.windows:
        windows.setdefault((start, end), []).append(day)
    found = [Window(tuple(days), *times) for times, days in windows.items()]
    length = context.say.words.duration(flexible.minutes)
    key = "once-of" if flexible.times == 1 else "times-of"
    asks = context.say(key, count=flexible.times, length=length)
    return _within(context, asks, found)


# --- sessions -------------------------------------------------------------------------------


def _sessions(context: Context, demand: Sessions) -> str:
    said = _rhythm(context, demand, _times(context, demand))
    return ", ".join(one for one in (said, *_where(context, demand)) if one)


def _times(context: Context, demand: Sessions) -> str:
    words, windows = context.say.words, demand.windows
    if windows is not None and _is_fixed(demand, windows):
        return words.listing(
            [f"{words.days(w.days)} {words.between(w.start, w.end)}" for w in windows]
        )
    asks = _how_often(context, demand)
    if windows is None:
        unknown = context.say("times-unknown")
        return f"{asks}, {unknown}" if asks else unknown
    return _within(context, asks, windows)


def _is_fixed(demand: Sessions, windows: Sequence[Window]) -> bool:
    """Whether the windows leave no choice."""
    days = [day for window in windows for day in window.days]
    return len(days) == len(set(days)) == demand.times and all(
        window.minutes == demand.minutes for window in windows
    )


def _how_often(context: Context, demand: Sessions) -> str:
    say = context.say
    if demand.times is None:
        return "" if demand.minutes is None else say.words.duration(demand.minutes)
    every_week = demand.every_weeks == 1
    if demand.minutes is None:
        once = "once-only" if every_week else "turn-only"
        return say(once if demand.times == 1 else "times-only", count=demand.times)
    length = say.words.duration(demand.minutes)
    if demand.times == 1:
        return say("once-of" if every_week else "turn-once", length=length)
    return say("times-of" if every_week else "turn-of", count=demand.times, length=length)


def _within(context: Context, asks: str, windows: Sequence[Window]) -> str:
    say = context.say
    parts = [
        say(
            "within",
            asks="",
            days=say.words.days(w.days),
            start=say.words.clock(w.start),
            end=say.words.clock(w.end),
        ).removeprefix(", ")
        for w in windows
    ]
    return f"{asks}, {say.words.choice(parts)}"


def _rhythm(context: Context, demand: Sessions, times: str) -> str:
    if demand.every_weeks == 1:
        return times
    if demand.every_weeks == 2:
        return context.say("every-second", times=times)
    return context.say("every-nth", count=demand.every_weeks, times=times)


def _where(context: Context, demand: Sessions) -> Iterator[str]:
    tables = context.say.language.tables
    if demand.place:
        yield demand.place
    elif demand.where is Where.HOME:
        yield tables.at_home()
    elif demand.where is Where.REMOTE:
        yield tables.remote()
    if demand.where is Where.OUT and demand.travel:
        yield context.say("travel-each", travel=tables.travel(demand.travel))


# --- the other demands ----------------------------------------------------------------------


def _home(context: Context, demand: SomebodyHome) -> str:
    words = context.say.words
    adults = words.choice(context.names.people(demand.adults))
    return words.listing(
        [
            context.say(
                "home-asked",
                days=words.days(window.days),
                times=words.between(window.start, window.end),
                adults=adults,
            )
            for window in demand.windows
        ]
    )


def _money(context: Context, demand: Money) -> str:
    say = context.say
    if demand.cents is None:
        what = say("money-unknown")
    else:
        key = "money-in" if demand.direction is Direction.IN else "money-out"
        what = say(key, amount=say.words.money(demand.cents), due=say.words.due(demand.due))
    return say("money-named", what=what, title=demand.title) if demand.title else what


def _status(context: Context, demand: StatusDemand) -> str:
    names, say = context.names, context.say
    if demand.relation is Relation.REQUIRES:
        return say("requires", need=names.need(demand.status))
    if demand.relation is Relation.EXCLUDES:
        return say("excludes", need=names.need(demand.status))
    return say("makes", name=names.person(demand.member), status=names.follows_name(demand.status))


def _order(context: Context, order: Order) -> list[str]:
    say, names = context.say, context.names
    lines = [say("after", title=names.title(one.agreement)) for one in order.after]
    if order.starts_before is not None:
        lines.append(say("starts-before", date=names.day(order.starts_before)))
    if order.finishes_before is not None:
        lines.append(say("finishes-before", date=names.day(order.finishes_before)))
    return lines


def _papers(context: Context, demand: Paperwork) -> str:
    what = papers_words(context.say, demand)
    return context.say("money-named", what=what, title=demand.title) if demand.title else what


def papers_words(say: Say, demand: Paperwork) -> str:
    """Return how many letters and forms come a month, and how long one takes."""
    if demand.pieces is None:
        return say("papers-unknown")
    what = say("papers-one" if demand.pieces == 1 else "papers", count=demand.pieces)
    if demand.minutes is None:
        return what
    return say("papers-each", what=what, length=say.words.duration(demand.minutes))


def _period(context: Context, form: Form) -> str:
    say, names = context.say, context.names
    if not form.start_known:
        return say("start-unknown")
    period = Period(form.start, form.until)
    if form.latest_start is not None:
        return say("starts-by", date=names.day(form.latest_start))
    if period.first is not None and period.last is not None:
        return say("from-until", first=names.day(period.first), last=names.day(period.last))
    if period.first is not None:
        return say("from", date=names.day(period.first))
    return "" if period.last is None else say("until", date=names.day(period.last))
