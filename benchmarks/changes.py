"""One change of a plan, as somebody makes or supposes it.

In a form: one session a quarter of an hour later. In *Stel dat …*: one agreement less.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tandem.core.model import MINUTES_A_DAY, Agreement, Household, Sessions, Without, suppose

QUARTER = 15


def one_change(household: Household, chance: Random) -> Household:
    """Return the household with one agreement at another time; the others are the same objects."""
    able = [one for one in household.plan() if _can_move(one)]
    if not able:
        return household
    moved = _moved(chance.choice(able))
    agreements = tuple(moved if one.id == moved.id else one for one in household.agreements)
    return replace(household, agreements=agreements)


def one_without(household: Household, chance: Random) -> Household:
    """Return the household as it would be without one agreement."""
    return suppose(household, [Without(chance.choice(household.plan()).id)])


def _can_move(agreement: Agreement) -> bool:
    sessions = agreement.form.demands.sessions
    return bool(sessions) and all(
        one.end + QUARTER <= MINUTES_A_DAY for one in sessions[0].windows or ()
    )


def _moved(agreement: Agreement) -> Agreement:
    demands = agreement.form.demands
    first, *others = demands.sessions
    form = replace(agreement.form, demands=replace(demands, sessions=(_later(first), *others)))
    return replace(agreement, form=form)


def _later(session: Sessions) -> Sessions:
    windows = tuple(
        replace(one, start=one.start + QUARTER, end=one.end + QUARTER)
        for one in session.windows or ()
    )
    return replace(session, windows=windows)
