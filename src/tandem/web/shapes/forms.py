"""Fields of a form, with what is filled in and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Option:
    """A choice."""

    value: str
    words: str
    is_chosen: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field: where, what, why and what next, in one or two sentences."""

    field: str
    """The identifier of the field that the summary leads to."""
    message: str


@dataclass(frozen=True, slots=True)
class FormState:
    """What somebody filled in and what was wrong with it. A template asks it per field."""

    action: str
    values: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    def value(self, name: str) -> str:
        """Return what was filled in."""
        return self.values.get(name, "")

    def problem(self, name: str) -> str:
        """Return what is wrong with a field; empty when nothing is."""
        return next((one.message for one in self.problems if one.field == name), "")
