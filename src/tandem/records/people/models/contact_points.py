"""Whom one calls for a postcode: the directory of the work areas."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models
from django.db.models import Q


class ContactPoint(models.Model):
    """A consultant or a team of a work area (aanspreekpunt): whom one calls, and when.

    The telephone stands here and not only with the professional: a desk has a number of its own.
    """

    area = models.ForeignKey("people.Area", on_delete=models.PROTECT, related_name="points")
    professional = models.ForeignKey(
        "people.Professional", on_delete=models.PROTECT, related_name="points"
    )
    telephone = models.TextField()
    function = models.TextField(blank=True, default="")
    hours = models.TextField(blank=True, default="")
    stand_in = models.TextField(blank=True, default="")
    stand_in_telephone = models.TextField(blank=True, default="")
    stand_in_until = models.DateField(null=True, blank=True)
    """The last day; without one until somebody writes it otherwise."""
    is_rest = models.BooleanField(default=False)
    """Whether it is for every postcode that belongs to nobody else."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["is_rest"], condition=Q(is_rest=True), name="one_rest"),
            models.CheckConstraint(
                condition=Q(stand_in="") | ~Q(stand_in_telephone=""),
                name="stand_in_can_be_called",
            ),
        ]

    def __str__(self) -> str:
        return f"contact point {self.pk}"


class Postcodes(models.Model):
    """Postcodes, as their numbers, that belong to a point of contact; each to one at most."""

    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="postcodes")
    numbers = BigIntegerRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(name="postcode_of_one", expressions=[("numbers", "&&")]),
        ]

    def __str__(self) -> str:
        return f"postcodes {self.pk}"
