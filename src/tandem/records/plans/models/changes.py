"""A chosen proposal: the changes it asks, and what their owners and members answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tandem.records.conditions import one_of
from tandem.records.plans.states import AnswerKind, ChangeKind, ChangeState, Way


class Choice(models.Model):
    """Somebody chose a proposal of the plan check: it asks the changes below."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    chosen_at = models.DateTimeField()
    chosen_by = models.BigIntegerField()
    """The account that chose."""
    plan_version = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"choice {self.pk}"


class Change(models.Model):
    """A change of one agreement, which counts when its owner and its members said yes."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    choice = models.ForeignKey(Choice, on_delete=models.PROTECT, related_name="changes")
    agreement = models.ForeignKey(
        "plans.Agreement", on_delete=models.PROTECT, related_name="changes"
    )
    agreement_version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ChangeKind])
    alternative = models.CharField(max_length=60, blank=True, default="")
    """The alternative, by its short name, when the kind is `alternative`."""
    starts_on = models.DateField(null=True, blank=True)
    """The new first day, when it is postponed."""
    ends_on = models.DateField(null=True, blank=True)
    """The new last day, when it ends as another agreement starts."""
    because_of = models.CharField(max_length=60, blank=True, default="")
    """The agreement that takes its place, or whose start ends it, by its short name."""
    form = models.JSONField(null=True, blank=True)
    """The form it gets; None when it goes."""
    state = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in ChangeState],
        default=ChangeState.OPEN.value,
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.TextField(blank=True, default="")
    """Why it was withdrawn."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "agreement"], name="one_change_an_agreement"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state="open"), name="one_open_change"
            ),
        ]
        indexes = [
            models.Index(fields=["household"], condition=Q(state="open"), name="change_open")
        ]

    def __str__(self) -> str:
        return f"change {self.pk}"


class ChangeAnswer(models.Model):
    """What an owner or a member answered to a change; append-only, the last one counts."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="answers")
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
        related_name="changes_answered_for",
    )
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in AnswerKind])
    reason = models.TextField(blank=True, default="")
    way = models.CharField(
        max_length=6, choices=[(one.value, one.value) for one in Way], default=Way.SELF.value
    )
    given_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("by_involvement", "by_member", "by_supporter"),
                name="change_answer_of_one",
            ),
            models.CheckConstraint(
                condition=~Q(kind=AnswerKind.CANNOT.value) | ~Q(reason=""),
                name="change_cannot_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"change answer {self.pk}"
