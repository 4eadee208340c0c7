"""What somebody supposes, read from the fields of the form: an agreement, a fact, an income.

One set of fields is one step. A step that is kept travels along in the form as its own fields, so
that it is read, and found wrong, in the same way; nothing of it is kept on the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import Case
from tandem.actions.plans.draft import AgreementDraft
from tandem.actions.plans.read_line import read_back_of
from tandem.actions.plans.what_if import Supposed, as_form
from tandem.core.model import (
    Earns,
    HasStatus,
    Income,
    IsAway,
    Period,
    Put,
    StartOn,
    StopAfter,
    Without,
)
from tandem.formats.amounts import cents
from tandem.formats.one_line.dates import earliest, read_date
from tandem.formats.tokens import Cursor, TextError
from tandem.records.plans.rows import AgreementRow
from tandem.web import wording
from tandem.web.pages.agreement_form import draft_entered, entered
from tandem.web.pages.agreement_steps import has_steps
from tandem.web.pages.cases import rules
from tandem.web.pages.days import day_of, day_problem
from tandem.web.refs import number_of

FIELDS = (
    "line", "agreement", "how", "on", "owner", "kind", "member", "day", "start", "end", "rhythm",
    "place", "other_place", "travel", "from", "fact_member", "fact", "fact_from", "fact_until",
    "account", "income", "income_title", "amount", "income_from",
)  # fmt: skip
MANY = frozenset({"member", "day"})
AS_LINE, STOPS, STARTS, GOES = "as-line", "stops", "starts", "goes"
AWAY, NO_LONGER = "away", "not:"
NEW_INCOME = "new-income"
MOST_STEPS = 20

_BEGINS = re.compile(
    r"(?:stel:?\s+(?:dat\s+)?)?(?P<who>.+?)\s+(?:begint|start)\s+(?:op\s+)?(?P<rest>.+)",
    re.IGNORECASE,
)
_AT = re.compile(r"(?:op|met|aan|in)\s+(?:de\s+|het\s+)?(?P<what>.+)", re.IGNORECASE)


class Read(NamedTuple):
    """One thing that is supposed, and how it was read."""

    supposed: Supposed
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """The fields of one step as they were sent."""

    sent: QueryDict

    @classmethod
    def of(cls, sent: QueryDict) -> Step:
        """Return the step in the fields of the form."""
        own = QueryDict(mutable=True)
        for name in FIELDS:
            values = [one.replace("\0", "").strip() for one in sent.getlist(name)]
            own.setlist(name, values if name in MANY else values[:1])
        return cls(own)

    @classmethod
    def kept(cls, sent: QueryDict) -> list[Step]:
        """Return the steps that travel along."""
        return [cls.of(QueryDict(one)) for one in sent.getlist("step")[:MOST_STEPS]]

    def text(self, name: str) -> str:
        """Return a field."""
        return str(self.sent.get(name) or "")

    @property
    def packed(self) -> str:
        """The step as one field of the form."""
        given = QueryDict(mutable=True)
        for name in FIELDS:
            values = [one for one in self.sent.getlist(name) if one]
            if values:
                given.setlist(name, values)
        return given.urlencode()

    @property
    def about_agreement(self) -> bool:
        """Whether anything is supposed of an agreement; choosing one alone changes nothing."""
        chosen = self.text("agreement") and self.text("how") not in {"", AS_LINE}
        return bool(self.text("line") or chosen or has_steps(self.sent))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is supposed."""
        return not (self.about_agreement or self.text("fact") or self.text("amount"))


def read_step(case: Case, step: Step, number: int) -> list[Read]:
    """Return what a step supposes; raises InvalidError that names the fields that are wrong.

    `number` makes the names of what is new its own.
    """
    found: list[Read] = []
    if step.about_agreement:
        found.append(_agreement(case, step, number))
    if step.text("fact"):
        found.append(_fact(case, step))
    if step.text("amount"):
        found.append(_income(case, step, number))
    return found


# --- agreements -----------------------------------------------------------------------------


def _agreement(case: Case, step: Step, number: int) -> Read:
    row = agreement_chosen(case, step.text("agreement"))
    how = step.text("how") or AS_LINE
    if row is not None and how != AS_LINE:
        return _otherwise(case, step, row, how)
    begins = _begins(case, step.text("line"))
    if begins is not None and row is None:
        return begins
    draft = draft_entered(case, entered(case, _with_plain_line(step.sent)), row)
    dutch, english = read_back_of(case, draft)
    words = dutch if wording.current_language().value == "nl" else english
    if row is not None:
        return Read(as_form(case, row.key, draft), f"{row.title}: {words}")
    return Read(_new(draft, number), words)


def _new(draft: AgreementDraft, number: int) -> Supposed:
    return Supposed(Put(draft.core(f"supposed-{number}")), draft, is_new=True)


def _with_plain_line(sent: QueryDict) -> QueryDict:
    """Return the fields with the line as the reader knows lines: without "stel"."""
    own = sent.copy()
    own["line"] = re.sub(
        r"^\s*stel:?\s+(?:dat\s+)?", "", sent.get("line") or "", flags=re.IGNORECASE
    )
    return own


def agreement_chosen(case: Case, code: str) -> AgreementRow | None:
    """Return the agreement of the plan that was chosen; None for a new one."""
    number = number_of("agreement", code)
    return next((one for one in case.plan.agreements if one.id == number), None)


