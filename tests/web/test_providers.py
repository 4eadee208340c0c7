"""Signing in at a provider, with one that runs here: every way in which it can go wrong, too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from html import unescape

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.core import signing
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from oidc_provider_mock import run_server_in_thread
from pytest_django import Settings

from tandem.gateways.identity.configured import Kind, Provider, SecondStep, providers_of
from tandem.gateways.identity.ends import put_in_place
from tandem.gateways.identity.memory import Memory
from tandem.gateways.identity.openid import OpenId
from tandem.gateways.identity.provider import Person
from tandem.records.people.models import Identity
from tandem.records.signing.alone import only
from tandem.records.signing.identities import TakenError, bind
from tandem.web.pages.providers import SALT
from tests.actions.town import MOMENT, Town, build
from tests.web.signing import code, give_app, give_password, is_in
from tests.web.test_invitations import FIRST, invite, shown_secret

pytestmark = [
    pytest.mark.django_db,
    # What the provider of the tests is written with says that it will change.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]

EMPLOYER = "Gemeente Dommeldal"
SUBJECT = "f6d2-karin"
LEVELS = ("low", "substantial", "high")
Run = Callable[..., Provider]


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Starts a provider at this machine and tells the site of it."""
    monkeypatch.setenv("TEST_PROVIDER_SECRET", "geheim")
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with ExitStack() as stack:

        def start(seconds: int = 3600, **more: object) -> Provider:
            age = timedelta(seconds=seconds)
            server = stack.enter_context(run_server_in_thread(access_token_max_age=age))
            return tell(settings, issuer=f"http://localhost:{server.server_port}", **more)

        yield start


def tell(settings: Settings, **more: object) -> Provider:
    told = {
        "key": "oever",
        "kind": Kind.ORGANISATION,
        "name": "GGZ De Oever",
        "organisation": EMPLOYER,
        "issuer": "https://login.oever.example",
        "client_id": "tandem",
        "secret_from": "TEST_PROVIDER_SECRET",
    }
    provider = Provider(**(told | more))  # type: ignore[arg-type]
    settings.TANDEM_PROVIDERS = {**settings.TANDEM_PROVIDERS, provider.key: provider}
    return provider


@pytest.fixture(autouse=True)
def town(settings: Settings) -> Town:
    settings.TANDEM_SECOND_STEP = True
    settings.TANDEM_PROVIDERS = {}
    found = build()
    give_password("karin", "peter")
    return found


def visitor() -> Client:
    client = Client()
    client.cookies["language"] = "en"
    return client


def go(client: Client, key: str = "oever", purpose: str = "in") -> str:
    """Go to the provider; return where it is."""
    return str(client.get(f"/inloggen/bij/{key}/?next=/huishoudens/&for={purpose}")["Location"])


def sign_in_there(address: str, subject: str = SUBJECT) -> str:
    """Sign in at the provider; return where it sends somebody back to."""
    answered = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=5)
    assert answered.status_code == 302
    return answered.headers["Location"].replace("http://testserver", "")


def known(town: Town, subject: str = SUBJECT) -> None:
    bind(town.karin.account or 0, "oever", subject, MOMENT)


def stopped(client: Client, address: str) -> str:
    answered = client.get(address)
    assert answered.status_code in {403, 503}
    assert not is_in(client)
    title = re.search(r"<h1>(.*?)</h1>", answered.content.decode())
    assert title is not None
    return unescape(title.group(1))


# --- a provider that runs here --------------------------------------------------------------


def test_the_round_trip_and_the_second_step_here(run: Run, town: Town) -> None:
    run()
    known(town)
    secret = give_app(town.karin)
    client = visitor()
    back = sign_in_there(go(client))
    assert client.get(back)["Location"] == reverse("sign-in-second")
    assert not is_in(client)
    done = client.post(reverse("sign-in-second"), {"code": code(secret)})
    assert done["Location"] == "/huishoudens/"
    assert is_in(client)


def test_somebody_without_an_account_is_told_so(run: Run, town: Town) -> None:
    run()
    client = visitor()
    assert stopped(client, sign_in_there(go(client))).endswith("but Tandem does not yet")
    known(town)
    # The mail address that another provider vouches for is nobody's name here.
    client = visitor()
    assert stopped(client, sign_in_there(go(client), "karin@example.org")).endswith("not yet")


def test_a_token_that_is_too_old_lets_nobody_in(run: Run, town: Town) -> None:
    run(seconds=-3600)
    known(town)
    client = visitor()
    assert "did not work out" in stopped(client, sign_in_there(go(client)))


