"""*Mensen*: what a part rests on, the three yeses, who represents whom, and a parent without."""

from __future__ import annotations

import pytest

from tandem.core.access import InvolvementRole
from tandem.records.people.models import Involvement
from tandem.records.work import Work
from tests.web.five_plans import Household, household

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def helper(five: Household, key: str) -> int:
    return next(one.id for one in five.family.case().head.helpers if one.key == key)


def involve(five: Household, **more: object) -> object:
    sent = {
        "do": "add",
        "professional": five.family.actors["stranger"].professional,
        "role": "provider",
        "purpose": "Meekijken",
        "legal_ground": "wmo-consent",
    }
    return five.visitor("samira").send(five.at("person-new"), **{**sent, **more})


def test_a_ground_that_asks_for_consent_asks_who_gave_it(five: Household) -> None:
    page = involve(five)
    assert page.status == 422  # type: ignore[attr-defined]
    assert "say who gave it" in page.text  # type: ignore[attr-defined]
    given = {"yeses": ["processing"], "yes_by": "karin", "yes_way": "signed"}
    assert involve(five, **given).status == 200  # type: ignore[attr-defined]
    rests = five.visitor("samira").get(five.at("involvement", involvement=_last(five)))
    assert "Karin signed for it, on 14 December 2026." in rests.text
    assert "Nothing is written down." in rests.text  # of the two others


def _last(five: Household) -> int:
    return max(one.id for one in five.family.case().head.helpers)


def test_a_resident_withdraws_her_own_yes_and_the_household_closes(five: Household) -> None:
    involve(five, yeses=["processing"], yes_by="karin", yes_way="aloud")
    stranger = five.visitor("stranger")
    assert stranger.get(five.at("plan")).status == 200
    karin = five.visitor("karin")
    address = five.at("involvement", involvement=_last(five))
    yes = karin.get(address).value("yes")
    page = karin.send(address, do="withdraw", yes=yes)
    assert "sees nothing of this household any more" in page.text
    assert stranger.get(five.at("plan")).status == 404
    assert "Withdraw this yes" not in five.visitor("kevin").get(address).html


def test_three_yeses_are_three_forms_never_one_tick(five: Household) -> None:
    address = five.at("involvement", involvement=helper(five, "bram"))
    karin = five.visitor("karin")
    for kind in ("help", "secrecy"):
        assert karin.send(address, kind=kind, yes_by="karin", yes_way="self").status == 200
    page = karin.get(address)
    assert page.text.count("Karin said yes here") == 4  # the line, and what its button says
    wrong = karin.send(address, kind="everything", yes_by="karin", yes_way="self")
    assert wrong.status == 422


def test_a_bewindvoerder_is_written_down_and_ends(five: Household) -> None:
    samira = five.visitor("samira")
    address = five.at("representation", member=five.family.numbers["karin"])
    wrong = samira.send(address, mandate="bewind", by="dirk", since="straks")
    assert wrong.status == 422
    page = samira.send(address, mandate="bewind", by="dirk", since="1-6-2026")
    assert "bewindvoerder, for money" in page.text
    assert "bewindvoerder, for money" in five.visitor("karin").get(five.at("people")).text
    page = samira.send(address, do="end", representation=page.value("representation"))
    assert "bewindvoerder, for money. As it was told" not in page.text
    assert five.visitor("karin").get(address).status == 403
    lotte = five.at("representation", member=five.family.numbers["lotte"])
    assert samira.get(lotte).status == 404


def test_enforcement_reads_who_leads_and_nothing_of_the_circle_or_of_others(
    five: Household,
) -> None:
    def enforce(_: Work) -> None:
        Involvement.objects.filter(key="marloes").update(role=InvolvementRole.ENFORCEMENT.value)

    five.visitor("samira").send(five.at("supporter-new"), name="Buurvrouw Ans")
    five.family.run("samira", enforce)
    marloes = five.visitor("marloes")
    page = marloes.get(five.at("people"))
    assert page.status == 200
    assert "Samira Haddou" in page.text
    assert "Buurvrouw Ans" not in page.text
    assert "Buurvrouw Ans" in five.visitor("dirk").get(five.at("people")).text
    others = five.at("involvement", involvement=helper(five, "dirk"))
    assert marloes.get(others).status == 403
    for route in ("plan", "check", "load", "history", "changes", "what-if", "plan-pdf"):
        assert marloes.client.get(five.at(route)).status_code == 403, route
