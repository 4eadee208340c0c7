"""Signing in: nobody gets in by guessing, and nobody is locked out by somebody else."""

from __future__ import annotations

import re
from statistics import median
from time import perf_counter

import pytest
from django.conf import settings as present
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tandem.core.access import SYSTEM
from tandem.records.door import plumbing
from tandem.records.people.models import Account, Organisation, Professional
from tandem.records.work import Work, work
from tandem.scenarios.moment import NOW
from tests.actions.town import Town, build
from tests.web.visitors import Visitor

pytestmark = pytest.mark.django_db

PASSWORD = "samen-fietsen-naar-huis"  # noqa: S105 - of somebody who does not exist
SIGN_IN = "/inloggen/"


@pytest.fixture(autouse=True)
def town() -> Town:
    found = build()

    def give(_: Work) -> None:
        for name in ("karin", "peter"):
            account = Account.objects.get(username=name)
            account.set_password(PASSWORD)
            account.save(update_fields=["password"])

    work(SYSTEM, NOW).run(give)
    return found


def try_it(name: str, password: str, address: str = "10.0.0.1", **more: str) -> int:
    sent = {"username": name, "password": password} | more
    return Client(REMOTE_ADDR=address).post(SIGN_IN, sent).status_code


def guess(name: str, times: int, address: str = "10.0.0.1") -> list[int]:
    return [try_it(name, f"wrong-{number}", address) for number in range(times)]


# --- guessing -------------------------------------------------------------------------------


def test_who_guesses_is_stopped_and_told_what_to_do() -> None:
    assert set(guess("karin", present.AXES_FAILURE_LIMIT - 1)) == {422}
    stopped = Client(REMOTE_ADDR="10.0.0.1").post(
        SIGN_IN, {"username": "karin", "password": "one more"}, headers={"Accept-Language": "nl"}
    )
    assert stopped.status_code == 429
    assert "Wacht vijf minuten" in stopped.content.decode()
    assert try_it("karin", PASSWORD) == 429


def test_nobody_can_lock_somebody_else_out() -> None:
    guess("karin", present.AXES_FAILURE_LIMIT + 2, "10.0.0.66")
    assert try_it("karin", PASSWORD, "10.0.0.66") == 429
    assert try_it("karin", PASSWORD, "10.0.0.1") == 302
    assert try_it("peter", PASSWORD, "10.0.0.66") == 302


def test_another_way_of_writing_a_name_gives_no_more_guesses() -> None:
    names = ("karin", "KARIN", "Karin ", " kArIn", "karin\0", "kariN", "KArin", "karIN")
    found = [try_it(name, "wrong") for name in names]
    assert found[-1] == 429
    assert try_it("KaRiN", PASSWORD) == 429


def test_a_name_in_capitals_gets_in() -> None:
    assert try_it(" Karin ", PASSWORD) == 302


def test_a_few_slips_are_forgiven() -> None:
    guess("karin", present.AXES_FAILURE_LIMIT - 2)
    assert try_it("karin", PASSWORD) == 302
    assert set(guess("karin", present.AXES_FAILURE_LIMIT - 2)) == {422}


def test_the_address_that_counts_cannot_be_made_up(settings: Settings) -> None:
    settings.TANDEM_PROXIES = 0
    client = Client(REMOTE_ADDR="10.0.0.1")
    for number in range(present.AXES_FAILURE_LIMIT):
        made_up = {"X-Forwarded-For": f"192.0.2.{number}"}
        client.post(SIGN_IN, {"username": "karin", "password": "x"}, headers=made_up)
    assert try_it("karin", PASSWORD) == 429


@pytest.mark.parametrize("name", ["x" * 5000, "\0", "名前", "' OR 1=1 --", "karin\n"])
def test_strange_names_are_answered_as_any_other(name: str) -> None:
    assert try_it(name, "wrong") == 422


def test_a_wrong_name_and_a_wrong_password_read_the_same() -> None:
    pages = [
        Client().post(SIGN_IN, {"username": name, "password": "wrong"}).content.decode()
        for name in ("karin", "nobody")
    ]
    pages = [re.sub(r'value="(karin|nobody|[A-Za-z0-9]{64})"', "", page) for page in pages]
    assert pages[0] == pages[1]


def test_an_unknown_name_takes_as_long(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

    def give(_: Work) -> None:
        account = Account.objects.get(username="karin")
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])

    work(SYSTEM, NOW).run(give)

    def seconds(name: str, address: str) -> float:
        begin = perf_counter()
        try_it(name, "wrong", address)
        return perf_counter() - begin

    times = {"karin": [], "nobody": []}  # type: dict[str, list[float]]
    for number in range(7):
        for name, found in times.items():
            found.append(seconds(name, f"10.0.1.{number}"))
    known, unknown = (median(times[name]) for name in ("karin", "nobody"))
    assert 0.5 < unknown / known < 2


def test_who_may_not_sign_in_any_more_cannot(town: Town) -> None:
    visitor = Visitor(town.karin)
    assert visitor.get(reverse("today")).status == 200
    with plumbing():
        Account.objects.filter(username="karin").update(is_active=False)
    assert try_it("karin", PASSWORD) == 422
    assert visitor.get(reverse("today")).address.startswith(SIGN_IN)


# --- the session ----------------------------------------------------------------------------


