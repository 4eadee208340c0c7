"""What machines are told about the site: health, figures and the log; nothing about people."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from prometheus_client import REGISTRY

from tandem.config import health, logs, urls
from tandem.web.client_address import client_address
from tandem.web.middleware.request_number import request_number

NUMBER = re.compile(r"^\d{3}-\d{3}-\d{4}$")


def breaks(request: HttpRequest, person: str) -> HttpResponse:
    secret = request.POST.get("note", "")
    raise ValueError(f"{person} {secret}") from IntegrityError(f"Key (name)=({person}) exists")


def breaks_the_database(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    raise OperationalError("password of Karin")


def tells_its_number(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse(request_number())


urlpatterns = [
    path("breaks/<person>", breaks, name="breaks"),
    path("database", breaks_the_database, name="breaks_the_database"),
    path("number", tells_its_number, name="number"),
    *urls.urlpatterns[:2],
]
handler404, handler500 = urls.handler404, urls.handler500

pytestmark = pytest.mark.urls("tests.config.test_watching")


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def lines() -> Iterator[list[dict[str, object]]]:
    """The lines that the log would get."""
    written: list[dict[str, object]] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(json.loads(self.format(record)))

    handler = Keeper()
    handler.setFormatter(logs.SafeJsonFormatter())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


# --- health ---------------------------------------------------------------------------------


def test_it_lives_without_a_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_it_is_ready_when_the_database_has_every_migration(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_it_is_ready_on_a_database_that_is_newer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = health.wanted_migrations() | {("people", "9999_later")}
    monkeypatch.setattr(health, "applied_migrations", lambda: newer)
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_it_is_not_ready_when_a_migration_is_missing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "wanted_migrations", lambda: frozenset({("people", "9999")}))
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migrations are missing\n")


def test_it_is_not_ready_without_a_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> frozenset[health.Migration]:
        raise OperationalError("connection to db.example failed")

    monkeypatch.setattr(health, "applied_migrations", fail)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"the database does not answer\n")


def test_who_only_reads_may_ask(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


# --- the number of a request ----------------------------------------------------------------


def test_every_request_has_a_number_of_its_own(client: Client) -> None:
    first, second = client.get("/number"), client.get("/number")
    assert NUMBER.match(first.headers["X-Request-Number"])
    assert first.content.decode() == first.headers["X-Request-Number"]
    assert first.content != second.content
    assert request_number() == ""


@pytest.mark.parametrize(
    ("address", "status"), [("/nothing", 404), ("/breaks/Karin", 500), ("/database", 503)]
)
def test_an_error_page_quotes_the_number(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["X-Request-Number"] in response.content.decode()
    assert "Karin" not in response.content.decode()


def test_a_database_that_is_away_is_no_fault_of_the_page(client: Client) -> None:
    response = client.get("/database")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "Probeer het over een minuut opnieuw" in response.content.decode()


def test_an_error_page_comes_also_when_templates_are_gone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise OSError("gone")

    monkeypatch.setattr("tandem.web.errors.render_to_string", fail)
    response = client.get("/breaks/Karin")
    assert response.status_code == 500
    assert "Er ging bij ons iets mis." in response.content.decode()
    assert response.headers["X-Request-Number"] in response.content.decode()


# --- the log --------------------------------------------------------------------------------


def test_a_request_is_one_line_without_its_address(
    client: Client, lines: list[dict[str, object]]
) -> None:
    response = client.get("/number?name=Karin")
    (line,) = lines
    assert line.keys() == {
        *("time", "level", "logger", "message", "request"),
        *("method", "route", "status", "milliseconds"),
    }
    assert (line["route"], line["status"], line["method"]) == ("number", 200, "GET")
    assert line["request"] == response.headers["X-Request-Number"]


def test_machines_that_ask_all_day_fill_no_log(
    client: Client, lines: list[dict[str, object]]
) -> None:
    client.get("/healthz")
    assert lines == []


def test_an_error_tells_its_kinds_and_places_and_nothing_about_people(
    client: Client, lines: list[dict[str, object]]
) -> None:
    response = client.post("/breaks/Karin?name=Kevin", {"note": "schulden"})
    error, answered = lines
    assert error["message"] == "unhandled error"
    assert error["request"] == answered["request"] == response.headers["X-Request-Number"]
    told = error["error"]
    assert isinstance(told, list)
    assert [one["type"] for one in told] == [
        "builtins.ValueError",
        "django.db.utils.IntegrityError",
    ]
    assert told[0]["stack"][-1].endswith(" breaks")
    assert not re.search("Karin|Kevin|schulden", json.dumps(lines))


def test_what_others_log_keeps_its_sentence_only(lines: list[dict[str, object]]) -> None:
    logging.getLogger("somebody.else").warning("bad input of %s", "Karin", extra={"user": "Karin"})
    assert lines[0]["message"] == "bad input of %s"
    assert "Karin" not in json.dumps(lines)


def test_no_citizen_service_number_stands_in_a_line(lines: list[dict[str, object]]) -> None:
    for name, said in (("tandem.x", "took 123456782 in"), ("somebody.else", "row 1234.56.782")):
        logging.getLogger(name).warning(said)
    logging.getLogger("tandem.x").warning("took %s of 123456789", "1234 56 782")
    assert [line["message"] for line in lines] == [
        "took [number] in",
        "row [number]",
        "took [number] of 123456789",  # this is no such number
    ]


# --- figures --------------------------------------------------------------------------------


def figure(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_requests_are_counted_by_route_and_status(client: Client) -> None:
    labels = {"method": "POST", "route": "breaks", "status": "500"}
    before = figure("tandem_requests_total", **labels)
    client.post("/breaks/Karin")
    assert figure("tandem_requests_total", **labels) == before + 1
    assert figure("tandem_request_seconds_count", route="breaks") >= 1


def test_errors_of_the_database_are_counted(client: Client) -> None:
    before = figure("tandem_database_errors_total", kind="OperationalError")
    client.get("/database")
    assert figure("tandem_database_errors_total", kind="OperationalError") == before + 1


def test_no_figure_names_an_address(client: Client) -> None:
    client.get("/breaks/Karin")
    client.get("/nothing/Karin")
    client.generic("KARIN", "/number")
    labels = {
        value
        for metric in REGISTRY.collect()
        for sample in metric.samples
        for value in sample.labels.values()
    }
    assert {"breaks", "none", "other"} <= labels
    assert not any("Karin" in label or "/" in label for label in labels if label != "KARIN")


# --- what a browser is told -----------------------------------------------------------------


def test_a_page_may_be_kept_by_nobody_and_do_nothing_unasked(client: Client) -> None:
    headers = client.get("/number").headers
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_dutch_unless_english_was_chosen(client: Client) -> None:
    page = client.get("/nothing", headers={"accept-language": "en"})
    assert page.headers["Content-Language"] == "nl"
    client.cookies["language"] = "en"
    assert client.get("/nothing").headers["Content-Language"] == "en"
    client.cookies["language"] = "../../etc"
    assert client.get("/nothing").headers["Content-Language"] == "nl"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_say_where_a_request_comes_from(
    proxies: int, forwarded: str, seen: str
) -> None:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": forwarded}
    with override_settings(TANDEM_PROXIES=proxies):
        assert client_address(request) == seen
