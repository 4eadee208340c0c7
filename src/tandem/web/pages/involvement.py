"""What somebody's part rests on: role, purpose, legal ground, and three separate yeses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, NotAllowedError, Problem
from tandem.actions.households import everybody_of
from tandem.actions.people.end_involvement import UnknownHelperError, helper_of, involvement_facts
from tandem.actions.people.yeses import (
    NewYes,
    UnknownYesError,
    lacks_consent,
    needs_consent,
    record_yes,
    speakers_here,
    withdraw_yes,
)
from tandem.core.access import (
    Action,
    Decision,
    Facts,
    InvolvementRole,
    Reason,
    YesKind,
    YesWay,
    may,
)
from tandem.core.rules import LegalGround
from tandem.formats.rulebase import load_grounds
from tandem.records.people.rows import InvolvementRow, YesRow
from tandem.records.plans.rows import PersonRef
from tandem.web import wording
from tandem.web.pages.choices import role_words
from tandem.web.pages.days import day_of, day_problem
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.refs import ref
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.involvement import InvolvementPage, YesGroup, YesLine

FIELDS = ("yes_by", "kind", "yes_way", "yes_on")


@household_page(Action.SEE_PEOPLE, look="people")
def involvement_shown(visit: HouseholdVisit, involvement: int) -> HttpResponse:
    """Show what somebody's part rests on. Raises Http404 for who does not help here now."""
    return _draw(visit, involvement, FormState(_address(visit.head.code, involvement)))


@change(Action.RECORD_YES)
def involvement_sent(sent: Change, code: str, involvement: int) -> HttpResponse:
    """Write a yes down, or withdraw one."""
    try:
        if sent.text("do") == "withdraw":
            _withdraw(sent, code, involvement)
            messages.success(sent.request, _("The yes is withdrawn, from this moment."))
        else:
            _record(sent, code, involvement)
            messages.success(sent.request, _("The yes is written down."))
    except (UnknownHelperError, UnknownYesError):
        raise Http404 from None
    except InvalidError as error:
        form = FormState(
            _address(code, involvement), values_of(sent, FIELDS), problems_of(error, FIELDS)
        )
        return sent.visit(code, lambda visit: _draw(visit, involvement, form), Action.SEE_PEOPLE)
    return HttpResponseRedirect(_address(code, involvement))


involvement_form = shown_and_sent(involvement_shown, involvement_sent)


def _record(sent: Change, code: str, involvement: int) -> None:
    new = yes_of(sent, sent.text("kind"))
    sent.door.run(lambda work: record_yes(work, code, involvement=involvement, new=new))


def _withdraw(sent: Change, code: str, involvement: int) -> None:
    yes = sent.ref("yes")
    sent.door.run(
        lambda work: withdraw_yes(work, code, involvement=involvement, yes=yes, on=work.today)
    )


def yes_of(sent: Change, kind: str) -> NewYes:
    """Return a yes as it was filled in; raises InvalidError for what cannot be read."""
    written = sent.text("yes_on")
    day = day_of(written) if written else sent.door.today
    problems = [] if day is not None else [day_problem("yes_on")]
    if kind not in set(YesKind):
        problems.append(Problem("kind", "Choose what the yes was said to."))
    if problems or day is None:
        raise InvalidError(*problems)
    way = sent.text("yes_way")
    return NewYes(
        YesKind(kind),
        sent.text("yes_by"),
        YesWay(way) if way in set(YesWay) else YesWay.ALOUD,
        day,
    )


def _address(code: str, involvement: int) -> str:
    return reverse("involvement", kwargs={"code": code, "involvement": involvement})


# --- drawing --------------------------------------------------------------------------------


def _draw(visit: HouseholdVisit, involvement: int, form: FormState) -> HttpResponse:
    try:
        helper = helper_of(visit.head, involvement)
    except UnknownHelperError:
        raise Http404 from None
    if is_of_another(visit, helper):
        refused = Decision(allowed=False, reason=Reason.ENFORCEMENT)
        raise NotAllowedError(Action.SEE_PEOPLE, refused)
    page = InvolvementPage(
        form=form,
        name=helper.name,
        role=role_words()[helper.role],
        purpose=helper.purpose,
        ground=helper.legal_ground,
        notes=ground_notes(helper.ground),
        groups=[_group(visit, helper, kind) for kind in YesKind],
        kinds=[
            Option(one.value, title, one.value == form.value("kind"))
            for one, (title, _about) in yes_words().items()
        ],
        speakers=speaker_options(visit, helper, form.value("yes_by")),
        ways=way_options(visit, form.value("yes_way")),
        closed=closed_line(visit, helper),
        back=reverse("people", kwargs={"code": visit.head.code}),
    )
    return visit.draw("involvement.html", status=422 if form.problems else 200, page=page)


def is_of_another(visit: HouseholdVisit, helper: InvolvementRow) -> bool:
    """Whether it is a part that this viewer reads nothing of: enforcement reads its own alone."""
    enforced = visit.head.facts.involvement is InvolvementRole.ENFORCEMENT
    return enforced and helper.id != visit.head.own_part


def yes_words() -> Mapping[YesKind, tuple[str, str]]:
    """Return for each yes what it is called, and what it means."""
    return {
        YesKind.PROCESSING: (
            _("Using data"),
            _("Only needed where the ground asks for consent. Withdrawn, this household closes."),
        ),
        YesKind.SECRECY: (
            _("Telling what falls under professional secrecy"),
            _("Withdrawn, others see of this part only that it is there, and when."),
        ),
        YesKind.HELP: (
            _("The help itself"),
            _("Withdrawn, who leads calls about it. What a court or a law asks goes on."),
        ),
    }


