"""Files with an agreement: who adds, who gets, and how they are given out."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tandem.actions.plans.discretion import close_part, shield_agreement
from tandem.actions.rights.attachments import Safe, scan_waiting
from tandem.core.model.files import MOST_BYTES
from tandem.gateways.file_store import DiskStore
from tandem.gateways.sealing import Sealer
from tandem.gateways.virus_scanner import EICAR, MemoryScanner
from tandem.records.coordination.models import Attachment
from tandem.records.work import work
from tests.actions.plans.family import _helper
from tests.formats.test_file_contents import PDF
from tests.web.five_plans import Household, household
from tests.web.visitors import Page

pytestmark = pytest.mark.django_db
GROUND = "Jeugdwet, artikel 7.3.11"


@pytest.fixture
def scanner() -> MemoryScanner:
    return MemoryScanner()


@pytest.fixture
def kept(tmp_path: Path, scanner: MemoryScanner) -> Safe:
    return Safe(DiskStore(tmp_path), Sealer.of(["of this test"], "files"), scanner)


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch, kept: Safe) -> Household:
    for room in ("files", "rights"):
        monkeypatch.setattr(f"tandem.web.pages.{room}.safe", lambda: kept)
    return household(monkeypatch)


def send(five: Household, who: str, name: str, data: bytes, title: str = "Therapie") -> Page:
    address = five.at("files", agreement=five.agreement(title))
    return five.visitor(who).send(address, file=SimpleUploadedFile(name, data))


def given(page: Page) -> str:
    found = re.search(r'href="(/huishoudens/[a-z0-9]+/bestanden/[a-z2-7]+/)"', page.html)
    assert found
    return found.group(1)


def test_a_file_is_kept_sealed_and_given_out_as_it_was(five: Household, tmp_path: Path) -> None:
    page = send(five, "kevin", "../../brief <b>.pdf", PDF)
    assert "The file is kept." in page.text
    assert "brief b.pdf" in page.text
    (lying,) = (one for one in tmp_path.rglob("*") if one.is_file())
    assert re.fullmatch(r"[0-9a-f]{32}", lying.name)
    assert PDF not in lying.read_bytes()
    response = five.visitor("samira").client.get(given(page))
    assert response.content == PDF
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="brief b.pdf"')
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response.headers["Cache-Control"]


def test_what_is_shielded_or_closed_hides_its_files(five: Household) -> None:
    address = given(send(five, "kevin", "brief.pdf", PDF))
    family, number = five.family, five.agreement("Therapie")
    listed = five.at("files", agreement=number)
    family.run(
        "samira",
        lambda w: shield_agreement(w, family.code, key="therapy", member="karin", ground=GROUND),
    )
    family.run("samira", lambda w: close_part(w, family.code, part="jeugd", ground=GROUND))
    for who, status in (("kevin", 200), ("karin", 404), ("dirk", 404), ("stranger", 404)):
        client = five.visitor(who).client
        assert client.get(address).status_code == status, who
        assert client.get(listed).status_code == status, who


def test_only_who_has_to_do_with_it_adds_and_takes_away(five: Household) -> None:
    assert send(five, "bram", "brief.pdf", PDF).status == 403
    page = send(five, "kevin", "brief.pdf", PDF)
    away = given(page) + "weg/"
    assert five.visitor("bram").send(away).status == 403
    assert "The file is gone." in five.visitor("kevin").send(away).text
    assert five.visitor("kevin").get(given(page)).status == 404
    with connection.cursor() as cursor:  # its key is gone: what lies there can never be read
        five.family.run(
            "samira", lambda _: cursor.execute("SELECT key FROM coordination_attachment")
        )
        row = cursor.fetchone()
    assert row is not None
    assert bytes(row[0]) == b""


def test_what_is_no_file_of_ours_is_refused_with_a_reason(five: Household) -> None:
    large = send(five, "kevin", "brief.txt", b"a" * (MOST_BYTES + 1))
    assert large.status == 422
    assert "This file is larger than 10 MB." in large.text
    assert (
        "Choose a file first."
        in five.visitor("kevin").send(five.at("files", agreement=five.agreement("Therapie"))).text
    )
    assert "something else than its name says" in send(five, "kevin", "a.pdf", b"MZ").text
    assert "There are no files" in send(five, "kevin", "brief.txt", EICAR).text


def test_a_virus_is_not_kept(five: Household, tmp_path: Path) -> None:
    page = send(five, "kevin", "brief.txt", b"Beste Karin " + EICAR)
    assert page.status == 422
    assert "There is a virus in this file." in page.text
    assert list(tmp_path.rglob("*")) == []


def test_while_the_scanner_is_away_nobody_gets_it(
    five: Household, scanner: MemoryScanner, kept: Safe
) -> None:
    scanner.away = True
    clean = send(five, "kevin", "brief.pdf", PDF)
    assert "Not looked at for viruses yet." in clean.text
    number = five.family.run("kevin", lambda _: Attachment.objects.get().pk)
    address = five.at("file", attachment=number)
    assert five.visitor("samira").get(address).status == 409
    scanner.away = False
    family = five.family
    looked = work(family.actors["samira"], family.at).run(lambda w: scan_waiting(w, kept))
    assert looked == 1
    assert five.visitor("samira").client.get(address).content == PDF


def test_a_file_comes_along_with_dit_klopt_niet(five: Household) -> None:
    member = five.family.numbers["kevin"]
    five.visitor("kevin").send(
        five.at("rights-correction", member=member),
        subject=f"member-{member}",
        words="Mijn geboortedag",
        file=SimpleUploadedFile("paspoort.pdf", PDF),
    )
    today = five.visitor("samira").get("/")
    address = re.search(r'href="(/verzoeken/[a-z2-7]+/)"', today.html)
    assert address
    page = five.visitor("samira").get(address.group(1))
    file = re.search(r'href="(/verzoeken/[a-z2-7]+/bestanden/[a-z2-7]+/)"', page.html)
    assert file
    for who, status in (("samira", 200), ("kevin", 200), ("bram", 404), ("karin", 404)):
        assert five.visitor(who).client.get(file.group(1)).status_code == status, who


def test_a_number_is_shown_only_with_a_reason_and_a_ground(five: Household) -> None:
    family = five.family
    family.actors["lieke"] = family.run("samira", lambda _: _helper("Lieke", "Schuldhulp"))
    family.run("samira", lambda _: _involve(five, "Wgs, artikel 8d"))
    address = five.at("number", member=family.numbers["kevin"])
    assert five.visitor("samira").get(address).status == 403
    assert five.visitor("kevin").get(address).status == 403
    lieke = five.visitor("lieke")
    assert address in lieke.get(five.at("people")).html
    assert "This is no BSN" in lieke.send(address, do="keep", number="123456789").text
    kept = lieke.send(address, do="keep", number="1234 56 782")
    assert "The number is kept" in kept.text
    assert "Say for what you need" in lieke.send(address, do="show").text
    shown = lieke.send(address, do="show", reason="Aanmelding bij de bank")
    assert "1234 56 782" in shown.text
    for page in (kept, lieke.get(address), lieke.get(five.at("people")), five.plan()):
        assert "782" not in page.text
    assert shown.address == address
    told = family.run("samira", lambda _: _log())
    assert [row[0] for row in told if row[0] == "citizen-number"] == ["citizen-number"]
    assert "123456782" not in str(told)


def _involve(five: Household, ground: str) -> None:
    from tandem.formats.rulebase import load_grounds
    from tandem.records.people.models import Involvement

    recorded = next(one.recorded for one in load_grounds() if one.source == ground)
    Involvement.objects.create(
        household_id=five.family.id,
        professional_id=five.family.actors["lieke"].professional or 0,
        key="lieke",
        purpose="Schulden",
        legal_ground=recorded,
        since=five.family.at,
    )


def _log() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT page, '' FROM audit_look UNION ALL SELECT verb, data::text FROM audit_event"
            " UNION ALL SELECT 'row', n::text FROM people_citizennumber n"
        )
        return list(cursor.fetchall())


def test_an_upload_of_a_page_that_takes_small_files_is_let_go(five: Household) -> None:
    big = io.BytesIO(b"a" * 2_200_000)
    big.name = "plan.yaml"
    page = five.visitor("samira").send("/huishoudens/inlezen/", file=big)
    assert page.status == 422
