"""The doors to the outside world as this site has them: which mail server, which service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tandem.gateways.folder import FolderMail, FolderTextMessages
from tandem.gateways.mail import Mail, NoMail, SmtpMail, SmtpServer, Tls
from tandem.gateways.text_messages import (
    HttpService,
    HttpTextMessages,
    NoTextMessages,
    TextMessages,
)

PORTS = {Tls.STARTTLS: "587", Tls.IMPLICIT: "465", Tls.NONE: "25"}
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Outside:
    """How letters and text messages leave, and where this site stands."""

    mail: Mail
    texts: TextMessages
    address: str


def outside() -> Outside:
    """Return the doors that the settings name; the demo's lead to a folder."""
    folder: Path | None = settings.TANDEM_LETTERS
    if folder is not None:
        return Outside(FolderMail(folder), FolderTextMessages(folder), settings.TANDEM_ADDRESS)
    return doors_of(settings.TANDEM_OUTSIDE, settings.TANDEM_ADDRESS)


def doors_of(given: Mapping[str, str], address: str) -> Outside:
    """Return the doors that these settings name, by their names without `TANDEM_`."""
    mail: Mail = SmtpMail(_server(given)) if given["MAIL_HOST"] else NoMail()
    texts: TextMessages = NoTextMessages()
    if given["SMS_URL"]:
        sender = given["SMS_FROM"] or "Tandem"
        texts = HttpTextMessages(HttpService(given["SMS_URL"], given["SMS_TOKEN"], sender))
    return Outside(mail, texts, address)


def wrong_with(given: Mapping[str, str], address: str) -> Iterator[str]:
    """Yield what is wrong with the settings, a sentence each."""
    if given["MAIL_HOST"] and not address.startswith("https://"):
        yield "TANDEM_ADDRESS says where the site stands, with https: letters hold links to it"
    if given["MAIL_HOST"] and "@" not in given["MAIL_FROM"]:
        yield "TANDEM_MAIL_FROM is the address that letters come from"
    if given["MAIL_TLS"] not in {"", *Tls}:
        yield f"TANDEM_MAIL_TLS is one of: {', '.join(Tls)}"
    elif given["MAIL_TLS"] == Tls.NONE and given["MAIL_HOST"] not in LOCAL:
        yield "TANDEM_MAIL_TLS is none for a mail server elsewhere: letters could be read"
    if given["MAIL_PORT"] and not given["MAIL_PORT"].isdecimal():
        yield "TANDEM_MAIL_PORT is a number"
    if given["SMS_URL"]:
        yield from _wrong_with_texts(given)


def _wrong_with_texts(given: Mapping[str, str]) -> Iterator[str]:
    try:
        HttpService(given["SMS_URL"], given["SMS_TOKEN"])
    except ValueError:
        yield "TANDEM_SMS_URL is reached over https"
    if not given["SMS_TOKEN"]:
        yield "TANDEM_SMS_TOKEN is what the service for text messages knows us by"


def _server(given: Mapping[str, str]) -> SmtpServer:
    tls = Tls(given["MAIL_TLS"] or Tls.STARTTLS)
    return SmtpServer(
        given["MAIL_HOST"],
        int(given["MAIL_PORT"] or PORTS[tls]),
        given["MAIL_FROM"],
        given["MAIL_USER"],
        given["MAIL_PASSWORD"],
        tls,
    )
