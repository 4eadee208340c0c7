"""Guests: whom was asked about one agreement by a personal link, by which letters, what came back.

Of secrets (link, code, visit) only digests stand here. Until a letter left, its words lie sealed
beside it, with a key that the database does not have; after that they are gone.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tandem.core.access import GuestAsks
from tandem.records.plans.states import By, GuestSays, LetterFailed


class GuestLink(models.Model):
    """A professional without an account is asked about the agreement that he answers for."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    agreement = models.ForeignKey(
        "plans.Agreement", on_delete=models.PROTECT, related_name="guest_links"
    )
    involvement = models.ForeignKey("people.Involvement", on_delete=models.PROTECT)
    asks = models.CharField(max_length=10, choices=[(one.value, one.value) for one in GuestAsks])
    question = models.TextField(blank=True, default="")
    mail = models.TextField()
    """The known address: of this link, so that whoever changes another changes nothing here."""
    telephone = models.TextField(blank=True, default="")
    """The known number for text messages; empty: codes go by mail."""
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField()
    """The account of who asked."""
    asked_by_name = models.TextField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    secret_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64, blank=True, default="")
    """Of the code that can be used now; empty when there is none."""
    code_expires_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    code_asked_at = models.DateTimeField(null=True, blank=True)
    codes_since = models.DateTimeField(null=True, blank=True)
    """Since when codes are counted: the first of at most a day ago."""
    codes = models.PositiveSmallIntegerField(default=0)
    visit_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - unique
    visit_expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asks=GuestAsks.QUESTION.value) ^ Q(question=""),
                name="guest_link_question",
            ),
            models.CheckConstraint(condition=~Q(mail=""), name="guest_link_known_address"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("asked_at")), name="guest_link_lasts"
            ),
        ]
        indexes = [models.Index(fields=["household", "agreement"], name="guest_link_agreement")]

    def __str__(self) -> str:
        return f"guest link {self.pk}"


class GuestLetter(models.Model):
    """A letter or text message to a guest, with the link or with a code."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    link = models.ForeignKey(GuestLink, on_delete=models.PROTECT, related_name="letters")
    by = models.CharField(max_length=5, choices=[(one.value, one.value) for one in By])
    is_code = models.BooleanField(default=False)
    sealed = models.TextField(blank=True, default="")
    """What it says, sealed; empty when it left or is given up."""
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failed = models.CharField(
        max_length=12,
        choices=[(one.value, one.value) for one in LetterFailed],
        blank=True,
        default="",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed="") | (Q(sent_at__isnull=True) & Q(failed="")),
                name="guest_letter_leaves_nothing_behind",
            )
        ]
        indexes = [
            models.Index(fields=["household"], condition=~Q(sealed=""), name="guest_letter_waits"),
            models.Index(fields=["link", "-id"], name="guest_letter_of_link"),
        ]

    def __str__(self) -> str:
        return f"guest letter {self.pk}"


class GuestAnswer(models.Model):
    """What a guest answered: once for each link."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    link = models.OneToOneField(GuestLink, on_delete=models.PROTECT, related_name="answer")
    says = models.CharField(max_length=10, choices=[(one.value, one.value) for one in GuestSays])
    agreement_version = models.PositiveIntegerField()
    """The version that the guest had before him."""
    text = models.TextField(blank=True, default="")
    """The answer in words, or the line that was read."""
    form = models.JSONField(null=True, blank=True)
    """What the line asks, when the guest changed it."""
    given_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    """When it was taken over into the plan."""
    problem = models.TextField(blank=True, default="")
    """Why it could not be, as a sentence in English that pages translate."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(says=GuestSays.CONFIRMS.value) | ~Q(text=""),
                name="guest_answer_says_something",
            ),
            models.CheckConstraint(
                condition=~Q(says=GuestSays.CHANGES.value) | Q(form__isnull=False),
                name="guest_change_has_a_form",
            ),
        ]
        indexes = [
            models.Index(
                fields=["household"],
                condition=Q(settled_at__isnull=True),
                name="guest_answer_waits",
            )
        ]

    def __str__(self) -> str:
        return f"guest answer {self.pk}"
