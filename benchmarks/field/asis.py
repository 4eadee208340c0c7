"""What a plan as it stands asks too much of, read from docs/explanation/plan-check.md."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.field.budget import adds, ends, facts
from benchmarks.field.claims import Claim, Statuses, claims_of
from benchmarks.field.reading import LATEST, Reading, Span, span_of
from tandem.core.model import Relation

Limit = tuple[str, str]
"""("contacts", member) or ("money", account)."""


def limits_passed(reading: Reading) -> frozenset[Limit]:
    """Return the members with too many contacts and the accounts with too little left."""
    return frozenset((*_contacts(reading), *_money(reading)))


def _contacts(reading: Reading) -> Iterator[Limit]:
    laid = [reading.lay(agreement.form) for agreement in reading.plan.values()]
    for member in reading.household.members:
        most = member.contacts_a_week
        weeks = (
            sum(times for one in laid for who, times in one.contacts[week] if who == member.id)
            for week in range(len(reading.mondays))
        )
        if most is not None and max(weeks) > most:
            yield "contacts", member.id


def _money(reading: Reading) -> Iterator[Limit]:
    for account in reading.household.accounts:
        if account.floor is None or not account.income_known:
            continue
        free = free_cents(reading, account.of)
        if any(cents is not None and cents < account.floor for cents in free):
            yield "money", account.of


def free_cents(reading: Reading, owner: str) -> list[int | None]:
    """Return what stays free of an account in each month; None for a month that is not known."""
    account = next(one for one in reading.household.accounts if one.of == owner)
    forms = [agreement.form for agreement in reading.plan.values()]
    found: list[int | None] = []
    for month in facts(reading, account):
        moved = [adds(reading, form, owner, month.month) for form in forms]
        income = sum(
            cents
            for name, cents, held in month.incomes
            if not any(ends(reading, form, name, held) for form in forms)
        )
        known = [cents for cents in moved if cents is not None]
        is_known = len(known) == len(moved)
        found.append(month.free + income + sum(known) if is_known else None)
    return found


def unsupported(reading: Reading) -> frozenset[str]:
    """Return the agreements that require what nothing in the plan or the facts gives."""
    statuses = Statuses(reading)
    claims = {name: claims_of(reading, one.form) for name, one in reading.plan.items()}
    made = [claim for mine in claims.values() for claim in mine if claim.relation is Relation.MAKES]
    given = [(one.member, one.status, one.span) for one in made]
    given += [
        (member.id, fact.status, span_of(fact.period))
        for member in reading.household.members
        for fact in member.statuses
    ]
    lacking = {
        name
        for name, mine in claims.items()
        for claim in mine
        if claim.relation is Relation.REQUIRES and not _is_given(statuses, claim, given)
    }
    there = set(reading.plan) | set(reading.ended)
    for name, agreement in reading.plan.items():
        if any(one.agreement not in there for one in agreement.form.demands.order.after):
            lacking.add(name)
    return frozenset(lacking)


def _is_given(statuses: Statuses, claim: Claim, given: list[tuple[str, str, Span]]) -> bool:
    mine = [(status, span) for member, status, span in given if member == claim.member]
    for part in pieces(claim.span, [span for _, span in mine]):
        for era in statuses.eras(part):
            if not any(
                span.covers(era) and claim.status in statuses.implied(status, era.first)
                for status, span in mine
            ):
                return False
    return True


def pieces(span: Span, others: list[Span]) -> list[Span]:
    """Return the parts of a stretch of days in each of which the others hold wholly or not."""
    days = {one.first for one in others} | {one.last + 1 for one in others if one.last < LATEST}
    begins = sorted({span.first} | {day for day in days if span.first < day <= span.last})
    lasts = [day - 1 for day in begins[1:]] + [span.last]
    return [Span(first, last) for first, last in zip(begins, lasts, strict=True)]
