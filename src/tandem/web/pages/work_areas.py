"""*Werkgebieden*: the list behind *Toegang*; read in as a file, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.people.work_areas import Changed, changes_of, read_list, set_work_areas
from tandem.core.access import Action, may
from tandem.formats.work_areas import MOST_BYTES, NEEDED, REST, Line, WorkAreasFileError, written
from tandem.records.people.contact_points import lines
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.forms import drawn_again, shown_and_sent
from tandem.web.shapes.forms import FormState, Option, Problem
from tandem.web.shapes.people_forms import FileProblem
from tandem.web.shapes.work_areas import AreaLine, AreasImportPage, AreasPage

MOST_SHOWN = 200
"""Lines of what changes that stand on the page; the rest is counted."""


@page(Action.SEE_WORK_AREAS)
def work_areas(visit: Visit) -> HttpResponse:
    """Show the whole list."""
    shown = AreasPage(
        [_line(one) for one in lines(visit.work)],
        download=reverse("work-areas-file"),
        read_in=reverse("work-areas-import") if may(visit.actor, Action.SET_WORK_AREAS) else "",
        look_up=reverse("front-desk"),
    )
    return visit.draw("work_areas.html", page=shown)


@page(Action.SEE_WORK_AREAS)
def work_areas_file(visit: Visit) -> HttpResponse:
    """Give the list as a file, to be changed and read in again."""
    text = "\r\n".join(written(lines(visit.work)))
    response = HttpResponse(f"\ufeff{text}\r\n", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="werkgebieden.csv"'
    return response


@page(Action.SET_WORK_AREAS)
def import_shown(visit: Visit) -> HttpResponse:
    """Ask for a list."""
    return _draw(visit, FormState(reverse("work-areas-import")))


@change(Action.SET_WORK_AREAS)
def import_sent(sent: Change) -> HttpResponse:
    """Read a list in, or tell what it would change; nothing is written when anything is wrong."""
    file = _file(sent)
    if file is None:
        words = _("Choose a list as CSV, of at most 2 MB.")
        return _refused(sent, words)
    data, name = file.read(), file.name or ""
    looks = sent.text("do") == "look"
    try:
        changed = sent.door.run(lambda work: _do(work, data, name, looks=looks))
    except WorkAreasFileError as error:
        return _refused(sent, _in_words(error), error, name)
    if looks:
        return drawn_again(
            sent, lambda visit: _draw(visit, FormState(reverse("work-areas-import")), changed)
        )
    messages.success(sent.request, _told(changed))
    return HttpResponseRedirect(reverse("work-areas"))


work_areas_import = shown_and_sent(import_shown, import_sent)


def _do(work: Work, data: bytes, name: str, *, looks: bool) -> Changed:
    wanted = read_list(work, data, name)
    return changes_of(work, wanted) if looks else set_work_areas(work, wanted)


def _file(sent: Change) -> UploadedFile[Any] | None:
    file = sent.request.FILES.get("file")
    if not isinstance(file, UploadedFile) or (file.size or 0) > MOST_BYTES:
        return None
    return file


def _refused(
    sent: Change, words: str, error: WorkAreasFileError | None = None, name: str = ""
) -> HttpResponse:
    form = FormState(reverse("work-areas-import"), {}, [Problem("file", words)])
    return drawn_again(sent, lambda visit: _draw(visit, form, error=error, name=name))


def _in_words(error: WorkAreasFileError) -> str:
    count = len(error.problems) + error.more
    return ngettext(
        "One thing in this file is not right. Nothing was read in.",
        "%(num)s things in this file are not right. Nothing was read in.",
        count,
    ) % {"num": count}


def _told(changed: Changed) -> str:
    if not (changed.come or changed.go):
        return _("The list stays as it is.")
    come, go = len(changed.come), len(changed.go)
    parts = [
        ngettext("one line comes", "%(num)s lines come", come) % {"num": come} if come else "",
        ngettext("one line goes", "%(num)s lines go", go) % {"num": go} if go else "",
        _("%(num)s stay") % {"num": changed.stay},
    ]
    said = wording.listing([part for part in parts if part])
    return wording.words().capital(said) + "."


def _draw(
    visit: Visit,
    form: FormState,
    changed: Changed | None = None,
    *,
    error: WorkAreasFileError | None = None,
    name: str = "",
) -> HttpResponse:
    lang = wording.current_language().value
    shown = AreasImportPage(
        form=form,
        back=reverse("work-areas"),
        columns=_columns(),
        file_name=name,
        problems=[
            FileProblem(one.line, one.column, one.place, one.what(lang), one.right(lang))
            for one in (error.problems if error else ())
        ],
        more=_others(error.more) if error else "",
        told=_told(changed) if changed else "",
        come=_some(changed.come) if changed else (),
        go=_some(changed.go) if changed else (),
    )
    return visit.draw("work_areas_import.html", status=422 if form.problems else 200, page=shown)


def _others(count: int) -> str:
    if not count:
        return ""
    return ngettext("And one other problem.", "And %(num)s other problems.", count) % {"num": count}


def _some(found: Sequence[Line]) -> list[AreaLine]:
    return [_line(one) for one in found[:MOST_SHOWN]]


def _line(one: Line) -> AreaLine:
    point = one.point
    return AreaLine(
        str(one.postcodes) if one.postcodes else _("every other postcode"),
        point.area,
        point.name,
        point.organisation,
        point.telephone,
        point.stand_in,
    )


def _columns() -> list[Option]:
    words = {
        "van": _("the first postcode: 1234 AB, or 1234 for all letters; “%(rest)s” for all others")
        % {"rest": REST},
        "tot": _("the last postcode; without one the first alone"),
        "gebied": _("the name of the work area"),
        "wie": _("the consultant or the team"),
        "functie": _("what she or he does"),
        "organisatie": _("the organisation"),
        "telefoon": _("the number to call"),
        "bereikbaar": _("the hours, in words"),
        "vervanger": _("who stands in"),
        "vervanger_telefoon": _("the number of who stands in"),
        "vervanger_tot": _("the last day: 2027-01-31 or 31-1-2027"),
    }
    return [Option(name, said, name in NEEDED) for name, said in words.items()]
