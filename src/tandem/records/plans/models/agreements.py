"""Agreements: who does what, from when until when, what it asks, and what would do instead."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tandem.core.model import Basis, State
from tandem.records.conditions import one_of


class Agreement(models.Model):
    """An agreement of the household plan.

    `form`, `alternatives` and `unknown` have the shape of `mapping`: the core's own dataclasses
    as plain JSON, checked when they are read and when they are written.
    """

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    key = models.CharField(max_length=60)
    title = models.TextField()
    kind = models.CharField(max_length=40)
    goal = models.ForeignKey("plans.Goal", on_delete=models.PROTECT, null=True, blank=True)
    part = models.ForeignKey("plans.Part", on_delete=models.PROTECT, null=True, blank=True)
    owner_involvement = models.ForeignKey(
        "people.Involvement", on_delete=models.PROTECT, null=True, blank=True, related_name="owned"
    )
    owner_member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="owned"
    )
    owner_supporter = models.ForeignKey(
        "people.Supporter", on_delete=models.PROTECT, null=True, blank=True, related_name="owned"
    )
    decided_by = models.ForeignKey(
        "people.Involvement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided",
    )
    state = models.CharField(
        max_length=12,
        choices=[(one.value, one.value) for one in State],
        default=State.PROPOSED.value,
    )
    mandatory_basis = models.CharField(
        max_length=12,
        choices=[(one.value, one.value) for one in Basis],
        blank=True,
        default="",
    )
    mandatory_text = models.TextField(blank=True, default="")
    protected = models.BooleanField(default=False)
    form = models.JSONField(default=dict)
    yes_form = models.JSONField(null=True, blank=True)
    """The form of `yes_from_version`, from which small moves are measured; None: as it is now."""
    alternatives = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    line = models.TextField(blank=True, default="")
    """The one line of text it was entered with, as it was typed."""
    version = models.PositiveIntegerField(default=1)
    yes_from_version = models.PositiveIntegerField(default=1)
    """A yes counts when it was given to this version or a later one: a small move needs no new."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    members = models.ManyToManyField("people.Membership", through="AgreementMember")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "key"], name="one_key_an_agreement"),
            models.CheckConstraint(
                condition=one_of("owner_involvement", "owner_member", "owner_supporter"),
                name="agreement_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(mandatory_basis="", mandatory_text="")
                | (~Q(mandatory_basis="") & ~Q(mandatory_text="")),
                name="mandatory_names_its_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class AgreementMember(models.Model):
    """A member whom an agreement concerns."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="concerned")
    member = models.ForeignKey("people.Membership", on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "member"], name="one_agreement_member"),
        ]

    def __str__(self) -> str:
        return f"agreement {self.agreement_id} concerns member {self.member_id}"
