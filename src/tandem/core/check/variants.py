"""What Tandem itself thinks of: an agreement a little otherwise, beside what its owner named.

Each open agreement has at most one variant of each sort (of merging: one for each partner). Which
sorts, and within which hours, is data in the rule base. A variant starts from the form that the
agreement has now, and is never put on top of another change.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tandem.core.check.items import Calendar
from tandem.core.check.joint import Pair, goes_with, pairs
from tandem.core.check.solver import Deadline, never, watch
from tandem.core.model import (
    Agreement,
    Direction,
    Form,
    Household,
    Money,
    Sessions,
    Variant,
    Where,
    Window,
)
from tandem.core.rules import ChangeCosts, RuleBase

GUEST = "~merge-into "
HOST = "~merge-with "
QUARTER = 15
SHORTEST = 30
"""Minutes; nothing is made shorter than this."""
LESS = frozenset({Variant.FEWER, Variant.SHORTEN, Variant.HALVE})
"""Variants that give less: never of treatment or protection."""


@dataclass(frozen=True, slots=True)
class Variation:
    """A variant of one agreement.

    `name` sorts after every alternative of an owner, whose names begin with a letter or a digit.
    `partner` is the agreement with which it becomes one visit, which then has to have the variant
    `partner_name`. `by` is that partner, or the agreement whose place it borrows.
    """

    variant: Variant
    name: str
    heaviness: int
    form: Form
    partner: str | None = None
    partner_name: str = ""
    by: str | None = None

    @property
    def is_guest(self) -> bool:
        """Whether it comes along with its partner, at the partner's times and place."""
        return self.name.startswith(GUEST)


def heaviness(costs: ChangeCosts, variant: Variant) -> int:
    """Return what a variant costs; being elsewhere costs what moving costs."""
    return {
        Variant.MOVE: costs.move,
        Variant.REMOTE: costs.remote,
        Variant.PLACE: costs.move,
        Variant.FEWER: costs.fewer,
        Variant.SHORTEN: costs.shorten,
        Variant.HALVE: costs.halve,
        Variant.MERGE: costs.merge,
    }[variant]


def is_allowed(
    household: Household, rules: RuleBase, agreement: Agreement, variant: Variant
) -> bool:
    """Whether Tandem may think of such a variant of an agreement."""
    if agreement.mandatory is not None or not agreement.form.start_known:
        return False
    if variant in agreement.form.fixed or (agreement.protected and variant in LESS):
        return False
    return rules.variants.allows(agreement.kind, variant, household.horizon.start)


def variations(
    household: Household, rules: RuleBase, calendar: Calendar, deadline: Deadline = never
) -> Mapping[str, list[Variation]]:
    """Return the variants of each agreement of the plan that has any.

    A variant is left out when another of the same agreement is better in every choice: as little
    or less to bear, sooner in the list of changes, and asking less of everybody.
    Raises OutOfTimeError.
    """
    plan = household.plan()
    found: dict[str, list[Variation]] = {}
    for one in plan:
        watch(deadline)
        found[one.id] = list(_alone(household, rules, one, plan))
    can = [one for one in plan if is_allowed(household, rules, one, Variant.MERGE)]
    for pair in pairs(household, can, calendar):
        watch(deadline)
        for variation in _merged(pair, rules.costs):
            name = pair.host if variation.partner == pair.guest else pair.guest
            found[name].append(variation)
    known = {place.name for place in household.places}
    return {name: _undominated(some, known) for name, some in found.items() if some}


def _alone(
    household: Household, rules: RuleBase, agreement: Agreement, plan: Iterable[Agreement]
) -> Iterator[Variation]:
    """Yield the variants of an agreement that ask nothing of any other."""
    form, start = agreement.form, household.horizon.start

    def hours(session: Sessions) -> tuple[Window, ...]:
        return rules.variants.hours_of(agreement.kind, session.where, start)

    ways: dict[str, tuple[Variant, Form]] = {
        "~move": (Variant.MOVE, _sessions(form, lambda s: moved(s, hours(s)))),
        "~remote": (Variant.REMOTE, _sessions(form, _by_telephone)),
        "~to-home": (Variant.PLACE, _sessions(form, _at_home)),
        "~fewer": (Variant.FEWER, _sessions(form, _fewer)),
        "~shorten": (Variant.SHORTEN, _sessions(form, _shorter)),
        "~halve": (Variant.HALVE, _halved(form)),
    }
    for name, (variant, varied) in ways.items():
        if varied != form and is_allowed(household, rules, agreement, variant):
            yield Variation(variant, name, heaviness(rules.costs, variant), varied)
    if is_allowed(household, rules, agreement, Variant.PLACE):
        cost = heaviness(rules.costs, Variant.PLACE)
        nearer = _at_a_nearer_place(household, agreement, plan)
        if nearer is not None:
            other, varied = nearer
            yield Variation(Variant.PLACE, "~to-place", cost, varied, by=other)


