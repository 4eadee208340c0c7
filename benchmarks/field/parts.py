"""What of a plan stands or falls by itself: the weeks, and the order of things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.field.reading import Need, Reading, Watch


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked of some agreements, that stands or falls by itself."""

    needs: frozenset[tuple[str, Need]] = frozenset()
    watches: frozenset[tuple[str, Watch]] = frozenset()
    ordered: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """The agreements that ask something here."""
        asked = {name for name, _ in self.needs} | {name for name, _ in self.watches}
        return tuple(sorted(asked | self.ordered))

    def holds(self, other: Part) -> bool:
        """Whether all of the other part is in this one."""
        return (
            other.needs <= self.needs
            and other.watches <= self.watches
            and other.ordered <= self.ordered
        )


def whole_weeks(reading: Reading) -> list[Part]:
    """Return what each week asks, but for weeks of which another asks all and more."""
    laid = {name: reading.lay(agreement.form) for name, agreement in reading.plan.items()}
    weeks = {
        Part(
            frozenset((name, need) for name in laid for need in laid[name].weeks[week].needs),
            frozenset((name, one) for name in laid for one in laid[name].weeks[week].watches),
        )
        for week in range(len(reading.mondays))
    }
    return largest(weeks)


def largest(parts: Iterable[Part]) -> list[Part]:
    """Return the parts that are in no other, in an order that is always the same."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda p: (-len(p.needs) - len(p.watches), repr(p.names))):
        if part.names and not any(other.holds(part) for other in kept):
            kept.append(part)
    return kept


def ordered(reading: Reading) -> list[Part]:
    """Return the agreements of which the order hangs together, in groups."""
    groups: list[set[str]] = []
    for name, agreement in reading.plan.items():
        after = {one.agreement for one in agreement.form.demands.order.after} & set(reading.plan)
        group = {name} | after
        for other in [g for g in groups if g & group]:
            groups.remove(other)
            group |= other
        groups.append(group)
    return [Part(ordered=frozenset(group)) for group in groups]
