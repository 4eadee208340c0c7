"""What is published of the formats and checked in: JSON Schemas, and tables in the reference.

`python -m tandem.formats.published` writes them anew; a test holds them in step with the code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from tandem.core.model import Period, Region, Window
from tandem.core.rules import (
    ChangeCosts,
    Holidays,
    Kind,
    LegalGround,
    RuleBase,
    RuleRelation,
    StatusRule,
    VariantRules,
)
from tandem.core.rules.logs import LogRules
from tandem.formats import who_may
from tandem.formats.copy_document import copy_schema
from tandem.formats.document import HouseholdDoc
from tandem.formats.field_table import tables
from tandem.formats.fields import Doc
from tandem.formats.household import schema
from tandem.formats.keeping import keeping_table, load_keeping
from tandem.formats.keeping_document import KeepingDoc
from tandem.formats.rulebase import load, load_grounds
from tandem.formats.rulebase_document import (
    CostsDoc,
    GroundsDoc,
    HolidaysDoc,
    KindsDoc,
    StatusesDoc,
    VariantsDoc,
)
from tandem.formats.rulebase_logs import LogsDoc, load_logs
from tandem.formats.rulebase_signals import SignalsDoc
from tandem.formats.schema import schema_of
from tandem.formats.steps import StepsDoc, load_steps, steps_table, ways_table
from tandem.formats.times import window_text

ROOT = Path(__file__).parents[3]

RULE_FILES: dict[str, type[Doc]] = {
    "kinds": KindsDoc,
    "statuses": StatusesDoc,
    "costs": CostsDoc,
    "grounds": GroundsDoc,
    "variants": VariantsDoc,
    "holidays": HolidaysDoc,
    "logs": LogsDoc,
    "keeping": KeepingDoc,
    "steps": StepsDoc,
    "signals": SignalsDoc,
}

HOUSEHOLD_TITLES = {
    "HouseholdDoc": "Household",
    "HorizonDoc": "Horizon",
    "MemberDoc": "Members",
    "StatusFactDoc": "Statuses of a member",
    "AwayDoc": "Days away",
    "ProfessionalDoc": "Professionals",
    "SupporterDoc": "Network",
    "PartDoc": "Plan parts",
    "GoalDoc": "Goals",
    "PlaceDoc": "Places",
    "WayDoc": "Ways between places",
    "AccountDoc": "Accounts",
    "IncomeDoc": "Incomes",
    "FixedCostDoc": "Fixed costs",
    "AgreementDoc": "Agreements",
    "SessionsDoc": "Sessions",
    "SomebodyHomeDoc": "Somebody home",
    "MoneyDoc": "Money",
    "EndsIncomeDoc": "Ends income",
    "StatusDemandDoc": "Statuses of an agreement",
    "PaperworkDoc": "Paperwork",
    "OrderDoc": "Order",
    "AfterDoc": "After",
    "MandatoryDoc": "Mandatory",
    "AlternativeDoc": "Alternatives",
    "UnknownDoc": "Unknown",
}
RULE_TITLES = {
    "StatusesDoc": "The file statuses.yaml",
    "StatusDoc": "Statuses",
    "StatusRuleDoc": "Rules",
    "KindsDoc": "The file kinds.yaml",
    "KindDoc": "Kinds",
    "CostsDoc": "The file costs.yaml",
    "CostsOfChangesDoc": "Costs",
    "HolidaysDoc": "The file holidays.yaml",
    "SchoolYearDoc": "School years",
    "SchoolHolidayDoc": "School holidays",
    "StretchDoc": "Days of a holiday",
    "LogsDoc": "The file logs.yaml",
    "LookTermsDoc": "Terms around looks",
    "ActivityDoc": "Processing activities",
    "GroundsDoc": "The file grounds.yaml",
    "GroundDoc": "Grounds",
    "VariantsDoc": "The file variants.yaml",
    "HoursDoc": "Hours",
    "VariantRuleDoc": "Variants of a kind",
    "KeepingDoc": "The file keeping.yaml",
    "TermDoc": "Terms",
    "RetentionDoc": "Retention",
    "BsnGroundDoc": "Grounds for a citizen service number",
    "StepsDoc": "The file steps.yaml",
    "StepTermDoc": "Terms of steps",
    "BandDoc": "Bands",
    "RouteDoc": "Routes",
    "LawDoc": "The steps of a law",
    "LawStepDoc": "A step of a law",
    "SignalsDoc": "The file signals.yaml",
    "WordDoc": "Choices",
    "ClockDoc": "Clocks",
    "CallDoc": "Calling",
}


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield every published file with what should be in it."""
    yield root / "schemas" / "household.schema.json", _json(schema())
    yield root / "schemas" / "copy.schema.json", _json(copy_schema())
    for name, model in RULE_FILES.items():
        title = f"Tandem rule base, {name}"
        yield root / "schemas" / f"{name}.schema.json", _json(schema_of(model, title))
    reference = root / "docs" / "reference"
    rules = load()
    yield _filled(reference / "household-file.md", fields=tables(HouseholdDoc, HOUSEHOLD_TITLES))
    yield _filled(
        reference / "kinds.md",
        kinds=_kinds(rules.kinds),
        fields=tables(KindsDoc, RULE_TITLES),
    )
    yield _filled(
        reference / "statuses.md",
        statuses=_statuses(rules),
        rules=_rules(rules),
        fields=tables(StatusesDoc, RULE_TITLES),
    )
    yield _filled(
        reference / "costs.md", costs=_costs(rules.costs), fields=tables(CostsDoc, RULE_TITLES)
    )
    yield _filled(
        reference / "variants.md",
        hours=_hours(rules.variants),
        kinds=_variants(rules.variants),
        fields=tables(VariantsDoc, RULE_TITLES),
    )
    yield _filled(
        reference / "holidays.md",
        holidays=_holidays(rules.holidays),
        fields=tables(HolidaysDoc, RULE_TITLES),
    )
    yield _filled(
        reference / "grounds.md",
        grounds=_grounds(load_grounds()),
        fields=tables(GroundsDoc, RULE_TITLES),
    )
    yield _filled(
        reference / "activities.md",
        activities=_activities(load_logs()),
        fields=tables(LogsDoc, RULE_TITLES),
    )
    matrix = (root / who_may.MATRIX).read_text(encoding="utf-8")
    yield _filled(
        reference / "who-may-do-what.md",
        policy=who_may.by_policy(),
        key=who_may.key(matrix),
        routes=who_may.by_route(matrix),
    )
    yield from _of_terms(reference)


