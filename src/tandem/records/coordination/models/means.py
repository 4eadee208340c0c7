"""What was spent at once, what was refused, and what stands in the way."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Expense(models.Model):
    """Something paid from the discretionary budget: spent first, with one line of account.

    The database takes it from the budget of the household's area, never beyond the mandate.
    """

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    budget = models.ForeignKey("people.Budget", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """For whom, when it is for one; else for the household."""
    cents = models.BigIntegerField()
    what = models.TextField()
    """What was bought and why, in one line."""
    role = models.CharField(max_length=20)
    """The role in which it was decided, whose mandate counted."""
    at = models.DateTimeField()
    by = models.BigIntegerField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.BigIntegerField(null=True, blank=True)
    taken_back_because = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="expense_is_an_amount"),
            models.CheckConstraint(condition=~Q(what=""), name="expense_says_what"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | (
                    Q(taken_back_at__isnull=False, taken_back_by__isnull=False)
                    & ~Q(taken_back_because="")
                ),
                name="taken_back_says_why",
            ),
        ]
        indexes = [models.Index(fields=["household"], name="expense_of_household")]

    def __str__(self) -> str:
        return f"expense {self.pk}"


class Refusal(models.Model):
    """A no: with its reason, what is possible instead, who calls, and until when to object."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.OneToOneField("coordination.Item", on_delete=models.PROTECT, related_name="+")
    """The promise to call, held by who calls."""
    member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked = models.TextField()
    reason = models.TextField()
    alternative = models.TextField()
    caller = models.ForeignKey("people.Professional", on_delete=models.PROTECT, related_name="+")
    is_decision = models.BooleanField()
    """Whether it is a decision (beschikking) to which somebody can object."""
    told_on = models.DateField()
    """The day on which it was told (bekendgemaakt)."""
    objection_until = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True, default="")
    """On what the term rests, as the rule base said on that day."""
    at = models.DateTimeField()
    by = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked="") & ~Q(reason="") & ~Q(alternative=""),
                name="warm_no_says_why_and_what_else",
            ),
            models.CheckConstraint(
                condition=Q(is_decision=False, objection_until__isnull=True)
                | (
                    Q(is_decision=True, objection_until__gt=F("told_on"))
                    & Q(objection_until__isnull=False)
                    & ~Q(source="")
                ),
                name="decision_says_until_when",
            ),
        ]
        indexes = [models.Index(fields=["household"], name="refusal_of_household")]

    def __str__(self) -> str:
        return f"refusal {self.pk}"


class Obstacle(models.Model):
    """What stands in the way (knelpunt): whose it is, of which order, and an answer."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.OneToOneField("coordination.Item", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    whose = models.TextField()
    """Who could take it away: an organisation, a rule, a law."""
    order = models.PositiveSmallIntegerField(db_column="of_order")
    """1 this case, 2 the own organisation, 3 the system."""
    page = models.CharField(max_length=40, blank=True, default="")
    """On which page the button was pressed."""
    at = models.DateTimeField()
    by = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(order__gte=1) & Q(order__lte=3), name="obstacle_has_an_order"
            ),
            models.CheckConstraint(condition=~Q(whose=""), name="obstacle_says_whose"),
        ]
        indexes = [models.Index(fields=["household"], name="obstacle_of_household")]

    def __str__(self) -> str:
        return f"obstacle {self.pk}"
