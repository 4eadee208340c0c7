"""The way of a guest by the pages, and everybody who tries it without being asked."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.actions.guests.ask import withdraw_link
from tandem.core.access import SYSTEM, LinkState
from tandem.records.people.models import Involvement
from tandem.records.plans.models import GuestAnswer, GuestLetter
from tandem.records.work import work
from tests.actions.guests.practice import MAIL, QUESTION, Practice
from tests.web.five_plans import Household, household
from tests.web.visitors import Page, _read

pytestmark = pytest.mark.django_db

WRONG = "This code is not right, or it no longer works."
NOWHERE = "A" * 43


class Guest:
    """A browser of somebody without an account, without scripts."""

    def __init__(self) -> None:
        self.client = Client()
        self.client.cookies["language"] = "en"

    def get(self, address: str) -> Page:
        return _read(self.client.get(address, follow=True), address)

    def send(self, address: str, **fields: str) -> Page:
        return _read(self.client.post(address, fields, follow=True), address)

    def come_in(self, at: str, practice: Practice, link: int) -> Page:
        self.send(at, do="code", by="text")
        return self.send(at, do="enter", code=practice.sealed(link, is_code=True))


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


@pytest.fixture
def practice(five: Household, monkeypatch: pytest.MonkeyPatch) -> Practice:
    def now() -> datetime:
        five.family.at += timedelta(minutes=1)
        return five.family.at

    monkeypatch.setattr("tandem.web.pages.guest.now", now)
    return Practice(five.family)


def at(practice: Practice, link: int) -> str:
    return reverse("guest-link", kwargs={"secret": practice.sealed(link)})


HERE = "/gast/"


# --- asking ---------------------------------------------------------------------------------


def test_who_leads_asks_and_sees_what_becomes_of_it(five: Household, practice: Practice) -> None:
    samira = five.visitor("samira")
    page = samira.get(five.at("agreement", agreement=practice.agreement))
    assert "Ask by a link Dr. Els Bos has no account." in page.text
    form = samira.get(five.at("guest-ask", agreement=practice.agreement))
    assert form.status == 200
    sent = samira.send(form.address, asks="check", mail=MAIL, telephone="06 00 00 00 00")
    assert "The letter is on its way" in sent.text
    (link,) = practice.links()
    assert (link.mail, link.telephone) == (MAIL, "0600000000")
    assert samira.get(form.address).value("mail") == MAIL
    where = five.at("guest-change", agreement=practice.agreement)
    again = samira.send(where, link=str(link.id), do="again")
    assert "Withdrawn: the link no longer works" in again.text
    assert [one.state(five.family.at) for one in practice.links()] == [
        LinkState.WAITING,
        LinkState.WITHDRAWN,
    ]
    assert samira.send(where, link="99999", do="withdraw").status == 404


def test_what_is_missing_is_told_at_once(five: Household, practice: Practice) -> None:
    where = five.at("guest-ask", agreement=practice.agreement)
    page = five.visitor("samira").send(where, asks="question", mail="a@b", telephone="12")
    assert page.status == 422
    for words in ("Write your question.", "Give the e-mail address", "ten digits"):
        assert words in page.text
    assert practice.links() == ()


def test_only_who_leads_or_answers_for_it_asks(five: Household, practice: Practice) -> None:
    where = five.at("guest-ask", agreement=practice.agreement)
    fields = {"asks": "check", "mail": MAIL}
    for who, status in (("kevin", 403), ("marloes", 403), ("stranger", 404)):
        assert five.visitor(who).get(where).status == status
        assert five.visitor(who).send(where, **fields).status == status
    assert practice.links() == ()


def test_who_can_sign_in_is_not_asked_by_a_link(five: Household, practice: Practice) -> None:
    therapy = five.agreement("Therapie")
    where = five.at("guest-ask", agreement=therapy)
    assert five.visitor("samira").get(where).status == 404
    assert (
        "by a link" not in five.visitor("samira").get(five.at("agreement", agreement=therapy)).text
    )
    assert five.visitor("samira").send(where, asks="check", mail=MAIL).status == 404
    assert practice.links() == ()


# --- the way --------------------------------------------------------------------------------


def test_a_guest_confirms_and_sees_one_agreement(five: Household, practice: Practice) -> None:
    link = practice.ask()
    guest = Guest()
    where = at(practice, link)
    assert guest.get(where).status == 200
    page = guest.come_in(where, practice, link)
    assert (page.status, page.address) == (200, HERE)
    for words in ("Is this right?", "Kevin", "9:00", "Samira Haddou", "leads the plan"):
        assert words in page.text, words
    for words in ("Lotte", "Marloes", "Dirk", "Therap", "De Vries,", "clash", five.family.code):
        assert words not in page.text, words
    done = guest.send(HERE, do="confirms", version=page.value("version"))
    assert "You answered on 14" in done.text
    assert "this is right" in done.text
    (kept,) = practice.links()
    assert kept.state(five.family.at) is LinkState.ANSWERED
    again = guest.send(HERE, do="not-right", version="1", text="Toch niet")
    assert "You answered on 14" in again.text
    seen = five.visitor("samira").get(five.at("agreement", agreement=practice.agreement))
    assert "Answered on 14" in seen.text
    gone = guest.send(HERE, do="leave")
    assert "This visit is over" in gone.text
    assert "This visit is over" in guest.get(HERE).text


def test_a_line_is_read_back_before_it_is_sent(practice: Practice) -> None:
    link = practice.ask()
    guest = Guest()
    page = guest.come_in(at(practice, link), practice, link)
    version = page.value("version")
    line = "huisarts: Kevin, di 11-11:30, vanaf 4 januari 2027"
    read = guest.send(HERE, do="changes", version=version, line=line, read="")
    assert "This is how we read it" in read.text, read.text
    assert "11:00" in read.text
    assert read.value("read") == line
    other = guest.send(HERE, do="changes", version=version, line=line + " ", read="iets anders")
    assert "Thank you" not in other.text
    wrong = guest.send(HERE, do="read", version=version, line="huisarts: Karin, di 11-12")
    assert wrong.status == 422
    done = guest.send(HERE, do="changes", version=version, line=line, read=line)
    assert "it is otherwise" in done.text
    (kept,) = practice.links()
    assert kept.answer is not None
    assert kept.answer.text == line


def test_one_question_is_answered_in_words(five: Household, practice: Practice) -> None:
    link = practice.ask(QUESTION)
    guest = Guest()
    page = guest.come_in(at(practice, link), practice, link)
    assert QUESTION.question in page.text
    empty = guest.send(HERE, do="answers", version=page.value("version"), text=" ")
    assert (empty.status, "Write your answer." in empty.text) == (422, True)
    refused = guest.send(HERE, do="confirms", version=page.value("version"))
    assert refused.status == 403
    done = guest.send(HERE, do="answers", version=page.value("version"), text="Ja, om tien uur.")
    assert "Ja, om tien uur." in done.text
    seen = five.visitor("samira").get(five.at("agreement", agreement=practice.agreement))
    assert "Ja, om tien uur." in seen.text


def test_every_look_is_noted_with_the_link(five: Household, practice: Practice) -> None:
    link = practice.ask()
    guest = Guest()
    guest.come_in(at(practice, link), practice, link)
    guest.get(HERE)
    from tandem.records.audit.models import Look

    pages = five.family.run(
        "samira",
        lambda _: list(
            Look.objects.filter(page__startswith="guest").values_list("page", "actor_id")
        ),
    )
    assert pages == [(f"guest-agreement {link}", None)] * 2


# --- attacks --------------------------------------------------------------------------------


def plain(page: Page, secret: str) -> str:
    """What came back, but for the address that was asked for."""
    return page.html.replace(secret, "")


def test_nothing_tells_whether_a_link_exists(five: Household, practice: Practice) -> None:
    old, gone, good = practice.ask(), practice.ask(), practice.ask()
    secrets = [practice.sealed(one) for one in (old, gone, good)]
    family = five.family
    family.run("samira", lambda w: withdraw_link(w, family.code, key=practice.key, link=gone))
    secrets += [NOWHERE, "zzqq"]
    for fields in (None, {"do": "code", "by": "text"}, {"do": "enter", "code": "000000"}):
        answers = set()
        for secret in secrets:
            where = reverse("guest-link", kwargs={"secret": secret})
            page = Guest().get(where) if fields is None else Guest().send(where, **fields)
            answers.add((page.status, plain(page, secret)))
        assert len(answers) == 1, fields


def test_a_page_with_a_secret_in_its_address_tells_nobody(practice: Practice) -> None:
    response = Client().get(at(practice, practice.ask()))
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert not response.cookies


def test_a_code_is_guessed_five_times_and_no_more(practice: Practice) -> None:
    link = practice.ask()
    where = at(practice, link)
    guest = Guest()
    guest.send(where, do="code", by="mail")
    code = practice.sealed(link, is_code=True)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        assert WRONG in guest.send(where, do="enter", code=wrong).text
    assert WRONG in guest.send(where, do="enter", code=code).text
    assert guest.come_in(where, practice, link).address == HERE


def test_an_old_or_used_code_lets_nobody_in(practice: Practice) -> None:
    link = practice.ask()
    where = at(practice, link)
    guest = Guest()
    guest.send(where, do="code", by="text")
    first = practice.sealed(link, is_code=True)
    practice.family.at += timedelta(minutes=2)
    guest.send(where, do="code", by="text")
    second = practice.sealed(link, is_code=True)
    if first != second:
        assert WRONG in Guest().send(where, do="enter", code=first).text
    assert guest.send(where, do="enter", code=second).address == HERE
    assert WRONG in Guest().send(where, do="enter", code=second).text
    guest.send(where, do="code", by="text")
    third = practice.sealed(link, is_code=True)
    practice.family.at += timedelta(minutes=10)
    assert WRONG in Guest().send(where, do="enter", code=third).text


def test_codes_are_neither_a_flood_nor_a_way_to_lock_others_out(practice: Practice) -> None:
    one, other = practice.ask(), practice.ask(QUESTION)
    where = at(practice, one)
    for _ in range(30):
        practice.family.at += timedelta(seconds=30)
        Guest().send(where, do="code", by="mail")
    counted = practice.family.run(
        "samira", lambda _: GuestLetter.objects.filter(link_id=one, is_code=True).count()
    )
    assert counted == 10
    assert Guest().come_in(at(practice, other), practice, other).address == HERE
    practice.family.at += timedelta(days=1)
    assert Guest().come_in(where, practice, one).address == HERE


def test_a_visit_is_to_one_link_and_ends(practice: Practice) -> None:
    one, other = practice.ask(), practice.ask(QUESTION)
    guest = Guest()
    guest.come_in(at(practice, one), practice, one)
    assert "Send me a code" in guest.get(at(practice, other)).text
    code = practice.sealed(one, is_code=True)
    assert WRONG in guest.send(at(practice, other), do="enter", code=code).text
    assert QUESTION.question not in guest.get(HERE).text
    practice.family.at += timedelta(minutes=30)
    assert "This visit is over" in guest.get(HERE).text
    assert "This visit is over" in guest.send(HERE, do="confirms", version="1").text
    stranger = Guest()
    stranger.client.cookies["guest"] = NOWHERE
    assert "This visit is over" in stranger.get(HERE).text


def test_hidden_fields_lead_to_no_other_agreement(five: Household, practice: Practice) -> None:
    link = practice.ask()
    guest = Guest()
    page = guest.come_in(at(practice, link), practice, link)
    other = five.agreement("Therapie")
    more = {
        "agreement": str(other),
        "key": "therapy",
        "link": "1",
        "household": "1",
        "owner": "karin",
    }
    assert "Therap" not in guest.get(f"{HERE}?agreement={other}&link=1").text
    stale = guest.send(HERE, do="confirms", version="7", **more)
    assert "changed meanwhile" in stale.text
    done = guest.send(HERE, do="confirms", version=page.value("version"), **more)
    assert "this is right" in done.text
    assert five.family.row("therapy").answers == ()
    given = five.family.run("samira", lambda _: list(GuestAnswer.objects.values_list("link_id")))
    assert given == [(link,)]


@pytest.mark.parametrize("ended", ["withdrawn", "expired", "stopped helping", "another owner"])
def test_a_link_that_is_over_ends_the_visit_too(
    five: Household, practice: Practice, ended: str
) -> None:
    link = practice.ask()
    guest = Guest()
    guest.come_in(at(practice, link), practice, link)
    family = five.family
    if ended == "withdrawn":
        family.run("samira", lambda w: withdraw_link(w, family.code, key=practice.key, link=link))
    elif ended == "expired":
        family.at += timedelta(days=14)
    elif ended == "stopped helping":
        family.run(
            "samira",
            lambda w: Involvement.objects.filter(professional_id=practice.professional).update(
                until=w.at
            ),
        )
    else:
        from tandem.records.plans.models import Agreement

        family.run(
            "samira",
            lambda _: Agreement.objects.filter(pk=practice.agreement).update(
                owner_involvement=None, owner_member_id=family.numbers["kevin"]
            ),
        )
    assert "This visit is over" in guest.get(HERE).text
    assert "This visit is over" in guest.send(HERE, do="confirms", version="1").text
    guest.send(at(practice, link), do="code", by="text")
    kinds = family.run("samira", lambda _: GuestLetter.objects.filter(is_code=True).count())
    assert kinds == 1


def test_a_form_of_another_site_does_nothing(practice: Practice) -> None:
    link = practice.ask()
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    assert client.post(at(practice, link), {"do": "code"}).status_code == 403
    assert client.post(HERE, {"do": "leave"}).status_code == 403
    same = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    assert same.post(at(practice, link), {"do": "code"}).status_code == 200


def test_a_guest_opens_no_page_of_the_site(five: Household, practice: Practice) -> None:
    link = practice.ask()
    guest = Guest()
    guest.come_in(at(practice, link), practice, link)
    for name in ("plan", "people", "check", "history"):
        assert guest.get(five.at(name)).address.startswith("/inloggen/")
    assert work(SYSTEM, five.family.at).run(lambda _: GuestLetter.objects.count()) == 0