def _of_terms(reference: Path) -> Iterator[tuple[Path, str]]:
    """Yield the pages of terms."""
    yield _filled(
        reference / "keeping.md",
        terms=keeping_table(load_keeping()),
        fields=tables(KeepingDoc, RULE_TITLES),
    )
    yield _filled(
        reference / "steps.md",
        terms=steps_table(load_steps()),
        ways=ways_table(load_steps()),
        fields=tables(StepsDoc, RULE_TITLES),
    )
    yield _filled(reference / "signals.md", fields=tables(SignalsDoc, RULE_TITLES))


def main() -> None:
    """Write every published file."""
    for path, text in files(ROOT):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _filled(path: Path, **parts: str) -> tuple[Path, str]:
    """Return a page with what stands between its marks written anew."""
    text = path.read_text(encoding="utf-8")
    for name, content in parts.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        pattern = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
        if pattern.search(text) is None:
            raise ValueError(f"{path} has no place for {name}")
        filled = f"{begin}\n\n{content}\n\n{end}"
        text = pattern.sub(lambda _, filled=filled: filled, text)  # type: ignore[misc]
    return path, text


def _table_head(*names: str) -> list[str]:
    return [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]


def _kinds(kinds: tuple[Kind, ...]) -> str:
    heads = ("Kind", "Dutch", "English", "Where", "Minutes", "Contact", "Protected", "Mandate")
    rows = _table_head(*heads, "Makes", "Words")
    for kind in kinds:
        cells = (
            f"`{kind.id}`",
            kind.nl,
            kind.en,
            kind.money or kind.where.value,
            str(kind.minutes or "–"),
            "yes" if kind.contact else "no",
            "yes" if kind.protected else "no",
            kind.theme.value if kind.theme else "–",
            ", ".join(f"`{status}`" for status in kind.makes) or "–",
            ", ".join(kind.words),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _costs(costs: ChangeCosts) -> str:
    rows = ["| Change | Cost |", "|---|---|"]
    rows += [f"| {field.name} | {getattr(costs, field.name)} |" for field in fields(costs)]
    return "\n".join(rows)


def _hours(rules: VariantRules) -> str:
    rows = ["| Where | Hours |", "|---|---|"]
    rows += [f"| `{where.value}` | {_windows(hours)} |" for where, hours in rules.hours.items()]
    return "\n".join(rows)


def _windows(windows: tuple[Window, ...]) -> str:
    return ", ".join(map(window_text, windows)) or "those of the place"


def _variants(rules: VariantRules) -> str:
    rows = [
        "| Kind | What may be varied | Hours | Sure | Valid | Source | Checked on |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in rules.kinds:
        cells = (
            f"`{one.kind}`",
            ", ".join(f"`{variant}`" for variant in one.allows),
            _windows(one.hours),
            "yes" if one.sure else "no",
            _valid(one.valid),
            one.source,
            str(one.checked_on or "–"),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _holidays(holidays: Holidays) -> str:
    rows = ["| Holiday | North | Middle | South | Sure | Source |", "|---|---|---|---|---|---|"]
    for year in holidays.years:
        sure = "yes" if year.sure else "no"
        for place in range(0, len(year.holidays), len(Region)):
            regions = year.holidays[place : place + len(Region)]
            days = " | ".join(f"{one.period.first} – {one.period.last}" for one in regions)
            rows.append(f"| {regions[0].nl} | {days} | {sure} | {year.source} |")
    return "\n".join(rows)


def _grounds(grounds: tuple[LegalGround, ...]) -> str:
    heads = ("Ground", "Article", "Dutch", "English", "Data go to", "from", "Consent", "Sure")
    rows = _table_head(*heads, "Valid", "Checked on")
    for one in grounds:
        sure = "yes" if one.sure else "no"
        valid, checked = _valid(one.valid), one.checked_on or "–"
        valid = f"switch `{one.switch}`" if one.switch else valid
        consent = "asked" if one.needs_consent else "–"
        rows.append(
            f"| `{one.id}` | {one.source} | {one.nl} | {one.en} | {one.to or '–'}"
            f" | {', '.join(one.sources) or '–'} | {consent} | {sure} | {valid} | {checked} |"
        )
    return "\n".join(rows)


def _activities(rules: LogRules) -> str:
    rows = ["| Activity | Dutch | English | Actions |", "|---|---|---|---|"]
    for one in rules.activities:
        actions = ", ".join(f"`{action.value}`" for action in one.actions)
        rows.append(f"| `{one.id}` | {one.nl} | {one.en} | {actions} |")
    return "\n".join(rows)


def _statuses(rules: RuleBase) -> str:
    rows = ["| Status | Dutch | English |", "|---|---|---|"]
    rows += [f"| `{one.id}` | Kevin {one.nl} | Kevin {one.en} |" for one in rules.statuses.statuses]
    return "\n".join(rows)


def _rules(rules: RuleBase) -> str:
    rows = [
        "| Rule | What it says | Sure | Valid | Source | Checked on |",
        "|---|---|---|---|---|---|",
    ]
    rows += [_rule(rule) for rule in rules.statuses.rules]
    return "\n".join(rows)


def _rule(rule: StatusRule) -> str:
    verb = "implies" if rule.relation is RuleRelation.IMPLIES else "excludes"
    cells = (
        f"`{rule.id}`",
        f"`{rule.status}` {verb} `{rule.other}`",
        "yes" if rule.sure else "no",
        _valid(rule.valid),
        rule.source,
        str(rule.checked_on or "–"),
    )
    return f"| {' | '.join(cells)} |"


def _valid(period: Period) -> str:
    valid = f"from {period.first}" if period.first else "always"
    return f"{valid} until {period.last}" if period.last else valid


if __name__ == "__main__":
    main()
