"""Two contacts that could be one visit: who can be the guest in whose visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tandem.core.check.items import Calendar
from tandem.core.model import Agreement, Form, Household, Sessions, in_force


@dataclass(frozen=True, slots=True)
class Pair:
    """A guest that joins a host: the guest comes along at the times and the place of the host."""

    guest: str
    host: str
    guest_form: Form
    host_form: Form


def goes_with(household: Household, one: Agreement, other: Agreement) -> bool:
    """Whether two owners can do things together: of one organisation, or both willing."""
    if one.form.may_merge and other.form.may_merge:
        return True
    organisations = {p.id: p.organisation for p in household.professionals}
    own = organisations.get(one.owner, "")
    return one.owner == other.owner or (own != "" and own == organisations.get(other.owner, ""))


def pairs(
    household: Household, agreements: Iterable[Agreement], calendar: Calendar
) -> Iterator[Pair]:
    """Yield who of these agreements can be the guest of whom."""
    single = [(one, one.form.demands.sessions[0]) for one in agreements if _has_one(one)]
    by_members: dict[tuple[object, ...], list[tuple[Agreement, Sessions]]] = {}
    for one, session in single:
        by_members.setdefault(_alike(session), []).append((one, session))
    for group in by_members.values():
        for guest, own in group:
            for host, other in group:
                if _can_join(household, (guest, own), (host, other), calendar):
                    yield _pair(guest, own, host, other)


def _has_one(agreement: Agreement) -> bool:
    """Whether it asks one contact, at known times, that is not yet a visit with others."""
    sessions = agreement.form.demands.sessions
    return (
        len(sessions) == 1
        and sessions[0].has_times
        and bool(sessions[0].contact_of)
        and sessions[0].visit is None
    )


def _alike(session: Sessions) -> tuple[object, ...]:
    """Return what has to be the same of two contacts that become one visit."""
    rhythm = session.every_weeks, session.first_week if session.every_weeks > 1 else None
    present, counted = frozenset(session.members), frozenset(session.contact_of)
    days_off = session.not_in, session.only_in, session.also_away
    return (present, counted, rhythm, session.same_day, days_off)


def _can_join(
    household: Household,
    guest: tuple[Agreement, Sessions],
    host: tuple[Agreement, Sessions],
    calendar: Calendar,
) -> bool:
    (one, own), (other, theirs) = guest, host
    if one.id == other.id or not goes_with(household, one, other):
        return False
    if (own.minutes or 0) > (theirs.minutes or 0) or (own.times or 0) > (theirs.times or 0):
        return False
    weeks = [calendar.binding(in_force(a.form), s) for a, s in (guest, host)]
    return weeks[0] & weeks[1] != 0


def _pair(guest: Agreement, own: Sessions, host: Agreement, theirs: Sessions) -> Pair:
    visit = f"{host.id}+{guest.id}"
    joining = replace(
        own,
        windows=theirs.windows,
        where=theirs.where,
        place=theirs.place,
        travel=theirs.travel,
        visit=visit,
    )
    return Pair(
        guest.id,
        host.id,
        _with(guest.form, joining),
        _with(host.form, replace(theirs, visit=visit)),
    )


def _with(form: Form, session: Sessions) -> Form:
    return replace(form, demands=replace(form.demands, sessions=(session,)))
