"""From the core model to plain data in the form of the household file, defaults written out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from tandem.core.model import (
    Account,
    After,
    Agreement,
    Alternative,
    Away,
    Basis,
    DaysOff,
    Demands,
    Due,
    EndsIncome,
    Form,
    Household,
    Mandatory,
    Member,
    Money,
    Order,
    Paperwork,
    Period,
    Place,
    Sessions,
    SomebodyHome,
    StatusDemand,
    Unknown,
    Variant,
    Window,
)
from tandem.formats.amounts import euros
from tandem.formats.fields import UNKNOWN
from tandem.formats.times import MONTH_NAMES, weekdays_text, window_text

Plain = dict[str, object]


def plain(household: Household) -> Plain:
    """Return a household as plain data: mappings, lists, texts, dates, numbers."""
    horizon = household.horizon
    return {
        "id": household.id,
        "name": household.name,
        "horizon": {"from": horizon.start, "weeks": horizon.weeks},
        **_given(region=household.region and household.region.value),
        **_given(lead=household.lead),
        "members": [_member(member) for member in household.members],
        **_given(
            professionals=[_simple(one) for one in household.professionals],
            network=[_simple(one) for one in household.network],
            parts=[_simple(one) for one in household.parts],
            goals=[_simple(one) for one in household.goals],
            priorities=list(household.priorities),
            places=_places(household),
            accounts=[_account(account) for account in household.accounts],
            agreements=[
                _agreement(agreement, in_region=household.region is not None)
                for agreement in household.agreements
            ],
        ),
    }


def _given(**values: object) -> Plain:
    """Keep what says something: nothing empty, and nothing that is the plain default.

    A trailing underscore lets a key be a word of Python.
    """
    return {
        key.rstrip("_"): value
        for key, value in values.items()
        if value is not None and value is not False and value not in ("", [], (), {})
    }


def _simple(one: object) -> Plain:
    """Write a dataclass of texts and lists of names by its own fields."""
    values = {field.name: getattr(one, field.name) for field in fields(one)}  # type: ignore[arg-type]
    return _given(**{k: list(v) if isinstance(v, tuple) else v for k, v in values.items()})


def _period(period: Period) -> Plain:
    return _given(from_=period.first, until=period.last)


def _short(values: Plain) -> object:
    """Write a mapping of one key as just its value."""
    return next(iter(values.values())) if len(values) == 1 else values


def _member(member: Member) -> Plain:
    statuses = [_short({"status": f.status, **_period(f.period)}) for f in member.statuses]
    away = [_away(one) for one in member.away]
    return {
        "id": member.id,
        "name": member.name,
        **_given(
            born=member.born,
            question=member.question,
            contacts_a_week=member.contacts_a_week,
            statuses=statuses,
            away=away,
        ),
    }


def _away(one: Away) -> Plain:
    return {
        **_period(one.period),
        **({"every_weeks": one.every_weeks} if one.every_weeks != 1 else {}),
        **_given(first_week=one.first_week),
        **_given(days=weekdays_text(one.days) if one.days else None),
        **_given(other_parent=one.other_parent, reason=one.reason),
    }


def _places(household: Household) -> list[Plain]:
    """Write the places at which an agreement is: of others a file says nothing."""
    used = {
        session.place
        for one in household.agreements
        for form in (one.form, *(alternative.form for alternative in one.alternatives))
        for session in form.demands.sessions
    }
    return [
        _place(replace(one, ways=tuple(way for way in one.ways if way.place in used)))
        for one in household.places
        if one.name in used
    ]


def _place(place: Place) -> Plain:
    ways = [{"place": way.place, "minutes": way.minutes} for way in place.ways]
    return {"name": place.name, **_given(to=ways)}


def _account(account: Account) -> Plain:
    incomes = [
        {"id": i.id, "title": i.title, "amount": euros(i.cents), **_due(i.due), **_period(i.period)}
        for i in account.incomes
    ]
    costs = [
        {"title": c.title, "amount": euros(c.cents), **_due(c.due), **_period(c.period)}
        for c in account.costs
    ]
    return {
        "of": account.of,
        **_given(
            floor=None if account.floor is None else euros(account.floor),
            income=None if account.income_known else UNKNOWN,
            incomes=incomes,
            costs=costs,
        ),
    }


# --- agreements -----------------------------------------------------------------------------


def _agreement(one: Agreement, *, in_region: bool) -> Plain:
    """Write an agreement; in a region on which days it is not, for its kind may say so."""
    written = _written(one)
    if in_region:
        for form in (written, *written.get("alternatives", ())):  # type: ignore[misc]
            for session in form.get("sessions", ()):
                session.setdefault("not_in", [])
    return written


def _written(one: Agreement) -> Plain:
    return {
        "id": one.id,
        "kind": one.kind,
        "title": one.title,
        "owner": one.owner,
        **_given(decided_by=one.decided_by),
        "members": list(one.members),
        **_given(goal=one.goal, part=one.part),
        "state": one.state.value,
        **_given(mandatory=_mandatory(one.mandatory)),
        "protected": one.protected,
        **_form(one.form),
        **_given(alternatives=[_alternative(other, one.form) for other in one.alternatives]),
        "unknown": [_unknown(unknown) for unknown in one.unknown],
    }


def _mandatory(mandatory: Mandatory | None) -> Plain | None:
    if mandatory is None:
        return None
    key = "article" if mandatory.basis is Basis.ARTICLE else "court_order"
    return {key: mandatory.text}


def _unknown(unknown: Unknown) -> object:
    return _short({"what": unknown.what, **_given(who=unknown.who)})


def _form(form: Form) -> Plain:
    """Write a form; statuses always, for a kind may make some by itself."""
    demands = _demands(form.demands)
    return {
        **_given(**_dates(form)),
        **{key: value for key, value in demands.items() if value or key == "statuses"},
        **_given(**_freedom(form)),
    }


def _freedom(form: Form) -> dict[str, object]:
    """Write what Tandem may think of by itself."""
    every = set(form.fixed) == set(Variant)
    return {
        "fixed": every or [variant.value for variant in form.fixed],
        "may_merge": form.may_merge,
    }


def _dates(form: Form) -> dict[str, object]:
    return {
        "from_": form.start if form.start_known else UNKNOWN,
        "latest_from": form.latest_start,
        "until": form.until,
        "lasts": form.lasts_days if form.until is None else None,
    }


def _alternative(one: Alternative, own: Form) -> Plain:
    """Write an alternative: only the keys in which its form differs from the agreement's own."""
    theirs, ours = _dates(one.form), _dates(own)
    changed: Plain = {key: theirs[key] for key in ("from_", "latest_from")}
    changed = {key.rstrip("_"): value for key, value in changed.items() if value != ours[key]}
    ends = ("until", "lasts")
    if any(theirs[key] != ours[key] for key in ends):
        changed |= _given(**{key: theirs[key] for key in ends}) or {"until": None}
    demands, own_demands = _demands(one.form.demands), _demands(own.demands)
    changed |= {key: value for key, value in demands.items() if value != own_demands[key]}
    theirs, ours = _freedom(one.form), _freedom(own)
    changed |= {key: value for key, value in theirs.items() if value != ours[key]}
    names = _given(takes_place_of=list(one.takes_place_of), ends_when=list(one.ends_when))
    return {"id": one.id, "text": one.text, **names, **changed}


