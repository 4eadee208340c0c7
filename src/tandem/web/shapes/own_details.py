"""*Mijn gegevens*: the language, and how somebody wants to be addressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Link


@dataclass(frozen=True, slots=True)
class DetailsPage:
    """*Mijn gegevens*. Fields: `language`, `told_by`, `mail`; for a resident `form_of_address`."""

    form: FormState
    name: str
    username: str
    languages: Sequence[Option]
    addresses: Sequence[Option] = ()
    familiar: bool = False
    news: Sequence[Option] = ()
    """How somebody can hear what is new."""
    rights: Sequence[Link] = ()
    """For a resident: where she uses her rights, for each household."""
