"""Files that mean harm: an answer with a line, never a traceback, never a hang."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from tandem.formats.source import read_tree
from tests.formats.households import HEAD, parsed, problems

MOST_SECONDS = 2.0

BOMBS: dict[str, bytes] = {
    "aliases that grow": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "deep lists": b"[" * 100_000,
    "deep mappings": b"{a: " * 100_000,
    "deep indents": b"".join(b" " * n + b"a:\n" for n in range(900)),
    "deep dashes": b"- " * 100_000,
    "keys without values": b"? " * 100_000,
    "many keys": b"".join(b"a%d: 1\n" % n for n in range(60_000)),
    "the same key": b"a: 1\n" * 60_000,
    "a long line of quotes": b'"' * 900_000,
    "a long word": b"a" * 900_000,
    "a long number": b"a: " + b"9" * 900_000,
    "a long comment": b"#" * 900_000,
    "many comments": b"#\n" * 400_000,
    "commas": b"[" + b"," * 900_000,
    "colons": b": " * 300_000,
    "percent": b"%YAML 99.99\n---\na: 1\n",
    "a tag that runs code": b"a: !!python/object/apply:os.system [ls]\n",
    "binary": bytes(range(256)) * 100,
    "nul": b"id: x\x00\n",
    "only a mark": b"\xef\xbb\xbf",
    "utf-16": "id: x\n".encode("utf-16-le"),
    "utf-32": "id: x\n".encode("utf-32"),
    "half a character": b"id: \xc3",
    "half a pair": b'id: "\\ud800"\n',
    "direction": "id: \u202ex\n".encode(),
    "folded forever": b"a: >\n" + b"  b\n" * 200_000,
    "documents": b"--- a\n" * 100_000,
    "anchors": b"".join(b"- &a%d x\n" % n for n in range(50_000)),
    "merge": b"a: {<<: [{b: 1}]}\n",
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("file", ["gezin.yaml", "gezin.json"])
def test_a_hostile_file_gets_an_answer(name: str, file: str) -> None:
    start = time.process_time()
    found = problems(BOMBS[name], file)
    assert time.process_time() - start < MOST_SECONDS
    assert found
    for problem in found:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.what()
        assert problem.right()


def test_a_byte_order_mark_at_the_start_is_harmless() -> None:
    assert parsed("\ufeff" + HEAD).id == "x"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("16:00", "16:00"),
        ("08:30", "08:30"),
        ("1_000", "1_000"),
        ("0o7", "0o7"),
        ("0x1F", "0x1F"),
        ("1e9", "1e9"),
        ("012", "012"),
        ("+1", "+1"),
        (".5", ".5"),
        (".inf", ".inf"),
        ("2027-01-04", "2027-01-04"),
        ("yes", "yes"),
        ("on", "on"),
        ("=", "="),
        ("12", 12),
        ("-12", -12),
        ("1.50", Decimal("1.50")),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("''", ""),
    ],
)
def test_yaml_values_are_without_surprises(written: str, value: object) -> None:
    tree = read_tree(f"a: {written}\n".encode(), "gezin.yaml")
    assert tree.problems == []
    assert tree.data == {"a": value}
    assert type(tree.data["a"]) is type(value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"no"', "no"),
        ("12", 12),
        ("-0", 0),
        ("1.50", Decimal("1.50")),
        ("true", True),
        ("null", None),
        ('"\\u00e9\\n\\/"', "é\n/"),
        ('"\\ud83d\\udeb2"', "🚲"),
        ("[ ]", []),
        ("\t{ }\r\n", {}),
    ],
)
def test_json_values(written: str, value: object) -> None:
    tree = read_tree(f'{{"a":{written}}}'.encode(), "gezin.json")
    assert tree.problems == []
    assert tree.data == {"a": value}


def test_json_is_known_by_its_name_or_by_how_it_begins() -> None:
    assert read_tree(b'{"a":\t1}', "-").data == {"a": 1}
    assert read_tree(b"a: 1", "-").data == {"a": 1}
    assert read_tree(b"{a: 1}", "gezin.yml").data == {"a": 1}
    assert read_tree(b"a: 1", "GEZIN.JSON").fatal


def test_every_value_knows_its_place() -> None:
    yaml_tree = read_tree(b"a:\n  - b: 1\n    c: x\n", "gezin.yaml")
    json_tree = read_tree(b'{"a":\n [{"b": 1,\n   "c": "x"}]}', "gezin.json")
    where = [("a",), ("a", 0), ("a", 0, "b"), ("a", 0, "c")]
    assert [(yaml_tree.mark(p).line, yaml_tree.mark(p).column) for p in where] == [
        (2, 3), (2, 5), (2, 8), (3, 8)
    ]  # fmt: skip
    assert [(json_tree.mark(p).line, json_tree.mark(p).column) for p in where] == [
        (2, 2), (2, 3), (2, 9), (3, 9)
    ]  # fmt: skip
    key = yaml_tree.key_mark(("a", 0, "c"))
    assert (key.line, key.column) == (3, 5)
