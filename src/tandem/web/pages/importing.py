"""*Plan inlezen*: a household file becomes a household with its plan, all of it or nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.people.import_household import Import, import_household
from tandem.actions.people.open_household import NO_AREA, Opening
from tandem.core.access import Action
from tandem.core.model import Household
from tandem.formats import household as household_file
from tandem.formats.problems import HouseholdFileError
from tandem.web import wording
from tandem.web.pages.cases import rules
from tandem.web.pages.choices import area_options, ground_options, ground_text
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.forms import drawn_again, in_order, shown_and_sent, values_of
from tandem.web.pages.opening import NO_TICK, tick_option
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.forms import Problem as Shown
from tandem.web.shapes.people_forms import FileProblem, ImportPage

FIELDS = ("area", "tick", "reason", "purpose", "legal_ground")
MOST_BYTES = 2_000_000
SUFFIXES = (".yaml", ".yml", ".json")
NO_FILE = Problem("file", "Choose a household file: .yaml, .yml or .json.")
TOO_LARGE = Problem("file", "This file is too large: a household file has at most 2 MB.")


@page(Action.IMPORT_HOUSEHOLD)
def import_new(visit: Visit) -> HttpResponse:
    """Ask for a household file."""
    return _draw(visit, FormState(reverse("household-import")))


@change(Action.IMPORT_HOUSEHOLD)
def import_file(sent: Change) -> HttpResponse:
    """Read a household file in and land on its plan; nothing is written when anything is wrong."""
    require(sent.door.actor, Action.IMPORT_HOUSEHOLD)
    try:
        wanted = _import(sent, _household(sent))
        opened = sent.door.run(lambda work: import_household(work, wanted))
    except HouseholdFileError as error:
        return _again(sent, _other_problems(sent), error)
    except InvalidError as error:
        return _again(sent, error, None)
    sent.recheck(opened.code)
    messages.success(sent.request, _("The plan is read in. Everything in it is a proposal still."))
    return HttpResponseRedirect(reverse("plan", kwargs={"code": opened.code}))


import_form = shown_and_sent(import_new, import_file)


def _household(sent: Change) -> Household | None:
    """Return the household of the file; None without a file that can be looked at.

    Raises HouseholdFileError.
    """
    file = _file(sent)
    if file is None:
        return None
    name = "file.json" if (file.name or "").lower().endswith(".json") else "file.yaml"
    return household_file.read(file.read(), name, rules())


def _file(sent: Change) -> UploadedFile[Any] | None:
    file = sent.request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not (file.name or "").lower().endswith(SUFFIXES):
        return None
    return file if (file.size or 0) <= MOST_BYTES else None


def _import(sent: Change, household: Household | None) -> Import:
    """Return what is to be imported; raises InvalidError for what was not filled in."""
    found = _problems(sent)
    if household is None or found:
        raise InvalidError(*found)
    return Import(
        household=household,
        area=sent.number("area"),
        reason=sent.text("reason"),
        purpose=sent.text("purpose"),
        legal_ground=_ground(sent),
    )


def _ground(sent: Change) -> str:
    return ground_text(sent.door.today, sent.text("legal_ground"))


def _problems(sent: Change) -> list[Problem]:
    """Return everything that is wrong beside the file's own contents."""
    problems = []
    if _file(sent) is None:
        problems.append(TOO_LARGE if _is_large(sent) else NO_FILE)
    if not sent.text("area"):
        problems.append(NO_AREA)
    if not sent.text("tick"):
        problems.append(NO_TICK)
    filled = Opening(
        name="?",
        area=sent.number("area"),
        reason=sent.text("reason"),
        purpose=sent.text("purpose"),
        legal_ground=_ground(sent),
        key="?",
    )
    return problems + filled.problems(sent.door.today)


def _is_large(sent: Change) -> bool:
    """Whether a file was too large to be taken in: then the request is larger than its fields."""
    file = sent.request.FILES.get("file")
    size = file.size if isinstance(file, UploadedFile) else None
    length = sent.request.META.get("CONTENT_LENGTH") or "0"
    return (size or 0) > MOST_BYTES or (size is None and int(length) > MOST_BYTES)


def _other_problems(sent: Change) -> InvalidError:
    return InvalidError(*_problems(sent))


def _again(sent: Change, error: InvalidError, unread: HouseholdFileError | None) -> HttpResponse:
    found = in_order(problems_of(error), ("file", *FIELDS))
    if unread is not None:
        found.insert(0, Shown("file", _in_words(unread)))
    form = FormState(reverse("household-import"), values_of(sent, FIELDS), found)
    file = sent.request.FILES.get("file")
    name = (file.name or "") if isinstance(file, UploadedFile) else ""
    return drawn_again(sent, lambda visit: _draw(visit, form, unread, name))


def _in_words(error: HouseholdFileError) -> str:
    count = len(error.problems) + error.more
    return ngettext(
        "One thing in this file is not right. Nothing was read in.",
        "%(num)s things in this file are not right. Nothing was read in.",
        count,
    ) % {"num": count}


def _draw(
    visit: Visit, form: FormState, unread: HouseholdFileError | None = None, name: str = ""
) -> HttpResponse:
    shown = ImportPage(
        form=form,
        areas=area_options(visit.work, form.value("area")),
        grounds=ground_options(visit.work.today, form.value("legal_ground")),
        tick=tick_option(form.values),
        file_name=name if unread else "",
        problems=_file_problems(unread) if unread else (),
        more=_others(unread.more) if unread else "",
        other_way=reverse("household-new"),
    )
    return visit.draw("household_import.html", status=422 if form.problems else 200, page=shown)


def _file_problems(error: HouseholdFileError) -> list[FileProblem]:
    lang = wording.current_language().value
    return [
        FileProblem(one.line, one.column, one.place, one.what(lang), one.right(lang))
        for one in error.problems
    ]


def _others(count: int) -> str:
    if not count:
        return ""
    return ngettext("And one other problem.", "And %(num)s other problems.", count) % {"num": count}
