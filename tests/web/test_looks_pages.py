"""*Wie keek er mee*: what stands there, asking why, and what an emergency opens."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, transaction
from django.urls import URLPattern

from tandem.actions.plans.discretion import shield_agreement
from tandem.core.access import Duty
from tandem.records.coordination.models import Item
from tandem.records.door import plumbing
from tandem.records.people.emergencies import Grounds, Wanted, open_access
from tandem.records.people.models import Membership, Person, Professional
from tandem.records.work import work
from tandem.web import urls
from tandem.web.pages.look_words import PAGES
from tandem.web.refs import number_of, ref
from tests.actions.plans.family import _helper
from tests.web.five_plans import Household, household
from tests.web.visitors import Page, Visitor

pytestmark = pytest.mark.django_db

REASON = "Karin belde in paniek, en niemand nam op"


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def somebody(five: Household, key: str, name: str, duty: Duty) -> Visitor:
    """Somebody of the municipality who is not involved."""
    made = five.family.run("chief", lambda _: _helper(name, "Gemeente", duty))
    five.family.actors[key] = made
    return five.visitor(key)


@pytest.fixture
def officer(five: Household) -> Visitor:
    """Who looks after privacy."""
    return somebody(five, "officer", "Noor Visser", Duty.PRIVACY_OFFICER)


def open_in_emergency(five: Household, who: str = "desk", **more: str) -> Page:
    given = {
        "name": "karin de vries",
        "born": "",
        "code": "",
        "kind": "danger",
        "reason": REASON,
        "withheld_reason": "",
        "withheld_until": "",
    }
    return five.visitor(who).send("/noodtoegang/", **{**given, **more})


@pytest.fixture
def desk(five: Household, officer: Visitor) -> Visitor:  # noqa: ARG001 - is there too
    """Somebody of the front desk."""
    return somebody(five, "desk", "Nel Brouwer", Duty.FRONT_DESK)


def looks(five: Household, who: str = "karin", language: str = "en", query: str = "") -> Page:
    return five.visitor(who, language).get(five.at("looks") + query)


# --- who looked -----------------------------------------------------------------------------


def test_a_look_stands_there_at_once_in_plain_words(five: Household) -> None:
    five.visitor("dirk").get(five.at("check"))
    told = looks(five)
    assert "Dirk Hofman of Schuldhulp looked at: Does it fit? Because" in told.text
    assert "Because: is involved, for" in told.text
    dutch = looks(five, language="nl")
    assert "Wie keek er mee" in dutch.text
    assert "Dirk Hofman van Schuldhulp keek naar: Past het? " in dutch.text
    assert "U keek naar: Wie keek er mee." in dutch.text
    assert "Maandag 14" in dutch.text.replace("\xa0", " ")


def test_what_was_so_when_it_happened_stays(five: Household) -> None:
    five.plan("dirk")
    five.family.run(
        "chief", lambda _: Professional.objects.filter(name="Dirk Hofman").update(name="Iemand")
    )
    assert "Dirk Hofman of Schuldhulp" in looks(five).text


def test_one_finds_it_from_every_page_who_may(five: Household) -> None:
    address = five.at("looks")
    for who, may in (("karin", True), ("samira", True), ("chief", True), ("dirk", False)):
        page = five.visitor(who).get(five.at("people"))
        assert (f'href="{address}"' in page.html) is may, who
        assert (looks(five, who).status == 200) is may, who
    assert looks(five, "stranger").status == 404


def test_of_one_person_and_page_by_page(five: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.web.pages.looks.A_PAGE", 3)
    for _ in range(4):
        five.plan("dirk")
    five.plan("bram")
    dirk = ref("account", five.family.actors["dirk"].account or 0)
    only = looks(five, query=f"?wie={dirk}")
    assert only.html.count("look__when") == 3
    assert "Bram Post of" not in only.text
    older = only.html.split("?wie=")[1].split('"')[0].replace("&amp;", "&")
    assert f"{dirk}&voor=" in older
    rest = looks(five, query=f"?wie={older}")
    assert rest.html.count("look__when") == 1
    assert looks(five, query="?voor=x&wie=-1").status == 200
    assert (
        looks(five, query=f"?wie={ref('account', 99_999_999)}").text.count("Nobody looked yet") == 1
    )


def test_every_page_of_a_household_has_words() -> None:
    views = [one for one in urls.household if isinstance(one, URLPattern)]
    names = {
        name for one in views for name in (getattr(one.callback, "look", None),) if name is not None
    }
    assert len(names) > 15
    assert names <= set(PAGES)


def test_what_could_not_be_kept_is_a_look_too(five: Household) -> None:
    answered = five.visitor("karin").send(five.at("goal-add"), text="")
    assert answered.status == 422
    assert "You looked at: a form." in looks(five).text


# --- asking why -----------------------------------------------------------------------------


def ask_link(page: Page) -> str:
    return page.html.split('class="look__ask"')[1].split('href="')[1].split('"')[0]


def test_a_question_goes_to_who_looks_after_privacy_and_comes_back_answered(
    five: Household, officer: Visitor
) -> None:
    five.plan("dirk")
    link = ask_link(looks(five))
    asked = five.visitor("karin").get(link)
    assert "Within 14 days" in asked.text
    assert five.visitor("karin", "nl").get(link).status == 200
    sent = five.visitor("karin").send(link, words="Waarom keek Dirk?")
    assert "Your question is on its way." in sent.text
    assert "Noor Visser answers no later than" in sent.text
    item = five.family.run("chief", lambda _: Item.objects.get(kind="look-question"))
    assert item.due_on == (five.family.at + timedelta(days=14)).date()

    today = officer.get("/")
    assert "Karin asks why somebody looked." in today.text
    waiting = officer.get(five.at("look-item", item=item.pk))
    assert "“Waarom keek Dirk?”" in waiting.text
    assert "Dirk Hofman of Schuldhulp looked at: Our plan." in waiting.text
    assert looks(five, "officer").status == 200
    assert officer.get(five.at("plan")).status == 403
    assert "De Vries" not in officer.get("/huishoudens/").text
    empty = officer.send(five.at("look-item", item=item.pk), words=" ")
    assert empty.status == 422
    assert "Answer in a few words." in empty.text
    done = officer.send(five.at("look-item", item=item.pk), words="Hij belde over de huur.")
    assert done.status == 200
    assert "asks why" not in officer.get("/").text
    assert looks(five, "officer").status == 404

    assert "Noor Visser answered: “Hij belde over de huur.”" in looks(five).text
    assert "Hij belde over de huur" in looks(five, "samira").text
    assert "Hij belde" not in looks(five, "kevin").text  # a question is of who asked it


def test_one_asks_once_and_not_about_oneself(five: Household) -> None:
    five.plan("dirk")
    link = ask_link(looks(five))
    karin = five.visitor("karin")
    assert karin.send(link, words="").status == 200
    assert "You asked this already." in karin.send(link, words="").text
    asked = number_of("look", link.split("/")[-3])
    assert asked is not None
    own = asked + 1
    assert "This was you yourself." in karin.send(five.at("look-question", look=own), words="").text
    for who, status in (("samira", 403), ("dirk", 403), ("stranger", 404)):
        visitor = five.visitor(who)
        assert visitor.send(link, words="").status == status, who
    assert karin.get(five.at("look-question", look=10**9)).status == 404


def test_without_a_privacy_officer_the_team_leader_answers(five: Household) -> None:
    five.plan("dirk")
    sent = five.visitor("karin").send(ask_link(looks(five)), words="")
    assert "Wil de Groot answers no later than" in sent.text
    assert "Karin asks why" in five.visitor("chief").get("/").text


def test_who_looked_does_not_answer_about_it(five: Household) -> None:
    five.visitor("chief").get(five.at("people"))
    sent = five.visitor("karin").send(ask_link(looks(five)), words="")
    assert "Samira Haddou answers no later than" in sent.text


def test_only_who_holds_it_reads_and_answers_it(five: Household) -> None:
    five.plan("dirk")
    five.visitor("karin").send(ask_link(looks(five)), words="")
    item = five.family.run("chief", lambda _: Item.objects.get(kind="look-question")).pk
    for who in ("samira", "karin", "dirk"):
        assert five.visitor(who).get(five.at("look-item", item=item)).status == 403, who
        sent = five.visitor(who).send(five.at("look-item", item=item), words="x")
        assert sent.status == 403, who
    assert five.visitor("stranger").get(five.at("look-item", item=item + 9)).status == 404


# --- in an emergency ------------------------------------------------------------------------


def test_an_emergency_opens_the_plan_for_three_hours(five: Household, desk: Visitor) -> None:
    assert desk.get(five.at("plan")).status == 404
    assert "Emergency access" in desk.get("/huishoudens/").text
    assert desk.get("/noodtoegang/").status == 200
    page = open_in_emergency(five, code=five.family.code, name="")
    assert page.status == 200
    assert page.address == five.at("plan")
    assert "Emergency access until" in page.text
    for route in ("check", "people", "history", "check"):
        opened = desk.get(five.at(route))
        assert opened.status == 200, route
        assert "Emergency access until" in opened.text, route
    for route in ("money", "load", "goal-new", "looks", "discretion", "agreement-new"):
        assert desk.get(five.at(route)).status in {403, 404}, route
    assert "Emergency access until" not in five.plan("samira").text
    five.family.at += timedelta(hours=2, minutes=30)
    assert desk.get(five.at("plan")).status == 200
    five.family.at += timedelta(hours=1)
    assert desk.get(five.at("plan")).status == 404


@pytest.mark.usefixtures("desk")
def test_others_are_told_and_the_family_sees_it(five: Household) -> None:
    open_in_emergency(five, code=five.family.code, name="")
    for who in ("samira", "officer"):
        today = five.visitor(who).get("/")
        assert "Nel Brouwer looked in an emergency: “Karin belde in paniek" in today.text, who
    told = looks(five)
    assert "Nel Brouwer of Gemeente looked at: Our plan." in told.text
    assert f"Emergency access: “{REASON}”." in told.text
    assert "emergency" not in five.visitor("karin").get(five.at("history")).text.lower()
    item = five.family.run(
        "chief",
        lambda _: Item.objects.get(holder_id=five.family.actors["samira"].professional),
    )
    notice = five.visitor("samira").get(five.at("look-item", item=item.pk))
    assert "without being involved" in notice.text
    assert REASON in notice.text
    done = five.visitor("samira").send(five.at("look-item", item=item.pk), words="Het was nodig.")
    assert "Nel Brouwer looked" not in done.text


def test_for_safety_the_family_sees_it_later(five: Household, desk: Visitor) -> None:
    until = (five.family.at + timedelta(days=10)).date()
    open_in_emergency(
        five,
        code=five.family.code,
        name="",
        withheld_reason="Er is gevaar als Karin dit ziet",
        withheld_until=until.isoformat(),
    )
    desk.get(five.at("check"))
    for who in ("karin", "kevin"):
        told = looks(five, who)
        assert "Nel" not in told.html, who
        assert "mergency" not in told.text, who
    assert "Nel Brouwer" in looks(five, "samira").text
    item = five.family.run("chief", lambda _: Item.objects.order_by("id").last())
    assert item is not None
    notice = five.visitor("officer").get(five.at("look-item", item=item.pk))
    assert "Er is gevaar als Karin dit ziet" in notice.text
    five.family.at += timedelta(days=11)
    assert "Nel Brouwer" in looks(five).text


def test_what_is_shielded_from_anybody_stays_closed(five: Household, desk: Visitor) -> None:
    row = five.family.row("therapy")
    five.family.run(
        "samira",
        lambda w: shield_agreement(
            w, five.family.code, key="therapy", member="karin", ground="Jeugdwet art. 7.3.11"
        ),
    )
    open_in_emergency(five, code=five.family.code, name="")
    for route in ("plan", "check", "history"):
        page = desk.get(five.at(route))
        assert page.status == 200
        assert row.title not in page.text, route
    assert desk.get(five.at("agreement", agreement=row.id)).status == 404
    assert row.title in five.plan("samira").text


MISSING: list[tuple[dict[str, str], str]] = [
    ({"name": "", "code": ""}, "Give the whole name"),
    ({"name": "Karin de Vries", "born": ""}, "Give the day of birth too"),
    ({"name": "Karin de Vries", "born": "32-1-2000"}, "Write the day like this"),
    ({"name": "Karin", "born": "1-1-1980"}, "No household is known by exactly this"),
    ({"name": "Karin%", "born": "1-1-1980"}, "No household is known by exactly this"),
    ({"code": "zzzz"}, "No household is known by exactly this"),
    ({"code": "HERE", "reason": "moet"}, "Say in your own words why"),
    ({"code": "HERE", "kind": "fun"}, "Choose what is the matter"),
    ({"code": "HERE", "withheld_reason": "gevaar"}, "until which day"),
    ({"code": "HERE", "withheld_until": "1-1-2027"}, "Say why the family"),
    (
        {"code": "HERE", "withheld_reason": "gevaar", "withheld_until": "1-1-2030"},
        "at most 90 days",
    ),
]


def test_what_is_missing_is_told(five: Household, desk: Visitor) -> None:
    for wanted, told in MISSING:
        given = wanted | {"code": five.family.code} if wanted.get("code") == "HERE" else wanted
        page = open_in_emergency(five, **given)
        assert page.status == 422, wanted
        assert told in page.text, wanted
    assert desk.get(five.at("plan")).status == 404
    assert "Nel" not in looks(five).text


@pytest.mark.usefixtures("desk")
def test_by_exact_name_and_birthday(five: Household) -> None:
    born = five.family.run("samira", lambda _: _born(five, "kevin"))
    page = open_in_emergency(five, name="  kevin   de VRIES ", born=born)
    assert page.address == five.at("plan")
    assert (
        "You opened this household already."
        in open_in_emergency(five, name="kevin de vries", born=born).text
    )


def _born(five: Household, key: str) -> str:
    row = Membership.objects.get(pk=five.family.numbers[key])
    Person.objects.filter(pk=row.person_id).update(name="Kevin de Vries")
    if row.person.born is None:
        Person.objects.filter(pk=row.person_id).update(born="2008-05-06")
        return "6-5-2008"
    return f"{row.person.born.day}-{row.person.born.month}-{row.person.born.year}"


@pytest.mark.usefixtures("desk")
def test_not_everybody_may_and_who_is_involved_need_not(five: Household) -> None:
    assert five.visitor("officer").get("/noodtoegang/").status == 403
    assert open_in_emergency(five, "officer", code=five.family.code).status == 403
    assert five.visitor("karin").get("/noodtoegang/").status == 403
    involved = open_in_emergency(five, "samira", code=five.family.code)
    assert "You have to do with this household already" in involved.text


def test_the_database_lets_nobody_in_for_longer(five: Household, desk: Visitor) -> None:
    wanted = Wanted(code=five.family.code)
    at = five.family.at
    for who, hours in (("desk", 4), ("officer", 1), ("karin", 1)):
        grounds = Grounds("danger", "langer dan mag", at + timedelta(hours=hours))
        with pytest.raises(DatabaseError), plumbing(), transaction.atomic():
            work(five.family.actors[who], at).run(
                partial(open_access, wanted=wanted, grounds=grounds)
            )
    assert desk.get(five.at("plan")).status == 404
