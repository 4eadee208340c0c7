"""What members can carry and what has to stay free: kept to, or passed on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.draft import HORIZON, Draft
from tandem.core.model import (
    Account,
    Agreement,
    Direction,
    FixedCost,
    Form,
    Income,
    Sessions,
    in_force,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is known of a household's limits, and which of them are passed on purpose."""

    contacts: dict[str, int]
    """For each grown member the contacts a week that he or she can carry."""
    accounts: tuple[Account, ...]
    passed: frozenset[tuple[str, str]]
    """("contacts", member) or ("money", account)."""


def set_limits(draft: Draft, *, passed: int) -> Limits:
    """Give members a capacity and accounts a floor; let this many be passed, if that can be."""
    contacts = {person.id: _most_contacts(draft, person.id) for person in draft.people}
    over = [member for member, most in sorted(contacts.items()) if most >= 3]
    short = [owner for owner in sorted(draft.incomes) if _may_fall_short(draft, owner)]
    choices = [("contacts", member) for member in over] + [("money", a) for a in short]
    chosen = frozenset(draft.rng.sample(choices, min(passed, len(choices))))
    carried = {
        member: most + draft.rng.choice((-2, -1) if ("contacts", member) in chosen else (0, 1, 2))
        for member, most in contacts.items()
    }
    accounts = tuple(_account(draft, of, ("money", of) in chosen) for of in sorted(draft.incomes))
    return Limits(carried, accounts, chosen)


# --- contacts -------------------------------------------------------------------------------


def _most_contacts(draft: Draft, member: str) -> int:
    """Return how many contacts the fullest week brings."""
    weeks = [0] * HORIZON.weeks
    for agreement in draft.agreements:
        for session in agreement.form.demands.sessions:
            if member in session.contact_of:
                for week in _weeks(agreement.form, session):
                    weeks[week] += session.times or 0
    return max(weeks)


def _weeks(form: Form, session: Sessions) -> Iterator[int]:
    """Yield the weeks that lie wholly in the period of a form and have its sessions."""
    period = in_force(form)
    phase = HORIZON.week_of(session.first_week) if session.first_week else 0
    for week in range(HORIZON.weeks):
        monday = HORIZON.monday(week)
        whole = not period.is_empty and period.covers(monday, monday + timedelta(days=6))
        if whole and (week - phase) % session.every_weeks == 0:
            yield week


def _is_always(form: Form) -> bool:
    return form.start_known and form == Form(demands=form.demands)


# --- money ----------------------------------------------------------------------------------


def _may_fall_short(draft: Draft, owner: str) -> bool:
    """Whether what an account lacks can be what its agreements cost."""
    return not _ending(draft, owner) and _least_out(draft, owner) > 0


def _ending(draft: Draft, owner: str) -> list[Agreement]:
    """Return the agreements that end an income of a member."""
    ids = {income.id for income in draft.incomes[owner]}
    return [
        agreement
        for agreement in draft.agreements
        if any(one.income in ids for one in agreement.form.demands.ends_income)
    ]


def _account(draft: Draft, owner: str, is_short: bool) -> Account:  # noqa: FBT001
    incomes = tuple(draft.incomes[owner])
    costs = (
        FixedCost("Huur en energie", 100 * draft.rng.randrange(20, 120, 5)),
        FixedCost("Zorgpremie", 100 * draft.rng.randrange(20, 60, 5)),
    )
    fixed = sum(cost.cents for cost in costs)
    if is_short:
        floor = _most_in(draft, owner, incomes) - fixed - _least_out(draft, owner)
        floor += draft.rng.randrange(500, _least_out(draft, owner) + 1, 500)
    else:
        floor = _least_in(draft, owner, incomes) - fixed - _most_out(draft, owner)
        floor = max(floor - 100 * draft.rng.randrange(5, 50, 5), 0)
    known = is_short or not draft.chance(0.1)
    return Account(owner, floor=floor, incomes=incomes, costs=costs, income_known=known)


def _amounts(draft: Draft, owner: str, direction: Direction) -> Iterable[tuple[int, Form]]:
    for agreement in draft.agreements:
        for money in agreement.form.demands.money:
            if money.account == owner and money.direction is direction:
                yield money.cents or 0, agreement.form


def _most_in(draft: Draft, owner: str, incomes: tuple[Income, ...]) -> int:
    facts = sum(income.cents for income in incomes)
    return facts + sum(cents for cents, _ in _amounts(draft, owner, Direction.IN))


def _least_in(draft: Draft, owner: str, incomes: tuple[Income, ...]) -> int:
    """Return what comes in at least: what may end counts for the lesser of before and after."""
    amounts = tuple(_amounts(draft, owner, Direction.IN))
    facts = sum(income.cents for income in incomes)
    ending = _ending(draft, owner)
    if ending:
        after = sum(
            money.cents or 0 for one in ending for money in one.form.demands.money
            if money.direction is Direction.IN
        )  # fmt: skip
        facts = min(facts, after)
    return facts + sum(cents for cents, form in amounts if _is_always(form))


def _least_out(draft: Draft, owner: str) -> int:
    out = _amounts(draft, owner, Direction.OUT)
    return sum(cents for cents, form in out if _is_always(form))


def _most_out(draft: Draft, owner: str) -> int:
    return sum(cents for cents, _ in _amounts(draft, owner, Direction.OUT))
