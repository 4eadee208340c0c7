"""What somebody of the family, or of its own circle, does: hers, and not an item of who helps."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q


class OwnEnd(StrEnum):
    """How something that somebody does herself ended."""

    WORKED = "worked"
    """\"Gelukt.\""""
    NOT = "not"
    """\"Lukte niet, want …\": her words reach who leads."""
    DROPPED = "dropped"
    """She does not want to do it after all, and says no more than that."""


class OwnAction(models.Model):
    """Something that a resident, or somebody from the network, is going to do.

    It is no item: no clock runs on it, nobody takes it over, and nothing counts it.
    """

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    supporter = models.ForeignKey(
        "people.Supporter", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    by_when = models.DateField(null=True, blank=True)
    """A day that helps her remember; when it is over nothing happens."""
    remind_on = models.DateField(null=True, blank=True)
    """The one day on which she wants to be reminded; she alone chooses it."""
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=8, blank=True, default="", db_default="")
    words = models.TextField(blank=True, default="", db_default="")
    """Why it did not work, as she wrote it."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=True) ^ Q(supporter__isnull=True),
                name="own_action_is_of_one",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="own_action_says_what"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended="", words="")
                | Q(ended_at__isnull=False, ended__in=["worked", "dropped"], words="")
                | (Q(ended_at__isnull=False, ended="not") & ~Q(words="")),
                name="own_action_ended_as_something",
            ),
        ]
        indexes = [models.Index(fields=["household", "-id"], name="own_action_of_household")]

    def __str__(self) -> str:
        return f"own action {self.pk}"
