"""*Wat er veranderde*: what happened to the plan, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.households import Case
from tandem.actions.plans.seeing import seen_case
from tandem.actions.plans.seen_events import NOT_TOLD, is_seen, past_of
from tandem.actions.unseen import unseen_of
from tandem.core.access import Action, AnswerKind
from tandem.records.coordination.heads import Head
from tandem.records.plans.history import EventRow
from tandem.web import wording
from tandem.web.pages.cases import busy_word
from tandem.web.pages.doors import HouseholdVisit, household_page
from tandem.web.pages.people_words import worker_word
from tandem.web.shapes.frame import Change
from tandem.web.shapes.history import HistoryPage

A_PAGE = 50


@household_page(Action.SEE_HISTORY, look="history")
def history(visit: HouseholdVisit) -> HttpResponse:
    """Draw what happened, the latest first."""
    before = visit.request.GET.get("voor", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None
    case = seen_case(visit.work, visit.head, busy_word())
    past = past_of(visit.work, case, before=number, most=A_PAGE)
    older = ""
    if past.older is not None:
        older = reverse("history", kwargs={"code": visit.head.code}) + f"?voor={past.older}"
    page = HistoryPage(changes_of(visit.head, past.events), older)
    return visit.draw("history.html", page=page)


def changes_of(head: Head, events: Iterable[EventRow], case: Case | None = None) -> list[Change]:
    """Return what happened in sentences, without what nobody did or the viewer may not see."""
    names, nameless = names_of(head), unseen_of(head).nameless
    told = (
        _unnamed(one) if one.professional in nameless else one
        for one in events
        if one.verb not in NOT_TOLD and (case is None or is_seen(one, case))
    )
    return [Change(localdate(one.at), tell(one, names)) for one in told]


def _unnamed(event: EventRow) -> EventRow:
    return replace(event, actor=worker_word())


def tell(event: EventRow, names: Mapping[str, str]) -> str:
    """Return one event as a sentence."""
    values = {
        "who": _called(event.actor or str(event.data.get("guest_name", ""))),
        "title": event.title,
        "by": names.get(str(event.data.get("by", "")), ""),
    }
    said = _said(event)
    if said is None:
        said = _SENTENCES.get((event.subject, event.verb)) or _SENTENCES.get(
            ("", event.verb), _changed_something
        )
    return said() % values


def _called(actor: str) -> str:
    worker = worker_word()
    return worker if actor == worker else wording.first_name(actor) or "Tandem"


def _said(event: EventRow) -> Callable[[], str] | None:
    """Return the sentence of an answer: who answered may be another than who wrote it down."""
    if event.verb not in {"answered", "change-answered"}:
        return None
    kind = str(event.data.get("answer", ""))
    return _ANSWERS[AnswerKind(kind)] if kind in set(AnswerKind) else None


def names_of(head: Head) -> dict[str, str]:
    """Return the first name of everybody in the household and around it, by short name."""
    people = [(one.key, one.name) for one in head.members]
    people += [(one.key, one.name) for one in head.helpers]
    people += [(one.key, one.name) for one in head.supporters]
    worker = worker_word()
    return {key: name if name == worker else wording.first_name(name) for key, name in people}


def _changed_something() -> str:
    return _("%(who)s changed something in the plan")


_ANSWERS: Mapping[AnswerKind, Callable[[], str]] = {
    AnswerKind.YES: lambda: _("%(by)s said yes to “%(title)s”"),
    AnswerKind.NOT_AGREED: lambda: _("%(by)s does not agree with “%(title)s”"),
    AnswerKind.CANNOT: lambda: _("%(by)s wrote at “%(title)s”: this does not work"),
    AnswerKind.SEEN: lambda: _("%(by)s has seen “%(title)s”"),
}

_SENTENCES: Mapping[tuple[str, str], Callable[[], str]] = {
    ("agreement", "added"): lambda: _("%(who)s added the agreement “%(title)s”"),
    ("agreement", "changed"): lambda: _("%(who)s changed the agreement “%(title)s”"),
    ("agreement", "shielded"): lambda: _("%(who)s shielded “%(title)s” from somebody"),
    ("agreement", "unshielded"): lambda: _("%(who)s no longer shields “%(title)s”"),
    ("goal", "shielded"): lambda: _("%(who)s shielded “%(title)s” from somebody"),
    ("goal", "unshielded"): lambda: _("%(who)s no longer shields “%(title)s”"),
    ("", "shielded"): lambda: _("%(who)s shielded something from somebody"),
    ("", "unshielded"): lambda: _("%(who)s no longer shields something"),
    ("involvement", "shelter-set"): lambda: _("%(who)s said who works for a shelter"),
    ("part", "part-closed"): lambda: _("%(who)s let others see only when a part of the plan is"),
    ("part", "part-opened"): lambda: _("%(who)s opened a part of the plan to others"),
    ("agreement", "hold"): lambda: _("%(who)s let “%(title)s” stand still"),
    ("agreement", "resume"): lambda: _("%(who)s let “%(title)s” go on"),
    ("agreement", "start"): lambda: _("“%(title)s” has begun"),
    ("agreement", "agree"): lambda: _("Everybody said yes to “%(title)s”"),
    ("agreement", "reopen"): lambda: _("“%(title)s” is asked again"),
    ("agreement", "withdrawn"): lambda: _("%(who)s took “%(title)s” out of the plan"),
    ("agreement", "ended"): lambda: _("“%(title)s” has ended"),
    ("agreement", "failed"): lambda: _("“%(title)s” was tried, and has stopped"),
    ("agreement", "rejected"): lambda: _("“%(title)s” did not begin"),
    ("agreement", "asked-guest"): lambda: _("%(who)s asked %(by)s about “%(title)s” by a link"),
    ("agreement", "guest-withdrawn"): lambda: _("%(who)s withdrew the link of %(by)s"),
    ("agreement", "guest-answered"): lambda: _("%(who)s answered a question about “%(title)s”"),
    ("goal", "added"): lambda: _("%(who)s added the goal “%(title)s”"),
    ("goal", "changed"): lambda: _("%(who)s changed the goal “%(title)s”"),
    ("goal", "completed"): lambda: _("The goal “%(title)s” is completed"),
    ("goal", "cancelled"): lambda: _("%(who)s gave the goal “%(title)s” up"),
    ("goal", "rejected"): lambda: _("%(who)s gave the goal “%(title)s” up"),
    ("", "said-own-words"): lambda: _("What %(by)s wants is written down anew"),
    ("", "money-entered"): lambda: _("%(who)s changed the money in the plan"),
    ("", "places-set"): lambda: _("%(who)s changed the region or the ways between places"),
    ("", "order-set"): lambda: _("%(who)s changed what comes first"),
    ("", "proposal-chosen"): lambda: _("%(who)s put a proposal before everybody"),
    ("", "change-accepted"): lambda: _(
        "The change of “%(title)s” goes through: everybody said yes"
    ),
    ("", "change-declined"): lambda: _("The change of “%(title)s” is off: somebody said no"),
    ("", "change-withdrawn"): lambda: _("The change of “%(title)s” is withdrawn"),
    ("", "opened"): lambda: _("%(who)s opened this household"),
    ("", "imported"): lambda: _("%(who)s read the plans of everybody in"),
    ("", "involved"): lambda: _("%(who)s involved somebody"),
    ("", "stopped-helping"): lambda: _("%(by)s no longer helps here"),
    ("", "joined"): lambda: _("%(who)s wrote down who lives here"),
    ("", "named-parents"): lambda: _("%(who)s wrote down who has authority over a child"),
    ("", "yes-given"): lambda: _("A yes of %(by)s to somebody's part is written down"),
    ("", "yes-withdrawn"): lambda: _("%(by)s withdrew a yes to somebody's part"),
    ("", "representative-set"): lambda: _("It is written down who represents %(by)s by law"),
    ("", "representative-ended"): lambda: _("Somebody represents %(by)s by law no longer"),
    ("", "asked-to-lead"): lambda: _("%(who)s asked somebody to lead"),
    ("", "accepted-to-lead"): lambda: _("%(who)s said yes to leading the plan"),
    ("", "declined-to-lead"): lambda: _("%(who)s said no to leading the plan"),
    ("", "took-question-back"): lambda: _("%(who)s took the question to lead back"),
    ("", "lead-passed"): lambda: _("Somebody else leads the plan from now on"),
    ("", "stands-in"): lambda: _("%(who)s let somebody stand in"),
    ("", "taken-over"): lambda: _("Somebody else holds what %(by)s held"),
    ("", "plan-opened"): lambda: _("%(who)s let helpers see what each other's agreements are"),
    ("", "plan-kept-apart"): lambda: _(
        "%(who)s let helpers see of each other's agreements only when they are"
    ),
    ("", "ticked-one-plan"): lambda: _("%(who)s gave this household one plan"),
    ("", "stepped-down"): lambda: _("%(who)s ended the one plan"),
}
