"""Finding an agreement by the number that stands in addresses of pages."""

from __future__ import annotations

from tandem.records.plans.models import Agreement


def key_of_agreement(household: int, number: int) -> str | None:
    """Return the short name of an agreement of a household; None when it has none like it."""
    rows = Agreement.objects.filter(household_id=household, pk=number)
    return rows.values_list("key", flat=True).first()
