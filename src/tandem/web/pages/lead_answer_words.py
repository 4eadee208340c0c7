"""How an answer about who leads came: who wrote it down, how it was given, and when."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.unseen import unseen_of
from tandem.records.coordination.handovers import LeadAnswerRow
from tandem.records.coordination.heads import Head
from tandem.records.coordination.unseen import WORKER
from tandem.records.plans.states import Way
from tandem.web import wording
from tandem.web.environment import you
from tandem.web.pages.people_words import worker_word


def said_on(said: LeadAnswerRow) -> date:
    """Return the day on which an answer was given."""
    return said.given_on or localdate(said.said_at)


def how_it_came(head: Head, said: LeadAnswerRow) -> str:
    """Return how an answer came, behind it; empty for who gave it herself."""
    return in_brackets(said.way.value, _writer(head, said))


def in_brackets(way: str, name: str) -> str:
    """Return how an answer was given and who wrote it down; empty for who gave it herself."""
    if way == Way.SELF:
        return ""
    values = {"name": name}
    if way == Way.ALOUD:
        return _(" (said aloud, written down by %(name)s)") % values
    return _(" (on paper, written down by %(name)s)") % values


def written_in_a_sentence(head: Head, said: LeadAnswerRow) -> str:
    """Return the same as a sentence, to who answers a no; empty for who gave it herself."""
    if said.way is Way.SELF:
        return ""
    values = {"name": _writer(head, said)}
    if said.way is Way.ALOUD:
        return _("This was said aloud, and written down by %(name)s.") % values
    return _("This was on paper, and written down by %(name)s.") % values


def written_for_you(head: Head, said: LeadAnswerRow, *, familiar: bool) -> str:
    """Return who wrote down what a resident said, how and when; empty when it was she herself."""
    if said.way is Way.SELF:
        return ""
    values = {"name": _writer(head, said), "day": wording.day(localdate(said.said_at), year=True)}
    if said.way is Way.ALOUD:
        words = you(
            "You said it aloud. %(name)s wrote it down for you on %(day)s.", familiar, **values
        )
    else:
        words = you(
            "You said it on paper. %(name)s wrote it down for you on %(day)s.", familiar, **values
        )
    more = you("Is it not right? Answer yourself: your own answer counts then.", familiar)
    return words + " " + more


def _writer(head: Head, said: LeadAnswerRow) -> str:
    name = unseen_of(head).name_of(said.written_by, said.writer)
    return worker_word() if name == WORKER else name
