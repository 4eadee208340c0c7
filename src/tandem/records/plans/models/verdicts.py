"""What the plan check answered, kept under what it was asked."""

from __future__ import annotations

from django.db import models


class Verdict(models.Model):
    """The answer of the plan check to one version of a plan."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    plan_version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    """SHA-256 of everything that was checked, with the rule base."""
    asked_at = models.DateTimeField()
    verdict = models.CharField(max_length=12)
    clashes = models.PositiveIntegerField()
    limits = models.PositiveIntegerField()
    complete = models.BooleanField()
    known = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    summary = models.JSONField()
    """What lines and lists need of the answer, in the shape of `standings`."""
    told = models.JSONField(null=True, blank=True)
    """What is said of the plan in each language, in the shape of `told`; None for an older one."""
    answer = models.JSONField(null=True, blank=True)
    """In the shape of `verdicts`; None for an older one, of which only the figures are kept."""

    class Meta:
        indexes = [models.Index(fields=["household", "-id"], name="verdict_last")]

    def __str__(self) -> str:
        return f"verdict {self.pk}"
