"""How a question stands on the way of its law: what was done, what is due, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tandem.core.rules.steps import LawStep, Step, StepRules, Way, WayStep


@dataclass(frozen=True, slots=True)
class StepStanding:
    """One step of one question."""

    step: WayStep
    done_on: date | None
    due_on: date | None
    """The last day; None when it was done, has no term, or does not count yet."""
    term: Step | None
    """The term that counts or will count."""

    @property
    def sure(self) -> bool:
        """Whether somebody read the step and its term in the law; else pages say to check it."""
        return self.step.sure and (self.term is None or self.term.sure)


def standing(
    way: Way, rules: StepRules, done: Mapping[LawStep, date], on: date
) -> tuple[StepStanding, ...]:
    """Return how every step stands.

    A term counts from the day of the step before it, by the rule that held on that day; as long as
    that step was not done, the rule of `on` says how long it will be.
    """
    return tuple(_standing(one, rules, done, on) for one in way.steps)


def _standing(
    step: WayStep, rules: StepRules, done: Mapping[LawStep, date], on: date
) -> StepStanding:
    began = None if step.after is None else done.get(step.after)
    term = None if step.term is None else rules.term(step.term, began or on)
    done_on = done.get(step.id)
    counts = began is not None and done_on is None and term is not None
    due_on = term.last_day(began) if counts and term and began else None
    return StepStanding(step, done_on, due_on, term)


def next_day(steps: Iterable[StepStanding], needed_by: date | None) -> date | None:
    """Return the first day on which something is to be there: a step, or what is needed itself.

    A step that may be left out asks nothing of anybody. None when there is no day at all.
    """
    days = [one.due_on for one in steps if one.due_on is not None and not one.step.is_free]
    return min([*days, *([needed_by] if needed_by else [])], default=None)


def refused_day(
    way: Way, done: Mapping[LawStep, date], which: LawStep, day: date, today: date
) -> str:
    """Return why a step cannot have been done on a day: "unknown", "future", "before"; or "".

    Which step comes first is the law's; a step without the one before it is let through, for a
    municipality may decide at once.
    """
    step = way.step(which)
    if step is None:
        return "unknown"
    if day > today:
        return "future"
    began = None if step.after is None else done.get(step.after)
    later = [done[one.id] for one in way.steps if one.after is which and one.id in done]
    out_of_order = (began is not None and day < began) or any(one < day for one in later)
    return "before" if out_of_order else ""
