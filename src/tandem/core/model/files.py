"""Files that somebody sends: which kinds are taken, and how their names are written."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

LONGEST_NAME = 100
MOST_BYTES = 10 * 1024 * 1024
"""Of one file."""
BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Signs that turn the order of letters around: with them "fdp.exe" reads as "exe.pdf"."""
NOT_IN_NAMES = frozenset('<>:"/\\|?*')


class FileKind(StrEnum):
    """A kind of file that is taken, by its media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TEXT = "text/plain"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"

    @property
    def media_type(self) -> str:
        """The media type, as it is recorded."""
        return self.value


ENDINGS = {
    FileKind.PDF: (".pdf",),
    FileKind.PNG: (".png",),
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.TEXT: (".txt",),
    FileKind.DOCX: (".docx",),
    FileKind.ODT: (".odt",),
}
"""How the names of each kind end."""


def clean_name(name: str) -> str:
    """Return the name of a file without a path and without signs that mean something to a machine.

    What is before a slash or backslash is a path, and goes; so do signs that are not printed or
    that turn letters around, and dots and spaces at either end. An empty name becomes "bestand".
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(
        one
        for one in unicodedata.normalize("NFC", last)
        if one not in BIDI and one not in NOT_IN_NAMES and unicodedata.category(one)[0] != "C"
    )
    plain = " ".join(plain.split()).strip(". ")
    if not plain:
        return "bestand"
    if len(plain) <= LONGEST_NAME:
        return plain
    stem, dot, ending = plain.rpartition(".")
    room = LONGEST_NAME - len(dot + ending)
    return f"{stem[:room].rstrip('. ')}.{ending}" if dot and room > 0 else plain[:LONGEST_NAME]


def kind_of_name(name: str) -> FileKind | None:
    """Return the kind of file that a name promises; None when it is none that is taken."""
    lowered = name.lower()
    return next((one for one, ends in ENDINGS.items() if lowered.endswith(ends)), None)
