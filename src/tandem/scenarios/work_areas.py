"""Whom one calls in the municipality: the postcodes of its three areas."""

from __future__ import annotations

from tandem.actions.people.work_areas import set_work_areas
from tandem.core.access import Actor
from tandem.core.model.postcodes import PostcodeRange, read_range
from tandem.formats.work_areas import ContactPoint, Line
from tandem.records.work import work
from tandem.scenarios.moment import BEFORE
from tandem.scenarios.municipality import WORKERS

HOURS = "maandag tot en met vrijdag van 9.00 tot 17.00 uur"
_AREAS = (
    ("9701", "9704", "Noord", "fatma"),
    ("9705", "9707", "Oost", "shanti"),
    ("9708", "9709", "Zuid", "ruud"),
)


def _point(area: str, username: str) -> ContactPoint:
    one = next(worker for worker in WORKERS if worker.username == username)
    return ContactPoint(
        area=area,
        name=one.name,
        organisation=one.organisation,
        telephone=one.telephone,
        function=one.function,
        hours=HOURS,
    )


def _range(first: str, last: str) -> PostcodeRange:
    found = read_range(first, last)
    if found is None:
        raise ValueError(f"{first}-{last} are no postcodes")
    return found


def directory() -> tuple[Line, ...]:
    """Return the list of work areas; Toegang is called for every other postcode."""
    named = (Line(_range(first, last), _point(area, who)) for first, last, area, who in _AREAS)
    return (*named, Line(None, _point("Noord", "nel")))


def add_work_areas(leader: Actor) -> None:
    """Write the list of work areas, as a team leader reads it in."""
    work(leader, BEFORE).run(lambda opened: set_work_areas(opened, directory()))
