"""An owner is asked to change an agreement."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tandem.core.flow.asks import AskState


class AskToChange(models.Model):
    """The question, the days of each, and what was said; the agreement itself is not touched."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.OneToOneField("coordination.Item", on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey("plans.Agreement", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in AskState])
    answer_by = models.DateField()
    decide_by = models.DateField(null=True, blank=True)
    up_on = models.DateField(null=True, blank=True)
    settle_by = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField()
    answer = models.TextField(blank=True, default="")
    legal_ground = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.BigIntegerField(null=True, blank=True)
    comes_first = models.TextField(blank=True, default="")
    """The order of things, as the lead set it."""
    ordered_at = models.DateTimeField(null=True, blank=True)
    ordered_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["changed", "grounded"])
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="grounded") | ~Q(legal_ground=""), name="ground_is_named"
            ),
            models.CheckConstraint(
                condition=~Q(state="ordered")
                | (~Q(comes_first="") & Q(ordered_at__isnull=False, ordered_by__isnull=False)),
                name="order_is_set_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ordered", "up"])
                | Q(up_on__isnull=False, settle_by__isnull=False),
                name="gone_up_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state__in=["asked", "silent", "ordered", "up"]),
                name="one_open_ask",
            ),
        ]
        indexes = [
            models.Index(
                fields=["household"],
                condition=Q(state__in=["asked", "silent", "ordered", "up"]),
                name="ask_open",
            )
        ]

    def __str__(self) -> str:
        return f"ask to change {self.pk}"
