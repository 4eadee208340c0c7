"""What must happen later, written in the same transaction as what made it necessary."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Outbox(models.Model):
    """Something to be done by name; `tasks` takes the oldest first and may try more than once."""

    id = models.BigAutoField(primary_key=True)
    household_id = models.BigIntegerField(null=True)
    name = models.TextField()
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="outbox_open")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
