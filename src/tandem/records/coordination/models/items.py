"""The one table of items: whatever somebody must hold has exactly one holder at every moment."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Item(models.Model):
    """Something that somebody holds: a signal, an action, a question, a commission, a dispute."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    text = models.TextField()
    holder = models.ForeignKey("people.Professional", on_delete=models.PROTECT)
    """Never empty: the sender stays holder until the receiver accepts."""
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(outcome=""),
                name="closed_item_says_how_it_ended",
            )
        ]
        indexes = [
            models.Index(
                fields=["holder", "due_on"],
                condition=Q(closed_at__isnull=True),
                name="item_waits_for",
            )
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"


class Offer(models.Model):
    """An item is offered to somebody else; it moves only when he or she accepts."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="offers")
    to = models.ForeignKey("people.Professional", on_delete=models.PROTECT)
    offered_at = models.DateTimeField()
    offered_by = models.BigIntegerField()
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(answered_at__isnull=True), name="one_open_offer"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, accepted__isnull=True)
                | Q(answered_at__isnull=False, accepted__isnull=False),
                name="offer_is_answered_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"
