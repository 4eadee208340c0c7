"""Events and looks: rows are added and never changed; the database refuses anything else."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """Something that changed: who, when, what, and what it was and became.

    `household_id` and `actor_id` are plain numbers: an event outlives what it is about.
    """

    id = models.BigAutoField(primary_key=True)
    household_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    verb = models.TextField()
    subject = models.TextField()
    subject_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["household_id", "-id"], name="event_of_household"),
            models.Index(fields=["subject", "subject_id"], name="event_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.subject_id}"


class Look(models.Model):
    """Somebody looked at a page of a household (inzage)."""

    id = models.BigAutoField(primary_key=True)
    household_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    page = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["household_id", "-id"], name="look_of_household")]

    def __str__(self) -> str:
        return f"{self.page} of {self.household_id}"
