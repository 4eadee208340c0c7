"""Three that clash only together, drawn large: the rings, each pair, and the afternoon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from markupsafe import Markup

from tandem.core.check.answer import Clash
from tandem.core.check.why import Busy, HomeReason
from tandem.core.explain.reasons import say_reason
from tandem.core.explain.spans import pattern_of_span, say_weeks
from tandem.core.model import Agreement, Sessions, Where
from tandem.documents.afternoon_svg import AFTERNOON_FORMATS, Afternoon, Lane, draw_afternoon
from tandem.documents.marks import circle_names, three_circles
from tandem.documents.views.context import Context, Ref


@dataclass(frozen=True, slots=True)
class DrawnThree:
    """A clash of three with its pictures."""

    clash: Clash
    refs: tuple[Ref, ...]
    circles: Markup
    key: tuple[str, ...]
    """The names for 1, 2 and 3 in the circles; empty when the names stand in them."""
    pairs: tuple[str, ...]
    why: str
    when: str
    afternoon: Markup


def draw_three(context: Context, clash: Clash) -> DrawnThree | None:
    """Return a clash of three at home with fixed times, drawn; None for any other."""
    reason = clash.reasons[0]
    if not isinstance(reason, HomeReason) or not reason.gaps:
        return None
    say, names = context.say, context.names
    refs = context.refs(clash.agreements)
    titles = [ref.title for ref in refs]
    lines = circle_names(titles)
    in_circles = [" ".join(line) for line in lines]
    pairs = tuple(
        say("goes-well", first=first, second=second) for first, second in combinations(titles, 2)
    )
    pattern = pattern_of_span(
        reason.span,
        context.household.horizon,
        [a for one in clash.agreements if (a := names.agreement(one)) is not None],
    )
    days = say.words.capital(say.words.days(reason.gaps[0].days))
    return DrawnThree(
        clash=clash,
        refs=refs,
        circles=three_circles(
            "three",
            titles,
            say("venn-title", first=titles[0], second=titles[1], third=titles[2]),
            say("venn-desc"),
        ),
        key=() if in_circles == [" ".join(t.split()) for t in titles] else tuple(titles),
        pairs=pairs,
        why=say_reason(names, reason, clash.agreements),
        when=f"{days}, {say_weeks(names, pattern)}",
        afternoon=_pictures(context, reason, days),
    )


def is_same_way(clash: Clash, drawn: Clash) -> bool:
    """Whether a clash shows at the same moments, at the same home, as the one drawn."""
    one, other = clash.reasons[0], drawn.reasons[0]
    return (
        len(clash.reasons) == len(drawn.reasons) == 1
        and isinstance(one, HomeReason)
        and isinstance(other, HomeReason)
        and (one.agreement, one.gaps) == (other.agreement, other.gaps)
    )


# --- the afternoon --------------------------------------------------------------------------


def _pictures(context: Context, reason: HomeReason, days: str) -> Markup:
    afternoon = _afternoon(context, reason)
    if afternoon is None:
        return Markup()
    description = _description(context, afternoon)
    return Markup("").join(
        draw_afternoon(
            afternoon, form, name="afternoon", title=f"{days}: {afternoon.label}",
            description=description,
        )
        for form in AFTERNOON_FORMATS
    )  # fmt: skip


def _afternoon(context: Context, reason: HomeReason) -> Afternoon | None:
    day = reason.gaps[0].days[0]
    gaps = tuple((g.start, g.end) for g in reason.gaps if day in g.days)
    window = _window(context, reason, day)
    if window is None:
        return None
    away = tuple(_lane(context, busy) for busy in reason.absences if busy.day == day)
    say, names = context.say, context.names
    times = say.words.listing([say.words.hours_of_day(*gap) for gap in gaps])
    if reason.child is None:
        person, label = names.title(reason.agreement), say("gap", times=times)
    else:
        person = names.person(reason.child)
        label = say("gap-with", times=times, child=person)
    what = say("is-there") if reason.child is not None else say("somebody-home")
    home = Lane(person, what, window[0], window[0], window[1], window[1])
    return Afternoon(away, home, gaps, label)


def _window(context: Context, reason: HomeReason, day: int) -> tuple[int, int] | None:
    """Return the window in which somebody should be home on that day, around the first gap."""
    agreement = context.names.agreement(reason.agreement)
    if agreement is None:
        return None
    gap = reason.gaps[0]
    for demand in agreement.form.demands.somebody_home:
        for window in demand.windows:
            if day in window.days and window.start <= gap.start and gap.end <= window.end:
                return window.start, window.end
    return None


def _lane(context: Context, busy: Busy) -> Lane:
    """Return who is away; the travel is told apart from the agreement where it is known."""
    agreement = context.names.agreement(busy.agreement)
    travel = 0 if agreement is None else next(_travels(agreement, busy), 0)
    return Lane(
        person=context.names.person(busy.member),
        what=context.names.title(busy.agreement),
        leaves=busy.start,
        start=busy.start + travel,
        end=busy.end - travel,
        returns=busy.end,
    )


def _travels(agreement: Agreement, busy: Busy) -> Iterator[int]:
    for demand in agreement.form.demands.sessions:
        if demand.where is Where.OUT and _could_be(demand, busy):
            yield demand.travel


def _could_be(demand: Sessions, busy: Busy) -> bool:
    lasts = demand.minutes is not None and demand.minutes + 2 * demand.travel == (
        busy.end - busy.start
    )
    return lasts and busy.member in demand.members


def _description(context: Context, afternoon: Afternoon) -> str:
    say = context.say
    home = afternoon.home
    times = say.words.between(home.start, home.end)
    parts = [say("home-needs", child=home.person, times=times)]
    parts += [
        say("away-until", name=lane.person, time=say.words.clock(lane.returns))
        for lane in afternoon.away
    ]
    return " ".join(parts)
