"""Where the name of somebody who is shielded still stands in what a member reads.

Titles, goals and own words are what people wrote: nothing leaves a name out of them. Who leads is
told where one stands, and asks whoever wrote it to say it in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tandem.actions.households import Case, all_of
from tandem.actions.plans.seeing import seen_with, sight_of_member

SHORTEST = 3
"""Letters: a shorter name stands in too many words."""


@dataclass(frozen=True, slots=True)
class StillNamed:
    """A text that a member reads, with the name of somebody who is shielded from that member."""

    reader: str
    name: str
    text: str


def still_named(case: Case) -> list[StillNamed]:
    """Return every text that a member reads and that names somebody who is shielded from her."""
    found: list[StillNamed] = []
    people = _names(case)
    for member in case.head.members:
        sight = sight_of_member(case.head, case.plan, member.id)
        hidden = sorted(people[key] for key in sight.people if key in people)
        if hidden:
            texts = list(_texts(seen_with(case, sight)))
            found += (
                StillNamed(member.name, name, text)
                for name in hidden
                for text in texts
                if _stands_in(name, text)
            )
    return found


def _names(case: Case) -> dict[str, str]:
    everybody = all_of(case.head)
    return (
        {one.key: one.name for one in everybody.members}
        | {one.key: one.name for one in everybody.involvements}
        | {one.key: one.name for one in everybody.supporters}
    )


def _texts(seen: Case) -> Iterator[str]:
    yield seen.head.name
    for row in seen.plan.agreements:
        yield row.title
        yield from (one.text for one in row.alternatives)
        yield from (one.what for one in row.unknown)
        yield from (one.reason for one in row.answers if one.reason)
    for goal in seen.plan.goals:
        yield from {goal.text, goal.own_words}
    yield from (one.question for one in seen.plan.circumstances)
    yield from (part.title for part in seen.plan.parts)


def _stands_in(name: str, text: str) -> bool:
    """Whether a name, or the first or last word of it, stands in a text as a word."""
    words = {name, *name.split()[:1], *name.split()[-1:]}
    known = [re.escape(one) for one in words if len(one) >= SHORTEST]
    return bool(known) and re.search(rf"\b(?:{'|'.join(known)})\b", text, re.IGNORECASE) is not None
