"""What a resident, or somebody from her network, does herself: no clock, no count, no blame.

She says "gelukt", or "lukte niet, want …" in her own words, which reach who leads and who wrote it
down with her. That a day is over changes nothing, and she is reminded on the one day she chose.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from tandem.actions.coordination.about import member_about
from tandem.actions.coordination.circles import require_unnamed
from tandem.actions.coordination.holding import UnknownItemError
from tandem.actions.coordination.obstacles import Order, Stuck, write_obstacle
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.actions.limits import require_words
from tandem.actions.unseen import unseen_of
from tandem.core.access import AGE_OF_SHARED_YES, Action, Facts
from tandem.core.access.talks import Someone
from tandem.records.coordination.heads import Head
from tandem.records.coordination.models import NoticeKind, OwnAction, OwnEnd
from tandem.records.coordination.notices import About, tell
from tandem.records.coordination.own_actions import (
    OwnActionRow,
    own_action_row,
    own_actions_of,
    remind_once,
)
from tandem.records.people.rows import MemberRow
from tandem.records.plans.rows import PersonRef
from tandem.records.work import SomebodyWasFirstError, Work

REMIND_OWN = "remind-own-action"
"""The name in the outbox of the one reminder that somebody chose."""
SHOWN_FOR = timedelta(days=60)
"""So long something that ended stands on a page."""
NO_TEXT = Problem("text", "Say in a few words what it is.")
NO_ONE = Problem("who", "Choose somebody from the list.")
PAST = Problem("remind_on", "Choose a day that is still to come.")


@dataclass(frozen=True, slots=True)
class NewOwnAction:
    """What somebody is going to do; `who` is a short name, empty for the actor herself."""

    text: str
    who: str = ""
    by_when: date | None = None
    remind_on: date | None = None
    """Only of an own one: nobody chooses a reminder for somebody else."""


def add_own_action(work: Work, code: str, new: NewOwnAction) -> int:
    """Write down what a resident or somebody from the network does; return its number.

    Raises NotAllowedError and InvalidError.
    """
    head = lock(work, code)
    require(work.actor, Action.ADD_OWN_ACTION, household_facts(head))
    require_words({"text": new.text}, [NO_TEXT])
    member, supporter = _who(head, new.who)
    own = member is not None and member == head.facts.member
    if new.remind_on is not None and (not own or new.remind_on <= work.today):
        raise InvalidError(PAST)
    if member is not None:
        require_unnamed(head, [Someone(member)], new.text, "text")
    made = OwnAction.objects.create(
        household_id=head.id,
        member_id=member,
        supporter_id=supporter,
        text=new.text.strip(),
        by_when=new.by_when,
        remind_on=new.remind_on,
        opened_at=work.at,
        opened_by=work.account,
    )
    _set_reminder(work, head, made.pk, new.remind_on)
    work.event("own-action", household=head.id, subject="own-action", subject_id=made.pk)
    return int(made.pk)


def _who(head: Head, key: str) -> tuple[int | None, int | None]:
    """Return the member, or the supporter, that a short name means; raises InvalidError."""
    if not key and head.facts.member is not None:
        return head.facts.member, None
    if not key and head.facts.supporter is not None:
        return None, head.facts.supporter
    supporter = next((one for one in head.supporters if one.key == key), None)
    if supporter is not None and head.facts.supporter in {None, supporter.id}:
        return None, supporter.id
    try:
        found = member_about(head, key)
    except InvalidError:
        raise InvalidError(NO_ONE) from None
    if found is None or not may_be_of(head, found):
        raise InvalidError(NO_ONE)
    return found.id, None


def may_be_of(head: Head, member: MemberRow) -> bool:
    """Whether something can be written down for a member: from 12 years on, and by no housemate."""
    age = member.age(head.today)
    grown = age is None or age >= AGE_OF_SHARED_YES
    helps = head.facts.member is None and head.facts.supporter is None
    return grown and (helps or member.id == head.facts.member)


def end_own_action(work: Work, code: str, number: int, end: OwnEnd, words: str = "") -> None:
    """Say how it went. "Lukte niet" needs words; the others need none and keep none.

    Raises NotAllowedError, UnknownItemError, InvalidError, SomebodyWasFirstError.
    """
    head = lock(work, code)
    row = _held(work, head, number)
    said = words.strip() if end is OwnEnd.NOT else ""
    if end is OwnEnd.NOT:
        require_words({"words": said}, [Problem("words", "Say in a few words why.")])
    if row.ended is not None:
        raise SomebodyWasFirstError("own-action-ended")
    OwnAction.objects.filter(pk=number).update(ended_at=work.at, ended=end.value, words=said)
    if end is OwnEnd.NOT:
        _reach(work, head, row, said)
    work.event("own-action-ended", household=head.id, subject="own-action", subject_id=number)


def remind_me(work: Work, code: str, number: int, on: date | None) -> None:
    """Choose on which day one is reminded, or that one is not. Raises as `end_own_action` does."""
    head = lock(work, code)
    row = _held(work, head, number)
    if row.ended is not None:
        raise SomebodyWasFirstError("own-action-ended")
    if on is not None and on <= work.today:
        raise InvalidError(PAST)
    OwnAction.objects.filter(pk=number).update(remind_on=on)
    _set_reminder(work, head, number, on)


def _set_reminder(work: Work, head: Head, number: int, on: date | None) -> None:
    if on is not None:
        due = timezone.make_aware(datetime.combine(on, time(8)))
        work.later(REMIND_OWN, household=head.id, due=due, own=number)


def remind_today(work: Work, number: int) -> bool:
    """Remind who chose this very day; return whether that was done now."""
    return remind_once(work, number)


# --- whose it is, and whom her words reach ------------------------------------------------------


def _held(work: Work, head: Head, number: int) -> OwnActionRow:
    row = own_action_row(work, head.id, number)
    require(work.actor, Action.END_OWN_ACTION, own_facts(head, row))
    if row is None:
        raise UnknownItemError(number)
    return row


def own_facts(head: Head, row: OwnActionRow | None) -> Facts:
    """Return what the policy looks at: whose it is.

    For somebody of the own circle who cannot sign in the family says how it went.
    """
    if row is None:
        return Facts(household=head.facts)
    mine = row.member is not None and row.member == head.facts.member
    helps = row.supporter is not None and row.supporter == head.facts.supporter
    speaks = row.supporter is not None and not row.has_account and head.facts.member is not None
    return Facts(household=head.facts, about_self=mine or helps or speaks)


def own_actions_seen(work: Work, head: Head) -> tuple[OwnActionRow, ...]:
    """Return those of the actor; who leads, and who wrote one down, reads it too.

    What somebody does who is shielded from the actor is not there, nor what names such a person.
    """
    found = own_actions_of(work, head.id, work.at - SHOWN_FOR)
    leads = head.facts.leads or head.facts.stands_in or head.facts.team_leader
    unseen = unseen_of(head)
    return tuple(
        one
        for one in found
        if (leads or own_facts(head, one).about_self or one.opened_by == work.actor.account)
        and PersonRef(member=one.member, supporter=one.supporter) not in unseen.refs
        and not unseen.is_named_in(one.text)
    )


def _reach(work: Work, head: Head, row: OwnActionRow, words: str) -> None:
    """Let her words reach who leads, as something to answer, and who wrote it down with her."""
    about = next((one.key for one in head.members if one.id == row.member), "")
    stuck = Stuck(f"{row.text}: {words}", row.name, Order.CASE, about, "my-plan")
    item = write_obstacle(work, head, stuck)
    whom = {head.leader.id, row.opener_professional}
    tell(
        work,
        NoticeKind.ANSWERED,
        [Someone(None, one) for one in sorted(filter(None, whom))],
        About(item=item),
    )
