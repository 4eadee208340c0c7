"""Persons, households, who is a member of which from when until when, and their network."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import F, Q

from tandem.records.conditions import one_of

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 10


def new_code() -> str:
    """Return a code for addresses of pages: it says nothing about whom it is."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class Person(models.Model):
    """Somebody who lives in a household; the same person may be a member of two."""

    name = models.TextField()
    born = models.DateField(null=True, blank=True)
    telephone = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"person {self.pk}"


class Household(models.Model):
    """The people who share a plan."""

    code = models.CharField(max_length=16, unique=True, default=new_code)
    name = models.TextField()
    area = models.ForeignKey("people.Area", on_delete=models.PROTECT, related_name="households")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"household {self.code}"


class Membership(models.Model):
    """A person's membership of a household, from when until when.

    `key` is the short name under which the household file and the plan check know the member.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "key"], name="one_key_a_member"),
            models.UniqueConstraint(
                fields=["household", "person"],
                condition=Q(until__isnull=True),
                name="one_open_membership",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"


class ParentalAuthority(models.Model):
    """Somebody has parental authority (gezag) over a child of the household, until it ends.

    That is a member, or a guardian (voogd) from outside: one who helps by profession, or somebody
    from the network. `source` says how whoever wrote it down knows.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="authorities")
    child = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )
    guardian_involvement = models.ForeignKey(
        "people.Involvement", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    guardian_supporter = models.ForeignKey(
        "people.Supporter", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    has_authority = models.BooleanField(default=True, db_default=True)
    """False: a parent, of whom it was written down that he or she has no authority."""
    source = models.CharField(max_length=10, blank=True, default="")
    seen_on = models.DateField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["child", who], condition=Q(until__isnull=True), name=f"one_{name}"
                )
                for who, name in (
                    ("parent", "authority"),
                    ("guardian_involvement", "authority_of_a_helper"),
                    ("guardian_supporter", "authority_of_a_supporter"),
                )
            ),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="nobody_is_own_parent"),
            models.CheckConstraint(
                condition=one_of("parent", "guardian_involvement", "guardian_supporter"),
                name="authority_is_of_one",
            ),
            models.CheckConstraint(
                condition=~Q(source="register") | Q(seen_on__isnull=False),
                name="register_seen_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"authority {self.pk}"


class CitizenNumber(models.Model):
    """The BSN of a member, where a ground of who helps allows it: sealed, and found by a hash."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT)
    member = models.OneToOneField(
        Membership, on_delete=models.PROTECT, related_name="citizen_number"
    )
    sealed = models.BinaryField()
    """The number, encrypted under the key of this site."""
    digest = models.CharField(max_length=64)
    """A keyed hash, by which the same number is recognised; without the key it says nothing."""
    ground = models.TextField()
    kept_at = models.DateTimeField()
    kept_by = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "digest"], name="one_number_a_member"),
            models.CheckConstraint(condition=~Q(ground=""), name="number_says_on_what_ground"),
        ]

    def __str__(self) -> str:
        return f"number of member {self.member_id}"


class Supporter(models.Model):
    """Somebody from the network: may own an agreement, without an account."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="supporters")
    key = models.CharField(max_length=60)
    name = models.TextField()
    relation = models.TextField(blank=True, default="")
    telephone = models.TextField(blank=True, default="")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "key"], name="one_key_a_supporter"),
        ]

    def __str__(self) -> str:
        return f"supporter {self.pk}"
