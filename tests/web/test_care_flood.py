"""The form that anybody can use, under a flood: what is refused costs little and tells nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from tandem.records.coordination.models import OutsideSignal
from tandem.web.client_address import client_network
from tandem.web.pages import zorg
from tests.web.five_plans import Household, household

pytestmark = pytest.mark.django_db
FLOOD = "10.66.0.1"
KNOWN, UNKNOWN = "Fam. De Vries, Dorpsstraat 1", "Fam. Van der Verzonnen, Nergensweg 9"
OF_A_FORM = re.compile(
    r"(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}|[\da-f]{16,}|(?<=value=\")[\w-]{20,}|(?<=nonce=\")[^\"]+"
)
"""What is different each time that a form is drawn: its receipt, and its tokens."""


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    found = household(monkeypatch)
    monkeypatch.setattr("tandem.web.pages.zorg.now", lambda: found.family.at)
    found.visitor("chief")
    return found


def give(address: str, once: int, about: str = UNKNOWN) -> tuple[int, str]:
    """Send the form from an address; return the status and the page."""
    fields = {
        "concern": "children",
        "words": "Ik hoor elke avond geschreeuw.",
        "about": about,
        "name": "Bos, huisarts",
        "telephone": "088 111 22 33",
        "csrfmiddlewaretoken": f"{address}-{once}",
    }
    answer = Client(REMOTE_ADDR=address).post(reverse("care"), fields)
    return answer.status_code, answer.content.decode()


def statements(do: Callable[[], object]) -> int:
    """Return how many statements something asks of the database."""
    asked: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        do()
    return len([one for one in asked if not one.startswith(("SAVEPOINT", "RELEASE"))])


def test_a_flood_stops_at_the_limit_and_real_signals_get_through(five: Household) -> None:
    allowed = zorg.GIVEN.tries
    flood = Counter(give(FLOOD, number)[0] for number in range(allowed + 20))
    assert flood == {200: allowed, 429: 20}
    real = [give(f"10.77.{number}.1", number)[0] for number in range(5)]
    assert real == [200] * 5
    kept = five.family.run("chief", lambda _: OutsideSignal.objects.count())
    assert kept == allowed + 5, "nothing that was refused is kept"
    assert statements(lambda: give(FLOOD, 0)) == 1, "a refusal asks one thing, however many came"
    looked = [
        Client(REMOTE_ADDR=FLOOD).post(reverse("care-receipt"), {"receipt": "AAAA-BBBB-CCCC-DDDD"})
        for _ in range(zorg.LOOKED_UP.tries + 2)
    ]
    assert Counter(one.status_code for one in looked) == {422: zorg.LOOKED_UP.tries, 429: 2}
    assert "We have it" in given_in_english("10.78.0.1")


def given_in_english(address: str) -> str:
    client = Client(REMOTE_ADDR=address)
    client.cookies["language"] = "en"
    return client.post(reverse("care"), {**GIVEN, "csrfmiddlewaretoken": address}).content.decode()


GIVEN = {"concern": "home", "words": "x", "about": "y", "name": "z", "telephone": "088 111 22 33"}


def test_no_answer_tells_whether_a_household_is_known(five: Household) -> None:
    """About a family that is known and one that is not: the same page, letter by letter."""

    def told(about: str, address: str) -> list[str]:
        pages = [give(address, number, about)[1] for number in range(zorg.GIVEN.tries + 1)]
        return [OF_A_FORM.sub("…", one.replace(about, "whom")) for one in (pages[0], pages[-1])]

    known, unknown = told(KNOWN, "10.66.1.1"), told(UNKNOWN, "10.66.1.2")
    assert known == unknown
    assert known[0] != known[1]
    for page in known:
        assert "Vries" not in page
        assert five.family.code not in page


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("unknown", "unknown", True),
    ],
)
def test_a_connection_counts_as_one_however_many_addresses_it_has(
    one: str, other: str, settings: Settings, *, is_same: bool
) -> None:
    settings.TANDEM_PROXIES = 1
    asked = RequestFactory()
    networks = {
        client_network(asked.get("/zorg/", headers={"x-forwarded-for": f"9.9.9.9, {address}"}))
        for address in (one, other)
    }
    assert len(networks) == (1 if is_same else 2)