def _group(visit: HouseholdVisit, helper: InvolvementRow, kind: YesKind) -> YesGroup:
    title, about = yes_words()[kind]
    rows = [one for one in helper.yeses if one.kind is kind]
    lacking = kind is YesKind.PROCESSING and lacks_consent(helper)
    return YesGroup(
        anchor=f"yes-{kind.value}",
        title=title,
        about=about,
        lines=[_line(visit, helper, one) for one in rows],
        lacking=_("The ground asks for this yes, and it is not written down.") if lacking else "",
    )


def _line(visit: HouseholdVisit, helper: InvolvementRow, row: YesRow) -> YesLine:
    speaker = PersonRef(row.involvement, row.member, row.supporter)
    day = wording.day(row.given_on, year=True)
    said = _WAYS[row.way]() % {"name": _names(visit).get(speaker, "?"), "day": day}
    gone = ""
    if row.withdrawn_on is not None:
        day = wording.day(row.withdrawn_on, year=True)
        gone = _("Withdrawn on %(day)s.") % {"day": day}
    allowed = row.stands and may(visit.actor, Action.WITHDRAW_YES, _facts(visit, helper, speaker))
    return YesLine(said, gone, ref("yes", row.id) if allowed else "")


_WAYS: Mapping[YesWay, Callable[[], str]] = {
    YesWay.SELF: lambda: _("%(name)s said yes here, on %(day)s."),
    YesWay.ALOUD: lambda: _("%(name)s said yes aloud, on %(day)s."),
    YesWay.SIGNED: lambda: _("%(name)s signed for it, on %(day)s."),
}


def _names(visit: HouseholdVisit) -> dict[PersonRef, str]:
    everybody = everybody_of(visit.head)
    names = {PersonRef(member=one.id): one.name for one in everybody.members}
    names |= {PersonRef(involvement=one.id): one.name for one in everybody.involvements}
    return names | {PersonRef(supporter=one.id): one.name for one in everybody.supporters}


def _facts(visit: HouseholdVisit, helper: InvolvementRow, by: PersonRef) -> Facts:
    facts = involvement_facts(visit.head, helper)
    mine = visit.head.facts.member
    about_self = mine is not None and by.member == mine
    return Facts(household=facts.household, own_part=facts.own_part, about_self=about_self)


def speaker_options(
    visit: HouseholdVisit, helper: InvolvementRow | None, chosen: str
) -> list[Option]:
    """Return whose yes this viewer may write down; a resident's own only, for a resident."""
    names, keys = _names(visit), everybody_of(visit.head).keys()
    refs = speakers_here(visit.head)
    if helper is not None:
        refs = tuple(
            one for one in refs if may(visit.actor, Action.RECORD_YES, _facts(visit, helper, one))
        )
    options = [Option(keys[one], names[one], keys[one] == chosen) for one in refs if one in keys]
    if len(options) < 2:
        return options
    return [Option("", _("Choose who said yes"), not chosen), *options]


def way_options(visit: HouseholdVisit, chosen: str) -> list[Option]:
    """Return the ways in which a yes was given: here, for who lives there; else aloud or signed."""
    words = {YesWay.ALOUD: _("Said aloud"), YesWay.SIGNED: _("Signed")}
    if visit.head.facts.member is not None:
        words = {YesWay.SELF: _("I say it here")}
    first = next(iter(words)).value
    return [Option(one.value, said, one.value == (chosen or first)) for one, said in words.items()]


def closed_line(visit: HouseholdVisit, helper: InvolvementRow) -> str:
    """Return since when a part opens nothing; empty when it does."""
    if helper.closed_at is None or helper.is_open(visit.work.at):
        return ""
    day = wording.day(localdate(helper.closed_at), year=True)
    said = _("Consent was withdrawn on %(day)s: %(name)s sees nothing of this household any more.")
    return said % {"day": day, "name": wording.first_name(helper.name)}


# --- the ground -----------------------------------------------------------------------------


def ground_notes(ground: str) -> list[str]:
    """Return what a ground lets through, in which direction, and what about it is not sure."""
    found = next((one for one in load_grounds() if one.id == ground), None)
    if found is None:
        return [_("This ground is written in words; it is not one of the list.")]
    notes = [_direction(found)]
    if needs_consent(found.id):
        notes.append(_("It asks for the consent of whom it concerns, recorded apart."))
    if not found.sure:
        notes.append(_("Still to be checked: nobody read this in the law yet."))
    if found.switch:
        notes.append(_("This law is not known to be in force."))
    return [one for one in notes if one]


def _direction(ground: LegalGround) -> str:
    domains: Mapping[str, str] = {
        "wmo": _("social support (Wmo)"),
        "youth": _("youth care (Jeugdwet)"),
        "income": _("work and income (Participatiewet)"),
        "debts": _("debt help (Wgs)"),
        "care": _("treatment"),
        "safety": _("Veilig Thuis"),
    }
    if not ground.to or not ground.sources:
        return ""
    sources: Sequence[str] = [domains[one] for one in ground.sources]
    return _("Data may go to %(to)s from %(sources)s, as far as that is necessary.") % {
        "to": domains[ground.to],
        "sources": wording.listing(sources),
    }


__all__ = ["closed_line", "involvement_form", "speaker_options", "way_options", "yes_of"]
