"""The directory of the work areas, kept and looked up."""

from __future__ import annotations

from datetime import date

import pytest

from tandem.actions.errors import NotAllowedError
from tandem.actions.people.work_areas import Changed, changes_of, set_work_areas
from tandem.core.access import Actor
from tandem.core.model.postcodes import read_postcode, read_range
from tandem.formats.work_areas import ContactPoint, Line
from tandem.records.people.contact_points import Found, lines, point_of
from tandem.records.people.models import Professional
from tandem.records.work import work
from tests.actions.town import MOMENT, Town, build

KARIN = ContactPoint("Noord", "Karin", "Gemeente Dommeldal", "088 1", hours="ma-vr")
NEW = ContactPoint(
    "Noord", "Team Noord", "Wijkteam", "088 2", stand_in="Zoë", stand_in_telephone="3"
)

pytestmark = pytest.mark.django_db


def line(first: str, point: ContactPoint, last: str = "") -> Line:
    found = read_range(first, last)
    assert found is not None
    return Line(found, point)


def keep(actor: Actor, *wanted: Line) -> Changed:
    return work(actor, MOMENT).run(lambda opened: set_work_areas(opened, wanted))


def kept(town: Town) -> tuple[Line, ...]:
    return work(town.desk, MOMENT).run(lines)


def found(text: str) -> Found | None:
    postcode = read_postcode(text)
    assert postcode is not None
    return point_of(postcode)


def test_a_postcode_leads_to_whom_one_calls() -> None:
    town = build()
    keep(town.chief, line("1234", KARIN), line("1235 AB", NEW, "1236"), Line(None, NEW))
    one, other, rest = found("1234 XY"), found("1236ZZ"), found("9999 ZZ")
    assert one is not None
    assert other is not None
    assert rest is not None
    assert (one.name, one.telephone, one.is_rest) == ("Karin", "088 1", False)
    assert (other.name, other.organisation, other.is_rest) == ("Team Noord", "Wijkteam", False)
    assert (rest.name, rest.is_rest) == ("Team Noord", True)


def test_without_the_rest_a_postcode_can_belong_to_nobody() -> None:
    town = build()
    keep(town.chief, line("1234", KARIN))
    assert found("1233 ZZ") is None
    assert found("1235 AA") is None


def test_a_new_list_replaces_the_old_and_knows_who_is_known() -> None:
    town = build()
    before = work(town.desk, MOMENT).run(lambda _: Professional.objects.count())
    first = keep(town.chief, line("1234", KARIN), line("1235", NEW))
    second = keep(town.chief, line("1234", KARIN), Line(None, NEW))
    assert (len(first.come), len(first.go), first.stay) == (2, 0, 0)
    assert (second.come, second.go, second.stay) == ((Line(None, NEW),), (line("1235", NEW),), 1)
    assert set(kept(town)) == {line("1234", KARIN), Line(None, NEW)}
    after = work(town.desk, MOMENT).run(lambda _: Professional.objects.count())
    assert after == before + 1


def test_looking_first_changes_nothing() -> None:
    town = build()
    keep(town.chief, line("1234", KARIN))
    told = work(town.chief, MOMENT).run(lambda opened: changes_of(opened, [line("1235", NEW)]))
    assert (len(told.come), len(told.go)) == (1, 1)
    assert kept(town) == (line("1234", KARIN),)


def test_only_a_team_leader_keeps_the_list() -> None:
    town = build()
    for actor in (town.desk, town.karin):
        with pytest.raises(NotAllowedError):
            keep(actor, line("1234", KARIN))
    assert kept(town) == ()


@pytest.mark.parametrize(
    ("until", "day", "is_replaced"),
    [
        (None, date(2030, 1, 1), True),
        (date(2027, 1, 31), date(2027, 1, 31), True),
        (date(2027, 1, 31), date(2027, 2, 1), False),
    ],
)
def test_a_stand_in_is_called_until_and_with_a_day(
    until: date | None,
    day: date,
    is_replaced: bool,  # noqa: FBT001
) -> None:
    one = Found("Noord", "A", "", "B", "1", "", "C", "2", until, is_rest=False)
    assert one.replaced_on(day) is is_replaced
