"""Answering a matter: its holder says what came of it, and that ends it."""

from __future__ import annotations

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import lock
from tandem.actions.limits import wrong_words
from tandem.core.access import Action, Facts
from tandem.records.coordination.asks import asks_of
from tandem.records.coordination.heads import Head
from tandem.records.coordination.matters import (
    MatterKind,
    MatterRow,
    matter_of,
)
from tandem.records.coordination.plain_items import close_item
from tandem.records.work import Work

PLAIN = frozenset({MatterKind.CALL_AFTER_NO, MatterKind.OBSTACLE, MatterKind.LEAD_CHOICE})
"""What ends with a word of its holder alone."""


class UnknownMatterError(LookupError):
    """There is no matter with this number that the actor holds."""


def matter_facts(work: Work, head: Head, row: MatterRow | None) -> Facts:
    """Return what the policy looks at for answering a matter; None when it is not there."""
    me = work.actor.professional
    if row is not None and me is not None and row.kind is MatterKind.ASK_TO_CHANGE:
        owners = {one.owner for one in asks_of(work, head.id, row.id)}
        return Facts(household=head.facts, holds=me in owners | {row.holder})
    return Facts(
        household=head.facts, holds=row is not None and me is not None and row.holder == me
    )


def held_matter(work: Work, head: Head, item: int) -> MatterRow:
    """Return a matter that the actor holds.

    One that is not there is answered like one of somebody else. Raises NotAllowedError and
    UnknownMatterError.
    """
    row = matter_of(work, head.id, item)
    require(work.actor, Action.ANSWER_MATTER, matter_facts(work, head, row))
    if row is None:
        raise UnknownMatterError(item)
    return row


def answer_matter(work: Work, code: str, item: int, words: str) -> None:
    """Say what came of a matter: that ends it. Raises NotAllowedError and InvalidError."""
    head = lock(work, code)
    row = held_matter(work, head, item)
    needed = [Problem("words", "Say in a few words what came of it.")]
    problems = wrong_words({"words": words}, needed)
    if row.closed_at is not None:
        problems.append(Problem("words", "This was answered already."))
    if row.kind not in PLAIN:
        problems.append(Problem("words", "This is answered in another way."))
    if problems:
        raise InvalidError(*problems)
    close_item(work, item, words.strip())
    work.event(
        "answered-matter",
        household=head.id,
        subject="item",
        subject_id=item,
        kind=row.kind.value,
    )
