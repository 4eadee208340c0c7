"""*Toegang* for anybody, and the list behind it for who keeps it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.actions.town import Town, build
from tests.web.visitors import NOW, Page, Visitor, _read

pytestmark = pytest.mark.django_db
HEAD = "van;tot;gebied;wie;organisatie;telefoon;bereikbaar;vervanger;vervanger_telefoon;"
LIST = f"""{HEAD}vervanger_tot
1234;1235;Noord;Karin;Gemeente Dommeldal;088 000 00 01;ma-vr 9-17;;;
1240;;Noord;Team Noord;Wijkteam;088 000 00 02;;Zoë <b>;088 000 00 03;31-1-2027
"""


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.web.pages.doors.now", lambda: NOW)
    monkeypatch.setattr("tandem.web.pages.front_desk.now", lambda: NOW)


def send(visitor: Visitor, text: str = LIST, do: str = "read") -> Page:
    file = SimpleUploadedFile("lijst.csv", text.encode())
    return visitor.send(reverse("work-areas-import"), file=file, do=do)


def asked(postcode: str) -> Page:
    """Ask as somebody who has no account."""
    address = reverse("front-desk")
    client = Client()
    client.cookies["language"] = "en"
    return _read(client.post(address, {"postcode": postcode}), address)


@pytest.fixture
def town() -> Town:
    return build()


def test_a_gp_finds_whom_to_call_without_signing_in(town: Town) -> None:
    send(Visitor(town.chief))
    page = asked("1235zz")
    assert "For 1235 ZZ you call" in page.text
    assert "Karin" in page.text
    assert 'href="tel:0880000001"' in page.html
    assert "ma-vr 9-17" in page.text


def test_the_stand_in_is_called_and_told_for_whom(town: Town) -> None:
    send(Visitor(town.chief))
    page = asked("1240 AB")
    assert "Zoë &lt;b&gt;" in page.html
    assert "Team Noord is away until and with" in page.text
    assert page.text.index("088 000 00 03") < page.text.index("088 000 00 02")


@pytest.mark.parametrize("typed", ["", "12", "1234", "9999 ZZ", "<script>", "1234 AB\0"])
def test_what_is_no_postcode_here_is_said_kindly_and_kept(town: Town, typed: str) -> None:
    send(Visitor(town.chief))
    page = asked(typed)
    if typed.startswith("1234 AB"):
        assert page.status == 200
        return
    assert page.status == 422
    assert "<script>" not in page.html.split("<main")[1]
    assert page.value("postcode") == typed


def test_a_list_can_be_looked_at_first(town: Town) -> None:
    chief = Visitor(town.chief)
    told = send(chief, do="look")
    assert "2 lines come" in told.text
    assert "There is no list yet." in chief.get(reverse("work-areas")).text
    done = send(chief)
    assert done.address == reverse("work-areas")
    assert "Karin" in done.text


def test_a_wrong_list_is_told_line_by_line_and_changes_nothing(town: Town) -> None:
    chief = Visitor(town.chief)
    send(chief)
    page = send(chief, LIST.replace("Noord;Karin", "Nord;Karin").replace("1240", "12x"))
    assert page.status == 422
    assert "Line 2, field 3" in page.text
    assert "Line 3, field 1" in page.text
    assert "Karin" in chief.get(reverse("work-areas")).text


@pytest.mark.parametrize("data", [{}, {"file": "text"}])
def test_without_a_file_one_is_asked_for(town: Town, data: dict[str, str]) -> None:
    page = Visitor(town.chief).send(reverse("work-areas-import"), **data)
    assert page.status == 422
    assert "Choose a list as CSV" in page.text


def test_the_list_comes_out_as_it_went_in(town: Town) -> None:
    chief = Visitor(town.chief)
    send(chief)
    data = chief.client.get(reverse("work-areas-file")).content.decode()
    assert send(chief, data, do="look").text.count("The list stays as it is.") == 1


def test_who_may_see_and_keep_the_list(town: Town) -> None:
    assert Visitor(town.desk).get(reverse("work-areas")).status == 200
    assert Visitor(town.karin).get(reverse("work-areas")).status == 403
    assert send(Visitor(town.desk)).status == 403
