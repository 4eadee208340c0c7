"""Organisations, professionals, the areas they work in, and the households they work for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tandem.core.access import InvolvementRole


class Organisation(models.Model):
    """An organisation that helps: the municipality, youth care, debt help, a school."""

    name = models.TextField(unique=True)
    telephone = models.TextField(blank=True, default="")
    neutral_name = models.TextField(blank=True, default="")
    """What a shelter (opvang) is called for others than who is helped there and who leads."""

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
    mail = models.TextField(blank=True, default="", db_default="")
    """The address at which letters reach him or her; only for who has no account."""
    left_at = models.DateTimeField(null=True, blank=True)
    """Since when he or she works here no longer; nobody is offered this person any more."""

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A work area (werkgebied); its team leader leads a household until somebody accepts."""

    name = models.TextField(unique=True)
    team_leader = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="areas")

    def __str__(self) -> str:
        return self.name


class AreaOffice(models.Model):
    """Who has a task for an area apart from any household, such as the subsidy of provisions."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="offices")
    office = models.CharField(max_length=20)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "office"], name="one_for_an_office"),
        ]

    def __str__(self) -> str:
        return f"{self.office} of area {self.area_id}"


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
    shelter_for = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """Whom this worker of a shelter helps: others read no name, face or number of such a worker."""
    ground = models.CharField(max_length=40, blank=True, default="", db_default="")
    """The ground by its short name in the rule base; empty for what was written in words."""
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    """Since when it opens nothing: the consent that its ground asks for was withdrawn."""

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
