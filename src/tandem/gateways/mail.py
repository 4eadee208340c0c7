"""Mail that leaves the house: a letter of plain text to one address.

A letter has an identifier of its own. Sending is at least once: who is not sure that a letter left
sends it again, with the same words under the same identifier, so that it is known to be the same.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from typing import Protocol

from tandem.gateways.errors import NotSetUpError, RefusedError, UnreachableError

PERMANENT = 500
"""From this answer on a mail server means: never, not: not now."""
SECONDS = 20.0
"""How long a mail server may take to answer."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of plain text."""

    id: str
    to: str
    subject: str
    text: str


class Mail(Protocol):
    """Whoever takes letters."""

    def send(self, letter: Letter) -> None:
        """Hand a letter over.

        Raises RefusedError, UnreachableError, and NotSetUpError when there is no mail here.
        """


class Tls(StrEnum):
    """How the way to the mail server is kept to ourselves."""

    STARTTLS = "starttls"
    """Asked for after a plain greeting, and insisted on: usually port 587."""
    IMPLICIT = "tls"
    """From the first byte: usually port 465."""
    NONE = "none"
    """Not at all: for a server on this same machine."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where letters are handed in, and as whom."""

    host: str
    port: int
    sender: str
    """The address that letters come from, and to which comes back what bounces."""
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = Tls.STARTTLS
    seconds: float = SECONDS


class SmtpMail:
    """Hands letters to a mail server."""

    def __init__(self, server: SmtpServer, context: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._context = context or ssl.create_default_context()

    def send(self, letter: Letter) -> None:
        """Hand a letter over; raises RefusedError and UnreachableError."""
        message = _message(letter, self._server.sender)
        try:
            with self._connected() as connection:
                connection.send_message(message, self._server.sender, [letter.to])
        except smtplib.SMTPRecipientsRefused as error:
            raise _refusal(max(code for code, _ in error.recipients.values())) from error
        except smtplib.SMTPResponseException as error:
            # What the server says of us (a wrong password) is no fault of the address.
            is_ours = isinstance(error, smtplib.SMTPAuthenticationError)
            raise _refusal(0 if is_ours else error.smtp_code) from error
        except (smtplib.SMTPException, OSError) as error:
            raise UnreachableError("no mail server") from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server = self._server
        if server.tls is Tls.IMPLICIT:
            opened: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.seconds, context=self._context
            )
        else:
            opened = smtplib.SMTP(server.host, server.port, timeout=server.seconds)
        with opened as connection:
            if server.tls is Tls.STARTTLS:
                connection.starttls(context=self._context)
            if server.user:
                connection.login(server.user, server.password)
            yield connection


@dataclass(slots=True)
class MemoryMail:
    """Keeps letters, for tests; `broken` makes it fail as a real one can."""

    sent: list[Letter] = field(default_factory=list)
    broken: Exception | None = None

    def send(self, letter: Letter) -> None:
        """Keep a letter, or raise what is broken."""
        if self.broken is not None:
            raise self.broken
        self.sent.append(letter)


class NoMail:
    """There is no mail here."""

    def send(self, letter: Letter) -> None:  # noqa: ARG002 - as every door
        """Raise NotSetUpError."""
        raise NotSetUpError("mail")


def _message(letter: Letter, sender: str) -> EmailMessage:
    """Return a letter as it goes over the line; raises RefusedError for what is no address."""
    message = EmailMessage(SMTP)
    domain = sender.rpartition("@")[2] or "localhost"
    try:
        message["From"] = sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
        message["Message-ID"] = f"<{letter.id}@{domain}>"
    except (ValueError, MessageError, IndexError) as error:
        raise RefusedError("address") from error
    if len(message["To"].addresses) != 1 or not message["To"].addresses[0].domain:
        raise RefusedError("address")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="8bit")
    return message


def _refusal(code: int) -> Exception:
    return RefusedError("bounced") if code >= PERMANENT else UnreachableError("not now")
