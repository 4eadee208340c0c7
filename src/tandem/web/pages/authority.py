"""Who has parental authority (gezag) over a child, and how that is known."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError
from tandem.actions.households import household_facts
from tandem.actions.people.parental_authority import (
    GROWN_UP,
    Authority,
    ref_of,
    say_who_has_authority,
)
from tandem.core.access import Action, may
from tandem.records.coordination.heads import Head, head_of
from tandem.records.people.rows import AuthorityRow, MemberRow, Source
from tandem.records.plans.mapping import Everybody
from tandem.records.plans.rows import PersonRef
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.pages.again import fresh_form
from tandem.web.pages.days import day_of, day_problem
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.people import AuthorityLine
from tandem.web.shapes.people_forms import AuthorityPage

FIELDS = ("parents", "without", "guardian", "source", "seen_on")


@household_page(Action.INVOLVE, look="people")
def authority_asked(visit: HouseholdVisit, member: int) -> HttpResponse:
    """Ask who has authority over a child. Raises Http404 for who is no child of the household."""
    child = _child(visit.work, visit.head, member)
    return _draw(visit, child, FormState(_address(visit.head, child), _values(visit.head, child)))


@change(Action.INVOLVE)
def authority_said(sent: Change, code: str, member: int) -> HttpResponse:
    """Keep who has authority over a child from now on."""
    written = sent.text("seen_on")
    seen = day_of(written)
    if written and seen is None:
        return _again(sent, code, member, InvalidError(day_problem("seen_on")))
    authority = Authority(
        parents=tuple(sent.request.POST.getlist("parents")),
        guardian=sent.text("guardian"),
        source=Source.REGISTER if sent.text("source") == Source.REGISTER else Source.TOLD,
        seen_on=seen,
        without=tuple(sent.request.POST.getlist("without")),
    )

    def say(work: Work) -> None:
        child = _child(work, head_of(work, code), member)
        say_who_has_authority(work, code, child=child.key, authority=authority)

    try:
        sent.door.run(say)
    except InvalidError as error:
        return _again(sent, code, member, error)
    messages.success(sent.request, _("It is written down who has authority."))
    return HttpResponseRedirect(reverse("people", kwargs={"code": code}))


authority_form = fresh_form(shown_and_sent(authority_asked, authority_said))


# --- on *Mensen* ----------------------------------------------------------------------------


def authority_line(visit: HouseholdVisit, member: MemberRow) -> AuthorityLine | None:
    """Return who has authority over a child and how that is known; None for who is grown up."""
    if not _is_child(visit.work, member):
        return None
    allowed = may(visit.actor, Action.INVOLVE, household_facts(visit.head))
    href = _address(visit.head, member) if allowed else ""
    if not member.authority:
        return AuthorityLine(
            _("It is not written down yet who has authority."), is_known=False, href=href
        )
    names = _names(visit.head)
    who = wording.listing(names.get(ref_of(one), "?") for one in member.authority)
    said = _said(who, member.authority[0])
    if member.without_authority:
        others = wording.listing(names[PersonRef(member=one)] for one in member.without_authority)
        said += " " + _("Parent without authority: %(names)s.") % {"names": others}
    return AuthorityLine(said, is_known=True, href=href)


def _said(who: str, row: AuthorityRow) -> str:
    if row.source is Source.REGISTER and row.seen_on is not None:
        day = wording.day(row.seen_on, year=True)
        return _("Authority: %(who)s (register seen on %(day)s).") % {"who": who, "day": day}
    if row.source is Source.TOLD:
        return _("Authority: %(who)s (as it was told).") % {"who": who}
    return _("Authority: %(who)s.") % {"who": who}


def _names(head: Head) -> dict[PersonRef, str]:
    people = (
        *((PersonRef(member=one.id), one.name) for one in head.members),
        *((PersonRef(involvement=one.id), one.name) for one in head.helpers),
        *((PersonRef(supporter=one.id), one.name) for one in head.supporters),
    )
    return {ref: wording.first_name(name) for ref, name in people}


# --- the form -------------------------------------------------------------------------------


def _is_child(work: Work, member: MemberRow) -> bool:
    age = member.age(work.today)
    return age is not None and age < GROWN_UP


def _child(work: Work, head: Head, number: int) -> MemberRow:
    found = head.member(number)
    if found is None or not _is_child(work, found):
        raise Http404
    return found


def _address(head: Head, child: MemberRow) -> str:
    return reverse("authority", kwargs={"code": head.code, "member": child.id})


def _values(head: Head, child: MemberRow) -> dict[str, str]:
    """Return what is known now; how it is known is asked anew each time."""
    keys = Everybody(head.members, head.helpers, head.supporters).keys()
    outside = [one for one in child.authority if one.parent is None]
    inside = [one for one in child.authority if one.parent is not None]
    return {
        "parents": " ".join(keys[ref_of(one)] for one in inside if ref_of(one) in keys),
        "without": " ".join(one.key for one in head.members if one.id in child.without_authority),
        "guardian": next((keys[ref_of(one)] for one in outside if ref_of(one) in keys), ""),
    }


def _again(sent: Change, code: str, member: int, error: InvalidError) -> HttpResponse:
    values = values_of(sent, FIELDS)
    for name in ("parents", "without"):
        values[name] = " ".join(sent.request.POST.getlist(name))

    def draw(visit: HouseholdVisit) -> HttpResponse:
        child = _child(visit.work, visit.head, member)
        form = FormState(_address(visit.head, child), values, problems_of(error, FIELDS))
        return _draw(visit, child, form)

    return sent.visit(code, draw, Action.INVOLVE)


def _draw(visit: HouseholdVisit, child: MemberRow, form: FormState) -> HttpResponse:
    page = AuthorityPage(
        form=form,
        name=wording.first_name(child.name),
        parents=_parents(visit, child, form.value("parents").split()),
        guardians=_guardians(visit.head, form.value("guardian")),
        sources=_sources(form.value("source") or Source.TOLD.value),
        back=reverse("people", kwargs={"code": visit.head.code}),
        without=_parents(visit, child, form.value("without").split()),
    )
    return visit.draw("authority_form.html", status=422 if form.problems else 200, page=page)


def _parents(visit: HouseholdVisit, child: MemberRow, chosen: list[str]) -> list[Option]:
    others = [one for one in visit.head.members if one.id != child.id]
    grown_up = [one for one in others if not _is_child(visit.work, one)]
    return [Option(one.key, one.name, one.key in chosen) for one in grown_up]


def _guardians(head: Head, chosen: str) -> list[Option]:
    people = (
        *((one.key, ", ".join(filter(None, (one.name, one.function)))) for one in head.involved),
        *((one.key, ", ".join(filter(None, (one.name, one.relation)))) for one in head.supporters),
    )
    options = [Option(key, said, key == chosen) for key, said in people]
    return [Option("", _("No, nobody from outside the family")), *options]


def _sources(chosen: str) -> list[Option]:
    words = {
        Source.TOLD: _("It was told like this"),
        Source.REGISTER: _("I saw it in the register of parental authority"),
    }
    return [Option(one.value, said, one.value == chosen) for one, said in words.items()]
