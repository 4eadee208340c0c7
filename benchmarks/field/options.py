"""What may be done to each agreement of a plan, read from docs/explanation/plan-check.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from benchmarks.field.reading import (
    EARLIEST,
    LATEST,
    Reading,
    Span,
    all_forms,
    counted_span,
    counted_start,
    number,
    span_of,
)
from tandem.core.model import GOAL_WEIGHTS, Agreement, Alternative, Form, State

KEEP, ALTERNATIVE, REPLACED, POSTPONE, END = "keep", "alternative", "replaced", "postpone", "end"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be done to one agreement."""

    agreement: str
    kind: str
    heaviness: int
    form: Form | None
    """What becomes of it; None when it is gone."""
    alternative: Alternative | None = None
    start: int | None = None
    """The new start of one that is postponed."""
    triggers: tuple[str, ...] = ()
    """Of an alternative that ends when others start: which of these are in the plan."""
    first_trigger: int | None = None
    """The first start of those, by which it ends; None: none of them has a known start."""


def may_end(agreement: Agreement) -> bool:
    """Whether a proposal may end it, or let another take its place."""
    return agreement.mandatory is None and not agreement.protected


def weight(reading: Reading, goal: str | None) -> int:
    """Return how much a goal weighs in the family's order."""
    order = reading.household.priorities
    if goal is None or goal not in order:
        return 1
    place = order.index(goal)
    return GOAL_WEIGHTS[place] if place < len(GOAL_WEIGHTS) else 1


def all_options(reading: Reading) -> dict[str, list[Option]]:
    """Return for each agreement of the plan everything that may be done to it."""
    days = days_of_change(reading)
    found = {name: list(_options(reading, name, days)) for name in reading.plan}
    return {
        name: [one for option in options for one in _by_trigger(reading, option, found)]
        for name, options in found.items()
    }


def _options(reading: Reading, name: str, days: list[int]) -> Iterator[Option]:
    agreement, costs = reading.plan[name], reading.rules.costs
    yield Option(name, KEEP, 0, agreement.form)
    for alternative in agreement.alternatives:
        form = agreement.form if alternative.ends_when else alternative.form
        yield Option(name, ALTERNATIVE, costs.alternative, form, alternative)
    if may_end(agreement):
        if any(name in one.takes_place_of for one in _alternatives_of_others(reading, name)):
            yield Option(name, REPLACED, costs.alternative, None)
        yield Option(name, END, costs.end, None)
    if agreement.mandatory is None and agreement.state is not State.ACTIVE:
        for day in _later(reading, agreement.form, days):
            form = replace(agreement.form, start=date.fromordinal(day), latest_start=None)
            yield Option(name, POSTPONE, costs.postpone, form, start=day)


def _alternatives_of_others(reading: Reading, name: str) -> Iterator[Alternative]:
    for other, agreement in reading.plan.items():
        if other != name:
            yield from agreement.alternatives


def _later(reading: Reading, form: Form, days: list[int]) -> list[int]:
    if not form.start_known:
        return []
    start = counted_start(form)
    now = reading.horizon.first if start is None else start
    return [day for day in days if now < day <= number(form.until, LATEST)]


def days_of_change(reading: Reading) -> list[int]:
    """Return the days of the horizon on which something starts, or has just ended."""
    spans = [span for form in all_forms(reading.plan.values()) for span in _spans(form)]
    for member in reading.household.members:
        spans += [span_of(fact.period) for fact in member.statuses]
        spans += [span_of(away.period) for away in member.away]
    for account in reading.household.accounts:
        spans += [span_of(income.period) for income in account.incomes]
        spans += [span_of(cost.period) for cost in account.costs]
    days = {day for span in spans if not span.is_empty for day in (span.first, span.last + 1)}
    return sorted(d for d in days if reading.horizon.first <= d <= reading.horizon.last)


def _spans(form: Form) -> Iterator[Span]:
    yield counted_span(form)
    asked = form.demands
    periods = [one.period for one in asked.sessions]
    periods += [one.period for one in asked.somebody_home]
    periods += [one.period for one in asked.money]
    periods += [one.period for one in asked.ends_income]
    periods += [one.period for one in asked.statuses]
    yield from map(span_of, periods)


# --- what ends when others start ------------------------------------------------------------


def start_of(reading: Reading, form: Form) -> int | None:
    """Return on which day a form starts, as seen by what ends then; None when not known."""
    if not form.start_known:
        return None
    start = counted_start(form)
    return reading.horizon.first if start is None else start


def _by_trigger(
    reading: Reading, option: Option, found: dict[str, list[Option]]
) -> Iterator[Option]:
    """Yield an option; one that ends when others start once for each day on which that may be."""
    alternative = option.alternative
    if alternative is None or not alternative.ends_when:
        yield option
        return
    names = {one for one in alternative.ends_when if one in found and one != option.agreement}
    triggers = tuple(sorted(names))
    forms = [one.form for name in triggers for one in found[name] if one.form is not None]
    starts = {start_of(reading, form) for form in forms}
    for first in sorted(starts, key=lambda start: (start is not None, start or 0)):
        assert option.form is not None
        form = option.form if first is None else ended_before(option.form, first)
        if form is not None:
            yield replace(option, form=form, triggers=triggers, first_trigger=first)


def ended_before(form: Form, day: int) -> Form | None:
    """Return a form that ends the day before; None when it would end before it starts."""
    if form.start_known and form.start is not None and day - 1 < form.start.toordinal():
        return None
    own = counted_span(form).last if form.start_known else number(form.until, LATEST)
    last = max(min(own, day - 1), EARLIEST)
    return replace(form, until=date.fromordinal(last), lasts_days=None)
