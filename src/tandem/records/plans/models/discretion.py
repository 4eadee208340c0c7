"""What is shielded from whom, and which parts of the plan show others only that and when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tandem.records.conditions import one_of

SHIELDED = ("agreement", "goal", "person", "involvement", "supporter")
"""What can be shielded from a member: one of these a row."""


class Shield(models.Model):
    """Something that does not exist for one member, on a recorded ground, until it is lifted.

    `aspect` says that it is not the whole of it: of an agreement only the place, of somebody only
    the telephone number.
    """

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    agreement = models.ForeignKey(
        "plans.Agreement", on_delete=models.PROTECT, related_name="shields", null=True, blank=True
    )
    goal = models.ForeignKey("plans.Goal", on_delete=models.PROTECT, null=True, blank=True)
    person = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    involvement = models.ForeignKey(
        "people.Involvement", on_delete=models.PROTECT, null=True, blank=True
    )
    supporter = models.ForeignKey(
        "people.Supporter", on_delete=models.PROTECT, null=True, blank=True
    )
    aspect = models.CharField(max_length=10, blank=True, default="")
    """Empty: all of it. Else `place` or `telephone`."""
    member = models.ForeignKey("people.Membership", on_delete=models.PROTECT)
    """From whom it is shielded."""
    ground = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[*SHIELDED, "aspect", "member"],
                condition=Q(lifted_at__isnull=True),
                nulls_distinct=False,
                name="one_shield",
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="shield_says_on_what_ground"),
            models.CheckConstraint(condition=one_of(*SHIELDED), name="shield_is_of_one"),
            models.CheckConstraint(
                condition=Q(aspect="")
                | Q(aspect="place", agreement__isnull=False)
                | Q(aspect="telephone", agreement__isnull=True, goal__isnull=True),
                name="shield_of_a_part_of_it",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | ~Q(person=models.F("member")),
                name="nobody_shielded_from_oneself",
            ),
        ]
        indexes = [
            models.Index(
                fields=["household"], condition=Q(lifted_at__isnull=True), name="shield_now"
            )
        ]

    def __str__(self) -> str:
        return f"shield {self.pk}"


class PartDepth(models.Model):
    """A plan part of which others see only that and when; or, of one helper, *what* after all."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    part = models.ForeignKey("plans.Part", on_delete=models.PROTECT, related_name="depths")
    opened_to = models.ForeignKey(
        "people.Involvement", on_delete=models.PROTECT, null=True, blank=True
    )
    """None: it is closed to others. Else: *what* is open to this helper."""
    ground = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part", "opened_to"],
                condition=Q(lifted_at__isnull=True),
                nulls_distinct=False,
                name="one_depth",
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="depth_says_on_what_ground"),
        ]
        indexes = [
            models.Index(
                fields=["household"], condition=Q(lifted_at__isnull=True), name="depth_now"
            )
        ]

    def __str__(self) -> str:
        return f"depth {self.pk}"
