"""Who may not be found: a shelter's worker without a name, people who do not exist for somebody."""

from __future__ import annotations

import pytest

from tandem.actions.errors import InvalidError
from tandem.actions.people.shelter import set_shelter
from tandem.actions.plans.change_agreement import change_agreement
from tandem.actions.plans.discretion import Item, shield, unshield
from tandem.actions.plans.draft import draft_of
from tandem.actions.plans.seeing import seen_case
from tandem.actions.plans.shieldable import ShieldKind
from tandem.actions.safe_defaults import safe_defaults_of
from tandem.actions.unseen import looks_seen, unseen_of
from tandem.core.access import SafeDefaults
from tandem.records.coordination.heads import Head, head_of
from tandem.records.door import plumbing
from tandem.records.people.models import Organisation
from tests.web.five_plans import Household, household

pytestmark = pytest.mark.django_db

GROUND = "Wmo 2015 art. 2.3.2"
PAGES = ("plan", "check", "people", "history", "load", "conference", "plan-pdf", "changes")


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def do(five: Household, kind: ShieldKind, key: str, member: str = "karin") -> None:
    item = Item(kind, key)
    code = five.family.code
    five.family.run("samira", lambda w: shield(w, code, item=item, member=member, ground=GROUND))


def head(five: Household, who: str) -> Head:
    return five.family.run(who, lambda work: head_of(work, five.family.code))


def shelter(five: Household) -> None:
    code = five.family.code
    five.family.run(
        "samira", lambda w: set_shelter(w, code, helper="ineke", member="kevin", ground=GROUND)
    )


@pytest.mark.parametrize("route", [one for one in PAGES if one != "plan-pdf"])
@pytest.mark.parametrize("who", ["karin", "dirk"])
def test_others_read_no_name_of_a_worker_of_a_shelter(
    five: Household, who: str, route: str
) -> None:
    name = next(one.name for one in head(five, "samira").helpers if one.key == "ineke")
    shelter(five)
    page = five.visitor(who, "nl").get(five.at(route))
    assert page.status == 200
    assert name not in page.text
    assert name.split()[0] not in page.text.split()


def test_who_is_helped_and_who_leads_read_the_name(five: Household) -> None:
    name = next(one.name for one in head(five, "samira").helpers if one.key == "ineke")
    shelter(five)
    for who in ("kevin", "samira", "ineke"):
        assert name in five.visitor(who, "nl").get(five.at("people")).text, who
    page = five.visitor("karin", "nl").get(five.at("people")).text
    assert "Een medewerker" in page


def test_the_organisation_has_its_neutral_name(five: Household) -> None:
    worker = next(one for one in head(five, "samira").helpers if one.key == "ineke")
    with plumbing():
        home = Organisation.objects.filter(name=worker.organisation)
        home.update(neutral_name="Stichting Zuid")
    shelter(five)
    seen = next(one for one in head(five, "karin").helpers if one.key == "ineke")
    assert (seen.organisation, seen.telephone, seen.purpose) == ("Stichting Zuid", "", "")


def test_who_leads_cannot_go_without_a_name_and_not_out_of_sight(five: Household) -> None:
    code = five.family.code
    with pytest.raises(InvalidError):
        five.family.run(
            "samira", lambda w: set_shelter(w, code, helper="samira", member="kevin", ground="x")
        )
    with pytest.raises(InvalidError):
        do(five, ShieldKind.HELPER, "samira")


def test_the_lead_sets_it_on_the_page(five: Household) -> None:
    samira = five.visitor("samira", "nl")
    sent = {"worker": "ineke", "helped": "kevin", "do": "shelter"}
    assert samira.send(five.at("discretion"), **sent).status == 422
    assert samira.send(five.at("discretion"), **sent, ground=GROUND).status == 200
    assert head(five, "karin").helpers != head(five, "samira").helpers
    over = {"worker": "ineke", "do": "no-shelter", "ground": GROUND}
    assert samira.send(five.at("discretion"), **over).status == 200
    assert head(five, "karin").helpers == head(five, "samira").helpers
    kevin = five.visitor("kevin", "nl").send(five.at("discretion"), **over)
    assert kevin.status == 403


