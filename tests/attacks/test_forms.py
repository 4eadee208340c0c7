"""Attacks by what a form holds: more fields than it asks, values nobody types, files that lie."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse

from tandem.records.door import plumbing
from tests.access.asking import taken_back
from tests.attacks.site import Site, inside, numbers, text_of
from tests.conftest import FULL

MORE_THAN_ASKED: Mapping[str, str] = {
    **dict.fromkeys(("id", "pk", "household", "household_id", "person_id", "account"), "1"),
    **dict.fromkeys(("is_active", "is_demo", "is_staff", "is_superuser", "accepted"), "true"),
    **dict.fromkeys(("leads", "holder", "holder_id", "set_by", "recorded_by", "by_member"), "1"),
    **dict.fromkeys(("state", "lifecycle_state", "mandatory_basis", "legal_basis"), "active"),
    **dict.fromkeys(("duties", "involvement_role"), "team-leader"),
    **dict.fromkeys(("created_at", "recorded_at", "opened_at"), "2020-01-01"),
    **dict.fromkeys(("professional_id", "person", "actor", "as_user", "for_member"), "1"),
    **dict.fromkeys(("shielded", "opened_to", "lifted_at", "attempts"), "1"),
    "__class__": "Actor",
    "password": "known-to-the-attacker",
    "username": "hanna",
}
"""Names of columns, and of what no form asks. A name that a form does ask stays as it is."""
ACCOUNTS = "SELECT to_jsonb(a)::text FROM people_account a ORDER BY id"
OF_ONESELF = frozenset({"my-details", "language", "my-sign-in-second-remove"})
"""Forms that are there to change the own account."""


def accounts() -> list[dict[str, object]]:
    """Return every account as it is kept."""
    with plumbing(), connection.cursor() as cursor:
        cursor.execute(ACCOUNTS)
        return [json.loads(row) for (row,) in cursor.fetchall()]


def changed_columns(was: list[dict[str, object]]) -> set[tuple[object, str]]:
    """Return in which column of which account something is other than it was.

    How much is new for somebody is counted with the account; that others write is no attack.
    """
    return {
        (one["id"], column)
        for one, before in zip(accounts(), was, strict=True)
        for column, value in one.items()
        if value != before[column] and column != "unread"
    }


def test_fields_that_a_form_does_not_ask_are_not_taken(site: Site) -> None:
    """Mass assignment: with them the same is written as without, and no account is another."""
    lead = site.here.actors["lead"]
    known = numbers(lead, site.here.id)
    was = accounts()
    for row, address, fields in site.forms():
        if row.route in {"household-import", "sign-in"}:
            continue
        written = []
        for more in ({}, MORE_THAN_ASKED):
            with taken_back():
                answered = site.send(site.best(row), "POST", address, {**more, **fields})
                state = inside(lead, site.here.id, known)
                written.append((answered.status_code, state, changed_columns(was)))
        assert written[0] == written[1], row.name
        assert not written[1][2] or row.route in OF_ONESELF, row.name


def test_own_details_change_nothing_but_language_and_address(site: Site) -> None:
    row, address, fields = next(one for one in site.forms() if one[0].route == "my-details")
    columns = "password, is_active, is_demo, duties, person_id, professional_id, username, name"

    def kept() -> str:
        with plumbing(), connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM people_account ORDER BY id")  # noqa: S608 - fixed
            return str(cursor.fetchall())

    was = kept()
    for who in ("r17", "lead", "desk"):
        assert site.send(who, row.method, address, {**MORE_THAN_ASKED, **fields}).status_code == 302
    assert kept() == was


# --- values that nobody types -----------------------------------------------------------------

STRANGE: Mapping[str, str] = {
    "nul": "a\0b",
    "superscript": "²",
    "endless": "9" * 5_000,
    "below-zero": "-1",
    "turned": "\u202e\u2066\ufeffx",
}
"""Values for every field of every form, one field at a time."""
PASSES = [(one,) for one in STRANGE] if FULL else [tuple(STRANGE)]
"""Each field of a form gets one of them, by turns; all of them when everything is tried."""
LONGEST_LINE = "x " * 60_000


def refused_or_kept(answered: HttpResponse, told: str) -> None:
    assert answered.status_code in {200, 302, 400, 403, 404, 409, 422}, told


ALSO = (
    *("do", "version", "reason", "order", "seen", "parents", "step", "title", "goal", "owner"),
    *("paper_minutes", "papers", "travel", "start", "end", "member", "day", "telephone"),
    *("question", "relation", "own_words", "part", "by", "given_on", "name-1", "born-1"),
    *("income-1", "income-amount-1", "cost-1", "cost-from-1", "one-1", "minutes-1", "not-1"),
)
"""Fields that the filled-in forms leave out."""


def strange(fields: Mapping[str, object], kinds: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    """Each field with a strange value, the next kind for the next; then all that is left out."""
    for number, field in enumerate(fields):
        if field != "file":
            yield {field: STRANGE[kinds[number % len(kinds)]]}
    left = [field for field in ALSO if field not in fields]
    yield {field: STRANGE[kinds[place % len(kinds)]] for place, field in enumerate(left)}


@pytest.mark.parametrize("kinds", PASSES, ids="-".join)
def test_no_value_breaks_a_form(site: Site, kinds: tuple[str, ...]) -> None:
    for row, address, fields in site.forms():
        for more in strange(fields, kinds):
            with taken_back():
                answered = site.send(site.best(row), "POST", address, {**fields, **more})
            refused_or_kept(answered, f"{row.name} with {str(more)[:80]}")


@pytest.mark.parametrize(
    ("route", "field", "value"),
    [
        ("yes-to-all-send", "seen", "²:²"),
        ("yes-to-all-send", "seen", "9" * 5_000 + ":1"),
        ("yes-to-all-send", "seen", "9" * 25 + ":" + "9" * 25),
        ("what-if", "do", "drop-" + "9" * 5_000),
        ("what-if", "do", "drop-²"),
        ("what-if", "step", "line=%00&agreement=²"),
        ("what-if", "agreement", "9" * 5_000),
        ("places", "minutes-1", "9" * 5_000),
        ("account", "floor", "9" * 5_000),
        ("household-new", "name-" + "9" * 2, "x"),
        ("household-new", "name-²", "x"),
        ("agreement-add", "paper_minutes", "²"),
        ("agreement-add", "title", "a\0b"),
        ("goal-add", "member", "roos\0"),
        ("authority", "parents", "hans\0"),
        ("authority", "seen_on", "9999999-1-1"),
        ("own-words", "contacts", "²"),
    ],
)
def test_no_number_that_is_none_breaks_a_form(
    site: Site, route: str, field: str, value: str
) -> None:
    row, address, fields = next(one for one in site.forms() if one[0].route == route)
    answered = site.send(site.best(row), "POST", address, {**fields, field: value})
    refused_or_kept(answered, f"{route} with {field}")


def test_half_a_sign_breaks_nothing(site: Site) -> None:
    """A lone surrogate, and bytes that are no UTF-8, as a browser would never send them."""
    for row, address, fields in site.forms():
        plain = {name: value for name, value in fields.items() if isinstance(value, str)}
        for bad in ("%ED%A0%80", "%FF%FE%C0%AF%"):
            body = "&".join(f"{name}={bad}" for name in plain)
            with taken_back():
                answered = site.browser(site.best(row)).post(
                    address, body.encode(), "application/x-www-form-urlencoded"
                )
            refused_or_kept(answered, f"{row.name} with {bad}")  # type: ignore[arg-type]


def test_a_book_in_every_field_breaks_nothing(site: Site) -> None:
    for row, address, fields in site.forms():
        books = {
            name: LONGEST_LINE if isinstance(value, str) and name != "do" else value
            for name, value in fields.items()
        }
        with taken_back():
            refused_or_kept(site.send(site.best(row), "POST", address, books), row.name)


def test_bodies_that_are_too_large_are_not_read(site: Site) -> None:
    address = reverse("goal-add", kwargs={"code": site.here.code})
    client = site.browser("lead")
    desk = site.browser("desk")
    form = "application/x-www-form-urlencoded"
    assert client.post(address, b"text=" + b"x" * 3_000_000, form).status_code == 400
    many = urlencode([(f"f{number}", "x") for number in range(2_100)])
    assert client.post(address, many.encode(), form).status_code == 400
    files = {f"file{number}": BytesIO(b"x") for number in range(9)}
    assert desk.post(reverse("household-import"), files).status_code == 400


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
def test_another_kind_of_body_is_an_empty_form(site: Site, kind: str) -> None:
    lead = site.here.actors["lead"]
    was = inside(lead, site.here.id)
    body = b'{"text": "Een doel", "member": "roos", "do": "yes", "line": "sport: Roos, za 10-11"}'
    with taken_back():
        for row, address, _fields in site.forms():
            answered = site.browser("lead").post(address, body, kind)
            refused_or_kept(answered, row.name)  # type: ignore[arg-type]
        assert inside(lead, site.here.id) == was


# --- files that lie ---------------------------------------------------------------------------


def _zipped() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as one:
        one.writestr("plan.yaml", "x" * 1_000_000)
    return packed.getvalue()


def hostile() -> Iterator[tuple[str, str, bytes]]:
    yield "zip", "plan.yaml", _zipped()
    yield "program", "plan.yaml", b"\x7fELF\x02\x01\x01" + b"\0" * 200
    yield "page", "plan.yaml", b"<html><script>alert(1)</script></html>"
    yield "object", "plan.yaml", b"!!python/object/apply:os.system ['touch /tmp/x']"
    yield "laughs", "plan.yaml", b"a: &a [x]\n" + b"b: [*a, *a]\n" * 9
    yield "deep", "plan.json", b"[" * 100_000
    yield "path", "../../etc/cron.d/plan.yaml", b"id: x"
    yield "nul in the name", "plan.yaml\0.exe", b"id: x"
    yield "other name", "plan.exe", b"id: x"
    yield "no UTF-8", "plan.yaml", b"\xff\xfe\x00id: x"
    yield "large", "plan.yaml", b"# " + b"x" * 2_050_000
    yield "number", "plan.json", b'{"grid": ' + b"9" * 50_000 + b"}"
    yield "merge", "plan.yaml", b"<<: {id: x}\n? [a]\n: b\n"


@pytest.mark.parametrize(
    ("name", "content"), [pytest.param(*one[1:], id=one[0]) for one in hostile()]
)
def test_a_file_that_lies_is_not_read_in(site: Site, name: str, content: bytes) -> None:
    row, address, fields = next(one for one in site.forms() if one[0].route == "household-import")
    file = BytesIO(content)
    file.name = name
    answered = site.send("desk", row.method, address, {**fields, "file": file})
    assert answered.status_code in {400, 422}, text_of(answered)[:200]
    assert "<script>alert" not in text_of(answered)
