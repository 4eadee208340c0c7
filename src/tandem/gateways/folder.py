"""Letters and texts of the demo: they leave for a folder, where a page of the demo shows them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from tandem.gateways.mail import Letter
from tandem.gateways.text_messages import TextMessage


@dataclass(frozen=True, slots=True)
class Posted:
    """What was sent, to an address or a telephone number."""

    to: str
    subject: str
    """Empty for a text message."""
    text: str


class FolderMail:
    """Writes letters into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, letter: Letter) -> None:
        """Write a letter; the same letter again is the same file."""
        _write(self._folder, letter.id, Posted(letter.to, letter.subject, letter.text))


class FolderTextMessages:
    """Writes text messages into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: TextMessage) -> None:
        """Write a text; the same text again is the same file."""
        _write(self._folder, message.id, Posted(message.to, "", message.text))


def posted(folder: Path, most: int = 20) -> list[Posted]:
    """Return what was sent, the latest first."""
    files = sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
    return [Posted(**json.loads(one.read_text(encoding="utf-8"))) for one in files[:most]]


def _write(folder: Path, name: str, what: Posted) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{name}.json"
    half = place.with_suffix(".half")
    kept = {"to": what.to, "subject": what.subject, "text": what.text}
    half.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    half.replace(place)
