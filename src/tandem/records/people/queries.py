"""Reading people apart from any household."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.records.door import plumbing
from tandem.records.people.models import Account


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo: whom a visitor can be."""

    id: int
    username: str
    name: str
    what: str
    """What he or she does; empty for a resident."""


def demo_accounts() -> list[DemoAccount]:
    """Return the accounts of the demo, residents first; there are none elsewhere."""
    with plumbing():
        rows = (
            Account.objects.filter(is_demo=True, is_active=True)
            .order_by("professional_id", "id")
            .values_list("id", "username", "name", "professional__function")
        )
        found = [DemoAccount(*row[:3], row[3] or "") for row in rows]
    return sorted(found, key=lambda one: (bool(one.what), one.id))
