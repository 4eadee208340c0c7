"""Which accounts belong to whom."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from tandem.records.people.models import Account
from tandem.records.work import Work


def accounts_of(
    _work: Work, *, persons: Collection[int] = (), professionals: Collection[int] = ()
) -> frozenset[int]:
    """Return the accounts of these persons and professionals; of nobody nothing is asked."""
    if not persons and not professionals:
        return frozenset()
    theirs = Q(person_id__in=persons) | Q(professional_id__in=professionals)
    return frozenset(Account.objects.filter(theirs).values_list("id", flat=True))
