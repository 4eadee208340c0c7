"""The translations of the pages, compiled when they are older than what they are made from.

Each area has a catalogue of its own under `locale/<area>/`, so that people who work on different
pages do not meet in one file. Django reads them all: `LOCALE_PATHS = locale_paths()`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


def locale_paths() -> list[Path]:
    """Return the folder of each area that has a catalogue, in alphabetical order."""
    return sorted({path.parents[2] for path in catalogues()})


def catalogues() -> Iterator[Path]:
    """Yield the catalogues as people write them."""
    yield from sorted(LOCALE.glob("*/*/LC_MESSAGES/django.po"))


def compile_messages() -> list[Path]:
    """Compile what is missing or older than its source, and return what was made."""
    return [_compile(source) for source in catalogues() if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    made = source.with_suffix(".mo")
    return not made.exists() or made.stat().st_mtime_ns < source.stat().st_mtime_ns


def _compile(source: Path) -> Path:
    """Write the compiled catalogue in one step, so that nobody reads half a file."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - settings only ask for the folders
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parents[1].name, abort_invalid=True)
    made = source.with_suffix(".mo")
    handle, name = tempfile.mkstemp(dir=made.parent, prefix=".django-", suffix=".mo")
    with os.fdopen(handle, "wb") as out:
        write_mo(out, catalogue)
    Path(name).replace(made)
    return made


if __name__ == "__main__":
    compile_messages()
