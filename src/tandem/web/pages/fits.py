"""What the plan check said last of a plan, for the quiet line and the marks in the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.households import Case
from tandem.actions.plans.check_plan import check_seen
from tandem.core.check.answer import Verdict
from tandem.core.explain.clashes import limit_clause
from tandem.core.explain.names import Names
from tandem.core.model import STATES_IN_CHECK, Household
from tandem.records.coordination.heads import Head
from tandem.records.plans.rows import PlanHead
from tandem.records.plans.standings import PlanStanding, standing_of
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.addresses import address
from tandem.web.pages.cases import CaseTeller, rules
from tandem.web.shapes.plan import Fits, FitState

PATIENCE = 2.0
"""Seconds that a page waits for how the plan stands as its viewer sees it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The last verdict of a plan, as a page shows it."""

    line: Fits
    clashes: Sequence[str] = ()
    """The short names of agreements that clash, once for every clash they are in."""


def standing_seen(work: Work, case: Case) -> PlanStanding:
    """Return how a plan stands as its viewer sees it, worked out now and kept nowhere.

    What is kept is of the whole plan, and says nothing to who does not see all of it.
    """
    found = check_seen(work, case, PATIENCE, proposals=0)
    answer = found.answer
    return PlanStanding(
        found.asked_at,
        found.plan_version,
        answer.verdict,
        answer.complete,
        answer.coverage.filled,
        answer.coverage.total,
        tuple(one.agreements for one in answer.clashes),
        answer.limits,
    )


def is_told(head: Head, plan: PlanHead, kept: PlanStanding | None) -> bool:
    """Whether what is kept of a whole plan may be told: to a member only while it is of today.

    For a member who does not see all of it a plan is worked out at every page. Were another told
    that it is still being worked out, or what it was before, the difference would betray that
    something is shielded.
    """
    return head.facts.member is None or (kept is not None and kept.plan_version == plan.version)


def verdict_of(work: Work, teller: CaseTeller) -> Shown:
    """Return what was found last; a plan that changed since is being worked out anew."""
    head, plan, case = teller.head, teller.case.plan, teller.case
    standing = standing_of(head.id) if case.seen is None else None
    if case.seen is not None or not is_told(head, plan, standing):
        standing = standing_seen(work, case)
    limits = limits_said(teller.core, standing)
    return shown_of(head, plan, standing, limits)


def shown_of(
    head: Head, plan: PlanHead, standing: PlanStanding | None, limits: Sequence[str]
) -> Shown:
    """Return how a page shows what was found last; `limits` says what is too much."""
    href = address("check", code=head.code)
    if standing is None:
        is_empty = all(one.state not in STATES_IN_CHECK for one in plan.agreements)
        return Shown(Fits(FitState.FITS if is_empty else FitState.UNKNOWN, href=href))
    if standing.plan_version != plan.version:
        words = _("The plan changed. Open this page to see whether it fits now.")
        return Shown(Fits(FitState.BUSY, words, href), _clashing(standing))
    return Shown(Fits(state_of(standing), _sentence(standing, limits), href), _clashing(standing))


def limits_said(core: Household, standing: PlanStanding | None) -> Sequence[str]:
    """Return what is too much, in the language of the page."""
    if standing is None or not standing.limits:
        return ()
    names = Names(core, rules(), wording.current_language().value)
    return [limit_clause(one, names) for one in standing.limits]


def state_of(standing: PlanStanding) -> FitState:
    """Return the state that a page shows for an answer."""
    if standing.verdict is Verdict.INFEASIBLE:
        return FitState.NOT_YET
    if standing.verdict is Verdict.UNKNOWN:
        return FitState.UNKNOWN
    return FitState.FITS if standing.known == standing.total else FitState.SO_FAR


def in_short(clashes: int, limits: int) -> str:
    """Return why a plan does not fit yet, in a list: "15 clashes, one limit passed"."""
    counted = []
    if clashes:
        counted.append(_counted(clashes))
    if limits:
        passed = ngettext("one limit passed", "%(num)s limits passed", limits)
        counted.append(passed % {"num": limits})
    return ", ".join(counted) or _("something is missing")


def _counted(clashes: int) -> str:
    return ngettext("one clash", "%(num)s clashes", clashes) % {"num": clashes}


def _clashing(standing: PlanStanding) -> list[str]:
    return [key for clash in standing.clashes for key in clash]


def _sentence(standing: PlanStanding, limits: Sequence[str]) -> str:
    if standing.verdict is Verdict.FEASIBLE and standing.known < standing.total:
        return _("%(known)s of %(total)s agreements are filled in.") % {
            "known": standing.known,
            "total": standing.total,
        }
    if standing.verdict is not Verdict.INFEASIBLE:
        return ""
    parts = list(limits)
    count = len(standing.clashes)
    if count:
        counted = _counted(count)
        parts.insert(0, counted if standing.complete else _("at least %s") % counted)
    said = wording.listing(parts)
    return wording.words().capital(said) + "." if said else ""