# --- demands --------------------------------------------------------------------------------


def _demands(demands: Demands) -> Plain:
    return {
        "sessions": [_sessions(session) for session in demands.sessions],
        "somebody_home": [_somebody_home(home) for home in demands.somebody_home],
        "money": [_money(money) for money in demands.money],
        "ends_income": [_ends_income(ends) for ends in demands.ends_income],
        "statuses": [_status(status) for status in demands.statuses],
        "order": _order(demands.order),
        "paperwork": [_paperwork(papers) for papers in demands.paperwork],
    }


def _or_unknown(value: object) -> object:
    return UNKNOWN if value is None else value


def _windows(windows: Iterable[Window]) -> object:
    texts = [window_text(window) for window in windows]
    return texts[0] if len(texts) == 1 else texts


def _sessions(one: Sessions) -> Plain:
    windows = UNKNOWN if one.windows is None else _windows(one.windows)
    is_contact_of_all = one.contact_of == one.members and bool(one.members)
    contact: object = True if is_contact_of_all else list(one.contact_of) or False
    recurring: Mapping[str, object] = {}
    if one.every_weeks != 1:
        recurring = {"every_weeks": one.every_weeks, **_given(first_week=one.first_week)}
    return {
        "members": list(one.members),
        "times": _or_unknown(one.times),
        "windows": windows,
        "minutes": _or_unknown(one.minutes),
        **recurring,
        "where": one.where.value,
        **_given(place=one.place),
        **({"travel": one.travel} if one.travel else {}),
        **_given(same_day=one.same_day),
        "contact": contact,
        **_given(visit=one.visit),
        **_period(one.period),
        **_given(
            not_in=_days_off(one.not_in),
            only_in=_days_off(one.only_in),
            also_away=one.also_away,
        ),
    }


def _days_off(kinds: Iterable[DaysOff]) -> list[str]:
    return [kind.value for kind in kinds]


def _somebody_home(one: SomebodyHome) -> Plain:
    return {
        "adults": list(one.adults),
        **_given(child=one.child),
        "windows": _windows(one.windows),
        **_period(one.period),
        **_given(not_in=_days_off(one.not_in), only_in=_days_off(one.only_in)),
    }


def _money(one: Money) -> Plain:
    amount = UNKNOWN if one.cents is None else euros(one.cents)
    return {
        one.direction.value: amount,
        "account": one.account,
        **_given(title=one.title),
        **_due(one.due),
        **_period(one.period),
    }


def _due(due: Due) -> Plain:
    months = [MONTH_NAMES[month - 1][0] for month in due.months]
    return _given(months=months, four_weeks_from=due.four_weeks_from, once=due.once)


def _ends_income(one: EndsIncome) -> object:
    return _short({"income": one.income, **_period(one.period)})


def _paperwork(one: Paperwork) -> Plain:
    return {
        "members": list(one.members),
        "pieces": _or_unknown(one.pieces),
        "minutes": _or_unknown(one.minutes),
        **_given(title=one.title),
        **_period(one.period),
    }


def _status(one: StatusDemand) -> Plain:
    return {one.relation.value: one.status, "member": one.member, **_period(one.period)}


def _order(order: Order) -> Plain:
    return _given(
        after=[_after(after) for after in order.after],
        starts_before=order.starts_before,
        finishes_before=order.finishes_before,
    )


def _after(after: After) -> object:
    gap = {"gap": after.gap_days} if after.gap_days else {}
    return _short({"agreement": after.agreement, **gap})
