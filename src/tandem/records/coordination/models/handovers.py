"""A change of lead as a handover, and what the family says of who leads."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tandem.core.flow.handover import TalkState
from tandem.records.plans.states import Way


class LeadSays(StrEnum):
    """What somebody of the family says of who leads."""

    YES = "yes"
    OTHER = "other"
    """Rather somebody else."""


class Handover(models.Model):
    """From who led to who leads: a talk together, a text to the family, and what is open."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.OneToOneField("coordination.Item", on_delete=models.PROTECT, related_name="+")
    old_lead = models.ForeignKey(
        "people.Professional", on_delete=models.PROTECT, related_name="handed_over"
    )
    new_lead = models.ForeignKey(
        "people.Professional",
        on_delete=models.PROTECT,
        related_name="taken_over",
        null=True,
        blank=True,
    )
    """None while who leads only asked to hand over."""
    why = models.TextField()
    begun_at = models.DateTimeField()
    begun_by = models.BigIntegerField()
    talk = models.CharField(max_length=10, choices=[(one.value, one.value) for one in TalkState])
    talk_on = models.DateField(null=True, blank=True)
    with_old = models.BooleanField(default=True)
    with_new = models.BooleanField(default=True)
    with_members = ArrayField(models.BigIntegerField(), default=list)
    """Memberships of who of the family comes; a talk that is over names who came."""
    talk_why = models.TextField(blank=True, default="")
    """Why the talk was not held."""
    text = models.TextField(blank=True, default="")
    """What the family reads; a draft until it is given."""
    text_given_at = models.DateTimeField(null=True, blank=True)
    gone_through_at = models.DateTimeField(null=True, blank=True)
    gone_through_by = models.BigIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_why = models.TextField(blank=True, default="")
    """Why it ended before everything was done."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(closed_at__isnull=True),
                name="one_open_handover",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="handover_says_why"),
            models.CheckConstraint(
                condition=~Q(talk=TalkState.PLANNED.value) | Q(talk_on__isnull=False),
                name="planned_talk_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(talk=TalkState.NOT_HELD.value) | ~Q(talk_why=""),
                name="talk_not_held_says_why",
            ),
            models.CheckConstraint(
                condition=Q(text_given_at__isnull=True) | ~Q(text=""),
                name="given_text_says_something",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | ~Q(closed_why="")
                | Q(
                    new_lead__isnull=False,
                    talk__in=[TalkState.HELD.value, TalkState.NOT_HELD.value],
                    text_given_at__isnull=False,
                    gone_through_at__isnull=False,
                ),
                name="handover_done_or_says_why",
            ),
        ]
        indexes = [models.Index(fields=["household", "-id"], name="handover_of_household")]

    def __str__(self) -> str:
        return f"handover {self.pk}"


class LeadAnswer(models.Model):
    """What a member says of who leads; the last counts, and none is held against anybody."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    lead = models.ForeignKey("coordination.Lead", on_delete=models.PROTECT)
    member = models.ForeignKey("people.Membership", on_delete=models.PROTECT)
    says = models.CharField(max_length=5, choices=[(one.value, one.value) for one in LeadSays])
    words = models.TextField(blank=True, default="")
    said_at = models.DateTimeField()
    said_by = models.BigIntegerField()
    """The account: her own, of who may speak for her, or of who wrote it down."""
    way = models.CharField(
        max_length=5,
        choices=[(one.value, one.value) for one in Way],
        default=Way.SELF.value,
        db_default=Way.SELF.value,
    )
    given_on = models.DateField(null=True, blank=True)
    """The day on which it was said or signed; None for who gave it here, at `said_at`."""
    item = models.ForeignKey(
        "coordination.Item", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The choice that this answer opens again."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(says=LeadSays.YES.value, item__isnull=True)
                | Q(says=LeadSays.OTHER.value, item__isnull=False),
                name="another_lead_is_looked_for",
            ),
            models.CheckConstraint(
                condition=Q(way=Way.SELF.value, given_on__isnull=True)
                | (~Q(way=Way.SELF.value) & Q(given_on__isnull=False)),
                name="told_lead_answer_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["household", "-id"], name="lead_answer_of_household")]

    def __str__(self) -> str:
        return f"lead answer {self.pk}"
