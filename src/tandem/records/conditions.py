"""Conditions that several tables keep."""

from __future__ import annotations

from django.db.models import Q


def one_of(*fields: str) -> Q:
    """Return the condition that exactly one of these fields is filled."""
    condition = Q()
    for filled in fields:
        condition |= Q(**{f"{field}__isnull": field != filled for field in fields})
    return condition
