"""The verdict and the coverage in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.core.check.answer import Answer, Coverage, Verdict, WayOut
from tandem.core.explain.clashes import limit_clause
from tandem.core.explain.facts import Findings
from tandem.core.explain.names import Names
from tandem.core.model import Household, Period
from tandem.core.rules import RuleBase


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """The verdict: a headline, a sentence, and what else belongs under it."""

    headline: str
    sentence: str
    proposals: str
    """How many proposals there are; empty when none was asked for."""
    completeness: str
    """Whether all clashes were found; empty when the plan fits."""
    looked_at: str
    """The days that were looked at."""


@dataclass(frozen=True, slots=True)
class CoverageWords:
    """How much was known, and what is missing with who could fill it in."""

    sentence: str
    missing: tuple[str, ...]


def explain_verdict(
    answer: Answer, household: Household, rules: RuleBase, lang: str
) -> VerdictWords:
    """Return the verdict in words."""
    names = Names(household, rules, lang)
    say = names.say.answers
    proposals = completeness = ""
    if answer.verdict is not Verdict.FEASIBLE:
        completeness = say.found_all(is_complete=answer.complete, count=len(answer.clashes))
    if answer.verdict is Verdict.INFEASIBLE:
        proposals = (
            say.others_decide()
            if _only_others_can_solve(answer)
            else say.proposals(len(answer.proposals), is_complete=answer.proposals_complete)
        )
    headline, sentence = _headline(answer, names)
    return VerdictWords(headline, sentence, proposals, completeness, _looked_at(names))


def _headline(answer: Answer, names: Names) -> tuple[str, str]:
    match answer.verdict:
        case Verdict.FEASIBLE:
            return names.say.answers.fits(is_full=answer.coverage.is_full)
        case Verdict.INFEASIBLE:
            return names.say.answers.fits_not(_findings(answer, names))
        case Verdict.UNKNOWN:
            return names.say.answers.not_known()


def _only_others_can_solve(answer: Answer) -> bool:
    """Whether all that was found has its way out outside the plan."""
    found = (*answer.clashes, *answer.limits)
    is_outside = all(clash.way_out is not WayOut.CHANGE for clash in found)
    is_whole = answer.complete and not (answer.missing_support or answer.proposals)
    return bool(found) and is_outside and is_whole


def _findings(answer: Answer, names: Names) -> Findings:
    found = (*answer.clashes, *answer.limits)
    alone = [clash for clash in found if len(clash.agreements) < 2]
    return Findings(
        clashes=len(answer.clashes),
        limits=tuple(limit_clause(limit, names) for limit in answer.limits),
        unsupported=len({one.agreement for one in answer.missing_support}),
        is_complete=answer.complete,
        each_is_good=bool(found) and answer.complete and not (alone or answer.missing_support),
    )


def _looked_at(names: Names) -> str:
    horizon = names.household.horizon
    words = names.say.words
    first_year = horizon.start.year != horizon.last.year
    return names.say.answers.looked_at(
        words.date_words(horizon.start, year=first_year),
        words.date_words(horizon.last, year=True),
    )


def explain_coverage(
    coverage: Coverage, household: Household, rules: RuleBase, lang: str
) -> CoverageWords:
    """Return how much was known in words."""
    names = Names(household, rules, lang)
    say = names.say.answers
    missing = [
        say.missing(names.title(one.agreement), one.what, names.person(one.who))
        for one in coverage.missing
    ]
    missing += [say.unchecked_account(names.account(of)) for of in coverage.unchecked_accounts]
    if coverage.unknown_days_off is not None:
        missing.append(say.unknown_days_off(*_ends(coverage.unknown_days_off, names)))
    return CoverageWords(say.coverage(coverage.filled, coverage.total), tuple(missing))


def _ends(period: Period, names: Names) -> tuple[str, ...]:
    """Return the first and the last day of a period in words."""
    days = (day for day in (period.first, period.last) if day is not None)
    return tuple(names.say.words.date_words(day, year=True) for day in days)
