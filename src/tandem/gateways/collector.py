"""The door to a collector of processings: OpenTelemetry over HTTP, or a list in memory.

The attributes are those of the working version of the Dutch standard Logboek Dataverwerkingen.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from logging import getLogger
from typing import Protocol

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExportResult
from opentelemetry.trace import SpanContext, SpanKind, Status, StatusCode, TraceFlags

from tandem import __version__
from tandem.core.access import Processing

SECONDS = 5.0
"""How long a collector may take for a batch."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

log = getLogger(__name__)


class Collector(Protocol):
    """Takes processings; what it did not take is offered again later."""

    def send(self, batch: Sequence[Processing]) -> bool:
        """Hand a batch on; return whether all of it was taken. Raises nothing."""


@dataclass(slots=True)
class MemoryCollector:
    """Keeps what it gets, or refuses it: for tests."""

    refuses: bool = False
    got: list[Processing] = field(default_factory=list)

    def send(self, batch: Sequence[Processing]) -> bool:
        """Keep a batch, unless it refuses."""
        if not self.refuses:
            self.got += batch
        return not self.refuses


class OtlpCollector:
    """Sends processings as spans to an address that takes OTLP over HTTP."""

    def __init__(self, endpoint: str, register: str, seconds: float = SECONDS) -> None:
        self._exporter = OTLPSpanExporter(endpoint=endpoint, timeout=seconds)
        self._resource = Resource({"service.name": "tandem", "service.version": __version__})
        self._register = register

    def send(self, batch: Sequence[Processing]) -> bool:
        """Send a batch; a collector that does not answer, or refuses, gets it again later."""
        spans = [span_of(one, self._resource, self._register) for one in batch]
        try:
            return self._exporter.export(spans) is SpanExportResult.SUCCESS
        except Exception as error:  # noqa: BLE001 - whatever is wrong there may not stop what is here
            log.warning("the collector could not be reached (%s)", type(error).__name__)
            return False

    def close(self) -> None:
        """Let go of the connection."""
        self._exporter.shutdown()  # type: ignore[no-untyped-call]


def span_of(one: Processing, resource: Resource, register: str) -> ReadableSpan:
    """Return a processing as OpenTelemetry knows it: without anything of who did it."""
    return ReadableSpan(
        name=one.name,
        context=_context(one.trace, one.span),
        parent=None if one.parent is None else _context(one.trace, one.parent),
        resource=resource,
        attributes={
            "dpl.core.processing_activity_id": f"{register}{one.activity}",
            "dpl.core.data_subject_id": b64encode(one.subject).decode(),
            "dpl.core.data_subject_id_type": one.subject_type,
        },
        kind=SpanKind.INTERNAL,
        status=Status(StatusCode.OK if one.status == "OK" else StatusCode.ERROR),
        start_time=_nanoseconds(one.began),
        end_time=_nanoseconds(one.ended),
    )


def _context(trace: bytes, span: bytes) -> SpanContext:
    return SpanContext(
        int.from_bytes(trace),
        int.from_bytes(span),
        is_remote=False,
        trace_flags=TraceFlags(TraceFlags.SAMPLED),
    )


def _nanoseconds(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1) * 1000
