"""The one-plan track of a household, and who leads it at every moment of that track."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q


class Track(models.Model):
    """From when until when a household is on the one-plan track: a human's tick, with a reason."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    period = DateTimeRangeField()
    reason = models.TextField()
    by = models.BigIntegerField(null=True, blank=True)
    """The account of who ticked it."""
    ended_because = models.TextField(blank=True, default="", db_default="")
    ended_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_track_at_a_time",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="track_says_why"),
        ]

    def __str__(self) -> str:
        return f"track {self.pk}"


class Lead(models.Model):
    """Who leads, from when until when. On the track there is exactly one at every moment."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    professional = models.ForeignKey("people.Professional", on_delete=models.PROTECT)
    period = DateTimeRangeField()
    accepted = models.BooleanField()
    """False for the team leader who leads until somebody accepts."""
    reason = models.TextField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_lead_at_a_time",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="lead_says_why"),
        ]
        indexes = [models.Index(fields=["professional"], name="lead_of_professional")]

    def __str__(self) -> str:
        return f"lead {self.pk}"


class LeadOffer(models.Model):
    """Somebody is asked to lead; until the answer, who leads now goes on leading."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    professional = models.ForeignKey("people.Professional", on_delete=models.PROTECT)
    reason = models.TextField()
    legal_ground = models.TextField(blank=True, default="")
    """On which the household is open to somebody who was not involved yet."""
    offered_at = models.DateTimeField()
    offered_by = models.BigIntegerField()
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(answered_at__isnull=True),
                name="one_open_lead_offer",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, accepted__isnull=True)
                | Q(answered_at__isnull=False, accepted__isnull=False),
                name="lead_offer_is_answered_or_not",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="lead_offer_says_why"),
        ]

    def __str__(self) -> str:
        return f"lead offer {self.pk}"


class StandIn(models.Model):
    """Somebody stands in for the lead on some days: with rights, without being the lead."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    professional = models.ForeignKey("people.Professional", on_delete=models.PROTECT)
    period = DateTimeRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_stand_in_at_a_time",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["professional"], name="stand_in_of_professional")]

    def __str__(self) -> str:
        return f"stand-in {self.pk}"
