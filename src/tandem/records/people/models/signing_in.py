"""What somebody signs in with, where he or she is signed in, and who is invited."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tandem.core.access import Duty
from tandem.records.people.models.accounts import Account


class Passkey(models.Model):
    """A passkey of an account; the private half never leaves the device of its owner."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="passkeys")
    credential_id = models.BinaryField(unique=True)
    credential = models.BinaryField()
    """Identifier and public key, as the standard writes them (attested credential data)."""
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    """How its owner knows it again."""
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"passkey {self.pk}"


class CodeApp(models.Model):
    """The app of an account that shows a code of six digits for half a minute (TOTP)."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="code_app")
    secret = models.TextField()
    """Sealed; see `records.signing.sealed`."""
    last_step = models.BigIntegerField(default=0)
    """The half minute of the last code that was taken: no code is taken twice."""
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"code app {self.pk}"


class RecoveryCode(models.Model):
    """A code on paper for who lost telephone or key; it works once."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="recovery_codes")
    fingerprint = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "fingerprint"], name="one_recovery_code_once"
            )
        ]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"


class Identity(models.Model):
    """Somebody as a provider knows him or her: only a keyed hash of the name it uses is kept."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="identities")
    provider = models.CharField(max_length=40)
    subject = models.BinaryField()
    bound_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="one_account_a_subject"),
            models.UniqueConstraint(fields=["account", "provider"], name="one_subject_an_account"),
        ]

    def __str__(self) -> str:
        return f"identity {self.pk}"


class SignedIn(models.Model):
    """Where an account is signed in; the session itself is Django's."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60)
    """The browser and the kind of device, in words; never an address."""
    started_at = models.DateTimeField()
    idle = models.PositiveIntegerField()
    """Seconds after which it ends when it is not used."""

    def __str__(self) -> str:
        return f"signed in {self.pk}"


class Invitation(models.Model):
    """A link that makes an account, or gives an account a new way in; it works once.

    Only a hash of what stands in the link is kept.
    """

    fingerprint = models.BinaryField(unique=True)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    """Of who invites: its colleagues see the invitations of professionals."""
    professional = models.ForeignKey(
        "people.Professional", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.TextField()
    """Of who is invited, as the account will have it."""
    duties = ArrayField(
        models.CharField(max_length=20, choices=[(duty.value, duty.value) for duty in Duty]),
        default=list,
        blank=True,
    )
    made_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Nobody when it was made on the command line, for the first account of all."""
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(professional__isnull=True) ^ Q(person__isnull=True),
                name="invitation_of_one",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(used_at__isnull=True),
                name="invitation_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Throttle(models.Model):
    """How often something was tried lately; under a keyed hash, so that it names nobody."""

    key = models.BinaryField(primary_key=True)
    tries = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "throttle"
