"""The people and places that every household may have to do with: professionals and areas."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from tandem.core.access import Duty
from tandem.records.people.models import (
    Account,
    Area,
    Involvement,
    Membership,
    Organisation,
    Professional,
    Supporter,
)
from tandem.records.people.rows import ProfessionalRow
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A work area, with who leads its team."""

    id: int
    name: str
    team_leader: str
    leader: int = 0
    """Who leads the team, by number of the professional."""


@dataclass(frozen=True, slots=True)
class FoundProfessionals:
    """Professionals by organisation and name; `more` says how many are not told."""

    rows: tuple[ProfessionalRow, ...]
    more: int = 0


def areas(_work: Work) -> tuple[AreaRow, ...]:
    """Return every work area by name."""
    rows = Area.objects.order_by("name").values_list(
        "id", "name", "team_leader__name", "team_leader_id"
    )
    return tuple(AreaRow(*row) for row in rows)


def organisations(_work: Work) -> tuple[str, ...]:
    """Return the name of every organisation, in order."""
    return tuple(Organisation.objects.order_by("name").values_list("name", flat=True))


def professionals(_work: Work, wanted: str = "", most: int = 30) -> FoundProfessionals:
    """Return the professionals in whose name, function or organisation every word stands."""
    found = Professional.objects.filter(left_at__isnull=True)
    for word in wanted.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(function__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    total = found.count()
    rows = found.order_by("organisation__name", "name", "id").values_list(
        "id", "name", "function", "organisation__name", "telephone"
    )[:most]
    return FoundProfessionals(tuple(ProfessionalRow(*row) for row in rows), max(0, total - most))


def professional(_work: Work, number: int) -> ProfessionalRow | None:
    """Return the professional with this number; None when there is none."""
    row = (
        Professional.objects.filter(pk=number)
        .values_list("id", "name", "function", "organisation__name", "telephone")
        .first()
    )
    return None if row is None else ProfessionalRow(*row)


def privacy_officer(_work: Work) -> int | None:
    """Return the professional who looks after privacy (the first who does); None for nobody."""
    return (
        Account.objects.filter(
            duties__contains=[Duty.PRIVACY_OFFICER.value],
            is_active=True,
            professional__isnull=False,
        )
        .order_by("id")
        .values_list("professional_id", flat=True)
        .first()
    )


def professional_of(_work: Work, account: int | None) -> int | None:
    """Return the professional whose account it is; None for a resident and for nobody."""
    return Account.objects.filter(pk=account or 0).values_list("professional_id", flat=True).first()


def keys_of(_work: Work, household: int) -> frozenset[str]:
    """Return every short name that stands, or stood, for somebody in or around a household."""
    members = Membership.objects.filter(household_id=household).values_list("key", flat=True)
    helpers = Involvement.objects.filter(household_id=household).values_list("key", flat=True)
    network = Supporter.objects.filter(household_id=household).values_list("key", flat=True)
    return frozenset(members.union(helpers, network, all=True))
