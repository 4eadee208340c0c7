"""First and last days: put everything as early as allowed, and push until it stands or breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tandem.core.model import Form
from tests.core.oracle.days import FAR_AHEAD, number


@dataclass(frozen=True, slots=True)
class Link:
    """`later` lies at least `days` days after `earlier` (each an agreement with "s" or "e")."""

    later: tuple[str, str]
    earlier: tuple[str, str]
    days: int


@dataclass
class Bounds:
    """The days between which every first ("s") and last ("e") day must lie."""

    low: dict[tuple[str, str], int]
    high: dict[tuple[str, str], int]

    def at_least(self, what: tuple[str, str], day: int) -> None:
        self.low[what] = max(self.low[what], day)

    def at_most(self, what: tuple[str, str], day: int) -> None:
        self.high[what] = min(self.high[what], day)


Forms = Mapping[str, Form]
Ended = Mapping[str, int | None]
"""The last day of every agreement that ended, None when that is not known."""


def keeps_order(forms: Forms, ended: Ended, first_day: int) -> bool:
    """Whether there are first and last days with which these forms keep their order."""
    far = reach(forms, ended, first_day)
    return push(*lay_out(forms, ended, first_day, far))


def order_problems(
    forms: Forms, ended: Ended, first_day: int, days: Mapping[tuple[str, str], int]
) -> Iterator[str]:
    """Yield what these first ("s") and last ("e") days of all forms do not keep."""
    bounds, links = lay_out(forms, ended, first_day, FAR_AHEAD)
    if set(days) != set(bounds.low):
        yield f"days of {sorted(days)} instead of {sorted(bounds.low)}"
        return
    for what, day in days.items():
        if day < bounds.low[what] or day > bounds.high[what]:
            yield f"{what} on {day} is not in {bounds.low[what]} to {bounds.high[what]}"
    for link in links:
        if days[link.later] < days[link.earlier] + link.days:
            yield f"{link.later} is less than {link.days} days after {link.earlier}"


def lay_out(forms: Forms, ended: Ended, first_day: int, far: int) -> tuple[Bounds, list[Link]]:
    """Return between which days everything lies (at most `far` away), and how it hangs together."""
    names = [(a, end) for a in forms for end in "se"]
    bounds = Bounds(dict.fromkeys(names, first_day - far), dict.fromkeys(names, first_day + far))
    links: list[Link] = []
    for name, form in forms.items():
        bind(bounds, name, form, first_day)
        links += own_links(name, form)
        for after in form.demands.order.after:
            if after.agreement in forms:
                links.append(Link((name, "s"), (after.agreement, "e"), 1 + after.gap_days))
            elif (last := ended.get(after.agreement)) is not None:
                bounds.at_least((name, "s"), last + 1 + after.gap_days)
    return bounds, links


def bind(bounds: Bounds, name: str, form: Form, first_day: int) -> None:
    """Add what one form says of its own first and last day."""
    start, last = (name, "s"), (name, "e")
    order = form.demands.order
    if form.start_known:
        if form.start is not None:
            bounds.at_least(start, number(form.start))
        if form.latest_start is not None:
            bounds.at_most(start, number(form.latest_start))
            if form.start is None:
                bounds.at_least(start, min(first_day, number(form.latest_start)))
        elif form.start is not None:
            bounds.at_most(start, number(form.start))
        else:
            bounds.at_most(start, first_day)
    if form.until is not None:
        bounds.at_least(last, number(form.until))
        bounds.at_most(last, number(form.until))
    if order.starts_before is not None:
        bounds.at_most(start, number(order.starts_before) - 1)
    if order.finishes_before is not None:
        bounds.at_most(last, number(order.finishes_before) - 1)


def own_links(name: str, form: Form) -> Iterator[Link]:
    """Yield how the first and the last day of one form hang together."""
    yield Link((name, "e"), (name, "s"), 0)
    if form.until is None and form.lasts_days is not None:
        yield Link((name, "e"), (name, "s"), form.lasts_days - 1)
        yield Link((name, "s"), (name, "e"), 1 - form.lasts_days)


def push(bounds: Bounds, links: list[Link]) -> bool:
    """Push every day later until all links hold; False when one passes its last possible day."""
    moved = True
    while moved:
        moved = False
        for link in links:
            earliest = bounds.low[link.earlier] + link.days
            if bounds.low[link.later] < earliest:
                bounds.low[link.later] = earliest
                moved = True
            if bounds.low[link.later] > bounds.high[link.later]:
                return False
    return all(bounds.low[what] <= bounds.high[what] for what in bounds.low)


def reach(forms: Forms, ended: Ended, first_day: int) -> int:
    """Return a number of days so large that no order needs more, before or after the first day."""
    far = 10
    days = [d for d in ended.values() if d is not None]
    for form in forms.values():
        order = form.demands.order
        known = (form.start, form.latest_start, form.until, order.starts_before)
        days += [number(d) for d in (*known, order.finishes_before) if d is not None]
        far += (form.lasts_days or 0) + sum(1 + after.gap_days for after in order.after)
    return far + sum(abs(day - first_day) for day in days)
