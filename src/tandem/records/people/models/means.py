"""What an area may spend without a rule (regelvrij budget), and who may decide up to how much."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Budget(models.Model):
    """The discretionary budget of an area in a year, in cents.

    `spent` is kept by the database with each expense, under a lock of this row: whatever happens at
    once, it never passes the amount.
    """

    area = models.ForeignKey("people.Area", on_delete=models.PROTECT, related_name="budgets")
    year = models.PositiveSmallIntegerField()
    cents = models.BigIntegerField()
    spent = models.BigIntegerField(default=0, db_default=0)
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="one_budget_a_year"),
            models.CheckConstraint(
                condition=Q(spent__gte=0) & Q(spent__lte=F("cents")), name="budget_not_overspent"
            ),
        ]

    def __str__(self) -> str:
        return f"budget {self.pk}"


class SpendingMandate(models.Model):
    """Up to how much somebody in a role decides alone, in an area, in cents."""

    area = models.ForeignKey("people.Area", on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=20)
    cents = models.BigIntegerField()
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "role"], name="one_mandate_a_role"),
            models.CheckConstraint(condition=Q(cents__gte=0), name="mandate_is_an_amount"),
        ]

    def __str__(self) -> str:
        return f"spending mandate {self.pk}"
