"""What Tandem may think of by itself, read from docs/explanation/plan-check.md alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tandem.core.model import (
    Agreement,
    Direction,
    Form,
    Money,
    Sessions,
    Variant,
    Where,
    Window,
)
from tests.core.oracle.days import counted_span, span
from tests.core.oracle.world import World, binds

LESS = (Variant.FEWER, Variant.SHORTEN, Variant.HALVE)


@dataclass(frozen=True, slots=True)
class Idea:
    """A variant of an agreement: its name, cost and form, and with whom it is one visit."""

    name: str
    heaviness: int
    form: Form
    partner: str | None = None
    partner_name: str = ""


def ideas_of(world: World, agreement: Agreement) -> list[Idea]:
    """Return all variants of one agreement."""
    costs = world.rules.costs
    heavy = {
        Variant.MOVE: costs.move,
        Variant.REMOTE: costs.remote,
        Variant.PLACE: costs.move,
        Variant.FEWER: costs.fewer,
        Variant.SHORTEN: costs.shorten,
        Variant.HALVE: costs.halve,
        Variant.MERGE: costs.merge,
    }
    found = [
        Idea(name, heavy[variant], form)
        for name, variant, form in alone(world, agreement)
        if form != agreement.form and may(world, agreement, variant)
    ]
    for other in world.plan.values():
        for guest, host, name, partner_name in (
            (agreement, other, f"~merge-into {other.id}", f"~merge-with {agreement.id}"),
            (other, agreement, f"~merge-with {other.id}", f"~merge-into {agreement.id}"),
        ):
            if joins(world, guest, host):
                form = joined(guest, host)[0 if guest is agreement else 1]
                found.append(Idea(name, heavy[Variant.MERGE], form, other.id, partner_name))
    return found


def may(world: World, agreement: Agreement, variant: Variant) -> bool:
    """Whether Tandem may think of this sort for this agreement."""
    if agreement.mandatory is not None or not agreement.form.start_known:
        return False
    if variant in agreement.form.fixed:
        return False
    if agreement.protected and variant in LESS:
        return False
    return any(
        rule.kind == agreement.kind
        and variant in rule.allows
        and span(rule.valid).has(world.calendar.first)
        for rule in world.rules.variants.kinds
    )


def hours_for(world: World, agreement: Agreement, where: Where) -> tuple[Window, ...]:
    """Return the hours of the kind, or else of the place."""
    for rule in world.rules.variants.kinds:
        if rule.kind == agreement.kind and span(rule.valid).has(world.calendar.first):
            if rule.hours:
                return rule.hours
            break
    return world.rules.variants.hours.get(where, ())


def alone(world: World, agreement: Agreement) -> Iterator[tuple[str, Variant, Form]]:
    """Yield the variants that hang on no other agreement; some change nothing."""
    form = agreement.form
    tables: dict[str, tuple[Variant, Callable[[Sessions], Sessions]]] = {
        "~move": (Variant.MOVE, lambda s: elsewhen(s, hours_for(world, agreement, s.where))),
        "~remote": (Variant.REMOTE, lambda s: elsewhere(s, Where.REMOTE)),
        "~to-home": (Variant.PLACE, lambda s: elsewhere(s, Where.HOME)),
        "~fewer": (
            Variant.FEWER,
            lambda s: replace(s, times=(s.times or 0) - 1) if (s.times or 0) >= 2 else s,
        ),
        "~shorten": (Variant.SHORTEN, shortened),
    }
    for name, (variant, change) in tables.items():
        sessions = tuple(s if s.visit is not None else change(s) for s in form.demands.sessions)
        yield name, variant, replace(form, demands=replace(form.demands, sessions=sessions))
    money = tuple(half(m) for m in form.demands.money)
    yield "~halve", Variant.HALVE, replace(form, demands=replace(form.demands, money=money))
    nearest = nearest_place(world, agreement)
    if nearest is not None:
        travel, place = nearest
        sessions = tuple(
            replace(s, place=place, travel=travel)
            if s.visit is None and s.where is Where.OUT and s.contact_of and s.travel > travel
            else s
            for s in form.demands.sessions
        )
        varied = replace(form, demands=replace(form.demands, sessions=sessions))
        yield "~to-place", Variant.PLACE, varied


def known(session: Sessions) -> bool:
    """Whether times, minutes and windows are known, and it takes place at all."""
    return bool(session.times) and session.minutes is not None and session.windows is not None


def elsewhen(session: Sessions, hours: tuple[Window, ...]) -> Sessions:
    """Return a session that may also lie in these hours."""
    if not known(session):
        return session
    own = session.windows or ()
    if all(any(covers(w, h) for w in own) for h in hours):
        return session
    left = [w for w in own if not any(covers(h, w) for h in hours)]
    return replace(session, windows=(*left, *hours))


def covers(one: Window, other: Window) -> bool:
    """Whether the other window lies in this one, on each of its days."""
    days = all(day in one.days for day in other.days)
    return days and one.start <= other.start <= other.end <= one.end


def elsewhere(session: Sessions, where: Where) -> Sessions:
    """Return a contact out of the house that takes place at home or by telephone."""
    if session.where is Where.OUT and session.contact_of:
        return replace(session, where=where, place="", travel=0)
    return session


def shortened(session: Sessions) -> Sessions:
    """Return a session of the most whole quarters that are less, of at least half an hour."""
    less = [m for m in range(30, session.minutes or 0) if m % 15 == 0]
    return replace(session, minutes=max(less)) if less else session


def half(money: Money) -> Money:
    """Return money that goes out, half of it."""
    if money.direction is Direction.OUT and money.cents:
        return replace(money, cents=money.cents - money.cents // 2)
    return money


def go_together(world: World, one: Agreement, other: Agreement) -> bool:
    """Whether two owners go with one another."""
    of = {p.id: p.organisation for p in world.household.professionals if p.organisation}
    return (
        one.owner == other.owner
        or (one.owner in of and of[one.owner] == of.get(other.owner))
        or (one.form.may_merge and other.form.may_merge)
    )


def nearest_place(world: World, agreement: Agreement) -> tuple[int, str] | None:
    """Return the travel and the name of the nearest place of another agreement."""
    places = [
        (s.travel, s.place, other.id)
        for other in world.plan.values()
        if other.id != agreement.id and go_together(world, agreement, other)
        for s in other.form.demands.sessions
        if s.where is Where.OUT and s.place != ""
    ]
    return min(places)[:2] if places else None


THE_SAME = ("every_weeks", "same_day", "not_in", "only_in", "also_away")
"""What has to be the same of two contacts that become one visit, beside who is there."""


def joins(world: World, guest: Agreement, host: Agreement) -> bool:
    """Whether the guest can come along with the host."""
    if guest.id == host.id or not go_together(world, guest, host):
        return False
    if not (may(world, guest, Variant.MERGE) and may(world, host, Variant.MERGE)):
        return False
    if len(guest.form.demands.sessions) != 1 or len(host.form.demands.sessions) != 1:
        return False
    (own,), (theirs,) = guest.form.demands.sessions, host.form.demands.sessions
    if not all(known(s) and s.contact_of and s.visit is None for s in (own, theirs)):
        return False
    if set(own.members) != set(theirs.members) or set(own.contact_of) != set(theirs.contact_of):
        return False
    if any(getattr(own, name) != getattr(theirs, name) for name in THE_SAME):
        return False
    if own.every_weeks > 1 and own.first_week != theirs.first_week:
        return False
    return (
        (own.times or 0) <= (theirs.times or 0)
        and (own.minutes or 0) <= (theirs.minutes or 0)
        and any(
            binds(own, counted_span(guest.form), monday)
            and binds(theirs, counted_span(host.form), monday)
            for monday in world.calendar.mondays
        )
    )


def joined(guest: Agreement, host: Agreement) -> tuple[Form, Form]:
    """Return the forms of a guest and a host that are one visit."""
    (own,), (theirs,) = guest.form.demands.sessions, host.form.demands.sessions
    name = f"{host.id}+{guest.id}"
    coming = replace(
        own,
        windows=theirs.windows,
        where=theirs.where,
        place=theirs.place,
        travel=theirs.travel,
        visit=name,
    )
    receiving = replace(theirs, visit=name)
    return (
        replace(guest.form, demands=replace(guest.form.demands, sessions=(coming,))),
        replace(host.form, demands=replace(host.form.demands, sessions=(receiving,))),
    )
