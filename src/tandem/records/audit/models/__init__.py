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
    """Somebody looked at a page of a household (inzage).

    Role, organisation and reason are in `sealed`, under a key that can be destroyed. The database
    fills in `chain`, `place` and `hash` when the row is added.
    """

    id = models.BigAutoField(primary_key=True)
    household_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    page = models.TextField()
    basis = models.TextField(default="")
    key_id = models.BigIntegerField(null=True)
    sealed = models.BinaryField(default=b"")
    trace_id = models.BinaryField(default=b"")
    span_id = models.BinaryField(default=b"")
    mark = models.BinaryField(default=b"")
    chain = models.SmallIntegerField(default=0)
    place = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["household_id", "-id"], name="look_of_household")]

    def __str__(self) -> str:
        return f"{self.page} of {self.household_id}"