def token_for(client: Client, address: str, audience: str) -> str:
    """Return a token that the provider itself signed, for this question but another client."""
    held = signing.loads(client.cookies["question"].value, salt=SALT)
    back = sign_in_there(address.replace("client_id=tandem", f"client_id={audience}"))
    found = re.search(r"code=([^&]+)", back)
    assert found is not None
    sent = {
        "grant_type": "authorization_code",
        "code": found.group(1),
        "redirect_uri": held["question"]["redirect"],
        "code_verifier": held["question"]["verifier"],
    }
    place = f"{address.split('/oauth2', maxsplit=1)[0]}/oauth2/token"
    answered = requests.post(place, data=sent, auth=(audience, "x"), timeout=5)
    return str(answered.json()["id_token"])


def forged(client: Client, address: str, algorithm: str) -> str:
    """Return a token that somebody else made, of what the provider itself would say."""
    real = token_for(client, address, "tandem")
    said = jwt.decode(real, options={"verify_signature": False})
    keys = {"none": None, "HS256": "tandem" * 10, "RS256": generate_private_key(65537, 2048)}
    return jwt.encode(said, keys[algorithm], algorithm=algorithm)  # type: ignore[arg-type]


def test_a_token_for_another_site_lets_nobody_in(
    run: Run, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    known(town)
    give_app(town.karin)
    for audience, lets_in in (("another-site", False), ("tandem", True)):
        client = visitor()
        address = go(client)
        token = token_for(client, address, audience)
        monkeypatch.setattr(OpenId, "_token", lambda *_, token=token: token)
        answered = client.get(sign_in_there(address))
        assert (answered.status_code == 302) is lets_in, audience


@pytest.mark.parametrize("algorithm", ["none", "HS256", "RS256"])
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    run: Run, town: Town, monkeypatch: pytest.MonkeyPatch, algorithm: str
) -> None:
    run()
    known(town)
    client = visitor()
    address = go(client)
    token = forged(client, address, algorithm)
    monkeypatch.setattr(OpenId, "_token", lambda *_: token)
    assert "did not work out" in stopped(client, sign_in_there(address))


def test_what_was_used_lets_nobody_in_again(run: Run, town: Town) -> None:
    run()
    known(town)
    give_app(town.karin)
    client = visitor()
    address = go(client)
    question = client.cookies["question"].value
    back = sign_in_there(address)
    assert client.get(back).status_code == 302
    assert "did not work out" in stopped(client, back)  # the question was thrown away
    thief = visitor()
    assert "did not work out" in stopped(thief, back)  # and others asked none
    thief.cookies["question"] = question
    assert "did not work out" in stopped(thief, back)  # and the code was used


def test_an_answer_to_another_question_lets_nobody_in(run: Run, town: Town) -> None:
    """Login CSRF: somebody is led back with the code of somebody else."""
    run()
    known(town)
    attacker, victim = visitor(), visitor()
    theirs = sign_in_there(go(attacker))
    own = sign_in_there(go(victim))
    state = re.search(r"state=([^&]+)", own)
    assert state is not None
    mixed = re.sub(r"state=[^&]+", state.group(0), theirs)
    assert "did not work out" in stopped(victim, mixed)  # the nonce is of another question


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_it_leads_to_no_other_site(run: Run, town: Town, evil: str) -> None:
    run(second_step=SecondStep.PROVIDER, second_step_amr=("mfa",))
    known(town)
    secret = give_app(town.karin)
    client = visitor()
    address = client.get("/inloggen/bij/oever/", {"next": evil})["Location"]
    client.get(sign_in_there(address))
    assert client.post(reverse("sign-in-second"), {"code": code(secret)})["Location"] == "/"


