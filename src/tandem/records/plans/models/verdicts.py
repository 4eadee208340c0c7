"""What the plan check answered, kept under what it was asked."""

from __future__ import annotations

from django.db import models


class Verdict(models.Model):
    """The answer of the plan check to one version of a plan."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    plan_version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    """SHA-256 of everything that was checked, with the rule base."""
    rules = models.CharField(max_length=64, blank=True, default="", db_default="")
    """SHA-256 of the rule base that was checked with; empty for the oldest answers."""
    event_id = models.BigIntegerField(null=True, blank=True)
    """The last change that was in the plan when it was asked; None for the oldest answers."""
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
    """In the shape of `verdicts`; None for an older one, of which only the figures are kept.

    Without `proposals` when nobody waited for them: then only the verdict was asked.
    """

    class Meta:
        indexes = [models.Index(fields=["household", "-id"], name="verdict_last")]

    def __str__(self) -> str:
        return f"verdict {self.pk}"


class CheckRound(models.Model):
    """A round of the check past every plan: how far it came, and what it found.

    Numbers only: of no household, and nothing about anybody.
    """

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    dropped = models.BooleanField(default=False)
    """Whether it was ended before it passed every plan, because too much had changed meanwhile."""
    rules = models.CharField(max_length=64)
    """SHA-256 of the rule base."""
    reached = models.BigIntegerField(default=0)
    """All households up to this number are done; what was interrupted goes on after it."""
    fits = models.PositiveIntegerField(default=0)
    not_yet = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    """Plans that could not be checked at all."""
    solved = models.PositiveIntegerField(default=0)
    """Plans that were worked out; of the others the answer was known."""
    changed = models.PositiveIntegerField(default=0)
    """Plans with another verdict than before the round began."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rules"],
                condition=models.Q(finished_at__isnull=True),
                name="one_open_check_round",
            )
        ]

    def __str__(self) -> str:
        return f"check round {self.pk}"
