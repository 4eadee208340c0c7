"""From a form in the household document to the core model: dates and demands, with defaults."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Literal, Protocol

from tandem.core.model import (
    After,
    DaysOff,
    Demands,
    Direction,
    Due,
    EndsIncome,
    Form,
    Money,
    Order,
    Paperwork,
    Period,
    Relation,
    Sessions,
    SomebodyHome,
    StatusDemand,
    Where,
    Window,
)
from tandem.core.rules import Kind
from tandem.formats import document_agreements as docs
from tandem.formats.fields import UNKNOWN

_DEMAND_KEYS = tuple(field.name for field in fields(Demands))


def own_form(
    document: docs.FormDoc, kind: Kind, horizon_start: date, members: tuple[str, ...]
) -> Form:
    """Return the form of the agreement itself."""
    start = _day(document.from_)
    first_day = document.latest_from or start or horizon_start
    return Form(
        start=start,
        latest_start=document.latest_from,
        until=document.until,
        lasts_days=document.lasts,
        start_known=document.from_ != UNKNOWN,
        demands=_demands(document, kind, first_day, members),
        fixed=document.fixed,
        may_merge=document.may_merge,
    )


def _demands(
    document: docs.FormDoc, kind: Kind, first_day: date, members: tuple[str, ...]
) -> Demands:
    if document.statuses is None:
        pairs = ((member, status) for member in members for status in kind.makes)
        statuses = tuple(StatusDemand(Relation.MAKES, *pair) for pair in pairs)
    else:
        statuses = tuple(_status(s, members) for s in document.statuses)
    homes = (
        SomebodyHome(h.adults, h.windows, h.child, Period(h.from_, h.until), h.not_in, h.only_in)
        for h in document.somebody_home
    )
    ends = (EndsIncome(e.income, Period(e.from_, e.until)) for e in document.ends_income)
    return Demands(
        sessions=tuple(sessions(s, kind, first_day, members) for s in document.sessions),
        somebody_home=tuple(homes),
        money=tuple(_money(m, members) for m in document.money),
        ends_income=tuple(ends),
        statuses=statuses,
        order=_order(document.order),
        paperwork=tuple(_paperwork(p, members) for p in document.paperwork),
    )


def alternative_form(
    document: docs.AlternativeDoc,
    own: Form,
    kind: Kind,
    horizon_start: date,
    members: tuple[str, ...],
) -> Form:
    """Return the form of an alternative: what it does not name is as in the agreement itself.

    A last day and a length are one thing: naming one leaves the other behind.
    """
    named = document.model_fields_set
    start = _day(document.from_) if "from_" in named else own.start
    latest = document.latest_from if "latest_from" in named else own.latest_start
    names_end = bool(named & {"until", "lasts"})
    demands = _demands(document, kind, latest or start or horizon_start, members)
    inherited = {key: getattr(own.demands, key) for key in _DEMAND_KEYS if key not in named}
    return Form(
        start=start,
        latest_start=latest,
        until=document.until if names_end else own.until,
        lasts_days=document.lasts if names_end else own.lasts_days,
        start_known=document.from_ != UNKNOWN if "from_" in named else own.start_known,
        demands=replace(demands, **inherited),
        fixed=document.fixed if "fixed" in named else own.fixed,
        may_merge=document.may_merge if "may_merge" in named else own.may_merge,
    )


def _day(value: date | Literal["unknown"] | None) -> date | None:
    return value if isinstance(value, date) else None


def sessions(
    document: docs.SessionsDoc, kind: Kind, first_day: date, members: tuple[str, ...]
) -> Sessions:
    """Return a session demand with its defaults filled in."""
    windows = document.windows if isinstance(document.windows, tuple) else None
    times = times_of(document, windows)
    present = document.members if document.members is not None else members
    first_week = document.first_week
    if document.every_weeks > 1 and first_week is None:
        first_week = document.from_ or first_day
    return Sessions(
        members=present,
        times=times,
        minutes=_minutes(document, kind, windows, times),
        windows=windows,
        every_weeks=document.every_weeks,
        first_week=first_week,
        where=Where(document.where) if document.where is not None else kind.where,
        place=document.place,
        travel=document.travel,
        same_day=document.same_day,
        contact_of=_contact_of(document, kind, present),
        visit=document.visit,
        period=Period(document.from_, document.until),
        not_in=_not_in(document, kind),
        only_in=document.only_in,
        also_away=document.also_away,
    )


def _not_in(document: docs.SessionsDoc, kind: Kind) -> tuple[DaysOff, ...]:
    """Return on which days it does not take place: as given, else as its kind."""
    if document.not_in is not None:
        return document.not_in
    return tuple(one for one in kind.not_in if one not in document.only_in)


def times_of(document: docs.SessionsDoc, windows: tuple[Window, ...] | None) -> int | None:
    """Return how many times a week: as given, else once on each day if that is all there is."""
    if document.times == UNKNOWN:
        return None
    if document.times is not None:
        return document.times
    if windows is None:
        return None
    if document.minutes == UNKNOWN:
        return 1
    fixed = document.minutes is None or all(w.minutes == document.minutes for w in windows)
    return sum(len(w.days) for w in windows) if fixed else 1


def lengths_differ(document: docs.SessionsDoc) -> bool:
    """Whether the windows leave no choice of times, but are not equally long."""
    windows = document.windows
    if document.minutes is not None or not isinstance(windows, tuple):
        return False
    fixed = document.times in {None, sum(len(window.days) for window in windows)}
    return fixed and len({window.minutes for window in windows}) > 1


def _minutes(
    document: docs.SessionsDoc, kind: Kind, windows: tuple[Window, ...] | None, times: int | None
) -> int | None:
    if document.minutes == UNKNOWN:
        return None
    if document.minutes is not None:
        return document.minutes
    if windows is None:
        return kind.minutes
    lengths = {window.minutes for window in windows}
    days = sum(len(window.days) for window in windows)
    if len(lengths) == 1 and days == times:
        return lengths.pop()
    return kind.minutes


def _contact_of(
    document: docs.SessionsDoc, kind: Kind, present: tuple[str, ...]
) -> tuple[str, ...]:
    if isinstance(document.contact, tuple):
        return document.contact
    is_contact = kind.contact if document.contact is None else document.contact
    return present if is_contact else ()


def _money(document: docs.MoneyDoc, members: tuple[str, ...]) -> Money:
    direction = Direction.OUT if document.in_ is None else Direction.IN
    amount = document.out if document.in_ is None else document.in_
    return Money(
        account=document.account or _only(members),
        direction=direction,
        cents=amount if isinstance(amount, int) else None,
        title=document.title,
        period=Period(document.from_, document.until),
        due=due_of(document),
    )


class DueDoc(Protocol):
    """What says when money falls due."""

    months: tuple[int, ...]
    four_weeks_from: date | None
    once: date | None


def due_of(document: DueDoc) -> Due:
    """Return when money falls due."""
    return Due(document.months, document.four_weeks_from, document.once)


def _status(document: docs.StatusDemandDoc, members: tuple[str, ...]) -> StatusDemand:
    said = {
        Relation.REQUIRES: document.requires,
        Relation.EXCLUDES: document.excludes,
        Relation.MAKES: document.makes,
    }
    relation, status = next((pair for pair in said.items() if pair[1]), (Relation.MAKES, ""))
    return StatusDemand(
        relation=relation,
        member=document.member or _only(members),
        status=status or "",
        period=Period(document.from_, document.until),
    )


def _paperwork(document: docs.PaperworkDoc, members: tuple[str, ...]) -> Paperwork:
    return Paperwork(
        members=members if document.members is None else document.members,
        pieces=document.pieces if isinstance(document.pieces, int) else None,
        minutes=document.minutes if isinstance(document.minutes, int) else None,
        title=document.title,
        period=Period(document.from_, document.until),
    )


def _only(members: tuple[str, ...]) -> str:
    return members[0] if members else ""


def _order(document: docs.OrderDoc | None) -> Order:
    if document is None:
        return Order()
    return Order(
        after=tuple(After(a.agreement, a.gap) for a in document.after),
        starts_before=document.starts_before,
        finishes_before=document.finishes_before,
    )
