"""Rounds of the check past every plan: how far one came, and what it found so far.

The worker alone reads and writes these, under its own role and policies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from tandem.core.check.answer import Verdict
from tandem.records.plans.models import CheckRound, Plan
from tandem.records.work import Work

FRESH = timedelta(hours=20)
"""A round that was interrupted longer ago begins anew: the plans it passed may have changed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a part of a round found: numbers of plans."""

    fits: int = 0
    not_yet: int = 0
    unknown: int = 0
    failed: int = 0
    """Plans that could not be checked at all."""
    solved: int = 0
    """Plans that were worked out; of the others the answer was known."""
    changed: int = 0
    """Plans with another verdict than before the round began."""

    @property
    def done(self) -> int:
        """How many plans were passed."""
        return self.fits + self.not_yet + self.unknown + self.failed

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, n) + getattr(other, n) for n in COUNTS))


COUNTS = tuple(one.name for one in fields(Tally))


@dataclass(frozen=True, slots=True)
class Round:
    """A round past every plan."""

    id: int
    started_at: datetime
    rules: str
    reached: int
    """All households up to this number are done."""
    tally: Tally


def open_round(work: Work, rules: str) -> Round:
    """Return the round with these rules that was interrupted lately, or else a new one."""
    CheckRound.objects.filter(finished_at__isnull=True).exclude(
        rules=rules, started_at__gt=work.at - FRESH
    ).update(finished_at=work.at, dropped=True)
    row, _ = CheckRound.objects.get_or_create(
        rules=rules, finished_at__isnull=True, defaults={"started_at": work.at}
    )
    return _round(row)


def add_to_round(_work: Work, number: int, reached: int, tally: Tally) -> None:
    """Note that a round came to this household, with what it found on the way."""
    counted = {name: F(name) + getattr(tally, name) for name in COUNTS}
    CheckRound.objects.filter(pk=number).update(reached=reached, **counted)


def close_round(work: Work, number: int) -> Round:
    """Note that a round passed every plan; return it as it became."""
    CheckRound.objects.filter(pk=number).update(finished_at=work.at)
    return _round(CheckRound.objects.get(pk=number))


def rules_of_last_round(_work: Work) -> str | None:
    """Return the rules that every plan was last checked with; None when it never was."""
    finished = CheckRound.objects.filter(finished_at__isnull=False, dropped=False).order_by("-id")
    return finished.values_list("rules", flat=True).first()


def only_round(_work: Work) -> bool:
    """Claim the right to do a round, until this connection ends; False when somebody has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('tandem check round'))")
        row = cursor.fetchone()
    return bool(row and row[0])


def let_others_go_round(_work: Work) -> None:
    """Give the right to do a round back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(hashtext('tandem check round'))")


def plans_left(_work: Work, after: int) -> int:
    """Return how many households with a plan come after this number."""
    return Plan.objects.filter(household_id__gt=after).count()


def next_plans(_work: Work, after: int, most: int) -> tuple[int, ...]:
    """Return the next households with a plan, by number."""
    rows = Plan.objects.filter(household_id__gt=after).order_by("household_id")
    return tuple(rows.values_list("household_id", flat=True)[:most])


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a plan before it is checked."""

    digest: str
    """What was checked last; empty when nothing was."""
    verdict: Verdict | None
    before: Verdict | None
    """The verdict when the round began; None when there was none."""


NOTHING_KNOWN = Known("", None, None)

_KNOWN = """
SELECT h.id, last.digest, last.verdict, before.verdict
FROM unnest(%(numbers)s::bigint[]) AS h(id)
LEFT JOIN LATERAL (
    SELECT digest, verdict FROM plans_verdict v WHERE v.household_id = h.id
    ORDER BY v.id DESC LIMIT 1
) last ON true
LEFT JOIN LATERAL (
    SELECT verdict FROM plans_verdict v WHERE v.household_id = h.id AND v.asked_at < %(began)s
    ORDER BY v.id DESC LIMIT 1
) before ON true
"""


def known_of(_work: Work, numbers: Sequence[int], began: datetime) -> dict[int, Known]:
    """Return what was answered last of these households, and when the round began."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {"numbers": list(numbers), "began": began})
        rows = cursor.fetchall()
    return {
        number: Known(digest or "", _verdict(verdict), _verdict(before))
        for number, digest, verdict, before in rows
    }


def _verdict(value: str | None) -> Verdict | None:
    return None if value is None else Verdict(value)


def _round(row: CheckRound) -> Round:
    tally = Tally(*(getattr(row, name) for name in COUNTS))
    return Round(row.pk, row.started_at, row.rules, row.reached, tally)
