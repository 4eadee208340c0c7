"""Ask a professional without an account about the agreement that he or she answers for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, agreement_facts, locked_case
from tandem.actions.limits import LONGEST_TEXT
from tandem.actions.plans.find import find_agreement, require_open
from tandem.core.access import Action, GuestAsks
from tandem.records.people.models import Account, Professional
from tandem.records.people.rows import InvolvementRow
from tandem.records.plans.guests import SEND_LETTERS, LinkRow, links_of
from tandem.records.plans.models import GuestLetter, GuestLink
from tandem.records.plans.rows import AgreementHead, AgreementRow
from tandem.records.plans.states import By
from tandem.records.sealing import digest, new_secret, seal
from tandem.records.work import Work

MAIL = re.compile(r"[^\s@<>,;\"']{1,64}@[^\s@<>,;\"']+\.[^\s@<>,;\"'.]{2,}")
"""An address as people write it; whether it exists only a letter can tell."""
LONGEST_MAIL = 254
FEWEST_DIGITS, MOST_DIGITS = 10, 15


@dataclass(frozen=True, slots=True)
class NewGuest:
    """What is asked of a guest, and where he or she is known to be reached."""

    asks: GuestAsks
    mail: str
    telephone: str = ""
    """For codes by text message; empty: they go by mail."""
    question: str = ""


class UnknownLinkError(LookupError):
    """There is no link of this number about this agreement."""


def ask_guest(work: Work, code: str, *, key: str, wanted: NewGuest, days: int) -> int:
    """Send a link about an agreement to who answers for it; return the number of the link.

    It lets in for so many days, once, together with a code to a known address. Raises
    UnknownHouseholdError, UnknownAgreementError, NotAllowedError, and InvalidError that names
    what is wrong; somebody who can sign in is not asked by a link.
    """
    case = locked_case(work, code)
    row = find_agreement(case, key)
    require(work.actor, Action.ASK_GUEST, agreement_facts(case.head, row))
    require_open(row)
    return _send(work, case, row, wanted, days)


def withdraw_link(work: Work, code: str, *, key: str, link: int) -> None:
    """Let a link lead nowhere from this moment. Raises as `ask_guest`, and UnknownLinkError."""
    case = locked_case(work, code)
    row = find_agreement(case, key)
    require(work.actor, Action.ASK_GUEST, agreement_facts(case.head, row))
    _withdraw(work, case, row, _find(work, case, row, link))


def send_again(work: Work, code: str, *, key: str, link: int, days: int) -> int:
    """Withdraw a link and send a new one that asks the same; return its number.

    What was in the letter that went lost leads nowhere any more. Raises as `withdraw_link`.
    """
    case = locked_case(work, code)
    row = find_agreement(case, key)
    require(work.actor, Action.ASK_GUEST, agreement_facts(case.head, row))
    require_open(row)
    old = _find(work, case, row, link)
    if old.answer is not None:
        raise InvalidError(Problem("link", "This was answered already: ask something new."))
    _withdraw(work, case, row, old)
    wanted = NewGuest(old.asks, old.mail, old.telephone, old.question)
    return _send(work, case, row, wanted, days)


def guest_to_ask(work: Work, case: Case, row: AgreementHead) -> InvolvementRow | None:
    """Return who can be asked by a link: who answers for it, helps now, and cannot sign in."""
    helper = next((one for one in case.head.involved if one.id == row.owner.involvement), None)
    if helper is None or work.actor.professional == helper.professional:
        return None
    if Account.objects.filter(professional_id=helper.professional).exists():
        return None
    return helper


def known_mail(_work: Work, helper: InvolvementRow) -> str:
    """Return the address at which somebody was written to before; empty when there is none."""
    found = Professional.objects.filter(pk=helper.professional).values_list("mail", flat=True)
    return found[0] if found else ""


def _find(work: Work, case: Case, row: AgreementRow, link: int) -> LinkRow:
    found = next((one for one in links_of(work, case.head.id, row.id) if one.id == link), None)
    if found is None:
        raise UnknownLinkError(link)
    return found


def _withdraw(work: Work, case: Case, row: AgreementRow, link: LinkRow) -> None:
    changed = GuestLink.objects.filter(pk=link.id, withdrawn_at__isnull=True).update(
        withdrawn_at=work.at
    )
    if changed:
        _note(work, case, row, "guest-withdrawn", link.id)


def _send(work: Work, case: Case, row: AgreementRow, wanted: NewGuest, days: int) -> int:
    helper = guest_to_ask(work, case, row)
    problems = _problems(wanted)
    if helper is None:
        problems.insert(
            0,
            Problem(
                "agreement",
                "Only who answers for this agreement, helps here and cannot sign in is asked by a "
                "link.",
            ),
        )
    if problems or helper is None:
        raise InvalidError(*problems)
    secret = new_secret()
    link = GuestLink.objects.create(
        household_id=case.head.id,
        agreement_id=row.id,
        involvement_id=helper.id,
        asks=wanted.asks.value,
        question=wanted.question.strip() if wanted.asks is GuestAsks.QUESTION else "",
        mail=wanted.mail.strip(),
        telephone=_plain_number(wanted.telephone),
        asked_at=work.at,
        asked_by=work.account,
        asked_by_name=work.actor.name,
        expires_at=work.at + timedelta(days=days),
        secret_digest=digest(secret),
    )
    _write_to(work, case, link, secret)
    Professional.objects.filter(pk=helper.professional, mail="").update(mail=link.mail)
    _note(work, case, row, "asked-guest", link.pk)
    return link.pk


def _write_to(work: Work, case: Case, link: GuestLink, secret: str) -> None:
    """Put the letter ready; its secret is sealed until it leaves."""
    GuestLetter.objects.create(
        household_id=case.head.id,
        link_id=link.pk,
        by=By.MAIL.value,
        sealed=seal(secret),
        asked_at=work.at,
    )
    work.later(SEND_LETTERS, household=case.head.id)


def _note(work: Work, case: Case, row: AgreementRow, verb: str, link: int) -> None:
    work.event(
        verb,
        household=case.head.id,
        subject="agreement",
        subject_id=row.id,
        key=row.key,
        by=case.everybody.keys().get(row.owner, "?"),
        link=link,
    )


def _problems(wanted: NewGuest) -> list[Problem]:
    problems = []
    if wanted.asks is GuestAsks.QUESTION and not wanted.question.strip():
        problems.append(Problem("question", "Write your question."))
    if len(wanted.question) > LONGEST_TEXT:
        problems.append(
            Problem(
                "question",
                "Write this shorter: at most %(most)s signs.",
                (("most", str(LONGEST_TEXT)),),
            )
        )
    mail = wanted.mail.strip()
    if not MAIL.fullmatch(mail) or len(mail) > LONGEST_MAIL or not mail.isascii():
        problems.append(Problem("mail", "Give the e-mail address, like this: naam@praktijk.nl."))
    digits = sum(sign.isdigit() for sign in wanted.telephone)
    plain = _plain_number(wanted.telephone)
    is_number = re.fullmatch(r"\+?[0-9]+", plain) and FEWEST_DIGITS <= digits <= MOST_DIGITS
    if plain and not is_number:
        problems.append(
            Problem("telephone", "Give a telephone number of ten digits, or leave it empty.")
        )
    return problems


def _plain_number(telephone: str) -> str:
    return re.sub(r"[\s().-]", "", telephone)
