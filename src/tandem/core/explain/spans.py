"""In which weeks and days a finding holds: what can truly be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from tandem.core.check.why import WeekSpan
from tandem.core.explain.facts import WeekPattern, Weeks
from tandem.core.explain.names import Names
from tandem.core.model import Agreement, Horizon, Period, Sessions

WEEK = timedelta(days=7)
SUNDAY = timedelta(days=6)


def pattern_of_weeks(mondays: Iterable[date], horizon: Horizon) -> WeekPattern:
    """Return the pattern of exactly these weeks."""
    wanted = sorted(mondays)
    steps = {(after - before).days // 7 for before, after in pairwise(wanted)}
    step = steps.pop() if len(steps) == 1 else 0
    return _pattern(wanted[0], wanted[-1], len(wanted), step, horizon)


def pattern_of_span(
    span: WeekSpan, horizon: Horizon, agreements: Sequence[Agreement] = ()
) -> WeekPattern:
    """Return the pattern of a span, of which only the first, the last and the number are known.

    `agreements` are those that each have to take place in every one of the weeks: when one of them
    has just this many turns in the span, it tells the rhythm.
    """
    length = (span.last - span.first).days // 7 + 1
    if length == span.count:
        return _pattern(span.first, span.last, span.count, 1, horizon)
    for agreement in agreements:
        weeks = _weeks_of(agreement.form.demands.sessions, span)
        if len(weeks) == span.count:
            return pattern_of_weeks(weeks, horizon)
    return _pattern(span.first, span.last, span.count, 0, horizon)


def _weeks_of(sessions: Sequence[Sessions], span: WeekSpan) -> list[date]:
    """Return the Mondays in the span on which one of these sessions has its turn."""
    length = (span.last - span.first).days // 7 + 1
    mondays = [span.first + number * WEEK for number in range(length)]
    return [monday for monday in mondays if any(_has_turn(one, monday) for one in sessions)]


def _has_turn(sessions: Sessions, monday: date) -> bool:
    if sessions.every_weeks == 1 or sessions.first_week is None:
        return True
    first = sessions.first_week - timedelta(days=sessions.first_week.weekday())
    return (monday - first).days // 7 % sessions.every_weeks == 0


def _pattern(first: date, last: date, count: int, step: int, horizon: Horizon) -> WeekPattern:
    """Return a pattern; `step` 0 means that there is no rhythm."""
    of = horizon.weeks
    if count == of:
        return WeekPattern(Weeks.ALL, None, None, count, of)
    if count == 1:
        return WeekPattern(Weeks.ONE, first, last, 1, of)
    usual_gap = step or -(-((last - first).days // 7) // (count - 1))
    reaches_end = last + usual_gap * WEEK > horizon.monday(of - 1)
    end = None if reaches_end else last + SUNDAY
    if step == 0:
        return WeekPattern(Weeks.SOME, first, end, count, of, step)
    if step > 1:
        return WeekPattern(Weeks.STEP, first, end, count, of, step)
    return WeekPattern(Weeks.RUN, None if first <= horizon.start else first, end, count, of)


def say_weeks(names: Names, pattern: WeekPattern) -> str:
    """Return a pattern in words."""
    ends = [one for one in (pattern.first, pattern.last) if one is not None]
    year = any(names.shows_year(one) for one in ends)
    return names.say.spans.weeks(pattern, year=year)


def say_span(names: Names, pattern: WeekPattern) -> str:
    """Return the sentence on the weeks; nothing when these are all weeks."""
    if pattern.shape is Weeks.ALL:
        return ""
    return names.say.spans.applies(say_weeks(names, pattern))


def say_period(names: Names, period: Period) -> str:
    """Return the sentence on a period; nothing when it is the whole horizon."""
    horizon = names.household.horizon
    first = period.first if period.first is not None and period.first > horizon.start else None
    last = period.last if period.last is not None and period.last < horizon.last else None
    return names.say.spans.applies(
        names.say.spans.period(
            None if first is None else names.day(first),
            None if last is None else names.day(last),
        )
    )
