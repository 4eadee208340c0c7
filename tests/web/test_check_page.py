"""*Past het?* and the pages of its other weeks, as somebody without scripts meets them."""

from __future__ import annotations

import re

import pytest

from tandem.core.access import Actor
from tandem.records.audit.models import Look
from tandem.records.door import plumbing
from tandem.records.people.models import Account, Organisation, Professional
from tandem.records.sign_in import actor_of
from tests.e2e.de_vries import build
from tests.e2e.family import DeVries
from tests.web.visitors import Page, Visitor

pytestmark = pytest.mark.django_db

WEEK = re.compile(r'<summary>([^<]+)</summary>\s*<p><a href="([^"]+/past-het/week/([^/"]+)/)"')


@pytest.fixture
def family() -> DeVries:
    return build()


def visitor(name: str) -> Visitor:
    with plumbing():
        return Visitor(actor_of(Account.objects.get(username=name)))


def other_weeks(page: Page) -> list[tuple[str, str, str]]:
    """Return the folded weeks of *Past het?*: their names, addresses and Mondays."""
    return WEEK.findall(page.html)


def test_every_other_week_has_a_page_with_its_picture_and_table(family: DeVries) -> None:
    samira = visitor("samira")
    found = other_weeks(samira.get(family.at("past-het/")))
    assert found
    for title, address, _ in found:
        page = samira.get(address)
        assert page.status == 200
        assert f"<h1>{title}</h1>" in page.html
        assert "With proposal 1." in page.text
        part = page.html.split('<div data-part="week">')[1].split("</main>")[0]
        assert part.count('role="img"') >= 3
        assert part.count("<table") == 1
        assert family.at("past-het/") in page.html.split("<main")[1]


@pytest.mark.parametrize("monday", ["1", "2027-02-30", "2027-02-02", "1999-01-04", "week"])
def test_a_day_without_such_a_week_is_not_found(family: DeVries, monday: str) -> None:
    assert visitor("samira").get(family.at(f"past-het/week/{monday}/")).status == 404


def stranger() -> Actor:
    with plumbing():
        organisation = Organisation.objects.create(name="Elders")
        professional = Professional.objects.create(name="Vreemde", organisation=organisation)
        account = Account.objects.create(
            username="vreemde", name="Vreemde", professional=professional
        )
        return actor_of(account)


def test_who_has_nothing_to_do_with_it_learns_nothing(family: DeVries) -> None:
    _, address, _ = other_weeks(visitor("samira").get(family.at("past-het/")))[0]
    assert Visitor(stranger()).get(address).status == 404


def test_a_look_at_a_week_is_written_down(family: DeVries) -> None:
    samira = visitor("samira")
    _, address, _ = other_weeks(samira.get(family.at("past-het/")))[0]

    def looks() -> int:
        with plumbing():
            return Look.objects.filter(page="check").count()

    before = looks()
    samira.get(address)
    assert looks() == before + 1
