"""What the tests of sentences about clashes share."""

from __future__ import annotations

from datetime import date

from tandem.core.check.answer import Clash
from tandem.core.check.why import (
    AgendaReason,
    Busy,
    ContactsReason,
    HomeGap,
    HomeReason,
    MoneyReason,
    Overlap,
    Reason,
    WeekSpan,
)
from tandem.core.explain import (
    explain_clash,
)
from tandem.core.model import Household
from tests.core.explain.five_plans import (
    FEBRUARY,
    HOUSE,
    MARCH,
    RULES,
    START,
)

LAST = date(2027, 6, 28)
ALL = WeekSpan(START, LAST, 26)
FROM_FEBRUARY = WeekSpan(FEBRUARY, LAST, 22)
TUE_THU = (Overlap("kevin", (1, 3), 560, 760),)


def explained(
    agreements: tuple[str, ...], *reasons: Reason, house: Household = HOUSE
) -> tuple[str, str]:
    clash = Clash(agreements, reasons)
    return explain_clash(clash, house, RULES, "nl"), explain_clash(clash, house, RULES, "en")


def agenda(span: WeekSpan, *overlaps: Overlap) -> AgendaReason:
    return AgendaReason(span, ("kevin",), overlaps)


def home(*gaps: HomeGap, child: str | None = "lotte") -> HomeReason:
    absences = tuple(
        Busy(agreement, member, day, 480, end)
        for day in (0, 1, 3)
        for agreement, member, end in (("school", "kevin", 990), ("karin-traject", "karin", 890))
    )
    return HomeReason(FROM_FEBRUARY, "lotte-home", child, gaps, absences, ("karin", "kevin"))


def contacts(count: int, span: WeekSpan = ALL, capacity: int = 5) -> ContactsReason:
    parts = (("budget-talk", 1), ("therapy", count - 1))
    return ContactsReason("kevin", capacity, count, START, span, parts)


def money(free: int, account: str = "kevin", months: int = 1) -> MoneyReason:
    return MoneyReason(account, 33_000, free, MARCH, FEBRUARY, months, ())
