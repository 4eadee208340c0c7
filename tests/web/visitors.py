"""Somebody who is signed in and asks for pages, at a fixed moment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from typing import Any

from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from tandem.core.access import Actor
from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tandem.records.sign_in import FRESH
from tests.actions.town import MOMENT

NOW = MOMENT + timedelta(hours=1)
TAGS = re.compile(r"<[^>]+>")
DROPPED = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)

OF_CHANCE = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*')
"""A token may happen to hold a short name, such as Nel, that must not stand on the page."""


@dataclass
class Page:
    """What came back, as somebody reads it."""

    status: int
    address: str
    html: str
    text: str

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', self.html)
        if found is None:
            found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>([^<]*)</textarea>', self.html)
        assert found is not None, name
        return unescape(found.group(1))

    def chosen(self, value: str) -> bool:
        """Whether a choice is made."""
        return bool(
            re.search(
                rf'value="{re.escape(value)}"(?: id="[^"]*")? (?:selected|checked)', self.html
            )
        )


@dataclass
class Visitor:
    """A browser without scripts."""

    actor: Actor
    language: str = "en"
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        with plumbing(), override_settings(AXES_ENABLED=False):
            self.client.force_login(
                Account.objects.get(pk=self.actor.account or 0),
                backend="tandem.records.sign_in.Backend",
            )
            if settings.TANDEM_SECOND_STEP:
                prove_now(self.client)
        self.client.cookies["language"] = self.language

    def get(self, address: str) -> Page:
        return _read(self.client.get(address, follow=True), address)

    def send(self, address: str, **fields: object) -> Page:
        """Send a form and follow where it leads; `born_1` stands for the field `born-1`."""
        given = {re.sub(r"_(\d+)$", r"-\1", name): value for name, value in fields.items()}
        return _read(self.client.post(address, given, follow=True), address)


def prove_now(client: Client) -> None:
    """Note that somebody signed in this very moment, as signing in for real does."""
    session = client.session
    session[FRESH] = timezone.now().timestamp()
    session.save()


def _read(response: Any, address: str) -> Page:  # noqa: ANN401 - with what the client adds
    chain = getattr(response, "redirect_chain", [])
    html = OF_CHANCE.sub("x", response.content.decode())
    text = unescape(TAGS.sub(" ", DROPPED.sub(" ", html)))
    return Page(
        response.status_code, chain[-1][0] if chain else address, html, " ".join(text.split())
    )
