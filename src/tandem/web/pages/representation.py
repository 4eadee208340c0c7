"""Who represents a member by law: bewindvoerder, mentor, curator."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import household_facts
from tandem.actions.people.representation import (
    GROWN_UP,
    NewRepresentation,
    UnknownRepresentationError,
    end_representation,
    set_representative,
)
from tandem.core.access import Action, Mandate, may
from tandem.records.coordination.heads import Head
from tandem.records.people.rows import MemberRow, RepresentationRow, Source
from tandem.web import wording
from tandem.web.pages.again import fresh_form
from tandem.web.pages.days import day_of, day_problem
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.involvement import MandateLine, RepresentationPage
from tandem.web.shapes.people import AuthorityLine

FIELDS = ("mandate", "by", "since", "until", "source", "seen_on", "alone")


@household_page(Action.SET_REPRESENTATIVE, look="people")
def representation_asked(visit: HouseholdVisit, member: int) -> HttpResponse:
    """Ask who represents a member. Raises Http404 for a child, and for who does not live here."""
    return _draw(visit, member, FormState(_address(visit.head.code, member)))


@change(Action.SET_REPRESENTATIVE)
def representation_sent(sent: Change, code: str, member: int) -> HttpResponse:
    """Keep who represents a member, or that it is over."""
    try:
        if sent.text("do") == "end":
            number = sent.number("representation")
            sent.door.run(
                lambda work: end_representation(work, code, member=member, representation=number)
            )
        else:
            new = _new(sent)
            sent.door.run(lambda work: set_representative(work, code, member=member, new=new))
    except UnknownRepresentationError:
        raise Http404 from None
    except InvalidError as error:
        form = FormState(
            _address(code, member), values_of(sent, FIELDS), problems_of(error, FIELDS)
        )
        return sent.visit(code, lambda visit: _draw(visit, member, form), Action.SET_REPRESENTATIVE)
    sent.recheck(code)
    messages.success(sent.request, _("It is written down who represents whom."))
    return HttpResponseRedirect(_address(code, member))


representation_form = fresh_form(shown_and_sent(representation_asked, representation_sent))


def _new(sent: Change) -> NewRepresentation:
    days = {name: sent.text(name) for name in ("since", "until", "seen_on")}
    read = {name: day_of(said) if said else None for name, said in days.items()}
    problems = [day_problem(name) for name, said in days.items() if said and read[name] is None]
    since, mandate = read["since"], sent.text("mandate")
    if not days["since"]:
        problems.append(Problem("since", "Say from which day."))
    if mandate not in set(Mandate):
        problems.append(Problem("mandate", "Choose what the court decided."))
    if problems or since is None:
        raise InvalidError(*problems)
    return NewRepresentation(
        Mandate(mandate),
        sent.text("by"),
        since,
        read["until"],
        Source.REGISTER if sent.text("source") == Source.REGISTER else Source.TOLD,
        read["seen_on"],
        bool(sent.text("alone")),
    )


def _address(code: str, member: int) -> str:
    return reverse("representation", kwargs={"code": code, "member": member})


# --- on *Mensen* ----------------------------------------------------------------------------


def representation_line(visit: HouseholdVisit, member: MemberRow) -> AuthorityLine | None:
    """Return who represents a grown-up member; None for a child, and where nothing is to say."""
    if not _is_grown_up(visit, member):
        return None
    allowed = may(visit.actor, Action.SET_REPRESENTATIVE, household_facts(visit.head))
    href = _address(visit.head.code, member.id) if allowed else ""
    now = [one for one in member.representations if one.is_current(visit.work.today)]
    if not now and not href:
        return None
    said = " ".join(mandate_line(visit.head, one) for one in now)
    return AuthorityLine(said, is_known=bool(now), href=href)


def mandate_line(head: Head, row: RepresentationRow) -> str:
    """Return who represents somebody, within what, until when, and how that is known."""
    values = {"name": _name(head, row), "mandate": mandate_words()[row.mandate]}
    said = _("%(name)s: %(mandate)s.") % values
    if row.until is not None:
        said += " " + _("Until %(day)s.") % {"day": wording.day(row.until, year=True)}
    if row.seen_on is not None:
        day = wording.day(row.seen_on, year=True)
        return said + " " + _("Decision of the court seen on %(day)s.") % {"day": day}
    return said + " " + _("As it was told.")


def mandate_words() -> Mapping[Mandate, str]:
    """Return each mandate in words, with what it is about."""
    return {one: said() for one, said in _MANDATES.items()}


_MANDATES: Mapping[Mandate, Callable[[], str]] = {
    Mandate.BEWIND: lambda: _("bewindvoerder, for money"),
    Mandate.MENTORSHIP: lambda: _("mentor, for care and the personal sphere"),
    Mandate.CURATORSHIP: lambda: _("curator, for money and care"),
}


def _name(head: Head, row: RepresentationRow) -> str:
    pairs = (
        (row.member, head.members),
        (row.involvement, head.helpers),
        (row.supporter, head.supporters),
    )
    found = (one.name for number, rows in pairs if number for one in rows if one.id == number)
    return next(found, "?")


def _is_grown_up(visit: HouseholdVisit, member: MemberRow) -> bool:
    age = member.age(visit.work.today)
    return age is None or age >= GROWN_UP


# --- the form -------------------------------------------------------------------------------


def _draw(visit: HouseholdVisit, member: int, form: FormState) -> HttpResponse:
    whom = visit.head.member(member)
    if whom is None or not _is_grown_up(visit, whom):
        raise Http404
    chosen = form.value("source") or Source.TOLD.value
    words = {
        Source.TOLD: _("It was told like this"),
        Source.REGISTER: _("I saw the decision of the court"),
    }
    page = RepresentationPage(
        form=form,
        name=wording.first_name(whom.name),
        lines=[
            MandateLine(mandate_line(visit.head, one), str(one.id)) for one in whom.representations
        ],
        mandates=[
            Option(one.value, said, one.value == form.value("mandate"))
            for one, said in mandate_words().items()
        ],
        people=_people(visit.head, whom, form.value("by")),
        sources=[Option(one.value, said, one.value == chosen) for one, said in words.items()],
        alone=[Option("yes", _("The own word is not enough"), bool(form.value("alone")))],
        back=reverse("people", kwargs={"code": visit.head.code}),
    )
    return visit.draw("representation.html", status=422 if form.problems else 200, page=page)


def _people(head: Head, whom: MemberRow, chosen: str) -> list[Option]:
    people = (
        *((one.key, ", ".join(filter(None, (one.name, one.function)))) for one in head.involved),
        *((one.key, ", ".join(filter(None, (one.name, one.relation)))) for one in head.supporters),
        *((one.key, one.name) for one in head.members if one.id != whom.id),
    )
    options = [Option(key, said, key == chosen) for key, said in people]
    return [Option("", _("Choose somebody"), not chosen), *options]
