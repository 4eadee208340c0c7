"""The second steps of an account: which there are, adding and removing them, checking a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tandem.records.people.models import CodeApp, Identity, Passkey, RecoveryCode
from tandem.records.signing.alone import only
from tandem.records.signing.otp import (
    new_recovery_codes,
    plain_recovery_code,
    step_of,
)
from tandem.records.signing.sealed import fingerprint, fingerprints, seal, unseal

PAPER = "recovery code"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A passkey as its owner sees it."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has beside a password."""

    passkeys: tuple[KeyRow, ...] = ()
    code_app: bool = False
    recovery_codes: int = 0
    providers: tuple[str, ...] = ()
    """Providers that know this account, by their keys."""

    @property
    def has_second_step(self) -> bool:
        """Whether there is anything to ask after the password."""
        return bool(self.passkeys) or self.code_app


def factors_of(account: int) -> Factors:
    """Return what an account has beside a password."""
    with only(account):
        keys = Passkey.objects.filter(account_id=account).order_by("added_at", "id")
        return Factors(
            passkeys=tuple(
                KeyRow(*row) for row in keys.values_list("id", "name", "added_at", "used_at")
            ),
            code_app=CodeApp.objects.filter(account_id=account).exists(),
            recovery_codes=RecoveryCode.objects.filter(account_id=account).count(),
            providers=tuple(
                Identity.objects.filter(account_id=account)
                .order_by("provider")
                .values_list("provider", flat=True)
            ),
        )


def check_code(account: int, code: str, at: datetime) -> bool:
    """Whether a code of the app is right; it is taken once."""
    with only(account):
        row = CodeApp.objects.select_for_update().filter(account_id=account).first()
        if row is None:
            return False
        step = step_of(unseal(row.secret), code, at.timestamp(), row.last_step)
        if step is None:
            return False
        row.last_step = step
        row.save(update_fields=["last_step"])
        return True


def use_recovery_code(account: int, typed: str) -> bool:
    """Whether a code on paper is right; it is thrown away when it is."""
    wanted = fingerprints(PAPER, _of(account, typed))
    with only(account):
        found = RecoveryCode.objects.filter(account_id=account, fingerprint__in=wanted)
        return found.delete()[0] > 0


def set_code_app(account: int, secret: str, step: int, at: datetime) -> None:
    """Keep the secret of an app; the code that proved it counts as taken."""
    with only(account):
        CodeApp.objects.update_or_create(
            account_id=account,
            defaults={"secret": seal(secret), "last_step": step, "added_at": at},
        )


def new_paper(account: int) -> list[str]:
    """Make new recovery codes, and throw the old ones away; they are shown once and not kept."""
    codes = new_recovery_codes()
    with only(account):
        RecoveryCode.objects.filter(account_id=account).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(account_id=account, fingerprint=fingerprint(PAPER, _of(account, code)))
            for code in codes
        )
    return codes


def remove_code_app(account: int) -> None:
    """Forget the app of an account."""
    with only(account):
        CodeApp.objects.filter(account_id=account).delete()


def remove_passkey(account: int, number: int) -> None:
    """Forget a passkey of an account."""
    with only(account):
        Passkey.objects.filter(account_id=account, pk=number).delete()


def remove_paper(account: int) -> None:
    """Throw the codes on paper away."""
    with only(account):
        RecoveryCode.objects.filter(account_id=account).delete()


def remove_all(account: int) -> None:
    """Forget every way in but the password: an invitation begins anew."""
    with only(account):
        for table in (Passkey, CodeApp, RecoveryCode, Identity):
            table.objects.filter(account_id=account).delete()


def _of(account: int, code: str) -> str:
    return f"{account} {plain_recovery_code(code)}"
