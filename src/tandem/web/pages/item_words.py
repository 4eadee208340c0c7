"""Items in words: what kind, how it stands, who has it, and what happened to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.core.coordination.items import ItemKind, ItemState
from tandem.core.rules.signals import Word
from tandem.formats.rulebase_signals import load_signals
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import ItemRow, PastOffer
from tandem.records.coordination.models import MaySee, SignalAnswer, Source
from tandem.web import wording
from tandem.web.shapes.forms import Option
from tandem.web.shapes.items import Told

KINDS: Mapping[ItemKind, Callable[[], str]] = {
    ItemKind.SIGNAL: lambda: _("Signal"),
    ItemKind.ACTION: lambda: _("Action"),
    ItemKind.COMMISSION: lambda: _("Commission"),
    ItemKind.DISPUTE: lambda: _("Who pays"),
    ItemKind.QUESTION: lambda: _("Simple question"),
}
ANSWERS: Mapping[SignalAnswer, Callable[[], str]] = {
    SignalAnswer.HELPED: lambda: _("Somebody helped"),
    SignalAnswer.AGREED: lambda: _("It became an agreement in the plan"),
    SignalAnswer.TRY_FIRST: lambda: _("They try it themselves first"),
    SignalAnswer.NOT_NEEDED: lambda: _("Looked into it: nothing was needed"),
}
SOURCES: Mapping[Source, Callable[[], str]] = {
    Source.INVOLVED: lambda: _("somebody who helps here"),
    Source.FRONT_DESK: lambda: _("the front desk"),
    Source.RESIDENT: lambda: _("somebody of the family"),
    Source.SUPPORTER: lambda: _("somebody from the family's own circle"),
    Source.OUTSIDER: lambda: _("somebody from outside"),
}
MAY_SEE: Mapping[MaySee, Callable[[], str]] = {
    MaySee.ASKED: lambda: _("Only what is asked here, and the name of the family"),
    MaySee.NAMES: lambda: _("Also who lives there"),
    MaySee.CONTACT: lambda: _("Also who lives there, with telephone numbers"),
}
WHY: Mapping[str, Callable[[], str]] = {
    "second-try": lambda: _(
        "Call this family today. For the second time they were told to try it themselves first."
    ),
    "two-sources": lambda: _(
        "Call this family today. Two people are worried about the same thing."
    ),
}
_STANDING: Mapping[ItemState, Callable[[], str]] = {
    ItemState.OPEN: lambda: _("%(holder)s has it."),
    ItemState.OFFERED: lambda: _("%(holder)s has it, and asked %(other)s on %(day)s to take it."),
    ItemState.UNDER_WAY: lambda: _("%(other)s carries it out. %(holder)s keeps the contact."),
    ItemState.REPORTED: lambda: _("%(other)s is done. %(holder)s has yet to read the report."),
    ItemState.HANDLED: lambda: _("Handled on %(day)s, by %(holder)s."),
    ItemState.DONE: lambda: _("Done on %(day)s, by %(holder)s."),
    ItemState.FAILED: lambda: _("It did not work out, %(holder)s said on %(day)s."),
    ItemState.WITHDRAWN: lambda: _("Withdrawn on %(day)s, by %(holder)s."),
}
_OFFERED: Mapping[ItemKind, Callable[[], str]] = {
    ItemKind.COMMISSION: lambda: _(
        "%(holder)s keeps the contact, and asked %(other)s on %(day)s to carry it out."
    ),
}


def text_of(row: ItemRow) -> str:
    """Return what an item is about."""
    return WHY[row.why]() if row.why in WHY else row.text


def seen_name(head: Head, professional: int, name: str) -> str:
    """Return how a professional is called for this reader.

    Who is shielded from the reader is not named: then it is who leads the plan, whom one calls.
    """
    theirs = [one for one in head.whole.helpers if one.professional == professional]
    numbers = {one.id for one in theirs}
    seen = [one for one in head.helpers if one.id in numbers]
    if theirs and not seen:
        return head.leader.name
    return next((one.name for one in reversed(seen) if one.is_current(head.at)), name)


def standing_of_item(head: Head, row: ItemRow) -> str:
    """Return how an item stands and who has it, in a sentence."""
    state = row.state
    said = _OFFERED[row.kind]() if _asks_work(row) else _STANDING[state]()
    other, since = _other(head, row)
    values = {
        "holder": seen_name(head, row.holder, row.holder_name),
        "other": other,
        "day": wording.day(localdate(row.closed_at) if row.closed_at else since),
    }
    return said % values


def _asks_work(row: ItemRow) -> bool:
    return row.state is ItemState.OFFERED and row.kind in _OFFERED


def _other(head: Head, row: ItemRow) -> tuple[str, date]:
    """Return who else has to do with it, and since when."""
    if row.offer is not None:
        return seen_name(head, row.offer.to, row.offer.name), localdate(row.offer.at)
    work = row.commission
    if work is not None and work.carried_out_by is not None:
        return seen_name(head, work.carried_out_by, work.doer), localdate(row.opened_at)
    return "", localdate(row.opened_at)


def note_of(row: ItemRow, today: date) -> str:
    """Return how often it went over the fence, and how long nobody agreed who pays."""
    if row.kind is ItemKind.DISPUTE:
        end = localdate(row.closed_at) if row.closed_at else today
        days = (end - localdate(row.opened_at)).days
        said = ngettext("Not agreed for one day.", "Not agreed for %(num)s days.", days)
        return said % {"num": days}
    if not row.passed_on:
        return ""
    return ngettext("Passed on once.", "Passed on %(num)s times.", row.passed_on) % {
        "num": row.passed_on
    }


def is_late(row: ItemRow, today: date) -> bool:
    """Whether the day by which it was to be done is over."""
    return not row.is_over and row.due_on is not None and row.due_on < today


def history_of_item(head: Head, past: tuple[PastOffer, ...]) -> Iterator[Told]:
    """Yield what happened to an item, the first first."""
    for one in past:
        values = {"by": one.by, "to": seen_name(head, one.to_id, one.to)}
        yield Told(localdate(one.at), _("%(by)s asked %(to)s.") % values)
        if one.answered_at is not None:
            yield Told(localdate(one.answered_at), _answer(one, values["to"]))
        if one.reported_at is not None:
            said = _("%(to)s: done.") if one.reported == "done" else _("%(to)s: it did not work.")
            yield Told(localdate(one.reported_at), f"{said % values} {wording.quoted(one.report)}")


def _answer(one: PastOffer, to: str) -> str:
    if one.taken_back:
        return _("The question was taken back.")
    if one.accepted:
        return _("%(to)s said yes.") % {"to": to}
    reason = load_signals().decline_reason(one.reason)
    said = _("%(to)s said no: %(why)s.") % {
        "to": to,
        "why": word_of(reason) if reason else _("for another reason"),
    }
    return f"{said} {wording.quoted(one.answer)}"


def word_of(word: Word) -> str:
    """Return a choice of the rule base in the language of the page."""
    return word.nl if wording.current_language().value == "nl" else word.en


def concern_word(name: str) -> str:
    """Return what a concern is about, in the language of the page."""
    found = load_signals().concern(name)
    return word_of(found) if found else name


def word_options(words: tuple[Word, ...], chosen: str) -> list[Option]:
    """Return the choices of a list of the rule base."""
    return [
        Option(one.id, wording.words().capital(word_of(one)), one.id == chosen) for one in words
    ]
