"""Free starts: agreements that may begin on any day between two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tandem.core.model.agreements import Form
from tandem.core.model.household import Household
from tandem.core.model.periods import Horizon, Period


def free_start(form: Form, horizon: Horizon) -> Period | None:
    """Return the days between which a form may start; None when there is nothing to choose.

    A form that says only when it starts at the latest does not start before the horizon.
    """
    if not form.start_known or form.latest_start is None:
        return None
    latest = form.latest_start
    earliest = min(horizon.start, latest) if form.start is None else form.start
    return Period(earliest, latest) if earliest < latest else None


def starting(form: Form, day: date) -> Form:
    """Return a form that starts on a day, and on no other."""
    return Form(
        day,
        None,
        form.until,
        form.lasts_days,
        form.start_known,
        form.demands,
        form.fixed,
        form.may_merge,
    )


def with_starts(household: Household, starts: Mapping[str, date]) -> Household:
    """Return a household in which agreements with a free start start on these days (by name)."""
    agreements = tuple(
        replace(one, form=starting(one.form, starts[one.id]))
        if one.id in starts and free_start(one.form, household.horizon)
        else one
        for one in household.agreements
    )
    return replace(household, agreements=agreements)
