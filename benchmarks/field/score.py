"""Marks for solvers: what they find of what is known, and how long it takes them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.field.labels import Label
from benchmarks.field.worker import Given
from benchmarks.tables import percentile


@dataclass(frozen=True, slots=True)
class Marked:
    """One household with what a solver said of it."""

    label: Label
    given: Given

    @property
    def found(self) -> int:
        """How many of the known clashes were found."""
        return len(self.label.sets & set(self.given.clashes))

    @property
    def wrong(self) -> int:
        """How many sets were said that are no smallest set that clashes; 0 when not known."""
        if not self.label.clashes_complete:
            return 0
        return len(set(self.given.clashes) - self.label.sets)

    @property
    def is_verdict_right(self) -> bool:
        """Whether the verdict is right."""
        return self.given.verdict == self.label.verdict

    @property
    def keeps_its_word(self) -> bool:
        """Whether all known clashes were found, and nothing else, by who says these are all."""
        return self.found == len(self.label.sets) and not self.wrong

    @property
    def is_least_right(self) -> bool:
        """Whether the least change costs what is known to be least."""
        least = self.label.least
        return least is not None and self.given.least == (least.given_up, least.cost)

    @property
    def found_after(self) -> float | None:
        """After how many seconds all known clashes were found; None when they were not."""
        if self.found < len(self.label.sets):
            return None
        return max((self.given.clashes[one] for one in self.label.sets), default=None)


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a solver on a group of households."""

    households: int
    verdicts_right: int
    clashes: int
    clashes_found: int
    wrong: int
    flagged: int
    """Of how many households it said that all clashes were told."""
    flagged_right: int
    leasts: int
    """How many households have a known least change."""
    leasts_right: int
    late: int
    problems: int
    median_ms: float
    p95_ms: float
    max_ms: float


def mark(marked: Sequence[Marked]) -> Mark:
    """Return the mark for some households; there is at least one."""
    times = [1000 * one.given.seconds for one in marked]
    flagged = [one for one in marked if one.given.complete]
    known = [one for one in marked if one.label.least is not None]

    def count(those: Iterable[Marked], what: Callable[[Marked], bool]) -> int:
        return sum(map(what, those))

    return Mark(
        households=len(marked),
        verdicts_right=count(marked, lambda one: one.is_verdict_right),
        clashes=sum(len(one.label.sets) for one in marked),
        clashes_found=sum(one.found for one in marked),
        wrong=sum(one.wrong for one in marked),
        flagged=len(flagged),
        flagged_right=count(flagged, lambda one: one.keeps_its_word),
        leasts=len(known),
        leasts_right=count(known, lambda one: one.is_least_right),
        late=count(marked, lambda one: one.given.is_late),
        problems=count(marked, lambda one: bool(one.given.problem)),
        median_ms=statistics.median(times),
        p95_ms=percentile(times, 0.95),
        max_ms=max(times),
    )


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times longer a solver takes than another, on households that both were given."""

    households: int
    median: float
    least: float
    unfinished: int
    """Of how many the slower one had not found all clashes in time: the ratio is at least this."""
    done_median: float
    """The same until it had also proven that these are all."""
    done_least: float
    undone: int
    """Of how many it had not proven that in time."""


def ratio(slow: Sequence[Marked], fast: Sequence[Marked], deadline: float) -> Ratio | None:
    """Compare the time until the one found all known clashes with all the time of the other.

    Only households with clashes count. Where the slow one did not find all, the deadline counts.
    """
    seconds = {one.label.name: one.given.seconds for one in fast}
    ratios, done, unfinished, undone = [], [], 0, 0
    for one in slow:
        if one.label.sets and one.label.name in seconds:
            unfinished += one.found_after is None
            after = deadline if one.found_after is None else one.found_after
            ratios.append(after / seconds[one.label.name])
            undone += not one.given.complete
            until_done = one.given.seconds if one.given.complete else deadline
            done.append(until_done / seconds[one.label.name])
    if not ratios:
        return None
    return Ratio(
        households=len(ratios),
        median=statistics.median(ratios),
        least=min(ratios),
        unfinished=unfinished,
        done_median=statistics.median(done),
        done_least=min(done),
        undone=undone,
    )
