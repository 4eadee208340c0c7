"""What else waits on *Vandaag*: items of every kind, offers, proposals, questions of colleagues."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.records.coordination.also_waiting import Also, AlsoWaiting
from tandem.web import wording
from tandem.web.pages.talk_words import in_short
from tandem.web.pages.work_list import kind_words
from tandem.web.shapes.today import Todo, TodoButton, TodoGroup, TodoGroupKind


def also_todo(one: AlsoWaiting, today: date) -> tuple[date, Todo]:
    """Return by when or since when something waits, and what it is."""
    since = localdate(one.since)
    words, href, button, next_step = _said(one)
    late = one.due is not None and one.due < today
    when = (
        _("since %(since)s") % {"since": wording.short_day(since)} if since < today else _("today")
    )
    return since, Todo(
        when=wording.short_day(one.due) if one.due else when,
        household=one.name or one.who,
        href=href,
        what=words,
        next_step=next_step,
        button=TodoButton(button, href),
        is_late=late,
    )


def _said(one: AlsoWaiting) -> tuple[str, str, str, str]:
    """Return what waits, where it stands, what can be done, and what happens next."""
    match one.what:
        case Also.ITEM:
            words = f"{kind_words(one.kind)}: {in_short(one.text)}"
            return words, _list(one), _("Look at it"), ""
        case Also.OFFER:
            words = _("%(name)s offers you: %(what)s")
            said = words % {"name": one.who, "what": in_short(one.text)}
            stays = _("Until you answer it stays with %(name)s.") % {"name": one.who}
            return said, _list(one), _("Accept or decline"), stays
        case Also.VOICE:
            words = _("Your yes or no is asked: %(what)s") % {"what": in_short(one.text)}
            talk = reverse("talk", kwargs={"code": one.code, "talk": one.number})
            return words, talk, _("Answer"), ""
        case Also.QUESTION:
            words = _("Asks you, without names: %(what)s") % {"what": in_short(one.text)}
            return words, reverse("question", kwargs={"question": one.number}), _("Answer"), ""
        case Also.GAP:
            words = _("A provision failed twice: %(what)s") % {"what": in_short(one.text)}
            return words, reverse("gaps"), _("Answer"), ""


def _list(one: AlsoWaiting) -> str:
    return f"{reverse('work')}?huishouden={one.code}"


def also_now(rows: tuple[AlsoWaiting, ...], today: date) -> list[tuple[date, Todo]]:
    """Return what else waits today, or waited already, with since when."""
    return [also_todo(one, today) for one in rows if not _is_coming(one, today)]


def coming(rows: tuple[AlsoWaiting, ...], today: date) -> list[TodoGroup]:
    """Return what has a later day, the first day on top; no group without anything."""
    later = sorted((one for one in rows if _is_coming(one, today)), key=lambda one: str(one.due))
    if not later:
        return []
    return [TodoGroup(TodoGroupKind.LATER, [also_todo(one, today)[1] for one in later])]


def _is_coming(one: AlsoWaiting, today: date) -> bool:
    """Whether there is time yet; what is offered waits for an answer now, whatever its day."""
    return one.what is Also.ITEM and one.due is not None and one.due > today
