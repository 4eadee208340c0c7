"""Every text of the pages has its Dutch, in one of the catalogues, and no catalogue holds more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po

from tandem.core.access import Reason
from tandem.web.messages import catalogues, compile_messages
from tests.guards.house import ROOT

SOURCES = ROOT / "src" / "tandem"
ROOMS = ("web", "actions", "core/access", "config")
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "you": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
HANDED_ON: dict[str, Any] = {"Problem": (2,), "refusal": (3,)}
"""Texts that are handed on, and translated where they are shown."""
FAMILIAR = "je"
SPOKEN_TO = "you"
"""The function for what is said to a resident: it needs a text with "u" and one with "je"."""
OPTIONS = {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "trimmed": "true", "silent": "false"}

Key = tuple[str | None, str]
"""The context of a text, or none, and the text in English (the singular)."""


def found_in(path: Path) -> Iterator[Key]:
    method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
    with path.open("rb") as source:
        for _, message, *_rest in extract(method, source, {SPOKEN_TO: None}, options=OPTIONS):
            yield FAMILIAR, message if isinstance(message, str) else message[0]
        source.seek(0)
        # The sample pages speak Dutch by themselves.
        keywords = {} if "components" in path.parts else HANDED_ON
        for _, message, _, context in extract(method, source, KEYWORDS | keywords, options=OPTIONS):
            yield context, message if isinstance(message, str) else message[0]


def used() -> dict[Key, str]:
    """Every text that is used, with a file that uses it."""
    texts: dict[Key, str] = {}
    for room in ROOMS:
        folder = SOURCES / room
        for path in sorted((*folder.rglob("*.py"), *folder.rglob("templates/**/*.html"))):
            for key in found_in(path):
                texts.setdefault(key, str(path.relative_to(ROOT)))
    for reason in Reason:
        texts.setdefault((None, reason.value), "core/access/policy.py")
    return texts


def read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale="nl", abort_invalid=True)


def translated() -> dict[Key, Path]:
    texts: dict[Key, Path] = {}
    for path in catalogues():
        for message in read(path):
            if message.id:
                texts[key_of(message)] = path
    return texts


def key_of(message: Any) -> Key:  # noqa: ANN401 - the library has no types
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def test_there_are_texts() -> None:
    assert len(used()) > 100


def test_every_text_has_its_dutch() -> None:
    known = translated()
    assert {key: path for key, path in used().items() if key not in known} == {}


def test_no_catalogue_holds_what_is_not_used() -> None:
    wanted = used()
    assert [
        f"{path.parents[2].name}: {key}" for key, path in translated().items() if key not in wanted
    ] == []


@pytest.mark.parametrize("path", sorted(catalogues()), ids=lambda path: path.parents[2].name)
def test_a_catalogue_is_whole(path: Path) -> None:
    catalogue = read(path)
    assert catalogue.num_plurals == 2
    assert not list(catalogue.obsolete)
    for message in catalogue:
        said = [message.string] if isinstance(message.string, str) else list(message.string or ())
        assert all(said), f"not translated: {message.id}"
        assert not message.fuzzy or not message.id, f"fuzzy: {message.id}"
        problems = [str(error) for error in message.check(catalogue)] if message.id else []
        assert problems == [], message.id


def test_no_text_stands_in_two_catalogues() -> None:
    counted = Counter(key_of(m) for path in catalogues() for m in read(path) if m.id)
    assert [key for key, times in counted.items() if times > 1] == []


def test_what_is_older_is_compiled_anew() -> None:
    compile_messages()
    assert compile_messages() == []
    for path in catalogues():
        assert path.with_suffix(".mo").stat().st_mtime_ns >= path.stat().st_mtime_ns