def _otherwise(case: Case, step: Step, row: AgreementRow, how: str) -> Read:
    if how == GOES:
        words = _("“%(title)s” is not in the plan.") % {"title": row.title}
        return Read(Supposed(Without(row.key)), words)
    day = _day(case, step, "on")
    if day is None:
        raise InvalidError(day_problem("on"))
    values = {"title": row.title, "day": wording.day(day)}
    if how == STOPS:
        words = _("“%(title)s” has %(day)s as its last day.") % values
        return Read(Supposed(StopAfter(row.key, day)), words)
    words = _("“%(title)s” starts on %(day)s.") % values
    return Read(Supposed(StartOn(row.key, day)), words)


def _begins(case: Case, line: str) -> Read | None:
    """Read "Kevin begint 1 februari op school", of something that is in the plan already."""
    found = _BEGINS.fullmatch(line.strip().rstrip("."))
    if found is None:
        return None
    cursor = Cursor(found["rest"])
    try:
        day = read_date(cursor, earliest(case.plan.horizon_start))
    except TextError:
        return None
    what = _AT.fullmatch(" ".join(token.text for token in cursor.tokens[cursor.at :]))
    if day is None or what is None:
        return None
    row = _of_kind(case, found["who"], what["what"])
    if row is None:
        raise InvalidError(
            Problem(
                "line",
                "We do not find this in the plan. Write it as a line: school: Kevin, vanaf 1 feb.",
            )
        )
    said = _("“%(title)s” starts on %(day)s.") % {"title": row.title, "day": wording.day(day)}
    return Read(Supposed(StartOn(row.key, day)), said)


def _of_kind(case: Case, who: str, what: str) -> AgreementRow | None:
    name, asked = who.strip().casefold(), what.strip().casefold()
    kinds = {
        one.id
        for one in rules().kinds
        if asked in {one.nl.casefold(), *(word.casefold() for word in one.words)}
    }
    members = {
        one.id
        for one in case.head.members
        if name in {one.name.casefold(), wording.first_name(one.name).casefold()}
    }
    for row in case.plan.agreements:
        if members & set(row.members) and (row.kind in kinds or row.title.casefold() == asked):
            return row
    return None


# --- facts and money ------------------------------------------------------------------------


def _fact(case: Case, step: Step) -> Read:
    member = next((m for m in case.head.members if m.key == step.text("fact_member")), None)
    if member is None:
        raise InvalidError(Problem("fact_member", "Say whom this is about."))
    period = Period(_day(case, step, "fact_from"), _day(case, step, "fact_until"))
    if period.is_empty:
        raise InvalidError(Problem("fact_until", "The last day lies before the first."))
    fact = step.text("fact")
    if fact == AWAY:
        words = _("%(name)s is away from home%(when)s.")
        return Read(
            Supposed(IsAway(member.key, period)),
            words % {"name": member.name, "when": _when(period)},
        )
    has = not fact.startswith(NO_LONGER)
    name = fact.removeprefix(NO_LONGER)
    status = next((one for one in rules().statuses.statuses if one.id == name), None)
    if status is None:
        raise InvalidError(Problem("fact", "Choose one of these."))
    said = status.nl if wording.current_language().value == "nl" else status.en
    words = (
        _("%(name)s %(status)s%(when)s.") if has else _("No longer: %(name)s %(status)s%(when)s.")
    )
    values = {"name": member.name, "status": said, "when": _when(period)}
    return Read(Supposed(HasStatus(member.key, name, period, has)), words % values)


def _income(case: Case, step: Step, number: int) -> Read:
    account = next((one for one in case.plan.accounts if one.of == step.text("account")), None)
    if account is None:
        raise InvalidError(Problem("account", "Say whose money this is about."))
    try:
        amount = cents(step.text("amount"))
    except TextError:
        raise InvalidError(Problem("amount", "Write an amount like 120 or 120,50.")) from None
    known = next((one for one in account.incomes if one.id == step.text("income")), None)
    first = _day(case, step, "income_from")
    title = step.text("income_title") or (known.title if known else _("Income"))
    income = Income(known.id if known else f"supposed-{number}", title, amount, Period(first))
    words = _("%(title)s: %(amount)s a month%(when)s.") % {
        "title": title,
        "amount": wording.words().money(amount),
        "when": _when(Period(first)),
    }
    return Read(Supposed(Earns(account.of, income)), words)


def _day(case: Case, step: Step, field: str) -> date | None:
    """Return a day that was written; without a year it is the first from the plan's start on."""
    text = step.text(field)
    if not text:
        return None
    found = day_of(text)
    if found is None:
        cursor = Cursor(text)
        try:
            found = read_date(cursor, earliest(case.plan.horizon_start))
        except TextError:
            found = None
        if not cursor.done:
            found = None
    if found is None:
        raise InvalidError(day_problem(field))
    return found


def _when(period: Period) -> str:
    parts = []
    if period.first is not None:
        parts.append(_("from %(day)s") % {"day": wording.day(period.first)})
    if period.last is not None:
        parts.append(_("until %(day)s") % {"day": wording.day(period.last)})
    return "".join(f" {one}" for one in parts)


def read_all(case: Case, steps: Sequence[Step]) -> list[Read]:
    """Return everything that these steps suppose; raises InvalidError."""
    return [one for number, step in enumerate(steps) for one in read_step(case, step, number)]


def words_of(reads: Sequence[Read]) -> Iterator[str]:
    """Yield how each was read."""
    return (one.words for one in reads)
