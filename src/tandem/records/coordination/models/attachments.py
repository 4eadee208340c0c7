"""Files that belong to an agreement or to a request; what is in them lies encrypted elsewhere."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from tandem.records.conditions import one_of


class ScanState(StrEnum):
    """Whether a file was looked at for viruses."""

    WAITING = "waiting"
    """The scanner was not to be reached: until it is, nobody gets the file."""
    CLEAN = "clean"
    INFECTED = "infected"
    UNSCANNED = "unscanned"
    """There is no scanner here, by choice of who runs this site."""


class Attachment(models.Model):
    """A file, by the name somebody gave it; its bytes lie under a random name, encrypted."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    of_agreement = models.ForeignKey(
        "plans.Agreement", on_delete=models.PROTECT, null=True, blank=True
    )
    of_request = models.ForeignKey(
        "coordination.Request", on_delete=models.PROTECT, null=True, blank=True
    )
    name = models.TextField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    file = models.CharField(max_length=64, unique=True)
    """The random name on disk."""
    key = models.BinaryField()
    """The key of this file alone, sealed under the master key."""
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ScanState])
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("of_agreement", "of_request"), name="attachment_of_one"
            ),
        ]
        indexes = [
            models.Index(
                fields=["household"], condition=Q(removed_at__isnull=True), name="attachment_there"
            )
        ]

    def __str__(self) -> str:
        return f"attachment {self.pk}"
