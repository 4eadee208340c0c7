"""The strip with family and lead, and the verdict with how much was known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from tandem.core.check.answer import Verdict
from tandem.core.explain import explain_coverage, explain_verdict
from tandem.core.model import Member
from tandem.documents.marks import known
from tandem.documents.views.context import Context

YOUNG = 21
"""Below this age it is named with the name: it decides which rules hold."""


@dataclass(frozen=True, slots=True)
class StripView:
    """Family left, lead right."""

    family: str
    members: str
    lead: str
    lead_line: str
    call_name: str
    """Whom the telephone number reaches; empty without a number."""
    telephone: str
    dial: str


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The verdict in words, with its mark and what was known."""

    mark: str
    """"clash", "fits", "fits-so-far" or "unknown"."""
    headline: str
    sentence: str
    proposals: str
    known_picture: Markup
    coverage: str
    missing: tuple[str, ...]
    completeness: str
    looked_at: str


def strip_view(context: Context) -> StripView:
    """Return the strip; when there is no lead it says whom to ask."""
    household, say = context.household, context.say
    members = say.words.listing([_with_age(m, household.horizon.start) for m in household.members])
    lead, lead_line, telephone, call_name = _lead(context)
    return StripView(
        family=_family(context),
        members=members,
        lead=lead,
        lead_line=lead_line,
        call_name=call_name if telephone else "",
        telephone=telephone,
        dial=dial(telephone),
    )


def dial(telephone: str) -> str:
    """Return a telephone number as a telephone dials it."""
    return "".join(c for c in telephone if c in "+0123456789")


def _family(context: Context) -> str:
    name = context.household.name
    words = context.say("household-words").split()
    if any(word in name.casefold() for word in words):
        return name
    return context.say("household-named", name=name)


def _with_age(member: Member, today: date) -> str:
    if member.born is None:
        return member.name
    had_birthday = (today.month, today.day) >= (member.born.month, member.born.day)
    age = today.year - member.born.year - (not had_birthday)
    return f"{member.name} ({age})" if 0 <= age < YOUNG else member.name


def _lead(context: Context) -> tuple[str, str, str, str]:
    """Return name, line under it, telephone, and whom that reaches."""
    household, say = context.household, context.say
    if household.lead is not None:
        name = household.person_name(household.lead)
        telephone = context.telephone(household.lead)
        line = say("lead") if telephone else f"{say('lead')}, {say('no-telephone')}"
        return name, line, telephone, name
    reachable = next((p for p in household.professionals if p.telephone), None)
    if reachable is None:
        return say("no-lead"), say("no-lead-ask"), "", ""
    line = say("no-lead-person", name=reachable.name)
    return say("no-lead"), line, reachable.telephone, reachable.name


def verdict_view(context: Context) -> VerdictView:
    """Return the verdict."""
    answer = context.answer
    words = explain_verdict(answer, context.household, context.rules, context.lang)
    coverage = explain_coverage(answer.coverage, context.household, context.rules, context.lang)
    return VerdictView(
        mark=_mark(context),
        headline=words.headline,
        sentence=words.sentence,
        proposals=words.proposals,
        known_picture=_picture(context, coverage.sentence),
        coverage=coverage.sentence,
        missing=coverage.missing,
        completeness=words.completeness,
        looked_at=words.looked_at,
    )


def _picture(context: Context, title: str) -> Markup:
    coverage = context.answer.coverage
    return known("known", coverage.filled, coverage.total, title) if coverage.total else Markup()


def _mark(context: Context) -> str:
    match context.answer.verdict:
        case Verdict.INFEASIBLE:
            return "clash"
        case Verdict.UNKNOWN:
            return "unknown"
        case Verdict.FEASIBLE:
            return "fits" if context.answer.coverage.is_full else "fits-so-far"
