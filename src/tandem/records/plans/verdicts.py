"""What the plan check answered, kept so that nothing is solved twice.

A proposal holds a whole household. Only the agreements that it changes are kept; reading puts them
into the household that was checked again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from pydantic import TypeAdapter

from tandem.core.check import VERSION
from tandem.core.check.answer import Answer, Proposal
from tandem.core.model import Form, Household, State
from tandem.core.rules import RuleBase
from tandem.records.plans import codec
from tandem.records.plans.standings import summary_to_json
from tandem.records.plans.told import Told, told_to_json
from tandem.records.raw import parsed
from tandem.records.work import Work

KEPT_ANSWERS = 3
"""Whole answers kept for a household; of older ones only the figures are."""

PROPOSALS = "proposals"
"""Of an answer whose proposals nobody waited for, this key is left out."""

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
    return hashlib.sha256(data + digest_of_rules(rules).encode()).hexdigest()


WORKED_OUT = {"statuses": {"_closure", "_by_id"}}
"""What a rule base works out from its rules as it is asked: it grows, and says nothing new."""
_RULES_SEEN: dict[tuple[int, str], tuple[RuleBase, str]] = {}


def digest_of_rules(rules: RuleBase) -> str:
    """Return the SHA-256 of a rule base and of how the check reads it.

    Worked out once for each rule base that is in memory.
    """
    seen = (id(rules), str(VERSION))
    known = _RULES_SEEN.get(seen)
    if known is None or known[0] is not rules:
        written = TypeAdapter(RuleBase).dump_json(rules, exclude=WORKED_OUT)
        data = f"check {VERSION}\n".encode() + written
        known = (rules, hashlib.sha256(data).hexdigest())
        _RULES_SEEN.clear()
        _RULES_SEEN[seen] = known
    return known[1]


def answer_to_json(
    answer: Answer, household: Household, *, proposals: bool = True
) -> dict[str, Any]:
    """Return an answer about this household as plain JSON, without the household itself.

    `proposals` says whether they were sought.
    """
    data: dict[str, Any] = _ANSWER.to_json(replace(answer, proposals=()))
    if not proposals:
        del data[PROPOSALS]
        return data
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
WHERE household_id = %(household)s AND digest = %(digest)s AND answer ? 'proposals'
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
    """Keep an answer with the last change that was in the plan, and of old ones the figures."""
    household, answer = kept.household, kept.answer
    data = answer_to_json(answer, household)
    digest, told = digest_of(household, kept.rules), told_to_json(kept.told, kept.words)
    store_answers(work, kept.rules, [NewVerdict(number, version, digest, answer, data, told)])
    return StoredVerdict(work.at, version, answer, kept.words)


@dataclass(frozen=True, slots=True)
class NewVerdict:
    """An answer to be kept, of whichever household."""

    household: int
    plan_version: int
    digest: str
    answer: Answer
    data: Mapping[str, Any]
    """The answer as `answer_to_json` writes it."""
    told: Mapping[str, Any] | None = None
    """What is said of the plan; None when nobody is to read it now."""


# Whoever changed a plan meanwhile has an answer of a newer version, which stays the last one.
_KEEP = """
INSERT INTO plans_verdict (household_id, plan_version, digest, rules, event_id, asked_at,
    verdict, clashes, limits, complete, known, total, summary, told, answer)
SELECT p.household_id, p.version, n.digest, %(rules)s,
    (SELECT max(e.id) FROM audit_event e
        WHERE e.household_id = p.household_id AND e.verb <> 'checked'),
    %(at)s, n.verdict, n.clashes, n.limits, n.complete, n.known, n.total, n.summary,
    n.told, n.answer
FROM jsonb_to_recordset(%(new)s::jsonb) AS n(household bigint, version int, digest text,
    verdict text, clashes int, limits int, complete boolean, known int, total int,
    summary jsonb, told jsonb, answer jsonb)
JOIN plans_plan p ON p.household_id = n.household AND p.version = n.version
"""
_FORGET = """
UPDATE plans_verdict v SET answer = NULL, told = NULL
FROM (
    SELECT id, row_number() OVER (PARTITION BY household_id ORDER BY id DESC) AS place
    FROM plans_verdict WHERE household_id = ANY(%(households)s) AND answer IS NOT NULL
) old
WHERE v.id = old.id AND old.place > %(kept)s
"""


def store_answers(work: Work, rules: RuleBase, new: Sequence[NewVerdict]) -> None:
    """Keep the answers of many households at once, and of old ones only the figures.

    An answer to a version of a plan that is no longer the present one is not kept.
    """
    if not new:
        return
    rows = json.dumps([_as_row(one) for one in new])
    households = [one.household for one in new]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, {"rules": digest_of_rules(rules), "at": work.at, "new": rows})
        cursor.execute(_FORGET, {"households": households, "kept": KEPT_ANSWERS})


def _as_row(new: NewVerdict) -> dict[str, object]:
    answer = new.answer
    return {
        "household": new.household,
        "version": new.plan_version,
        "digest": new.digest,
        "verdict": answer.verdict.value,
        "clashes": len(answer.clashes),
        "limits": len(answer.limits),
        "complete": answer.complete and answer.proposals_complete,
        "known": answer.coverage.filled,
        "total": answer.coverage.total,
        "summary": summary_to_json(answer),
        "told": new.told,
        "answer": new.data,
    }
