"""What was worked out of a plan, for the next time that something in it changes.

After one change most of a plan is as it was. Who checks the same household again and again hands
the same memory to each check: what did not change keeps its items and demands, and a part of the
agenda that asks what it asked before has the clashes it had before.

The answer is always that of a check without a memory. So only what follows from its question alone
is kept: all smallest sets of a part, never some of them, and why they clash; not the week that was
found, which depends on where a search began. The memory of one household is for no other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tandem.core.check.enumerate import Items
from tandem.core.check.items import Calendar, Item, make_items
from tandem.core.check.taken import Taken
from tandem.core.model import Household
from tandem.core.rules import Holidays

MOST = 2_000
"""Results that are kept; of more the oldest are forgotten."""
PROOFS = 64
"""Kinds of week of which it is kept why no more clashes in them."""


@dataclass(frozen=True, slots=True)
class Proof:
    """All smallest sets of agreements that clash in a kind of week, and why there are no more."""

    setting: Hashable
    """Who is away, and the like: places mean nothing in another setting."""
    asked: Mapping[str, frozenset[int]]
    """For each agreement the identities of the demands that it asks."""
    sets: tuple[frozenset[str], ...]
    places: Mapping[str, Taken]
    """Agreements that hold none of the sets can be kept at these places together."""
    named: Sequence[object]
    """The demands: as long as they are kept, nothing else can have their identity."""


class Memory:
    """What was worked out of one household, bounded in size."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._items: dict[str, Item] = {}
        self._calendar: Calendar | None = None
        self._known: dict[Hashable, tuple[object, object]] = {}
        self._proofs: deque[Proof] = deque(maxlen=PROOFS)
        self._clashing: tuple[frozenset[str], ...] = ()
        self.expected: tuple[Items, ...] = ()
        """The items that clashed the last time, as they are numbered now."""

    def calendar(self, household: Household, holidays: Holidays) -> Calendar:
        """Return the calendar of before when all that it looks at is the same, else a new one."""
        fresh = Calendar(household, holidays)
        if self._calendar is None or not self._calendar.is_as(fresh) or self._is_full():
            self._calendar = fresh
            self._items.clear()
            self._known.clear()
            self._proofs.clear()
        return self._calendar

    def items(self, household: Household) -> tuple[Item, ...]:
        """Return the plan as it stands, with the items of before for what did not change."""
        items = []
        for item in make_items(household):
            known = self._items.get(item.id)
            if known is None or known.agreement != item.agreement:
                known = item
            is_there = known.index == item.index
            items.append(known if is_there else replace(known, index=item.index))
        self._items = {item.id: item for item in items}
        place = {item.id: item.index for item in items}
        self.expected = tuple(
            frozenset(place[name] for name in one) for one in self._clashing if one <= place.keys()
        )
        return tuple(items)

    def note(self, clashing: Iterable[frozenset[str]]) -> None:
        """Keep which agreements clashed on the agenda: most of them will the next time."""
        self._clashing = tuple(clashing)

    def recall(self, question: Hashable) -> Any:  # noqa: ANN401 - whatever was kept
        """Return what was answered to a question before; None when nothing was."""
        known = self._known.get(question)
        return None if known is None else known[0]

    def keep(self, question: Hashable, answer: object, named: object) -> None:
        """Keep an answer, with the things whose identities stand in the question.

        As long as these are kept, nothing else can have their identity.
        """
        if len(self._known) >= self._most:
            del self._known[next(iter(self._known))]
        self._known[question] = answer, named

    def sets(self, question: Hashable, order: Sequence[int]) -> tuple[Items, ...] | None:
        """Return the smallest sets that were kept, among items that stand in this order now."""
        known = self.recall(question)
        if known is None:
            return None
        return tuple(frozenset(order[place] for place in one) for one in known)

    def keep_sets(
        self, question: Hashable, order: Sequence[int], sets: Iterable[Items], named: object
    ) -> None:
        """Keep all smallest sets among items, by their places in this order."""
        place = {item: number for number, item in enumerate(order)}
        by_place = tuple(tuple(sorted(place[item] for item in one)) for one in sets)
        self.keep(question, by_place, named)

    def nearest(self, setting: Hashable, asked: Mapping[str, frozenset[int]]) -> Proof | None:
        """Return what was shown of a kind of week in which most was asked of what is asked now."""
        best, most = None, 0
        for proof in self._proofs:
            alike = len(proof.asked.items() & asked.items()) if proof.setting == setting else 0
            if alike >= most > 0 or alike > most:
                best, most = proof, alike
        return best

    def keep_proof(self, proof: Proof) -> None:
        """Keep why no more clashes in a kind of week."""
        self._proofs.append(proof)

    def _is_full(self) -> bool:
        return self._calendar is not None and self._calendar.kept > self._most
