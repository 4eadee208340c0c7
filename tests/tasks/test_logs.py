"""The log of processings: what stands in it, and how it comes to a collector."""

from __future__ import annotations

import gzip
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import chain

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from pytest_django import Settings

from tandem.core.access import SYSTEM, Action, Standing
from tandem.formats.rulebase_logs import load_logs
from tandem.gateways.collector import MemoryCollector, OtlpCollector
from tandem.records.ledger import secrets
from tandem.records.work import work
from tandem.tasks import logs
from tests.database import ConnectAs
from tests.records.looking import KAREL, actor
from tests.records.rows import MOMENT, one
from tests.records.scene import Home, home
from tests.tasks.town import as_worker

pytestmark = pytest.mark.django_db(transaction=True)

REGISTER = "https://register.example/activities/"


@dataclass
class Received:
    """What a collector on this machine got, and what it answers."""

    status: int = 200
    spans: list[Span] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)


@contextmanager
def collecting(status: int = 200) -> Iterator[tuple[str, Received]]:
    received = Received(status)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            if received.status == 200:
                asked = ExportTraceServiceRequest.FromString(body)
                received.bodies.append(body)
                for group in asked.resource_spans:
                    received.resources += [
                        f"{a.key}={a.value.string_value}" for a in group.resource.attributes
                    ]
                    received.spans += chain.from_iterable(s.spans for s in group.scope_spans)
            self.send_response(received.status)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/traces", received
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def mine(connect_as: ConnectAs) -> Home:
    return home(connect_as("tandem_owner"), "mine")


def look(made: Home, *pages: str) -> None:
    def looked(opened: object) -> None:
        for page in pages:
            opened.look(made.id, page, KAREL, "plan-lezen")  # type: ignore[attr-defined]

    work(actor(made), MOMENT, reads=True).run(looked)


def change(made: Home) -> None:
    work(actor(made), MOMENT, activity="plan-maken").run(
        lambda w: w.event("added", household=made.id, subject="goal", subject_id=1, title="Rust")
    )


def hand_on(collector: object, most: int = 500) -> int:
    with as_worker():
        return logs.hand_on(MOMENT, collector, most)  # type: ignore[arg-type]


def test_a_collector_gets_every_processing_once_with_nobody_who_did_it(
    mine: Home, connect_as: ConnectAs
) -> None:
    look(mine, "plan", "check")
    change(mine)
    with collecting() as (endpoint, received):
        collector = OtlpCollector(endpoint, REGISTER)
        assert hand_on(collector, most=2) == 2
        assert hand_on(collector) == 1
        assert hand_on(collector) == 0
        collector.close()
    names = [span.name for span in received.spans]
    assert names == ["plan", "check", "added"]
    first, second, third = received.spans
    assert first.trace_id == second.trace_id != third.trace_id
    assert (first.parent_span_id, second.parent_span_id) == (b"", first.span_id)
    assert first.end_time_unix_nano >= first.start_time_unix_nano
    assert first.start_time_unix_nano == int(MOMENT.timestamp()) * 10**9
    assert first.status.code == 1
    assert "service.name=tandem" in received.resources
    told = {a.key: a.value.string_value for a in first.attributes}
    assert set(told) == {
        "dpl.core.processing_activity_id",
        "dpl.core.data_subject_id",
        "dpl.core.data_subject_id_type",
    }
    assert told["dpl.core.processing_activity_id"] == f"{REGISTER}plan-lezen"
    everything = b"".join(received.bodies)
    assert not [w for w in (b"Karel", b"helper", b"Rust", b"mine") if w in everything]
    superuser = connect_as("postgres")
    linked = "SELECT count(*) FROM audit_look WHERE trace_id = %s AND span_id = %s"
    assert one(superuser, linked, [first.trace_id, first.span_id]) == 1
    kept = one(
        superuser,
        "SELECT wrapped FROM audit_key WHERE household_id = %s AND person_id IS NULL",
        [mine.id],
    )
    key = secrets.unwrap(bytes(kept), f"{mine.id}:")
    subject = b64decode(told["dpl.core.data_subject_id"])
    assert secrets.decrypt(key, subject, first.span_id) == str(mine.id).encode()


def test_what_a_collector_does_not_take_stays(mine: Home, settings: Settings) -> None:
    look(mine, "plan")
    refusing = MemoryCollector(refuses=True)
    assert hand_on(refusing) == 0
    with collecting(status=400) as (endpoint, received):
        assert hand_on(OtlpCollector(endpoint, REGISTER, seconds=1)) == 0
        assert received.spans == []
    assert hand_on(OtlpCollector("http://127.0.0.1:9/v1/traces", REGISTER, seconds=0.3)) == 0
    look(mine, "check")  # the page does not notice
    refusing.refuses = False
    assert hand_on(refusing) == 2
    assert [one.name for one in refusing.got] == ["plan", "check"]
    settings.TANDEM_LOG_COLLECTOR = ""
    logs.hand_on_all()
    assert logs.collector_of("", REGISTER) is None


def test_who_looks_at_home_has_one_key_for_both_logs(mine: Home, connect_as: ConnectAs) -> None:
    work(actor(mine), MOMENT, reads=True).run(
        lambda w: w.look(mine.id, "plan", Standing(name="Kim", person=5), "plan-lezen")
    )
    memory = MemoryCollector()
    assert hand_on(memory) == 1
    kept = one(connect_as("postgres"), "SELECT wrapped FROM audit_key WHERE person_id = 5")
    key = secrets.unwrap(bytes(kept), f"{mine.id}:5")
    got = memory.got[0]
    assert secrets.decrypt(key, got.subject, got.span) == str(mine.id).encode()


def test_the_worker_seals_and_tells_it(mine: Home, caplog: pytest.LogCaptureFixture) -> None:
    look(mine, "plan")
    with as_worker(), caplog.at_level("INFO", "tandem.tasks.logs"):
        made = logs.seal()
        assert logs.seal() is None
    assert made is not None
    assert [getattr(record, "seal", "") for record in caplog.records] == [made.short]


def test_every_action_belongs_to_an_activity() -> None:
    """Add a new action to one of the activities in `rulebase/logs.yaml`."""
    assert set(load_logs().by_action) == set(Action)


def test_tandem_itself_writes_no_processing(connect_as: ConnectAs) -> None:
    work(SYSTEM, MOMENT).run(lambda w: w.event("checked", household=None, subject="plan"))
    assert one(connect_as("postgres"), "SELECT count(*) FROM audit_processing") == 0
