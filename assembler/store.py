"""The content-addressed store: bytes under their own hash, and notes under the hash of what made them.

Same inputs, same key: a piece that was made once is never made again (design §6, "Incremental").
"""

import fcntl
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assembler.errors import StoreError
from assembler.i18n import translate as _

_KEY = re.compile(r"\b[0-9a-f]{64}\b")


class Store:
    """A folder of blobs and notes; safe against a crash at any moment and against two writers."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, content: bytes) -> str:
        """Keeps the bytes and gives their SHA-256; writing the same bytes twice costs nothing, but makes them young.

        What is young is never swept (``remove_if_old``): its row may not be written yet.
        """
        key = hashlib.sha256(content).hexdigest()
        path = self._blob(key)
        if not self._made_young(path):
            _write_durably(path, content)
        return key

    def get(self, key: str) -> bytes:
        """Gives the bytes back; ``StoreError`` when they are absent or no longer match their hash."""
        try:
            content = self._blob(key).read_bytes()
        except FileNotFoundError as error:
            raise StoreError(
                _("Le contenu {key}… manque dans l’entrepôt. Relancez l’assemblage.").format(key=key[:12])
            ) from error
        if hashlib.sha256(content).hexdigest() != key:
            self._blob(key).unlink(missing_ok=True)
            raise StoreError(
                _("Le contenu {key}…, abîmé, a été retiré de l’entrepôt. Relancez l’assemblage.").format(key=key[:12])
            )
        return content

    def remember(self, key: str, note: dict[str, Any]) -> None:
        """Keeps a small note under the hash of what it was made from."""
        text = json.dumps(note, sort_keys=True, ensure_ascii=False)
        _write_durably(self._note(key), text.encode("utf-8"))

    def recall(self, key: str) -> dict[str, Any] | None:
        """Gives the note kept under this key, or None. A note cut by a crash counts as absent."""
        try:
            note = json.loads(self._note(key).read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        return note if isinstance(note, dict) else None

    def holds(self, key: str) -> bool:
        """True when the bytes of this hash are here."""
        return self._blob(key).exists()

    def keys(self) -> Iterator[str]:
        """Gives the hash of every content kept, in order."""
        for path in sorted((self._root / "blobs").glob("??/*")):
            if _KEY.fullmatch(path.name):
                yield path.name

    def noted_keys(self) -> set[str]:
        """Gives every hash that a note names."""
        found: set[str] = set()
        for path in (self._root / "notes").glob("??/*.json"):
            found.update(_KEY.findall(path.read_text("utf-8", errors="replace")))
        return found

    def remove_if_old(self, key: str, *, before: float) -> bool:
        """Removes a content that nobody kept again since ``before`` (seconds since 1970); True when it was removed."""
        path = self._blob(key)
        with self._locked(fcntl.LOCK_EX):  # nobody makes it young between the look and the removal
            try:
                if path.stat().st_mtime >= before:
                    return False
                path.unlink()
            except FileNotFoundError:
                return False
        return True

    def remove_leavings(self, *, before: float) -> int:
        """Removes what a crash left half written before that instant; gives how many."""
        left = list(self._root.glob("*/??/.new-*"))
        old = [path for path in left if path.exists() and path.stat().st_mtime < before]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _made_young(self, path: Path) -> bool:
        if not path.exists():
            return False
        with self._locked(fcntl.LOCK_SH):
            try:
                os.utime(path)
            except FileNotFoundError:
                return False
        return True

    @contextmanager
    def _locked(self, kind: int) -> Iterator[None]:
        """Holds the lock of this folder, with every process that uses it; it ends with its holder, however it dies."""
        handle = os.open(self._root / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, kind)
            yield
        finally:
            os.close(handle)

    def _blob(self, key: str) -> Path:
        return self._root / "blobs" / key[:2] / key

    def _note(self, key: str) -> Path:
        return self._root / "notes" / key[:2] / f"{key}.json"


def key_of(*parts: Any) -> str:
    """Gives one hash for anything JSON can write; the same values give the same key in every process."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _write_durably(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        _sync_folder(path.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
