"""What was tried before (self, network, general, individual), and where a provision falls short."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tandem.records.conditions import one_of
from tandem.records.coordination.models.items import Item


class ProvisionGap(models.Model):
    """A general provision that failed twice: whoever is in charge of its subsidy answers.

    It is of an area and of no household: it says which provision, how often, and whom to call.
    """

    area = models.ForeignKey("people.Area", on_delete=models.PROTECT)
    provision = models.TextField()
    times = models.PositiveSmallIntegerField()
    holder = models.ForeignKey("people.Professional", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("people.Professional", on_delete=models.PROTECT, related_name="+")
    """Whom to call about it: who holds the question."""
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="gap_is_answered_in_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["holder"], condition=Q(answered_at__isnull=True), name="gap_waits_for"
            ),
            models.Index(
                fields=["area"], condition=Q(answered_at__isnull=True), name="gap_of_area"
            ),
        ]

    def __str__(self) -> str:
        return f"provision gap {self.pk}"


class Tried(models.Model):
    """Something that was tried for a question or a goal, on a rung of the ladder."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="tried"
    )
    """The simple question for which it was tried."""
    goal = models.ForeignKey(
        "plans.Goal", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rung = models.CharField(max_length=12)
    what = models.TextField()
    by_whom = models.TextField()
    tried_on = models.DateField()
    went = models.CharField(max_length=10, blank=True, default="")
    """How it went: helped, partly, failed, declined; empty while it is tried once more."""
    words = models.TextField(blank=True, default="")
    commission = models.OneToOneField(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """By which it was sent back to the provision."""
    gap = models.ForeignKey(
        ProvisionGap, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """What its failure became."""
    at = models.DateTimeField()
    by = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("item", "goal"), name="tried_for_one_thing"),
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(by_whom=""), name="tried_says_what_and_who"
            ),
            models.CheckConstraint(
                condition=~Q(went="") | Q(commission__isnull=False), name="tried_says_how_it_went"
            ),
        ]
        indexes = [models.Index(fields=["household"], name="tried_in_household")]

    def __str__(self) -> str:
        return f"tried {self.pk}"
