"""*Wie ziet wat*: shielding something from a member, closing and opening a part of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError
from tandem.actions.errors import Problem as Wrong
from tandem.actions.households import Case, household_facts
from tandem.actions.people.shelter import set_shelter
from tandem.actions.plans.discretion import (
    Item,
    UnknownItemError,
    UnknownPartError,
    close_part,
    keep_apart,
    open_part,
    open_to_helpers,
    shield,
    unshield,
)
from tandem.actions.plans.find import UnknownAgreementError
from tandem.actions.plans.seeing import seen_case
from tandem.actions.plans.shieldable import Shieldable, ShieldKind, may_shield
from tandem.actions.plans.still_named import StillNamed, still_named
from tandem.core.access import Action, may
from tandem.records.plans.queries import plan_of
from tandem.records.plans.rows import ShieldRow
from tandem.records.work import Work
from tandem.web.pages.again import fresh_sign_in
from tandem.web.pages.cases import busy_word
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.shapes.discretion import Covered, DiscretionPage
from tandem.web.shapes.forms import FormState, Option, Problem

FIELDS = ("item", "member", "part", "to", "worker", "helped", "ground")


@household_page(Action.SEE_DISCRETION, look="discretion")
def discretion_asked(visit: HouseholdVisit) -> HttpResponse:
    """Show what is shielded and closed, and ask what is to be."""
    return _draw(visit, {})


def _opens(request: HttpRequest) -> bool:
    """Whether what is sent lets others see more: shielding and closing may be in a hurry."""
    return request.POST.get("do", "") in {"unshield", "open", "open-all", "no-shelter"}


@fresh_sign_in(back="discretion", when=_opens)
@change(Action.SEE_DISCRETION)
def discretion_sent(sent: Change, code: str) -> HttpResponse:
    """Shield, close or open, with its ground."""
    do = _DOES.get(sent.text("do"), _shield)
    try:
        sent.door.run(lambda work: do(work, code, sent))
    except InvalidError as error:
        return _again(sent, code, problems_of(error, FIELDS))
    except (UnknownAgreementError, UnknownItemError):
        return _again(sent, code, [Problem("item", _("Choose one of these."))])
    except UnknownPartError:
        return _again(sent, code, [Problem("part", _("Choose one of these."))])
    messages.success(sent.request, _("It is kept, with its ground."))
    return HttpResponseRedirect(reverse("discretion", kwargs={"code": code}))


discretion = shown_and_sent(discretion_asked, discretion_sent)


def _again(sent: Change, code: str, problems: Sequence[Problem]) -> HttpResponse:
    return sent.visit(
        code,
        lambda visit: _draw(visit, values_of(sent, FIELDS), problems),
        Action.SEE_DISCRETION,
    )


def _shield(work: Work, code: str, sent: Change) -> None:
    shield(work, code, item=_item(sent), member=sent.text("member"), ground=sent.text("ground"))


def _unshield(work: Work, code: str, sent: Change) -> None:
    unshield(work, code, item=_item(sent), member=sent.text("member"), ground=sent.text("ground"))


def _item(sent: Change) -> Item:
    """Return what was chosen; raises UnknownItemError for what cannot be shielded."""
    kind, _sep, key = sent.text("item").partition(":")
    if kind not in set(ShieldKind):
        raise UnknownItemError
    return Item(ShieldKind(kind), key)


def _close(work: Work, code: str, sent: Change) -> None:
    close_part(work, code, part=sent.text("part"), ground=sent.text("ground"))


def _open(work: Work, code: str, sent: Change) -> None:
    to = sent.text("to") or None
    open_part(work, code, part=sent.text("part"), to=to, ground=sent.text("ground"))


def _shelter(work: Work, code: str, sent: Change) -> None:
    if not sent.text("helped"):
        raise InvalidError(Wrong("helped", "Choose somebody who lives in this household."))
    _set_shelter(work, code, sent, sent.text("helped"))


def _no_shelter(work: Work, code: str, sent: Change) -> None:
    _set_shelter(work, code, sent, "")


def _set_shelter(work: Work, code: str, sent: Change, member: str) -> None:
    ground = sent.text("ground")
    set_shelter(work, code, helper=sent.text("worker"), member=member, ground=ground)


def _open_all(work: Work, code: str, sent: Change) -> None:
    open_to_helpers(work, code, ground=sent.text("ground"))


def _keep_apart(work: Work, code: str, sent: Change) -> None:
    keep_apart(work, code, ground=sent.text("ground"))


_DOES: dict[str, Callable[[Work, str, Change], None]] = {
    "shield": _shield,
    "unshield": _unshield,
    "close": _close,
    "open": _open,
    "shelter": _shelter,
    "no-shelter": _no_shelter,
    "open-all": _open_all,
    "keep-apart": _keep_apart,
}


# --- the page -------------------------------------------------------------------------------


def _draw(
    visit: HouseholdVisit, values: dict[str, str], problems: Sequence[Problem] = ()
) -> HttpResponse:
    form = FormState(reverse("discretion", kwargs={"code": visit.head.code}), values, problems)
    page = _page(visit, form)
    return visit.draw("discretion.html", page=page, status=422 if problems else 200)


def _page(visit: HouseholdVisit, form: FormState) -> DiscretionPage:
    """Return the page: what the viewer may shield, of what he or she knows."""
    case = seen_case(visit.work, visit.head, busy_word())
    shields = plan_of(visit.work, visit.head.id).shields
    items = may_shield(visit.actor, case)
    leads = bool(may(visit.actor, Action.SET_DEPTH, household_facts(visit.head)))
    chosen = form.values
    return DiscretionPage(
        form=form,
        opened=case.plan.opened_ground,
        shielded=_shielded(case, shields, items),
        items=[_choose(chosen.get("item")), *_options(items, chosen.get("item", ""))],
        members=[
            _choose(chosen.get("member")),
            *(
                Option(one.key, one.name, one.key == chosen.get("member"))
                for one in case.head.members
                if one.id != case.head.facts.member
            ),
        ],
        leads=leads,
        named=[_named(one) for one in still_named(case)] if leads else [],
        **_parts(case, chosen, leads=leads),
    )


def _shielded(
    case: Case, shields: Sequence[ShieldRow], items: Sequence[Shieldable]
) -> list[Covered]:
    """Return what is shielded of what the viewer may shield, from whom the viewer knows."""
    names = {one.id: one.name for one in case.head.members}
    return [
        Covered(item.name, names[one.member], one.ground, _KINDS[item.kind]())
        for one in shields
        for item in items
        if item.is_of(one) and one.member in names
    ]


def _options(items: Sequence[Shieldable], chosen: str) -> list[Option]:
    return [
        Option(value, f"{_KINDS[one.kind]()}: {one.name}", value == chosen)
        for one in items
        for value in (f"{one.kind.value}:{one.key}",)
    ]


def _choose(chosen: str | None) -> Option:
    return Option("", _("Choose"), not chosen)


def _named(one: StillNamed) -> str:
    words = _("What %(reader)s reads still names %(name)s: “%(text)s”.")
    return words % {"reader": one.reader, "name": one.name, "text": one.text}


class _Parts(TypedDict):
    workers: list[Covered]
    worker_options: list[Option]
    helped_options: list[Option]
    parts: list[Covered]
    part_options: list[Option]
    helpers: list[Option]


def _parts(case: Case, chosen: Mapping[str, str], *, leads: bool) -> _Parts:
    """Return which parts are closed to others, and the choices to close or open one."""
    if not leads:
        return _Parts(
            workers=[], worker_options=[], helped_options=[], parts=[], part_options=[], helpers=[]
        )
    names = {one.id: one.name for one in case.head.members}
    titles = {one.id: one.title for one in case.plan.parts}
    helpers = {one.id: one.name for one in case.head.helpers}
    return _Parts(
        workers=[
            Covered(one.name, names.get(one.shelter_for, ""), one.organisation)
            for one in case.head.involved
            if one.shelter_for is not None
        ],
        worker_options=[
            _choose(chosen.get("worker")),
            *(
                Option(one.key, one.name, one.key == chosen.get("worker"))
                for one in case.head.involved
            ),
        ],
        helped_options=[
            _choose(chosen.get("helped")),
            *(Option(m.key, m.name, m.key == chosen.get("helped")) for m in case.head.members),
        ],
        parts=[
            Covered(titles.get(one.part, ""), helpers.get(one.opened_to or 0, ""), one.ground)
            for one in case.plan.depths
        ],
        part_options=[
            _choose(chosen.get("part")),
            *(Option(one.key, one.title, one.key == chosen.get("part")) for one in case.plan.parts),
        ],
        helpers=[
            Option("", _("Everybody"), not chosen.get("to")),
            *(Option(one.key, one.name, one.key == chosen.get("to")) for one in case.head.involved),
        ],
    )


_KINDS: Mapping[ShieldKind, Callable[[], str]] = {
    ShieldKind.AGREEMENT: lambda: _("Agreement"),
    ShieldKind.PLACE: lambda: _("Only the place of the agreement"),
    ShieldKind.GOAL: lambda: _("Goal"),
    ShieldKind.MEMBER: lambda: _("Somebody who lives there, and everything that names that person"),
    ShieldKind.HELPER: lambda: _("Somebody who helps, and everything that names that person"),
    ShieldKind.SUPPORTER: lambda: _("Somebody from the network, and everything of that person"),
    ShieldKind.TELEPHONE: lambda: _("Only the telephone number of"),
}
