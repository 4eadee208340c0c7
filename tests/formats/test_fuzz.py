"""Three hundred spoilt household files: no traceback, no hang, always a line and a reason."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from tandem.formats.household import read, write_json
from tandem.formats.problems import MOST_PROBLEMS, HouseholdFileError
from tests.formats.households import RULES

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
MOST_SECONDS = 2.0
ODD = (
    *("no", "16:00", "-1", "1e9", "99999999999999999999", "null", "[]", "{}", "[[[[]]]]", "''"),
    *("&a x", "*a", "!!python/none x", "<<", "- -", "? x", "| x", "> x", "%", "@", "`", "\t", "é"),
    *("2027-02-30", "di 12-10", "ma-zo 0-24", "true", "0x10", "“", "unknown", "household", "...",
      "---"),
)  # fmt: skip


def _truncated(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def _flipped(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _lines(data: bytes, rng: random.Random) -> bytes:
    """Repeat, remove, move or indent a few lines."""
    lines = data.split(b"\n")
    for _ in range(rng.randint(1, 4)):
        at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
        match rng.randrange(4):
            case 0:
                lines.insert(to, lines[at])
            case 1:
                del lines[at]
            case 2:
                lines[at], lines[to] = lines[to], lines[at]
            case _:
                lines[at] = b" " * rng.randint(1, 4) + lines[at]
    return b"\n".join(lines)


def _values(data: bytes, rng: random.Random) -> bytes:
    """Put an odd value where another stood."""
    lines = data.split(b"\n")
    keyed = [place for place, line in enumerate(lines) if b": " in line]
    for place in rng.sample(keyed, min(3, len(keyed))):
        key = lines[place].split(b": ", 1)[0]
        lines[place] = key + b": " + rng.choice(ODD).encode()
    return b"\n".join(lines)


def _keys(data: bytes, rng: random.Random) -> bytes:
    """Misspell a key here and there."""
    lines = data.split(b"\n")
    keyed = [place for place, line in enumerate(lines) if b": " in line or line.endswith(b":")]
    for place in rng.sample(keyed, min(3, len(keyed))):
        colon = lines[place].index(b":")
        at = rng.randrange(colon + 1)
        lines[place] = (
            lines[place][:at] + rng.choice([b"x", b"", b"-", b" "]) + lines[place][at + 1 :]
        )
    return b"\n".join(lines)


def _deep(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return (
        data[:at] + rng.choice([b"[", b"{a: ", b"- ", b'"', b"("]) * rng.randint(1, 300) + data[at:]
    )


def _encoded(data: bytes, rng: random.Random) -> bytes:
    text = data.decode()
    encoding = rng.choice(["utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8-sig"])
    return text.encode(encoding, errors="replace")


def _inserted(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    odd = rng.choice([*ODD, "\x00", "\x1b[31m", "\u202e", "\ufeff", "\u2028", "\r"])
    return data[:at] + odd.encode() + data[at:]


def _swapped(data: bytes, rng: random.Random) -> bytes:
    """Exchange two values anywhere in the document, whatever their types; as JSON."""
    document = json.loads(write_json(read(data, "gezin.yaml", RULES)))
    places: list[tuple[Any, Any]] = []

    def collect(value: object) -> None:
        items: Any = []
        if isinstance(value, dict):
            items = value.items()
        elif isinstance(value, list):
            items = enumerate(value)
        for key, inner in items:
            places.append((value, key))
            collect(inner)

    collect(document)
    (left, a), (right, b) = rng.sample(places, 2)
    one, other = json.dumps(left[a]), json.dumps(right[b])
    left[a], right[b] = json.loads(other), json.loads(one)
    return json.dumps(document, indent=1).encode()


MUTATIONS = (
    _truncated, _flipped, _lines, _values, _keys, _deep, _encoded, _inserted, _swapped, _values
)  # fmt: skip


@pytest.mark.parametrize("seed", range(300))
def test_a_spoilt_file_is_read_or_refused_with_reasons(seed: int) -> None:
    rng = random.Random(seed)
    mutate = MUTATIONS[seed % len(MUTATIONS)]
    data = mutate(rng.choice(EXAMPLES).read_bytes(), rng)
    name = "gezin.json" if mutate is _swapped else "gezin.yaml"
    start = time.process_time()
    try:
        read(data, name, RULES)
    except HouseholdFileError as error:
        found = error.problems
    else:
        found = ()
    assert time.process_time() - start < MOST_SECONDS
    assert len(found) <= MOST_PROBLEMS
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for problem in found:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.what()
        assert problem.what("en")
        assert problem.right()


def test_most_spoilt_files_are_refused() -> None:
    """The mutations do spoil: else the test above says nothing."""
    refused = 0
    for seed in range(60):
        rng = random.Random(seed)
        mutate = MUTATIONS[seed % len(MUTATIONS)]
        try:
            read(mutate(EXAMPLES[0].read_bytes(), rng), "gezin", RULES)
        except HouseholdFileError:
            refused += 1
    assert refused > 30
