"""*Wat er ligt*: everything that waits, of oneself or of a team; taking, offering and giving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tandem.actions.coordination.holding import UnknownItemError
from tandem.actions.coordination.items import (
    Seen,
    answer_offer,
    drop_view,
    give_item,
    offer_item,
    save_view,
    take_item,
)
from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError, Problem
from tandem.core.access import Action, Duty
from tandem.core.access.idle import PRIVATE_KINDS
from tandem.records.coordination.heads import UnknownHouseholdError
from tandem.records.coordination.held import (
    A_PAGE,
    Caseload,
    Due,
    Filter,
    Held,
    HeldRow,
    WeekCount,
    Whose,
    caseload,
    held,
    receivers,
    views_of,
)
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.numbers import whole
from tandem.web.pages.doors import Change, View, Visit, change, page
from tandem.web.pages.forms import drawn_again, shown_and_sent, values_of
from tandem.web.problems import message_of, problems_of
from tandem.web.refs import number_of, ref
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Link
from tandem.web.shapes.today import Pages
from tandem.web.shapes.work_list import Bar, ItemLine, WorkPage
from tandem.web.shapes.work_list import View as OwnView

FIELDS = ("to", "reason", "name", "words")
FILTERS = ("soort", "huishouden", "wanneer", "stil")
ROUTES = {Whose.MINE: "work", Whose.TEAM: "team-work"}
WIDEST = 200
AROUND = 3
MOST_PAGES = 4_000
OF_ONE = ("take", "accept", "decline")
MOST_CHOSEN = 50
"""Items that change hands in one go."""


@page(Action.SEE_TODAY)
def mine(visit: Visit) -> HttpResponse:
    """Show what somebody holds and is offered; a resident holds nothing here."""
    if visit.actor.professional is None:
        return HttpResponseRedirect(reverse("today"))
    return _draw(visit, Whose.MINE, visit.request.GET.urlencode(), _blank(Whose.MINE))


@page(Action.SEE_TODAY)
def team(visit: Visit) -> HttpResponse:
    """Show what colleagues hold in households that somebody has to do with."""
    if visit.actor.professional is None:
        return HttpResponseRedirect(reverse("today"))
    return _draw(visit, Whose.TEAM, visit.request.GET.urlencode(), _blank(Whose.TEAM))


@change(Action.SEE_TODAY)
def mine_sent(sent: Change) -> HttpResponse:
    """Do something with own items, or with an own view."""
    return _sent(sent, Whose.MINE)


@change(Action.SEE_TODAY)
def team_sent(sent: Change) -> HttpResponse:
    """Do something with items of the team, or with an own view."""
    return _sent(sent, Whose.TEAM)


own_list: View = shown_and_sent(mine, mine_sent)
team_list: View = shown_and_sent(team, team_sent)


def _blank(whose: Whose) -> FormState:
    return FormState(reverse(ROUTES[whose]))


# --- changing ---------------------------------------------------------------------------------


def _sent(sent: Change, whose: Whose) -> HttpResponse:
    if sent.account.professional_id is None:
        return HttpResponseRedirect(reverse("today"))
    query = _clean(sent.text("query"))
    try:
        said = _view_done(sent, query) or _items_done(sent)
    except InvalidError as error:
        form = FormState(
            reverse(ROUTES[whose]), values_of(sent, FIELDS), problems_of(error, FIELDS)
        )
        return drawn_again(sent, lambda visit: _draw(visit, whose, query, form))
    messages.success(sent.request, said)
    here = reverse(ROUTES[whose])
    return HttpResponseRedirect(f"{here}?{query}" if query else here)


def _clean(query: str) -> str:
    """Return the filters of an address, and nothing else that may stand there."""
    found = {name: value for name, value in parse_qsl(query[:500]) if name in FILTERS}
    return urlencode({name: found[name] for name in FILTERS if name in found})


def _view_done(sent: Change, query: str) -> str:
    """Keep or throw away a view when that is asked; return what was done."""
    do = sent.text("do")
    if do == "save-view":
        sent.door.run(lambda work: save_view(work, name=sent.text("name"), query=query))
        return _("Your view is kept.")
    if do.startswith("drop-"):
        view = number_of("view", do.removeprefix("drop-")) or 0
        sent.door.run(lambda work: drop_view(work, view))
        return _("Your view is gone.")
    return ""


def _items_done(sent: Change) -> str:
    """Do the same with each item that was chosen, one after another; say what came of it."""
    verb, named = _asked(sent.text("do"))
    change_one = _change_of(sent, verb)
    values = [named] if named else sent.request.POST.getlist("chosen")
    chosen = [one for one in map(_seen_of, values) if one]
    if not chosen:
        raise InvalidError(Problem("to", "Choose at least one thing on the list."))
    done, wrong = 0, [""]
    for seen in chosen[:MOST_CHOSEN]:
        problem = _tried(sent, partial(change_one, seen=seen))
        done += not problem
        wrong += [problem] if problem and problem not in wrong else []
    if not done:
        raise InvalidError(*(Problem("to", one, dutch=one) for one in wrong[1:]))
    said = ngettext("One thing is done.", "%(num)s things are done.", done) % {"num": done}
    return " ".join([said, *(one for one in wrong if one)])


def _asked(do: str) -> tuple[str, str]:
    """Return what is asked, and the one item that it is asked of; empty for what is ticked."""
    verb, _dash, named = do.partition("-")
    return (verb, named) if verb in OF_ONE else (do, "")


def _change_of(sent: Change, do: str) -> Callable[..., None]:
    """Return what is to be done with each item."""
    to = sent.number("to")
    reason, words = sent.text("reason"), sent.text("words")
    known: Mapping[str, Callable[..., None]] = {
        "take": take_item,
        "offer": partial(offer_item, to=to),
        "give": partial(give_item, to=to, reason=reason),
        "accept": partial(answer_offer, accepted=True),
        "decline": partial(answer_offer, accepted=False, words=words),
    }
    if do not in known:
        raise InvalidError(Problem("to", "Choose at least one thing on the list."))
    return known[do]


def _tried(sent: Change, do: Callable[[Work], None]) -> str:
    """Do one thing; return what was wrong with it, in a sentence."""
    try:
        sent.door.run(do)
    except InvalidError as error:
        return message_of(error.problems[0])
    except (ChangedMeanwhileError, UnknownItemError):
        return _("Somebody was just before you with one of them.")
    except (NotAllowedError, UnknownHouseholdError):
        return _("One of them is not yours to pass on.")
    return ""


def _value_of(row: HeldRow) -> str:
    return f"{row.code}.{ref('item', row.id)}.{row.version}"


def _seen_of(value: str) -> Seen | None:
    code, _dot, rest = value.partition(".")
    item, _dot, version = rest.partition(".")
    number, seen = number_of("item", item), whole(version)
    return Seen(code, number, seen) if code and number and seen else None


# --- drawing ----------------------------------------------------------------------------------


def _draw(visit: Visit, whose: Whose, query: str, form: FormState) -> HttpResponse:
    asked = dict(parse_qsl(query))
    wanted = _filter(whose, asked)
    number = min(max(1, whole(asked.get("bladzijde", "")) or 1), MOST_PAGES)
    found = held(visit.work, wanted, page=number)
    load = caseload(visit.work, whose)
    query = _clean(query)
    shown = WorkPage(
        form=form,
        title=_("What lies with the team") if whose is Whose.TEAM else _("What lies with you"),
        is_team=whose is Whose.TEAM,
        is_chief=Duty.TEAM_LEADER in visit.actor.duties,
        other=_other(whose),
        total=found.total,
        rows=[_line(visit, one, whose) for one in found.rows],
        kinds=_kinds(load, wanted.kind),
        dues=_dues(wanted.due),
        households=_households(found, wanted.household),
        only_idle=wanted.idle,
        here=reverse(ROUTES[whose]),
        query=query,
        receivers=_receivers(visit, found, form.value("to")),
        by_kind=_by_kind(load, whose),
        by_week=_by_week(load),
        views=[
            OwnView(ref("view", view), name, f"{reverse(ROUTES[whose])}?{kept}")
            for view, name, kept in views_of(visit.work)
        ],
        pages=_pages(number, -(-found.total // A_PAGE), reverse(ROUTES[whose]), query),
    )
    return visit.draw("work_list.html", status=422 if form.problems else 200, page=shown)


def _pages(current: int, total: int, here: str, query: str) -> Pages | None:
    """Return where one is in a long list; None when it is one page."""
    if total < 2:
        return None

    def at(number: int) -> str:
        return f"{here}?{urlencode([*parse_qsl(query), ('bladzijde', number)])}"

    near = range(max(1, current - AROUND), min(total, current + AROUND) + 1)
    return Pages(
        current,
        total,
        previous=at(current - 1) if current > 1 else "",
        following=at(current + 1) if current < total else "",
        near=[(number, at(number)) for number in near],
    )


def _filter(whose: Whose, asked: Mapping[str, str]) -> Filter:
    due = asked.get("wanneer", "")
    return Filter(
        whose,
        kind=asked.get("soort", "")[:20],
        household=asked.get("huishouden", "")[:20],
        due=Due(due) if due in set(Due) else None,
        idle="stil" in asked,
    )


def _other(whose: Whose) -> Link:
    if whose is Whose.MINE:
        return Link(_("What lies with the team"), reverse("team-work"))
    return Link(_("What lies with you"), reverse("work"))


def _line(visit: Visit, row: HeldRow, whose: Whose) -> ItemLine:
    today = visit.work.today
    is_team = whose is Whose.TEAM
    offered = ""
    if row.offered_to_me:
        offered = _("%(name)s offers this to you.") % {"name": row.holder_name}
    elif row.offered_to and row.offered_at:
        said = _("Offered to %(name)s on %(day)s.")
        offered = said % {"name": row.offered_to, "day": wording.day(localdate(row.offered_at))}
    return ItemLine(
        value=_value_of(row),
        what=kind_words(row.kind),
        text=row.text,
        household=row.name,
        href=reverse("plan", kwargs={"code": row.code}),
        due=wording.short_day(row.due_on) if row.due_on else _("no day"),
        is_late=row.due_on is not None and row.due_on < today,
        holder=row.holder_name if is_team else "",
        offered=offered,
        asks_me=row.offered_to_me,
        can_take=is_team and row.is_idle,
        is_idle=row.is_idle,
        can_choose=not row.offered_to_me and row.kind not in PRIVATE_KINDS,
    )


def kind_words(kind: str) -> str:
    """Return what an item of a kind is called; a kind without words of its own says its name."""
    known = {
        "correction": pgettext("item", "Something that is not right"),
        "destruction": pgettext("item", "Request for destruction"),
        "look-question": pgettext("item", "Question about a look"),
        "emergency-notice": pgettext("item", "Somebody looked in an emergency"),
        "signal": pgettext("item", "Signal"),
        "action": pgettext("item", "Action"),
        "question": pgettext("item", "Question"),
        "commission": pgettext("item", "Commission"),
        "handover": pgettext("item", "Handover"),
        "dispute": pgettext("item", "Dispute"),
        "simple-question": pgettext("item", "Simple question"),
        "obstacle": pgettext("item", "Obstacle"),
        "budget": pgettext("item", "Discretionary budget"),
        "lamp": pgettext("item", "Lamp"),
        "lead-choice": pgettext("item", "Choosing who leads"),
        "call-after-no": pgettext("item", "Call after a no"),
        "ask-to-change": pgettext("item", "Question to change something"),
    }
    return known.get(kind) or kind.replace("-", " ").capitalize()


def _kinds(load: Caseload, chosen: str) -> list[Option]:
    options = [
        Option(kind, f"{kind_words(kind)} ({count})", kind == chosen) for kind, count in load.kinds
    ]
    return [Option("", _("Every kind"), not chosen), *options]


def _dues(chosen: Due | None) -> list[Option]:
    words = {
        Due.OVERDUE: _("Past its day"),
        Due.THIS_WEEK: _("This week"),
        Due.LATER: _("Later"),
        Due.NO_DAY: _("Without a day"),
    }
    options = [Option(one.value, said, one is chosen) for one, said in words.items()]
    return [Option("", _("Any day"), chosen is None), *options]


def _households(found: Held, chosen: str) -> list[Option]:
    names = {one.code: one.name for one in found.rows}
    options = [Option(code, name, code == chosen) for code, name in names.items()]
    return [Option("", _("Every household"), not chosen), *options]


def _receivers(visit: Visit, found: Held, chosen: str) -> list[Option]:
    codes = sorted({one.code for one in found.rows})
    people = receivers(visit.work, codes) if codes else ()
    options = [Option(str(one), name, str(one) == chosen, home) for one, name, home in people]
    return [Option("", _("Choose a colleague")), *options]


def _by_kind(load: Caseload, whose: Whose) -> list[Bar]:
    here = reverse(ROUTES[whose])
    counts = [count for _, count in load.kinds]
    return [
        Bar(kind_words(kind), count, _width(count, counts), f"{here}?{urlencode({'soort': kind})}")
        for kind, count in load.kinds
    ]


def _by_week(load: Caseload) -> list[Bar]:
    counts = [one.count for one in load.weeks]
    return [
        Bar(_week_words(one), one.count, _width(one.count, counts), is_past=one.is_past)
        for one in load.weeks
    ]


def _week_words(one: WeekCount) -> str:
    if one.is_past:
        return _("Past its day")
    if one.first is None:
        return _("Without a day")
    return _("Week of %(day)s") % {"day": wording.short_day(one.first)}


def _width(count: int, counts: Sequence[int]) -> int:
    return WIDEST * count // max(1, *counts) if counts else 0
