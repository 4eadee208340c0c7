"""A part of a round past every plan: some households, read, checked and written together."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from logging import getLogger

from tandem.actions.households import Case
from tandem.core.access import SYSTEM
from tandem.core.check import check
from tandem.core.check.answer import Verdict
from tandem.core.rules import RuleBase
from tandem.formats import rulebase
from tandem.records.coordination.heads import heads_of
from tandem.records.plans.queries import plans_of
from tandem.records.plans.rounds import NOTHING_KNOWN, Known, Tally, known_of
from tandem.records.plans.verdicts import NewVerdict, answer_to_json, digest_of, store_answers
from tandem.records.work import Work, work

PATIENCE = 5.0
"""Seconds for one household, after which it is answered with what was found so far."""

COUNTED_AS = {Verdict.FEASIBLE: "fits", Verdict.INFEASIBLE: "not_yet", Verdict.UNKNOWN: "unknown"}

log = getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a round, for whichever process does it."""

    households: tuple[int, ...]
    began: datetime
    """When the round began: a verdict has changed when it was another one then."""
    at: datetime
    again: bool = False
    """Whether to work everything out, also what was answered before."""
    seconds: float = PATIENCE


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of one household: counted, and to be kept when it was worked out."""

    tally: Tally
    new: NewVerdict | None = None


def check_part(part: Part) -> Tally:
    """Check the households of a part, keep the answers, and return what was found.

    No transaction is open while a plan is worked out.
    """
    rules = rulebase.load()
    door = work(SYSTEM, part.at)
    read = door.run(lambda opened: _read(opened, part))
    done = [_check_one(case, known, rules, part) for case, known in read]
    new = [one.new for one in done if one.new is not None]
    door.run(lambda opened: store_answers(opened, rules, new))
    unread = Tally(failed=len(part.households) - len(read))
    return sum((one.tally for one in done), unread)


def _read(opened: Work, part: Part) -> list[tuple[Case, Known]]:
    heads = heads_of(opened, part.households)
    plans = plans_of(opened, part.households)
    known = known_of(opened, part.households, part.began)
    return [
        (Case(heads[number], plans[number]), known.get(number, NOTHING_KNOWN))
        for number in part.households
        if number in heads and number in plans
    ]


def _check_one(case: Case, known: Known, rules: RuleBase, part: Part) -> _Done:
    """Check one household; one that cannot be checked does not stop the others."""
    try:
        core = case.core()
        digest = digest_of(core, rules)
        settled = known.verdict not in (None, Verdict.UNKNOWN)
        if settled and known.digest == digest and not part.again:
            return _Done(_counted(known.verdict, known))
        end = time.monotonic() + part.seconds
        answer = check(core, rules, proposals=0, deadline=lambda: time.monotonic() > end)
        data = answer_to_json(answer, core, proposals=answer.verdict is Verdict.FEASIBLE)
    except Exception:
        log.exception("a plan could not be checked")
        return _Done(Tally(failed=1))
    new = NewVerdict(case.head.id, case.plan.version, digest, answer, data)
    return _Done(_counted(answer.verdict, known, solved=1), new)


def _counted(verdict: Verdict | None, known: Known, solved: int = 0) -> Tally:
    changed = int(known.before is not None and known.before is not verdict)
    counted = {COUNTED_AS[verdict]: 1} if verdict else {}
    return Tally(solved=solved, changed=changed, **counted)
