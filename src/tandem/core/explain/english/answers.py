"""English sentences: the verdict, and how much was known."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.core.explain.english.words import capital, counted, listing, number
from tandem.core.explain.facts import Findings


def fits(*, is_full: bool) -> tuple[str, str]:
    """Say "This plan fits", or "This plan fits, as far as we know"."""
    if is_full:
        return "This plan fits", "All agreements go together."
    return (
        "This plan fits, as far as we know",
        "What is filled in goes together. Not everything is filled in yet.",
    )


def fits_not(findings: Findings) -> tuple[str, str]:
    """Say "This plan does not fit yet", with what was found."""
    found = list(findings.limits)
    if findings.clashes:
        clashes = counted(findings.clashes, "clash", "clashes")
        least = "" if findings.is_complete else "at least "
        are = "is" if findings.clashes == 1 else "are"
        found.insert(0, f"there {are} {least}{clashes}")
    if findings.unsupported:
        found.append(_unsupported(findings.unsupported))
    sentence = _in_one(found)
    if findings.each_is_good:
        sentence = f"Each agreement is good in itself. Together they do not fit: {sentence}"
    return "This plan does not fit yet", capital(sentence)


def _unsupported(count: int) -> str:
    if count == 1:
        return "one agreement requires what nothing in the plan gives"
    return f"{number(count)} agreements require what nothing in the plan gives"


def _in_one(clauses: Sequence[str]) -> str:
    if not clauses:
        return "Not everything is possible at once."
    if len(clauses) == 1:
        return f"{clauses[0]}."
    return f"{', '.join(clauses[:-1])}, and {clauses[-1]}."


def not_known() -> tuple[str, str]:
    """Say "We do not know this now"."""
    return (
        "We do not know this now",
        "Time ran out before the answer was certain. Give more time, and look again.",
    )


def coverage(filled: int, total: int) -> str:
    """Say "8 of the 11 agreements filled in."."""
    if total == 0:
        return "There are no agreements in the plan yet."
    if total == 1:
        return "The agreement is filled in." if filled else "The agreement is not filled in yet."
    return f"{filled} of the {total} agreements filled in."


def missing(title: str, what: str, who: str) -> str:
    """Say "School: start time. Joris van Beek can fill this in."."""
    return f"{title}: {what.rstrip('.')}. {who} can fill this in."


def unknown_days_off(first: str, last: str) -> str:
    """Say "From 1 August 2029 to 5 May 2030 not all days off are known. …"."""
    since = f"From {first} to {last} not all days off are known."
    return f"{since} What depends on them is not looked at then."


def unchecked_account(account: str | None) -> str:
    """Say "The income of Kevin is not known. So we do not know whether the money fits."."""
    whose = account or "the household"
    return f"The income of {whose} is not known. So we do not know whether the money fits."


def found_all(*, is_complete: bool, count: int) -> str:
    """Say "All clashes have been found."."""
    if not is_complete:
        return "There may be more clashes than stand here."
    return "All clashes have been found." if count else ""


def looked_at(first: str, last: str) -> str:
    """Say "Looked at from 4 January until 4 July 2027."."""
    return f"Looked at from {first} until {last}."


def missing_status(title: str, member: str, need: str) -> str:
    """Say "Repayment requires work of 32 hours. Nothing in the plan gives Kevin that."."""
    return f"{title} requires {need}. Nothing in the plan gives {member} that."


def missing_agreement(title: str, after: str) -> str:
    """Say "School comes after Therapy, but Therapy is not in the plan."."""
    return f"{title} comes after {after}, but {after} is not in the plan."


def circle(titles: Sequence[str]) -> str:
    """Say "School and Allowance need one another. …"."""
    if len(titles) == 1:
        return f"{titles[0]} requires what it gives itself. That counts."
    who = listing(titles)
    return f"{who} need one another. That counts, but agree on what comes first."


def proposals(count: int, *, is_complete: bool) -> str:
    """Say "There are three proposals that do fit."."""
    if count == 1:
        return "There is one proposal that does fit."
    if count:
        return f"There are {number(count)} proposals that do fit."
    if is_complete:
        return "There is no proposal that fits."
    return "No proposal has been found yet: time ran out."


def others_decide() -> str:
    """Say that there is no proposal within the plan."""
    return "Within this plan there is no proposal: others decide about it."