# --- people ---------------------------------------------------------------------------------


def test_a_member_who_is_shielded_is_not_in_the_household_for_who_asks(five: Household) -> None:
    do(five, ShieldKind.MEMBER, "lotte", "kevin")
    kevin = five.visitor("kevin", "nl")
    for route in ("people", "plan", "my-plan", "check"):
        page = kevin.get(five.at(route))
        assert page.status == 200
        if route == "people":
            assert "Lotte" not in page.text
    assert [one.key for one in head(five, "kevin").members] == ["karin", "kevin"]
    assert [one.key for one in head(five, "karin").members] == ["karin", "kevin", "lotte"]
    assert "Lotte" in five.visitor("samira", "nl").get(five.at("people")).text


def test_the_lead_is_told_where_a_name_still_stands(five: Household) -> None:
    do(five, ShieldKind.MEMBER, "lotte", "kevin")
    page = five.visitor("samira", "nl").get(five.at("discretion"))
    assert "In wat Kevin leest, staat Lotte nog" in page.text
    assert "In wat Kevin leest" not in five.visitor("karin", "nl").get(five.at("discretion")).text


def test_an_agreement_that_somebody_changes_keeps_who_is_out_of_sight(five: Household) -> None:
    do(five, ShieldKind.MEMBER, "kevin", "karin")
    before = five.family.row("lotte-home")
    seen = five.family.run("karin", lambda w: seen_case(w, head_of(w, five.family.code)))
    row = seen.plan.agreement("lotte-home")
    assert row is not None
    assert set(row.members) < set(before.members)
    draft = draft_of(seen, row)
    five.family.run(
        "karin",
        lambda w: change_agreement(
            w, five.family.code, key="lotte-home", version=row.version, draft=draft
        ),
    )
    after = five.family.row("lotte-home")
    assert set(after.members) == set(before.members)
    assert after.form == before.form


def test_what_is_lifted_is_there_again(five: Household) -> None:
    do(five, ShieldKind.HELPER, "dirk")
    assert "dirk" not in {one.key for one in head(five, "karin").helpers}
    item, code = Item(ShieldKind.HELPER, "dirk"), five.family.code
    five.family.run("samira", lambda w: unshield(w, code, item=item, member="karin", ground="x"))
    assert head(five, "karin").sees_everybody


def test_looks_of_whom_one_may_not_know_are_left_out(five: Household) -> None:
    do(five, ShieldKind.HELPER, "dirk")
    actors = five.family.actors
    looks = [(actors[who].person, actors[who].professional) for who in ("dirk", "samira", "kevin")]
    told = {who: looks_seen(head(five, who), looks, lambda one: one) for who in ("karin", "kevin")}
    assert told == {"karin": looks[1:], "kevin": looks}
    shelter(five)
    assert unseen_of(head(five, "karin")).nameless == {actors["ineke"].professional}


def test_a_household_that_shields_is_careful_by_itself(five: Household) -> None:
    def asked() -> SafeDefaults:
        code = five.family.code
        return five.family.run("karin", lambda w: safe_defaults_of(w, head_of(w, code)))

    assert asked() == SafeDefaults(feed=True, offline_copy=True, previews=True)
    do(five, ShieldKind.PLACE, "therapy")
    assert asked() == SafeDefaults(feed=False, offline_copy=False, previews=False)


def test_pages_are_kept_nowhere_and_can_be_left_at_once(five: Household) -> None:
    karin = five.visitor("karin", "nl")
    for route in ("plan", "my-plan", "check", "people", "discretion", "history"):
        answered = karin.client.get(five.at(route))
        assert answered.headers["Cache-Control"] == "no-store, private"
        assert 'class="away' in answered.content.decode(), route
