"""How somebody signs in, changed by its owner: password, second steps, codes on paper."""

from __future__ import annotations

from tandem.actions.errors import require
from tandem.actions.people.join import App, Key
from tandem.core.access import Action
from tandem.records.people.models import Account
from tandem.records.sign_in import must_have_second_step
from tandem.records.signing import factors, passkeys
from tandem.records.work import Work


def change_password(work: Work, account: Account, password: str) -> None:
    """Give the account of the actor another password."""
    require(work.actor, Action.CHANGE_OWN_SIGN_IN)
    account.set_password(password)
    account.save(update_fields=["password"])
    _told(work, "password-changed")


def add_second_step(work: Work, chosen: App | Key) -> list[str]:
    """Add a second step; return new codes on paper when this is the first, to show once."""
    require(work.actor, Action.CHANGE_OWN_SIGN_IN)
    first = not factors.factors_of(work.account).has_second_step
    if isinstance(chosen, App):
        factors.set_code_app(work.account, chosen.secret, chosen.step, work.at)
    else:
        passkeys.keep(work.account, chosen.made, chosen.name, work.at)
    _told(work, "second-step-added")
    return factors.new_paper(work.account) if first else []


def remove_second_step(work: Work, account: Account, passkey: int | None) -> bool:
    """Take a passkey away, or without a number the app; return whether that was done.

    Who works here keeps at least one. With the last one the codes on paper go too.
    """
    require(work.actor, Action.CHANGE_OWN_SIGN_IN)
    held = factors.factors_of(work.account)
    left = len(held.passkeys) + held.code_app - 1
    if left < 1 and must_have_second_step(account):
        return False
    if passkey is None:
        factors.remove_code_app(work.account)
    else:
        factors.remove_passkey(work.account, passkey)
    if not factors.factors_of(work.account).has_second_step:
        factors.remove_paper(work.account)
    _told(work, "second-step-removed")
    return True


def make_paper(work: Work) -> list[str]:
    """Make new codes on paper; the old ones are worth nothing from now on."""
    require(work.actor, Action.CHANGE_OWN_SIGN_IN)
    _told(work, "recovery-codes-made")
    return factors.new_paper(work.account)


def _told(work: Work, verb: str) -> None:
    work.event(verb, household=None, subject="account", subject_id=work.account)
