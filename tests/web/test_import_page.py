"""*Plan inlezen*: all of a file or nothing, and a spoilt file gets reasons, never a traceback."""

from __future__ import annotations

import random
import time
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tandem.records.plans.models import Verdict
from tandem.records.work import work
from tests.actions.town import Town, build
from tests.database import ConnectAs
from tests.formats.test_fuzz import EXAMPLES, MOST_SECONDS, MUTATIONS, _swapped
from tests.web.visitors import NOW, Page, Visitor

FIVE = next(path for path in EXAMPLES if path.stem == "five-plans")
FILLED = {
    "tick": "yes",
    "reason": "Five plans at once",
    "purpose": "Make them fit",
    "legal_ground": "wmo-investigation",
}
SPOILT = 300
TABLES = (
    *("people_household", "people_person", "people_membership", "people_involvement"),
    *("people_supporter", "people_professional", "people_organisation", "plans_plan"),
    *("plans_goal", "plans_agreement", "plans_verdict", "coordination_lead"),
    *("coordination_track", "coordination_outbox", "audit_event"),
)
COUNT = " UNION ALL ".join(f"SELECT '{one}', count(*) FROM {one}" for one in TABLES)  # noqa: S608


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.web.pages.doors.now", lambda: NOW)


def send(visitor: Visitor, town: Town, data: bytes, name: str = "gezin.yaml", **more: str) -> Page:
    file = SimpleUploadedFile(name, data)
    given = {**FILLED, "area": str(town.area), **more}
    return visitor.send(reverse("household-import"), **given, file=file)


def unchecked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Leave the plan check out; return the list of codes for which it is asked."""
    asked: list[str] = []
    monkeypatch.setattr(
        "tandem.web.pages.doors.Change.recheck", lambda _self, code: asked.append(code)
    )
    return asked


@pytest.mark.django_db
def test_a_file_becomes_a_household_and_one_lands_on_its_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    town, asked = build(), unchecked(monkeypatch)
    page = send(Visitor(town.desk), town, FIVE.read_bytes())
    assert page.status == 200
    assert page.address.endswith("/plan/")
    assert "The plan is read in." in page.text
    assert asked == [page.address.split("/")[2]]


@pytest.mark.django_db
def test_the_plan_is_checked_once() -> None:
    town = build()
    page = send(Visitor(town.desk), town, (FIVE.parent / "fits.yaml").read_bytes())
    assert page.status == 200
    assert work(town.desk, NOW).run(lambda _: Verdict.objects.count()) == 1


@pytest.mark.django_db
def test_everything_that_is_wrong_is_told_at_once() -> None:
    town = build()
    spoilt = FIVE.read_bytes().replace(b"kind: therapy", b"kind: theraphy")
    page = send(Visitor(town.desk), town, spoilt + b"extra: 1\n", reason="", legal_ground="")
    assert page.status == 422
    assert "Nothing was read in." in page.text
    assert "What is not right in gezin.yaml" in page.text
    assert "Say why this household needs one plan." in page.text
    assert "Name the legal ground." in page.text
    assert page.value("purpose") == "Make them fit"
    assert page.chosen(str(town.area))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_problem_has_a_line_a_column_a_path_and_what_would_be_right(language: str) -> None:
    town = build()
    desk = Visitor(town.desk, language)
    page = send(desk, town, b"id: x\nname: X\nhorizon: {from: 2027-02-30}\nmembers: []\n")
    said = {"nl": "Regel 3, kolom 17", "en": "Line 3, column 17"}[language]
    assert said in page.text
    assert "horizon.from" in page.text
    assert page.html.count("<li><p><strong>") == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("gezin.txt", b"id: x", "Choose a household file"),
        ("gezin.yaml", b"#" * 2_050_000, "at most 2 MB"),
        ("gezin.yaml", b"#" * 2_300_000, "at most 2 MB"),
        ("gezin.yaml", b"", "Nothing was read in."),
    ],
)
def test_a_file_that_is_none(name: str, data: bytes, told: str) -> None:
    town = build()
    page = send(Visitor(town.desk), town, data, name)
    assert page.status == 422
    assert told in page.text


def counted(database: psycopg.Connection[tuple[Any, ...]]) -> dict[str, int]:
    """Count the rows of every table, past row-level security."""
    return {name: number for name, number in database.execute(COUNT)}  # noqa: C416 - typed so


@pytest.mark.django_db(transaction=True)
def test_spoilt_files_leave_nothing_behind(
    connect_as: ConnectAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three hundred: each is refused with reasons, or is sound after all and read in whole."""
    town = build()
    unchecked(monkeypatch)
    desk, database = Visitor(town.desk), connect_as("postgres")
    refused = 0
    before = counted(database)
    for seed in range(SPOILT):
        rng = random.Random(seed)
        mutate = MUTATIONS[seed % len(MUTATIONS)]
        data = mutate(rng.choice(EXAMPLES).read_bytes(), rng)
        start = time.process_time()
        page = send(desk, town, data, "gezin.json" if mutate is _swapped else "gezin.yaml")
        assert time.process_time() - start < MOST_SECONDS, seed
        after = counted(database)
        assert page.status in {200, 422}, (seed, page.text)
        if page.status == 422:
            refused += 1
            assert "Nothing was read in." in page.text, seed
            assert "<li><p><strong>Line " in page.html, seed
            assert after == before, seed
        else:
            assert after["people_household"] == before["people_household"] + 1, seed
        before = after
    assert refused > SPOILT // 2
