"""The second step: asked of who works here, never skipped, and nobody is locked out by others."""

from __future__ import annotations

import re

import pytest
from django.conf import settings as present
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tandem.records.people.models import CodeApp, RecoveryCode
from tandem.records.sign_in import OF_STRANGERS
from tandem.records.signing.alone import only
from tandem.records.signing.factors import new_paper
from tests.actions.town import Town, build
from tests.web.signing import PASSWORD, account, code, first_step, give_app, give_password, is_in
from tests.web.visitors import Visitor

pytestmark = pytest.mark.django_db

SECOND = "/inloggen/tweede-stap/"


@pytest.fixture(autouse=True)
def town(settings: Settings) -> Town:
    settings.TANDEM_SECOND_STEP = True
    found = build()
    give_password("karin", "peter")
    return found


def give(client: Client, typed: str) -> int:
    return client.post(SECOND, {"code": typed}).status_code


def test_a_password_alone_lets_nobody_in_who_works_here(town: Town) -> None:
    client = first_step("karin")
    assert not is_in(client)
    stopped = client.post(reverse("sign-in"), {"username": "karin", "password": PASSWORD})
    assert stopped.status_code == 403
    assert "no second step yet" in stopped.content.decode()
    give_app(town.karin)
    client = first_step("karin")
    assert not is_in(client)
    assert "Second step" in client.get(SECOND).content.decode()
    assert not is_in(client)


def test_with_the_code_of_the_app_one_is_in(town: Town) -> None:
    secret = give_app(town.karin)
    client = first_step("karin", next=reverse("households"))
    before = client.cookies[present.SESSION_COOKIE_NAME].value
    answered = client.post(SECOND, {"code": f" {code(secret)[:3]} {code(secret)[3:]}"})
    assert answered.headers["Location"] == reverse("households")
    assert is_in(client)
    assert client.cookies[present.SESSION_COOKIE_NAME].value != before


def test_a_code_is_taken_once(town: Town) -> None:
    secret = give_app(town.karin)
    taken = code(secret)
    assert give(first_step("karin"), taken) == 302
    seen = first_step("karin", Client(REMOTE_ADDR="10.1.0.9"))
    assert give(seen, taken) == 422
    assert give(seen, code(secret, 1)) == 302


def test_a_wrong_code_lets_nobody_in(town: Town) -> None:
    secret = give_app(town.karin)
    wrong = f"{(int(code(secret)) + 7) % 10**6:06}"
    client = first_step("karin")
    for typed in (wrong, "", "abcdef", "0" * 50, "²²²²²²", "\0"):
        assert give(client, typed) == 422
    assert not is_in(client)


def test_the_second_step_belongs_to_the_first(town: Town) -> None:
    secret = give_app(town.karin)
    assert Client().get(SECOND).headers["Location"] == reverse("sign-in")
    assert give(Client(), code(secret)) == 302
    stranger = Client()
    assert not is_in(stranger)
    client = first_step("karin")
    give_password("karin")  # a password that changed meanwhile
    assert client.get(SECOND).status_code == 302


def test_the_secret_is_not_readable_in_the_database(town: Town) -> None:
    secret = give_app(town.karin)
    with only(town.karin.account or 0):
        kept = CodeApp.objects.get().secret
    assert secret not in kept
    assert len(kept) > 100


def test_a_code_on_paper_works_once(town: Town) -> None:
    give_app(town.karin)
    codes = new_paper(town.karin.account or 0)
    assert len(set(codes)) == 10
    assert give(first_step("karin"), codes[0].upper().replace("-", " ")) == 302
    assert give(first_step("karin"), codes[0]) == 422
    assert give(first_step("karin"), codes[1]) == 302
    with only(town.karin.account or 0):
        assert RecoveryCode.objects.count() == 8


def test_who_guesses_codes_stops_nobody_else(town: Town) -> None:
    """Somebody who has the password tries codes; the owner still gets in where she was before."""
    secret = give_app(town.karin)
    own = first_step("karin")
    assert give(own, code(secret)) == 302
    codes = new_paper(town.karin.account or 0)
    thief = first_step("karin", Client(REMOTE_ADDR="10.9.0.1"))
    answers = [give(thief, "000000") for _ in range(OF_STRANGERS.tries + 1)]
    assert set(answers[:-1]) <= {422}
    assert answers[-1] == 429
    own.post(reverse("sign-out"))
    first_step("karin", own)
    assert give(own, code(secret, 1)) == 302
    assert is_in(own)
    elsewhere = first_step("karin", Client(REMOTE_ADDR="10.9.0.2"))
    assert give(elsewhere, codes[3]) == 302
    assert give(first_step("peter"), "000000") == 302  # not asked: he has no second step


def test_guesses_from_the_same_address_do_not_stop_a_known_browser(town: Town) -> None:
    """A former partner behind the same connection cannot keep somebody out."""
    secret = give_app(town.karin)
    own = first_step("karin")
    give(own, code(secret))
    own.post(reverse("sign-out"))
    last = 0
    for number in range(present.AXES_FAILURE_LIMIT + 2):
        wrong = {"username": "karin", "password": f"guess {number}"}
        last = Client(REMOTE_ADDR="10.1.0.1").post(reverse("sign-in"), wrong).status_code
    assert last == 429
    first_step("karin", own)
    assert give(own, code(secret, 1)) == 302