def test_a_provider_that_does_not_answer(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_PROVIDER_SECRET", "geheim")
    tell(settings, issuer="http://localhost:9")
    assert "cannot be reached now" in stopped(visitor(), "/inloggen/bij/oever/")
    assert visitor().get("/inloggen/bij/nobody/").status_code == 404


# --- one that lives in memory ---------------------------------------------------------------


def memory(settings: Settings, person: Person, **more: object) -> Memory:
    end = Memory(tell(settings, **more), {"a-code": person})
    put_in_place(end.provider, end)
    return end


def come_back(client: Client, end: Memory, purpose: str = "in") -> str:
    go(client, end.provider.key, purpose)
    return f"/inloggen/terug/{end.provider.key}/?code=a-code&state={end.asked[-1].state}"


def digid(settings: Settings, acr: str) -> Memory:
    return memory(
        settings,
        Person("900000001", acr),
        key="digid",
        kind=Kind.DIGID,
        name="DigiD",
        organisation="",
        levels=LEVELS,
        least="substantial",
    )


@pytest.mark.parametrize("acr", ["low", "", "unknown"])
def test_a_level_of_assurance_that_is_too_low_is_refused(settings: Settings, acr: str) -> None:
    client = visitor()
    end = digid(settings, acr)
    assert stopped(client, come_back(client, end)) == "You need a stronger way to sign in"


def test_a_level_that_is_high_enough_goes_on(settings: Settings) -> None:
    client = visitor()
    assert "does not yet" in stopped(client, come_back(client, digid(settings, "high")))


def test_what_a_provider_calls_somebody_is_not_kept(town: Town) -> None:
    bind(town.karin.account or 0, "digid", "900000001", MOMENT)
    with only(town.karin.account or 0):
        kept = bytes(Identity.objects.get().subject)
    assert b"900000001" not in kept
    assert len(kept) == 32
    with pytest.raises(TakenError):
        bind(town.peter.account or 0, "digid", "900000001", MOMENT)


def test_a_second_step_at_the_provider_counts_when_it_shows(settings: Settings, town: Town) -> None:
    known(town)
    give_app(town.karin)
    there = {"second_step": SecondStep.PROVIDER, "second_step_amr": ("mfa",)}
    for amr, expected in (((), False), (("pwd",), False), (("pwd", "mfa"), True)):
        client = visitor()
        end = memory(settings, Person(SUBJECT, amr=amr), **there)
        client.get(come_back(client, end))
        assert is_in(client) is expected, amr


def test_a_provider_vouches_for_its_own_people_alone(settings: Settings, town: Town) -> None:
    known(town)
    client = visitor()
    end = memory(settings, Person(SUBJECT), organisation="Iemand anders")
    assert "does not yet" in stopped(client, come_back(client, end))


def test_an_invitation_is_taken_at_a_provider(settings: Settings, town: Town) -> None:
    settings.TANDEM_SECOND_STEP = True
    end = memory(settings, Person("new-colleague"))
    client = visitor()
    client.get(invite(town))
    page = client.get(reverse("invitation")).content.decode()
    assert "Sign in with GGZ De Oever" in page
    back = client.get(come_back(client, end, "join"), follow=True)
    assert back.redirect_chain[-1][0] == reverse("invitation-second")
    secret = shown_secret(client)
    client.post(reverse("invitation-second"), {"code": code(secret)})
    assert is_in(client)
    end.codes["a-code"] = Person("new-colleague")
    again = visitor()
    assert again.get(come_back(again, end))["Location"] == reverse("sign-in-second")
    taken = visitor()
    taken.get(invite(town, name="Iemand Anders"))
    end.codes["a-code"] = Person("new-colleague")
    taken.get(come_back(taken, end, "join"))
    sent = {"code": code(shown_secret(taken))}
    refused = taken.post(reverse("invitation-second"), sent)
    assert "somebody else" in refused.content.decode()
    assert not is_in(taken)
    assert FIRST["username"] == "Noor"


def test_coming_back_for_an_invitation_without_one_is_nothing(settings: Settings) -> None:
    client = visitor()
    end = memory(settings, Person("x"))
    client.get(come_back(client, end, "join"))
    assert client.get(reverse("invitation")).status_code == 404
    assert not is_in(client)


def test_who_stops_there_is_told_that_nothing_happened(settings: Settings) -> None:
    client = visitor()
    end = memory(settings, Person(SUBJECT))
    back = come_back(client, end).replace("code=a-code", "error=access_denied")
    assert stopped(client, back) == "You stopped at GGZ De Oever"


# --- the file that names them ---------------------------------------------------------------

GOOD = {
    "key": "oever",
    "kind": "organisation",
    "name": "GGZ De Oever",
    "organisation": "GGZ De Oever",
    "issuer": "https://login.oever.example",
    "client_id": "tandem",
    "secret_from": "TEST_PROVIDER_SECRET",
}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"issuer": "http://login.oever.example"}, "https"),
        ({"issuer": "https://user@login.oever.example"}, "https"),
        ({"key": "De Oever"}, "small letters"),
        ({"secret_from": "NOT_THERE"}, "NOT_THERE is not set"),
        ({"scopes": ["profile"]}, "openid"),
        ({"algorithms": ["none"]}, "not safe"),
        ({"algorithms": ["HS256"]}, "not safe"),
        ({"organisation": ""}, "name the organisation"),
        ({"kind": "digid"}, "levels"),
        ({"least": "high"}, "least level"),
        ({"second_step": "provider"}, "second step"),
        ({"colour": "blue"}, "colour"),
        ({"kind": "friend"}, "kind"),
    ],
)
def test_what_is_wrong_in_the_file_is_told(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, object], told: str
) -> None:
    monkeypatch.setenv("TEST_PROVIDER_SECRET", "geheim")
    assert list(providers_of({"providers": [GOOD]})) == ["oever"]
    with pytest.raises(ImproperlyConfigured, match=told):
        providers_of({"providers": [GOOD | changed]})


def test_two_with_one_key_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_PROVIDER_SECRET", "geheim")
    with pytest.raises(ImproperlyConfigured, match="same key"):
        providers_of({"providers": [GOOD, GOOD]})
    with pytest.raises(ImproperlyConfigured):
        providers_of({"others": [GOOD]})
