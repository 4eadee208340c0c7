"""A look in words: who looked at what, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from tandem.core.access import Basis, Standing
from tandem.records.audit.looks import SeenLook
from tandem.records.coordination.look_items import LookItemRow
from tandem.records.coordination.unseen import WORKER
from tandem.web import wording
from tandem.web.environment import you
from tandem.web.pages.people_words import worker_word
from tandem.web.shapes.looks import LookRow

PAGES: Mapping[str, Callable[[], str]] = {
    "agreement": lambda: _("an agreement"),
    "attachment": lambda: _("a file"),
    "citizen-number": lambda: _("a citizen service number"),
    "copy": lambda: _("everything, for a copy"),
    "files": lambda: _("the files with an agreement"),
    "guest-agreement": lambda: _("the one agreement that a letter was about"),
    "request": lambda: _("a request of a resident"),
    "rights": lambda: _("the rights of a resident"),
    "answer": lambda: _("an answer to an agreement"),
    "changes": lambda: _("a proposal"),
    "check": lambda: _("Does it fit?"),
    "conference": lambda: _("the page for the conference"),
    "discretion": lambda: _("who sees what"),
    "form": lambda: _("a form"),
    "goal": lambda: _("a goal"),
    "item": lambda: _("a signal, an action or a commission"),
    "items": lambda: _("What is going on"),
    "history": lambda: _("what changed"),
    "lead": lambda: _("who leads"),
    "handover": lambda: _("the handover to another lead"),
    "lead-answer": lambda: _("what the family says of who leads"),
    "lead-question": lambda: _("the question to lead"),
    "load": lambda: _("how busy it is"),
    "look-item": lambda: _("a question about a look"),
    "looks": lambda: _("Who had a look"),
    "money": lambda: _("income and fixed costs"),
    "my-plan": lambda: _("My plan"),
    "order": lambda: _("the order of the goals"),
    "own-part": lambda: _("the own part"),
    "own-action": lambda: _("something that the family does itself"),
    "own-words": lambda: _("what somebody wants, in their own words"),
    "people": lambda: _("People"),
    "places": lambda: _("places and ways"),
    "plan": lambda: _("Our plan"),
    "plan-pdf": lambda: _("Our plan, on paper"),
    "record-answer": lambda: _("writing down an answer"),
    "record-lead-answer": lambda: _("writing down what the family says of who leads"),
    "talk": lambda: _("a conversation"),
    "talks": lambda: _("the messages"),
    "what-if": lambda: _("what if"),
    "means": lambda: _("what was bought, refused and in the way"),
    "ask-to-change": lambda: _("asking to change an agreement"),
    "matter": lambda: _("something that waits for who reads it"),
    "obstacle": lambda: _("naming what stands in the way"),
    "refusal": lambda: _("saying no to something"),
    "ladder": lambda: _("what was tried"),
    "one-plan": lambda: _("whether there is one plan"),
    "yes-to-all": lambda: _("yes to everything"),
}
"""What the log calls a page, and how it is called in a sentence."""


def look_row(
    look: SeenLook,
    *,
    me: int | None,
    familiar: bool,
    ask: str = "",
    asked: Iterable[LookItemRow] = (),
) -> LookRow:
    """Return a look in words; `me` is the account that reads it."""
    standing = look.standing
    return LookRow(
        at=look.at,
        what=_what(look, me, familiar=familiar).replace("?.", "?"),
        why=_why(standing) if look.account != me else "",
        ground=standing.ground,
        is_emergency=standing.basis is Basis.EMERGENCY,
        ask=ask,
        asked=[_asked(one) for one in asked],
    )


def page_name(page: str) -> str:
    """Return how a page is called in a sentence; a guest's has the number of a link behind it."""
    found = PAGES.get(page.split(maxsplit=1)[0] if page else "")
    return found() if found else _("another page")


def _what(look: SeenLook, me: int | None, *, familiar: bool) -> str:
    values = {
        "name": worker_word() if look.standing.name == WORKER else look.standing.name,
        "organisation": look.standing.organisation,
        "page": page_name(look.page),
    }
    if look.account is not None and look.account == me:
        return str(you("You looked at: %(page)s.", familiar, page=values["page"]))
    if not look.is_readable:
        return _("Somebody looked at: %(page)s. Who it was is not kept any more.") % values
    if look.standing.organisation:
        return _("%(name)s of %(organisation)s looked at: %(page)s.") % values
    return _("%(name)s looked at: %(page)s.") % values


WHY: Mapping[Basis, Callable[[], str]] = {
    Basis.LEAD: lambda: _("Because: leads this plan."),
    Basis.STAND_IN: lambda: _("Because: stands in for who leads this plan."),
    Basis.INVOLVED: lambda: _("Because: is involved in this household."),
    Basis.TEAM_LEADER: lambda: _("Because: is the team leader of this area."),
    Basis.MEMBER: lambda: _("Because: lives here."),
    Basis.ASKED: lambda: _("Because: was asked to lead this plan."),
    Basis.EMERGENCY: lambda: _("Emergency access: %(purpose)s."),
    Basis.HOLDER: lambda: _("Because: answers a question about who looked."),
    Basis.UNKNOWN: lambda: "",
}


def _why(standing: Standing) -> str:
    if standing.basis is Basis.INVOLVED and standing.purpose:
        said = _("Because: is involved, for %(purpose)s.")
    else:
        said = WHY[standing.basis]()
    return said % {"purpose": wording.quoted(standing.purpose)}


def _asked(item: LookItemRow) -> str:
    values = {
        "asker": wording.first_name(item.asker),
        "day": wording.day(item.opened_at),
        "holder": item.holder_name,
        "due": wording.day(item.due_on) if item.due_on else "",
        "answer": wording.quoted(item.outcome),
    }
    if item.outcome:
        return _("%(asker)s asked why on %(day)s. %(holder)s answered: %(answer)s") % values
    return _("%(asker)s asked why on %(day)s. %(holder)s answers no later than %(due)s.") % values
