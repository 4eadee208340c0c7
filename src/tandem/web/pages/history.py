"""*Wat er veranderde*: what happened to the plan, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.households import Case
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action, AnswerKind
from tandem.records.coordination.heads import Head
from tandem.records.plans.history import EventRow, history_of
from tandem.web import wording
from tandem.web.pages.cases import busy_word
from tandem.web.pages.doors import HouseholdVisit, household_page
from tandem.web.shapes.frame import Change
from tandem.web.shapes.history import HistoryPage

A_PAGE = 50
NOT_TOLD = frozenset({"checked"})
"""What Tandem works out by itself changes nothing for anybody."""


@household_page(Action.SEE_HISTORY, look="history")
def history(visit: HouseholdVisit) -> HttpResponse:
    """Draw what happened, the latest first."""
    before = visit.request.GET.get("voor", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None
    events = history_of(visit.work, visit.head.id, before=number, most=A_PAGE)
    older = ""
    if len(events) == A_PAGE:
        older = reverse("history", kwargs={"code": visit.head.code}) + f"?voor={events[-1].id}"
    case = seen_case(visit.work, visit.head, busy_word())
    page = HistoryPage(changes_of(visit.head, events, case), older)
    return visit.draw("history.html", page=page)


def changes_of(head: Head, events: tuple[EventRow, ...], case: Case | None = None) -> list[Change]:
    """Return what happened in sentences, without what nobody did or the viewer may not see."""
    names = names_of(head)
    told = (
        one for one in events if one.verb not in NOT_TOLD and (case is None or is_seen(one, case))
    )
    return [Change(localdate(one.at), tell(one, names)) for one in told]


def is_seen(event: EventRow, case: Case) -> bool:
    """Whether an event is of something that the viewer sees the words of."""
    if case.sight.is_whole:
        return True
    out = case.sight.hidden | case.sight.busy
    asked = event.data.get("changes")
    if isinstance(asked, list) and asked:
        return any(one.get("agreement") not in out for one in asked if isinstance(one, dict))
    if event.subject == "part":
        return False
    if event.subject not in {"agreement", "change"}:
        return True
    if event.data.get("key") in out:
        return False
    seen = {one.id for one in case.plan.agreements if not one.key.startswith("busy-")}
    about = event.data.get("agreement") if event.subject == "change" else event.subject_id
    return about is None or about in seen


def tell(event: EventRow, names: Mapping[str, str]) -> str:
    """Return one event as a sentence."""
    values = {
        "who": wording.first_name(event.actor) or "Tandem",
        "title": event.title,
        "by": names.get(str(event.data.get("by", "")), ""),
    }
    said = _said(event)
    if said is None:
        said = _SENTENCES.get((event.subject, event.verb)) or _SENTENCES.get(
            ("", event.verb), _changed_something
        )
    return said() % values


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
    return {key: wording.first_name(name) for key, name in people}


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
    ("goal", "added"): lambda: _("%(who)s added the goal “%(title)s”"),
    ("goal", "changed"): lambda: _("%(who)s changed the goal “%(title)s”"),
    ("goal", "completed"): lambda: _("The goal “%(title)s” is completed"),
    ("goal", "cancelled"): lambda: _("%(who)s gave the goal “%(title)s” up"),
    ("goal", "rejected"): lambda: _("%(who)s gave the goal “%(title)s” up"),
    ("", "said-own-words"): lambda: _("What %(by)s wants is written down anew"),
    ("", "money-entered"): lambda: _("%(who)s changed the money in the plan"),
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
    ("", "joined"): lambda: _("%(who)s wrote down who lives here"),
    ("", "named-parents"): lambda: _("%(who)s wrote down who has authority over a child"),
    ("", "asked-to-lead"): lambda: _("%(who)s asked somebody to lead"),
    ("", "accepted-to-lead"): lambda: _("%(who)s said yes to leading the plan"),
    ("", "declined-to-lead"): lambda: _("%(who)s said no to leading the plan"),
    ("", "took-question-back"): lambda: _("%(who)s took the question to lead back"),
    ("", "lead-passed"): lambda: _("Somebody else leads the plan from now on"),
    ("", "stands-in"): lambda: _("%(who)s let somebody stand in"),
    ("", "stepped-down"): lambda: _("%(who)s ended the one plan"),
}
