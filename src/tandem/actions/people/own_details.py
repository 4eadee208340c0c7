"""How somebody wants to be addressed: the language, and "u" or "je"."""

from __future__ import annotations

import re

from tandem.actions.errors import InvalidError, Problem, require
from tandem.core.access import Action
from tandem.records.people.models import Account, ToldBy
from tandem.records.work import Work

LANGUAGES = ("nl", "en")
ADDRESS = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+")
LONGEST_ADDRESS = 254


def choose_address(work: Work, *, language: str, informal: bool | None = None) -> None:
    """Keep the language of the actor, and whether he or she wants to hear "je".

    `informal` None leaves that as it is. Raises NotAllowedError, and InvalidError for a language
    that we do not speak.
    """
    require(work.actor, Action.SEE_TODAY)
    if language not in LANGUAGES:
        raise InvalidError(Problem("language", "Choose one of the languages."))
    values: dict[str, object] = {"language": language}
    if informal is not None:
        values["informal"] = informal
    unchanged = Account.objects.filter(pk=work.account, **values)
    if unchanged.exists():
        return
    Account.objects.filter(pk=work.account).update(**values)
    work.event(
        "address-chosen", household=None, subject="account", subject_id=work.account, became=values
    )


def choose_news(work: Work, *, told_by: str, mail: str) -> None:
    """Keep how the actor hears what is new: on the pages, by a letter each time, or one a day.

    Without letters no address is kept. Raises NotAllowedError, and InvalidError for letters
    without an address.
    """
    require(work.actor, Action.SEE_TODAY)
    if told_by not in set(ToldBy):
        raise InvalidError(Problem("told_by", "Choose how you want to hear it."))
    address = "" if told_by == ToldBy.SITE.value else mail.strip()
    if address and (len(address) > LONGEST_ADDRESS or not ADDRESS.fullmatch(address)):
        raise InvalidError(Problem("mail", "Give a mail address, such as name@example.nl."))
    if not address and told_by != ToldBy.SITE.value:
        raise InvalidError(Problem("mail", "Give the address to which letters may go."))
    mine = Account.objects.filter(pk=work.account)
    if mine.filter(told_by=told_by, mail=address).exists():
        return
    mine.update(told_by=told_by, mail=address)
    work.event(
        "news-chosen", household=None, subject="account", subject_id=work.account, became=told_by
    )
