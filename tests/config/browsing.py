"""Somebody of the demo who is signed in, on a connection of his or her own."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.config.test_demo import Demo, comes
from tests.conftest import FULL

PATIENCE = 3000.0 if FULL else 300.0
"""Seconds until one gives up signing in; on a busy machine the site needs some time for it."""


@dataclass
class Person:
    """An account with the cookies of its browser."""

    demo: Demo
    account: int
    code: str
    """Of the household."""
    cookies: dict[str, str] = field(default_factory=dict, kw_only=True)

    def ask(self, address: str, fields: Mapping[str, object] | None = None) -> tuple[int, str]:
        """Return the status, and where it leads or else what it says; raises without an answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.demo.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        sent = None
        if fields is not None:
            token = {"csrfmiddlewaretoken": self.cookies["csrf"]}
            sent = urlencode({**token, **fields}, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request("GET" if sent is None else "POST", address, sent, headers)
            answer = line.getresponse()
            said = answer.read().decode()
        finally:
            line.close()
        for one in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(one).items()}
        return answer.status, answer.headers.get("Location", said)

    def sign_in(self) -> None:
        """Sign in; a site that was started this moment on a busy machine gets some time for it."""
        assert comes(self.is_signed_in, PATIENCE), self.demo.told()

    def is_signed_in(self) -> bool:
        """Try to sign in; whether that succeeded."""
        try:
            begun = self.ask("/inloggen/")[0] == 200
            return begun and self.ask("/demo/iemand-anders/", {"person": self.account})[0] == 302
        except (OSError, http.client.HTTPException):
            return False

    def at(self, address: str) -> str:
        return f"/huishoudens/{self.code}/{address}"
