"""*Berichten*: the conversations of a household, beginning one, and one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.coordination.circles import me_in, people_of
from tandem.actions.coordination.holding import item_facts
from tandem.actions.coordination.talks import (
    NewTalk,
    SeenTalk,
    begin_talk,
    give_voice,
    item_of_talk,
    let_in,
    propose,
    read_talk,
    seen_talk,
    seen_talks,
    take_back,
    write_message,
)
from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import case_of, household_facts
from tandem.core.access import Action, may
from tandem.core.access.talks import Says, Someone
from tandem.records.coordination.items import ItemRow
from tandem.records.coordination.talks import MOST, DecisionRow, TalkRow, UnknownTalkError
from tandem.web import wording
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.item_words import KINDS
from tandem.web.pages.talk_words import (
    Names,
    in_short,
    options_of,
    readers_of,
    someone_of,
    someones_of,
    state_of,
    value_of,
    voice_words,
)
from tandem.web.problems import problems_of
from tandem.web.refs import number_of, ref
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.talks import (
    Decision,
    Said,
    TalkFormPage,
    TalkLine,
    TalkPage,
    TalksPage,
    Voice,
)

NEW_FIELDS = ("with", "subject", "text", "about")
FIELDS = ("text", "decision", "named", "whom")
ALL = 2_000
"""Messages of one conversation that a page holds when somebody asks for all of them."""


def _address(route: str, code: str, **values: int) -> str:
    return reverse(route, kwargs={"code": code, **values})


# --- the list ---------------------------------------------------------------------------------


@household_page(Action.SEE_TALKS, look="talks")
def talks(visit: HouseholdVisit) -> HttpResponse:
    """Show the conversations that somebody reads along in."""
    found = seen_talks(visit.work, visit.head)
    asks = may(visit.actor, Action.ASK_COLLEAGUE, household_facts(visit.head))
    page = TalksPage(
        rows=[line_of(visit, one, found.titles) for one in found.rows],
        new=_address("talk-new", visit.head.code),
        colleague=_address("colleague-ask", visit.head.code) if asks else "",
        familiar=visit.account.informal,
        is_family=visit.head.facts.member is not None,
    )
    return visit.draw("talks.html", page=page)


def line_of(visit: HouseholdVisit, row: TalkRow, titles: Mapping[int, str]) -> TalkLine:
    """Return a conversation as it stands in a list, with who reads along."""
    me = me_in(visit.work, visit.head)
    names = Names(visit.head, row.talkers, me, familiar=visit.account.informal)
    mine = row.last.by == me
    writer = wording.capital(names.you) if mine else names.name(row.last.by)
    return TalkLine(
        href=_address("talk", visit.head.code, talk=row.id),
        subject=row.subject,
        about=_about(row, titles),
        readers=names.listing(one.who for one in row.talkers),
        said=f"{writer}: {in_short(row.last.text)}",
        at=row.last.at,
        unread=row.unread,
        waits=row.open_decisions > 0,
    )


def _about(row: TalkRow, titles: Mapping[int, str]) -> str:
    if row.agreement is not None:
        return titles.get(row.agreement, "")
    return _("Something that somebody holds") if row.item is not None else ""


# --- a new one --------------------------------------------------------------------------------


@household_page(Action.SEE_TALKS, look="talks")
def talk_new(visit: HouseholdVisit) -> HttpResponse:
    """Ask who reads it, and what it is about; `afspraak` names an agreement."""
    about = visit.request.GET.get("afspraak", "")
    form = FormState(_address("talk-new", visit.head.code), {"about": about})
    return _draw_new(visit, form, visit.request.GET.getlist("met"))


@change(Action.WRITE_MESSAGE)
def talk_begun(sent: Change, code: str) -> HttpResponse:
    """Begin a conversation."""
    chosen = sent.request.POST.getlist("with")
    about = sent.text("about")
    new = NewTalk(
        subject=sent.text("subject"),
        text=sent.text("text"),
        circle=someones_of(chosen),
        agreement=(number_of("agreement", about) or 0) if about else None,
    )
    try:
        talk = sent.door.run(lambda work: begin_talk(work, code, new))
    except InvalidError as error:
        form = FormState(
            _address("talk-new", code),
            values_of(sent, NEW_FIELDS),
            problems_of(error, NEW_FIELDS),
        )
        return sent.visit(code, lambda visit: _draw_new(visit, form, chosen), Action.SEE_TALKS)
    messages.success(sent.request, _("Your message is sent."))
    return HttpResponseRedirect(_address("talk", code, talk=talk))


talk_form = shown_and_sent(talk_new, talk_begun)


def _draw_new(visit: HouseholdVisit, form: FormState, chosen: Sequence[str]) -> HttpResponse:
    me = me_in(visit.work, visit.head)
    people = [one for one in people_of(visit.work, visit.head) if one.who != me]
    about = number_of("agreement", form.value("about"))
    page = TalkFormPage(
        form=form,
        family=options_of([one for one in people if one.lives_here], chosen),
        helpers=options_of([one for one in people if not one.lives_here], chosen),
        about=_title(visit, about) if about else "",
        back=_address("talks", visit.head.code),
        familiar=visit.account.informal,
    )
    return visit.draw("talk_new.html", status=422 if form.problems else 200, page=page)


def _title(visit: HouseholdVisit, agreement: int) -> str:
    case = case_of(visit.work, visit.head.code)
    out = case.sight.hidden | case.sight.busy
    rows = (one for one in case.plan.agreements if one.id == agreement and one.key not in out)
    return next((one.title for one in rows), "")


# --- one of them ------------------------------------------------------------------------------


@household_page(Action.SEE_TALKS, look="talk", about="talk")
def talk_shown(visit: HouseholdVisit, talk: int) -> HttpResponse:
    """Show a conversation, with who reads along above where one writes."""
    return _draw(visit, talk, FormState(_address("talk", visit.head.code, talk=talk)))


@change(Action.WRITE_MESSAGE)
def talk_written(sent: Change, code: str, talk: int) -> HttpResponse:
    """Write, propose a decision, or let somebody in."""
    try:
        said = _done(sent, code, talk)
    except UnknownTalkError:
        raise Http404 from None
    except InvalidError as error:
        here = _address("talk", code, talk=talk)
        form = FormState(here, values_of(sent, FIELDS), problems_of(error, FIELDS))
        return _drawn_again(sent, code, talk, form)
    messages.success(sent.request, said)
    return HttpResponseRedirect(_address("talk", code, talk=talk))


talk_page = shown_and_sent(talk_shown, talk_written)


def _done(sent: Change, code: str, talk: int) -> str:
    """Do what the form asks, and return what was done."""
    match sent.text("do"):
        case "propose":
            named = someones_of(sent.request.POST.getlist("named"))
            text = sent.text("decision")
            sent.door.run(lambda work: propose(work, code, talk, text=text, named=named))
            return _("Your proposal is sent. Who is named answers here.")
        case "let-in":
            whom = someone_of(sent.text("whom"))
            sent.door.run(lambda work: let_in(work, code, talk, whom or Someone()))
            return _("From now on one more person reads along.")
        case _:
            sent.door.run(lambda work: write_message(work, code, talk, sent.text("text")))
            return _("Your message is sent.")


@change(Action.DECIDE_TOGETHER)
def decision_answered(sent: Change, code: str, talk: int, decision: int) -> HttpResponse:
    """Take a yes or a no to a proposal, or take the own proposal back."""
    try:
        _answer(sent, code, talk, decision)
    except UnknownTalkError:
        raise Http404 from None
    except InvalidError as error:
        return _answer_again(sent, code, talk, decision, error)
    messages.success(sent.request, _("Your answer is kept."))
    return HttpResponseRedirect(_address("talk", code, talk=talk))


def _answer(sent: Change, code: str, talk: int, decision: int) -> None:
    do, words = sent.text("do"), sent.text("words")
    if do == "take-back":
        sent.door.run(lambda work: take_back(work, code, talk, decision))
        return
    says = Says(do) if do in set(Says) else Says.NO
    sent.door.run(lambda work: give_voice(work, code, talk, decision, says=says, words=words))


def _answer_again(
    sent: Change, code: str, talk: int, decision: int, error: InvalidError
) -> HttpResponse:
    anchor = ref("decision", decision)
    found = problems_of(InvalidError(*(_at(anchor, one) for one in error.problems)))
    form = FormState(_address("talk", code, talk=talk), {}, found)
    return _drawn_again(sent, code, talk, form)


def _drawn_again(sent: Change, code: str, talk: int, form: FormState) -> HttpResponse:
    """Draw a conversation again with what was typed; nothing of it is lost."""
    return sent.visit(code, lambda visit: _draw(visit, talk, form), Action.SEE_TALKS, about=talk)


def _at(anchor: str, one: Problem) -> Problem:
    return Problem(f"d-{anchor}", one.text, one.values)


# --- drawing it -------------------------------------------------------------------------------


def _draw(visit: HouseholdVisit, talk: int, form: FormState) -> HttpResponse:
    most = ALL if "alles" in visit.request.GET else MOST
    try:
        found = seen_talk(visit.work, visit.head, talk, most=most)
    except UnknownTalkError:
        raise Http404 from None
    visit.account.unread -= read_talk(visit.work, talk)
    page = _page(visit, found, form)
    status = 422 if form.problems else 200
    return visit.draw_one("talk.html", alone="talk_alone.html", status=status, page=page)


def _page(visit: HouseholdVisit, seen: SeenTalk, form: FormState) -> TalkPage:
    head, found = visit.head, seen.talk
    row = found.row
    me = me_in(visit.work, head)
    names = Names(head, row.talkers, me, familiar=visit.account.informal)
    item = item_of_talk(visit.work, head, row.id) if row.item is not None else None
    people = people_of(visit.work, head, item)
    circle = [one.who for one in row.talkers]
    here = _address("talk", head.code, talk=row.id)
    picked = visit.request.POST.getlist("named")
    return TalkPage(
        form=form,
        subject=row.subject,
        about=seen.title or item_in_short(visit, item) or _about(row, {}),
        about_href=_about_href(visit, row, item),
        readers=readers_of(people, row.talkers, names),
        reads=names.listing(circle),
        with_family=any(one.member is not None for one in circle),
        messages=[
            Said(
                f"m-{ref('message', one.id)}",
                names.name(one.by),
                names.organisation(one.by),
                one.at,
                one.text.splitlines(),
                one.by == me,
                one.by.member is not None,
            )
            for one in found.messages
        ],
        earlier=f"{here}?alles=1" if found.earlier else "",
        decisions=[_decision(visit, row.id, one, names, form) for one in found.decisions],
        named=[
            Option(value_of(one), names.name(one), value_of(one) in picked)
            for one in circle
            if one != me
        ],
        others=[
            Option(value_of(one.who), one.name, note=one.organisation)
            for one in people
            if one.who not in circle
        ],
        back=_address("talks", head.code)
        if head.facts.is_tied_besides_emergency
        else _address("item", head.code, item=row.item or 0),
        familiar=visit.account.informal,
        is_family=head.facts.member is not None,
        is_alone=not head.facts.is_tied_besides_emergency,
    )


def item_in_short(visit: HouseholdVisit, item: ItemRow | None) -> str:
    """Return what a conversation is about, for who may read that; empty for others."""
    if item is None:
        return ""
    facts = item_facts(visit.work, visit.head, item)
    if not may(visit.actor, Action.SEE_ITEM, facts):
        return ""
    return f"{KINDS[item.kind]()}: {in_short(item.text)}"


def _about_href(visit: HouseholdVisit, row: TalkRow, item: ItemRow | None) -> str:
    code = visit.head.code
    if row.agreement is not None:
        return _address("agreement", code, agreement=row.agreement)
    return _address("item", code, item=item.id) if item and item_in_short(visit, item) else ""


def _decision(
    visit: HouseholdVisit, talk: int, one: DecisionRow, names: Names, form: FormState
) -> Decision:
    anchor = f"d-{ref('decision', one.id)}"
    code = visit.head.code
    return Decision(
        anchor=anchor,
        state=state_of(one),
        is_open=one.ended_at is None,
        is_decided=one.state.value == "decided",
        text=one.text,
        by=names.name(one.by) if one.by != names.me else names.you,
        voices=[Voice(voice_words(each, names)) for each in one.voices],
        action=_address("decision-answer", code, talk=talk, decision=one.id),
        asks_me=one.waits_for(names.me),
        is_mine=one.by == names.me,
        problem=form.problem(anchor),
    )
