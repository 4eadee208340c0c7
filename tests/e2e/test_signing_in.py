"""Signing in with a real browser: an app with codes, a passkey, and a provider that runs here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tandem.gateways.identity.configured import Kind, Provider
from tandem.gateways.identity.ends import put_in_place
from tandem.gateways.identity.openid import OpenId
from tandem.gateways.identity.provider import Question
from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tandem.records.signing.factors import set_code_app
from tandem.records.signing.identities import bind
from tandem.records.signing.otp import STEP_SECONDS, code_at, new_secret
from tests.browser import fits, leave_by, violations
from tests.e2e.conftest import Window
from tests.e2e.family import PASSWORD

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
    # What the provider of the tests is written with says that it will change.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def secret(window: Window, settings: Settings) -> str:  # noqa: ARG001 - its people are there first
    """Samira, with an app with codes; the second step is asked."""
    settings.TANDEM_SECOND_STEP = True
    made = new_secret()
    set_code_app(samira(), made, 0, timezone.now())
    return made


def samira() -> int:
    with plumbing():
        return int(Account.objects.get(username="samira").pk)


def code(secret: str, ahead: int = 0) -> str:
    return code_at(secret, int(timezone.now().timestamp() // STEP_SECONDS) + ahead)


def give_password(window: Window) -> Page:
    page = window.open("/inloggen/")
    page.fill("#username", "samira")
    page.fill("#password", PASSWORD)
    leave_by(page.locator("main button", has_text="Inloggen").first)
    return page


def give_code(page: Page, typed: str) -> None:
    expect(page.locator("h1")).to_have_text("Tweede stap")
    page.fill("#code", typed)
    leave_by(page.locator("main button", has_text="Verder"))


def well_made(page: Page) -> None:
    for width in (360, 1280):
        assert fits(page, width)
        assert violations(page) == []


def test_an_app_and_then_a_passkey_as_the_only_step(window: Window, secret: str) -> None:
    page = give_password(window)
    well_made(page)
    wrong = f"{(int(code(secret)) + 7) % 10**6:06}"
    give_code(page, wrong)
    expect(page.locator("main")).to_contain_text("Deze code klopt niet")
    give_code(page, code(secret))
    page.wait_for_url(lambda address: "inloggen" not in address)

    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto(f"{window.place}/mijn-gegevens/inloggen/tweede-stap/")
    well_made(page)
    page.fill("#name", "laptop van Samira")
    page.locator("button", has_text="Toegangssleutel maken").click()
    expect(page.locator("main")).to_contain_text("laptop van Samira")
    well_made(page)

    leave_by(page.locator("button:visible", has_text="Afmelden").first)
    page.goto(f"{window.place}/inloggen/?next=/huishoudens/")
    well_made(page)
    page.locator("button", has_text="Inloggen met een toegangssleutel").click()
    page.wait_for_url(f"{window.place}/huishoudens/")

    # Without finger, face or code of its own it is one step: it does not do alone.
    number = {"authenticatorId": added["authenticatorId"]}
    session.send("WebAuthn.setUserVerified", {**number, "isUserVerified": False})
    page.context.clear_cookies()
    page.goto(f"{window.place}/inloggen/")
    expect(page.locator("[data-trouble]")).to_be_hidden()
    page.locator("button", has_text="Inloggen met een toegangssleutel").click()
    expect(page.locator("[data-trouble]")).to_be_visible()
    # After the password it does.
    give_password(window)
    page.locator("button", has_text="Toegangssleutel gebruiken").click()
    page.wait_for_url(lambda address: "inloggen" not in address)


def test_without_scripts_there_is_the_code(bare_window: Window, settings: Settings) -> None:
    settings.TANDEM_SECOND_STEP = True
    made = new_secret()
    set_code_app(samira(), made, 0, timezone.now())
    page = give_password(bare_window)
    assert not page.locator("form[data-passkey]").filter(visible=True).count()
    give_code(page, code(made))
    page.wait_for_url(lambda address: "inloggen" not in address)


# --- a provider -----------------------------------------------------------------------------


class Confused(OpenId):
    """Brings real tokens, of the provider itself, that are meant for another site."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(provider)
        self._other = OpenId(replace(provider, client_id="another-site"))

    def address_for(self, question: Question) -> str:
        return self._other.address_for(question)

    def _token(self, question: Question, code: str) -> str:
        return self._other._token(question, code)


@contextmanager
def running(settings: Settings, seconds: int = 3600) -> Iterator[Provider]:
    age = timedelta(seconds=seconds)
    with run_server_in_thread(access_token_max_age=age) as server:
        provider = Provider(
            key="gemeente",
            kind=Kind.ORGANISATION,
            name="Gemeente Dommeldal",
            organisation="Gemeente",
            issuer=f"http://localhost:{server.server_port}",
            client_id="tandem",
            secret_from="TEST_PROVIDER_SECRET",  # noqa: S106 - the name of a variable
        )
        settings.TANDEM_PROVIDERS = {"gemeente": provider}
        yield provider


def by_provider(window: Window, subject: str) -> Page:
    window.page.context.clear_cookies()
    page = window.open("/inloggen/")
    leave_by(page.locator("a", has_text="Inloggen met Gemeente Dommeldal"))
    page.fill("input[name=sub]", subject)
    leave_by(page.locator("button", has_text="Authorize").first)
    page.wait_for_url(f"{window.place}/**")
    return page


@pytest.mark.usefixtures("family")
def test_a_round_trip_to_a_provider_and_what_can_go_wrong(
    window: Window, secret: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_PROVIDER_SECRET", "geheim")
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    bind(samira(), "gemeente", "s-4711", timezone.now())
    backs: list[str] = []
    window.page.on("request", lambda one: backs.append(one.url) if "/terug/" in one.url else None)
    with running(settings) as provider:
        give_code(by_provider(window, "s-4711"), code(secret))
        window.page.wait_for_url(lambda address: "inloggen" not in address)
        (used,) = backs
        window.page.context.clear_cookies()
        window.page.goto(used)
        expect(window.page.locator("h1")).to_contain_text("is niet gelukt")
        well_made(window.page)
        nobody = by_provider(window, "s-4712")
        expect(nobody.locator("h1")).to_have_text("Gemeente Dommeldal kent u, maar Tandem nog niet")
        put_in_place(provider, Confused(provider))
        expect(by_provider(window, "s-4711").locator("h1")).to_contain_text("is niet gelukt")
    with running(settings, seconds=-3600):
        expect(by_provider(window, "s-4711").locator("h1")).to_contain_text("is niet gelukt")
    window.open("/")
    expect(window.page.locator("h1")).to_have_text("Inloggen")
