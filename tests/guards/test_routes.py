"""No page can be reached without the policy: every route is public by name, or asks a decision."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.database import set_up_django

set_up_django()

from tandem.core.access import Action  # noqa: E402
from tandem.web.urls import PUBLIC  # noqa: E402

OURS = frozenset({"healthz", "readyz"})
"""Routes for machines that watch over the site; they tell nothing about anybody."""
SAMPLE = {"code": "abcdefghjk", "agreement": 1, "goal": 1, "change": 1, "involvement": 1}


def routes(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one)
        else:
            yield one


def is_sample(pattern: URLPattern) -> bool:
    """Whether it is a page of the sheet of components, which holds made-up data only."""
    return pattern.callback.__module__.startswith("tandem.web.components")


def site() -> list[URLPattern]:
    return [one for one in routes(get_resolver()) if not is_sample(one)]


def test_every_route_has_its_own_name() -> None:
    names = [one.name for one in site()]
    assert None not in names
    assert len(names) == len(set(names))


def test_every_route_is_public_by_name_or_asks_a_decision_of_the_policy() -> None:
    open_routes = {
        one.name
        for one in site()
        if one.name not in PUBLIC | OURS
        and not isinstance(getattr(one.callback, "policy", None), Action)
    }
    assert open_routes == set()


SENSITIVE = frozenset(
    {Action.USE_BSN, Action.USE_RIGHTS, Action.OPEN_EMERGENCY, Action.OFF_BOARD, Action.CONFIGURE}
) | {
    *(Action.INVITE_COLLEAGUE, Action.INVITE_MEMBER, Action.SET_REPRESENTATIVE),
    *(Action.ANSWER_REQUEST, Action.CHANGE_OWN_SIGN_IN),
}
"""What is done only by who proved lately who he or she is."""
NO_PROOF = {
    "rights-correction": "asks something, and somebody answers it later",
    "rights-destruction": "asks something; whoever answers it proves who she is",
    "leaving": "chooses who leaves; what that one holds is behind a proof",
    "destruction-stop": "keeps what is there, and may be in a hurry",
    "my-sign-in": "shows how one signs in, and changes nothing",
    "my-sign-in-sessions": "ends sessions, and may be in a hurry",
    "sign-in-again": "is where one proves it",
    "sign-in-paper": "shows codes that were just made, once",
}
PROVED_TOO = {"authority", "discretion", "destruction-go"}
"""Routes that share a decision with what is not sensitive."""


def test_what_is_sensitive_asks_who_one_is_anew() -> None:
    asks = {one.name for one in site() if getattr(one.callback, "fresh", False)}
    wanted = {one.name for one in site() if getattr(one.callback, "policy", None) in SENSITIVE}
    assert asks == (wanted - set(NO_PROOF)) | PROVED_TOO
    assert set(NO_PROOF) <= {one.name for one in site()}


def test_what_is_public_exists() -> None:
    assert {one.name for one in site()} >= PUBLIC


def guarded() -> list[str]:
    return sorted(str(one.name) for one in site() if one.name not in PUBLIC | OURS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", guarded())
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_not_signed_in_is_led_to_signing_in(name: str, method: str) -> None:
    pattern = next(one for one in site() if one.name == name)
    wanted = pattern.pattern.converters
    address = reverse(
        name, kwargs={key: SAMPLE.get(key, 1) for key in _all_arguments(name, wanted)}
    )
    answered = getattr(Client(), method)(address, {"nonsense": uuid4().hex})
    assert answered.status_code in {302, 405}
    if answered.status_code == 302:
        assert answered.headers["Location"].startswith(reverse("sign-in"))


def _all_arguments(name: str, own: dict[str, object]) -> list[str]:
    """Return the arguments of a route with those of what it is included in."""
    for candidate in ([*own], ["code", *own]):
        try:
            reverse(name, kwargs={key: SAMPLE.get(key, 1) for key in candidate})
        except Exception:  # noqa: BLE001, S112 - the next may fit
            continue
        return candidate
    raise AssertionError(name)