def test_a_known_browser_is_of_one_name_and_cannot_be_made_up(town: Town) -> None:
    give_app(town.karin)
    made_up = Client(REMOTE_ADDR="10.1.0.5")
    made_up.cookies[present.TANDEM_BROWSER_COOKIE] = "karin:browser:0:xyz"
    status = 0
    for number in range(present.AXES_FAILURE_LIMIT):
        sent = {"username": "karin", "password": f"guess {number}"}
        status = made_up.post(reverse("sign-in"), sent).status_code
    assert status == 429


# --- one's own page -------------------------------------------------------------------------


def signed_in(town: Town) -> tuple[Client, str]:
    secret = give_app(town.karin)
    client = first_step("karin")
    assert give(client, code(secret)) == 302
    return client, secret


def test_sensitive_things_ask_who_one_is_again(town: Town, settings: Settings) -> None:
    client, secret = signed_in(town)
    page = reverse("my-sign-in-second")
    assert client.get(page).status_code == 200
    settings.TANDEM_FRESH_MINUTES = -1
    asked = client.get(page)
    assert asked.status_code == 302
    again = asked.headers["Location"]
    assert again.startswith(reverse("sign-in-again"))
    settings.TANDEM_FRESH_MINUTES = 10
    wrong = {"password": PASSWORD, "code": "000000", "next": page}
    assert client.post(reverse("sign-in-again"), wrong).status_code == 422
    right = wrong | {"code": code(secret, 1)}
    assert client.post(reverse("sign-in-again"), right | {"password": "x"}).status_code == 422
    assert client.post(reverse("sign-in-again"), right).headers["Location"] == page
    evil = right | {"code": "", "next": "https://evil.example/"}
    assert "evil" not in client.post(reverse("sign-in-again"), evil).headers.get("Location", "")


@pytest.mark.parametrize("route", ["my-sign-in-second-remove", "my-sign-in-password"])
def test_what_changes_signing_in_is_sensitive(town: Town, settings: Settings, route: str) -> None:
    client, _ = signed_in(town)
    settings.TANDEM_FRESH_MINUTES = -1
    sent = {"do": "app", "password": "een-heel-ander-woord", "repeated": "een-heel-ander-woord"}
    answered = client.post(reverse(route), sent)
    assert reverse("sign-in-again") in answered.headers["Location"]
    assert account(town.karin).check_password(PASSWORD)


def test_the_only_second_step_stays(town: Town) -> None:
    client, _ = signed_in(town)
    page = client.post(reverse("my-sign-in-second-remove"), {"do": "app"}, follow=True)
    assert "only second step" in page.content.decode()
    with only(town.karin.account or 0):
        assert CodeApp.objects.count() == 1


def test_a_new_password_ends_every_other_session(town: Town) -> None:
    client, secret = signed_in(town)
    other = first_step("karin", Client(REMOTE_ADDR="10.1.0.2"))
    assert give(other, code(secret, 1)) == 302
    new = "zeven-blauwe-fietsen"
    short = client.post(reverse("my-sign-in-password"), {"password": "kort", "repeated": "kort"})
    assert short.status_code == 422
    assert "12 characters" in short.content.decode()
    different = {"password": new, "repeated": "iets-anders-dan-dat"}
    assert client.post(reverse("my-sign-in-password"), different).status_code == 422
    assert is_in(other)
    done = client.post(reverse("my-sign-in-password"), {"password": new, "repeated": new})
    assert done.status_code == 302
    assert is_in(client)
    assert not is_in(other)
    assert account(town.karin).check_password(new)


def test_own_sessions_are_listed_and_ended(town: Town) -> None:
    secret = give_app(town.karin)
    agents = {"10.1.0.1": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", "10.1.0.2": "x"}
    clients = []
    for number, (address, agent) in enumerate(agents.items()):
        client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
        first_step("karin", client)
        assert give(client, code(secret, number)) == 302
        clients.append(client)
    first, second = clients
    page = second.get(reverse("my-sign-in")).content.decode()
    assert "Firefox, Windows" in page
    assert "10.1.0" not in page
    (number,) = re.findall(r'name="session" value="(\d+)"', page)
    stranger = Visitor(town.peter)
    stranger.send(reverse("my-sign-in-sessions"), session=number)
    assert is_in(first)
    second.post(reverse("my-sign-in-sessions"), {"session": number})
    assert not is_in(first)
    assert is_in(second)


def test_signing_out_everywhere(town: Town) -> None:
    client, secret = signed_in(town)
    other = first_step("karin", Client(REMOTE_ADDR="10.1.0.2"))
    give(other, code(secret, 1))
    stolen = Visitor(town.karin)  # a session that stands in no list
    client.post(reverse("my-sign-in-sessions"), {"do": "everywhere"})
    assert [is_in(one) for one in (client, other, stolen.client)] == [True, False, False]
