"""The answer of the plan check as JSON: format 1, described in docs/reference/json.md.

The names and shapes here are a promise: schemas/answer.schema.json holds them, and a change that
breaks a reader needs a new number of the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tandem.cli.files import Bad
from tandem.cli.reasons_json import money_line_json, reason_json
from tandem.cli.values_json import WEEKDAYS, day_json, person_json, time_json
from tandem.core.check.answer import (
    Answer,
    BudgetMonth,
    Clash,
    Coverage,
    Load,
    MissingSupport,
    Placement,
    Proposal,
    Synergy,
    WitnessWeek,
)
from tandem.core.explain import (
    Names,
    clash_title,
    explain_change,
    explain_circle,
    explain_clash,
    explain_coverage,
    explain_missing_support,
    explain_proposal_keeps,
    explain_synergy,
    explain_verdict,
    explain_way_out,
    in_family_order,
)
from tandem.core.model import Household, Period
from tandem.core.rules import RuleBase

FORMAT = 1

Json = dict[str, Any]


def problems_as_json(bad: Bad, lang: str) -> Json:
    """Return what stands in the place of an answer when a file cannot be read."""
    return {
        "format": FORMAT,
        "file": str(bad.path),
        "lang": lang,
        "verdict": "bad-input",
        "problems": [
            {"text": one.text, "line": one.line, "column": one.column, "path": one.place}
            for one in bad.problems
        ],
    }


def answer_as_json(
    answer: Answer, household: Household, rules: RuleBase, lang: str, path: Path
) -> Json:
    """Return an answer as data that JSON can hold."""
    writer = AnswerJson(household, rules, lang)
    return {"format": FORMAT, "file": str(path), "lang": lang, **writer.answer(answer)}


class AnswerJson:
    """Writes an answer about one household; explanations are in one language."""

    def __init__(self, household: Household, rules: RuleBase, lang: str) -> None:
        self._about = (household, rules, lang)
        self._household = household
        self._names = Names(household, rules, lang)

    def answer(self, answer: Answer) -> Json:
        """Return the whole answer."""
        verdict = explain_verdict(answer, *self._about)
        witness = answer.witness
        return {
            "household": {"id": self._household.id, "name": self._household.name},
            "horizon": self._horizon(),
            "verdict": str(answer.verdict),
            "headline": verdict.headline,
            "explanation": verdict.sentence,
            "complete": answer.complete,
            "coverage": self._coverage(answer.coverage),
            "clashes": [self._clash(one) for one in (*answer.clashes, *answer.limits)],
            "missing_support": [self._missing(one) for one in answer.missing_support],
            "circles": [
                {
                    "agreements": list(one.agreements),
                    "explanation": explain_circle(one, *self._about),
                }
                for one in answer.circles
            ],
            "proposals": [self._proposal(one) for one in answer.proposals],
            "proposals_complete": answer.proposals_complete,
            "synergies": [self._synergy(one) for one in answer.synergies],
            "load": load_json(answer.load),
            "week": weeks_json(() if witness is None else witness.weeks),
            "budget": budget_json(answer.budget),
        }

    def _horizon(self) -> Json:
        horizon = self._household.horizon
        return {
            "from": horizon.start.isoformat(),
            "until": horizon.last.isoformat(),
            "weeks": horizon.weeks,
        }

    def _coverage(self, coverage: Coverage) -> Json:
        return {
            "filled": coverage.filled,
            "total": coverage.total,
            "missing": [
                {"agreement": one.agreement, "what": one.what, "who": self._person(one.who)}
                for one in coverage.missing
            ],
            "unchecked_accounts": list(coverage.unchecked_accounts),
            "unknown_days_off": _period_json(coverage.unknown_days_off),
            "explanation": explain_coverage(coverage, *self._about).sentence,
        }

    def _person(self, identifier: str) -> Json:
        return person_json(identifier, self._names)

    def _clash(self, clash: Clash) -> Json:
        return {
            "agreements": list(clash.agreements),
            "kind": str(clash.kind),
            "is_limit": clash.is_limit,
            "title": clash_title(clash, *self._about),
            "explanation": explain_clash(clash, *self._about),
            "owners": [self._person(owner) for owner in self._owners(clash.agreements)],
            "reasons": [reason_json(reason) for reason in clash.reasons],
            "way_out": str(clash.way_out),
            "ask": [self._person(person) for person in clash.ask],
            "ask_explanation": explain_way_out(clash, *self._about) or None,
        }

    def _owners(self, agreements: Iterable[str]) -> list[str]:
        found = (self._names.agreement(one) for one in self._names.ids_in_order(agreements))
        return list(dict.fromkeys(one.owner for one in found if one is not None))

    def _synergy(self, synergy: Synergy) -> Json:
        return {
            "kind": str(synergy.kind),
            "agreement": synergy.agreement,
            "other": synergy.other,
            "contacts_a_week": synergy.contacts,
            "minutes_a_week": synergy.minutes,
            "travel_minutes_a_week": synergy.travel,
            "day": None if synergy.day is None else WEEKDAYS[synergy.day],
            "explanation": explain_synergy(synergy, *self._about),
        }

    def _missing(self, missing: MissingSupport) -> Json:
        return {
            "agreement": missing.agreement,
            "member": missing.member,
            "status": missing.status,
            "after": missing.after,
            "from": day_json(missing.period.first),
            "until": day_json(missing.period.last),
            "explanation": explain_missing_support(missing, *self._about),
        }

    def _proposal(self, proposal: Proposal) -> Json:
        keeps = explain_proposal_keeps(proposal, *self._about)
        witness = proposal.witness
        return {
            "changes": [
                {
                    "agreement": change.agreement,
                    "kind": str(change.kind),
                    "automatic": change.kind.is_automatic,
                    "cost": change.cost,
                    "alternative": change.alternative,
                    "start": day_json(change.start),
                    "until": day_json(change.until),
                    "by": change.by,
                    "explanation": explain_change(change, *self._about),
                }
                for change in in_family_order(proposal.changes, self._household)
            ],
            "cost": proposal.cost,
            "goals_given_up": list(proposal.goals_given_up),
            "keeps": keeps.sentence,
            "owners": [self._person(one) for one in proposal.owners],
            "must_agree": [self._person(one) for one in proposal.must_agree],
            "proven_least": proposal.proven_least,
            "set_aside": [list(one) for one in proposal.set_aside],
            "limits_aside": [{"kind": str(kind), "of": of} for kind, of in proposal.limits_aside],
            "support_aside": list(proposal.support_aside),
            "load": load_json(proposal.load),
            "week": weeks_json(() if witness is None else witness.weeks),
            "budget": budget_json(() if witness is None else witness.budget),
        }


# --- load, week, budget ---------------------------------------------------------------------


def _period_json(period: Period | None) -> Json | None:
    if period is None:
        return None
    return {"from": day_json(period.first), "until": day_json(period.last)}


def load_json(load: Load) -> Json:
    """Return what a plan asks a week of each member, and of the household."""
    return {
        "week": load.week.isoformat(),
        "professionals": load.professionals,
        "contacts": load.contacts,
        "minutes": load.minutes,
        "travel_minutes": load.travel,
        "members": [
            {
                "member": one.member,
                "week": one.week.isoformat(),
                "professionals": one.professionals,
                "contacts": one.contacts,
                "contacts_a_week": one.capacity,
                "minutes": one.minutes,
                "travel_minutes": one.travel,
            }
            for one in load.members
        ],
    }


def weeks_json(weeks: Sequence[WitnessWeek]) -> list[Json]:
    """Return every kind of week, each with the Mondays of its weeks."""
    return [
        {
            "mondays": [monday.isoformat() for monday in week.mondays],
            "sessions": [_session_json(one) for one in week.placements],
            "somebody_home": list(week.homes),
        }
        for week in weeks
    ]


def _session_json(placement: Placement) -> Json:
    return {
        "agreement": placement.agreement,
        "members": list(placement.members),
        "day": WEEKDAYS[placement.day],
        "from": time_json(placement.start),
        "until": time_json(placement.end),
        "where": str(placement.where),
        "place": placement.place,
        "travel_minutes": placement.travel,
    }


def budget_json(budget: Sequence[BudgetMonth]) -> list[Json]:
    """Return every account in every month."""
    return [
        {
            "account": month.account,
            "month": f"{month.month:%Y-%m}",
            "lines": [money_line_json(line) for line in month.lines],
            "free_cents": month.free,
            "floor_cents": month.floor,
            "is_checked": month.is_checked,
        }
        for month in budget
    ]
