"""A simple question of one person, and the steps of the law that were done for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tandem.records.coordination.models.items import Item


class SimpleQuestion(models.Model):
    """What is needed and by when; in whose words, and whose question it is, says its item."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="simple_question")
    needed = models.TextField()
    """What is needed, as who noted it understood."""
    needed_by = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=20)
    """The law whose steps it takes, by its short name in the rule base."""
    received_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(needed=""), name="question_says_what_is_needed"),
        ]

    def __str__(self) -> str:
        return f"simple question {self.pk}"


class StepDone(models.Model):
    """A step of the law, and the day on which it was done; without a day it was a mistake."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="steps_done")
    step = models.CharField(max_length=20)
    done_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "step"], name="step_is_done_once"),
        ]

    def __str__(self) -> str:
        return f"step done {self.pk}"
