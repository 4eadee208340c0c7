"""*Eigen woorden*: what a member wants and can carry, written by her, or down for her."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, Problem, require
from tandem.actions.plans.own_words import (
    MOST_CONTACTS,
    OwnWords,
    UnknownMemberError,
    member_facts,
    own_words_of,
    say_own_words,
)
from tandem.core.access import Action
from tandem.records.people.rows import MemberRow
from tandem.records.plans.queries import plan_of
from tandem.web import wording
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.own_words import OwnWordsPage

FIELDS = ("question", "contacts")


@household_page(Action.SEE_PLAN, look="own-words")
def words_asked(visit: HouseholdVisit, member: int) -> HttpResponse:
    """Ask what a member wants and can carry. Raises Http404 for who does not live there."""
    row = _member(visit, member)
    words = own_words_of(plan_of(visit.work, visit.head.id), member)
    return _draw(visit, row, FormState(_address(visit, row), _values(words)))


@change(Action.SAY_OWN_WORDS)
def words_said(sent: Change, code: str, member: int) -> HttpResponse:
    """Keep what a member wants and can carry, and see whether the plan still fits."""
    try:
        opened = OwnWords(sent.text("was_question"), _contacts(sent.text("was_contacts")))
        words = OwnWords(sent.text("question"), _contacts(sent.text("contacts")))
        sent.door.run(
            lambda work: say_own_words(work, code, member=member, words=words, opened=opened)
        )
    except UnknownMemberError:
        raise Http404 from None
    except InvalidError as error:
        return _again(sent, code, member, error)
    except ChangedMeanwhileError:
        return _again(sent, code, member, None)
    sent.recheck(code)
    messages.success(sent.request, _("The words stand in the plan."))
    return sent.visit(code, lambda visit: HttpResponseRedirect(_back(visit, member)))


words_form = shown_and_sent(words_asked, words_said)


def _contacts(text: str) -> int | None:
    """Return a number of contacts; None for an empty field; raises InvalidError."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 4:
        return int(text)
    words = "Give a number from 0 to %(most)s, or leave it empty."
    raise InvalidError(Problem("contacts", words, (("most", str(MOST_CONTACTS)),)))


def _member(visit: HouseholdVisit, member: int) -> MemberRow:
    row = visit.head.member(member)
    if row is None:
        raise Http404
    require(visit.actor, Action.SAY_OWN_WORDS, member_facts(visit.work, visit.head, row))
    return row


def _address(visit: HouseholdVisit, row: MemberRow) -> str:
    return reverse("own-words", kwargs={"code": visit.head.code, "member": row.id})


def _back(visit: HouseholdVisit, member: int) -> str:
    name = "my-plan" if visit.head.facts.member == member else "plan"
    return reverse(name, kwargs={"code": visit.head.code})


def _values(words: OwnWords) -> dict[str, str]:
    contacts = "" if words.contacts_a_week is None else str(words.contacts_a_week)
    return {
        "question": words.question,
        "contacts": contacts,
        "was_question": words.plain.question,
        "was_contacts": contacts,
    }


def _again(sent: Change, code: str, member: int, error: InvalidError | None) -> HttpResponse:
    """Draw the form again with what was written; beside it what somebody else wrote meanwhile."""

    def draw(visit: HouseholdVisit) -> HttpResponse:
        row = _member(visit, member)
        present = own_words_of(plan_of(visit.work, visit.head.id), member)
        opened = ("was_question", "was_contacts")
        values = {name: sent.text(name) for name in (*FIELDS, *opened)}
        if error is None:
            values |= {name: _values(present)[name] for name in opened}
        problems = problems_of(error, FIELDS) if error else ()
        form = FormState(_address(visit, row), values, problems)
        return _draw(visit, row, form, "" if error else _theirs(present))

    return sent.visit(code, draw)


def _theirs(words: OwnWords) -> str:
    said = _("Somebody changed these words meanwhile. It now says: %(words)s. Yours are below.")
    return said % {"words": wording.quoted(words.question)}


def _draw(visit: HouseholdVisit, row: MemberRow, form: FormState, theirs: str = "") -> HttpResponse:
    page = OwnWordsPage(
        form=form,
        name=wording.first_name(row.name),
        is_own=visit.head.facts.member == row.id,
        familiar=visit.account.informal,
        back=_back(visit, row.id),
        changed_by_other=theirs,
    )
    status = 422 if form.problems else 409 if theirs else 200
    return visit.draw("own_words.html", status=status, page=page)
