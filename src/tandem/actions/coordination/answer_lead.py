"""The family says what it thinks of who leads: yes, or rather somebody else.

A no opens the choice again, with the team leader and a day; who leads goes on leading until another
said yes. Nothing else follows from it, and it is held against nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tandem.actions.coordination.handing_over import close_choices
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import lock, own_ref
from tandem.actions.limits import too_long
from tandem.actions.plans.own_words import find_member, member_facts
from tandem.core.access import Action, AgreementFacts, Facts, Theme
from tandem.core.access.talks import Someone
from tandem.core.rules.steps import StepTerm
from tandem.formats.steps import load_steps
from tandem.records.coordination.handovers import lead_answers
from tandem.records.coordination.heads import Head
from tandem.records.coordination.matters import MatterKind
from tandem.records.coordination.models import Item, Lead, LeadAnswer, LeadSays, NoticeKind
from tandem.records.coordination.notices import About, tell
from tandem.records.coordination.plain_items import NewItem, open_item
from tandem.records.people.rows import MemberRow
from tandem.records.plans.rows import PersonRef
from tandem.records.plans.states import Way
from tandem.records.work import Work

RATHER_ANOTHER = "Liever iemand anders."
"""What stands with a choice that was opened again by somebody who said no more than that."""
CHANGED_MIND = "Toch ja gezegd."


@dataclass(frozen=True, slots=True)
class LeadWord:
    """What a member says of who leads, and how she said it."""

    says: LeadSays
    words: str = ""
    """Her own words, if she has any."""
    way: Way = Way.SELF
    given_on: date | None = None
    """The day on which it was said or signed; None for who says it herself, now."""


def speaking_facts(work: Work, head: Head, row: MemberRow) -> Facts:
    """Return what the policy looks at for a word of a member: hers, or of who may speak for her."""
    me = own_ref(head)
    speaks = me is not None and any(
        Theme.CARE in one.mandate.themes
        and me == PersonRef(one.member, one.involvement, one.supporter)
        and one.since <= work.today
        and (one.until is None or one.until >= work.today)
        for one in row.representations
    )
    return replace(member_facts(work, head, row), agreement=AgreementFacts(represents=speaks))


def answer_lead(
    work: Work, code: str, *, member: int, says: LeadSays, words: str = ""
) -> int | None:
    """Say what a member thinks of who leads; return the item by which is chosen again, for a no.

    Words are never asked for. Raises UnknownHouseholdError, UnknownMemberError, NotAllowedError,
    and InvalidError when nobody leads who said yes to it.
    """
    head = lock(work, code)
    row = find_member(head, member)
    require(work.actor, Action.ANSWER_LEAD, speaking_facts(work, head, row))
    problems = too_long({"words": words})
    if head.lead is None or not head.lead.accepted:
        problems.append(Problem("words", "Nobody said yes to leading yet."))
    if problems:
        raise InvalidError(*problems)
    return keep_word(work, head, row, LeadWord(says, words))


def keep_word(work: Work, head: Head, row: MemberRow, word: LeadWord) -> int | None:
    """Keep what a member says of who leads, with what follows; return the item, for a no."""
    item, words = None, word.words.strip()
    if word.says is LeadSays.OTHER:
        item = _choice(work, head, row, words or RATHER_ANOTHER)
    else:
        close_choices(work, head.id, CHANGED_MIND, row.id)
    lead = Lead.objects.get(household_id=head.id, period__endswith__isnull=True)
    made = LeadAnswer.objects.create(
        household_id=head.id,
        lead=lead,
        member_id=row.id,
        says=word.says.value,
        words=words,
        said_at=work.at,
        said_by=work.account,
        way=word.way.value,
        given_on=word.given_on,
        item_id=item,
    )
    work.event("answered-lead", household=head.id, subject="lead-answer", subject_id=made.pk)
    if item is not None:
        whom = {lead.professional_id, head.leader.id, head.team_leader.id}
        people = [Someone(None, one) for one in sorted(whom)]
        tell(work, NoticeKind.LEAD, people, About(item=item))
    return item


def _choice(work: Work, head: Head, row: MemberRow, words: str) -> int:
    """Return the item by which is chosen again: the open one of this member, or a new one."""
    said = next((one for one in lead_answers(work, head.id) if one.member == row.id), None)
    if said is not None and said.is_open and said.item is not None:
        Item.objects.filter(pk=said.item).update(text=words)
        return said.item
    until = load_steps().last_day(StepTerm.LEAD_CHOICE, work.today)
    kind = MatterKind.LEAD_CHOICE.value
    new = NewItem(kind, words, head.team_leader.id, until, member=row.id)
    return int(open_item(work, head.id, new).pk)
