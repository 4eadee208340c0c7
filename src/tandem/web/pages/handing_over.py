"""*Overdracht*: another lead, with a talk together, a text to the family, and what is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from tandem.actions.coordination.handing_over import (
    JointTalk,
    NoHandoverError,
    ask_to_hand_over,
    close_handover,
    go_through_open,
    keep_text,
    plan_joint_talk,
    tell_joint_talk,
)
from tandem.actions.errors import InvalidError
from tandem.actions.households import household_facts
from tandem.core.access import Action, may
from tandem.core.flow.handover import Part, TalkState, missing
from tandem.records.coordination.handovers import HandoverRow, LeadName, last_handover
from tandem.records.coordination.heads import Head
from tandem.records.coordination.notices import About, read
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.pages.days import day_of, day_problem, written_day
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.open_here import open_groups
from tandem.web.problems import problems_of
from tandem.web.refs import number_of, ref
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.handing_over import HandoverPage

FIELDS = ("talk_on", "members", "talk_why", "text", "why", "hand_over")
OLD, NEW = "old", "new"


@household_page(Action.HAND_OVER, look="handover")
def handover_shown(visit: HouseholdVisit) -> HttpResponse:
    """Show what is to be handed over, or let who leads begin to."""
    return _draw(visit, FormState(_address(visit.head.code)))


@change(Action.HAND_OVER)
def handover_sent(sent: Change, code: str) -> HttpResponse:
    """Do one thing of it."""
    do = _DEEDS.get(sent.text("do"), _keep_draft)
    try:
        said = sent.door.run(lambda work: do(sent, work, code))
    except NoHandoverError:
        raise Http404 from None
    except InvalidError as error:
        form = FormState(_address(code), values_of(sent, FIELDS), problems_of(error, FIELDS))
        return sent.visit(code, lambda visit: _draw(visit, form), Action.HAND_OVER)
    messages.success(sent.request, said)
    return HttpResponseRedirect(_address(code))


handover_form = shown_and_sent(handover_shown, handover_sent)


def _address(code: str) -> str:
    return reverse("handover", kwargs={"code": code})


# --- what is done ---------------------------------------------------------------------------


def _begin(sent: Change, work: Work, code: str) -> str:
    ask_to_hand_over(work, code, why=sent.text("hand_over"))
    return _("It is noted. You lead until somebody else said yes.")


def _plan(sent: Change, work: Work, code: str) -> str:
    day = day_of(sent.text("talk_on"))
    if day is None:
        raise InvalidError(day_problem("talk_on"))
    comes = set(sent.request.POST.getlist("with"))
    found = (number_of("member", one) for one in sent.request.POST.getlist("members"))
    members = [one for one in found if one is not None]
    plan_joint_talk(work, code, JointTalk(day, OLD in comes, NEW in comes, members))
    return _("The talk stands. Whoever comes sees it.")


def _held(_sent: Change, work: Work, code: str) -> str:
    tell_joint_talk(work, code, held=True)
    return _("It is noted that you talked together.")


def _not_held(sent: Change, work: Work, code: str) -> str:
    tell_joint_talk(work, code, held=False, why=sent.text("talk_why"))
    return _("It is noted why there was no talk.")


def _keep_draft(sent: Change, work: Work, code: str) -> str:
    keep_text(work, code, _text(sent), give=False)
    return _("The draft is kept. The family does not read it yet.")


def _give(sent: Change, work: Work, code: str) -> str:
    keep_text(work, code, _text(sent), give=True)
    return _("The family reads your text now, on the own page.")


def _text(sent: Change) -> str:
    return sent.text("text").replace("\r\n", "\n")


def _through(_sent: Change, work: Work, code: str) -> str:
    go_through_open(work, code)
    return _("It is noted that what is open was gone through.")


def _close(sent: Change, work: Work, code: str) -> str:
    close_handover(work, code, why=sent.text("why"))
    return _("The handover is done.")


_DEEDS: Mapping[str, Callable[[Change, Work, str], str]] = {
    "begin": _begin,
    "plan": _plan,
    "held": _held,
    "not-held": _not_held,
    "give": _give,
    "through": _through,
    "close": _close,
}


# --- drawing --------------------------------------------------------------------------------


def _draw(visit: HouseholdVisit, form: FormState) -> HttpResponse:
    row = last_handover(visit.work, visit.head.id)
    if row is not None and visit.account.unread:
        visit.account.unread -= read(visit.work, About(item=row.item))
    page = _page_without(visit, form, row)
    if row is not None and row.closed_at is None:
        page = _page_of(visit, form, row)
    return visit.draw("handover.html", status=422 if form.problems else 200, page=page)


def _page_without(visit: HouseholdVisit, form: FormState, row: HandoverRow | None) -> HandoverPage:
    """Return the page when nothing is open: how the last one ended, and beginning another."""
    head = visit.head
    leads = head.lead is not None and head.lead.accepted
    return HandoverPage(
        form=form,
        is_open=False,
        line=line_of(row) if row is not None else "",
        can_begin=leads and bool(may(visit.actor, Action.HAND_OVER, household_facts(head))),
        ended=_ended(row) if row is not None else "",
        back=reverse("people", kwargs={"code": head.code}),
    )


def _page_of(visit: HouseholdVisit, form: FormState, row: HandoverRow) -> HandoverPage:
    head = visit.head
    appoints = may(visit.actor, Action.APPOINT_LEAD, household_facts(head))
    leads = may(visit.actor, Action.CLOSE_HANDOVER, household_facts(head))
    left = missing(row.core)
    values = {"text": row.text or draft_text(head, row), "talk_on": written_day(row.talk_on)}
    shown = replace(form, values={**values, **{k: v for k, v in form.values.items() if v}})
    return HandoverPage(
        form=shown,
        is_open=True,
        line=line_of(row),
        why=row.why,
        due=row.due_on,
        is_late=row.due_on is not None and row.due_on < visit.work.today,
        done=[one.value for one in Part if one not in left],
        takes_over=row.new is not None,
        talk=talk_line(head, row),
        talk_state=row.talk.value,
        can_tell_held=row.talk_on is not None and row.talk_on <= visit.work.today,
        comers=_comers(row),
        members=_members(visit, row),
        given=row.text.splitlines() if row.text_given_at is not None else (),
        open=open_groups(visit, row.item),
        gone_through=_gone_through(row),
        can_close=bool(leads) and row.new is not None,
        ask=reverse("lead", kwargs={"code": head.code}) if appoints and row.new is None else "",
        back=reverse("people", kwargs={"code": head.code}),
    )


def line_of(row: HandoverRow) -> str:
    """Return who hands over to whom, since when."""
    values = {
        "old": row.old.name,
        "new": row.new.name if row.new is not None else "",
        "day": wording.day(localdate(row.begun_at), year=True),
    }
    if row.new is None:
        return _("%(old)s wants to hand over the lead, since %(day)s.") % values
    return _("%(old)s hands over the lead to %(new)s, since %(day)s.") % values


def _ended(row: HandoverRow) -> str:
    if row.closed_at is None:
        return ""
    day = wording.day(localdate(row.closed_at), year=True)
    if row.closed_why:
        said = _("It ended on %(day)s, because: %(why)s")
        return said % {"day": day, "why": row.closed_why}
    return _("It was done on %(day)s.") % {"day": day}


def _gone_through(row: HandoverRow) -> str:
    if row.gone_through_at is None:
        return ""
    return _("%(name)s went through it on %(day)s.") % {
        "name": row.gone_through_by,
        "day": wording.day(localdate(row.gone_through_at)),
    }


def _comers(row: HandoverRow) -> list[Option]:
    found = [Option(OLD, row.old.name, row.with_old)]
    if row.new is not None:
        found.append(Option(NEW, row.new.name, row.with_new))
    return found


def _members(visit: HouseholdVisit, row: HandoverRow) -> list[Option]:
    """Return who of the family can come; at first those who have an account."""
    chosen = set(row.with_members) or {one.id for one in visit.head.members if one.has_account}
    return [Option(ref("member", one.id), one.name, one.id in chosen) for one in visit.head.members]


def talk_line(head: Head, row: HandoverRow) -> str:
    """Return how the talk stands, with who comes as far as the reader knows of them."""
    if row.talk is TalkState.NOT_HELD:
        return _("There was no talk, because: %(why)s") % {"why": row.talk_why}
    if row.talk_on is None:
        return ""
    day = wording.day(row.talk_on, year=True)
    values = {"day": day, "who": wording.listing(_who_comes(head, row))}
    if row.talk is TalkState.HELD:
        return _("You talked on %(day)s: %(who)s.") % values
    return _("The talk is on %(day)s, with %(who)s.") % values


def _who_comes(head: Head, row: HandoverRow) -> Iterable[str]:
    leads = ((row.old, row.with_old), (row.new, row.with_new))
    for one, comes in leads:
        if comes and one is not None and may_be_named(head, one):
            yield one.name
    for member in head.members:
        if member.id in row.with_members:
            yield member.name


def may_be_named(head: Head, one: LeadName) -> bool:
    """Whether the reader of a head knows of somebody who led: who leads now, everybody knows."""
    if head.lead is not None and head.lead.professional.id == one.id:
        return True
    hidden = {each.professional for each in head.whole.helpers} - {
        each.professional for each in head.helpers if not each.is_veiled
    }
    return one.id not in hidden


def draft_text(head: Head, row: HandoverRow) -> str:
    """Return a text to the family to begin with, in plain Dutch: the leads change what they want.

    Empty while nobody takes over: it names who leads now.
    """
    if row.new is None:
        return ""
    with override("nl"):
        return "\n\n".join(_paragraphs(head, row, row.new))


def _paragraphs(head: Head, row: HandoverRow, new: LeadName) -> list[str]:
    grown = [wording.first_name(one.name) for one in head.members if one.has_account]
    names = grown or [wording.first_name(one.name) for one in head.members]
    values = {
        "names": wording.listing(names),
        "new": new.name,
        "first": wording.first_name(new.name),
        "old": row.old.name,
        "old_first": wording.first_name(row.old.name),
        "telephone": new.telephone,
        "day": wording.day(row.talk_on, year=True) if row.talk_on is not None else "",
    }
    found = [
        _("Dear %(names)s,"),
        _("%(new)s leads your plan from now on. Until now %(old)s did."),
        _("%(old_first)s passes everything on. You do not have to tell your story again."),
        _("What was agreed with you stays as it is. Your own goals stay on top."),
    ]
    if row.talk is TalkState.PLANNED:
        found.append(_("On %(day)s we talk together, so that you get to know %(first)s."))
    if new.telephone:
        found.append(_("Is there anything you want to ask? Call %(first)s: %(telephone)s."))
    found.append(_("Would you rather have somebody else? You may say so. You need no reason."))
    return [one % values for one in found]
