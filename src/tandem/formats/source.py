"""Text files as trees of plain data, whatever their form: sound UTF-8, then YAML or JSON."""

from __future__ import annotations

from tandem.formats.problems import START
from tandem.formats.tree import MAX_BYTES, StopReadingError, Tree, forbidden, mark_at

_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_UTF8_BOM = b"\xef\xbb\xbf"


def decode(data: bytes, tree: Tree) -> str:
    """Return the text of a file; raises StopReadingError when it is no sound UTF-8 text."""
    if len(data) > MAX_BYTES:
        tree.stop("too-big", START, most=MAX_BYTES // 1000)
        raise StopReadingError
    for bom, name in _BOMS.items():
        if data.startswith(bom):
            tree.stop("other-encoding", START, encoding=name)
            raise StopReadingError
    data = data.removeprefix(_UTF8_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        tree.stop("not-utf8", mark_at(before, len(before)), byte=f"0x{data[error.start]:02x}")
        raise StopReadingError from None
    wrong = forbidden(text)
    if wrong is not None:
        mark = mark_at(text, wrong)
        tree.stop("control-character", mark, character=f"U+{ord(text[wrong]):04X}")
        raise StopReadingError
    if not text.strip():
        tree.stop("empty-file", START)
        raise StopReadingError
    return text


def read_tree(data: bytes, name: str) -> Tree:
    """Read a YAML or JSON file; never raises, the tree holds the problems."""
    tree = Tree(name)
    try:
        text = tree.text = decode(data, tree)
        if _is_json(name, text):
            from tandem.formats.json_source import read_json

            read_json(text, tree)
        else:
            from tandem.formats.yaml_source import read_yaml

            read_yaml(text, tree)
    except StopReadingError:
        tree.fatal = True
    return tree


def _is_json(name: str, text: str) -> bool:
    if name.lower().endswith((".yaml", ".yml")):
        return False
    return name.lower().endswith(".json") or text.lstrip()[:1] in {"{", "["}
