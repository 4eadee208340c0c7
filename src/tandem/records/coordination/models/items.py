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
    opened_by = models.BigIntegerField(null=True, blank=True)
    """The account that opened it; none for Tandem itself, and for somebody without an account."""
    member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The member who gave the signal, or does the action: with her go her words."""
    for_family = models.TextField(blank=True, default="", db_default="")
    """What the family reads of it, in words for them; empty when it reads nothing."""
    why = models.CharField(max_length=20, blank=True, default="", db_default="")
    """Why Tandem itself opened it; empty for what somebody opened."""
    due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=10, blank=True, default="", db_default="")
    """As what it ended: handled, done, failed or withdrawn."""
    outcome = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(outcome=""),
                name="closed_item_says_how_it_ended",
            ),
            models.CheckConstraint(
                condition=~Q(
                    kind__in=["signal", "action", "commission", "dispute", "simple-question"]
                )
                | Q(closed_at__isnull=True, ended="")
                | (Q(closed_at__isnull=False) & ~Q(ended="")),
                name="item_ended_as_something",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["signal", "simple-question"]) | Q(ended__in=["", "handled"]),
                name="signal_ends_as_handled",
            ),
        ]
        indexes = [
            models.Index(
                fields=["holder", "due_on"],
                condition=Q(closed_at__isnull=True),
                name="item_waits_for",
            ),
            models.Index(fields=["household", "-id"], name="item_of_household"),
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"


class LookItem(models.Model):
    """What an item about looking is about: a look that was asked about, or an emergency."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.OneToOneField(Item, on_delete=models.PROTECT)
    look = models.BigIntegerField(null=True, blank=True)
    """The look by its number: the log has no other rows pointing at it."""
    emergency = models.ForeignKey(
        "people.EmergencyAccess", on_delete=models.PROTECT, null=True, blank=True
    )
    asked_by = models.BigIntegerField()
    """The account of who asks, or of who opened the household in an emergency."""

    class Meta:
        indexes = [models.Index(fields=["household", "look"], name="item_of_look")]

    def __str__(self) -> str:
        return f"look item {self.pk}"


class Offer(models.Model):
    """An item is offered to somebody else; it moves only when he or she accepts.

    Of a commission only the work moves; then the row says too what became of it.
    """

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="offers")
    to = models.ForeignKey("people.Professional", on_delete=models.PROTECT)
    note = models.TextField(blank=True, default="", db_default="")
    """What who offers it says to who is asked."""
    legal_ground = models.TextField(blank=True, default="", db_default="")
    """Why somebody who is not involved may read it; empty for who is."""
    offered_at = models.DateTimeField()
    offered_by = models.BigIntegerField()
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    taken_back = models.BooleanField(default=False, db_default=False)
    """Whether it was not answered but taken back."""
    reason = models.CharField(max_length=20, blank=True, default="", db_default="")
    """Why it was declined, by the list of the rule base."""
    answer = models.TextField(blank=True, default="")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported = models.CharField(max_length=6, blank=True, default="", db_default="")
    """What became of a commission: done or failed."""
    report = models.TextField(blank=True, default="", db_default="")
    """The report, or what was tried."""

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
            models.CheckConstraint(
                condition=Q(reported="", reported_at__isnull=True, report="")
                | (
                    Q(reported__in=["done", "failed"], reported_at__isnull=False, accepted=True)
                    & ~Q(report="")
                ),
                name="offer_report_says_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to"], condition=Q(answered_at__isnull=True), name="offer_waits_for"
            ),
            models.Index(
                fields=["to", "answered_at"],
                condition=Q(answered_at__isnull=False),
                name="offer_answered_by",
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"
