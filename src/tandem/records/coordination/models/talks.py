"""Conversations in a household, decisions in them, and questions to a colleague without names."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tandem.core.access.talks import DecisionState, Says
from tandem.records.conditions import one_of


class Talk(models.Model):
    """A conversation in a household: about the household, or about one agreement or item."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    subject = models.TextField()
    of_agreement = models.ForeignKey(
        "plans.Agreement", on_delete=models.PROTECT, null=True, blank=True
    )
    of_item = models.ForeignKey(
        "coordination.Item", on_delete=models.PROTECT, null=True, blank=True
    )
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField()
    """The account of who began it."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(subject=""), name="talk_says_what_about"),
            models.CheckConstraint(
                condition=Q(of_agreement__isnull=True) | Q(of_item__isnull=True),
                name="talk_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"talk {self.pk}"


class Talker(models.Model):
    """Somebody of the circle of a conversation: reads what is written from a moment on."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="talkers")
    member = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, blank=True)
    professional = models.ForeignKey(
        "people.Professional", on_delete=models.PROTECT, null=True, blank=True
    )
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("member", "professional"), name="talker_is_one"
            ),
            models.UniqueConstraint(fields=["talk", "member"], name="member_talks_once"),
            models.UniqueConstraint(
                fields=["talk", "professional"], name="professional_talks_once"
            ),
        ]

    def __str__(self) -> str:
        return f"talker {self.pk}"


class Message(models.Model):
    """What somebody wrote; only who is in the circle at that moment, or was before, reads it."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="messages")
    by_member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True
    )
    by_professional = models.ForeignKey(
        "people.Professional", on_delete=models.PROTECT, null=True, blank=True
    )
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("by_member", "by_professional"), name="message_of_one"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="message_says_something"),
        ]
        indexes = [
            models.Index(fields=["talk", "id"], name="message_of_talk"),
            models.Index(fields=["by_professional", "at"], name="message_of_professional"),
            models.Index(fields=["by_member", "at"], name="message_of_member"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class JointDecision(models.Model):
    """Something that those who are named decide in a conversation, without a meeting."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="decisions")
    by_member = models.ForeignKey(
        "people.Membership", on_delete=models.PROTECT, null=True, blank=True
    )
    by_professional = models.ForeignKey(
        "people.Professional", on_delete=models.PROTECT, null=True, blank=True
    )
    text = models.TextField()
    proposed_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in DecisionState]
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("by_member", "by_professional"), name="decision_proposed_by_one"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="decision_says_what"),
            models.CheckConstraint(
                condition=Q(state=DecisionState.OPEN.value, ended_at__isnull=True)
                | (~Q(state=DecisionState.OPEN.value) & Q(ended_at__isnull=False)),
                name="decision_ended_or_open",
            ),
        ]
        indexes = [models.Index(fields=["talk"], name="decision_of_talk")]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Voice(models.Model):
    """Somebody whose yes a decision needs, and what he or she said."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    decision = models.ForeignKey(JointDecision, on_delete=models.PROTECT, related_name="voices")
    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, blank=True)
    professional = models.ForeignKey(
        "people.Professional", on_delete=models.PROTECT, null=True, blank=True
    )
    says = models.CharField(
        max_length=3, choices=[(one.value, one.value) for one in Says], blank=True, default=""
    )
    words = models.TextField(blank=True, default="")
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("member", "professional"), name="voice_of_one"),
            models.UniqueConstraint(fields=["decision", "member"], name="member_has_one_voice"),
            models.UniqueConstraint(
                fields=["decision", "professional"], name="professional_has_one_voice"
            ),
            models.CheckConstraint(
                condition=Q(says="", said_at__isnull=True)
                | (~Q(says="") & Q(said_at__isnull=False)),
                name="voice_said_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(says=Says.NO.value) | ~Q(words=""), name="voice_no_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"


class ColleagueQuestion(models.Model):
    """A short question to a colleague outside the household: without names, and of no household."""

    asked_by = models.ForeignKey(
        "people.Professional", on_delete=models.PROTECT, related_name="questions_asked"
    )
    asked_to = models.ForeignKey(
        "people.Professional", on_delete=models.PROTECT, related_name="questions_got"
    )
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_says_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="question_answered_or_not",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_to", "asked_at"], name="question_to"),
            models.Index(fields=["asked_by", "asked_at"], name="question_by"),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"