def _sessions(form: Form, vary: Callable[[Sessions], Sessions]) -> Form:
    """Return a form with its sessions varied; one that is a visit with others stays as it is."""
    sessions = tuple(one if one.visit is not None else vary(one) for one in form.demands.sessions)
    if sessions == form.demands.sessions:
        return form
    return replace(form, demands=replace(form.demands, sessions=sessions))


def moved(session: Sessions, hours: tuple[Window, ...]) -> Sessions:
    """Return a session that may also lie in these hours."""
    own = session.windows or ()
    if not session.has_times or all(_lies_in(one, own) for one in hours):
        return session
    kept = tuple(one for one in own if not _lies_in(one, hours))
    return replace(session, windows=(*kept, *hours))


def _lies_in(window: Window, others: Iterable[Window]) -> bool:
    """Whether one of the others holds all of a window."""
    return any(
        set(window.days) <= set(other.days)
        and other.start <= window.start
        and window.end <= other.end
        for other in others
    )


def is_visit(session: Sessions) -> bool:
    """Whether somebody goes somewhere for a contact."""
    return session.where is Where.OUT and bool(session.contact_of)


def _by_telephone(session: Sessions) -> Sessions:
    if not is_visit(session):
        return session
    return replace(session, where=Where.REMOTE, place="", travel=0)


def _at_home(session: Sessions) -> Sessions:
    if not is_visit(session):
        return session
    return replace(session, where=Where.HOME, place="", travel=0)


def _fewer(session: Sessions) -> Sessions:
    times = session.times or 0
    return replace(session, times=times - 1) if times > 1 else session


def _shorter(session: Sessions) -> Sessions:
    minutes = session.minutes or 0
    less = (minutes - 1) // QUARTER * QUARTER
    return replace(session, minutes=less) if less >= SHORTEST else session


def _halved(form: Form) -> Form:
    money = tuple(map(_half, form.demands.money))
    if money == form.demands.money:
        return form
    return replace(form, demands=replace(form.demands, money=money))


def _half(money: Money) -> Money:
    if money.direction is Direction.IN or not money.cents:
        return money
    return replace(money, cents=(money.cents + 1) // 2)


# --- the place of another agreement ---------------------------------------------------------


def _at_a_nearer_place(
    household: Household, agreement: Agreement, plan: Iterable[Agreement]
) -> tuple[str, Form] | None:
    """Return an agreement at whose place this one can be, and the form it then has."""
    places = sorted(
        (session.travel, session.place, other.id)
        for other in plan
        if other.id != agreement.id and goes_with(household, agreement, other)
        for session in other.form.demands.sessions
        if session.where is Where.OUT and session.place
    )
    if not places:
        return None
    travel, place, other = places[0]

    def there(session: Sessions) -> Sessions:
        if not is_visit(session) or session.travel <= travel:
            return session
        return replace(session, place=place, travel=travel)

    varied = _sessions(agreement.form, there)
    return None if varied == agreement.form else (other, varied)


# --- two contacts that become one visit -----------------------------------------------------


def _merged(pair: Pair, costs: ChangeCosts) -> Iterator[Variation]:
    """Yield the variant of the guest, and that of the host."""
    cost = heaviness(costs, Variant.MERGE)
    of_guest, of_host = f"{GUEST}{pair.host}", f"{HOST}{pair.guest}"
    yield Variation(
        Variant.MERGE, of_guest, cost, pair.guest_form, pair.host, of_host, by=pair.host
    )
    yield Variation(
        Variant.MERGE, of_host, cost, pair.host_form, pair.guest, of_guest, by=pair.guest
    )


# --- what need not be looked at -------------------------------------------------------------


def _undominated(some: list[Variation], known: Container[str]) -> list[Variation]:
    """Leave out going elsewhere where the telephone will do: it asks less, and sorts sooner.

    But to a known place one may go straight on from another, and need not come home in between.
    """
    remote = next((one for one in some if one.variant is Variant.REMOTE), None)
    if remote is None:
        return some
    return [
        one
        for one in some
        if one.variant is not Variant.PLACE
        or one.heaviness < remote.heaviness
        or any(session.place in known for session in one.form.demands.sessions)
    ]
