"""What a proposal would change for somebody stands on *Mijn plan*, with the way to answer it."""

from __future__ import annotations

import re

import pytest

from tandem.actions.plans.check_plan import check_plan
from tandem.actions.plans.choose_proposal import choose_proposal
from tests.web.five_plans import Household, household

pytestmark = pytest.mark.django_db
ANSWER = re.compile(r'action="([^"]+/voorstel/[^"]+/antwoord/)"')


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def test_an_open_proposal_is_read_and_answered_on_the_own_plan(five: Household) -> None:
    family, kevin = five.family, five.visitor("kevin")
    assert "What would change for you" not in kevin.get(five.at("my-plan")).text
    family.run("samira", lambda w: check_plan(w, family.code))
    version = family.case().plan.version
    family.run("samira", lambda w: choose_proposal(w, family.code, index=0, plan_version=version))
    page = kevin.get(five.at("my-plan"))
    assert "What would change for you" in page.text
    assert "You may say no." in page.text
    proposals = page.html.split('id="voorstel"', 1)[1]
    found = ANSWER.findall(proposals)
    assert found
    assert "Now" in proposals.split("</form>", 1)[0]
    for address in found:
        assert kevin.send(address, answer="yes").status == 200
    assert "What would change for you" not in kevin.get(five.at("my-plan")).text
    # Nobody is shown what only others are asked.
    assert ANSWER.findall(five.visitor("lotte").get(five.at("my-plan")).html) == []
