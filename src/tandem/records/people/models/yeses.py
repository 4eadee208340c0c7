"""The three yeses to somebody's part in a household, and who represents a member by law."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tandem.core.access import Mandate, YesKind, YesWay
from tandem.records.conditions import one_of


class GivenYes(models.Model):
    """A yes to a part in a household: to which of three things, by whom, how, and until when.

    It is never one tick for three things: each kind is a row of its own. Withdrawn, it stays.
    """

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    involvement = models.ForeignKey(
        "people.Involvement", on_delete=models.PROTECT, related_name="yeses"
    )
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in YesKind])
    by_member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_involvement = models.ForeignKey(
        "people.Involvement", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_supporter = models.ForeignKey(
        "people.Supporter", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    way = models.CharField(max_length=6, choices=[(one.value, one.value) for one in YesWay])
    given_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["involvement", "kind", "by_member", "by_involvement", "by_supporter"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="one_yes",
            ),
            models.CheckConstraint(
                condition=one_of("by_member", "by_involvement", "by_supporter"), name="yes_of_one"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_on__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_on__isnull=False),
                name="yes_withdrawn_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"yes {self.pk}"


class Representation(models.Model):
    """Somebody represents a member by law, within a mandate, on days: who, and how it is known."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, related_name="representations"
    )
    mandate = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Mandate])
    by_member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_involvement = models.ForeignKey(
        "people.Involvement", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_supporter = models.ForeignKey(
        "people.Supporter", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alone = models.BooleanField(default=False)
    """Whether it was recorded that the member cannot decide on this himself or herself."""
    source = models.CharField(max_length=10)
    """How whoever wrote it down knows: as of parental authority."""
    seen_on = models.DateField(null=True, blank=True)
    """The day on which the decision of the court was seen."""
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The last day; None while no end is known."""
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was written down that it is over, or that it is otherwise."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "mandate", "by_member", "by_involvement", "by_supporter"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="one_representation",
            ),
            models.CheckConstraint(
                condition=one_of("by_member", "by_involvement", "by_supporter"),
                name="representation_of_one",
            ),
            models.CheckConstraint(
                condition=Q(by_member__isnull=True) | ~Q(member=F("by_member")),
                name="nobody_represents_himself",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="representation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(source="register") | Q(seen_on__isnull=False),
                name="decision_seen_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"representation {self.pk}"
