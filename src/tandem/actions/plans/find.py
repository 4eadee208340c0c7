"""Finding in a plan what an action is about, and whether it is still as it was opened."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from string import ascii_lowercase

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, Problem
from tandem.actions.households import Case
from tandem.core.model import OVER
from tandem.formats.lines import slug
from tandem.records.coordination.heads import Head
from tandem.records.plans.rows import AgreementRow, GoalRow

LONGEST_WORDS, BY_CHANCE = 40, 13
"""Letters of a short name that come from a title, and letters by chance."""


class UnknownAgreementError(LookupError):
    """There is no agreement of this name in the plan."""


class UnknownGoalError(LookupError):
    """There is no goal of this name in the plan."""


def find_agreement(case: Case, key: str) -> AgreementRow:
    """Return an agreement by its short name; raises UnknownAgreementError."""
    found = case.plan.agreement(key)
    if found is None or found.key in case.sight.hidden:
        raise UnknownAgreementError(key)
    return found


def find_goal(case: Case, key: str) -> GoalRow:
    """Return a goal by its short name; raises UnknownGoalError."""
    found = next((one for one in case.plan.goals if one.key == key), None)
    if found is None or found.key in case.sight.goals:
        raise UnknownGoalError(key)
    return found


def require_version(subject: str, opened: int, present: int) -> None:
    """Raise ChangedMeanwhileError unless it is still the version that was opened."""
    if opened != present:
        raise ChangedMeanwhileError(subject, present)


def require_open(agreement: AgreementRow) -> None:
    """Raise InvalidError for an agreement that is over."""
    if agreement.state in OVER:
        raise InvalidError(Problem("agreement", "This agreement is over: nothing changes it."))


def key_of_new(head: Head, title: str, taken: Iterable[str], otherwise: str) -> str:
    """Return a short name for what the actor adds to a household.

    Forms send short names, and a number behind one tells that the name was taken. A member could
    so try names, and find out what is shielded; what members add gets letters by chance instead.
    """
    if head.facts.member is None:
        return free_key(title, taken, otherwise)
    base = (slug(title) or otherwise)[:LONGEST_WORDS].strip("-")
    return f"{base}-{''.join(secrets.choice(ascii_lowercase) for _ in range(BY_CHANCE))}"


def free_key(title: str, taken: Iterable[str], otherwise: str) -> str:
    """Return a short name that nothing has yet, from a title: `therapie`, `therapie-2`."""
    used = set(taken)
    base = slug(title) or otherwise
    number, key = 1, base
    while key in used:
        number += 1
        key = f"{base}-{number}"
    return key
