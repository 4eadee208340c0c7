"""Organisations, professionals, the areas they work in, and the households they work for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tandem.core.access import InvolvementRole


class Organisation(models.Model):
    """An organisation that helps: the municipality, youth care, debt help, a school."""

    name = models.TextField(unique=True)
    telephone = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.name


class Professional(models.Model):
    """Somebody (or a desk) who helps by profession."""

    name = models.TextField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="professionals"
    )
    function = models.TextField(blank=True, default="")
    telephone = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A work area (werkgebied); its team leader leads a household until somebody accepts."""

    name = models.TextField(unique=True)
    team_leader = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="areas")

    def __str__(self) -> str:
        return self.name


class Involvement(models.Model):
    """A professional's part in a household: role, purpose, legal ground, from, until."""

    household = models.ForeignKey(
        "people.Household", on_delete=models.PROTECT, related_name="involvements"
    )
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="involvements"
    )
    key = models.CharField(max_length=60)
    """The short name under which the household file and the plan check know the professional."""
    role = models.CharField(
        max_length=20,
        choices=[(role.value, role.value) for role in InvolvementRole],
        default=InvolvementRole.PROVIDER.value,
    )
    discipline = models.TextField(blank=True, default="")
    purpose = models.TextField()
    legal_ground = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "key"], name="one_key_an_involvement"),
            models.UniqueConstraint(
                fields=["household", "professional"],
                condition=Q(until__isnull=True),
                name="one_open_involvement",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="involvement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(legal_ground=""),
                name="involvement_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["professional"],
                include=["household", "since", "until"],
                name="involvement_scope",
            )
        ]

    def __str__(self) -> str:
        return f"involvement {self.pk}"
