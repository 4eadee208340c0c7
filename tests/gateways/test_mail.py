"""Letters through a real mail server on this machine."""

from __future__ import annotations

import pytest

from tandem.gateways.errors import NotSetUpError, RefusedError, UnreachableError
from tandem.gateways.mail import Letter, MemoryMail, NoMail, SmtpMail, SmtpServer, Tls
from tests.gateways.servers import HOST, mail_server

LETTER = Letter(
    "tandem-letter-7", "balie@bos.example", "Wilt u iets nakijken?", "Beste Noëlle,\n.\n"
)


def mail(port: int, tls: Tls = Tls.NONE) -> SmtpMail:
    return SmtpMail(SmtpServer(HOST, port, "plan@dommeldal.example", tls=tls, seconds=5))


def test_a_letter_arrives_as_it_was_written() -> None:
    with mail_server() as server:
        mail(server.port).send(LETTER)
        mail(server.port).send(LETTER)
    first, again = server.taken
    assert first["To"] == "balie@bos.example"
    assert first["From"] == "plan@dommeldal.example"
    assert first["Subject"] == LETTER.subject
    assert first["Auto-Submitted"] == "auto-generated"
    assert first.get_content_type() == "text/plain"
    assert first.get_payload(decode=True).decode().replace("\r\n", "\n") == LETTER.text  # type: ignore[union-attr]
    assert first["Message-ID"] == again["Message-ID"] == "<tandem-letter-7@dommeldal.example>"


@pytest.mark.parametrize(
    ("answer", "error"),
    [("550 no such box", RefusedError), ("451 later", UnreachableError)],
)
def test_an_address_that_bounces_is_told_from_a_server_that_is_busy(
    answer: str, error: type[Exception]
) -> None:
    with mail_server(answer) as server, pytest.raises(error) as raised:
        mail(server.port).send(LETTER)
    assert "bos.example" not in str(raised.value)


@pytest.mark.parametrize(
    "to", ["", "balie", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "<>"]
)
def test_what_is_no_address_is_refused_before_it_is_sent(to: str) -> None:
    with mail_server() as server, pytest.raises(RefusedError):
        mail(server.port).send(Letter("1", to, "Een vraag", "Beste"))
    assert server.taken == []


def test_without_a_safe_way_nothing_is_sent() -> None:
    with mail_server() as server, pytest.raises(UnreachableError):
        mail(server.port, Tls.STARTTLS).send(LETTER)
    assert server.taken == []


def test_nobody_there_is_told() -> None:
    with mail_server() as server:
        port = server.port
    with pytest.raises(UnreachableError):
        mail(port).send(LETTER)
    with pytest.raises(NotSetUpError):
        NoMail().send(LETTER)


def test_the_end_in_memory_keeps_or_fails() -> None:
    kept = MemoryMail()
    kept.send(LETTER)
    assert kept.sent == [LETTER]
    with pytest.raises(UnreachableError):
        MemoryMail(broken=UnreachableError("not now")).send(LETTER)


def test_a_password_is_not_shown() -> None:
    server = SmtpServer("mail.example", 587, "a@b.example", "plan", "geheim-woord")
    assert "geheim" not in repr(server)
