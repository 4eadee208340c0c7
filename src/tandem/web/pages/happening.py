"""What a family reads of the work for it, and of what it does itself: in kind words, never red."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.coordination.own_actions import SHOWN_FOR, own_actions_seen, own_facts
from tandem.actions.unseen import Unseen, unseen_of
from tandem.core.access import Action, may
from tandem.core.coordination.items import ItemKind, ItemState
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import ItemRow, items_for_family
from tandem.records.coordination.models import OwnEnd
from tandem.records.coordination.own_actions import OwnActionRow
from tandem.web import wording
from tandem.web.pages.doors import HouseholdVisit
from tandem.web.pages.item_words import seen_name
from tandem.web.refs import ref
from tandem.web.shapes.own_actions import Doing, Own

_STANDING: Mapping[ItemState, Callable[[], str]] = {
    ItemState.OPEN: lambda: _("%(holder)s does this."),
    ItemState.OFFERED: lambda: _("%(holder)s does this, and asked %(other)s to take it over."),
    ItemState.UNDER_WAY: lambda: _("%(other)s does this. %(holder)s is whom to call about it."),
    ItemState.REPORTED: lambda: _("%(other)s is done, and told %(holder)s."),
    ItemState.DONE: lambda: _("Done on %(day)s."),
    ItemState.FAILED: lambda: _("This did not work out. %(holder)s can tell more."),
    ItemState.WITHDRAWN: lambda: _("This is not needed any more."),
}
_COMMISSION: Mapping[ItemState, Callable[[], str]] = {
    ItemState.OPEN: lambda: _("%(holder)s looks for somebody who can do this."),
    ItemState.OFFERED: lambda: _("%(holder)s asked %(other)s on %(day)s to do this."),
}


def done_for(visit: HouseholdVisit) -> list[Doing]:
    """Return what is done for the family, as far as that was written for it.

    What somebody holds, is asked or carries out who is shielded from the reader is not there, nor
    is what names such a person.
    """
    head, unseen = visit.head, unseen_of(visit.head)
    rows = items_for_family(visit.work, head.id, visit.work.at - SHOWN_FOR)
    return [
        Doing(one.for_family, _standing(head, one), one.is_over)
        for one in rows
        if not _is_hidden(unseen, one)
    ]


def _is_hidden(unseen: Unseen, row: ItemRow) -> bool:
    item = row.core
    people = {item.holder, item.offered_to, item.carried_out_by}
    return bool(people & unseen.professionals) or unseen.is_named_in(row.for_family)


def _standing(head: Head, row: ItemRow) -> str:
    words = _COMMISSION if row.kind is ItemKind.COMMISSION else {}
    said = words.get(row.state, _STANDING[row.state])()
    other = ""
    if row.offer is not None:
        other = seen_name(head, row.offer.to, row.offer.name)
    elif row.commission is not None and row.commission.carried_out_by is not None:
        other = seen_name(head, row.commission.carried_out_by, row.commission.doer)
    since = row.closed_at or (row.offer.at if row.offer else row.opened_at)
    return said % {
        "holder": _holder(head, row),
        "other": other,
        "day": wording.day(localdate(since)),
    }


def _holder(head: Head, row: ItemRow) -> str:
    """Return whom one calls: who stands in, when that is for the lead who has it."""
    leads = head.lead is not None and head.lead.professional.id == row.holder
    if leads and head.stand_in is not None and not row.is_over:
        return head.leader.name
    return seen_name(head, row.holder, row.holder_name)


# --- what somebody does herself -----------------------------------------------------------------


def own_lines(visit: HouseholdVisit) -> list[Own]:
    """Return what people of the family do themselves, as the reader may know it."""
    return [own_line(visit, one) for one in own_actions_seen(visit.work, visit.head)]


def own_line(visit: HouseholdVisit, row: OwnActionRow) -> Own:
    """Return one, with where its doer says how it went."""
    head = visit.head
    speaks = may(visit.actor, Action.END_OWN_ACTION, own_facts(head, row))
    mine = row.member is not None and row.member == head.facts.member
    mine = mine or (row.supporter is not None and row.supporter == head.facts.supporter)
    address = reverse("own-action", kwargs={"code": head.code, "own": row.id})
    return Own(
        anchor=f"z-{ref('own', row.id)}",
        text=row.text,
        who="" if mine else row.name,
        by_when=row.by_when,
        remind_on=row.remind_on if mine else None,
        said=_said(row),
        href=address if speaks and row.ended is None else "",
    )


def _said(row: OwnActionRow) -> str:
    if row.ended is None or row.ended_at is None:
        return ""
    if row.ended is OwnEnd.NOT:
        return _("It did not work, because: %(words)s") % {"words": wording.quoted(row.words)}
    day = {"day": wording.day(localdate(row.ended_at))}
    return (
        _("Done, on %(day)s.") if row.ended is OwnEnd.WORKED else _("Not needed any more.")
    ) % day
