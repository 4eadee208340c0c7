"""Answers to agreements: append-only; the last one of each person counts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tandem.records.conditions import one_of
from tandem.records.plans.states import AnswerKind, Way


class Answer(models.Model):
    """What somebody answered to a version of an agreement, how, and who wrote it down."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    agreement = models.ForeignKey(
        "plans.Agreement", on_delete=models.PROTECT, related_name="answers"
    )
    agreement_version = models.PositiveIntegerField()
    by_involvement = models.ForeignKey(
        "people.Involvement", on_delete=models.PROTECT, null=True, blank=True
    )
    by_member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True
    )
    by_supporter = models.ForeignKey(
        "people.Supporter", on_delete=models.PROTECT, null=True, blank=True
    )
    for_member = models.ForeignKey(
        "people.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_for",
    )
    """The child for whom a parent with authority answers."""
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in AnswerKind])
    reason = models.TextField(blank=True, default="")
    way = models.CharField(
        max_length=6, choices=[(one.value, one.value) for one in Way], default=Way.SELF.value
    )
    given_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True)
    """The account that wrote it down."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("by_involvement", "by_member", "by_supporter"),
                name="answer_of_one",
            ),
            models.CheckConstraint(
                condition=~Q(kind=AnswerKind.CANNOT.value) | ~Q(reason=""),
                name="cannot_says_why",
            ),
        ]
        indexes = [models.Index(fields=["household", "agreement", "-id"], name="answer_last")]

    def __str__(self) -> str:
        return f"answer {self.pk}"
