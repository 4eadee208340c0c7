"""A matter that somebody holds: what it is, and the words that end it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.coordination.asks import Answer, answer_ask, ask_of_item, steps_for
from tandem.actions.coordination.matters import UnknownMatterError, answer_matter, held_matter
from tandem.actions.errors import InvalidError
from tandem.actions.households import household_facts
from tandem.core.access import Action, may
from tandem.core.flow.asks import AskStep
from tandem.records.coordination.asks import AskRow
from tandem.records.coordination.handovers import lead_answers
from tandem.records.coordination.matters import MatterKind, MatterRow
from tandem.records.coordination.means import obstacles_of, refusals_of
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.lead_answer_words import written_in_a_sentence
from tandem.web.pages.means import order_words
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Link
from tandem.web.shapes.means import MatterPage

FIELDS = ("words", "do", "legal_ground")


@dataclass(frozen=True, slots=True)
class Words:
    """How a sort of matter is called, and what is asked of who holds it."""

    title: Callable[[], str]
    question: Callable[[], str]
    button: Callable[[], str]
    """In *Vandaag*."""
    wait: Callable[[], str]
    """What waits, in *Vandaag*."""


WORDS: Mapping[MatterKind, Words] = {
    MatterKind.CALL_AFTER_NO: Words(
        lambda: _("You call about a no"),
        lambda: _("What came of the call?"),
        lambda: _("I called"),
        lambda: _("You call about a no: %(text)s."),
    ),
    MatterKind.OBSTACLE: Words(
        lambda: _("Something stands in the way"),
        lambda: _("What is your answer?"),
        lambda: _("Answer"),
        lambda: _("Something stands in the way: %(text)s."),
    ),
    MatterKind.ASK_TO_CHANGE: Words(
        lambda: _("The question to change something"),
        lambda: _("In a few words"),
        lambda: _("Answer"),
        lambda: _("To change something is asked: %(text)s."),
    ),
    MatterKind.HANDOVER: Words(
        lambda: _("The lead is handed over"),
        lambda: _("In a few words"),
        lambda: _("To the handover"),
        lambda: _("The lead is handed over: %(text)s."),
    ),
    MatterKind.LEAD_CHOICE: Words(
        lambda: _("Who leads is chosen again"),
        lambda: _("What did you agree with the family?"),
        lambda: _("Choose again"),
        lambda: _("Somebody of the family would rather have another lead: %(text)s."),
    ),
}


@household_page(Action.ANSWER_MATTER, look="matter", about="matter")
def matter_shown(visit: HouseholdVisit, matter: int) -> HttpResponse:
    """Show a matter to who holds it."""
    return _draw(visit, matter, FormState(_address(visit.head.code, matter)))


@change(Action.ANSWER_MATTER)
def matter_sent(sent: Change, code: str, matter: int) -> HttpResponse:
    """Keep the words that end it."""
    try:
        sent.door.run(lambda work: _do(work, code, matter, sent))
    except InvalidError as error:
        if sent.text("do") == AskStep.WITHDRAW:
            raise  # who withdraws is not who holds it, and has no form here to draw again
        values, problems = values_of(sent, FIELDS), problems_of(error, FIELDS)
        form = FormState(_address(code, matter), values, problems)
        return sent.visit(
            code, lambda visit: _draw(visit, matter, form), Action.ANSWER_MATTER, about=matter
        )
    except UnknownMatterError:
        raise Http404 from None
    messages.success(sent.request, _("Your answer is written down."))
    return HttpResponseRedirect(reverse("today"))


def _do(work: Work, code: str, matter: int, sent: Change) -> None:
    what = sent.text("do")
    if what in set(AskStep):
        given = Answer(AskStep(what), sent.text("words"), sent.text("legal_ground"))
        answer_ask(work, code, matter, given)
    else:
        answer_matter(work, code, matter, sent.text("words"))


matter_form = shown_and_sent(matter_shown, matter_sent)


def _address(code: str, matter: int) -> str:
    return reverse("matter", kwargs={"code": code, "matter": matter})


def _draw(visit: HouseholdVisit, matter: int, form: FormState) -> HttpResponse:
    row = held_matter(visit.work, visit.head, matter)
    if row.kind is MatterKind.HANDOVER:
        return HttpResponseRedirect(reverse("handover", kwargs={"code": visit.head.code}))
    words = WORDS[row.kind]
    steps: tuple[AskStep, ...] = ()
    if row.kind is MatterKind.ASK_TO_CHANGE:
        steps = steps_for(visit.work, ask_of_item(visit.work, visit.head, matter))
    chosen = form.value("do") or (steps[0].value if len(steps) == 1 else "")
    page = MatterPage(
        form=form,
        title=words.title(),
        text=row.text,
        more=_more(visit, row),
        question=words.question(),
        until=row.due_on,
        outcome=row.outcome,
        back=reverse("today"),
        answers=[Option(one.value, step_words()[one], one.value == chosen) for one in steps],
        needs_ground=AskStep.GROUND in steps,
        elsewhere=_elsewhere(visit, row),
        readers=_readers(visit, row),
    )
    return visit.draw("matter.html", status=422 if form.problems else 200, page=page)


def _elsewhere(visit: HouseholdVisit, row: MatterRow) -> Link | None:
    """Return where it can be solved instead, when that is on another page."""
    facts = household_facts(visit.head)
    if row.kind is MatterKind.LEAD_CHOICE and may(visit.actor, Action.APPOINT_LEAD, facts):
        return Link(
            _("Ask somebody else to lead"), reverse("lead", kwargs={"code": visit.head.code})
        )
    return None


def step_words() -> Mapping[AskStep, str]:
    """Return what each step with a question to change something is called."""
    return {
        AskStep.CHANGE: _("I change it: what I do, and from when"),
        AskStep.GROUND: _("It stays as it is, on a legal ground"),
        AskStep.ORDER: _("No answer came: this comes first now"),
        AskStep.SETTLE: _("This is how it is settled"),
        AskStep.WITHDRAW: _("The question is withdrawn"),
    }


def ask_lines(row: AskRow) -> list[str]:
    """Return what was said so far about a question to change something, in sentences."""
    lines = [_("It is about: %(title)s. %(name)s answers for it.")]
    if row.ask.up_on is not None:
        lines.append(_("It went up to the team leader on %(up)s."))
    if row.comes_first:
        lines.append(_("Until it is settled this comes first: %(first)s"))
    lines.append(_("What was decided by law stays with %(name)s, whoever answers here."))
    values = {
        "title": row.title,
        "name": row.owner_name,
        "first": row.comes_first,
        "up": wording.day(row.ask.up_on, year=True) if row.ask.up_on else "",
    }
    return [one % values for one in lines]


def _readers(visit: HouseholdVisit, row: MatterRow) -> str:
    """Return who reads the answer to who would rather have another lead: she, and nobody else."""
    if row.kind is not MatterKind.LEAD_CHOICE:
        return ""
    return _("%(name)s, and you.") % {"name": _who_said(visit, row)}


def _who_said(visit: HouseholdVisit, row: MatterRow) -> str:
    said = lead_answers(visit.work, visit.head.id)
    member = next((one.member for one in said if one.item == row.id), 0)
    person = visit.head.member(member)
    return wording.first_name(person.name) if person is not None else _("Somebody of the family")


def _choice_lines(visit: HouseholdVisit, row: MatterRow) -> list[str]:
    """Return who said so, and what it means; nothing of it is held against anybody."""
    name = _who_said(visit, row)
    lines = [
        _("%(name)s would rather have another lead. That is allowed, and needs no reason."),
        _("%(lead)s goes on leading until somebody else said yes. Call %(name)s about it first."),
        _("%(name)s reads your answer on the own page."),
    ]
    said = (one for one in lead_answers(visit.work, visit.head.id) if one.item == row.id)
    written = (written_in_a_sentence(visit.head, one) for one in said)
    told = [one % {"name": name, "lead": visit.head.leader.name} for one in lines]
    return [*filter(None, written), *told]


def _more(visit: HouseholdVisit, row: MatterRow) -> list[str]:
    """Return what else who holds it needs to know, in sentences."""
    home = visit.head.id
    if row.kind is MatterKind.CALL_AFTER_NO:
        no = next(one for one in refusals_of(visit.work, home) if one.item == row.id)
        why = _("Why not: %(reason)s") % {"reason": no.reason}
        return [why, _("What is possible instead: %(what)s") % {"what": no.alternative}]
    if row.kind is MatterKind.ASK_TO_CHANGE:
        return ask_lines(ask_of_item(visit.work, visit.head, row.id))
    if row.kind is MatterKind.LEAD_CHOICE:
        return _choice_lines(visit, row)
    stuck = next(one for one in obstacles_of(visit.work, home) if one.item == row.id)
    whose = _("Whose it is: %(whose)s") % {"whose": stuck.whose}
    where = _("Where it can be taken away: %(order)s") % {"order": order_words()[stuck.order]}
    return [whose, where]
