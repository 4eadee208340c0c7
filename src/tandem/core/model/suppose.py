"""What if: a copy of a household in which something is otherwise. The household itself stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tandem.core.model.agreements import Agreement, State
from tandem.core.model.household import Account, Away, Household, Income, Member, StatusFact
from tandem.core.model.periods import Period


@dataclass(frozen=True, slots=True)
class Put:
    """This agreement is in the plan, in place of the one of the same name if there is one."""

    agreement: Agreement


@dataclass(frozen=True, slots=True)
class StopAfter:
    """An agreement has `day` as its last day."""

    agreement: str
    day: date


@dataclass(frozen=True, slots=True)
class StartOn:
    """An agreement starts on `day`; one that lasts a number of days lasts as long."""

    agreement: str
    day: date


@dataclass(frozen=True, slots=True)
class Without:
    """An agreement is not in the plan."""

    agreement: str


@dataclass(frozen=True, slots=True)
class HasStatus:
    """A member has a status in a period; or, with `has` false, not from its first day on."""

    member: str
    status: str
    period: Period
    has: bool = True


@dataclass(frozen=True, slots=True)
class IsAway:
    """A member does not live at home in a period."""

    member: str
    period: Period


@dataclass(frozen=True, slots=True)
class Earns:
    """An account has this income, in place of the one of the same name if there is one."""

    account: str
    income: Income


Supposition = Put | StopAfter | StartOn | Without | HasStatus | IsAway | Earns


def suppose(household: Household, suppositions: Iterable[Supposition]) -> Household:
    """Return a copy of a household in which all of this is so, one after the other.

    What names an agreement, member or account that is not there changes nothing.
    """
    for one in suppositions:
        household = _suppose(household, one)
    return household


def _suppose(household: Household, one: Supposition) -> Household:
    match one:
        case Put(agreement):
            return replace(household, agreements=_put(household, agreement))
        case StopAfter() | StartOn() | Without():
            found = (
                _changed(agreement, one) if agreement.id == one.agreement else agreement
                for agreement in household.agreements
            )
            return replace(household, agreements=tuple(found))
        case HasStatus() | IsAway():
            members = (
                _member(member, one) if member.id == one.member else member
                for member in household.members
            )
            return replace(household, members=tuple(members))
        case Earns(account, income):
            accounts = (
                _earning(known, income) if known.of == account else known
                for known in household.accounts
            )
            return replace(household, accounts=tuple(accounts))


def _put(household: Household, agreement: Agreement) -> tuple[Agreement, ...]:
    others = [agreement if one.id == agreement.id else one for one in household.agreements]
    if all(one.id != agreement.id for one in household.agreements):
        others.append(agreement)
    return tuple(others)


def _changed(agreement: Agreement, one: StopAfter | StartOn | Without) -> Agreement:
    form = agreement.form
    match one:
        case Without():
            return replace(agreement, state=State.WITHDRAWN)
        case StopAfter(_, day):
            return replace(agreement, form=replace(form, until=day, lasts_days=None))
        case StartOn(_, day):
            known = replace(form, start=day, latest_start=None, start_known=True)
            return replace(agreement, form=known)


def _member(member: Member, one: HasStatus | IsAway) -> Member:
    if isinstance(one, IsAway):
        return replace(member, away=(*member.away, Away(one.period)))
    if one.has:
        return replace(member, statuses=(*member.statuses, StatusFact(one.status, one.period)))
    kept = (_ended(fact, one) for fact in member.statuses)
    return replace(member, statuses=tuple(fact for fact in kept if fact is not None))


def _ended(fact: StatusFact, one: HasStatus) -> StatusFact | None:
    """Return a fact as it is when it ends the day before; None when nothing is left of it."""
    if fact.status != one.status:
        return fact
    if one.period.first is None:
        return None
    before = Period(None, one.period.first - timedelta(days=1))
    left = fact.period.intersect(before)
    return None if left.is_empty else replace(fact, period=left)


def _earning(account: Account, income: Income) -> Account:
    others = [income if one.id == income.id else one for one in account.incomes]
    if all(one.id != income.id for one in account.incomes):
        others.append(income)
    return replace(account, incomes=tuple(others), income_known=True)
