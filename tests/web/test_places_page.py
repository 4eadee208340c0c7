"""The region of the school holidays and the ways between places: who writes, what is kept."""

from __future__ import annotations

import pytest

from tandem.core.model import Place, Region, Way
from tandem.records.plans.history import history_of
from tests.web.five_plans import Household, household
from tests.web.visitors import Page, Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def some_places(five: Household) -> tuple[str, str]:
    sessions = [s for row in five.family.case().plan.agreements for s in row.form.demands.sessions]
    one, other = sorted({session.place for session in sessions if session.place})[:2]
    return one, other


def keep(five: Household, visitor: Visitor, **more: str) -> Page:
    """Open the page, and send it with some of it changed."""
    address = five.at("places")
    form = visitor.get(address)
    assert form.status == 200, form.text
    return visitor.send(address, **{"do": "keep", "opened": form.value("opened"), **more})


def test_the_region_and_a_way_are_kept_and_reach_the_check(five: Household) -> None:
    one, other = some_places(five)
    before = five.family.case().plan.version
    row = {"one-1": one, "other-1": other, "minutes-1": "12"}
    page = keep(five, five.visitor("samira"), region="noord", **row)
    assert page.address == five.at("plan")
    case = five.family.case()
    assert case.plan.version > before
    core = case.core()
    assert core.region is Region.NORTH
    assert core.places == (Place(one, (Way(other, 12),)), Place(other))
    shown = five.visitor("samira").get(five.at("places"))
    assert shown.chosen("noord")
    assert shown.value("minutes-1") == "12"


def test_two_agreements_at_one_place_need_no_way(five: Household) -> None:
    one, _ = some_places(five)
    keep(five, five.visitor("samira"), **{"one-1": one})
    assert five.family.case().core().places == (Place(one),)


def test_it_is_told_who_changed_it(five: Household) -> None:
    keep(five, five.visitor("samira"), region="zuid")
    events = five.family.run("samira", lambda work: history_of(work, five.family.id))
    assert any(one.verb == "places-set" for one in events)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"minutes-1": "12"}, "one-1"),
        ({"minutes-1": "veel"}, "minutes-1"),
        ({"minutes-1": "481"}, "minutes-1"),
        ({"one-2": "B", "other-2": "A", "minutes-1": "5", "minutes-2": "5"}, "other-2"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    five: Household, row: dict[str, str], field: str
) -> None:
    one, other = some_places(five)
    sent = {"one-1": "" if field == "one-1" else one, "other-1": other} | row
    named = {"A": one, "B": other}
    sent = {name: named.get(value, value) for name, value in sent.items()}
    page = keep(five, five.visitor("samira", "nl"), **sent)
    assert page.status == 422
    assert f'href="#{field}"' in page.html
    assert five.family.case().core().places == ()


def test_more_rows_keep_what_was_filled_in(five: Household) -> None:
    one, _ = some_places(five)
    page = keep(five, five.visitor("samira"), **{"do": "more", "one-1": one, "region": "midden"})
    assert page.status == 200
    assert 'id="one-7"' in page.html
    assert page.chosen("midden")


def test_two_people_at_once_lose_nothing(five: Household) -> None:
    opened = five.visitor("samira").get(five.at("places")).value("opened")
    keep(five, five.visitor("samira"), region="noord")
    sent = {"do": "keep", "opened": opened, "region": "zuid"}
    page = five.visitor("samira").send(five.at("places"), **sent)
    assert page.status == 409
    assert page.chosen("zuid")
    assert five.family.case().core().region is Region.NORTH


@pytest.mark.parametrize("who", ["kevin", "joris"])
def test_only_who_leads_writes_it_down(five: Household, who: str) -> None:
    visitor = five.visitor(who)
    assert visitor.get(five.at("places")).status == 403
    assert visitor.send(five.at("places"), do="keep", region="noord").status == 403
    assert five.at("places") not in visitor.get(five.at("plan")).html
    assert five.at("places") in five.visitor("samira").get(five.at("plan")).html
