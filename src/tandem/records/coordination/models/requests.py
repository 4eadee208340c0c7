"""Requests of residents: a correction, a destruction; each is an item with a holder."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q


class RequestKind(StrEnum):
    """What a resident asks."""

    CORRECTION = "correction"
    """"Dit klopt niet.\""""
    DESTRUCTION = "destruction"


class RequestAnswer(StrEnum):
    """What was decided."""

    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"


class Scope(StrEnum):
    """How much is destroyed."""

    MEMBER = "member"
    """What is about one member; the others keep their plan."""
    HOUSEHOLD = "household"


class Request(models.Model):
    """What a resident asked about what is recorded, until when it is answered, and the answer."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.OneToOneField("coordination.Item", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in RequestKind])
    member = models.ForeignKey("people.Membership", on_delete=models.PROTECT)
    """Whom it is about."""
    asked_by = models.BigIntegerField()
    """The account that asked: the member, or a parent with authority."""
    asked_at = models.DateTimeField()
    subject = models.CharField(max_length=20, blank=True, default="")
    """What it is about: an agreement, a goal, own words, a person."""
    subject_id = models.BigIntegerField(null=True, blank=True)
    title = models.TextField(blank=True, default="")
    """How that was called when it was asked."""
    words = models.TextField()
    """What is wrong, or why it should go."""
    wanted = models.TextField(blank=True, default="")
    """What should stand there instead."""
    answer_by = models.DateField()
    source = models.TextField()
    """On what the term rests, as the rule base said on the day of asking."""
    answer = models.CharField(
        max_length=8,
        choices=[(one.value, one.value) for one in RequestAnswer],
        blank=True,
        default="",
    )
    reason = models.TextField(blank=True, default="")
    alternative = models.TextField(blank=True, default="")
    caller = models.TextField(blank=True, default="")
    """The name of who calls about a refusal."""
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (
                    ~Q(answer="")
                    & ~Q(reason="")
                    & Q(answered_at__isnull=False, answered_by__isnull=False)
                ),
                name="request_answer_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(answer="refused") | (~Q(alternative="") & ~Q(caller="")),
                name="refusal_has_alternative_and_caller",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="request_says_what"),
        ]
        indexes = [
            models.Index(fields=["household"], condition=Q(answer=""), name="request_open"),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class Destruction(models.Model):
    """That a person decided to destroy something, and what became of it: numbers, and no words.

    The numbers point at what may not be there any more, so they are plain. It stays: it proves that
    what is gone was destroyed, by whose decision, and on what ground.
    """

    scope = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Scope])
    subject_household = models.BigIntegerField()
    subject_member = models.BigIntegerField(null=True, blank=True)
    """The membership, when it is about one member."""
    subject_person = models.BigIntegerField(null=True, blank=True)
    request_number = models.BigIntegerField(null=True, blank=True)
    rule = models.CharField(max_length=40)
    """The rule of the rule base it rests on: `request`, or a retention by its short name."""
    found_at = models.DateTimeField()
    """When it was asked, or when the nightly round found that the term was over."""
    kept_until = models.DateField(null=True, blank=True)
    """The last day of the retention, when the nightly round found it."""
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.BigIntegerField(null=True)
    not_before = models.DateTimeField(null=True, blank=True)
    """The waiting time: until then it can be taken back."""
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    """How many rows went, by table, and how many files."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    decided_at__isnull=True, decided_by__isnull=True, not_before__isnull=True
                )
                | Q(decided_at__isnull=False, decided_by__isnull=False, not_before__isnull=False),
                name="destruction_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True)
                | Q(decided_at__isnull=False, stopped_at__isnull=True),
                name="destroyed_only_what_was_decided",
            ),
            models.CheckConstraint(
                condition=~Q(scope="member")
                | Q(subject_member__isnull=False, subject_person__isnull=False),
                name="destruction_of_a_member_names_it",
            ),
            models.UniqueConstraint(
                fields=["subject_household", "scope", "subject_member"],
                condition=Q(done_at__isnull=True, stopped_at__isnull=True),
                nulls_distinct=False,
                name="one_open_destruction",
            ),
        ]

    def __str__(self) -> str:
        return f"destruction {self.pk}"
