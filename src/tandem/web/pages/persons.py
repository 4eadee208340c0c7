"""*Iemand erbij*: a professional, somebody who lives there, or somebody from the own circle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import household_facts, lock
from tandem.actions.people.involve import (
    NewInvolvement,
    NewMember,
    add_member,
    add_supporter,
    involve_professional,
)
from tandem.core.access import Action, InvolvementRole, may
from tandem.records.coordination.heads import Head
from tandem.records.people.directory import FoundProfessionals, professional, professionals
from tandem.records.work import Work
from tandem.web.pages.choices import (
    by_organisation,
    ground_options,
    ground_text,
    others_in_words,
    role_options,
)
from tandem.web.pages.days import day_of, day_problem
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.involvement import speaker_options, way_options, yes_of, yes_words
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Link
from tandem.web.shapes.people_forms import PersonKind, PersonPage

ROUTES = {
    PersonKind.HELPER: ("person-new", Action.INVOLVE),
    PersonKind.MEMBER: ("member-new", Action.INVOLVE),
    PersonKind.NETWORK: ("supporter-new", Action.ADD_AGREEMENT),
}
FIELDS = {
    PersonKind.HELPER: (
        *("q", "professional", "role", "purpose", "legal_ground", "yes_by", "yes_way", "yes_on"),
    ),
    PersonKind.MEMBER: ("name", "born", "telephone", "question"),
    PersonKind.NETWORK: ("name", "relation", "telephone"),
}
ADULT = 18


@household_page(Action.INVOLVE, look="people")
def helper_new(visit: HouseholdVisit) -> HttpResponse:
    """Ask which professional comes to help."""
    return _draw(visit, PersonKind.HELPER, _blank(visit, PersonKind.HELPER))


@household_page(Action.INVOLVE, look="people")
def member_new(visit: HouseholdVisit) -> HttpResponse:
    """Ask who else lives in the household."""
    return _draw(visit, PersonKind.MEMBER, _blank(visit, PersonKind.MEMBER))


@household_page(Action.ADD_AGREEMENT, look="people")
def supporter_new(visit: HouseholdVisit) -> HttpResponse:
    """Ask who of their own circle helps."""
    return _draw(visit, PersonKind.NETWORK, _blank(visit, PersonKind.NETWORK))


@change(Action.INVOLVE)
def helper_add(sent: Change, code: str) -> HttpResponse:
    """Give the chosen professional a part, or search for others first."""
    kind = PersonKind.HELPER
    if sent.text("do") == "search":
        return _again(sent, code, kind, None)
    chosen = sent.text("role")
    try:
        yeses = tuple(yes_of(sent, one) for one in sent.request.POST.getlist("yeses"))
    except InvalidError as error:
        return _again(sent, code, kind, error)
    new = NewInvolvement(
        professional=sent.number("professional"),
        role=InvolvementRole(chosen if chosen in set(InvolvementRole) else "provider"),
        purpose=sent.text("purpose"),
        legal_ground=ground_text(sent.door.today, sent.text("legal_ground")),
        yeses=yeses,
    )
    return _keep(sent, code, kind, lambda work, head: involve_professional(work, head, new))


@change(Action.INVOLVE)
def member_add(sent: Change, code: str) -> HttpResponse:
    """Add somebody who lives in the household."""
    kind, born = PersonKind.MEMBER, sent.text("born")
    day = day_of(born)
    parents = (one for one in sent.request.POST.getlist("parents") if one.isdecimal())
    new = NewMember(
        name=sent.text("name"),
        born=day,
        telephone=sent.text("telephone"),
        question=sent.text("question"),
        parents=tuple(int(one) for one in parents if len(one) < 10),
    )
    if born and day is None:
        wrong = [] if new.name else [Problem("name", "Give a name.")]
        return _again(sent, code, kind, InvalidError(*wrong, day_problem("born")))
    return _keep(sent, code, kind, lambda work, head: add_member(work, head, new))


@change(Action.ADD_AGREEMENT)
def supporter_add(sent: Change, code: str) -> HttpResponse:
    """Add somebody of their own circle."""
    kind = PersonKind.NETWORK

    def add(work: Work, head: Head) -> int:
        return add_supporter(
            work,
            head,
            name=sent.text("name"),
            relation=sent.text("relation"),
            telephone=sent.text("telephone"),
        )

    return _keep(sent, code, kind, add)


helper_form = shown_and_sent(helper_new, helper_add)
member_form = shown_and_sent(member_new, member_add)
supporter_form = shown_and_sent(supporter_new, supporter_add)


def _keep(
    sent: Change, code: str, kind: PersonKind, add: Callable[[Work, Head], int]
) -> HttpResponse:
    try:
        sent.door.run(lambda work: add(work, lock(work, code)))
    except InvalidError as error:
        return _again(sent, code, kind, error)
    messages.success(sent.request, _("It is done: see the list below."))
    return HttpResponseRedirect(reverse("people", kwargs={"code": code}))


# --- drawing --------------------------------------------------------------------------------


def _again(sent: Change, code: str, kind: PersonKind, error: InvalidError | None) -> HttpResponse:
    values = values_of(sent, FIELDS[kind])
    values["parents"] = " ".join(sent.request.POST.getlist("parents"))
    values["yeses"] = " ".join(sent.request.POST.getlist("yeses"))
    route, action = ROUTES[kind]
    problems = problems_of(error) if error else ()
    form = FormState(reverse(route, kwargs={"code": code}), values, problems)
    return sent.visit(code, lambda visit: _draw(visit, kind, form), action)


def _blank(visit: HouseholdVisit, kind: PersonKind) -> FormState:
    route, _action = ROUTES[kind]
    return FormState(reverse(route, kwargs={"code": visit.head.code}))


def _draw(visit: HouseholdVisit, kind: PersonKind, form: FormState) -> HttpResponse:
    page = PersonPage(form=form, kind=kind, kinds=_kinds(visit, kind))
    if kind is PersonKind.HELPER:
        page = _helper_page(visit, form, page.kinds)
    elif kind is PersonKind.MEMBER:
        page = PersonPage(form, kind, page.kinds, parents=_parents(visit, form))
    return visit.draw("person_form.html", status=422 if form.problems else 200, page=page)


def _kinds(visit: HouseholdVisit, current: PersonKind) -> list[Link]:
    words = {
        PersonKind.HELPER: _("Somebody who helps by profession"),
        PersonKind.MEMBER: _("Somebody who lives here"),
        PersonKind.NETWORK: _("Somebody from their own circle"),
    }
    facts, code = household_facts(visit.head), visit.head.code
    return [
        Link(said, reverse(ROUTES[kind][0], kwargs={"code": code}), kind is current)
        for kind, said in words.items()
        if may(visit.actor, ROUTES[kind][1], facts)
    ]


def _helper_page(visit: HouseholdVisit, form: FormState, kinds: Sequence[Link]) -> PersonPage:
    found = find_professionals(visit, form)
    involved = {one.professional for one in visit.head.involved}
    rows = [one for one in found.rows if one.id not in involved]
    return PersonPage(
        form=form,
        kind=PersonKind.HELPER,
        kinds=kinds,
        found=by_organisation(rows, form.value("professional")),
        more=others_in_words(found),
        roles=role_options(form.value("role") or InvolvementRole.PROVIDER.value),
        grounds=ground_options(visit.work.today, form.value("legal_ground")),
        yeses=[
            Option(one.value, title, one.value in form.value("yeses").split())
            for one, (title, _about) in yes_words().items()
        ],
        speakers=speaker_options(visit, None, form.value("yes_by")),
        ways=way_options(visit, form.value("yes_way")),
    )


def find_professionals(visit: HouseholdVisit, form: FormState) -> FoundProfessionals:
    """Return the professionals that were searched for, with the one who was chosen among them."""
    found = professionals(visit.work, form.value("q")[:60])
    chosen = form.value("professional")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else 0
    if not number or any(one.id == number for one in found.rows):
        return found
    known = professional(visit.work, number)
    return found if known is None else FoundProfessionals((known, *found.rows), found.more)


def _parents(visit: HouseholdVisit, form: FormState) -> list[Option]:
    chosen = form.value("parents").split()
    on = visit.work.today
    grown_up = [one for one in visit.head.members if (one.age(on) or ADULT) >= ADULT]
    return [Option(str(one.id), one.name, str(one.id) in chosen) for one in grown_up]
