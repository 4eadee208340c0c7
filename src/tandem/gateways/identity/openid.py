"""A provider at the other end of the network: OpenID Connect, with a code, PKCE and a nonce."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import jwt
import requests

from tandem.gateways.identity.configured import Provider, is_safe
from tandem.gateways.identity.provider import (
    Failure,
    IdentityError,
    Person,
    Question,
    check_level,
)

WAIT = (3.05, 6.0)
"""Seconds to connect, and until an answer begins."""
LARGEST = 500_000
LEEWAY = 30
"""Seconds that the provider's clock may differ from ours."""
KEPT = 600.0
"""Seconds that the addresses and keys of a provider are kept."""
SELDOM = 30.0
"""Seconds between two times that unknown keys make us ask again."""
LONGEST_SUBJECT = 255
JUST_NOW = 120
"""Seconds: who must prove anew who he or she is, did so this short ago."""

Json = Mapping[str, Any]


class OpenId:
    """The real end. Keeps the addresses and keys of the provider for a few minutes."""

    def __init__(self, provider: Provider, clock: Callable[[], float] = time.monotonic) -> None:
        self._provider = provider
        self._clock = clock
        self._kept: dict[str, tuple[float, Json]] = {}

    def address_for(self, question: Question) -> str:
        """Return where a browser goes to sign in. Raises IdentityError."""
        asked = {
            "response_type": "code",
            "client_id": self._provider.client_id,
            "redirect_uri": question.redirect,
            "scope": " ".join(self._provider.scopes),
            "state": question.state,
            "nonce": question.nonce,
            "code_challenge": question.challenge,
            "code_challenge_method": "S256",
        }
        if self._provider.least:
            levels = self._provider.levels
            asked["acr_values"] = " ".join(levels[levels.index(self._provider.least) :])
        if question.fresh:
            asked |= {"prompt": "login", "max_age": "0"}
        address = self._place("authorization_endpoint")
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def person(self, question: Question, code: str) -> Person:
        """Return who it is, for the code that came back. Raises IdentityError."""
        person = self._read(self._token(question, code), question)
        check_level(self._provider, person)
        return person

    def _token(self, question: Question, code: str) -> str:
        answered = self._send(
            "POST",
            self._place("token_endpoint"),
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": question.redirect,
                "code_verifier": question.verifier,
            },
            auth=(self._provider.client_id, self._provider.secret),
        )
        token = answered.get("id_token")
        if not isinstance(token, str):
            raise IdentityError(Failure.BAD_TOKEN, "no token")
        return token

    def _read(self, token: str, question: Question) -> Person:
        try:
            said = jwt.decode(
                token,
                self._key_of(token),
                algorithms=list(self._provider.algorithms),
                audience=self._provider.client_id,
                issuer=self._provider.issuer,
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise IdentityError(Failure.BAD_TOKEN, type(error).__name__) from None
        self._check(said, question)
        return _person(said, self._provider.subject)

    def _check(self, said: Json, question: Question) -> None:
        """Check what the library does not: that it answers this question, and is for us alone."""
        if not hmac.compare_digest(str(said.get("nonce", "")), question.nonce):
            raise IdentityError(Failure.BAD_TOKEN, "nonce")
        several = isinstance(said["aud"], list) and len(said["aud"]) > 1
        if (several or "azp" in said) and said.get("azp") != self._provider.client_id:
            raise IdentityError(Failure.BAD_TOKEN, "azp")
        proved = said.get("auth_time")
        if question.fresh and (
            not isinstance(proved, int) or said["iat"] - proved > JUST_NOW + LEEWAY
        ):
            raise IdentityError(Failure.BAD_TOKEN, "auth_time")

    def _key_of(self, token: str) -> jwt.PyJWK:
        wanted = jwt.get_unverified_header(token).get("kid")
        address = self._place("jwks_uri")
        for oldest in (KEPT, SELDOM):
            keys = jwt.PyJWKSet.from_dict(dict(self._get(address, oldest))).keys
            fitting = [one for one in keys if one.public_key_use in {None, "sig"}]
            found = [one for one in fitting if one.key_id == wanted]
            if found:
                return found[0]
            if wanted is None and len(fitting) == 1:
                return fitting[0]
        raise IdentityError(Failure.BAD_TOKEN, "unknown key")

    def _place(self, name: str) -> str:
        issuer = self._provider.issuer
        known = self._get(f"{issuer.rstrip('/')}/.well-known/openid-configuration", KEPT)
        address = known.get(name)
        if known.get("issuer") != issuer or not isinstance(address, str) or not is_safe(address):
            raise IdentityError(Failure.UNREACHABLE, f"its {name} cannot be trusted")
        return address

    def _get(self, address: str, oldest: float) -> Json:
        at, held = self._kept.get(address, (0.0, {}))
        if not held or self._clock() - at > oldest:
            held = self._send("GET", address)
            self._kept[address] = (self._clock(), held)
        return held

    def _send(self, method: str, address: str, **more: Any) -> Json:  # noqa: ANN401 - of requests
        try:
            with requests.request(
                method, address, timeout=WAIT, allow_redirects=False, stream=True, **more
            ) as answered:
                if method == "POST" and 400 <= answered.status_code < 500:
                    raise IdentityError(Failure.REFUSED)
                body = answered.raw.read(LARGEST, decode_content=True)
                read = json.loads(body)
        except (requests.RequestException, OSError, ValueError) as error:
            raise IdentityError(Failure.UNREACHABLE, type(error).__name__) from None
        if answered.status_code != 200 or not isinstance(read, dict):
            raise IdentityError(Failure.UNREACHABLE, str(answered.status_code))
        return read


def _person(said: Json, claim: str) -> Person:
    subject = said.get(claim)
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise IdentityError(Failure.BAD_TOKEN, "no subject")
    amr = said.get("amr")
    means = tuple(str(one) for one in amr) if isinstance(amr, list) else ()
    return Person(subject, str(said.get("acr", "")), means)
