"""An invitation works once, for a while, for whom it was meant; here is only a hash of it."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tandem.core.access import SYSTEM, Actor, Duty
from tandem.records.door import plumbing
from tandem.records.people.models import Account, Invitation, Organisation
from tandem.records.signing.alone import told
from tandem.records.signing.otp import code_at, step_of
from tandem.records.signing.sealed import fingerprint, fingerprints, seal, unseal
from tandem.records.work import work
from tandem.web.refs import number_of
from tests.actions.town import MOMENT, Town, build, involve, professional
from tests.web.signing import PASSWORD, code, is_in, link_in
from tests.web.test_second_step import SECOND
from tests.web.visitors import NOW, Visitor

pytestmark = pytest.mark.django_db

NEW = {"name": "Noor Willems", "function": "jeugdconsulent", "do": "invite"}
FIRST = {"username": "Noor", "password": PASSWORD, "repeated": PASSWORD}


@pytest.fixture(autouse=True)
def town(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Town:
    settings.TANDEM_SECOND_STEP = True
    for place in ("doors", "joining"):
        monkeypatch.setattr(f"tandem.web.pages.{place}.now", lambda: NOW)
    return build()


def organisation() -> str:
    with plumbing(), connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM people_organisation")
        return str(cursor.fetchone()[0])


def other_desk() -> Actor:
    """Somebody at the front desk who has nothing to do with any household."""
    return work(SYSTEM, MOMENT).run(
        lambda _: professional(Organisation.objects.get(), "Els", Duty.FRONT_DESK)
    )


def invite(town: Town, **more: object) -> str:
    sent = NEW | {"organisation": organisation()} | more
    return link_in(Visitor(town.desk).send(reverse("invite"), **sent).html)


def take(link: str, **more: str) -> Client:
    """Open a link and do the first step."""
    client = Client()
    client.cookies["language"] = "en"
    client.get(link)
    client.post(reverse("invitation"), FIRST | more)
    return client


def shown_secret(client: Client) -> str:
    page = client.get(reverse("invitation-second")).content.decode()
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found is not None
    return found.group(1).replace(" ", "")


def test_from_the_link_to_signed_in(town: Town) -> None:
    client = take(invite(town))
    assert not is_in(client)
    done = client.post(reverse("invitation-second"), {"code": code(shown_secret(client))})
    assert done.headers["Location"] == reverse("sign-in-paper")
    paper = client.get(reverse("sign-in-paper")).content.decode()
    codes = re.findall(r"<li>([a-z0-9]{5}-[a-z0-9]{5})</li>", paper)
    assert len(codes) == 10
    assert client.get(reverse("sign-in-paper")).status_code == 302  # shown once
    assert is_in(client)
    with plumbing():
        account = Account.objects.get(username="noor")
    assert (account.name, account.duties) == ("Noor Willems", [])
    again = Client()
    again.post(reverse("sign-in"), {"username": "noor", "password": PASSWORD})
    assert not is_in(again)
    again.post(SECOND, {"code": codes[0]})
    assert is_in(again)


def test_what_stands_in_the_link_is_kept_nowhere(town: Town) -> None:
    link = invite(town)
    token = link.strip("/").split("/")[-1]
    hashed = hashlib.sha256(token.encode()).digest()
    with told("app.invitation", hashed.hex()), connection.cursor() as cursor:
        row = Invitation.objects.get()
        cursor.execute("SELECT string_agg(e::text, '') FROM audit_event e")
        events = cursor.fetchone()[0] or ""
    assert bytes(row.fingerprint) == hashed
    assert token not in events


def test_nobody_who_works_here_leaves_the_second_step_out(town: Town) -> None:
    client = take(invite(town))
    for sent in ({"do": "skip"}, {"code": "000000"}, {}, {"answer": "{}"}, {"answer": "[1"}):
        assert client.post(reverse("invitation-second"), sent).status_code == 422
    assert not is_in(client)
    with plumbing():
        assert not Account.objects.filter(username="noor").exists()


def test_it_works_once(town: Town) -> None:
    link = invite(town)
    first, second = take(link), take(link, username="dief")
    secret = shown_secret(second)
    first.post(reverse("invitation-second"), {"code": code(shown_secret(first))})
    late = second.post(reverse("invitation-second"), {"code": code(secret)})
    assert late.status_code == 410
    assert not is_in(second)
    opened = Client(headers={"Cookie": "language=en"}).get(link)
    assert opened.status_code == 410


@pytest.mark.parametrize(("days", "status"), [(6.9, 302), (7.1, 410)])
def test_it_works_for_a_week(
    town: Town, monkeypatch: pytest.MonkeyPatch, days: float, status: int
) -> None:
    link = invite(town)
    monkeypatch.setattr("tandem.web.pages.joining.now", lambda: NOW + timedelta(days=days))
    assert Client().get(link).status_code == status


def test_a_withdrawn_one_opens_nothing(town: Town) -> None:
    link = invite(town)
    halfway = take(link)
    page = Visitor(town.chief).get(reverse("invitations"))
    assert "Noor Willems" in page.text
    (number,) = re.findall(r'name="invitation" value="(\d+)"', page.html)
    Visitor(town.peter).send(reverse("invitation-withdraw"), invitation=number)
    assert Client().get(link).status_code == 302  # he made it not
    Visitor(town.chief).send(reverse("invitation-withdraw"), invitation=number)
    assert Client().get(link).status_code == 410
    assert halfway.get(reverse("invitation")).status_code == 410
    assert "Noor" not in Visitor(town.chief).get(reverse("invitations")).text


def test_guessing_links_stops_at_an_address_and_a_right_link_still_opens(town: Town) -> None:
    link = invite(town)
    client = Client(REMOTE_ADDR="10.3.0.1")
    answers = {
        client.get(reverse("invitation-open", args=[f"x{n}"])).status_code for n in range(61)
    }
    assert answers == {404, 429}
    assert Client(REMOTE_ADDR="10.3.0.1").get(link).status_code == 302


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "kort", "repeated": "kort"}, "at least 12"),
        ({"password": "password1234", "repeated": "password1234"}, "Many people know"),
        ({"username": "n w"}, "three letters or more"),
        ({"repeated": "something else"}, "Type it twice"),
    ],
)
def test_what_is_weak_is_not_kept(town: Town, changed: dict[str, str], words: str) -> None:
    client = Client()
    client.cookies["language"] = "en"
    client.get(invite(town))
    answered = client.post(reverse("invitation"), FIRST | changed)
    assert answered.status_code == 422
    assert words in answered.content.decode()


def test_a_name_that_is_taken_is_told_and_the_link_goes_on_working(town: Town) -> None:
    client = take(invite(town), username="karin")
    secret = shown_secret(client)
    taken = client.post(reverse("invitation-second"), {"code": code(secret)})
    assert "Somebody else has this user name" in taken.content.decode()
    client.post(reverse("invitation"), FIRST)
    client.post(reverse("invitation-second"), {"code": code(shown_secret(client), 1)})
    assert is_in(client)


def test_who_has_an_account_gets_a_new_way_in_and_keeps_the_rest(town: Town) -> None:
    visitor = Visitor(town.desk)
    found = re.search(
        r'name="professional" value="(\d+)"[^>]*><span>Peter', visitor.get(reverse("invite")).html
    )
    assert found is not None
    chosen = {"professional": found.group(1), "do": "invite"}
    link = link_in(visitor.send(reverse("invite"), **chosen).html)
    old = Visitor(town.peter).client
    assert is_in(old)
    client = take(link, username="somebody-else")
    client.post(reverse("invitation-second"), {"code": code(shown_secret(client))})
    assert is_in(client)
    assert not is_in(old)
    with plumbing():
        assert Account.objects.get(pk=town.peter.account or 0).username == "peter"
        assert not Account.objects.filter(username="somebody-else").exists()


# --- who may invite -------------------------------------------------------------------------


def test_duties_come_from_a_team_leader(town: Town) -> None:
    sent = NEW | {"organisation": organisation(), "duties": "consultant"}
    for inviter, given in ((town.desk, []), (town.chief, ["consultant"])):
        link = link_in(Visitor(inviter).send(reverse("invite"), **sent).html)
        token = link.strip("/").split("/")[-1]
        hashed = hashlib.sha256(token.encode())
        with told("app.invitation", hashed.hexdigest()):
            duties = Invitation.objects.get(fingerprint=hashed.digest()).duties
        assert duties == given
    highest = sent | {"duties": "team-leader"}
    Visitor(town.chief).send(reverse("invite"), **highest)
    assert Visitor(town.karin).send(reverse("invite"), **sent).status == 403


def test_a_resident_is_invited_from_the_household_and_may_leave_the_second_step(
    town: Town,
) -> None:
    code_ = town.open().code
    involve(town, code_, town.peter)
    chief = Visitor(town.chief)
    member = reverse("member-new", kwargs={"code": code_})
    chief.send(member, name="Mila de Wit", born="1-1-1990")
    chief.send(member, name="Sam de Wit", born="1-1-2018")
    people = chief.get(reverse("people", kwargs={"code": code_})).html
    (address,) = re.findall(r'href="([^"]*/uitnodigen/[a-z2-7]+/)"', people)
    assert Visitor(town.karin).send(address).status == 404
    assert Visitor(town.peter).send(address).status == 403
    link = link_in(chief.send(address).html)
    assert "Mila" in Visitor(town.chief).get(reverse("invitations")).text
    assert "Mila" not in Visitor(other_desk()).get(reverse("invitations")).text
    client = take(link, username="mila")
    client.post(reverse("invitation-second"), {"do": "skip"})
    assert is_in(client)
    with plumbing():
        account = Account.objects.get(username="mila")
    assert (account.professional_id, account.duties) == (None, [])


def test_a_child_under_twelve_is_not_invited(town: Town) -> None:
    code_ = town.open().code
    chief = Visitor(town.chief)
    born = f"1-1-{MOMENT.year - 9}"
    chief.send(reverse("member-new", kwargs={"code": code_}), name="Sam", born=born)
    people = chief.get(reverse("people", kwargs={"code": code_})).html
    assert "/uitnodigen/" not in people
    (number,) = re.findall(r"/mensen/gezag/([a-z2-7]+)/", people)
    refused = chief.send(
        reverse("invite-member", kwargs={"code": code_, "member": number_of("member", number)})
    )
    assert refused.status == 422


def test_secrets_survive_a_new_key(settings: Settings) -> None:
    sealed, known = seal("secret"), fingerprint("x", "y")
    settings.TANDEM_SEALING_KEYS = ["another" * 10, *settings.TANDEM_SEALING_KEYS]
    assert unseal(sealed) == "secret"
    assert known in fingerprints("x", "y")
    assert fingerprint("x", "y") != known
    assert step_of("A" * 32, code_at("A" * 32, 10), 305) == 10


def test_searching_for_colleagues_is_for_who_may_invite_them(town: Town) -> None:
    """It was drawn for anybody who sent the form."""
    sent = {"q": "Pe", "do": "search"}
    assert "Peter" in Visitor(town.desk).send(reverse("invite"), **sent).html
    assert Visitor(town.karin).send(reverse("invite"), **sent).status == 403
    wrong = {"do": "invite"}
    assert Visitor(town.karin).send(reverse("invite"), **wrong).status == 403
