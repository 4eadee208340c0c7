"""What tells somebody that there is something new, and the letters that say no more than that."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q


class NoticeKind(StrEnum):
    """What is new."""

    MESSAGE = "message"
    MENTION = "mention"
    PROPOSAL = "proposal"
    """A decision waits for a yes or a no."""
    DECIDED = "decided"
    QUESTION = "question"
    """A colleague asks something, without names."""
    ANSWER = "answer"
    OFFER = "offer"
    """An item is offered."""
    ITEM = "item"
    """An item was given by the team leader."""
    LEAD = "lead"
    """There is news about who leads: a change, a talk, a text, or what the family says of it."""
    ANSWERED = "answered"
    """What somebody offered or asked was answered: a yes, a no, or a report."""
    OWN = "own"
    """The one reminder that somebody chose for something she does herself."""


class NoticeLetter(models.Model):
    """A letter about what is new, begun before it is handed over: none is begun twice."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT)
    begun_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["begun_at"],
                condition=Q(left_at__isnull=True, failed_at__isnull=True),
                name="notice_letter_in_doubt",
            )
        ]

    def __str__(self) -> str:
        return f"notice letter {self.pk}"


class Notice(models.Model):
    """One thing that is new for one account."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in NoticeKind])
    talk = models.ForeignKey("coordination.Talk", on_delete=models.PROTECT, null=True, blank=True)
    question = models.ForeignKey(
        "coordination.ColleagueQuestion", on_delete=models.PROTECT, null=True, blank=True
    )
    item = models.ForeignKey("coordination.Item", on_delete=models.PROTECT, null=True, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey(NoticeLetter, on_delete=models.PROTECT, null=True, blank=True)
    """The letter that told of it."""

    class Meta:
        indexes = [
            models.Index(fields=["account", "-id"], name="notice_of_account"),
            models.Index(
                fields=["account"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
            models.Index(
                fields=["talk", "account"],
                condition=Q(read_at__isnull=True),
                name="notice_unread_of_talk",
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"


class SavedView(models.Model):
    """A choice of what waits, under a name of one's own."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    query = models.TextField()
    """The filters as they stand in the address."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="one_view_of_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="view_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"view {self.pk}"
