"""*Uw rechten*: a copy, "dit klopt niet", and destruction, asked by a resident or for a child."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.errors import InvalidError, require
from tandem.actions.plans.own_words import UnknownMemberError, find_member, member_facts
from tandem.actions.plans.seeing import seen_case
from tandem.actions.rights.ask import (
    About,
    Correction,
    Subject,
    ask_correction,
    ask_destruction,
    holder_of,
    may_ask_for,
    subjects_of,
    term_of,
)
from tandem.actions.rights.attachments import attach_to_request
from tandem.actions.rights.copy import take_copy
from tandem.core.access import Action, Facts
from tandem.core.rules import Term
from tandem.records.coordination.models import RequestKind
from tandem.records.coordination.requests import (
    RequestRow,
    destruction_of_request,
    requests_of,
)
from tandem.records.people.rows import MemberRow
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.pages.again import fresh_sign_in
from tandem.web.pages.cases import busy_word
from tandem.web.pages.copies import packed
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.files import file_of, has_file, safe
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.requests import answer_words, request_title, unsure
from tandem.web.problems import problems_of
from tandem.web.refs import number_of, ref
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.rights import OwnRequest, RightsFormPage, RightsPage, Whose

FIELDS = ("subject", "words", "wanted", "file")


@household_page(Action.SEE_PLAN, look="rights")
def rights(visit: HouseholdVisit) -> HttpResponse:
    """Show what a resident may ask, for herself and for children under her authority."""
    people = may_ask_for(visit.work, visit.head)
    if not people:
        require(visit.actor, Action.USE_RIGHTS, Facts(household=visit.head.facts))
    page = RightsPage(
        familiar=visit.account.informal,
        people=[_whose(visit, one) for one in people],
        correction_term=term_words(term_of(RequestKind.CORRECTION, visit.work)),
        destruction_term=term_words(term_of(RequestKind.DESTRUCTION, visit.work)),
        back=reverse("my-plan", kwargs={"code": visit.head.code}),
    )
    return visit.draw("rights.html", page=page)


@fresh_sign_in(back="rights")
@change(Action.USE_RIGHTS)
def rights_copy(sent: Change, code: str, member: int) -> HttpResponse:
    """Answer with the copy, as a zip that nobody keeps. Raises Http404 for who lives elsewhere."""
    try:
        made = sent.door.run(
            lambda work: packed(
                take_copy(work, code, member=member, busy=busy_word()), sent.door.at
            )
        )
    except UnknownMemberError:
        raise Http404 from None
    response = HttpResponse(made, content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="kopie.zip"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _asked(kind: RequestKind) -> Callable[..., HttpResponse]:
    def show(visit: HouseholdVisit, member: int) -> HttpResponse:
        values = {"subject": visit.request.GET.get("over", "")}
        return _draw(
            visit, kind, member, FormState(_address(visit.head.code, kind, member), values)
        )

    show.__name__ = f"{kind.value}_asked"
    return household_page(Action.SEE_PLAN, look="rights")(show)


@change(Action.USE_RIGHTS)
def correction_sent(sent: Change, code: str, member: int) -> HttpResponse:
    """Keep what is not right, with who answers and when."""
    asked = Correction(_plain(sent.text("subject")), sent.text("words"), sent.text("wanted"))

    def ask(work: Work) -> int:
        number = ask_correction(work, code, member=member, correction=asked)
        if has_file(sent):
            name, data = file_of(sent)
            attach_to_request(work, number, name=name, data=data, safe=safe())
        return number

    return _sent(sent, code, member, RequestKind.CORRECTION, lambda: sent.door.run(ask))


@change(Action.USE_RIGHTS)
def destruction_sent(sent: Change, code: str, member: int) -> HttpResponse:
    """Keep that something is to be destroyed, with who decides and when."""
    words = sent.text("words")
    return _sent(
        sent,
        code,
        member,
        RequestKind.DESTRUCTION,
        lambda: sent.door.run(lambda work: ask_destruction(work, code, member=member, words=words)),
    )


correction_form = shown_and_sent(_asked(RequestKind.CORRECTION), correction_sent)
destruction_form = shown_and_sent(_asked(RequestKind.DESTRUCTION), destruction_sent)


def _sent(
    sent: Change, code: str, member: int, kind: RequestKind, ask: Callable[[], int]
) -> HttpResponse:
    try:
        ask()
    except UnknownMemberError:
        raise Http404 from None
    except InvalidError as error:
        values, problems = values_of(sent, FIELDS), problems_of(error, FIELDS)
        form = FormState(_address(code, kind, member), values, problems)
        return sent.visit(code, lambda visit: _draw(visit, kind, member, form))
    messages.success(sent.request, _("Your request is written down. Below you see who answers it."))
    return HttpResponseRedirect(reverse("rights", kwargs={"code": code}))


def _draw(visit: HouseholdVisit, kind: RequestKind, member: int, form: FormState) -> HttpResponse:
    try:
        row = find_member(visit.head, member)
    except UnknownMemberError:
        raise Http404 from None
    require(visit.actor, Action.USE_RIGHTS, member_facts(visit.work, visit.head, row))
    term = term_of(kind, visit.work)
    holder = holder_of(visit.head).name
    is_correction = kind is RequestKind.CORRECTION
    page = RightsFormPage(
        form=form,
        familiar=visit.account.informal,
        is_correction=is_correction,
        whose="" if visit.head.facts.member == row.id else wording.first_name(row.name),
        answer_by=term.last_day(visit.work.today),
        source=unsure(term.source, sure=term.sure),
        readers=_("%(name)s, who answers it, who leads, and the privacy officer.")
        % {"name": _("who answers for what it is about") if is_correction else holder},
        back=reverse("rights", kwargs={"code": visit.head.code}),
        subjects=_subjects(visit, form.value("subject")) if is_correction else (),
    )
    return visit.draw("rights_form.html", status=422 if form.problems else 200, page=page)


def _subjects(visit: HouseholdVisit, chosen: str) -> list[Option]:
    case = seen_case(visit.work, visit.head, busy_word())
    empty = Option("", _("Choose"), chosen == "")
    found = [Option(_coded(one), _subject(one), _coded(one) == chosen) for one in subjects_of(case)]
    return [empty, *found]


KINDS = {About.HELPER: "involvement"}
"""What a code is of, where a form has another word for it."""


def _coded(one: Subject) -> str:
    """Return how a form names it: a number of a row would tell that there is one in between."""
    if one.id is None:
        return one.value
    return f"{one.about.value}-{ref(KINDS.get(one.about, one.about.value), one.id)}"


def _plain(sent: str) -> str:
    """Return what the action knows it by."""
    word, _dash, code = sent.partition("-")
    about = next((one for one in About if one.value == word), None)
    number = number_of(KINDS.get(about, word), code) if about and code else None
    return sent if number is None else f"{word}-{number}"


def _subject(one: Subject) -> str:
    named = {
        About.AGREEMENT: _("The agreement “%(title)s”"),
        About.GOAL: _("The goal “%(title)s”"),
        About.MEMBER: _("What is known of %(title)s"),
        About.HELPER: _("That %(title)s helps here, and for what"),
        About.OTHER: _("Something else"),
    }
    return named[one.about] % {"title": one.title} if one.title else named[one.about]


def _whose(visit: HouseholdVisit, row: MemberRow) -> Whose:
    code = visit.head.code
    asked = requests_of(visit.work, visit.head.id, [row.id])
    return Whose(
        name=wording.first_name(row.name),
        is_own=visit.head.facts.member == row.id,
        copy=reverse("rights-copy", kwargs={"code": code, "member": row.id}),
        correction=_address(code, RequestKind.CORRECTION, row.id),
        destruction=_address(code, RequestKind.DESTRUCTION, row.id),
        requests=[_own_request(visit, one) for one in asked],
    )


def _own_request(visit: HouseholdVisit, row: RequestRow) -> OwnRequest:
    planned = destruction_of_request(visit.work, row.id)
    is_coming = planned is not None and planned.can_be_stopped and planned.not_before is not None
    return OwnRequest(
        title=request_title(row.kind, row.title),
        words=row.words,
        asked_on=localdate(row.asked_at),
        answer_by=row.answer_by,
        holder=row.holder_name,
        telephone=row.telephone,
        answer=answer_words(row.kind, row.answer),
        reason=row.reason,
        alternative=row.alternative,
        caller=row.caller,
        destroyed_on=localdate(planned.not_before)
        if is_coming and planned and planned.not_before
        else None,
    )


def _address(code: str, kind: RequestKind, member: int) -> str:
    name = "rights-correction" if kind is RequestKind.CORRECTION else "rights-destruction"
    return reverse(name, kwargs={"code": code, "member": member})


def term_words(term: Term) -> str:
    """Return a term as a page says it: so many months."""
    return ngettext("one month", "%(num)s months", term.months) % {"num": term.months}
