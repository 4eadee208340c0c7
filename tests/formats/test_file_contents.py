"""What is taken in as a file, and every trick by which something else would come along."""

from __future__ import annotations

import io
import zipfile

import pytest

from tandem.core.model.files import LONGEST_NAME, MOST_BYTES, FileKind, clean_name
from tandem.formats.file_contents import FileProblem, FileRefusedError, check_file

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40 + b"\0\0\0\0IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 40 + b"\xff\xd9"
WORD = (
    b'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
MACRO_WORD = WORD.replace(b"openxmlformats-officedocument", b"ms-word.macroEnabled")


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in parts.items():
            pack.writestr(name, data)
    return made.getvalue()


def word(**more: bytes) -> bytes:
    return packed(**{"[Content_Types].xml": WORD, "word/document.xml": b"<w/>", **more})


def office(**more: bytes) -> bytes:
    return packed(mimetype=FileKind.ODT.media_type.encode(), **{"content.xml": b"<o/>", **more})


TAKEN = {
    "brief.pdf": (PDF, FileKind.PDF),
    "Foto.PNG": (PNG, FileKind.PNG),
    "foto.jpeg": (JPEG, FileKind.JPEG),
    "brief.txt": ("Beste Karin, één regel\r\n".encode(), FileKind.TEXT),
    "brief.docx": (word(), FileKind.DOCX),
    "brief.odt": (office(), FileKind.ODT),
}
P = FileProblem
REFUSED: dict[str, tuple[str, bytes, FileProblem]] = {
    "empty": ("brief.pdf", b"", P.EMPTY),
    "too large": ("brief.txt", b"a" * (MOST_BYTES + 1), P.TOO_LARGE),
    "a program": ("brief.exe", b"MZ\x90\0", P.KIND),
    "a program named as a PDF": ("brief.pdf", b"MZ\x90\0" + b"\0" * 99, P.OTHER_THAN_NAMED),
    "double extension": ("brief.pdf.exe", PDF, P.KIND),
    "page named as a text": ("brief.txt", b"<script>alert(1)</script>", P.OTHER_THAN_NAMED),
    "page with a byte order mark": ("a.txt", b"\xef\xbb\xbf <svg/>", P.OTHER_THAN_NAMED),
    "picture that is a page": ("foto.svg", b"<svg onload=alert(1)>", P.KIND),
    "text with a NUL": ("brief.txt", b"a\0b", P.OTHER_THAN_NAMED),
    "text that is no UTF-8": ("brief.txt", b"\xff\xfe\0a", P.OTHER_THAN_NAMED),
    "PDF named as a picture": ("foto.png", PDF, P.OTHER_THAN_NAMED),
    "polyglot of PDF and zip": ("brief.pdf", PDF + word(), P.OTHER_THAN_NAMED),
    "polyglot of zip in a PDF": (
        "brief.pdf",
        PDF[:-7] + word() + b"\n%%EOF\n",
        P.OTHER_THAN_NAMED,
    ),
    "polyglot of PNG and page": ("foto.png", PNG + b"<script>", P.OTHER_THAN_NAMED),
    "polyglot of JPEG and zip": ("foto.jpg", JPEG + word(), P.OTHER_THAN_NAMED),
    "PDF with a script": ("a.pdf", PDF.replace(b"1 0", b"/JavaScript 1 0"), P.ACTIVE),
    "PDF that starts a program": ("a.pdf", PDF.replace(b"1 0", b"/Launch 1 0"), P.ACTIVE),
    "zip named as a document": ("a.docx", packed(a=b"a"), P.OTHER_THAN_NAMED),
    "sheet named as a document": (
        "a.docx",
        packed(**{"[Content_Types].xml": b"spreadsheetml.sheet.main+xml"}),
        P.OTHER_THAN_NAMED,
    ),
    "document with macros": ("a.docx", word(**{"word/vbaProject.bin": b"x"}), P.MACROS),
    "document of the macro kind": (
        "a.docx",
        packed(**{"[Content_Types].xml": MACRO_WORD}),
        P.OTHER_THAN_NAMED,
    ),
    "document with a program in it": ("a.docx", word(**{"word/embeddings/a.bin": b"x"}), P.MACROS),
    "macros of LibreOffice": ("a.odt", office(**{"Basic/Standard/Module1.xml": b"x"}), P.MACROS),
    "path in the parts": ("a.docx", word(**{"../../etc/x": b"x"}), P.OTHER_THAN_NAMED),
    "zip bomb": ("a.docx", word(**{"word/big.xml": bytes(30_000_000)}), P.BOMB),
    "bomb in the list of contents": (
        "a.docx",
        packed(**{"[Content_Types].xml": WORD + bytes(2_000_000), "a": bytes(1)}),
        P.BOMB,
    ),
    "thousands of parts": ("a.docx", word(**{f"p{n}": b"" for n in range(2_100)}), P.BOMB),
    "broken zip": ("a.docx", word()[:200], P.OTHER_THAN_NAMED),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_what_it_says_is_taken(name: str) -> None:
    data, kind = TAKEN[name]
    assert check_file(name, data) == (name, kind)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_something_else_is_refused(case: str) -> None:
    name, data, problem = REFUSED[case]
    with pytest.raises(FileRefusedError) as refused:
        check_file(name, data)
    assert refused.value.problem is problem


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("brief.pdf", "brief.pdf"),
        ("../../../etc/passwd", "passwd"),
        ("C:\\Users\\karin\\brief.pdf", "brief.pdf"),
        ("/absolute/brief.pdf", "brief.pdf"),
        ("brief\0.pdf", "brief.pdf"),
        ("brief\r\nSet-Cookie: a.pdf", "briefSet-Cookie a.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("  .htaccess ", "htaccess"),
        ("", "bestand"),
        ("..", "bestand"),
        ('a"b<c>.pdf', "abc.pdf"),
        ("Brief van Zoë.pdf", "Brief van Zoë.pdf"),
    ],
)
def test_a_name_is_a_name_and_nothing_more(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept


def test_a_long_name_keeps_its_ending() -> None:
    kept = clean_name("a" * 500 + ".docx")
    assert len(kept) == LONGEST_NAME
    assert kept.endswith(".docx")
