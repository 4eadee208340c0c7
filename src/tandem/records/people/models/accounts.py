"""Who may sign in."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.crypto import salted_hmac

from tandem.core.access import Duty
from tandem.records.conditions import one_of

SESSIONS = "tandem.records.people.models.accounts.sessions"
"""What keeps this use of the secret key apart from every other."""


class ToldBy(StrEnum):
    """How somebody hears that there is something new."""

    SITE = "site"
    """On the pages alone."""
    MAIL = "mail"
    """Also by a letter each time, without a word of what it is about."""
    DAILY = "daily"
    """Also by one such letter a day."""


class Accounts(BaseUserManager["Account"]):
    """The accounts, found by the name one signs in with."""


class Account(AbstractBaseUser):
    """An account of one professional, one resident or one of a family's own circle."""

    username = models.CharField(max_length=150, unique=True)
    """In small letters; what one signs in with."""
    name = models.TextField()
    """How this account is addressed, on every page."""
    professional = models.OneToOneField(
        "people.Professional", on_delete=models.PROTECT, null=True, blank=True
    )
    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, null=True, blank=True)
    supporter = models.OneToOneField(
        "people.Supporter", on_delete=models.PROTECT, null=True, blank=True
    )
    duties = ArrayField(
        models.CharField(max_length=20, choices=[(duty.value, duty.value) for duty in Duty]),
        default=list,
        blank=True,
    )
    """What this account does apart from any household: front desk, team leader."""
    areas = ArrayField(models.BigIntegerField(), default=list, blank=True)
    """The work areas, by number, in which the front desk does its work."""
    language = models.CharField(max_length=2, default="nl", choices=[("nl", "nl"), ("en", "en")])
    informal = models.BooleanField(default=False)
    """Whether the resident chose to be addressed with "je"."""
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    told_by = models.CharField(
        max_length=5,
        default=ToldBy.SITE.value,
        db_default=ToldBy.SITE.value,
        choices=[(one.value, one.value) for one in ToldBy],
    )
    """How this account hears that there is something new."""
    mail = models.TextField(blank=True, default="", db_default="")
    """Where letters go that say that there is something new; chosen by the account itself."""
    unread = models.PositiveIntegerField(default=0, db_default=0)
    """How much is new; the database counts it along with the notices."""
    sign_in_round = models.PositiveIntegerField(default=0)
    """Grows when all sessions must end: a session belongs to the round in which it began."""

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("professional", "person", "supporter"), name="account_of_one"
            )
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Return what ties a session to the password and to the round of this account."""
        said = f"{self.password}|{self.sign_in_round}"
        return salted_hmac(SESSIONS, said, secret=secret, algorithm="sha256").hexdigest()
