"""How somebody wants to be addressed: the language, and "u" or "je"."""

from __future__ import annotations

from tandem.actions.errors import InvalidError, Problem, require
from tandem.core.access import Action
from tandem.records.people.models import Account
from tandem.records.work import Work

LANGUAGES = ("nl", "en")


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
