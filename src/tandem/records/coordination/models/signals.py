"""What signals, commissions and disputes have beside an item; and signals without a household."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from tandem.records.coordination.models.items import Item, Offer


class Source(StrEnum):
    """Who gave a signal."""

    INVOLVED = "involved"
    FRONT_DESK = "front-desk"
    RESIDENT = "resident"
    SUPPORTER = "supporter"
    OUTSIDER = "outsider"
    """A GP, a school, a landlord, a neighbour: by the form that anybody can use."""


class SignalAnswer(StrEnum):
    """What was done with a signal that is handled."""

    HELPED = "helped"
    AGREED = "agreed"
    """It became an agreement of the plan."""
    TRY_FIRST = "try-first"
    """"Probeert u het eerst nog even zelf.\""""
    NOT_NEEDED = "not-needed"
    """It was looked into, and nothing was needed."""


class MaySee(StrEnum):
    """What who carries out a commission sees besides what is asked."""

    ASKED = "asked"
    """Nothing else."""
    NAMES = "names"
    """Also who lives there."""
    CONTACT = "contact"
    """Also their telephone numbers."""


def _choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in values]


class Signal(models.Model):
    """A concern about a household: who gave it, about what, and how it was answered."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="signal")
    source = models.CharField(max_length=12, choices=_choices(Source))
    concern = models.CharField(max_length=20)
    """What it is about, by the list of the rule base."""
    given_by = models.BigIntegerField(null=True, blank=True)
    """The account that gave it; None for an outsider."""
    given_name = models.TextField(blank=True, default="")
    """Who gave it, as he or she wrote it."""
    given_telephone = models.TextField(blank=True, default="")
    received_at = models.DateTimeField()
    """When it came in: for a signal from outside before anybody knew of which household."""
    picked_up_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=_choices(SignalAnswer), blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["household", "concern"], name="signal_about"),
            models.Index(fields=["given_by"], name="signal_given_by"),
        ]

    def __str__(self) -> str:
        return f"signal {self.pk}"


class Commission(models.Model):
    """What is asked of who carries it out; its item is held by the contact holder."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="commission")
    report_back = models.TextField()
    """What the contact holder wants to hear, and how (terugkoppeling)."""
    may_see = models.CharField(max_length=8, choices=_choices(MaySee))
    carried_out_by = models.ForeignKey(
        "people.Professional", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reported_at = models.DateTimeField(null=True, blank=True)
    """Since when the report waits to be read."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(report_back=""), name="commission_says_what_to_report"
            ),
        ]
        indexes = [
            models.Index(
                fields=["carried_out_by"],
                condition=Q(carried_out_by__isnull=False),
                name="commission_carried_out_by",
            ),
        ]

    def __str__(self) -> str:
        return f"commission {self.pk}"


class Dispute(models.Model):
    """Who pays (wie betaalt): help does not wait for it, so somebody pays first."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="dispute")
    between = models.TextField()
    """Which organisations or budgets."""
    pays_first = models.TextField()
    """Who pays now; the bill is settled afterwards."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(pays_first="") & ~Q(between=""), name="dispute_has_a_first_payer"
            ),
        ]

    def __str__(self) -> str:
        return f"dispute {self.pk}"


class Escalation(models.Model):
    """A step of the clock of an offer that was taken: each once."""

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="escalations")
    step = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "step"], name="each_step_once"),
        ]

    def __str__(self) -> str:
        return f"escalation {self.pk}"


class OutsideSignal(models.Model):
    """A signal of which nobody knows yet which household it is about; it has a holder at once.

    There is no household to scope it by: who holds it sees it, who was asked to take it, and who
    leads the team of the area. When it is matched, its words move to an item of the household.
    """

    area = models.ForeignKey("people.Area", on_delete=models.PROTECT)
    holder = models.ForeignKey("people.Professional", on_delete=models.PROTECT, related_name="+")
    offered_to = models.ForeignKey(
        "people.Professional", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    offered_at = models.DateTimeField(null=True, blank=True)
    passed_on = models.PositiveIntegerField(default=0)
    moved_by = models.BigIntegerField(null=True, blank=True)
    """The professional who changed it last: whoever says no may still write so."""
    moved_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=12, choices=_choices(Source))
    concern = models.CharField(max_length=20)
    about = models.TextField(blank=True, default="")
    """Whom it is about, and where they live."""
    words = models.TextField(blank=True, default="")
    given_by = models.BigIntegerField(null=True, blank=True)
    given_name = models.TextField(blank=True, default="")
    given_telephone = models.TextField(blank=True, default="")
    receipt = models.BinaryField(unique=True)
    """A digest of the receipt's code: who has the code reads how it stands."""
    received_at = models.DateTimeField()
    picked_up_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    leader_told_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True, default="")
    """What was done, when it ended without a household."""
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, null=True, blank=True)
    """What it became."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(offered_to__isnull=True, offered_at__isnull=True)
                | Q(offered_to__isnull=False, offered_at__isnull=False, closed_at__isnull=True),
                name="outside_signal_offered_since",
            ),
        ]
        indexes = [
            models.Index(
                fields=["holder"], condition=Q(closed_at__isnull=True), name="outside_waits_for"
            ),
            models.Index(
                fields=["offered_to"],
                condition=Q(offered_to__isnull=False),
                name="outside_offered_to",
            ),
            models.Index(
                fields=["area"], condition=Q(closed_at__isnull=True), name="outside_of_area"
            ),
        ]

    def __str__(self) -> str:
        return f"outside signal {self.pk}"
