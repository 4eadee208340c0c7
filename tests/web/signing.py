"""People who sign in for real in tests: with a password, a second step, an invitation."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tandem.core.access import SYSTEM, Actor
from tandem.records.people.models import Account
from tandem.records.sign_in import Backend
from tandem.records.signing.factors import set_code_app
from tandem.records.signing.otp import STEP_SECONDS, code_at, new_secret
from tandem.records.work import Work, work
from tandem.scenarios.moment import NOW
from tests.web.visitors import Visitor

PASSWORD = "samen-fietsen-naar-huis"  # noqa: S105 - of somebody who does not exist


def give_password(*names: str) -> None:
    def give(_: Work) -> None:
        for name in names:
            account = Account.objects.get(username=name)
            account.set_password(PASSWORD)
            account.language = "en"
            account.save(update_fields=["password", "language"])

    work(SYSTEM, NOW).run(give)


def account(actor: Actor) -> Account:
    found = Backend().get_user(actor.account or 0)
    assert found is not None
    return found


def give_app(actor: Actor) -> str:
    """Give an account an app with codes; return its secret."""
    secret = new_secret()
    set_code_app(actor.account or 0, secret, 0, timezone.now())
    return secret


def code(secret: str, ahead: int = 0) -> str:
    """The code that the app shows, or the one after it."""
    return code_at(secret, int(timezone.now().timestamp() // STEP_SECONDS) + ahead)


def first_step(name: str, client: Client | None = None, **more: str) -> Client:
    client = client or Client(REMOTE_ADDR="10.1.0.1")
    client.cookies["language"] = "en"
    client.post(reverse("sign-in"), {"username": name, "password": PASSWORD} | more)
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("my-details")).status_code == 200


def link_in(html: str) -> str:
    found = re.search(r'class="secret">\s*(\S+?)\s*<', html)
    assert found is not None
    return unescape(found.group(1)).replace("http://testserver", "")


def invite_peter(inviter: Actor) -> str:
    """Invite Peter, who has an account already, as the page does; return the link."""
    visitor = Visitor(inviter)
    number = visitor.get(reverse("invite")).html
    found = re.search(r'name="professional" value="(\d+)"[^>]*><span>Peter', number)
    assert found is not None
    return link_in(visitor.send(reverse("invite"), professional=found.group(1), do="invite").html)
