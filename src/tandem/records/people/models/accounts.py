"""Who may sign in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tandem.core.access import Duty


class Accounts(BaseUserManager["Account"]):
    """The accounts, found by the name one signs in with."""


class Account(AbstractBaseUser):
    """An account of one professional or of one resident, never of both."""

    username = models.CharField(max_length=150, unique=True)
    """In small letters; what one signs in with."""
    name = models.TextField()
    """How this account is addressed, on every page."""
    professional = models.OneToOneField(
        "people.Professional", on_delete=models.PROTECT, null=True, blank=True
    )
    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, null=True, blank=True)
    duties = ArrayField(
        models.CharField(max_length=20, choices=[(duty.value, duty.value) for duty in Duty]),
        default=list,
        blank=True,
    )
    """What this account does apart from any household: front desk, team leader."""
    language = models.CharField(max_length=2, default="nl", choices=[("nl", "nl"), ("en", "en")])
    informal = models.BooleanField(default=False)
    """Whether the resident chose to be addressed with "je"."""
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(professional__isnull=True) ^ Q(person__isnull=True),
                name="account_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"
