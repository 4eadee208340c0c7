"""Another lead is a handover: a talk together, a text to the family, and what is open gone through.

The lead passes at the moment at which somebody says yes; this is what comes with it. It is an item
with a holder and a day, so it stands on *Vandaag* until it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from tandem.actions.coordination.circles import require_unnamed
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import lock
from tandem.actions.limits import require_words, wrong_words
from tandem.core.access import Action, Facts
from tandem.core.access.talks import Someone
from tandem.core.flow.handover import (
    Handover,
    NotYetError,
    TalkState,
    close,
    give_text,
    go_through,
    passed_to,
    plan_talk,
    tell_talk,
)
from tandem.core.rules.steps import StepTerm
from tandem.formats.steps import load_steps
from tandem.records.coordination.handovers import HandoverRow, open_handover
from tandem.records.coordination.heads import Head
from tandem.records.coordination.matters import MatterKind, pass_matter
from tandem.records.coordination.models import Handover as Row
from tandem.records.coordination.models import Item, NoticeKind
from tandem.records.coordination.notices import About, tell
from tandem.records.coordination.plain_items import NewItem, close_item, open_item
from tandem.records.work import Work

LEADS_AGAIN = "Wie de regie had, heeft die weer."
"""What is written as the end of a handover to somebody who gave the lead back."""
ANOTHER_LEADS = "Iemand anders heeft nu de regie."
"""What is written as the answer to a choice that was opened again."""
DONE = "Overgedragen."
NOT_NOW = Problem("why", "This cannot be done now. Look at the page again first.")


class NoHandoverError(LookupError):
    """There is no change of lead that is still to be handed over."""


@dataclass(frozen=True, slots=True)
class JointTalk:
    """The talk of who led, who leads now and the family."""

    on: date
    with_old: bool = True
    with_new: bool = True
    members: Collection[int] = ()
    """Who of the family comes, by membership."""


# --- it begins --------------------------------------------------------------------------------


def ask_to_hand_over(work: Work, code: str, *, why: str) -> int:
    """Note that who leads wants to hand over; return the number of the item.

    She goes on leading, and holds it, until somebody else said yes. Raises NotAllowedError, and
    InvalidError without a reason, when nobody accepted the lead, or when one is open already.
    """
    head = lock(work, code)
    require(work.actor, Action.HAND_OVER, Facts(household=head.facts))
    needed = [Problem("hand_over", "Say why, in words that the family may read.")]
    problems = wrong_words({"hand_over": why}, needed)
    if head.lead is None or not head.lead.accepted:
        problems.append(Problem("hand_over", "Nobody accepted the lead here yet: ask somebody."))
    elif open_handover(work, head.id) is not None:
        problems.append(Problem("hand_over", "A handover is open here already."))
    if problems or head.lead is None:
        raise InvalidError(*problems)
    lead = head.lead.professional.id
    row = _begin(work, head.id, Handover(lead), why.strip())
    _tell(work, row, {head.team_leader.id, lead})
    return int(row.item_id)


def lead_passed(work: Work, household: int, change: Handover, why: str, *, was_lead: bool) -> None:
    """Let a handover follow a change of lead, in a locked household.

    `change` has who led and who leads from now on; `was_lead` says whether the former accepted the
    lead: a team leader who led as long as nobody did has nothing to hand over.
    """
    lead = change.new or 0
    row = open_handover(work, household)
    if row is not None:
        _passed(work, row, passed_to(row.core, lead), lead)
    elif was_lead and change.old != lead:
        _tell(work, _begin(work, household, change, why), {change.old, lead})
    close_choices(work, household, ANOTHER_LEADS)


def _begin(work: Work, household: int, one: Handover, why: str) -> Row:
    until = load_steps().last_day(StepTerm.HANDOVER, work.today)
    item = open_item(
        work, household, NewItem(MatterKind.HANDOVER.value, why, one.new or one.old, until)
    )
    row = Row.objects.create(
        household_id=household,
        item=item,
        old_lead_id=one.old,
        new_lead_id=one.new,
        why=why,
        begun_at=work.at,
        begun_by=work.account,
        talk=TalkState.NONE.value,
    )
    work.event("handover-begun", household=household, subject="handover", subject_id=row.pk)
    return row


def _passed(work: Work, row: HandoverRow, now: Handover, lead: int) -> None:
    """Keep that another takes over; for a second one everything begins anew."""
    if now.is_over:
        _end(work, row, LEADS_AGAIN, LEADS_AGAIN)
        return
    if now == row.core:
        return
    anew: dict[str, object] = {"new_lead_id": lead}
    if row.new is not None:
        anew |= {"talk": TalkState.NONE.value, "talk_on": None, "talk_why": "", "text": ""}
        anew |= {"text_given_at": None, "gone_through_at": None, "gone_through_by": None}
    Row.objects.filter(pk=row.id).update(**anew)
    until = load_steps().last_day(StepTerm.HANDOVER, work.today)
    pass_matter(work, row.item, holder=lead, due_on=max(until, row.talk_on or until))
    _tell(work, Row.objects.get(pk=row.id), {row.old.id, lead})


def handover_ended(work: Work, household: int, why: str) -> None:
    """End what is open of leads when the one-plan track ends, in a locked household."""
    row = open_handover(work, household)
    if row is not None:
        _end(work, row, why, why)
    close_choices(work, household, why)


def close_choices(work: Work, household: int, outcome: str, member: int | None = None) -> None:
    """End the choices of a lead that the family opened again; of one member when named."""
    rows = Item.objects.filter(
        household_id=household, kind=MatterKind.LEAD_CHOICE.value, closed_at__isnull=True
    )
    if member is not None:
        rows = rows.filter(member_id=member)
    for number in rows.order_by("pk").values_list("pk", flat=True):
        close_item(work, number, outcome)


# --- what is done in it -----------------------------------------------------------------------


def plan_joint_talk(work: Work, code: str, talk: JointTalk) -> None:
    """Set the day of the talk, and who comes. Raises NoHandoverError and as `_step` does."""
    head, row = _opened(work, code, Action.HAND_OVER)
    known = {one.id for one in head.whole.members}
    members = [one for one in talk.members if one in known]
    problems = []
    if talk.on < work.today:
        problems.append(Problem("talk_on", "This day has been. Choose a day to come."))
    if not members:
        problems.append(Problem("members", "Choose who of the family comes."))
    if problems:
        raise InvalidError(*problems)
    _step(
        work,
        head,
        row,
        lambda: plan_talk(row.core),
        verb="handover-talk-planned",
        talk=TalkState.PLANNED.value,
        talk_on=talk.on,
        with_old=talk.with_old,
        with_new=talk.with_new,
        with_members=members,
        talk_why="",
    )
    if row.due_on is not None and talk.on > row.due_on:
        Item.objects.filter(pk=row.item).update(due_on=talk.on)
    people = [Someone(one) for one in members]
    tell(work, NoticeKind.LEAD, [*people, *_leads(row)], About(item=row.item))


def tell_joint_talk(work: Work, code: str, *, held: bool, why: str = "") -> None:
    """Say that the talk was held, or why not. Raises as `plan_joint_talk` does."""
    head, row = _opened(work, code, Action.HAND_OVER)
    needed = [Problem("talk_why", "Say why there was no talk, in a few words.")]
    problems = wrong_words({"talk_why": why}, [] if held else needed)
    if held and (row.talk_on is None or row.talk_on > work.today):
        problems.append(Problem("talk_why", "The day of the talk has not come yet."))
    if problems:
        raise InvalidError(*problems)
    state = TalkState.HELD if held else TalkState.NOT_HELD
    _step(
        work,
        head,
        row,
        lambda: tell_talk(row.core, held=held),
        verb="handover-talk-told",
        talk=state.value,
        talk_why="" if held else why.strip(),
    )


def keep_text(work: Work, code: str, text: str, *, give: bool) -> None:
    """Keep the text to the family as a draft, or give it: from then on it stands on her page.

    Raises as `plan_joint_talk` does, and InvalidError for a text that names somebody of whom not
    everybody who reads it may know.
    """
    head, row = _opened(work, code, Action.HAND_OVER)
    problems = wrong_words({"text": text}, [Problem("text", "Write a few words to the family.")])
    if row.text_given_at is not None:
        problems.append(Problem("text", "The family reads this text already."))
    if problems:
        raise InvalidError(*problems)
    if not give:
        Row.objects.filter(pk=row.id).update(text=text.strip())
        return
    readers = [Someone(one.id) for one in head.whole.members]
    require_unnamed(head, readers, text, "text")
    _step(
        work,
        head,
        row,
        lambda: give_text(row.core),
        verb="handover-text-given",
        text=text.strip(),
        text_given_at=work.at,
    )
    tell(work, NoticeKind.LEAD, readers, About(item=row.item))


def go_through_open(work: Work, code: str) -> None:
    """Say that what is open was gone through: who leads now does. Raises as `plan_joint_talk`."""
    head, row = _opened(work, code, Action.CLOSE_HANDOVER)
    _step(
        work,
        head,
        row,
        lambda: go_through(row.core),
        verb="handover-gone-through",
        gone_through_at=work.at,
        gone_through_by=work.account,
    )


def close_handover(work: Work, code: str, *, why: str = "") -> None:
    """End it, when all is done or with a reason. Raises as `plan_joint_talk` does."""
    head, row = _opened(work, code, Action.CLOSE_HANDOVER)
    require_words({"why": why})
    try:
        close(row.core, why=why)
    except NotYetError:
        said = Problem("why", "Not everything is done yet. Or say why that is not needed.")
        raise InvalidError(said) from None
    _end(work, row, why.strip(), why.strip() or DONE)
    work.event("handover-closed", household=head.id, subject="handover", subject_id=row.id)


def handover_facts(work: Work, head: Head, row: HandoverRow | None) -> Facts:
    """Return what the policy looks at for a handover; one that is not there is nobody's."""
    me = work.actor.professional
    return Facts(
        household=head.facts,
        hands_over=row is not None and row.closed_at is None and me == row.old.id,
    )


