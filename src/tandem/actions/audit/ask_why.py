"""Asking why somebody looked, and answering: an item with a holder and a last day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from tandem.actions.audit.see_looks import seen_look
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.actions.limits import require_words, wrong_words
from tandem.core.access import Action, Facts
from tandem.formats.rulebase_logs import load_logs
from tandem.records.coordination.heads import Head
from tandem.records.coordination.look_items import (
    LookItemKind,
    LookItemRow,
    NewLookItem,
    items_of_looks,
    look_item,
    make_look_item,
)
from tandem.records.coordination.plain_items import close_item
from tandem.records.people.directory import privacy_officer, professional_of
from tandem.records.work import Work


class UnknownLookError(LookupError):
    """There is no look with this number that the actor may see, or no such question."""


def ask_why(work: Work, code: str, look: int, words: str) -> int:
    """Ask why somebody looked; return the number of the question.

    It is held by who looks after privacy, or else by the team leader of the area: never by the one
    who looked, as long as there is anybody else. Raises NotAllowedError, UnknownLookError, and
    InvalidError for an own look and for a question that waits already.
    """
    head = lock(work, code)
    require(work.actor, Action.ASK_WHY, household_facts(head))
    found = seen_look(work, head, look)
    if found is None:
        raise UnknownLookError
    if found.account == work.account:
        raise InvalidError(Problem("words", "This was you yourself."))
    if any(one.asked_by == work.account for one in items_of_looks(work, head.id, [look])):
        raise InvalidError(Problem("words", "You asked this already."))
    require_words({"words": words})
    looker = professional_of(work, found.account)
    item = make_look_item(
        work,
        head.id,
        NewLookItem(
            LookItemKind.QUESTION,
            words.strip(),
            _holder(work, head, looker),
            work.today + timedelta(days=load_logs().terms.answer_days),
            look=look,
        ),
    )
    work.event("asked-why", household=head.id, subject="look-item", subject_id=item)
    return item


def answer_look_item(work: Work, code: str, item: int, words: str) -> None:
    """Answer a question about a look, or say what one thinks of an emergency: it ends the item.

    Raises NotAllowedError, UnknownLookError, and InvalidError without words.
    """
    head = lock(work, code)
    found = held_item(work, head, item)
    problems = wrong_words({"words": words}, [Problem("words", "Answer in a few words.")])
    if found.closed_at is not None:
        problems.append(Problem("words", "This was answered already."))
    if problems:
        raise InvalidError(*problems)
    close_item(work, found.id, words.strip())
    work.event("answered-why", household=head.id, subject="look-item", subject_id=item)


def held_item(work: Work, head: Head, item: int) -> LookItemRow:
    """Return an item about looking that the actor holds; raises NotAllowedError otherwise.

    One that is not there is answered like one of somebody else: nobody learns that it is there.
    """
    found = look_item(work, head.id, item)
    require(work.actor, Action.ANSWER_LOOK_ITEM, item_facts(work, head, found))
    if found is None:
        raise UnknownLookError
    return found


def item_facts(work: Work, head: Head, item: LookItemRow | None) -> Facts:
    """Return what the policy looks at for answering an item; None when it is not there."""
    own = item is not None and item.holder == work.actor.professional
    return Facts(household=head.facts, own_item=own)


def _holder(work: Work, head: Head, looker: int | None) -> int:
    return first_other((privacy_officer(work), head.team_leader.id, head.leader.id), looker)


def first_other(wanted: Iterable[int | None], but: int | None) -> int:
    """Return the first who is there and is not this one; this one when nobody else is."""
    known = [one for one in wanted if one is not None]
    return next((one for one in known if one != but), known[0])
