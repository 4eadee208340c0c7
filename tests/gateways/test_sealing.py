"""What is sealed opens under its own key and in its own place, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.gateways.file_store import DiskStore, FileGoneError, MemoryStore
from tandem.gateways.sealing import SealBrokenError, Sealer, new_name

OURS = Sealer.of(["one secret"], "files")


@given(plain=st.binary(max_size=200), context=st.text(max_size=20))
def test_what_is_sealed_opens_again(plain: bytes, context: str) -> None:
    sealed = OURS.seal(plain, context)
    assert OURS.open(sealed, context) == plain
    assert OURS.seal(plain, context) != sealed


def test_it_opens_for_nobody_else_and_nowhere_else() -> None:
    sealed = OURS.seal(b"geheim", "a")
    others = [Sealer.of(["another"], "files"), Sealer.of(["one secret"], "bsn")]
    for sealer in others:
        with pytest.raises(SealBrokenError):
            sealer.open(sealed, "a")
    for wrong in (sealed[:-1] + b"\0", b"", sealed[:5]):
        with pytest.raises(SealBrokenError):
            OURS.open(wrong, "a")
    with pytest.raises(SealBrokenError):
        OURS.open(sealed, "b")


def test_an_older_key_still_opens() -> None:
    sealed = OURS.seal(b"geheim", "a")
    assert Sealer.of(["newer", "one secret"], "files").open(sealed, "a") == b"geheim"


def test_a_digest_says_nothing_without_the_key() -> None:
    assert OURS.digest("123456782") == OURS.digest("123456782")
    turned = Sealer.of(["a new key", "an older key"], "files")
    older = Sealer.of(["an older key"], "files")
    assert older.digest("123456782") in turned.digests("123456782")
    assert turned.digest("123456782") != older.digest("123456782")
    assert turned.open(older.seal(b"x", "here"), "here") == b"x"
    assert OURS.digest("123456782") != Sealer.of(["another"], "files").digest("123456782")


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 31, "A" * 32, "/etc", "a" * 33])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileGoneError):
        DiskStore(tmp_path).get(name)


def test_files_lie_where_only_we_can_read_them(tmp_path: Path) -> None:
    store, name = DiskStore(tmp_path / "files"), new_name()
    store.put(name, b"x")
    (path,) = (one for one in tmp_path.rglob("*") if one.is_file())
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert store.get(name) == b"x"
    assert list(store.settled()) == []  # it may just be being written
    store.remove(name)
    store.remove(name)
    with pytest.raises(FileGoneError):
        store.get(name)
    assert list(MemoryStore({"a": b""}).settled()) == ["a"]
