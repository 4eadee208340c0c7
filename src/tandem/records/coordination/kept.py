"""Agreements that were kept: counts of what people said themselves, of the last year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from django.db import connection

from tandem.records.work import Work


class Kept(IntEnum):
    """How an action or a commission ended, as the database counts it."""

    IN_TIME = 0
    WITHIN_A_WEEK = 1
    LATER = 2
    FAILED = 3
    """It did not work out, with what was tried."""
    WITHDRAWN = 4


@dataclass(frozen=True, slots=True)
class KeptBy:
    """What an organisation kept; None for a group that is not told because it is small."""

    organisation: str
    counts: Mapping[Kept, int | None]


def kept_by_organisations(_work: Work) -> tuple[KeptBy, ...]:
    """Return organisations by name: all for who leads a team or makes policy, else the own one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation, place, counted FROM tandem_kept()")
        rows = cursor.fetchall()
    found: dict[str, dict[Kept, int | None]] = {}
    for name, place, counted in rows:
        found.setdefault(name, {})[Kept(place)] = counted
    return tuple(KeptBy(name, found[name]) for name in sorted(found, key=str.casefold))


def kept_by_me(_work: Work) -> Mapping[Kept, int]:
    """Return what the actor kept, whatever the number; nobody else reads it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, counted FROM tandem_kept_by_me()")
        found = {Kept(place): counted for place, counted in cursor.fetchall()}
    return {one: found.get(one, 0) for one in Kept}
