"""A change of a source file that makes it wrong, and the module with the change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"


class StaleMutationError(Exception):
    """The text that a mutation replaces does not stand in the source exactly once."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One wrong thing to do: what is replaced in a file of the core, and what that means."""

    file: str
    """Within src/tandem/core."""
    old: str
    """Stands in the file exactly once."""
    new: str
    means: str
    """In one line what the wrong program does."""

    @property
    def path(self) -> Path:
        """Where the file is."""
        return SOURCE / "tandem" / "core" / self.file

    def source(self) -> str:
        """Return the source of the module with the mutation.

        Raises StaleMutationError when the source has changed and the mutation has to be written
        anew.
        """
        text = self.path.read_text(encoding="utf-8")
        found = text.count(self.old)
        if found != 1 or self.old == self.new:
            raise StaleMutationError(
                f"{self.file} has {found} times {self.old!r}: write the mutation "
                f"“{self.means}” anew for the source as it is now"
            )
        return text.replace(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with another source."""

    path: Path
    source: str
    name: str
    """What is different, for a list."""


def mutant_of(mutation: Mutation) -> Mutant:
    """Return the module that a mutation makes."""
    return Mutant(mutation.path, mutation.source(), f"{mutation.file}: {mutation.means}")
