"""*Wie ziet wat*: shielding an agreement from a member, closing and opening a part of the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError
from tandem.actions.households import Case
from tandem.actions.plans.discretion import (
    UnknownPartError,
    close_part,
    open_part,
    shield_agreement,
    unshield_agreement,
)
from tandem.actions.plans.find import UnknownAgreementError
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action
from tandem.core.model import OVER
from tandem.records.coordination.heads import head_of
from tandem.records.plans.finding import key_of_agreement
from tandem.records.work import Work
from tandem.web.pages.cases import busy_word, names_of
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.shapes.discretion import Covered, DiscretionPage
from tandem.web.shapes.forms import FormState, Option, Problem

FIELDS = ("agreement", "member", "part", "to", "ground")


@household_page(Action.SEE_DISCRETION, look="discretion")
def discretion_asked(visit: HouseholdVisit) -> HttpResponse:
    """Show what is shielded and closed, and ask what is to be."""
    return _draw(visit, {})


@change(Action.SEE_DISCRETION)
def discretion_sent(sent: Change, code: str) -> HttpResponse:
    """Shield, close or open, with its ground."""
    do = _DOES.get(sent.text("do"), _shield)
    try:
        sent.door.run(lambda work: do(work, code, sent))
    except InvalidError as error:
        return _again(sent, code, problems_of(error, FIELDS))
    except (UnknownAgreementError, UnknownPartError):
        return _again(sent, code, [Problem("agreement", _("Choose one of these."))])
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
    key = _key(work, code, sent)
    shield_agreement(work, code, key=key, member=sent.text("member"), ground=sent.text("ground"))


def _unshield(work: Work, code: str, sent: Change) -> None:
    key = _key(work, code, sent)
    unshield_agreement(work, code, key=key, member=sent.text("member"), ground=sent.text("ground"))


def _close(work: Work, code: str, sent: Change) -> None:
    close_part(work, code, part=sent.text("part"), ground=sent.text("ground"))


def _open(work: Work, code: str, sent: Change) -> None:
    to = sent.text("to") or None
    open_part(work, code, part=sent.text("part"), to=to, ground=sent.text("ground"))


_DOES: dict[str, Callable[[Work, str, Change], None]] = {
    "shield": _shield,
    "unshield": _unshield,
    "close": _close,
    "open": _open,
}


def _key(work: Work, code: str, sent: Change) -> str:
    found = key_of_agreement(head_of(work, code).id, sent.number("agreement"))
    if found is None:
        raise UnknownAgreementError
    return found


# --- the page -------------------------------------------------------------------------------


def _draw(
    visit: HouseholdVisit, values: dict[str, str], problems: Sequence[Problem] = ()
) -> HttpResponse:
    case = seen_case(visit.work, visit.head, busy_word())
    form = FormState(reverse("discretion", kwargs={"code": visit.head.code}), values, problems)
    page = _page(case, form)
    return visit.draw("discretion.html", page=page, status=422 if problems else 200)


def _page(case: Case, form: FormState) -> DiscretionPage:
    plan, names = case.plan, names_of(case.everybody)
    titles = {one.id: one.title for one in plan.agreements}
    parts = {one.id: one.title for one in plan.parts}
    by_member = {ref.member: name for ref, name in names.items() if ref.member}
    by_helper = {ref.involvement: name for ref, name in names.items() if ref.involvement}
    chosen = form.values
    return DiscretionPage(
        form=form,
        shielded=[
            Covered(titles.get(one.agreement, ""), by_member.get(one.member, ""), one.ground)
            for one in plan.shields
        ],
        parts=[
            Covered(parts.get(one.part, ""), by_helper.get(one.opened_to or 0, ""), one.ground)
            for one in plan.depths
        ],
        agreements=[
            Option("", _("Choose"), not chosen.get("agreement")),
            *(
                Option(str(one.id), one.title, str(one.id) == chosen.get("agreement"))
                for one in plan.agreements
                if one.state not in OVER
            ),
        ],
        members=[
            Option("", _("Choose"), not chosen.get("member")),
            *(Option(m.key, m.name, m.key == chosen.get("member")) for m in case.head.members),
        ],
        part_options=[
            Option("", _("Choose"), not chosen.get("part")),
            *(Option(one.key, one.title, one.key == chosen.get("part")) for one in plan.parts),
        ],
        helpers=[
            Option("", _("Everybody"), not chosen.get("to")),
            *(Option(one.key, one.name, one.key == chosen.get("to")) for one in case.head.involved),
        ],
    )
