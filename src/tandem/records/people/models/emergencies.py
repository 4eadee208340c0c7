"""Emergency access: a household opened for some hours by who has nothing to do with it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class EmergencyAccess(models.Model):
    """Somebody opened a household in an emergency (noodtoegang): when, until when, and why."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    professional = models.ForeignKey("people.Professional", on_delete=models.PROTECT)
    since = models.DateTimeField()
    until = models.DateTimeField()
    kind = models.CharField(max_length=20)
    reason = models.TextField()
    withheld_until = models.DateField(null=True, blank=True)
    """Until this day the family does not see it, for their safety."""
    withheld_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(since__lt=F("until")) & ~Q(reason=""), name="emergency_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(withheld_until__isnull=True, withheld_reason="")
                | (Q(withheld_until__isnull=False) & ~Q(withheld_reason="")),
                name="withheld_has_a_reason_and_an_end",
            ),
        ]
        indexes = [models.Index(fields=["professional", "until"], name="emergency_of_whom")]

    def __str__(self) -> str:
        return f"emergency access {self.pk}"
