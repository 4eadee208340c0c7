"""What the family says of who leads: yes, or rather somebody else, without having to say why."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.coordination.answer_lead import answer_lead, speaking_facts
from tandem.actions.errors import InvalidError, require
from tandem.actions.plans.own_words import UnknownMemberError
from tandem.actions.unseen import unseen_of
from tandem.core.access import Action, may
from tandem.core.access.talks import names_in
from tandem.core.flow.handover import TalkState
from tandem.records.coordination.handovers import (
    HandoverRow,
    LeadAnswerRow,
    last_handover,
    lead_answers,
)
from tandem.records.coordination.heads import Head
from tandem.records.coordination.models import LeadSays
from tandem.records.coordination.notices import About, read
from tandem.records.people.rows import MemberRow
from tandem.web import wording
from tandem.web.environment import you
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.handing_over import talk_line
from tandem.web.pages.lead_answer_words import said_on, written_for_you
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.handing_over import AnswerLeadPage, LeadOfMine

FIELDS = ("words",)


@household_page(Action.SEE_PLAN, look="lead-answer")
def answer_asked(visit: HouseholdVisit, member: int) -> HttpResponse:
    """Ask what a member thinks of who leads."""
    return _draw(visit, member, FormState(_address(visit.head, member)))


@change(Action.ANSWER_LEAD)
def answer_given(sent: Change, code: str, member: int) -> HttpResponse:
    """Keep it; a no opens the choice again."""
    says = LeadSays.YES if sent.text("do") == LeadSays.YES else LeadSays.OTHER
    words = sent.text("words")
    try:
        sent.door.run(lambda work: answer_lead(work, code, member=member, says=says, words=words))
    except UnknownMemberError:
        raise Http404 from None
    except InvalidError as error:
        here = reverse("lead-answer", kwargs={"code": code, "member": member})
        form = FormState(here, values_of(sent, FIELDS), problems_of(error, FIELDS))
        return sent.visit(code, lambda visit: _draw(visit, member, form))
    messages.success(sent.request, str(you("Thank you. Your answer is kept.", _is_familiar(sent))))
    return sent.visit(code, lambda visit: HttpResponseRedirect(_back(visit.head)))


answer_form = shown_and_sent(answer_asked, answer_given)


def _is_familiar(sent: Change) -> bool:
    return sent.account.informal


def _address(head: Head, member: int) -> str:
    return reverse("lead-answer", kwargs={"code": head.code, "member": member})


def _back(head: Head) -> str:
    lives = head.facts.member is not None
    return reverse("my-plan" if lives else "people", kwargs={"code": head.code})


def _draw(visit: HouseholdVisit, member: int, form: FormState) -> HttpResponse:
    row = visit.head.member(member)
    if row is None:
        raise Http404
    require(visit.actor, Action.ANSWER_LEAD, speaking_facts(visit.work, visit.head, row))
    lead = lead_of_mine(visit, row)
    if lead is None:
        raise Http404
    page = AnswerLeadPage(
        form=form,
        lead=lead,
        is_own=visit.head.facts.member == member,
        name=wording.first_name(row.name),
        back=_back(visit.head),
    )
    return visit.draw("lead_answer.html", status=422 if form.problems else 200, page=page)


def lead_of_mine(visit: HouseholdVisit, me: MemberRow) -> LeadOfMine | None:
    """Return who leads, for a member or who speaks for one; None while nobody said yes to it."""
    head = visit.head
    if head.lead is None or not head.lead.accepted:
        return None
    change = last_handover(visit.work, head.id)
    if change is not None and visit.account.unread and head.facts.member == me.id:
        visit.account.unread -= read(visit.work, About(item=change.item))
    answers = lead_answers(visit.work, head.id)
    said = next((one for one in answers if one.member == me.id), None)
    leader, familiar = head.lead.professional, visit.account.informal
    action = _address(head, me.id)
    return LeadOfMine(
        name=leader.name,
        first_name=wording.first_name(leader.name),
        since=localdate(head.lead.since),
        telephone=leader.telephone,
        familiar=familiar,
        text=_text(head, change) if said is None or _is_busy(change) else (),
        talk=_talk(head, change),
        said=_said(said, leader.name, familiar=familiar) if said is not None else "",
        words=said.words if said is not None else "",
        written=written_for_you(head, said, familiar=familiar) if said is not None else "",
        goes_on=_goes_on(head, said, familiar=familiar) if said is not None else "",
        action=action,
        form=FormState(action),
        others=_others(visit, me),
    )


def _is_busy(change: HandoverRow | None) -> bool:
    return change is not None and change.closed_at is None


def _text(head: Head, change: HandoverRow | None) -> list[str]:
    """Return what the leads wrote to the family; nothing when it names whom she may not know."""
    if change is None or change.text_given_at is None or not _is_of_now(head, change):
        return []
    leader = head.lead.professional.name if head.lead is not None else ""
    if names_in(change.text, unseen_of(head).names - {leader}):
        return []
    return [line for line in change.text.splitlines() if line.strip()]


def _is_of_now(head: Head, change: HandoverRow) -> bool:
    lead = head.lead
    return lead is not None and change.new is not None and change.new.id == lead.professional.id


def _talk(head: Head, change: HandoverRow | None) -> str:
    if change is None or not _is_busy(change) or change.talk is not TalkState.PLANNED:
        return ""
    return talk_line(head, change)


def _said(said: LeadAnswerRow, leader: str, *, familiar: bool) -> str:
    values = {"name": leader, "day": wording.day(said_on(said), year=True)}
    if said.says is LeadSays.YES:
        return you("You said yes to %(name)s on %(day)s.", familiar, **values)
    return you("You would rather have somebody else. You said so on %(day)s.", familiar, **values)


def _goes_on(head: Head, said: LeadAnswerRow, *, familiar: bool) -> str:
    """Return what happens with a no, or what was answered to it."""
    if said.says is LeadSays.YES:
        return ""
    chief, leader = head.team_leader.name, head.leader.name
    if not said.is_open:
        return _("%(name)s answered: %(words)s") % {
            "name": chief,
            "words": wording.quoted(said.outcome),
        }
    return you(
        "%(chief)s looks for somebody else, and calls you. Until then %(name)s goes on helping.",
        familiar,
        chief=chief,
        name=leader,
    )


def _others(visit: HouseholdVisit, me: MemberRow) -> list[tuple[str, str]]:
    """Return for whom this viewer speaks besides."""
    return [
        (wording.first_name(one.name), _address(visit.head, one.id))
        for one in visit.head.members
        if one.id != me.id
        and may(visit.actor, Action.ANSWER_LEAD, speaking_facts(visit.work, visit.head, one))
    ]
