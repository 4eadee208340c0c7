"""What *Vandaag* says of items, and of signals from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.core.coordination.items import ItemKind
from tandem.records.coordination.today import WaitingElse, WaitingKind
from tandem.web import wording
from tandem.web.pages.item_words import KINDS, WHY, concern_word
from tandem.web.shapes.today import TodoButton

_SAID: Mapping[WaitingKind, Callable[[], tuple[str, str, str]]] = {
    WaitingKind.ITEM: lambda: ("%(kind)s: %(text)s", "", _("Look")),
    WaitingKind.ITEM_REPORT: lambda: (
        _("%(name)s is done with: %(text)s"),
        _("When you have read the report it is over."),
        _("Read it"),
    ),
    WaitingKind.ITEM_OFFER: lambda: (
        _("%(name)s asks you: will you take this? %(kind)s: %(text)s"),
        _("Until you answer it stays with who asks."),
        _("Answer"),
    ),
    WaitingKind.ITEM_WORK: lambda: (
        _("You carry out: %(text)s"),
        _("%(name)s keeps the contact and waits for your report."),
        _("Report"),
    ),
    WaitingKind.ITEM_STUCK: lambda: (
        _("%(name)s did not answer yet. %(kind)s: %(text)s"),
        _("It is still with who asked. You call about it."),
        _("Look"),
    ),
    WaitingKind.OUTSIDE: lambda: (
        _("A signal from outside, about %(text)s."),
        _("Call who gave it, and find out about whom it is."),
        _("Look"),
    ),
}
ITEMS = frozenset(_SAID)


def item_said(one: WaitingElse) -> tuple[str, str, TodoButton]:
    """Return what waits, what happens next, and what can be done."""
    what, following, words = _SAID[one.kind]()
    outside = one.kind is WaitingKind.OUTSIDE
    values = {
        "name": one.who,
        "kind": "" if outside else KINDS[ItemKind(one.key)](),
        "text": concern_word(one.key) if outside else _text(one),
    }
    if one.due is not None and not following:
        following = _("By %(day)s") % {"day": wording.day(one.due)} + "."
    return what % values, following % values, TodoButton(words, item_href(one))


def _text(one: WaitingElse) -> str:
    if one.kind is WaitingKind.ITEM and one.reason in WHY:
        return WHY[one.reason]()
    return one.title


def item_href(one: WaitingElse) -> str:
    """Return where it stands."""
    if one.kind is WaitingKind.OUTSIDE:
        return reverse("outside-signal", kwargs={"signal": one.subject})
    return reverse("item", kwargs={"code": one.code, "item": one.subject})


def item_is_late(one: WaitingElse, day: date, *, waits_long: bool) -> bool:
    """Whether its own day is over; without one, whether it waits long or its clock struck."""
    if one.reason == "late" or one.kind is WaitingKind.ITEM_STUCK:
        return True
    if one.due is not None and one.kind is not WaitingKind.ITEM_OFFER:
        return one.due < day
    return waits_long
