"""What a file really is, by what is in it: the name says nothing, and is only compared.

A document of Word or LibreOffice is a zip: it is looked into without unpacking more than its list
and two small parts, and refused when it holds macros, too much, or things that point outside.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from enum import Enum

import filetype

from tandem.core.model.files import MOST_BYTES, FileKind, clean_name, kind_of_name

MOST_PARTS = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_TIMES = 100
"""How many times larger the parts of a document may be than the file: more is a bomb."""
SMALL_PART = 1024 * 1024
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = (
    "vbaproject.bin",
    "vbadata.xml",
    "basic/",
    "scripts/",
    "activex",
    "oleobject",
    "embeddings/",
)
PDF_START, PDF_END = b"%PDF-", b"%%EOF"
JPEG_START, JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
PNG_START, PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
BEYOND = 1024
"""Bytes that may follow the end of a PDF or JPEG, as some programs write."""
ACTIVE = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile")


class FileProblem(Enum):
    """Why a file is not taken, in English and in Dutch."""

    EMPTY = ("This file is empty.", "Dit bestand is leeg.")
    TOO_LARGE = ("This file is larger than 10 MB.", "Dit bestand is groter dan 10 MB.")
    KIND = (
        "Send a PDF, PNG, JPEG, a plain text, or a document of Word or LibreOffice.",
        "Stuur een PDF, PNG, JPEG, een platte tekst, of een document van Word of LibreOffice.",
    )
    OTHER_THAN_NAMED = (
        "What is in this file is something else than its name says.",
        "In dit bestand zit iets anders dan de naam zegt.",
    )
    MACROS = (
        "This document holds macros or other files. Save it as a PDF, and send that.",
        "In dit document zitten macro’s of andere bestanden. Bewaar het als PDF, en stuur die.",
    )
    BOMB = (
        "This document unpacks to far more than it seems. Save it as a PDF, and send that.",
        "Dit document wordt uitgepakt veel groter dan het lijkt. Bewaar het als PDF, en stuur die.",
    )
    ACTIVE = (
        "This PDF does things when it is opened. Print it to a PDF anew, and send that.",
        "Deze PDF doet iets als u hem opent. Druk hem opnieuw af als PDF, en stuur die.",
    )

    @property
    def english(self) -> str:
        """The sentence in English."""
        return self.value[0]

    @property
    def dutch(self) -> str:
        """The sentence in Dutch."""
        return self.value[1]


class FileRefusedError(ValueError):
    """A file that is not taken; `problem` says why."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(problem.english)
        self.problem = problem


def check_file(name: str, data: bytes) -> tuple[str, FileKind]:
    """Return the clean name of a file and what it is; raises FileRefusedError."""
    if not data:
        raise FileRefusedError(FileProblem.EMPTY)
    if len(data) > MOST_BYTES:
        raise FileRefusedError(FileProblem.TOO_LARGE)
    plain = clean_name(name)
    promised = kind_of_name(plain)
    if promised is None:
        raise FileRefusedError(FileProblem.KIND)
    _CHECKS[promised](data)
    return plain, promised


def _is(data: bytes, *endings: str) -> bool:
    guessed = filetype.guess_extension(data)
    return guessed in endings


def _pdf(data: bytes) -> None:
    if not data.startswith(PDF_START) or not _is(data, "pdf"):
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED)
    end = data.rfind(PDF_END)
    if end < 0 or len(data) - end - len(PDF_END) > BEYOND or _holds_zip(data):
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED)
    if any(word in data for word in ACTIVE):
        raise FileRefusedError(FileProblem.ACTIVE)


def _png(data: bytes) -> None:
    if not data.startswith(PNG_START) or not data.endswith(PNG_END):
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED)


def _jpeg(data: bytes) -> None:
    end = data.rfind(JPEG_END)
    if not data.startswith(JPEG_START) or end < 0 or len(data) - end - 2 > BEYOND:
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED)
    if _holds_zip(data):
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED)


def _text(data: bytes) -> None:
    """Plain text in UTF-8, without signs that no text has, and not a page in disguise."""
    try:
        said = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED) from None
    if any(ord(one) < 32 and one not in "\t\n\r\f" for one in said) or "\x7f" in said:
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED)
    if filetype.guess(data) is not None or said.lstrip()[:1] == "<":
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED)


def _docx(data: bytes) -> None:
    with _opened(data) as packed:
        if WORD not in _part(packed, "[Content_Types].xml"):
            raise FileRefusedError(FileProblem.OTHER_THAN_NAMED)


def _odt(data: bytes) -> None:
    with _opened(data) as packed:
        if _part(packed, "mimetype").strip() != FileKind.ODT.media_type.encode():
            raise FileRefusedError(FileProblem.OTHER_THAN_NAMED)


def _opened(data: bytes) -> zipfile.ZipFile:
    """Open a packed document, after looking at its list; raises FileRefusedError."""
    if not data.startswith(b"PK\x03\x04"):
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED)
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED) from None
    parts = packed.infolist()
    unpacked = sum(one.file_size for one in parts)
    if len(parts) > MOST_PARTS or unpacked > min(MOST_UNPACKED, MOST_TIMES * len(data)):
        raise FileRefusedError(FileProblem.BOMB)
    names = [one.filename.lower() for one in parts]
    if any(word in name for name in names for word in MACROS):
        raise FileRefusedError(FileProblem.MACROS)
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED)
    return packed


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    """Return a small part, never more of it than that: what the list says may be a lie."""
    try:
        with packed.open(name) as part:
            found = part.read(SMALL_PART + 1)
    except _BROKEN:
        raise FileRefusedError(FileProblem.OTHER_THAN_NAMED) from None
    if len(found) > SMALL_PART:
        raise FileRefusedError(FileProblem.BOMB)
    return found


_BROKEN = (
    KeyError,
    RuntimeError,
    zipfile.BadZipFile,
    NotImplementedError,
    OSError,
    EOFError,
    zlib.error,
)


def _holds_zip(data: bytes) -> bool:
    """Whether it can also be read as a zip: a file that is two things at once."""
    return zipfile.is_zipfile(io.BytesIO(data))


_CHECKS = {
    FileKind.PDF: _pdf,
    FileKind.PNG: _png,
    FileKind.JPEG: _jpeg,
    FileKind.TEXT: _text,
    FileKind.DOCX: _docx,
    FileKind.ODT: _odt,
}
