"""The part of the verifier that looks at the weeks.

Most weeks of a plan are alike. So nothing is looked at week by week: weeks are bits of an integer
(bit w is week w of the horizon), and whatever is asked or shown says in which weeks. A question is
put once to all weeks, and the answer is the weeks in which it goes wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tandem.core.check.answer import Placement, WitnessWeek
from tandem.core.check.verify_asked import Asked, Key, Shown, Weeks, any_of
from tandem.core.model import (
    MINUTES_A_DAY,
    MINUTES_A_WEEK,
    Household,
    Sessions,
    SomebodyHome,
    Where,
)
from tandem.core.rules import Holidays

Found = tuple[Weeks, str]
"""In which weeks something is wrong, and what."""
Span = tuple[int, int, Weeks, Placement]
"""From when until when a placement takes a member, and in which weeks it does so."""


def verify_weeks(
    household: Household, holidays: Holidays, weeks: Sequence[WitnessWeek]
) -> Iterator[str]:
    """Yield what is wrong with the weeks of a witness."""
    asked, shown = Asked(household, holidays), Shown(weeks, household)
    yield from shown.wrong_mondays
    for bits, text in (*_homes_named(asked, shown), *_given(asked, shown), *_lived(asked, shown)):
        if bits:
            yield f"{household.horizon.monday((bits & -bits).bit_length() - 1)}: {text}"


# --- all that is asked, and nothing else ----------------------------------------------------


def _homes_named(asked: Asked, shown: Shown) -> Iterator[Found]:
    asking: dict[str, Weeks] = {}
    for agreement, _, _, bits in asked.homes:
        asking[agreement] = asking.get(agreement, 0) | bits
    for week, bits in shown.weeks:
        if list(week.homes) != sorted(set(week.homes)):
            yield bits, "who asks somebody to be home stands there twice, or not in order"
        for agreement in {*asking, *week.homes}:
            other = asking.get(agreement, 0) ^ (bits if agreement in week.homes else 0)
            yield other & bits, f"{agreement}: asks somebody to be home, or it does not"


def _given(asked: Asked, shown: Shown) -> Iterator[Found]:
    given: dict[Key, list[tuple[Placement, Weeks]]] = {key: [] for key in asked.sessions}
    for placement, bits in shown.placements.values():
        key = placement.agreement, placement.demand
        if key in given:
            given[key].append((placement, bits))
        else:
            yield bits, f"{placement.agreement} does not ask this session"
    for key, (demand, bits) in asked.sessions.items():
        own = given[key]
        days = _days_of(demand) if asked.may_fall_out(demand) else ()
        fallen = {day: asked.fallen_out(demand, day) & bits for day in days}
        yield _not_as_often(demand, bits, fallen, own), f"{key[0]}: not as often"
        if not demand.same_day:
            yield _on_one_day(own), f"{key[0]}: two sessions on one day"
        for placement, weeks in own:
            for text in _misplaced(demand, placement):
                yield weeks, f"{key[0]}: {text}"
            yield weeks & fallen.get(placement.day, 0), f"{key[0]}: on a day without it"
            if demand.where is Where.HOME:
                away = any_of([asked.away_on(m, placement.day) for m in demand.members])
                yield weeks & away, f"{key[0]}: a session at home of somebody who is away"


def _days_of(demand: Sessions) -> list[int]:
    """Return the days on which a session may lie."""
    long_enough = [w for w in demand.windows or () if w.minutes >= (demand.minutes or 0)]
    return sorted({day for window in long_enough for day in window.days})


def _not_as_often(
    demand: Sessions, bits: Weeks, fallen: dict[int, Weeks], own: Sequence[tuple[Placement, Weeks]]
) -> Weeks:
    """Return the weeks in which a demand is not given as often as it asks.

    With days that fall out it asks no more than the days that are left.
    """
    given = [weeks for _, weeks in own]
    some = any_of(list(fallen.values())) if fallen else 0
    wrong = (bits & ~some) ^ (_exactly(demand.times or 0, given) & ~some)
    for left in range(len(fallen)) if some else ():
        weeks = some & _exactly(len(fallen) - left, list(fallen.values()))
        wrong |= weeks & ~_exactly(min(demand.times or 0, left), given)
    return wrong | (any_of(given) & ~bits)


def _exactly(times: int, given: Sequence[Weeks]) -> Weeks:
    """Return the weeks in which just so many are given."""
    at_least = [-1] + [0] * (times + 1)
    for weeks in given:
        for count in range(times + 1, 0, -1):
            at_least[count] |= at_least[count - 1] & weeks
    return at_least[times] & ~at_least[times + 1]


def _on_one_day(own: Sequence[tuple[Placement, Weeks]]) -> Weeks:
    twice = 0
    for day in {placement.day for placement, _ in own}:
        once = 0
        for placement, weeks in own:
            if placement.day == day:
                twice |= once & weeks
                once |= weeks
    return twice


def _misplaced(demand: Sessions, placement: Placement) -> Iterator[str]:
    if placement.end - placement.start != demand.minutes:
        yield f"a session of {placement.end - placement.start} minutes"
    if placement.members != demand.members or placement.where is not demand.where:
        yield "other members, or another kind of place"
    if placement.travel != (demand.travel if demand.where is Where.OUT else 0):
        yield f"{placement.travel} minutes of travel"
    if placement.place != demand.place:
        yield f"a session at {placement.place}"
    if not any(
        placement.day in w.days and w.start <= placement.start and placement.end <= w.end
        for w in demand.windows or ()
    ):
        yield f"a session outside its windows, day {placement.day} at {placement.start}"


# --- nobody in two places, somebody home ----------------------------------------------------


def _lived(asked: Asked, shown: Shown) -> Iterator[Found]:
    adults = (adult for _, home, _, _ in asked.homes for adult in home.adults)
    spans = {name: _spans(asked, shown, name) for name in {*asked.members, *adults}}
    out = {name: [s for s in own if s[3].where is Where.OUT] for name, own in spans.items()}
    for member, own in spans.items():
        yield from _meetings(asked, member, own)
    for agreement, home, day, bits in asked.homes:
        empty = _nobody_home(asked, home, day, [(adult, out[adult]) for adult in home.adults])
        yield bits & empty, f"{agreement}: at some moment nobody is home on day {day}"


def _spans(asked: Asked, shown: Shown, member: str) -> list[Span]:
    """Return when a member is taken, by when it begins; one who is away travels from nowhere."""
    found: list[Span] = []
    for one, bits in shown.placements.values():
        if member in one.members:
            away = asked.away_on(member, one.day) if one.travel else 0
            for weeks, travel in ((bits & ~away, one.travel), (bits & away, 0)):
                if weeks:
                    offset = one.day * MINUTES_A_DAY
                    start = max(offset + one.start - travel, 0)
                    end = min(offset + one.end + travel, MINUTES_A_WEEK)
                    found.append((start, end, weeks, one))
    return sorted(found, key=lambda span: span[:2])


def _meetings(asked: Asked, member: str, spans: Sequence[Span]) -> Iterator[Found]:
    before: list[Span] = []
    for span in spans:
        start, _, weeks, one = span
        before = [other for other in before if other[1] > start]
        for _, _, others, other in before:
            if weeks & others and not (
                _one_visit(asked, one, other) or _straight_on(asked, one, other)
            ):
                text = f"{member} is at {other.agreement} and {one.agreement} at once"
                yield weeks & others, text
        before.append(span)


def _straight_on(asked: Asked, one: Placement, other: Placement) -> bool:
    """Whether one can go straight from the one to the other, both out and on the same day."""
    minutes = asked.near.get((one.place, other.place))
    if minutes is None or one.day != other.day or {one.where, other.where} != {Where.OUT}:
        return False
    return max(one.start - other.end, other.start - one.end) >= minutes


def _one_visit(asked: Asked, one: Placement, other: Placement) -> bool:
    keys = (one.agreement, one.demand), (other.agreement, other.demand)
    if keys[0] == keys[1] or not all(key in asked.sessions for key in keys):
        return False
    visit = asked.sessions[keys[0]][0].visit
    return visit is not None and visit == asked.sessions[keys[1]][0].visit


def _nobody_home(
    asked: Asked, home: SomebodyHome, day: int, out: Sequence[tuple[str, Sequence[Span]]]
) -> Weeks:
    """Return the weeks in which nobody of the adults is home at some moment of a day.

    Being home can only change at the start of a window and when somebody leaves or comes back.
    """
    offset = day * MINUTES_A_DAY
    changes = {moment for _, spans in out for span in spans for moment in span[:2]}
    empty = 0
    for window in home.windows:
        first, last = offset + window.start, offset + window.end
        if day in window.days:
            for moment in changes | {first}:
                if first <= moment < last:
                    empty |= _all_out(asked, day, out, moment)
    return empty


def _all_out(
    asked: Asked, day: int, out: Sequence[tuple[str, Sequence[Span]]], moment: int
) -> Weeks:
    """Return the weeks in which each of these adults is out at a moment."""
    bits = -1
    for adult, spans in out:
        gone = asked.away_on(adult, day)
        for start, end, weeks, _ in spans:
            if start <= moment < end:
                gone |= weeks
        bits &= gone
    return bits