def _opened(work: Work, code: str, action: Action) -> tuple[Head, HandoverRow]:
    head = lock(work, code)
    row = open_handover(work, head.id)
    require(work.actor, action, handover_facts(work, head, row))
    if row is None:
        raise NoHandoverError
    return head, row


def _step(
    work: Work,
    head: Head,
    row: HandoverRow,
    now: Callable[[], Handover],
    *,
    verb: str,
    **said: object,
) -> None:
    """Write a step that the machine allows; raises InvalidError when it does not, as it stands."""
    try:
        now()
    except NotYetError:
        raise InvalidError(NOT_NOW) from None
    Row.objects.filter(pk=row.id).update(**said)
    work.event(verb, household=head.id, subject="handover", subject_id=row.id)


def _end(work: Work, row: HandoverRow, why: str, outcome: str) -> None:
    Row.objects.filter(pk=row.id).update(closed_at=work.at, closed_why=why)
    close_item(work, row.item, outcome)


def _leads(row: HandoverRow) -> list[Someone]:
    return [Someone(None, one.id) for one in (row.old, row.new) if one is not None]


def _tell(work: Work, row: Row, whom: Collection[int]) -> None:
    people = [Someone(None, one) for one in sorted(whom)]
    tell(work, NoticeKind.LEAD, people, About(item=row.item_id))
