"""Text messages: a short text to one telephone number, by way of a service that sends them.

As with letters: at least once, the same words under the same identifier, which the service is told
so that it sends no text twice.
"""

from __future__ import annotations

import http.client
import json
import ssl
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from tandem.gateways.errors import NotSetUpError, RefusedError, UnreachableError

SECONDS = 15.0
LATER = frozenset({408, 425, 429})
"""Answers by which a service says: not now."""
LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class TextMessage:
    """A short text."""

    id: str
    to: str
    text: str


class TextMessages(Protocol):
    """Whoever takes text messages."""

    def send(self, message: TextMessage) -> None:
        """Hand a text over.

        Raises RefusedError, UnreachableError, and NotSetUpError when none are sent from here.
        """


@dataclass(frozen=True, slots=True)
class HttpService:
    """Where texts are handed in, over HTTPS; without it only on this same machine."""

    address: str
    token: str = field(repr=False)
    sender: str = "Tandem"
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        """Refuse an address at which everybody on the way could read along."""
        parts = urlsplit(self.address)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)
        if not safe or not parts.hostname:
            raise ValueError("the service for text messages is reached over https")


class HttpTextMessages:
    """Hands texts to a service as JSON: `id`, `from`, `to` and `text`; leads nowhere else."""

    def __init__(self, service: HttpService, context: ssl.SSLContext | None = None) -> None:
        self._service = service
        self._context = context

    def send(self, message: TextMessage) -> None:
        """Hand a text over; raises RefusedError and UnreachableError."""
        try:
            status = self._post(message)
        except (OSError, http.client.HTTPException) as error:
            raise UnreachableError("no service") from error
        if status in LATER or status >= http.client.INTERNAL_SERVER_ERROR:
            raise UnreachableError("not now")
        if status in {http.client.UNAUTHORIZED, http.client.FORBIDDEN} or status < 400:
            # What the service says of us, or that it stands elsewhere, is no fault of the number.
            if http.client.OK <= status < http.client.MULTIPLE_CHOICES:
                return
            raise UnreachableError("not let in")
        raise RefusedError("number")

    def _post(self, message: TextMessage) -> int:
        service = self._service
        parts = urlsplit(service.address)
        connection = self._connection()
        body = {"id": message.id, "from": service.sender, "to": message.to, "text": message.text}
        headers = {
            "Authorization": f"Bearer {service.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": message.id,
        }
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("POST", path, json.dumps(body).encode(), headers)
            return connection.getresponse().status
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        parts, seconds = urlsplit(self._service.address), self._service.seconds
        host = parts.hostname or ""
        if parts.scheme == "https":
            context = self._context or ssl.create_default_context()
            return http.client.HTTPSConnection(host, parts.port, timeout=seconds, context=context)
        return http.client.HTTPConnection(host, parts.port, timeout=seconds)


@dataclass(slots=True)
class MemoryTextMessages:
    """Keeps texts, for tests; `broken` makes it fail as a real one can."""

    sent: list[TextMessage] = field(default_factory=list)
    broken: Exception | None = None

    def send(self, message: TextMessage) -> None:
        """Keep a text, or raise what is broken."""
        if self.broken is not None:
            raise self.broken
        self.sent.append(message)


class NoTextMessages:
    """No text messages are sent from here."""

    def send(self, message: TextMessage) -> None:  # noqa: ARG002 - as every door
        """Raise NotSetUpError."""
        raise NotSetUpError("text messages")
