"""*Regio en wegen*: the region of the school holidays, and the ways between places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """The page where who leads writes down the region and the ways.

    Fields: `region`; for each row `one-1`, `other-1`, `minutes-1`; `opened`. The button `do` sends
    `more` or `keep`.
    """

    form: FormState
    regions: Sequence[Option]
    rows: Sequence[int]
    """The numbers of the rows."""
    places: Mapping[str, Sequence[Option]]
    """For each select the places to choose from, by the name of the field."""
    opened: str
    back: str
    changed_by_other: str = ""
