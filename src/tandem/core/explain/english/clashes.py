"""English sentences: why agreements do not go together."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.core.explain.english.words import (
    between,
    capital,
    choice,
    clock,
    counted,
    duration,
    listing,
    number,
    on_days,
)
from tandem.core.explain.english.words import (
    money as euros,
)
from tandem.core.explain.facts import Claim, Gap, Stretch, Wanted
from tandem.core.model import DAYS_A_WEEK, Relation

MOST_STRETCHES = 3
"""More moments than this in one sentence nobody can read: the rest is only mentioned."""


def overlap(stretches: Sequence[Stretch], *, travel: bool, alone: bool) -> str:
    """Say "On Tuesday and Thursday they coincide from 9:20 to 12:40, travel included."."""
    first, *others = stretches[:MOST_STRETCHES]
    what = "two parts coincide" if alone else "they coincide"
    moments = [f"{capital(on_days(first.days))} {what} {between(first.start, first.end)}"]
    moments += [f"{on_days(one.days)} {between(one.start, one.end)}" for one in others]
    sentence = f"{listing(moments)}, travel included." if travel else f"{listing(moments)}."
    return sentence if len(stretches) <= MOST_STRETCHES else f"{sentence} And at other times too."


def no_room(wanted: Wanted, free: Sequence[int]) -> str:
    """Say "… asks for an hour on two different days. There is room only on Friday."."""
    asks = f"{wanted.title} asks for {_how_often(wanted)}{_hours(wanted)}."
    if wanted.times > DAYS_A_WEEK and not wanted.same_day:
        return f"{asks} A week has seven."
    if not free:
        return f"{asks} There is no room on any day."
    if len(free) < wanted.times:
        return f"{asks} There is room only {on_days(free)}."
    return f"{asks} There is room {on_days(free)}, but not often enough."


def _how_often(wanted: Wanted) -> str:
    length = duration(wanted.minutes)
    if wanted.times == 1:
        return f"{length} a week"
    if wanted.same_day:
        return f"{length}, {number(wanted.times)} times a week"
    return f"{length} on {number(wanted.times)} different days"


def _hours(wanted: Wanted) -> str:
    if wanted.hours is None:
        return ""
    return f", between {clock(wanted.hours[0])} and {clock(wanted.hours[1])}"


def no_week(members: Sequence[str], *, alone: bool) -> str:
    """Say "Whatever times are chosen: they do not fit together in a week of Kevin's."."""
    what = "this does not fit" if alone else "they do not fit together"
    whose = f" for {listing(members)}" if members else ""
    return f"Whatever times are chosen, {what} in one week{whose}."


def nobody_home(gaps: Sequence[Gap], child: str | None) -> str:
    """Say "On Monday nobody is with Lotte from 14:15 to 14:50: Karin is at …"."""
    sentences: list[str] = []
    for number_, gap in enumerate(gaps[:MOST_STRETCHES]):
        moment = between(gap.stretch.start, gap.stretch.end)
        clause = f"{capital(on_days(gap.stretch.days))} nobody is {_with(child)} {moment}"
        is_said = number_ > 0 and gap.absences == gaps[number_ - 1].absences
        where = "" if is_said or not gap.absences else f": {_absences(gap)}"
        sentences.append(f"{clause}{where}.")
    if len(gaps) > MOST_STRETCHES:
        sentences.append("And at other times too.")
    return " ".join(sentences)


def nobody_home_ever(child: str | None) -> str:
    """Say "Whatever times are chosen, there is always a moment with nobody with Lotte."."""
    return f"Whatever times are chosen, there is always a moment when nobody is {_with(child)}."


def away(member: str, days: Sequence[int], *, other_parent: bool) -> str:
    """Say "On Monday Kevin is not at home."."""
    where = "at the other parent" if other_parent else "not at home"
    return f"{capital(on_days(days))} {member} is {where}."


def falls_out(title: str, days: Sequence[int]) -> str:
    """Say "On Monday School does not take place."."""
    return f"{capital(on_days(days))} {title} does not take place."


def _with(child: str | None) -> str:
    return "at home" if child is None else f"with {child}"


def _absences(gap: Gap) -> str:
    first, *others = gap.absences
    clauses = [f"{first.member} is at {choice(first.titles)}"]
    clauses += [f"{one.member} at {choice(one.titles)}" for one in others]
    return listing(clauses)


def status(member: str, left: Claim, right: Claim) -> str:
    """Say "Repayment requires work of 32 hours. School means: Kevin is in full-time school."."""
    if left.relation is Relation.EXCLUDES or right.relation is Relation.REQUIRES:
        left, right = right, left
    if right.relation is Relation.EXCLUDES:
        return f"{_claim(member, left)} {_excluded(member, left, right)}"
    if left.relation is Relation.REQUIRES or right.relation is Relation.REQUIRES:
        return f"{_claim(member, left)} {_claim(member, right)}"
    if left.title == right.title:
        return f"{left.title} means: {member} {left.follows_name} and {right.follows_name}."
    return f"{_made(member, left)} and {right.follows_name} ({right.title})."


def _made(member: str, claim: Claim) -> str:
    return f"{member} {claim.follows_name} ({claim.title})"


def _claim(member: str, claim: Claim) -> str:
    if claim.relation is Relation.REQUIRES:
        return f"{claim.title} requires {claim.need}."
    return f"{claim.title} means: {member} {claim.follows_name}."


def _excluded(member: str, left: Claim, right: Claim) -> str:
    if left.status == right.status:
        return f"With {right.title} that is not possible."
    return f"With {right.title} this is not possible: {member} {right.follows_name}."


def status_follows(member: str, follows_name: Sequence[str]) -> str:
    """Say "Then this holds too: Kevin is in education by day."."""
    return f"Then this holds too: {member} {listing(follows_name)}." if follows_name else ""


def rule(sources: Sequence[str], *, sure: bool) -> str:
    """Say "That does not go together. Source: Wet studiefinanciering 2000."."""
    if not sources:
        return ""
    told = f"That does not go together. Source: {'; '.join(one.rstrip('.') for one in sources)}."
    return told if sure else f"{told} This rule is not certain: have it checked."


def starts_on(title: str, when: str) -> str:
    """Say "School starts on 1 February."."""
    return f"{title} starts on {when}."


def starts_between(title: str, first: str | None, last: str) -> str:
    """Say "School starts on 1 February at the earliest, and on 1 March at the latest."."""
    if first is None:
        return f"{title} starts on {last} at the latest."
    return f"{title} starts on {first} at the earliest, and on {last} at the latest."


def other_days(titles: Sequence[str]) -> str:
    """Say "On any other day it does not go together with School."."""
    return f"If that starts on another day, it does not go together with {listing(titles)}."


def no_day() -> str:
    """Say "On none of those days does everything fit."."""
    return "On none of those days does everything fit."


def is_running(title: str) -> str:
    """Say "Therapy is running already."."""
    return f"{title} is running already."


def lasts_days(title: str, count: int) -> str:
    """Say "Therapy lasts 30 days."."""
    return f"{title} lasts {counted(count, 'day', 'days')}."


def lasts_until(title: str, when: str) -> str:
    """Say "Therapy lasts until 31 March."."""
    return f"{title} lasts until {when}."


def starts_before(title: str, when: str) -> str:
    """Say "School has to start before 1 March."."""
    return f"{title} has to start before {when}."


def finishes_before(title: str, when: str) -> str:
    """Say "Therapy has to be finished before 1 March."."""
    return f"{title} has to be finished before {when}."


def comes_after(title: str, other: str, gap_days: int) -> str:
    """Say "School can only start when Therapy has finished."."""
    first = f"{title} can only start when {other} has finished"
    if not gap_days:
        return f"{first}."
    return f"{first}, and then {counted(gap_days, 'day', 'days')} later."


def days_short(count: int) -> str:
    """Say "That is 17 days short."."""
    return f"That is {counted(count, 'day', 'days')} short."


def wait_for_one_another() -> str:
    """Say "So they wait for one another."."""
    return "So they wait for one another."


def contacts(member: str, contacts: int, capacity: int) -> str:
    """Say "Together 6 contacts a week, Kevin can carry 5: 1 too many."."""
    number_ = counted(contacts, "contact", "contacts")
    many = contacts - capacity
    return f"Together {number_} a week, {member} can carry {capacity}: {many} too many."


def contacts_clause(member: str, too_many: int) -> str:
    """Say "Kevin has one contact a week too many", as a clause."""
    what = "one contact" if too_many == 1 else f"{too_many} contacts"
    return f"{member} has {what} a week too many"


def money(account: str | None, month: str, free: int, floor: int) -> str:
    """Say "In March €200 stays free for Kevin. €330 must stay free: €130 too little."."""
    who = account or "the household"
    if free < 0:
        left = f"In {month} {who} is {euros(-free)} short."
    else:
        left = f"In {month} {euros(free)} stays free for {who}."
    if floor == 0:
        return left
    return f"{left} {euros(floor)} must stay free: {euros(floor - free)} too little."


def money_clause(account: str | None, month: str, short: int) -> str:
    """Say "Kevin has €130 too little left in March", as a clause."""
    return f"{account or 'the household'} has {euros(short)} too little left in {month}"


def smaller_sets(count: int) -> str:
    """Say "Each two of them go well together, all three do not."."""
    if count < 3:
        return ""
    return f"Any {number(count - 1)} of them go well together, all {number(count)} do not."


def ask_owner(owner: str, titles: Sequence[str]) -> str:
    """Say "Ask Joris van Beek: can Therapy be done differently?"."""
    return f"Ask {owner}: can {listing(titles)} be done differently?"


def mandatory(title: str, text: str) -> str:
    """Say "Taalles is mandatory: Participatiewet art. 18b."."""
    return f"{title} is mandatory: {text.rstrip('.')}."


def escalate(lead: str | None, to: Sequence[str]) -> str:
    """Say "Nobody in this plan can solve this. Samira puts it before …"."""
    next_step = f"puts it before {listing(to)}" if to else "finds out who can"
    return f"Nobody in this plan can solve this. {lead or 'The lead professional'} {next_step}."
