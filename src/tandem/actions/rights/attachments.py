"""Files with an agreement or a request: taken in, looked at, sealed, and given out again.

A file belongs to what it was added to: who sees that sees the file, and nobody else knows that it
is there. Each has a key of its own, sealed under the key of this site and kept in its row: when the
row goes, what lies on the disk can never be read again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import agreement_facts, lock
from tandem.actions.plans.find import UnknownAgreementError
from tandem.actions.plans.seeing import seen_case
from tandem.actions.rights.answer import request_facts
from tandem.actions.rights.ask import may_ask_for
from tandem.core.access import Action, Facts, may
from tandem.formats.file_contents import FileRefusedError, check_file
from tandem.gateways.file_store import FileGoneError, FileStore
from tandem.gateways.sealing import SealBrokenError, Sealer, new_key, new_name
from tandem.gateways.virus_scanner import ScannerAwayError, ScanResult, VirusScanner
from tandem.records.coordination.heads import Head, head_by_id, head_of
from tandem.records.coordination.models import Attachment, ScanState
from tandem.records.coordination.requests import UnknownRequestError, request_row
from tandem.records.coordination.standing import standing_of
from tandem.records.people.models import Account
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work

MOST_FILES = 20
"""With one agreement or one request."""
MANY = Problem("file", "There are many files here already. Take one away first.")
VIRUS = Problem("file", "There is a virus in this file. It was not kept.")
GIVEN_OUT = frozenset({ScanState.CLEAN, ScanState.UNSCANNED})


class UnknownAttachmentError(LookupError):
    """There is no file under this number that the actor has to do with."""


class NotLookedAtError(Exception):
    """The file was not looked at for viruses yet, or something was found: nobody gets it."""

    def __init__(self, state: ScanState) -> None:
        super().__init__(state.value)
        self.state = state


@dataclass(frozen=True, slots=True)
class Safe:
    """Where files lie, with what they are sealed, and who looks at them first."""

    store: FileStore
    sealer: Sealer
    scanner: VirusScanner | None = None
    """None: this site has none, by choice."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file, without what is in it."""

    id: int
    name: str
    size: int
    state: ScanState
    added_at: datetime
    added_by: str

    @property
    def is_given_out(self) -> bool:
        """Whether it may be fetched."""
        return self.state in GIVEN_OUT


@dataclass(frozen=True, slots=True)
class Fetched:
    """What somebody fetched."""

    name: str
    data: bytes


def attach(work: Work, code: str, *, agreement: int, name: str, data: bytes, safe: Safe) -> int:
    """Add a file to an agreement; return its number.

    What is infected is not kept. While the scanner is away, the file is kept and given to nobody.
    Raises UnknownHouseholdError, UnknownAgreementError, NotAllowedError, and InvalidError.
    """
    head = lock(work, code)
    row = _agreement(work, head, agreement)
    require(work.actor, Action.ATTACH, agreement_facts(head, row))
    return _keep(work, head.id, name, data, safe, of_agreement_id=agreement)


def attach_to_request(work: Work, number: int, *, name: str, data: bytes, safe: Safe) -> int:
    """Add a file to a request; return its number. Who asked may, and who answers.

    Raises UnknownRequestError, NotAllowedError, and InvalidError.
    """
    household = _require_of_request(work, number)
    return _keep(work, household, name, data, safe, of_request_id=number)


def attachments_of(work: Work, head: Head, agreement: int) -> tuple[AttachmentRow, ...]:
    """Return the files of an agreement that the actor sees, the last first.

    Raises UnknownAgreementError, also for one that is closed or shielded.
    """
    _agreement(work, head, agreement)
    return _rows(household_id=head.id, of_agreement_id=agreement)


def attachments_of_request(work: Work, number: int) -> tuple[AttachmentRow, ...]:
    """Return the files of a request; raises UnknownRequestError, NotAllowedError."""
    household = _require_of_request(work, number)
    return _rows(household_id=household, of_request_id=number)


def fetch_attachment(work: Work, code: str, number: int, safe: Safe) -> Fetched:
    """Return a file to who sees what it belongs to; a look is recorded.

    Raises UnknownHouseholdError, UnknownAttachmentError, and NotLookedAtError.
    """
    head = head_of(work, code)
    found = _found(work, head, number)
    return _given(work, head, found, safe)


def fetch_of_request(work: Work, number: int, attachment: int, safe: Safe) -> Fetched:
    """Return a file of a request to who asked, who holds it, who leads, or the privacy officer.

    Raises UnknownRequestError, UnknownAttachmentError, NotAllowedError, and NotLookedAtError.
    """
    household = _require_of_request(work, number)
    found = Attachment.objects.filter(
        pk=attachment, of_request_id=number, removed_at__isnull=True
    ).first()
    if found is None:
        raise UnknownAttachmentError(attachment)
    return _given(work, head_by_id(work, household), found, safe)


