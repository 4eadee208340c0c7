"""Synergies: contacts that could be one visit, and visits that could follow one another.

Each is shown to keep the fit: a week in which it is done passes the verifier, which holds no
solver. What cannot be shown so is not named, so the list may be short, but nothing in it misleads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tandem.core.check.answer import Placement, Synergy, SynergyKind, Witness, WitnessWeek
from tandem.core.check.coincide import together
from tandem.core.check.items import Calendar
from tandem.core.check.joint import Pair, pairs
from tandem.core.check.solver import Deadline, never
from tandem.core.check.variants import is_allowed
from tandem.core.check.verify import verify
from tandem.core.model import (
    Agreement,
    Form,
    Household,
    Sessions,
    Variant,
    Where,
    Window,
)
from tandem.core.rules import RuleBase

MOST = 10
"""So many are named at most, those that save most time first."""


def synergies(
    household: Household, rules: RuleBase, witness: Witness, deadline: Deadline = never
) -> tuple[Synergy, ...]:
    """Return what could go together in a plan that fits, by this witness; what saves most first.

    When time is up it is what was found by then.
    """
    found: dict[frozenset[str], Synergy] = {}
    visits = _one_visit(household, rules, witness, deadline)
    for one in (*visits, *_one_day(household, rules, witness)):
        both = frozenset((one.agreement, one.other))
        if both not in found or _saved(one) > _saved(found[both]):
            found[both] = one
    best = sorted(found.values(), key=lambda one: (-_saved(one), one.agreement, one.other))
    return tuple(best[:MOST])


def _saved(one: Synergy) -> int:
    return one.minutes + one.travel


def _with_forms(household: Household, forms: dict[str, Form]) -> Household:
    return replace(
        household,
        agreements=tuple(
            replace(one, form=forms[one.id]) if one.id in forms else one
            for one in household.agreements
        ),
    )


# --- two contacts in one visit --------------------------------------------------------------


def _one_visit(
    household: Household, rules: RuleBase, witness: Witness, deadline: Deadline
) -> Iterator[Synergy]:
    plan = {one.id: one for one in household.plan()}
    can = [one for one in plan.values() if is_allowed(household, rules, one, Variant.MERGE)]
    for pair in pairs(household, can, Calendar(household, rules.holidays)):
        if deadline():
            return
        (session,) = plan[pair.guest].form.demands.sessions
        if session.every_weeks == 1 and _is_kept(household, rules, witness, pair):
            times = session.times or 0
            yield Synergy(
                kind=SynergyKind.ONE_VISIT,
                agreement=pair.guest,
                other=pair.host,
                contacts=times,
                minutes=times * (session.minutes or 0),
                travel=times * _both_ways(session),
            )


def _both_ways(session: Sessions) -> int:
    return 2 * session.travel if session.where is Where.OUT else 0


def _is_kept(household: Household, rules: RuleBase, witness: Witness, pair: Pair) -> bool:
    """Whether the week still keeps the plan when the guest is there when its host is."""
    after = _with_forms(household, {pair.guest: pair.guest_form, pair.host: pair.host_form})
    weeks = tuple(together(_as_host(week, pair), {pair.guest: pair.host}) for week in witness.weeks)
    return not verify(after, rules, replace(witness, weeks=weeks))


def _as_host(week: WitnessWeek, pair: Pair) -> WitnessWeek:
    """Return a week in which the guest goes where the host goes."""
    (session,) = pair.guest_form.demands.sessions
    travel = session.travel if session.where is Where.OUT else 0
    placements = tuple(
        replace(one, where=session.where, place=session.place, travel=travel)
        if one.agreement == pair.guest
        else one
        for one in week.placements
    )
    return replace(week, placements=placements)


# --- two visits one after the other ---------------------------------------------------------


def _one_day(household: Household, rules: RuleBase, witness: Witness) -> Iterator[Synergy]:
    """Yield visits to one place that can follow one another, with one journey for both."""
    single = [one for one in household.plan() if _is_single_visit(one)]
    by_place: dict[tuple[str, frozenset[str]], list[Agreement]] = {}
    for one in single:
        (session,) = one.form.demands.sessions
        by_place.setdefault((session.place, frozenset(session.members)), []).append(one)
    for group in by_place.values():
        for second in group:
            for first in group:
                if first.id != second.id:
                    yield from _following(household, rules, witness, (first, second))


def _is_single_visit(one: Agreement) -> bool:
    sessions = one.form.demands.sessions
    return (
        len(sessions) == 1
        and sessions[0].has_times
        and sessions[0].times == 1
        and sessions[0].every_weeks == 1
        and sessions[0].where is Where.OUT
        and sessions[0].place != ""
        and sessions[0].travel > 0
        and sessions[0].visit is None
    )


def _following(
    household: Household, rules: RuleBase, witness: Witness, both: tuple[Agreement, Agreement]
) -> Iterator[Synergy]:
    """Yield that the second visit can come right after the first, or right before it."""
    for after in (True, False):
        found = [_joined(week, both, is_after=after) for week in witness.weeks]
        weeks = [week for week in found if week is not None]
        if len(weeks) < len(found) or not _keeps_as_one(household, rules, witness, weeks, both):
            continue
        first, second = (one.form.demands.sessions[0] for one in both)
        days = {p.day for week in weeks for p in week.placements if p.agreement == both[0].id}
        if days:
            yield Synergy(
                kind=SynergyKind.ONE_DAY,
                agreement=both[1].id,
                other=both[0].id,
                travel=2 * min(first.travel, second.travel),
                place=first.place,
                day=min(days),
            )
            return


def _joined(
    week: WitnessWeek, both: tuple[Agreement, Agreement], *, is_after: bool
) -> WitnessWeek | None:
    """Return a week in which two visits are one long one; None when they cannot be so.

    The first stays where it is; the second comes right after or before it, in its own windows.
    """
    first, second = ([p for p in week.placements if p.agreement == one.id] for one in both)
    if not first and not second:
        return week
    if len(first) != 1 or len(second) != 1:
        return None
    stays, length = first[0], second[0].end - second[0].start
    begin = stays.end if is_after else stays.start - length
    (session,) = both[1].form.demands.sessions
    inside = any(
        stays.day in window.days and window.start <= begin and begin + length <= window.end
        for window in session.windows or ()
    )
    if not inside:
        return None
    long = replace(stays, start=min(begin, stays.start), end=max(begin + length, stays.end))
    others = [p for p in week.placements if p not in (stays, second[0])]
    return replace(week, placements=tuple(sorted([*others, long], key=_order)))


def _order(one: Placement) -> tuple[int, int, str, int]:
    return (one.day, one.start, one.agreement, one.demand)


def _keeps_as_one(
    household: Household,
    rules: RuleBase,
    witness: Witness,
    weeks: list[WitnessWeek],
    both: tuple[Agreement, Agreement],
) -> bool:
    """Whether weeks keep the plan in which two visits are one long visit, at just that time."""
    first, second = both
    own, other = first.form.demands.sessions[0], second.form.demands.sessions[0]
    windows = {
        Window((one.day,), one.start, one.end)
        for week in weeks
        for one in week.placements
        if one.agreement == first.id
    }
    long = replace(
        own,
        minutes=(own.minutes or 0) + (other.minutes or 0),
        windows=tuple(windows),
        travel=max(own.travel, other.travel),
    )
    weeks = [_farther(week, first.id, long.travel) for week in weeks]
    forms = {
        first.id: replace(first.form, demands=replace(first.form.demands, sessions=(long,))),
        second.id: replace(second.form, demands=replace(second.form.demands, sessions=())),
    }
    after = _with_forms(household, forms)
    return bool(windows) and not verify(after, rules, replace(witness, weeks=tuple(weeks)))


def _farther(week: WitnessWeek, agreement: str, travel: int) -> WitnessWeek:
    placements = tuple(
        replace(one, travel=travel) if one.agreement == agreement else one
        for one in week.placements
    )
    return replace(week, placements=placements)
