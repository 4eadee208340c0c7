"""What the plan check answered, kept so that nothing is solved twice.

A proposal holds a whole household. Only the agreements that it changes are kept; reading puts them
into the household that was checked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from pydantic import TypeAdapter

from tandem.core.check.answer import Answer, Proposal, Verdict
from tandem.core.model import Form, Household, State
from tandem.core.rules import RuleBase
from tandem.records.plans import codec
from tandem.records.plans import models as tables
from tandem.records.plans.standings import summary_to_json
from tandem.records.plans.told import Told, told_to_json
from tandem.records.raw import parsed
from tandem.records.work import Work

KEPT_ANSWERS = 3
"""Whole answers kept for a household; of older ones only the figures are."""

_ANSWER: codec.Codec[Answer] = codec.Codec(Answer)


@lru_cache(maxsize=1)
def _household() -> TypeAdapter[Household]:
    return TypeAdapter(Household)


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """An answer of the plan check, with when it was asked."""

    asked_at: datetime
    plan_version: int
    answer: Answer
    words: str = ""
    """The digest of the words in which the plan was told with it."""


@dataclass(frozen=True, slots=True)
class VerdictFigures:
    """What is kept of every answer: the verdict and the numbers."""

    asked_at: datetime
    plan_version: int
    verdict: Verdict
    clashes: int
    limits: int
    complete: bool
    known: int
    total: int


def digest_of(household: Household, rules: RuleBase) -> str:
    """Return the SHA-256 of everything the check looks at.

    To the check an agreement that is agreed is as one that is proposed, so a yes changes nothing.
    """
    looked_at = replace(
        household,
        agreements=tuple(
            replace(one, state=State.PROPOSED) if one.state is State.AGREED else one
            for one in household.agreements
        ),
    )
    data = _household().dump_json(looked_at)
    return hashlib.sha256(data + _rules_digest(rules).encode()).hexdigest()


_RULES_SEEN: dict[int, tuple[RuleBase, str]] = {}


def _rules_digest(rules: RuleBase) -> str:
    """Return the digest of a rule base, worked out once for each that is in memory."""
    known = _RULES_SEEN.get(id(rules))
    if known is None or known[0] is not rules:
        data = TypeAdapter(RuleBase).dump_json(rules)
        known = (rules, hashlib.sha256(data).hexdigest())
        _RULES_SEEN.clear()
        _RULES_SEEN[id(rules)] = known
    return known[1]


def answer_to_json(answer: Answer, household: Household) -> dict[str, Any]:
    """Return an answer about this household as plain JSON, without the household itself."""
    data: dict[str, Any] = _ANSWER.to_json(replace(answer, proposals=()))
    forms = {one.id: one for one in household.agreements}
    data["proposals"] = [_proposal_to_json(one, forms) for one in answer.proposals]
    return data


def answer_from_json(data: Mapping[str, Any], household: Household) -> Answer:
    """Return what `answer_to_json` wrote about this household."""
    proposals = [
        {**one, "household": _carried_out(one["household"], household)}
        for one in data.get("proposals", ())
    ]
    return _ANSWER.from_json({**data, "proposals": proposals})


_PROPOSAL: codec.Codec[Proposal] = codec.Codec(Proposal)


def _proposal_to_json(proposal: Proposal, before: Mapping[str, Any]) -> dict[str, Any]:
    changed = {
        one.id: None if one.state is State.WITHDRAWN else codec.FORM.to_json(one.form)
        for one in proposal.household.agreements
        if one != before[one.id]
    }
    bare = replace(proposal.household, agreements=(), members=(), professionals=(), goals=())
    data: dict[str, Any] = _PROPOSAL.to_json(replace(proposal, household=bare))
    return {**data, "household": changed}


def _carried_out(changed: Mapping[str, Any], household: Household) -> Household:
    forms: dict[str, Form | None] = {
        key: None if form is None else codec.FORM.from_json(form) for key, form in changed.items()
    }
    agreements = []
    for one in household.agreements:
        if one.id in forms:
            form = forms[one.id]
            gone = replace(one, state=State.WITHDRAWN)
            agreements.append(gone if form is None else replace(one, form=form))
        else:
            agreements.append(one)
    return replace(household, agreements=tuple(agreements))


# --- in the database ------------------------------------------------------------------------


_STORED = """
SELECT asked_at, plan_version, answer, told ->> 'words' FROM plans_verdict
WHERE household_id = %(household)s AND digest = %(digest)s AND answer IS NOT NULL
ORDER BY id DESC LIMIT 1
"""


def stored_answer(number: int, household: Household, rules: RuleBase) -> StoredVerdict | None:
    """Return what was answered to exactly this household under these rules; None if nothing was.

    `number` is the household's number in the records.
    """
    values: dict[str, str | int] = {"household": number, "digest": digest_of(household, rules)}
    with connection.cursor() as cursor:
        cursor.execute(_STORED, values)
        row = cursor.fetchone()
    if row is None:
        return None
    asked_at, version, data, words = row
    return StoredVerdict(asked_at, version, answer_from_json(parsed(data), household), words or "")


@dataclass(frozen=True, slots=True)
class ToKeep:
    """An answer with what it is about, to be kept."""

    household: Household
    rules: RuleBase
    answer: Answer
    told: Mapping[str, Told]
    """What is said of the plan, by language."""
    words: str
    """The digest of the words in which it is told."""


def store_answer(work: Work, number: int, version: int, kept: ToKeep) -> StoredVerdict:
    """Keep an answer, and of the oldest ones only the figures."""
    household, answer = kept.household, kept.answer
    tables.Verdict.objects.create(
        household_id=number,
        plan_version=version,
        digest=digest_of(household, kept.rules),
        asked_at=work.at,
        verdict=answer.verdict.value,
        clashes=len(answer.clashes),
        limits=len(answer.limits),
        complete=answer.complete and answer.proposals_complete,
        known=answer.coverage.filled,
        total=answer.coverage.total,
        summary=summary_to_json(answer),
        told=told_to_json(kept.told, kept.words),
        answer=answer_to_json(answer, household),
    )
    whole = tables.Verdict.objects.filter(household_id=number, answer__isnull=False)
    newest = list(whole.order_by("-id").values_list("id", flat=True)[:KEPT_ANSWERS])
    whole.exclude(id__in=newest).update(answer=None, told=None)
    return StoredVerdict(work.at, version, answer, kept.words)


def figures_of(number: int, most: int = 20) -> tuple[VerdictFigures, ...]:
    """Return how the plan of a household fitted over time, the latest first."""
    rows = tables.Verdict.objects.filter(household_id=number).order_by("-id")[:most]
    return tuple(
        VerdictFigures(
            one.asked_at,
            one.plan_version,
            Verdict(one.verdict),
            one.clashes,
            one.limits,
            one.complete,
            one.known,
            one.total,
        )
        for one in rows
    )
