"""*Mijn gegevens*: the language, and how somebody wants to be addressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class DetailsPage:
    """*Mijn gegevens*. Fields: `language`, and for a resident `form_of_address` (u, je)."""

    form: FormState
    name: str
    username: str
    languages: Sequence[Option]
    addresses: Sequence[Option] = ()
    familiar: bool = False
