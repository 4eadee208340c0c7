"""The plan, what is known of its members, its parts and its goals."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tandem.records.plans.states import Achievement, Lifecycle


class Plan(models.Model):
    """The one plan of a household: unique, so there is never a sixth plan."""

    household = models.OneToOneField("people.Household", on_delete=models.PROTECT)
    horizon_start = models.DateField()
    horizon_weeks = models.PositiveSmallIntegerField(default=26)
    grid = models.PositiveSmallIntegerField(default=5)
    accounts = models.JSONField(default=list)
    """The budgets, in the shape of `mapping.accounts_to_json`."""
    region = models.CharField(max_length=6, blank=True, default="")
    """The region of the school holidays, as the household file names it; empty: not known."""
    places = models.JSONField(default=list)
    """Places with the ways between them, in the shape of `codec.PLACES`."""
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change of anything the check looks at."""
    order_version = models.PositiveIntegerField(default=1)
    """Goes up with every change of the family's order of goals."""
    opened_ground = models.TextField(blank=True, default="", db_default="")
    """On what ground helpers see *what* of each other's parts; empty: only that and when."""
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(region__in=["", "noord", "midden", "zuid"]),
                name="region_of_school_holidays",
            ),
        ]

    def __str__(self) -> str:
        return f"plan of household {self.household_id}"


class Circumstances(models.Model):
    """What a member says and what is known: own question, what he or she can carry, facts."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    member = models.OneToOneField(
        "people.Membership", on_delete=models.PROTECT, related_name="circumstances"
    )
    question = models.TextField(blank=True, default="")
    asked_on = models.DateField(null=True, blank=True)
    contacts_a_week = models.PositiveSmallIntegerField(null=True, blank=True)
    statuses = models.JSONField(default=list)
    away = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"circumstances of member {self.member_id}"


class Part(models.Model):
    """A plan part (deelplan): what one professional, or the family itself, brought in."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    key = models.CharField(max_length=60)
    title = models.TextField()
    by_involvement = models.ForeignKey(
        "people.Involvement", on_delete=models.PROTECT, null=True, blank=True
    )
    by_member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True
    )
    by_supporter = models.ForeignKey(
        "people.Supporter", on_delete=models.PROTECT, null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "key"], name="one_key_a_part"),
        ]

    def __str__(self) -> str:
        return f"part {self.pk}"


class Goal(models.Model):
    """A goal in own words; its lifecycle and its achievement are two fields, as in FHIR Goal."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    key = models.CharField(max_length=60)
    text = models.TextField()
    own_words = models.TextField(blank=True, default="")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, null=True, blank=True)
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    """Place in the family's own order, from 1; None: not in the order yet."""
    lifecycle = models.CharField(
        max_length=12,
        choices=[(one.value, one.value) for one in Lifecycle],
        default=Lifecycle.ACTIVE.value,
    )
    achievement = models.CharField(
        max_length=16,
        choices=[(one.value, one.value) for one in Achievement],
        blank=True,
        default="",
    )
    version = models.PositiveIntegerField(default=1)
    members = models.ManyToManyField("people.Membership", through="GoalMember")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "key"], name="one_key_a_goal"),
            models.UniqueConstraint(
                fields=["household", "position"],
                name="one_goal_a_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(text=""), name="goal_says_what"),
        ]

    def __str__(self) -> str:
        return f"goal {self.pk}"


class GoalMember(models.Model):
    """Whose goal it is."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="owners")
    member = models.ForeignKey("people.Membership", on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "member"], name="one_goal_member"),
        ]

    def __str__(self) -> str:
        return f"goal {self.goal_id} of member {self.member_id}"
