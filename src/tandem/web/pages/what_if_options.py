"""What can be chosen on *Stel dat …*: agreements, people, facts, incomes."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tandem.actions.households import Case
from tandem.core.model import HOUSEHOLD, STATES_IN_CHECK
from tandem.web import wording
from tandem.web.pages.agreement_options import options
from tandem.web.pages.cases import rules
from tandem.web.pages.doors import HouseholdVisit
from tandem.web.pages.what_if_steps import (
    AS_LINE,
    AWAY,
    FIELDS,
    GOES,
    NEW_INCOME,
    NO_LONGER,
    STARTS,
    STOPS,
    Step,
)
from tandem.web.refs import agreement_ref
from tandem.web.shapes.forms import Option


def choices(visit: HouseholdVisit, case: Case, step: Step) -> dict[str, Sequence[Option]]:
    """Return every choice of the form, by the name of its field."""
    values = {name: step.text(name) for name in FIELDS}
    many = {name: step.sent.getlist(name) for name in ("member", "day")}
    return {
        **options(visit, case, values, many),
        "agreements": _agreements(case, step.text("agreement")),
        "hows": _hows(step.text("how") or AS_LINE),
        "fact_members": _members(case, step.text("fact_member")),
        "facts": _facts(step.text("fact")),
        "accounts": _accounts(case, step.text("account")),
        "incomes": _incomes(case, step.text("income")),
    }


def _agreements(case: Case, chosen: str) -> list[Option]:
    found = [Option("", _("A new agreement"), not chosen)]
    names = {one.id: one.name for one in case.head.members}
    for row in case.plan.agreements:
        if row.state in STATES_IN_CHECK:
            who = wording.listing(names[one] for one in row.members if one in names)
            words = f"{row.title} ({who})" if who else row.title
            found.append(Option(agreement_ref(row.id), words, agreement_ref(row.id) == chosen))
    return found


def _hows(chosen: str) -> list[Option]:
    told = {
        AS_LINE: _("is as in the line above"),
        STARTS: _("starts on the day below"),
        STOPS: _("stops after the day below"),
        GOES: _("is not in the plan"),
    }
    return [Option(value, words, value == chosen) for value, words in told.items()]


def _members(case: Case, chosen: str) -> list[Option]:
    return [
        Option("", _("Choose"), not chosen),
        *(Option(one.key, one.name, one.key == chosen) for one in case.head.members),
    ]


def _facts(chosen: str) -> list[Option]:
    dutch = wording.current_language().value == "nl"
    found = [
        Option("", _("Nothing"), not chosen),
        Option(AWAY, _("is away from home"), chosen == AWAY),
    ]
    for status in rules().statuses.statuses:
        words = status.nl if dutch else status.en
        found.append(Option(status.id, words, chosen == status.id))
    for status in rules().statuses.statuses:
        value = f"{NO_LONGER}{status.id}"
        words = _("no longer: %(status)s") % {"status": status.nl if dutch else status.en}
        found.append(Option(value, words, chosen == value))
    return found


def _accounts(case: Case, chosen: str) -> list[Option]:
    names = {one.key: one.name for one in case.head.members} | {HOUSEHOLD: _("The household")}
    return [
        Option("", _("Choose"), not chosen),
        *(
            Option(one.of, names.get(one.of, one.of), one.of == chosen)
            for one in case.plan.accounts
        ),
    ]


def _incomes(case: Case, chosen: str) -> list[Option]:
    found = [Option(NEW_INCOME, _("A new income"), chosen in {"", NEW_INCOME})]
    for account in case.plan.accounts:
        for income in account.incomes:
            amount = wording.words().money(income.cents)
            found.append(Option(income.id, f"{income.title} ({amount})", income.id == chosen))
    return found
