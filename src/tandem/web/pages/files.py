"""Files with an agreement: the list, adding one, and giving one out, never to show it in a page."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import agreement_facts
from tandem.actions.plans.seeing import seen_case
from tandem.actions.rights.attachments import (
    AttachmentRow,
    Fetched,
    NotLookedAtError,
    Safe,
    UnknownAttachmentError,
    attach,
    attachments_of,
    fetch_attachment,
    fetch_of_request,
    remove_attachment,
)
from tandem.actions.rights.safe import file_sealer, file_store, virus_scanner
from tandem.core.access import Action, may
from tandem.formats.file_contents import FileProblem
from tandem.records.coordination.models import ScanState
from tandem.records.coordination.requests import UnknownRequestError
from tandem.records.plans.rows import AgreementRow
from tandem.web.pages.cases import busy_word
from tandem.web.pages.doors import (
    Change,
    HouseholdVisit,
    Visit,
    change,
    household_page,
    page,
)
from tandem.web.pages.forms import shown_and_sent
from tandem.web.pages.refusals import refusal
from tandem.web.problems import problems_of
from tandem.web.refs import ref
from tandem.web.shapes.files import FileLine, FilesPage
from tandem.web.shapes.forms import FormState
from tandem.web.uploads import was_too_large

NO_FILE = Problem("file", "Choose a file first.")
FIELDS = ("file",)


def safe() -> Safe:
    """Return where this site keeps files."""
    return Safe(file_store(), file_sealer(), virus_scanner())


@household_page(Action.SEE_PLAN, look="files")
def files(visit: HouseholdVisit, agreement: int) -> HttpResponse:
    """Show the files of an agreement. Raises Http404 for one that is not seen."""
    return _draw(visit, agreement, FormState(_address(visit.head.code, agreement)))


@change(Action.ATTACH)
def file_sent(sent: Change, code: str, agreement: int) -> HttpResponse:
    """Take a file in."""
    try:
        name, data = file_of(sent)
        sent.door.run(
            lambda work: attach(work, code, agreement=agreement, name=name, data=data, safe=safe())
        )
    except InvalidError as error:
        form = FormState(_address(code, agreement), {}, problems_of(error, FIELDS))
        return sent.visit(code, lambda visit: _draw(visit, agreement, form))
    messages.success(sent.request, _("The file is kept."))
    return HttpResponseRedirect(_address(code, agreement))


files_form = shown_and_sent(files, file_sent)


@household_page(Action.SEE_PLAN, look="files")
def file_given(visit: HouseholdVisit, attachment: int) -> HttpResponse:
    """Give a file out. Raises Http404 for one of something that is not seen."""
    try:
        return given(fetch_attachment(visit.work, visit.head.code, attachment, safe()))
    except UnknownAttachmentError:
        raise Http404 from None
    except NotLookedAtError:
        return _not_looked_at(visit)


@page(Action.SEE_TODAY)
def request_file(visit: Visit, number: int, attachment: int) -> HttpResponse:
    """Give a file of a request out. Raises Http404 for anybody else's."""
    try:
        return given(fetch_of_request(visit.work, number, attachment, safe()))
    except (UnknownAttachmentError, UnknownRequestError):
        raise Http404 from None
    except NotLookedAtError:
        return _not_looked_at(visit)


def _not_looked_at(visit: Visit) -> HttpResponse:
    return refusal(
        visit.request, 409, "This file was not looked at for viruses yet. Try again later."
    )


@change(Action.ATTACH)
def file_removed(sent: Change, code: str, attachment: int) -> HttpResponse:
    """Throw a file away. Raises Http404 for one that is not seen."""
    try:
        sent.door.run(lambda work: remove_attachment(work, code, attachment))
    except UnknownAttachmentError:
        raise Http404 from None
    messages.success(sent.request, _("The file is gone."))
    back = sent.ref("agreement")
    where = _address(code, back) if back else reverse("plan", kwargs={"code": code})
    return HttpResponseRedirect(where)


def has_file(sent: Change) -> bool:
    """Whether a file was sent, be it too large."""
    return "file" in sent.request.FILES or was_too_large(sent.request)


def file_of(sent: Change) -> tuple[str, bytes]:
    """Return the file that was sent; raises InvalidError without one, or for one too large."""
    if was_too_large(sent.request):
        large = FileProblem.TOO_LARGE
        raise InvalidError(Problem("file", large.english, dutch=large.dutch))
    file = sent.request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise InvalidError(NO_FILE)
    return file.name or "", file.read()


def given(found: Fetched) -> HttpResponse:
    """Return a file as something to keep, which no browser shows or runs."""
    response = HttpResponse(found.data, content_type="application/octet-stream")
    plain = "".join(one if one.isascii() and one not in '"%\\' else "_" for one in found.name)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.name, safe='')}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store, private"
    return response


def line_of(row: AttachmentRow, href: str, remove: str = "") -> FileLine:
    """Return a file as a line of a page."""
    return FileLine(
        name=row.name,
        size=_size(row.size),
        added=localdate(row.added_at),
        by=row.added_by,
        href=href if row.is_given_out else "",
        state=_state(row.state),
        remove=remove,
    )


def _state(state: ScanState) -> str:
    if state is ScanState.WAITING:
        return _("Not looked at for viruses yet. As long as that is so, nobody gets it.")
    if state is ScanState.INFECTED:
        return _("There is a virus in it. Nobody gets it; take it away.")
    return ""


def _size(size: int) -> str:
    if size < 1024 * 1024:
        return _("%(size)s kB") % {"size": max(1, round(size / 1024))}
    return _("%(size)s MB") % {"size": round(size / 1024 / 1024)}


def _draw(visit: HouseholdVisit, agreement: int, form: FormState) -> HttpResponse:
    rows = attachments_of(visit.work, visit.head, agreement)
    row = _agreement(visit, agreement)
    may_add = bool(may(visit.actor, Action.ATTACH, agreement_facts(visit.head, row)))
    code = visit.head.code
    shown = FilesPage(
        form=form,
        title=row.title,
        agreement=ref("agreement", agreement),
        may_add=may_add,
        is_scanned=virus_scanner() is not None,
        files=[
            line_of(
                one,
                reverse("file", kwargs={"code": code, "attachment": one.id}),
                reverse("file-remove", kwargs={"code": code, "attachment": one.id})
                if may_add
                else "",
            )
            for one in rows
        ],
        back=f"{reverse('plan', kwargs={'code': code})}#a-{ref('agreement', agreement)}",
    )
    return visit.draw("files.html", status=422 if form.problems else 200, page=shown)


def _agreement(visit: HouseholdVisit, number: int) -> AgreementRow:
    case = seen_case(visit.work, visit.head, busy_word())
    return next(one for one in case.plan.agreements if one.id == number)


def _address(code: str, agreement: int) -> str:
    return reverse("files", kwargs={"code": code, "agreement": agreement})
