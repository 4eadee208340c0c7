"""A kind of week in which little is otherwise than when it was shown what can be kept in it.

What was shown then (`groups.py`) are all smallest sets, and places for everything else: agreements
that hold none of the sets can be kept at these places together. After a change that stays true of
all agreements that ask what they asked. So only sets with a changed agreement are sought, and only
the changed ones are placed, beside the places of all others: for each way to keep them, without
what that way leaves out. When this does not succeed, nothing is lost but the places.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Protocol

from tandem.core.check.enumerate import Items, shrink, smallest
from tandem.core.check.memory import Memory, Proof
from tandem.core.check.taken import Taken
from tandem.core.check.ways import TooManyError, Ways


class Question(Protocol):
    """What is asked of one kind of week."""

    items: Items

    @property
    def setting(self) -> Hashable:
        """What has to be the same for places to mean the same: who is away, and the moments."""

    @property
    def asked(self) -> Mapping[str, frozenset[int]]:
        """For each agreement the identities of the demands that it asks."""

    @property
    def named(self) -> Sequence[object]:
        """The demands that are asked."""

    @property
    def names(self) -> Mapping[str, int]:
        """For each agreement its item."""

    def core(self, items: Items) -> Items | None:
        """Return None when these items can be kept together, else some that cannot."""

    def plain(self, items: Items, new: Items) -> Iterable[Items]:
        """Yield sets that plainly cannot be kept, among them those with something new."""

    def is_smallest(self, items: Items) -> bool:
        """Whether it is known already that these cannot be kept, and that all but one can."""

    def trust(self, items: Items) -> None:
        """Take in that these are a smallest set."""

    def put_in(self, items: Items, others: Items, taken: Iterable[Taken]) -> Taken | None:
        """Return places for these items, beside all that the others may take; None: no room."""

    def in_the_way(self, items: Items, places: Mapping[int, Taken]) -> Items:
        """Return whose places are where these items may be."""

    def by_item(self, taken: Taken) -> dict[int, Taken]:
        """Return for each item what of this it takes."""


class Again:
    """The smallest sets of a kind of week that is much like one of which they are known."""

    def __init__(self, question: Question, memory: Memory) -> None:
        """Look for what was shown of the week that is most like this one."""
        self._question = question
        self._memory = memory
        self.sets: tuple[Items, ...] = ()
        """Those that are known, or were found."""
        self._places: dict[int, Taken] = {}
        self._new = question.items
        known = memory.nearest(question.setting, question.asked)
        if known is not None:
            self._recall(known)

    def _recall(self, known: Proof) -> None:
        names = self._question.names
        same = {
            name for name, asked in self._question.asked.items() if known.asked.get(name) == asked
        }
        self._new = self._question.items - {names[name] for name in same}
        self._places = {names[name]: known.places[name] for name in same & known.places.keys()}
        still = (one for one in known.sets if one <= same)
        self.sets = tuple(frozenset(names[name] for name in one) for one in still)
        for one in self.sets:
            self._question.trust(one)

    def run(self, expected: Iterable[Items]) -> bool:
        """Find sets that hold something new; return whether all sets are shown to be known.

        Raises OutOfTimeError.
        """
        if self._new == self._question.items:
            return False
        if self._new:
            for one in (*expected, *self._question.plain(self._question.items, self._new)):
                if not one.isdisjoint(self._new) and one <= self._question.items:
                    self._consider(one)
        if not self._is_shown():
            return False
        self.keep(self.sets, self._places)
        return True

    def keep(self, sets: Iterable[Items], places: Mapping[int, Taken]) -> None:
        """Keep what was shown, for the next time."""
        name = {item: name for name, item in self._question.names.items()}
        self._memory.keep_proof(
            Proof(
                self._question.setting,
                self._question.asked,
                tuple(frozenset(name[item] for item in one) for one in sets),
                {name[item]: taken for item, taken in places.items()},
                self._question.named,
            )
        )

    def _consider(self, one: Items) -> None:
        if any(found <= one for found in self.sets):
            return
        if not self._question.is_smallest(one):
            if self._question.core(one) is None:
                return
            one = shrink(one, self._question.core)
            self._question.trust(one)
        self.sets = smallest([*self.sets, one])

    def _is_shown(self) -> bool:
        """Place what is new; where there is no room, with what is in its way."""
        if self._is_placed(self._new):
            return True
        others = {item: own for item, own in self._places.items() if item not in self._new}
        blocking = self._question.in_the_way(self._new, others)
        return bool(blocking) and self._is_placed(self._new | blocking)

    def _is_placed(self, loose: Items) -> bool:
        """Place some items anew, in each way to keep them; return whether there was room."""
        touched = loose.union(*(one for one in self.sets if not one.isdisjoint(loose)))
        try:
            ways = Ways(touched).given([one for one in self.sets if one <= touched])
        except TooManyError:
            return False
        fixed = {item: own for item, own in self._places.items() if item not in loose}
        placed: dict[int, Taken] = {}
        for way in ways:
            found = self._place(way & loose, self._question.items - (touched - way) - loose, fixed)
            if found is None:
                return False
            for item, places in found.items():
                placed.setdefault(item, Taken()).include(places)
        self._places = {**fixed, **placed}
        return True

    def _place(
        self, items: Items, others: Items, fixed: Mapping[int, Taken]
    ) -> dict[int, Taken] | None:
        """Return places for items beside all others."""
        if not items:
            return {}
        beside = (fixed[item] for item in sorted(others & fixed.keys()))
        found = self._question.put_in(items, others, beside)
        return None if found is None else self._question.by_item(found)
