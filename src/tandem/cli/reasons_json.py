"""The reasons of clashes as JSON holds them: the numbers behind each explanation."""

from __future__ import annotations

from typing import Any

from tandem.cli.values_json import day_json, time_json, weekdays_json
from tandem.core.check.why import (
    AgendaReason,
    ContactsReason,
    HomeReason,
    MoneyLine,
    MoneyReason,
    NoRoom,
    OrderReason,
    Reason,
    StartsReason,
    StatusClaim,
    StatusReason,
    WeekSpan,
)

Json = dict[str, Any]


def reason_json(reason: Reason) -> Json:
    """Return one reason; which fields there are depends on its kind."""
    kind = {"kind": str(reason.kind)}
    match reason:
        case AgendaReason():
            return kind | _agenda(reason) | _other_days(reason)
        case HomeReason():
            return kind | _home(reason) | _other_days(reason)
        case StatusReason():
            return kind | _status(reason)
        case OrderReason():
            return kind | _order(reason)
        case StartsReason():
            return kind | _starts(reason)
        case ContactsReason():
            return kind | _contacts(reason)
        case MoneyReason():
            return kind | _money(reason)


def _weeks(span: WeekSpan) -> Json:
    return {
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "count": span.count,
    }


def _agenda(reason: AgendaReason) -> Json:
    return {
        "weeks": _weeks(reason.span),
        "members": list(reason.members),
        "overlaps": [
            {
                "member": one.member,
                "days": weekdays_json(one.days),
                "from": time_json(one.start),
                "until": time_json(one.end),
            }
            for one in reason.overlaps
        ],
        "no_room": None if reason.no_room is None else _no_room(reason.no_room),
    }


def _other_days(reason: AgendaReason | HomeReason) -> Json:
    """Return what is different on some days: what does not take place, who is not at home."""
    return {
        "falls_out": [
            {"agreement": one.agreement, "days": weekdays_json(one.days)}
            for one in reason.falls_out
        ],
        "away": [
            {
                "member": one.member,
                "days": weekdays_json(one.days),
                "other_parent": one.other_parent,
            }
            for one in reason.away
        ],
    }


def _no_room(room: NoRoom) -> Json:
    return {
        "agreement": room.agreement,
        "members": list(room.members),
        "times": room.times,
        "minutes": room.minutes,
        "free_days": weekdays_json(room.free_days),
    }


def _home(reason: HomeReason) -> Json:
    return {
        "weeks": _weeks(reason.span),
        "agreement": reason.agreement,
        "child": reason.child,
        "adults": list(reason.members),
        "gaps": [
            {
                "days": weekdays_json(gap.days),
                "from": time_json(gap.start),
                "until": time_json(gap.end),
            }
            for gap in reason.gaps
        ],
        "absences": [
            {
                "agreement": busy.agreement,
                "member": busy.member,
                "day": weekdays_json([busy.day])[0],
                "from": time_json(busy.start),
                "until": time_json(busy.end),
            }
            for busy in reason.absences
        ],
    }


def _status(reason: StatusReason) -> Json:
    return {
        "member": reason.member,
        "claims": [_claim(reason.left), _claim(reason.right)],
        "rules": list(reason.rules),
        "from": day_json(reason.period.first),
        "until": day_json(reason.period.last),
    }


def _claim(claim: StatusClaim) -> Json:
    return {
        "agreement": claim.agreement,
        "relation": str(claim.relation),
        "status": claim.status,
    }


def _order(reason: OrderReason) -> Json:
    return {
        "days_short": reason.days_short,
        "steps": [
            {
                "agreement": step.agreement,
                "bound": step.bound,
                "day": day_json(step.day),
                "other": step.other,
                "gap_days": step.gap_days,
            }
            for step in reason.steps
        ],
    }


def _starts(reason: StartsReason) -> Json:
    return {
        "starts": [
            {
                "agreement": one.agreement,
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
            }
            for one in reason.starts
        ],
        "others": list(reason.others),
    }


def _contacts(reason: ContactsReason) -> Json:
    return {
        "member": reason.member,
        "contacts_a_week": reason.capacity,
        "contacts": reason.contacts,
        "too_many": reason.too_many,
        "worst_week": reason.worst_week.isoformat(),
        "weeks": _weeks(reason.span),
        "parts": [{"agreement": one, "contacts": count} for one, count in reason.parts],
    }


def _money(reason: MoneyReason) -> Json:
    return {
        "account": reason.account,
        "floor_cents": reason.floor,
        "free_cents": reason.free,
        "short_cents": reason.short,
        "worst_month": f"{reason.worst_month:%Y-%m}",
        "first_month": f"{reason.first_month:%Y-%m}",
        "months": reason.months,
        "lines": [money_line_json(line) for line in reason.lines],
    }


def money_line_json(line: MoneyLine) -> Json:
    """Return one line of a budget."""
    return {
        "title": line.title,
        "cents": line.cents,
        "agreement": line.agreement,
        "ended_by": list(line.ended_by),
        "is_begun": line.is_begun,
    }