def remove_attachment(work: Work, code: str, number: int) -> None:
    """Throw a file away, for good: its key goes now, and what lies on the disk soon after.

    Who may add one to it may. Raises UnknownHouseholdError, UnknownAttachmentError, and
    NotAllowedError.
    """
    head = lock(work, code)
    found = _found(work, head, number)
    if found.of_agreement_id is not None:
        row = _agreement(work, head, found.of_agreement_id)
        require(work.actor, Action.ATTACH, agreement_facts(head, row))
    Attachment.objects.filter(pk=number).update(removed_at=work.at, key=b"", name="")
    work.event("removed-file", household=head.id, subject="attachment", subject_id=number)


def scan_waiting(_work: Work, safe: Safe, most: int = 100) -> int:
    """Look at files that came in while the scanner was away; return how many were looked at.

    The key of what is infected is thrown away. Raises ScannerAwayError while it is away still.
    """
    if safe.scanner is None:
        return 0
    waiting = Attachment.objects.filter(state=ScanState.WAITING.value, removed_at__isnull=True)
    looked = 0
    for one in waiting.order_by("pk")[:most]:
        result = safe.scanner.scan(_opened(one, safe))
        key = b"" if result is ScanResult.INFECTED else bytes(one.key)
        Attachment.objects.filter(pk=one.pk).update(state=result.value, key=key)
        looked += 1
    return looked


def _keep(work: Work, household: int, name: str, data: bytes, safe: Safe, **of: int) -> int:
    try:
        plain, kind = check_file(name, data)
    except FileRefusedError as error:
        problem = error.problem
        raise InvalidError(Problem("file", problem.english, dutch=problem.dutch)) from None
    there = Attachment.objects.filter(household_id=household, removed_at__isnull=True, **of)
    if there.count() >= MOST_FILES:
        raise InvalidError(MANY)
    state = _looked_at(data, safe)
    if state is ScanState.INFECTED:
        raise InvalidError(VIRUS)
    file, key = new_name(), new_key()
    safe.store.put(file, Sealer((key,)).seal(data, file))
    row = Attachment.objects.create(
        household_id=household,
        name=plain,
        media_type=kind.media_type,
        size=len(data),
        file=file,
        key=safe.sealer.seal(key, file),
        state=state.value,
        added_at=work.at,
        added_by=work.account,
        **of,
    )
    work.event("added-file", household=household, subject="attachment", subject_id=row.pk)
    return row.pk


def _given(work: Work, head: Head, found: Attachment, safe: Safe) -> Fetched:
    state = ScanState(found.state)
    if state not in GIVEN_OUT:
        raise NotLookedAtError(state)
    work.look(head.id, "attachment", standing_of(work, head))
    return Fetched(found.name, _opened(found, safe))


def _looked_at(data: bytes, safe: Safe) -> ScanState:
    if safe.scanner is None:
        return ScanState.UNSCANNED
    try:
        return ScanState(safe.scanner.scan(data).value)
    except ScannerAwayError:
        return ScanState.WAITING


def _opened(row: Attachment, safe: Safe) -> bytes:
    try:
        key = safe.sealer.open(bytes(row.key), row.file)
        return Sealer((key,)).open(safe.store.get(row.file), row.file)
    except (SealBrokenError, FileGoneError):
        raise UnknownAttachmentError(row.pk) from None


def _found(work: Work, head: Head, number: int) -> Attachment:
    """Return a file of what the actor sees."""
    found = Attachment.objects.filter(
        pk=number, household_id=head.id, removed_at__isnull=True
    ).first()
    if found is None:
        raise UnknownAttachmentError(number)
    try:
        if found.of_agreement_id is not None:
            _agreement(work, head, found.of_agreement_id)
        elif found.of_request_id is not None:
            _require_of_request(work, found.of_request_id)
    except (UnknownAgreementError, UnknownRequestError):
        raise UnknownAttachmentError(number) from None
    return found


def _agreement(work: Work, head: Head, number: int) -> AgreementRow:
    """Return an agreement of which the actor sees what it is."""
    require(work.actor, Action.SEE_PLAN, Facts(household=head.facts))
    case = seen_case(work, head)
    found = next((one for one in case.plan.agreements if one.id == number), None)
    if found is None or found.key in case.busy:
        raise UnknownAgreementError(number)
    return found


def _require_of_request(work: Work, number: int) -> int:
    """Let who asked and who answers through; return the household."""
    row = request_row(work, number)
    head = head_by_id(work, row.household)
    is_own = row.member in {one.id for one in may_ask_for(work, head)}
    if not is_own and not may(work.actor, Action.ANSWER_REQUEST, request_facts(work, head, row)):
        raise UnknownRequestError(number)
    return row.household


def _rows(**of: int) -> tuple[AttachmentRow, ...]:
    found = Attachment.objects.filter(removed_at__isnull=True, **of).order_by("-pk")
    names = dict(
        Account.objects.filter(pk__in={one.added_by for one in found}).values_list("pk", "name")
    )
    return tuple(
        AttachmentRow(
            one.pk,
            one.name,
            one.size,
            ScanState(one.state),
            one.added_at,
            names.get(one.added_by, ""),
        )
        for one in found
    )
