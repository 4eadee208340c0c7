"""What is shielded from whom, and which parts of the plan show others only that and when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Shield(models.Model):
    """An agreement that does not exist for one member, on a recorded ground, until it is lifted."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    agreement = models.ForeignKey(
        "plans.Agreement", on_delete=models.PROTECT, related_name="shields"
    )
    member = models.ForeignKey("people.Membership", on_delete=models.PROTECT)
    """From whom it is shielded."""
    ground = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "member"],
                condition=Q(lifted_at__isnull=True),
                name="one_shield",
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="shield_says_on_what_ground"),
        ]
        indexes = [
            models.Index(
                fields=["household"], condition=Q(lifted_at__isnull=True), name="shield_now"
            )
        ]

    def __str__(self) -> str:
        return f"shield {self.pk}"


class PartDepth(models.Model):
    """A plan part of which others see only that and when; or, of one helper, *what* after all."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    part = models.ForeignKey("plans.Part", on_delete=models.PROTECT, related_name="depths")
    opened_to = models.ForeignKey(
        "people.Involvement", on_delete=models.PROTECT, null=True, blank=True
    )
    """None: it is closed to others. Else: *what* is open to this helper."""
    ground = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part", "opened_to"],
                condition=Q(lifted_at__isnull=True),
                nulls_distinct=False,
                name="one_depth",
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="depth_says_on_what_ground"),
        ]
        indexes = [
            models.Index(
                fields=["household"], condition=Q(lifted_at__isnull=True), name="depth_now"
            )
        ]

    def __str__(self) -> str:
        return f"depth {self.pk}"
