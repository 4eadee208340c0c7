"""Whether a household document can mean something: dates, choices, mandatory agreements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tandem.core.model import DAYS_A_WEEK, DaysOff, Form, Where
from tandem.core.rules import Kind, RuleBase
from tandem.formats import document_agreements as docs
from tandem.formats.document import AwayDoc, HouseholdDoc
from tandem.formats.forms_to_core import (
    DueDoc,
    alternative_form,
    due_of,
    lengths_differ,
    own_form,
)
from tandem.formats.nearest import some
from tandem.formats.problems import Path
from tandem.formats.references import Finding
from tandem.formats.to_core import is_protected, members_of

_DAY_NAMES = (
    ("maandag", "Monday"),
    ("dinsdag", "Tuesday"),
    ("woensdag", "Wednesday"),
    ("donderdag", "Thursday"),
    ("vrijdag", "Friday"),
    ("zaterdag", "Saturday"),
    ("zondag", "Sunday"),
)
_NO_KIND = Kind("", "", "")


def findings(
    document: HouseholdDoc, rules: RuleBase, unread: frozenset[int] = frozenset()
) -> Iterator[Finding]:
    """Yield everything in a document that cannot mean what it says.

    `unread` are the places of agreements whose line could not be read: these are left alone.
    """
    yield from _horizon(document)
    yield from _facts(document)
    yield from _places(document)
    kinds = {kind.id: kind for kind in rules.kinds}
    for at, one in enumerate(document.agreements):
        kind = kinds.get(one.kind or "", _NO_KIND)
        if at not in unread:
            yield from _AgreementCheck(("agreements", at), one, kind, document).findings()
        yield from _replacements(document, kinds, at)


def _horizon(document: HouseholdDoc) -> Iterator[Finding]:
    start = document.horizon.from_
    if start.weekday() == 0:
        return
    before = start - timedelta(days=start.weekday())
    nl, en = _DAY_NAMES[start.weekday()]
    details: dict[str, object] = {"day_nl": nl, "day_en": en, "date": start}
    yield Finding(
        "not-monday",
        ("horizon", "from"),
        details | {"before": before, "after": before + timedelta(days=7)},
    )


def _places(document: HouseholdDoc) -> Iterator[Finding]:
    """Yield places that are there twice, that nothing is at, or to which there is no such way."""
    names = [one.name for one in document.places]
    used = {session.place for session in _all_sessions(document)}
    for at, one in enumerate(document.places):
        path: Path = ("places", at)
        if one.name in names[:at]:
            yield Finding("place-twice", (*path, "name"), {"name": one.name})
        elif one.name not in used:
            yield Finding("place-unused", (*path, "name"), {"name": one.name})
        for place, way in enumerate(one.to):
            inside = (*path, "to", place, "place")
            if way.place == one.name:
                yield Finding("itself-place", inside, {"name": way.place})
            elif way.place not in names:
                yield Finding("no-place", inside, {"name": way.place, "known": some(names)})


def _all_sessions(document: HouseholdDoc) -> Iterator[docs.SessionsDoc]:
    for one in document.agreements:
        for form in (one, *one.alternatives):
            yield from form.sessions


def _facts(document: HouseholdDoc) -> Iterator[Finding]:
    for at, member in enumerate(document.members):
        path: Path = ("members", at)
        for place, fact in enumerate(member.statuses):
            yield from _dates((*path, "statuses", place), fact.from_, fact.until)
        for place, away in enumerate(member.away):
            yield from _away((*path, "away", place), away)
    seen: set[str] = set()
    for at, account in enumerate(document.accounts):
        path = ("accounts", at)
        if account.of in seen:
            yield Finding("account-twice", (*path, "of"), {"id": account.of})
        seen.add(account.of)
        for place, income in enumerate(account.incomes):
            yield from _dates((*path, "incomes", place), income.from_, income.until)
            yield from _due((*path, "incomes", place), income)
        for place, cost in enumerate(account.costs):
            yield from _dates((*path, "costs", place), cost.from_, cost.until)
            yield from _due((*path, "costs", place), cost)


def _due(path: Path, document: DueDoc) -> Iterator[Finding]:
    due = due_of(document)
    if sum(bool(one) for one in (due.months, due.four_weeks_from, due.once)) > 1:
        yield Finding("due-twice", path, {})


def _away(path: Path, away: AwayDoc) -> Iterator[Finding]:
    yield from _dates(path, away.from_, away.until)
    has_ends = away.from_ is not None or away.until is not None
    is_some_days = 0 < len(away.days) < DAYS_A_WEEK
    if not has_ends and away.every_weeks == 1 and not is_some_days:
        yield Finding("away-empty", path, {})
    if away.every_weeks > 1 and away.first_week is None:
        yield Finding("away-first-week", path, {})
    if away.every_weeks == 1 and away.first_week is not None:
        yield Finding("needs-every-weeks", (*path, "first_week"), {})


def _dates(path: Path, first: date | None, until: date | None) -> Iterator[Finding]:
    if first is not None and until is not None and until < first:
        yield Finding("until-before-from", (*path, "until"), {"first": first, "until": until})


def _replacements(document: HouseholdDoc, kinds: dict[str, Kind], at: int) -> Iterator[Finding]:
    """Nothing takes the place of what is mandatory, or of treatment or protection."""
    one = document.agreements[at]
    others = {other.id: other for other in document.agreements}
    for place, alternative in enumerate(one.alternatives):
        for position, name in enumerate(alternative.takes_place_of):
            path = ("agreements", at, "alternatives", place, "takes_place_of", position)
            other = others.get(name)
            if other is None:
                continue
            if other is one:
                yield Finding("itself", path, {"id": name})
            elif other.mandatory is not None:
                yield Finding("place-of-mandatory", path, {"id": name})
            elif is_protected(other, kinds.get(other.kind or "", _NO_KIND)):
                yield Finding("place-of-protected", path, {"id": name})
        for position, name in enumerate(alternative.ends_when):
            if others.get(name) is one:
                path = ("agreements", at, "alternatives", place, "ends_when", position)
                yield Finding("itself", path, {"id": name})


class _AgreementCheck:
    """The checks on one agreement."""

    def __init__(
        self, path: Path, document: docs.AgreementDoc, kind: Kind, household: HouseholdDoc
    ) -> None:
        self.path = path
        self.document = document
        self.kind = kind
        self.first_day = household.horizon.from_
        self.has_region = household.region is not None
        self.members = members_of(document, tuple(member.id for member in household.members))

    def findings(self) -> Iterator[Finding]:
        document = self.document
        for key in ("id", "kind", "owner"):
            if getattr(document, key) is None:
                yield Finding("missing-in-agreement", self.path, {"key": key})
        if document.mandatory is not None:
            reasons = (document.mandatory.article, document.mandatory.court_order)
            if sum(reason is not None for reason in reasons) != 1:
                yield Finding("mandatory-reason", (*self.path, "mandatory"), {})
        own = own_form(document, self.kind, self.first_day, self.members)
        yield from self._form(self.path, document)
        yield from _form_dates(self.path, own)
        for at, other in enumerate(document.alternatives):
            path = (*self.path, "alternatives", at)
            yield from self._form(path, other)
            if other.model_fields_set & {"from_", "latest_from", "until", "lasts"}:
                form = alternative_form(other, own, self.kind, self.first_day, self.members)
                yield from _form_dates(path, form)

    def _form(self, path: Path, form: docs.FormDoc) -> Iterator[Finding]:
        if form.until is not None and form.lasts is not None:
            yield Finding("until-and-lasts", (*path, "lasts"), {})
        for at, session in enumerate(form.sessions):
            yield from self._session((*path, "sessions", at), session)
        yield from self._all_days_off(path, form)
        for key in ("sessions", "somebody_home", "money", "ends_income", "statuses", "paperwork"):
            for at, demand in enumerate(getattr(form, key) or ()):
                yield from _dates((*path, key, at), demand.from_, demand.until)
        for at, money in enumerate(form.money):
            inside = (*path, "money", at)
            yield from _one_of(inside, {"in": money.in_, "out": money.out})
            yield from self._whose(inside, "account", money.account)
            yield from _due(inside, money)
        for at, status in enumerate(form.statuses or ()):
            inside = (*path, "statuses", at)
            said = {key: getattr(status, key) for key in ("requires", "excludes", "makes")}
            yield from _one_of(inside, said)
            yield from self._whose(inside, "member", status.member)
        yield from self._papers(path, form)
        yield from self._order(path, form.order)

    def _papers(self, path: Path, form: docs.FormDoc) -> Iterator[Finding]:
        for at, papers in enumerate(form.paperwork):
            if not (self.members if papers.members is None else papers.members):
                yield Finding("nobody-writes", (*path, "paperwork", at), {})

    def _order(self, path: Path, order: docs.OrderDoc | None) -> Iterator[Finding]:
        for at, after in enumerate(order.after if order else ()):
            if after.agreement == self.document.id:
                yield Finding(
                    "itself", (*path, "order", "after", at, "agreement"), {"id": after.agreement}
                )

    def _session(self, path: Path, session: docs.SessionsDoc) -> Iterator[Finding]:
        where = session.where or self.kind.where
        if session.travel and where != Where.OUT:
            yield Finding("travel-not-out", (*path, "travel"), {"where": where})
        if session.first_week is not None and session.every_weeks == 1:
            yield Finding("needs-every-weeks", (*path, "first_week"), {})
        if not (self.members if session.members is None else session.members):
            yield Finding("nobody-present", path, {})
        if lengths_differ(session):
            yield Finding("lengths-differ", (*path, "windows"), {})

    def _all_days_off(self, path: Path, form: docs.FormDoc) -> Iterator[Finding]:
        for at, session in enumerate(form.sessions):
            yield from self._days_off((*path, "sessions", at), session)
        for at, home in enumerate(form.somebody_home):
            yield from self._days_off((*path, "somebody_home", at), home)

    def _days_off(
        self, path: Path, demand: docs.SessionsDoc | docs.SomebodyHomeDoc
    ) -> Iterator[Finding]:
        not_in, only_in = demand.not_in or (), demand.only_in
        for key, kinds in (("not_in", not_in), ("only_in", only_in)):
            if DaysOff.SCHOOL in kinds and not self.has_region:
                yield Finding("needs-region", (*path, key), {})
        if set(not_in) & set(only_in):
            yield Finding("not-and-only", (*path, "only_in"), {})

    def _whose(self, path: Path, key: str, given: str | None) -> Iterator[Finding]:
        if given is None and len(self.members) != 1:
            yield Finding("whose", path, {"key": key})


def _one_of(path: Path, values: dict[str, object]) -> Iterator[Finding]:
    count = sum(value is not None for value in values.values())
    if count != 1:
        yield Finding("one-of", path, {"keys": ", ".join(values), "count": count})


def _form_dates(path: Path, form: Form) -> Iterator[Finding]:
    first, latest, until = form.start, form.latest_start, form.until
    if not form.start_known and latest is not None:
        yield Finding("unknown-and-latest", (*path, "latest_from"), {})
    yield from _dates(path, first, until)
    if first is not None and latest is not None and latest < first:
        details: dict[str, object] = {"first": first, "latest": latest}
        yield Finding("latest-before-from", (*path, "latest_from"), details)
    elif latest is not None and until is not None and until < latest:
        details = {"until": until, "latest": latest}
        yield Finding("until-before-latest", (*path, "until"), details)
