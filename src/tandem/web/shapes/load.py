"""*Hoe druk het is*: what the plan asks of everybody over the weeks, and when it grew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tandem.documents.views.load_weeks import MemberLoadView


@dataclass(frozen=True, slots=True)
class Added:
    """Who put an agreement in the plan."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class LoadPage:
    """The page. For a resident her own load comes first, and she is addressed."""

    members: Sequence[MemberLoadView] = ()
    household: MemberLoadView | None = None
    me: str = ""
    """The short name of the viewer, when she lives there."""
    familiar: bool = False
    added: Mapping[str, Added] = field(default_factory=dict)
    """By the short name of the agreement."""
    plan: str = ""
    check: str = ""
    what_if: str = ""
    lead: str = ""
