"""The pages of a plan, on the household of case C1, as somebody without scripts meets them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tandem.core.access import Actor
from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tandem.records.sign_in import actor_of
from tests.e2e.de_vries import build
from tests.e2e.family import DeVries
from tests.web.visitors import Page, Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> DeVries:
    return build()


def actor(name: str) -> Actor:
    with plumbing():
        return actor_of(Account.objects.get(username=name))


def visitor(name: str) -> Visitor:
    return Visitor(actor(name))


def number_in(page: Page, title: str) -> str:
    """Return the code of an agreement on a page."""
    row = page.html.split(f">{title}</a>")[0].rsplit('href="', 1)[1]
    return row.split("/afspraken/")[1].split("/")[0]


# --- who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", ["plan/", "past-het/", "mensen/", "plan.pdf", "voorstel/", "overleg/"]
)
def test_who_has_nothing_to_do_with_it_learns_nothing(family: DeVries, page: str) -> None:
    stranger = _stranger()
    assert Visitor(stranger).get(family.at(page)).status == 404
    assert Visitor(stranger).get(f"/huishoudens/zzzzzzzzzz/{page}").status == 404


def _stranger() -> Actor:
    from tandem.records.people.models import Organisation, Professional

    with plumbing():
        organisation = Organisation.objects.create(name="Elders")
        professional = Professional.objects.create(name="Vreemde", organisation=organisation)
        account = Account.objects.create(
            username="vreemde", name="Vreemde", professional=professional
        )
        return actor_of(account)


def test_without_the_right_there_is_a_reason(family: DeVries) -> None:
    kevin = visitor("kevin")
    plan = visitor("samira").get(family.at("plan/"))
    school = number_in(plan, "School")
    refused = kevin.get(family.at(f"afspraken/{school}/"))
    assert refused.status == 403
    assert (
        "Only who answers for this agreement, or who leads the plan, may do this." in refused.text
    )


def test_a_look_is_written_down(family: DeVries) -> None:
    from tandem.records.audit.models import Look
    from tandem.records.work import work

    visitor("kevin").get(family.at("plan/"))
    pages = work(actor("samira"), timezone.now()).run(
        lambda _: list(Look.objects.values_list("page", flat=True))
    )
    assert "plan" in pages


# --- the plan -----------------------------------------------------------------------------------


def test_the_plan_stands_under_the_goals_of_the_family(family: DeVries) -> None:
    page = visitor("samira").get(family.at("plan/"))
    assert "“Ik leer het vak van automonteur”" in page.text
    assert "15 clashes" in page.text
    assert "Samira Haddou" in page.text
    assert "088 000 01 23" in page.text


def test_the_plan_on_paper_is_tagged_and_says_who_leads(family: DeVries) -> None:
    printed = _client("samira").get(family.at("plan.pdf"))
    assert printed.headers["Content-Type"] == "application/pdf"
    assert "de-vries" not in printed.headers["Content-Disposition"].casefold()
    reader = PdfReader(BytesIO(printed.content))
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert catalog["/Lang"] == "nl"
    for sheet in reader.pages:
        assert "Samira Haddou" in sheet.extract_text()


def _client(name: str) -> Client:
    client = visitor(name).client
    client.cookies["language"] = "nl"
    return client


# --- goals and their order ----------------------------------------------------------------------


def test_a_goal_is_added_and_takes_its_place(family: DeVries) -> None:
    kevin = visitor("kevin")
    sent = kevin.send(family.at("doelen/toevoegen/"), own_words="Meer slapen", member="kevin")
    assert "The goal stands in the plan." in sent.text
    assert "Meer slapen" in kevin.get(family.at("mijn-plan/")).text


def test_a_goal_without_words_is_asked_again(family: DeVries) -> None:
    page = visitor("samira").send(family.at("doelen/toevoegen/"), own_words="", member="kevin")
    assert page.status == 422
    assert "Say what the goal is." in page.text
    assert page.chosen("kevin")


def test_the_order_goes_up_and_down(family: DeVries) -> None:
    samira = visitor("samira")
    before = samira.get(family.at("volgorde/"))
    words = before.html.split('class="own">')[1:]
    second = before.html.split('name="goal" value="')[2].split('"')[0]
    version = before.value("version")
    samira.send(family.at("volgorde/zetten/"), goal=second, move="up", version=version)
    after = samira.get(family.at("volgorde/"))
    assert after.html.split('class="own">')[1].split("<")[0] == words[1].split("<")[0]


def test_an_order_that_was_changed_meanwhile_is_not_overwritten(family: DeVries) -> None:
    samira = visitor("samira")
    page = samira.get(family.at("volgorde/"))
    sent = {
        "goal": page.html.split('name="goal" value="')[2].split('"')[0],
        "move": "up",
        "version": page.value("version"),
    }
    samira.send(family.at("volgorde/zetten/"), **sent)
    again = samira.send(family.at("volgorde/zetten/"), **sent)
    assert "The order was changed meanwhile." in again.text


def test_two_who_change_a_goal_see_each_other(family: DeVries) -> None:
    samira = visitor("samira")
    plan = samira.get(family.at("plan/"))
    number = plan.html.split("/doelen/")[2].split("/")[0]
    address = family.at(f"doelen/{number}/veranderen/")
    first = samira.send(address, own_words="Eerst dit", member="kevin", version=1, do="save")
    assert "The goal is changed." in first.text
    second = samira.send(address, own_words="Nee, dit", member="kevin", version=1, do="save")
    assert second.status == 409
    assert "“Eerst dit”" in second.text
    assert second.value("own_words") == "Nee, dit"


# --- agreements ---------------------------------------------------------------------------------


def test_a_line_is_kept_as_a_proposal(family: DeVries) -> None:
    line = "huisarts: Lotte, vr 15:30-15:45, 10 min reizen, vanaf 8 jan"
    page = visitor("samira").send(family.at("afspraken/toevoegen/"), line=line, do="save")
    assert "The agreement stands in the plan, as a proposal." in page.text
    assert "15:30–15:45" in page.text


def test_before_it_is_kept_one_sees_whether_it_fits(family: DeVries) -> None:
    page = visitor("samira").send(
        family.at("afspraken/toevoegen/"), line="gesprek: Kevin, wo 14-15", do="read"
    )
    assert page.status == 200
    assert "This does not fit in yet" in page.text
    assert page.value("line") == "gesprek: Kevin, wo 14-15"


def test_an_agreement_goes_out_of_the_plan_with_a_reason(family: DeVries) -> None:
    samira = visitor("samira")
    number = number_in(samira.get(family.at("plan/")), "School")
    address = family.at(f"afspraken/{number}/veranderen/")
    without = samira.send(address, do="withdraw", version=1, reason="")
    assert without.status == 422
    done = samira.send(address, do="withdraw", version=1, reason="De opleiding is vol")
    assert "The agreement is out of the plan." in done.text


def test_an_agreement_begins_stands_still_goes_on_and_is_over(family: DeVries) -> None:
    samira, kevin = visitor("samira"), visitor("kevin")
    number = number_in(samira.get(family.at("plan/")), "School")
    address = family.at(f"afspraken/{number}/veranderen/")
    opened = family.at(f"afspraken/{number}/")

    def step(do: str, **fields: str) -> Page:
        version = samira.get(opened).value("version")
        return samira.send(address, do=do, version=version, **fields)

    assert step("start").status == 422  # not everybody said yes
    assert "It has begun" not in samira.get(opened).text
    for who in (samira, kevin):
        who.send(family.at(f"afspraken/{number}/antwoord/"), answer="yes", version=1)
    assert "It has begun" in samira.get(opened).text
    assert "The agreement has begun." in step("start").text
    assert "The agreement stands still." in step("hold", reason="Zomervakantie").text
    assert "The agreement goes on." in step("resume").text
    assert "The agreement has begun." in step("start").text
    assert step("end", reason="").status == 422
    assert "The agreement is done, and over." in step("end", reason="Diploma gehaald").text
    told = kevin.get(family.at("plan/veranderingen/")).text
    assert "“School” has begun" in told
    assert "“School” has ended" in told
    assert step("fail", reason="Toch niet").status == 422  # over is for good
    over = samira.get(opened).text
    assert "Something else with this agreement" not in over
    assert "What happened with this agreement" in over
    assert over.index("“School” has ended") < over.index("Kevin said yes to “School”")


def test_an_unknown_agreement_is_not_there(family: DeVries) -> None:
    assert visitor("samira").get(family.at("afspraken/999999/")).status == 404


# --- answers and the proposal -------------------------------------------------------------------


def test_an_answer_of_the_resident_leads_back_to_her_own_page(family: DeVries) -> None:
    kevin = visitor("kevin")
    number = number_in(visitor("samira").get(family.at("plan/")), "School")
    page = kevin.send(family.at(f"afspraken/{number}/antwoord/"), answer="disagrees", version=1)
    assert page.address.startswith(family.at("mijn-plan/"))
    assert "It is written down that you do not agree." in page.text


def test_nonsense_is_no_answer(family: DeVries) -> None:
    number = number_in(visitor("samira").get(family.at("plan/")), "School")
    page = visitor("kevin").send(family.at(f"afspraken/{number}/antwoord/"), answer="maybe")
    assert page.status == 422


def test_yes_to_everything_except(family: DeVries) -> None:
    kevin = visitor("kevin")
    page = kevin.get(family.at("mijn-plan/ja-tegen-alles/"))
    seen = [one.split('"')[0] for one in page.html.split('name="seen" value="')[1:]]
    assert len(seen) > 5
    left_out = seen[0].split(":")[0]
    sent = kevin.send(
        family.at("mijn-plan/ja-tegen-alles/geven/"), seen=seen, **{f"not-{left_out}": "1"}
    )
    assert f"Your yes to {len(seen) - 1} agreements is written down." in sent.text
    assert "Nothing waits for you now." in kevin.get(family.at("mijn-plan/ja-tegen-alles/")).text


def test_what_happened_can_be_read(family: DeVries) -> None:
    kevin = visitor("kevin")
    number = number_in(visitor("samira").get(family.at("plan/")), "School")
    kevin.send(family.at(f"afspraken/{number}/antwoord/"), answer="yes", version=1)
    assert "Kevin said yes to “School”" in kevin.get(family.at("plan/veranderingen/")).text


def test_a_proposal_is_chosen_once_and_nothing_changes_yet(family: DeVries) -> None:
    samira = visitor("samira")
    version = (
        samira.get(family.at("past-het/")).html.split('name="version" value="')[1].split('"')[0]
    )
    chosen = samira.send(family.at("past-het/kiezen/"), proposal=1, version=version)
    assert "Proposal 1 lies before everybody." in chosen.text
    assert "Waits for answers" in chosen.text
    assert "15 clashes" in samira.get(family.at("plan/")).text


def test_a_proposal_of_an_older_plan_is_not_chosen(family: DeVries) -> None:
    samira = visitor("samira")
    version = (
        samira.get(family.at("past-het/")).html.split('name="version" value="')[1].split('"')[0]
    )
    samira.send(family.at("afspraken/toevoegen/"), line="gesprek: Kevin, vr 9-10", do="save")
    late = samira.send(family.at("past-het/kiezen/"), proposal=1, version=version)
    assert late.status == 409
