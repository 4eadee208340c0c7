"""*Wie ziet wat*: what is shielded from whom, and which parts show others only when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class Covered:
    """Something that is shielded or closed, for whom, and on what ground."""

    what: str
    whom: str
    ground: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class DiscretionPage:
    """The page. The form sends `do`: what is to be done."""

    form: FormState
    shielded: Sequence[Covered] = ()
    parts: Sequence[Covered] = ()
    items: Sequence[Option] = ()
    members: Sequence[Option] = ()
    part_options: Sequence[Option] = ()
    helpers: Sequence[Option] = ()
    leads: bool = False
    """Whether the reader leads the plan: then also parts, and where names still stand."""
    workers: Sequence[Covered] = ()
    """Workers of a shelter, with whom each helps and the organisation."""
    worker_options: Sequence[Option] = ()
    helped_options: Sequence[Option] = ()
    named: Sequence[str] = ()
    """Texts that name somebody to a reader who may not know of that person."""
    opened: str = ""
    """On what ground helpers see *what* of each other's parts; empty: they do not."""