def test_signing_in_gives_a_new_session() -> None:
    client = Client()
    client.cookies[present.SESSION_COOKIE_NAME] = "of-somebody-who-set-a-trap"
    client.post(SIGN_IN, {"username": "karin", "password": PASSWORD})
    first = client.cookies[present.SESSION_COOKIE_NAME].value
    assert first != "of-somebody-who-set-a-trap"
    client.post(SIGN_IN, {"username": "peter", "password": PASSWORD})
    second = client.cookies[present.SESSION_COOKIE_NAME].value
    assert second != first
    stolen = Client()
    stolen.cookies[present.SESSION_COOKIE_NAME] = first
    assert stolen.get("/").status_code == 302


def test_signing_out_ends_the_session_everywhere() -> None:
    client = Client()
    client.post(SIGN_IN, {"username": "karin", "password": PASSWORD})
    key = client.cookies[present.SESSION_COOKIE_NAME].value
    assert client.get("/afmelden/").status_code == 405
    assert client.post("/afmelden/").status_code == 302
    again = Client()
    again.cookies[present.SESSION_COOKIE_NAME] = key
    assert again.get("/").status_code == 302


def test_leaving_quickly_ends_the_session_and_leads_elsewhere(settings: Settings) -> None:
    settings.TANDEM_AWAY = "https://weer.example/"
    client = Client()
    client.post(SIGN_IN, {"username": "karin", "password": PASSWORD})
    answered = client.get("/weg/")
    assert (answered.status_code, answered.headers["Location"]) == (302, "https://weer.example/")
    assert answered.headers["Clear-Site-Data"] == '"cache"'
    assert "no-store" in answered.headers["Cache-Control"]
    assert client.get("/").status_code == 302
    assert Client().get("/weg/").status_code == 302


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "///evil.example",
        "https:evil.example",
        "\x00//evil.example",
        " //evil.example",
    ],
)
def test_nobody_is_led_to_another_site(wanted: str) -> None:
    for address, sent in (
        (SIGN_IN, {"username": "karin", "password": PASSWORD}),
        ("/taal/", {"language": "en"}),
    ):
        answered = Client().post(address, {**sent, "next": wanted})
        assert answered.status_code == 302
        assert answered.headers["Location"] == reverse("today")


def test_one_goes_on_where_one_wanted_to_be() -> None:
    wanted = reverse("households")
    asked = Client().get(wanted)
    assert asked.headers["Location"] == f"{SIGN_IN}?next={wanted}"
    sent = {"username": "karin", "password": PASSWORD, "next": wanted}
    assert Client().post(SIGN_IN, sent).headers["Location"] == wanted


# --- pages ----------------------------------------------------------------------------------


def test_no_page_of_somebody_is_stored(town: Town) -> None:
    code = town.open().code
    chief = Visitor(town.chief)
    pages = ["/", "/huishoudens/", "/mijn-gegevens/"]
    pages += [f"/huishoudens/{code}/{name}/" for name in ("plan", "mensen", "past-het", "geld")]
    for page in pages:
        answered = chief.client.get(page)
        assert answered.status_code == 200, page
        assert answered.headers["Cache-Control"] == "no-store, private", page


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Noem dan dit nummer"), ("en", "Say this number")]
)
def test_pages_for_what_goes_wrong_quote_their_number(
    town: Town, language: str, words: str
) -> None:
    strict = Client(enforce_csrf_checks=True)
    client = Visitor(town.karin, language).client
    strict.cookies = client.cookies
    answers = {
        404: client.get("/er-is-hier-niets/"),
        403: strict.post("/mijn-gegevens/", {"language": "en"}),
    }
    for status, answered in answers.items():
        assert answered.status_code == status
        number = answered.headers["X-Request-Number"]
        html = answered.content.decode()
        assert re.fullmatch(r"\d{3}-\d{3}-\d{4}", number)
        assert number in html
        assert words in html
        assert f'<html lang="{language}">' in html
        assert "no-store" in answered.headers["Cache-Control"]


@pytest.mark.parametrize("address", [SIGN_IN, "/taal/", "/afmelden/", "/demo/iemand-anders/"])
def test_a_form_from_elsewhere_is_refused(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    sent = {"username": "karin", "password": PASSWORD, "language": "en", "person": "1"}
    assert client.post(address, sent).status_code == 403


# --- the demo -------------------------------------------------------------------------------


def test_outside_the_demo_there_is_no_switch_of_person(town: Town, settings: Settings) -> None:
    with plumbing():
        desk = Professional.objects.create(name="Wim", organisation=Organisation.objects.get())
        made_up = Account.objects.create(
            username="wim", name="Wim Verzonnen", professional=desk, is_demo=True
        )
    number = str(made_up.pk)
    switch = reverse("demo-switch")
    assert Client().post(switch, {"person": number}).status_code == 302
    assert "demo-person" in Visitor(town.peter).get("/").html
    settings.TANDEM_DEMO = False
    assert Client().post(switch, {"person": number}).status_code == 404
    assert "demo-person" not in Visitor(town.peter).get("/").html
    page = Client().get(SIGN_IN).content.decode()
    assert "Wim" not in page
    assert "demo" not in page


def test_in_the_demo_nobody_becomes_somebody_real(town: Town) -> None:
    for person in (str(town.karin.account), "0", "x", "", "99999999999999999999"):
        assert Client().post(reverse("demo-switch"), {"person": person}).status_code == 404
