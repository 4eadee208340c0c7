"""*Wat er loopt*: what is going on in a household, and the forms by which something begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.coordination.holding import item_facts
from tandem.actions.coordination.offers import NewOffer
from tandem.actions.coordination.signals import NewSignal, give_signal
from tandem.actions.coordination.tasks import (
    NewAction,
    NewCommission,
    NewDispute,
    add_action,
    add_commission,
    add_dispute,
)
from tandem.actions.errors import InvalidError
from tandem.actions.households import household_facts
from tandem.actions.unseen import unseen_of
from tandem.core.access import Action, may
from tandem.core.access.talks import names_in
from tandem.core.coordination.items import ItemKind
from tandem.formats.rulebase_signals import load_signals
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import ItemRow, items_given, items_of
from tandem.records.coordination.models import MaySee
from tandem.records.people.directory import professional, professionals
from tandem.records.people.rows import ProfessionalRow
from tandem.records.work import Work
from tandem.web.pages.choices import ground_options, ground_text
from tandem.web.pages.days import day_of
from tandem.web.pages.doors import Change, HouseholdVisit, Visit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.happening import own_lines
from tandem.web.pages.item_words import (
    KINDS,
    MAY_SEE,
    is_late,
    note_of,
    seen_name,
    standing_of_item,
    text_of,
    word_options,
)
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Link
from tandem.web.shapes.items import ItemLine, ItemsPage, NewItemPage

SEARCH = "search"
"""What the button says that searches the list of professionals."""
FIELDS: dict[str, tuple[str, ...]] = {
    "signal": ("concern", "words"),
    "action": ("text", "due_on", "for_family"),
    "commission": (
        *("text", "due_on", "report_back", "may_see", "q", "to", "note", "legal_ground"),
        "for_family",
    ),
    "dispute": ("text", "between", "pays_first"),
}


@household_page(Action.SEE_ITEMS, look="items")
def items(visit: HouseholdVisit) -> HttpResponse:
    """Draw what is going on; to the family and its own circle what they gave themselves."""
    head = visit.head
    own = _is_own(head)
    found = (
        items_given(visit.work, head.id, visit.account.pk, head.facts.member)
        if own
        else items_of(visit.work, head.id)
    )
    lines = [(one, _line(visit, one, own=own)) for one in found]
    page = ItemsPage(
        is_own=own,
        familiar=visit.account.informal,
        open=[line for one, line in lines if not one.is_over],
        over=[line for one, line in lines if one.is_over],
        add=_add(visit),
        back=_address("my-plan", head.code) if head.facts.member is not None else "",
        own=() if own else own_lines(visit),
        add_own="" if own or not _adds_own(visit) else _address("own-action-new", head.code),
    )
    return _drawn(visit, "items_own.html" if own else "items.html", page)


def _drawn(
    visit: HouseholdVisit, template: str, page: ItemsPage | NewItemPage, status: int = 200
) -> HttpResponse:
    """Draw a page; somebody of the own circle gets nothing that stands around those of a family."""
    around = Visit if visit.head.facts.supporter is not None else HouseholdVisit
    return around.draw(visit, template, page=page, status=status)


def _is_own(head: Head) -> bool:
    return head.facts.member is not None or head.facts.supporter is not None


def _write(head: Head, row: ItemRow) -> str:
    """Return where somebody of the family writes about a signal that is open."""
    if head.facts.member is None or row.is_over:
        return ""
    return _address("item-talk", head.code, item=row.id)


def _answered(head: Head, row: ItemRow) -> str:
    """Return what was answered; nothing when it names somebody of whom the reader may not know."""
    if not row.is_over or names_in(row.outcome, unseen_of(head).names):
        return ""
    return f" {row.outcome}"


def _line(visit: HouseholdVisit, row: ItemRow, *, own: bool) -> ItemLine:
    head, today = visit.head, visit.work.today
    opens = bool(may(visit.actor, Action.SEE_ITEM, item_facts(visit.work, head, row)))
    name = seen_name(head, row.holder, row.holder_name)
    hidden = name != row.holder_name
    return ItemLine(
        kind=KINDS[row.kind](),
        is_question=row.question is not None,
        text=text_of(row) if opens else "",
        standing=standing_of_item(head, row) + (_answered(head, row) if own else ""),
        since=localdate(row.opened_at),
        due=row.due_on,
        is_late=is_late(row, today),
        href=_address("item", head.code, item=row.id) if opens and not own else "",
        telephone=head.leader.telephone if hidden else row.holder_telephone,
        holder=name,
        note="" if own else note_of(row, today),
        write=_write(head, row) if own else "",
    )


def _adds_own(visit: HouseholdVisit) -> bool:
    return bool(may(visit.actor, Action.ADD_OWN_ACTION, household_facts(visit.head)))


def _add(visit: HouseholdVisit) -> list[Link]:
    code, facts = visit.head.code, household_facts(visit.head)
    links = []
    if may(visit.actor, Action.GIVE_SIGNAL, facts):
        links.append(Link(_("Give a signal"), _address("signal-new", code)))
    if may(visit.actor, Action.ADD_ITEM, facts):
        links += [
            Link(_("New action"), _address("action-new", code)),
            Link(_("New commission"), _address("commission-new", code)),
            Link(_("It is not agreed who pays"), _address("dispute-new", code)),
            Link(_("What was tried?"), _address("ladder", code)),
        ]
    return links


def _address(route: str, code: str, **values: int) -> str:
    return reverse(route, kwargs={"code": code, **values})


# --- beginning something --------------------------------------------------------------------


def _shown(kind: str, action: Action) -> Callable[..., HttpResponse]:
    def show(visit: HouseholdVisit) -> HttpResponse:
        return _form(visit, kind, FormState(_address(f"{kind}-new", visit.head.code)))

    show.__name__ = f"{kind}_asked"
    return household_page(action, look="items")(show)


def _sent(
    kind: str, action: Action, make: Callable[[Change, Work, str], int], said: Callable[[], str]
) -> Callable[..., HttpResponse]:
    def send(sent: Change, code: str) -> HttpResponse:
        if sent.text("do") == SEARCH:
            asked = FormState(_address(f"{kind}-new", code), values_of(sent, FIELDS[kind]))
            return sent.visit(code, lambda visit: _form(visit, kind, asked), action)
        try:
            sent.door.run(lambda work: make(sent, work, code))
        except InvalidError as error:
            values, wrong = values_of(sent, FIELDS[kind]), problems_of(error, FIELDS[kind])
            form = FormState(_address(f"{kind}-new", code), values, wrong)
            return sent.visit(code, lambda visit: _form(visit, kind, form), action)
        messages.success(sent.request, said())
        return HttpResponseRedirect(_address("items", code))

    send.__name__ = f"{kind}_sent"
    return change(action)(send)


def _signal(sent: Change, work: Work, code: str) -> int:
    return give_signal(work, code, NewSignal(sent.text("concern"), sent.text("words")))


def _action(sent: Change, work: Work, code: str) -> int:
    due_on = day_of(sent.text("due_on"))
    return add_action(work, code, NewAction(sent.text("text"), due_on, sent.text("for_family")))


def _commission(sent: Change, work: Work, code: str) -> int:
    new = NewCommission(
        sent.text("text"),
        day_of(sent.text("due_on")),
        sent.text("report_back"),
        may_see_of(sent.text("may_see")),
        offer_of(sent, work),
        sent.text("for_family"),
    )
    return add_commission(work, code, new)


def _dispute(sent: Change, work: Work, code: str) -> int:
    new = NewDispute(sent.text("text"), sent.text("between"), sent.text("pays_first"))
    return add_dispute(work, code, new)


def may_see_of(text: str) -> MaySee:
    """Return what was chosen that the other may see; the least when nothing was."""
    return next((one for one in MaySee if one.value == text), MaySee.ASKED)


def offer_of(sent: Change, work: Work) -> NewOffer:
    """Return to whom something is offered, as it was filled in."""
    ground = ground_text(work.today, sent.text("legal_ground"))
    return NewOffer(sent.number("to"), sent.text("note"), ground)


signal_form = shown_and_sent(
    _shown("signal", Action.GIVE_SIGNAL),
    _sent(
        "signal",
        Action.GIVE_SIGNAL,
        _signal,
        lambda: _("Your signal is noted, and somebody has it."),
    ),
)
action_form = shown_and_sent(
    _shown("action", Action.ADD_ITEM),
    _sent("action", Action.ADD_ITEM, _action, lambda: _("The action is noted. You have it.")),
)
commission_form = shown_and_sent(
    _shown("commission", Action.ADD_ITEM),
    _sent(
        "commission",
        Action.ADD_ITEM,
        _commission,
        lambda: _("The commission is offered. Until there is a yes, you have it."),
    ),
)
dispute_form = shown_and_sent(
    _shown("dispute", Action.ADD_ITEM),
    _sent("dispute", Action.ADD_ITEM, _dispute, lambda: _("It is noted. The help goes on.")),
)


def _form(visit: HouseholdVisit, kind: str, form: FormState) -> HttpResponse:
    head = visit.head
    asks_somebody = kind == ItemKind.COMMISSION.value
    page = NewItemPage(
        form=form,
        kind=kind,
        familiar=visit.account.informal,
        readers=_readers(head, kind),
        back=_address("items", head.code),
        is_own=_is_own(head),
        holder=head.leader.name,
        concerns=word_options(load_signals().concerns, form.value("concern")),
        may_see=[
            Option(one.value, said(), one.value == (form.value("may_see") or MaySee.ASKED.value))
            for one, said in MAY_SEE.items()
        ],
        people=people_options(visit, form) if asks_somebody else (),
        grounds=ground_options(visit.work.today, form.value("legal_ground")),
    )
    return _drawn(visit, "item_new.html", page, 422 if form.problems else 200)


def _readers(head: Head, kind: str) -> str:
    if kind == "signal":
        return _("%(name)s, the team leader of the area, and whoever takes it over.") % {
            "name": head.leader.name
        }
    if kind == "commission":
        return _("You, whom you ask, who leads the plan and the team leader of the area.")
    return _("You, who leads the plan and the team leader of the area.")


def people_options(visit: HouseholdVisit, form: FormState) -> Sequence[Option]:
    """Return whom something can be offered to: who helps here, or who was searched for."""
    head, wanted = visit.head, form.value("q")[:60]
    chiefs = [head.leader, head.team_leader]
    helpers = [
        ProfessionalRow(one.professional, one.name, one.function, one.organisation, one.telephone)
        for one in head.involved
        if not one.is_veiled
    ]
    here = {one.id: one for one in (*helpers, *chiefs)}.values()
    return found_people(visit.work, form, here if not wanted else (), visit.actor.professional)


def found_people(
    work: Work, form: FormState, known: Iterable[ProfessionalRow], besides: int | None
) -> list[Option]:
    """Return who was searched for among all, else who is known; whoever was chosen stays there."""
    wanted, chosen = form.value("q")[:60], form.value("to")
    rows = list(professionals(work, wanted).rows) if wanted else list(known)
    if chosen.isdecimal() and int(chosen) not in {one.id for one in rows}:
        rows += [one for one in (professional(work, int(chosen[:15])),) if one is not None]
    first = Option("", _("Choose somebody"), not chosen)
    return [first, *(person_option(one, chosen) for one in rows if one.id != besides)]


def person_option(one: ProfessionalRow, chosen: str) -> Option:
    """Return a professional to choose, with function and organisation."""
    said = ", ".join(part for part in (one.name, one.function, one.organisation) if part)
    return Option(str(one.id), said, str(one.id) == chosen)
