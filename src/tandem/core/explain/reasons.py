"""One reason of a clash in one or a few sentences, and when it holds in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tandem.core.check.why import (
    AgendaReason,
    ContactsReason,
    HomeGap,
    HomeReason,
    MoneyReason,
    NoRoom,
    OrderReason,
    OrderStep,
    Reason,
    StartsReason,
    StatusClaim,
    StatusReason,
)
from tandem.core.explain.facts import Absence, Claim, Gap, Stretch, Wanted
from tandem.core.explain.names import Names
from tandem.core.explain.spans import pattern_of_span, say_period, say_span
from tandem.core.model import Agreement, Where
from tandem.core.rules import RuleRelation, StatusRule


def say_reason(names: Names, reason: Reason, agreements: Sequence[str]) -> str:
    """Return why these agreements do not go together, by this reason."""
    match reason:
        case AgendaReason():
            return _with_days(names, reason, _agenda(names, reason, agreements))
        case HomeReason():
            return _with_days(names, reason, _home(names, reason))
        case StatusReason():
            return _status(names, reason)
        case OrderReason():
            return _order(names, reason)
        case StartsReason():
            return _starts(names, reason)
        case ContactsReason():
            member = names.person(reason.member)
            return names.say.clashes.contacts(member, reason.contacts, reason.capacity)
        case MoneyReason():
            account, month = names.account(reason.account), names.month(reason.worst_month)
            return names.say.clashes.money(account, month, reason.free, reason.floor)


def say_when(names: Names, reason: Reason, agreements: Sequence[str]) -> str:
    """Return when the reason holds; nothing when it holds all the time, or cannot be said."""
    horizon = names.household.horizon
    match reason:
        case AgendaReason() | HomeReason():
            found = tuple(_found(names, agreements))
            return say_span(names, pattern_of_span(reason.span, horizon, found))
        case ContactsReason():
            return say_span(names, pattern_of_span(reason.span, horizon))
        case StatusReason():
            return say_period(names, reason.period)
        case MoneyReason() if reason.months > 1:
            months = names.say.spans.months(names.month(reason.first_month), reason.months)
            return names.say.spans.applies(months)
        case _:
            return ""


def _found(names: Names, agreements: Sequence[str]) -> Iterator[Agreement]:
    for identifier in agreements:
        agreement = names.agreement(identifier)
        if agreement is not None:
            yield agreement


# --- agenda and home ------------------------------------------------------------------------


def _with_days(names: Names, reason: AgendaReason | HomeReason, told: str) -> str:
    """Return a reason with what is different on some days: who is away, what falls out."""
    say = names.say.clashes
    more = [
        say.away(names.person(one.member), one.days, other_parent=one.other_parent)
        for one in reason.away
    ]
    more += [say.falls_out(names.title(one.agreement), one.days) for one in reason.falls_out]
    return " ".join([told, *more])


def _agenda(names: Names, reason: AgendaReason, agreements: Sequence[str]) -> str:
    say = names.say.clashes
    alone = len(agreements) == 1
    if reason.overlaps:
        stretches = dict.fromkeys(Stretch(o.days, o.start, o.end) for o in reason.overlaps)
        travel = any(_travels(agreement) for agreement in _found(names, agreements))
        return say.overlap(tuple(stretches), travel=travel, alone=alone)
    if reason.no_room is not None:
        return say.no_room(_wanted(names, reason.no_room), reason.no_room.free_days)
    return say.no_week(names.people(reason.members), alone=alone)


def _travels(agreement: Agreement) -> bool:
    sessions = agreement.form.demands.sessions
    return any(one.where is Where.OUT and one.travel > 0 for one in sessions)


def _wanted(names: Names, room: NoRoom) -> Wanted:
    """Return what needs a place, with the hours of the demand it comes from."""
    found = names.agreement(room.agreement)
    sessions = () if found is None else found.form.demands.sessions
    demands = [s for s in sessions if (s.times, s.minutes) == (room.times, room.minutes)]
    same_day = any(demand.same_day for demand in demands)
    hours = {(w.start, w.end) for demand in demands for w in demand.windows or ()}
    only = hours.pop() if len(hours) == 1 else None
    return Wanted(names.title(room.agreement), room.times, room.minutes, same_day, only)


def _home(names: Names, reason: HomeReason) -> str:
    child = None if reason.child is None else names.person(reason.child)
    if not reason.gaps:
        return names.say.clashes.nobody_home_ever(child)
    gaps = tuple(_gap(names, reason, gap) for gap in reason.gaps)
    return names.say.clashes.nobody_home(gaps, child)


def _gap(names: Names, reason: HomeReason, gap: HomeGap) -> Gap:
    """Return a gap with those who are away on one of its days, at a time that touches it."""
    titles: dict[str, dict[str, None]] = {}
    for busy in reason.absences:
        if busy.day in gap.days and busy.start < gap.end and gap.start < busy.end:
            titles.setdefault(busy.member, {})[names.title(busy.agreement)] = None
    order = [m for m in reason.members if m in titles]
    order += [m for m in titles if m not in order]
    absences = tuple(Absence(names.person(m), tuple(titles[m])) for m in order)
    return Gap(Stretch(gap.days, gap.start, gap.end), absences)


# --- status ---------------------------------------------------------------------------------


def _status(names: Names, reason: StatusReason) -> str:
    say = names.say.clashes
    member = names.person(reason.member)
    rules = tuple(r for r in names.rules.statuses.rules if r.id in reason.rules)
    known = {reason.left.status, reason.right.status}
    follows = [names.follows_name(s) for s in _implied(rules) if s not in known]
    parts = [
        say.status(member, _claim(names, reason.left), _claim(names, reason.right)),
        say.status_follows(member, follows),
        say.rule(tuple(dict.fromkeys(r.source for r in rules)), sure=all(r.sure for r in rules)),
    ]
    return " ".join(part for part in parts if part)


def _claim(names: Names, claim: StatusClaim) -> Claim:
    return Claim(
        names.title(claim.agreement),
        claim.relation,
        claim.status,
        names.follows_name(claim.status),
        names.need(claim.status),
    )


def _implied(rules: Sequence[StatusRule]) -> list[str]:
    implied = [rule.other for rule in rules if rule.relation is RuleRelation.IMPLIES]
    return list(dict.fromkeys(implied))


# --- order ----------------------------------------------------------------------------------


def _order(names: Names, reason: OrderReason) -> str:
    steps = [_step(names, step) for step in _deadline_last(reason.steps)]
    say = names.say.clashes
    is_dated = any(step.day is not None or step.bound == "start" for step in reason.steps)
    end = say.days_short(reason.days_short) if is_dated else say.wait_for_one_another()
    sentences = [*steps, end]
    return " ".join(dict.fromkeys(sentence for sentence in sentences if sentence))


def _deadline_last(steps: Sequence[OrderStep]) -> Sequence[OrderStep]:
    """Turn the circle so that it ends with the day before which something must be."""
    for number, step in enumerate(steps, start=1):
        if step.bound in {"starts-before", "finishes-before"}:
            return (*steps[number:], *steps[:number])
    return steps


def _step(names: Names, step: OrderStep) -> str:
    say = names.say.clashes
    title = names.title(step.agreement)
    if step.other is not None:
        return say.comes_after(title, names.title(step.other), step.gap_days)
    if step.bound == "start":
        return _start(names, step)
    if step.bound == "until":
        return _until(names, step)
    if step.day is None:
        return ""
    bound = say.starts_before if step.bound == "starts-before" else say.finishes_before
    return bound(title, names.day(step.day))


def _start(names: Names, step: OrderStep) -> str:
    title, agreement = names.title(step.agreement), names.agreement(step.agreement)
    if agreement is not None and agreement.form.latest_start is not None:
        form = agreement.form
        first = None if form.start is None else names.day(form.start)
        return names.say.clashes.starts_between(
            title, first, names.day(agreement.form.latest_start)
        )
    if step.day is None:
        return names.say.clashes.is_running(title)
    return names.say.clashes.starts_on(title, names.day(step.day))


def _until(names: Names, step: OrderStep) -> str:
    title, agreement = names.title(step.agreement), names.agreement(step.agreement)
    if step.day is not None:
        return names.say.clashes.lasts_until(title, names.day(step.day))
    if agreement is not None and agreement.form.lasts_days is not None:
        return names.say.clashes.lasts_days(title, agreement.form.lasts_days)
    return ""


# --- starts ---------------------------------------------------------------------------------


def _starts(names: Names, reason: StartsReason) -> str:
    """Return between which days agreements may start, and that no day will do."""
    say = names.say.clashes
    told = [
        say.starts_between(names.title(one.agreement), names.day(one.first), names.day(one.last))
        for one in reason.starts
    ]
    if reason.others:
        told.append(say.other_days(names.titles(reason.others)))
    return " ".join([*told, say.no_day()])
