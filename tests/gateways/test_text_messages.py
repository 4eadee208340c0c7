"""Text messages through a real service on this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tandem.gateways.errors import NotSetUpError, RefusedError, UnreachableError
from tandem.gateways.folder import FolderMail, FolderTextMessages, Posted, posted
from tandem.gateways.mail import Letter
from tandem.gateways.text_messages import (
    HttpService,
    HttpTextMessages,
    MemoryTextMessages,
    NoTextMessages,
    TextMessage,
)
from tests.gateways.servers import HOST, post_server

TEXT = TextMessage("tandem-letter-8", "+31600000000", "Uw code: 000000")


def texts(port: int) -> HttpTextMessages:
    return HttpTextMessages(HttpService(f"http://{HOST}:{port}/sms?v=1", "woord", seconds=5))


def test_a_text_arrives_with_its_identifier() -> None:
    with post_server() as service:
        texts(service.port).send(TEXT)
    ((path, headers, body),) = service.taken
    assert path == "/sms?v=1"
    assert headers["authorization"] == "Bearer woord"
    assert headers["idempotency-key"] == TEXT.id
    assert json.loads(body) == {
        "id": TEXT.id,
        "from": "Tandem",
        "to": TEXT.to,
        "text": TEXT.text,
    }


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, RefusedError),
        (422, RefusedError),
        (429, UnreachableError),
        (401, UnreachableError),
        (302, UnreachableError),
        (503, UnreachableError),
    ],
)
def test_a_wrong_number_is_told_from_a_service_that_is_busy(
    status: int, error: type[Exception]
) -> None:
    elsewhere = {"Location": "http://127.0.0.1:1/elsewhere"}
    with post_server(status, elsewhere) as service, pytest.raises(error):
        texts(service.port).send(TEXT)
    assert len(service.taken) == 1


def test_nobody_there_is_told() -> None:
    with post_server() as service:
        port = service.port
    with pytest.raises(UnreachableError):
        texts(port).send(TEXT)
    with pytest.raises(NotSetUpError):
        NoTextMessages().send(TEXT)
    with pytest.raises(RefusedError):
        MemoryTextMessages(broken=RefusedError("number")).send(TEXT)


@pytest.mark.parametrize("address", ["http://sms.example/", "ftp://sms.example/", "https://"])
def test_a_way_on_which_others_read_along_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        HttpService(address, "woord")


def test_the_token_is_not_shown() -> None:
    assert "woord" not in repr(HttpService("https://sms.example/", "woord"))


def test_letters_of_the_demo_stand_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    assert posted(folder) == []
    FolderMail(folder).send(Letter("1", "a@b.example", "Een vraag", "Beste"))
    FolderMail(folder).send(Letter("1", "a@b.example", "Een vraag", "Beste"))
    FolderTextMessages(folder).send(TEXT)
    assert set(posted(folder)) == {
        Posted("a@b.example", "Een vraag", "Beste"),
        Posted(TEXT.to, "", TEXT.text),
    }
