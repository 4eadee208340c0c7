"""The directory of the work areas: whom one calls for a postcode. It holds nothing of households.

Whoever looks somebody up need not be signed in, so reading it needs no work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import F

from tandem.core.model.postcodes import Postcode, PostcodeRange
from tandem.formats.work_areas import ContactPoint as Point
from tandem.formats.work_areas import Line
from tandem.records.door import plumbing
from tandem.records.people.models import (
    Area,
    ContactPoint,
    Organisation,
    Postcodes,
    Professional,
)
from tandem.records.people.rows import ProfessionalRow
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Found:
    """Whom one calls for a postcode."""

    area: str
    name: str
    function: str
    organisation: str
    telephone: str
    hours: str
    stand_in: str
    stand_in_telephone: str
    stand_in_until: date | None
    is_rest: bool
    """Whether the postcode itself belongs to nobody."""

    def replaced_on(self, day: date) -> bool:
        """Whether somebody else is called on this day."""
        return bool(self.stand_in) and (self.stand_in_until is None or day <= self.stand_in_until)


_FIND = """
    SELECT a.name, f.name, p.function, o.name, p.telephone, p.hours,
        p.stand_in, p.stand_in_telephone, p.stand_in_until, p.is_rest
    FROM people_contactpoint p
        JOIN people_area a ON a.id = p.area_id
        JOIN people_professional f ON f.id = p.professional_id
        JOIN people_organisation o ON o.id = f.organisation_id
        LEFT JOIN people_postcodes c ON c.point_id = p.id AND c.numbers @> %s::bigint
    WHERE c.id IS NOT NULL OR p.is_rest
    ORDER BY c.id IS NULL LIMIT 1
"""


def point_of(postcode: Postcode) -> Found | None:
    """Return whom one calls for a postcode; None when the directory names nobody at all."""
    with plumbing(), connection.cursor() as cursor:
        cursor.execute(_FIND, [postcode.number])
        row = cursor.fetchone()
    return None if row is None else Found(*row)


_HOLDER = """
    (SELECT p.area_id, p.professional_id FROM people_contactpoint p
        JOIN people_professional f ON f.id = p.professional_id AND f.left_at IS NULL
        LEFT JOIN people_postcodes c ON c.point_id = p.id AND c.numbers @> %s::bigint
        WHERE c.id IS NOT NULL OR p.is_rest ORDER BY c.id IS NULL, p.id LIMIT 1)
    UNION ALL
    (SELECT a.id, a.team_leader_id FROM people_area a ORDER BY a.id LIMIT 1)
"""


def holder_for(postcode: Postcode | None) -> tuple[int, int] | None:
    """Return the area and the professional who get what comes in about a postcode.

    Without a contact point for it, it is who has the rest, or else the team leader of the first
    area; None when there is no area at all.
    """
    number = -1 if postcode is None else postcode.number
    with plumbing(), connection.cursor() as cursor:
        cursor.execute(_HOLDER, [number])
        row = cursor.fetchone()
    return None if row is None else (row[0], row[1])


def contact_people(_work: Work, most: int = 30) -> tuple[ProfessionalRow, ...]:
    """Return the professionals whom one calls in some area, by name."""
    called = ContactPoint.objects.values("professional_id")
    rows = Professional.objects.filter(pk__in=called, left_at__isnull=True).order_by("name", "id")
    fields = ("id", "name", "function", "organisation__name", "telephone")
    return tuple(ProfessionalRow(*row) for row in rows.values_list(*fields)[:most])


def lines(_work: Work) -> tuple[Line, ...]:
    """Return the whole directory, by postcode; the rest comes last."""
    fields = ("area__name", "professional__name", "professional__organisation__name", "telephone")
    more = ("function", "hours", "stand_in", "stand_in_telephone", "stand_in_until")
    points = {
        row[0]: Point(*row[1:]) for row in ContactPoint.objects.values_list("id", *fields, *more)
    }
    kept = [
        Line(_range(numbers), points[point])
        for point, numbers in Postcodes.objects.order_by("numbers").values_list("point", "numbers")
    ]
    rest = ContactPoint.objects.filter(is_rest=True).values_list("id", flat=True)
    return (*kept, *(Line(None, points[one]) for one in rest))


def replace_all(_work: Work, wanted: Iterable[Line]) -> None:
    """Write the directory anew: what `wanted` does not name is nobody's any more.

    A professional who is not known yet is written down; raises KeyError for an unknown area.
    """
    kept = list(wanted)
    Postcodes.objects.all().delete()
    ContactPoint.objects.all().delete()
    areas = dict(Area.objects.values_list("name", "id"))
    people = _professionals(one.point for one in kept)
    points: dict[tuple[Point, bool], ContactPoint] = {}
    for one in kept:
        key = (one.point, one.postcodes is None)
        if key not in points:
            points[key] = _new(one, areas[one.point.area], people)
    ContactPoint.objects.bulk_create(points.values())
    Postcodes.objects.bulk_create(
        Postcodes(point=points[one.point, False], numbers=_numbers(one.postcodes))
        for one in kept
        if one.postcodes is not None
    )


def _new(one: Line, area: int, people: Mapping[tuple[str, str], int]) -> ContactPoint:
    point = one.point
    return ContactPoint(
        area_id=area,
        professional_id=people[point.organisation, point.name],
        telephone=point.telephone,
        function=point.function,
        hours=point.hours,
        stand_in=point.stand_in,
        stand_in_telephone=point.stand_in_telephone,
        stand_in_until=point.stand_in_until,
        is_rest=one.postcodes is None,
    )


def _professionals(points: Iterable[Point]) -> dict[tuple[str, str], int]:
    """Return the number of everybody who is named, after writing down who is new."""
    named = {(one.organisation, one.name): one for one in points}
    organisations = dict(
        Organisation.objects.filter(name__in={name for name, _ in named}).values_list("name", "id")
    )
    for name in {name for name, _ in named} - organisations.keys():
        organisations[name] = Organisation.objects.create(name=name).pk
    known = {
        (organisation, name): number
        for organisation, name, number in Professional.objects.filter(
            organisation__in=organisations.values(), name__in={name for _, name in named}
        )
        .order_by(F("id").desc())
        .values_list("organisation__name", "name", "id")
    }
    for key in named.keys() - known.keys():
        one = named[key]
        known[key] = Professional.objects.create(
            name=one.name,
            organisation_id=organisations[one.organisation],
            function=one.function,
            telephone=one.telephone,
        ).pk
    return known


def _numbers(postcodes: PostcodeRange) -> NumericRange:
    return NumericRange(postcodes.first.number, postcodes.last.number, "[]")


def _range(numbers: NumericRange) -> PostcodeRange:
    """Return what the database keeps; it writes the last one as the first that is out."""
    return PostcodeRange(Postcode(numbers.lower), Postcode(numbers.upper - 1))
