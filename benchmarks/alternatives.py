"""What the owners of agreements would do instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from benchmarks.draft import HORIZON, Draft
from tandem.core.model import (
    Agreement,
    Alternative,
    Demands,
    Direction,
    Money,
    Order,
    Relation,
    Sessions,
    StatusDemand,
    Where,
    Window,
)

SHARE = 0.7
"""The share of agreements of which the owner would accept something else."""

TALKS = frozenset({"office-talk", "home-visit", "team-talk"})
WEEKDAYS = (0, 1, 2, 3, 4)
EVENINGS = Window(WEEKDAYS, 17 * 60, 21 * 60)
OFFICE_HOURS = Window(WEEKDAYS, 9 * 60, 19 * 60)
SATURDAY = Window((5,), 9 * 60, 17 * 60)

Maker = Callable[[Draft, Agreement], "Alternative | None"]


def name_alternatives(draft: Draft) -> None:
    """Give agreements the alternatives that their owners would accept."""
    for agreement in tuple(draft.agreements):
        if draft.chance(SHARE):
            found = [maker(draft, agreement) for maker in _makers(draft, agreement)]
            chosen = tuple(one for one in found if one is not None)
            draft.change(replace(agreement, alternatives=chosen))


def _makers(draft: Draft, agreement: Agreement) -> list[Maker]:
    """Return one or two ways in which an agreement of this kind could be otherwise."""
    if agreement.kind in {"school", "work"}:
        fitting: list[Maker] = [_instead_of_other]
    elif agreement.kind in {"day-activities", "traject"}:
        fitting = [_shorter, _ends_with_work, _other_times]
    elif agreement.kind in TALKS:
        fitting = [_by_telephone, _other_times, _less_often]
    elif agreement.kind == "repayment":
        fitting = [_lower_amount]
    elif agreement.kind == "form":
        fitting = [_later_date]
    elif agreement.kind == "medical":
        fitting = [_other_times]
    else:
        fitting = [_other_times, _less_often]
    return draft.rng.sample(fitting, min(len(fitting), draft.rng.choice((1, 1, 2))))


def _with_session(agreement: Agreement, name: str, text: str, session: Sessions) -> Alternative:
    demands = replace(agreement.form.demands, sessions=(session,))
    return Alternative(name, text, replace(agreement.form, demands=demands))


def _session(agreement: Agreement) -> Sessions | None:
    """Return the one session demand of an agreement of which the hours are known."""
    sessions = agreement.form.demands.sessions
    return sessions[0] if len(sessions) == 1 and sessions[0].has_times else None


def _by_telephone(_draft: Draft, agreement: Agreement) -> Alternative | None:
    session = _session(agreement)
    if session is None:
        return None
    call = replace(session, minutes=30, windows=(OFFICE_HOURS,), where=Where.REMOTE, travel=0)
    return _with_session(agreement, "by-telephone", "Bellen in plaats van langskomen", call)


def _other_times(draft: Draft, agreement: Agreement) -> Alternative | None:
    session = _session(agreement)
    if session is None:
        return None
    window = draft.rng.choice((EVENINGS, OFFICE_HOURS, SATURDAY))
    if window is SATURDAY and session.times != 1:
        window = EVENINGS
    moved = replace(session, windows=(window,))
    return _with_session(agreement, "other-times", "Op een ander moment in de week", moved)


def _less_often(_draft: Draft, agreement: Agreement) -> Alternative | None:
    session = _session(agreement)
    if session is None or session.times is None:
        return None
    if session.times > 1:
        fewer = replace(session, times=session.times - 1)
    else:
        first = session.first_week or agreement.form.start or HORIZON.start
        fewer = replace(session, every_weeks=session.every_weeks * 2, first_week=first)
    return _with_session(agreement, "less-often", "Minder vaak", fewer)


def _shorter(_draft: Draft, agreement: Agreement) -> Alternative | None:
    session = _session(agreement)
    if session is None or session.minutes is None or session.minutes < 90:
        return None
    windows = tuple(Window(w.days, w.start, w.end - 60) for w in session.windows or ())
    shorter = replace(session, minutes=session.minutes - 60, windows=windows)
    return _with_session(agreement, "shorter", "Een uur korter", shorter)


def _ends_with_work(draft: Draft, agreement: Agreement) -> Alternative | None:
    others = _others(draft, agreement, {"work", "school"})
    if not others:
        return None
    text = "Stopt als werk of school begint"
    return Alternative("ends-with-work", text, agreement.form, ends_when=others)


def _instead_of_other(draft: Draft, agreement: Agreement) -> Alternative | None:
    """Learning on the job: work and school in one."""
    if agreement.mandatory is not None:
        return None
    open_ones = {a.id for a in draft.agreements if a.may_end}
    others = tuple(o for o in _others(draft, agreement, {"work"}) if o in open_ones)
    demands = agreement.form.demands
    member = agreement.members[0]
    changed = replace(
        demands,
        sessions=tuple(replace(s, travel=15) for s in demands.sessions),
        statuses=(StatusDemand(Relation.MAKES, member, "works-32-hours"),),
        money=(Money(member, Direction.IN, 70_000, "Loon"),),
    )
    form = replace(agreement.form, demands=changed)
    return Alternative("on-the-job", "Leren in het bedrijf", form, takes_place_of=others)


def _others(draft: Draft, agreement: Agreement, kinds: set[str]) -> tuple[str, ...]:
    """Return other agreements of these kinds with the same members."""
    return tuple(
        other.id
        for other in draft.agreements
        if other.kind in kinds and other.members == agreement.members and other.id != agreement.id
    )


def _lower_amount(_draft: Draft, agreement: Agreement) -> Alternative | None:
    demands = agreement.form.demands
    halves = tuple(replace(money, cents=(money.cents or 0) // 2) for money in demands.money)
    form = replace(agreement.form, demands=replace(demands, money=halves))
    return Alternative("half", "De helft per maand", form)


def _later_date(_draft: Draft, agreement: Agreement) -> Alternative | None:
    form = agreement.form
    if form.start is None or form.demands.order.finishes_before is None:
        return None
    later = replace(
        form,
        start=form.start + timedelta(days=28),
        demands=Demands(order=Order(finishes_before=form.start + timedelta(days=56))),
    )
    return Alternative("later", "Een maand later inleveren", later)
