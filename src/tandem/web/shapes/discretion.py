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


@dataclass(frozen=True, slots=True)
class DiscretionPage:
    """The page. The form sends `do`: shield, unshield, close or open."""

    form: FormState
    shielded: Sequence[Covered] = ()
    parts: Sequence[Covered] = ()
    agreements: Sequence[Option] = ()
    members: Sequence[Option] = ()
    part_options: Sequence[Option] = ()
    helpers: Sequence[Option] = ()
