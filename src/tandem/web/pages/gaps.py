"""*Waar een voorziening tekortschiet*: for who is in charge of the subsidy, without households."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.coordination.ladder import UnknownGapError, answer_gap
from tandem.actions.errors import InvalidError
from tandem.core.access import Action
from tandem.records.coordination.ladder import GapRow, gaps_of
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.forms import drawn_again, shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.refs import ref
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.ladder import GapLine, GapsPage

FIELDS = ("gap", "words")


@page(Action.SEE_GAPS)
def gaps_shown(visit: Visit) -> HttpResponse:
    """Show the provisions that fell short, the first to be answered on top."""
    return _draw(visit, FormState(reverse("gaps")))


@change(Action.ANSWER_GAP)
def gaps_sent(sent: Change) -> HttpResponse:
    """Answer about one of them."""
    try:
        sent.door.run(lambda work: answer_gap(work, sent.ref("gap"), sent.text("words")))
    except InvalidError as error:
        form = FormState(reverse("gaps"), values_of(sent, FIELDS), problems_of(error, FIELDS))
        return drawn_again(sent, lambda visit: _draw(visit, form))
    except UnknownGapError:
        raise Http404 from None
    messages.success(sent.request, _("Your answer is written down. Who asked it reads it."))
    return HttpResponseRedirect(reverse("gaps"))


gaps = shown_and_sent(gaps_shown, gaps_sent)


def _draw(visit: Visit, form: FormState) -> HttpResponse:
    lines = [(one, _line(visit, one)) for one in gaps_of(visit.work)]
    shown = GapsPage(
        form=form,
        open=[line for one, line in lines if one.answered_at is None],
        answered=[line for one, line in lines if one.answered_at is not None],
    )
    return visit.draw("gaps.html", status=422 if form.problems else 200, page=shown)


def _line(visit: Visit, one: GapRow) -> GapLine:
    said = ngettext(
        "It failed once for one question.", "It failed %(num)s times for one question.", one.times
    )
    mine = one.holder == visit.actor.professional and one.answered_at is None
    return GapLine(
        gap=ref("gap", one.id) if mine else "",
        provision=one.provision,
        area=one.area,
        said=said % {"num": one.times},
        due=one.due_on,
        is_late=one.answered_at is None and one.due_on < visit.work.today,
        ask=one.ask_name,
        telephone=one.ask_telephone,
        answer=one.answer,
        holder=one.holder_name,
    )
