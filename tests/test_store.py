"""The store gives back what it was given, and never what it was not."""

from pathlib import Path

import pytest

from assembler.errors import StoreError
from assembler.store import Store, key_of


def test_bytes_come_back_under_their_hash(tmp_path: Path) -> None:
    """The key is the SHA-256 of the bytes."""
    store = Store(tmp_path)
    key = store.put(b"abc")
    assert key == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert store.get(key) == b"abc"


def test_spoiled_bytes_are_refused_and_removed(tmp_path: Path) -> None:
    """A blob changed on disk is never served, and a second try can write it again."""
    store = Store(tmp_path)
    key = store.put(b"abc")
    (tmp_path / "blobs" / key[:2] / key).write_bytes(b"abd")
    with pytest.raises(StoreError, match="abîmé"):
        store.get(key)
    assert not store.holds(key)
    assert store.get(store.put(b"abc")) == b"abc"


def test_absent_bytes_say_what_to_do(tmp_path: Path) -> None:
    """The message tells to assemble again."""
    with pytest.raises(StoreError, match="Relancez"):
        Store(tmp_path).get("0" * 64)


def test_a_note_cut_by_a_crash_counts_as_absent(tmp_path: Path) -> None:
    """Half a note is no note."""
    store = Store(tmp_path)
    store.remember("ab" * 32, {"pages": 3})
    assert store.recall("ab" * 32) == {"pages": 3}
    path = tmp_path / "notes" / "ab" / f"{'ab' * 32}.json"
    path.write_text(path.read_text("utf-8")[:5], encoding="utf-8")
    assert store.recall("ab" * 32) is None


def test_nothing_half_written_stays_behind(tmp_path: Path) -> None:
    """No temporary file is left after a write."""
    store = Store(tmp_path)
    store.put(b"abc")
    assert [path.name for path in tmp_path.rglob(".new-*")] == []


def test_keys_do_not_depend_on_the_order_of_a_mapping() -> None:
    """Two mappings that are equal give one key."""
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})
    assert key_of({"a": 1}) != key_of({"a": 2})
