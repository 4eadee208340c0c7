"""*Uitnodigingen*: inviting a colleague or a resident, and withdrawing an invitation."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, require
from tandem.actions.households import lock
from tandem.actions.people.invite import (
    NewColleague,
    invite_colleague,
    invite_member,
    open_invitations,
    organisations,
    withdraw_invitation,
)
from tandem.core.access import Action, Duty, may
from tandem.records.people.directory import professionals
from tandem.records.signing.invitations import Standing
from tandem.records.work import Work
from tandem.web.pages.again import fresh_form
from tandem.web.pages.choices import by_organisation, others_in_words
from tandem.web.pages.doors import Change, HouseholdVisit, Visit, change, household_page, page
from tandem.web.pages.forms import drawn_again, shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.sign_in import (
    InvitationLine,
    InvitationsPage,
    InvitedPage,
    InviteMemberPage,
    InvitePage,
)

FIELDS = ("q", "professional", "name", "function", "telephone", "organisation")


@page(Action.SEE_INVITATIONS)
def invitations(visit: Visit) -> HttpResponse:
    """Show the invitations that are open, or just ran out."""
    rows = [
        InvitationLine(
            one.id, one.name, one.what, one.made_by, one.until, one.standing is Standing.EXPIRED
        )
        for one in open_invitations(visit.work)
    ]
    new = reverse("invite") if may(visit.actor, Action.INVITE_COLLEAGUE) else ""
    shown = InvitationsPage(reverse("invitation-withdraw"), rows, new)
    return visit.draw("invitations.html", page=shown)


@change(Action.SEE_INVITATIONS)
def withdraw(sent: Change) -> HttpResponse:
    """Make the link of an invitation useless."""
    number = sent.number("invitation")
    sent.door.run(lambda work: withdraw_invitation(work, number))
    messages.success(sent.request, _("The invitation is withdrawn: its link opens nothing."))
    return HttpResponseRedirect(reverse("invitations"))


@page(Action.INVITE_COLLEAGUE)
def colleague(visit: Visit) -> HttpResponse:
    """Ask which colleague is invited."""
    return _draw(visit, FormState(reverse("invite")))


@change(Action.INVITE_COLLEAGUE)
def colleague_sent(sent: Change) -> HttpResponse:
    """Invite the colleague, or search for others first."""
    values = values_of(sent, FIELDS)
    chosen = sent.request.POST.getlist("duties")
    form = FormState(reverse("invite"), values | {"duties": " ".join(chosen)})
    if sent.text("do") == "search":
        return drawn_again(sent, lambda visit: _draw(visit, form))
    new = NewColleague(
        professional=0 if values["name"] else sent.number("professional"),
        name=values["name"],
        function=values["function"],
        telephone=values["telephone"],
        organisation=sent.number("organisation"),
        duties=tuple(Duty(one) for one in chosen if one in set(Duty)),
    )
    try:
        token = sent.door.run(lambda work: invite_colleague(work, new))
    except InvalidError as error:
        wrong = FormState(form.action, form.values, problems_of(error, FIELDS))
        return drawn_again(sent, lambda visit: _draw(visit, wrong))
    return drawn_again(sent, lambda visit: _link(visit, token))


@household_page(Action.INVITE_MEMBER, look="people")
def member(visit: HouseholdVisit, member: int) -> HttpResponse:
    """Ask whether somebody who lives there is to be invited."""
    return _draw_member(visit, member, FormState(visit.request.path))


@change(Action.INVITE_MEMBER)
def member_sent(sent: Change, code: str, member: int) -> HttpResponse:
    """Invite somebody who lives there."""

    def invite(work: Work) -> str:
        return invite_member(work, lock(work, code), member)

    try:
        token = sent.door.run(invite)
    except InvalidError as error:
        form = FormState(sent.request.path, {}, problems_of(error, ("member",)))
        return sent.visit(
            code, lambda visit: _draw_member(visit, member, form), Action.INVITE_MEMBER
        )
    return sent.visit(code, lambda visit: _member_link(visit, token), Action.INVITE_MEMBER)


colleague_form = fresh_form(shown_and_sent(colleague, colleague_sent))
member_form = fresh_form(shown_and_sent(member, member_sent))


def _draw(visit: Visit, form: FormState) -> HttpResponse:
    require(visit.actor, Action.INVITE_COLLEAGUE)
    found = professionals(visit.work, form.value("q")[:60])
    leads_team = Duty.TEAM_LEADER in visit.actor.duties
    shown = InvitePage(
        form=form,
        found=by_organisation(found.rows, form.value("professional")),
        more=others_in_words(found),
        organisations=[
            Option("", "–"),
            *(
                Option(str(number), name, str(number) == form.value("organisation"))
                for number, name in organisations(visit.work)
            ),
        ],
        duties=_duties(form.value("duties").split()) if leads_team else (),
        back=reverse("invitations"),
    )
    return visit.draw("invite.html", status=422 if form.problems else 200, page=shown)


def _duties(chosen: list[str]) -> list[Option]:
    words = {
        Duty.FRONT_DESK: _("Front desk: opens households"),
        Duty.CONSULTANT: _("Consultant: decides and refers for the municipality"),
    }
    return [Option(duty.value, said, duty.value in chosen) for duty, said in words.items()]


def _draw_member(visit: HouseholdVisit, number: int, form: FormState) -> HttpResponse:
    row = visit.head.member(number)
    if row is None:
        raise Http404
    back = reverse("people", kwargs={"code": visit.head.code})
    shown = InviteMemberPage(form, row.name, settings.TANDEM_INVITATION_DAYS, back)
    return visit.draw("invite_member.html", status=422 if form.problems else 200, page=shown)


def _link(visit: Visit, token: str) -> HttpResponse:
    shown = _invited(visit.request, token, reverse("invitations"))
    return visit.draw("invited.html", page=shown)


def _member_link(visit: HouseholdVisit, token: str) -> HttpResponse:
    back = reverse("people", kwargs={"code": visit.head.code})
    return visit.draw("invited_member.html", page=_invited(visit.request, token, back))


def _invited(request: HttpRequest, token: str, back: str) -> InvitedPage:
    link = request.build_absolute_uri(reverse("invitation-open", kwargs={"token": token}))
    return InvitedPage(link, settings.TANDEM_INVITATION_DAYS, back)
