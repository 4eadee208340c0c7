"""*Nieuw*: what is new for somebody, the latest first."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.core.access import Action
from tandem.records.coordination.matters import MatterKind
from tandem.records.coordination.models import NoticeKind
from tandem.records.coordination.notices import MOST, NoticeRow, notices_of, read_everything
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.forms import shown_and_sent
from tandem.web.refs import number_of, ref
from tandem.web.shapes.talks import NoticeLine, NoticesPage


@page(Action.SEE_TODAY)
def notices_shown(visit: Visit) -> HttpResponse:
    """Show what is or was new."""
    before = number_of("notice", visit.request.GET.get("voor", ""))
    rows = notices_of(visit.work, before=before, most=MOST + 1)
    lives = visit.actor.is_resident
    here = reverse("notices")
    last = rows[MOST - 1].id if len(rows) > MOST else 0
    shown = NoticesPage(
        rows=[_line(one, lives=lives) for one in rows[:MOST]],
        unread=sum(not one.is_read for one in rows),
        action=here,
        older=f"{here}?voor={ref('notice', last)}" if last else "",
        details=reverse("my-details"),
        familiar=visit.account.informal,
    )
    return visit.draw("notices.html", page=shown)


@change(Action.SEE_TODAY)
def all_read(sent: Change) -> HttpResponse:
    """Note that somebody read everything."""
    sent.door.run(read_everything)
    return HttpResponseRedirect(reverse("notices"))


notices = shown_and_sent(notices_shown, all_read)


def _line(one: NoticeRow, *, lives: bool) -> NoticeLine:
    return NoticeLine(_where(one, lives=lives), _words(one), one.made_at, not one.is_read)


def _where(one: NoticeRow, *, lives: bool) -> str:
    """Return where it is read; news about who leads stands on the own plan of who lives there."""
    if one.kind is NoticeKind.LEAD and lives:
        return reverse("my-plan", kwargs={"code": one.code}) + "#regie"
    if one.kind is NoticeKind.LEAD:
        page = "handover" if one.item_kind == MatterKind.HANDOVER else "lead"
        return reverse(page, kwargs={"code": one.code})
    if one.talk is not None:
        return reverse("talk", kwargs={"code": one.code, "talk": one.talk})
    if one.question is not None:
        return reverse("question", kwargs={"question": one.question})
    return reverse("today")


def _words(one: NoticeRow) -> str:
    said = {
        NoticeKind.MESSAGE: _("%(household)s: a new message in “%(subject)s”."),
        NoticeKind.MENTION: _("%(household)s: somebody asks for you in “%(subject)s”."),
        NoticeKind.PROPOSAL: _("%(household)s: your yes or no is asked in “%(subject)s”."),
        NoticeKind.DECIDED: _("%(household)s: a proposal in “%(subject)s” was answered."),
        NoticeKind.QUESTION: _("A colleague asks you something, without names."),
        NoticeKind.ANSWER: _("A colleague answered your question."),
        NoticeKind.OFFER: _("%(household)s: something is offered to you."),
        NoticeKind.LEAD: _("%(household)s: there is news about who leads the plan."),
        NoticeKind.ITEM: _("%(household)s: something was given to you by the team leader."),
        NoticeKind.ANSWERED: _("%(household)s: there is an answer to what you asked."),
        NoticeKind.OWN: _("You wanted to be reminded today of something you do yourself."),
    }
    return said[one.kind] % {"household": one.name, "subject": one.subject}
