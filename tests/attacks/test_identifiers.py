"""Another household's identifiers, wherever one fits: nothing is read, written or confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access import rows
from tests.access.asking import taken_back
from tests.attacks.site import Site, inside, leaks, text_of

NOTHING = 2_000_000_000
"""A number that nothing has."""
IN_QUERIES = (
    *("afspraak", "voor", "pagina", "past", "langer"),
    *("id", "household", "code", "q", "sort", "filter"),
)
"""Parameters of pages, and names that an attacker would try."""


def theirs(site: Site) -> list[int]:
    """Numbers that stand in addresses of the other household."""
    there = site.there
    return [
        there.agreements["hidden"],
        there.goal,
        there.members["karin"],
        there.involvements["confidant"],
        there.changes["care"],
        there.id,
    ]


def mixed(site: Site, number: int | None = None) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Addresses of this household with numbers of the other one in them, or with one number."""
    for route, needs in rows.routes().items():
        strange = set(needs) & {"agreement", "goal", "change", "member", "involvement"}
        if not strange:
            continue
        about = next(iter(rows.subjects(needs, site.there).items()))
        values = dict(about[1]) | {"code": site.here.code}
        if number is not None:
            values |= dict.fromkeys(strange, number)
        for method in ("GET", "POST"):
            row = rows.Row(route, method, about[0])
            if row in site.rows:
                sent = rows.fields_of(row, site.here) if method == "POST" else {}
                yield row.name, reverse(route, kwargs=values), sent


@pytest.mark.parametrize("who", ["lead", "par", "par-", "prov", "chief", "enf", "r9", "asked"])
def test_numbers_of_another_household_in_own_addresses_are_as_numbers_of_nothing(
    site: Site, who: str
) -> None:
    """The same status, the same words, and as many questions to the database."""
    for (name, address, sent), (_, nothing, _sent) in zip(
        mixed(site), mixed(site, NOTHING), strict=True
    ):
        method = name.split()[0]
        answers = []
        for asked in (address, nothing):
            with taken_back(), CaptureQueriesContext(connection) as queries:
                answered = site.send(who, method, asked, sent)
            said = text_of(answered).replace(asked, "")
            answers.append((answered.status_code, said, len(queries)))
        assert answers[0] == answers[1], f"{name} as {who}"
        assert answers[0][0] in {302, 403, 404}, f"{name} as {who}"


def test_another_households_code_is_as_a_code_of_nothing(site: Site) -> None:
    for row, address in site.rows.items():
        if site.here.code not in address or row.method != "GET":
            continue
        answers = []
        for code in (site.there.code, "abcdefghjk"):
            with taken_back(), CaptureQueriesContext(connection) as queries:
                answered = site.get("lead", address.replace(site.here.code, code))
            answers.append((answered.status_code, text_of(answered), len(queries)))
        assert answers[0] == answers[1], row.name
        assert answers[0][0] == 404


def test_numbers_of_another_household_in_every_field_of_every_form(site: Site) -> None:
    """Path, hidden and shown fields: none opens, shows or changes anything of the other one."""
    owner = site.there.actors["lead"]
    was = inside(owner, site.there.id)
    number = 0
    for row, address, fields in site.forms():
        with taken_back():
            for field in fields:
                number += 1
                value = str(theirs(site)[number % 3])
                if field == "file":
                    continue
                answered = site.send(site.best(row), "POST", address, {**fields, field: value})
                assert answered.status_code < 500, f"{row.name} with {field}={value}"
                assert leaks(answered) == [], f"{row.name} with {field}={value}"
            assert leaks(site.get("lead", f"/huishoudens/{site.here.code}/plan/")) == [], row.name
            assert inside(owner, site.there.id) == was, row.name


@pytest.mark.parametrize("which", ["number", "code"])
def test_another_households_identifiers_in_every_parameter(site: Site, which: str) -> None:
    """Filters, sorting, paging and looking back: all parameters of a page at once."""
    value = site.there.code if which == "code" else theirs(site)[0]
    asked = "&".join(f"{name}={value}" for name in IN_QUERIES)
    for row, address in site.rows.items():
        if row.method == "GET":
            with taken_back():
                answered = site.get("lead", f"{address}?{asked}")
            assert answered.status_code < 500, row.name
            assert leaks(answered) == [], row.name


def test_a_fragment_gives_no_more_than_its_page(site: Site) -> None:
    """What is asked by htmx, with any target, is refused as the page is."""
    asked = {"HX-Request": "true", "HX-Target": "page", "HX-Current-URL": "http://testserver/"}
    for row, address in site.rows.items():
        elsewhere = address.replace(site.here.code, site.there.code)
        if elsewhere != address:
            sent = rows.fields_of(row, site.there) if row.method == "POST" else {}
            with taken_back():
                answered = site.send("lead", row.method, elsewhere, sent, **asked)
            assert answered.status_code == 404, row.name
            assert leaks(answered) == [], row.name


def test_searching_finds_no_other_household(site: Site) -> None:
    for words in ("Overal", "Elders", "%", "_", "Gezin Overal Elders", "\\", "'; --", "*"):
        with taken_back():
            site.browser("lead").post(reverse("households-search"), {"q": words})
            found = site.browser("lead").get(reverse("households-found")).content.decode()
        assert site.there.code not in found, words
        assert (site.here.code in found) is (words == "Overal"), words


def test_a_paper_plan_of_another_household_is_not_printed(site: Site) -> None:
    for who in ("lead", "par", "chief", "elsew"):
        code = site.here.code if who == "elsew" else site.there.code
        answered = site.get(who, reverse("plan-pdf", kwargs={"code": code}))
        assert answered.status_code == 404
        assert answered.headers["Content-Type"].startswith("text/html")


def test_an_import_takes_nobody_from_another_household(site: Site) -> None:
    """The file names the same people: the professionals are known, the family is a new one."""
    owner = site.there.actors["lead"]
    was = inside(owner, site.there.id), inside(site.here.actors["lead"], site.here.id)
    row, address, fields = next(one for one in site.forms() if one[0].route == "household-import")
    answered = site.send("desk", "POST", address, fields)
    assert (row.route, answered.status_code) == ("household-import", 302)
    now = inside(owner, site.there.id), inside(site.here.actors["lead"], site.here.id)
    assert now == was
