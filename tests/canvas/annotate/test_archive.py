"""A zip written again: parts in their order, those left alone with the very bytes they were compressed to."""

import io
import zipfile

import pytest

from assembler.canvas.annotate.archive import rewritten_zip
from tests.canvas.annotate.books import packed_parts, parts_of


class _Pipe(io.RawIOBase):
    """Where one cannot go back: sizes are then written after each part."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        self.content += bytes(content)
        return len(content)


def _streamed() -> bytes:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in ("a.xml", "dossier/é.xml", "b.xml"):
            archive.writestr(zipfile.ZipInfo(name, (2026, 5, 1, 10, 20, 30)), name.encode() * 100)
    return pipe.content


def _with_extras() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, method in (("a.xml", 0), ("dossier/é.xml", 8), ("b.xml", 12)):
            item = zipfile.ZipInfo(name)
            item.extra, item.comment, item.compress_type = b"\x99\x99\x04\x00abcd", b"mot", method
            archive.writestr(item, name.encode() * 100)
        archive.comment = b"un commentaire"
    return b"devant" + made.getvalue()


@pytest.mark.parametrize("content", [_streamed(), _with_extras()], ids=["streamed", "extras"])
def test_parts_keep_their_order_and_their_compressed_bytes(content: bytes) -> None:
    made = rewritten_zip(content, {"b.xml": b"autre", "z.xml": b"neuf", "c.xml": b"neuf", "rien.xml": None})
    assert list(parts_of(made)) == ["a.xml", "dossier/é.xml", "b.xml", "c.xml", "z.xml"]
    assert parts_of(made)["b.xml"] == b"autre"
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert after.testzip() is None
        for name in ("a.xml", "dossier/é.xml"):
            old, new = before.getinfo(name), after.getinfo(name)
            assert (old.CRC, old.file_size, old.compress_type) == (new.CRC, new.file_size, new.compress_type)
            assert (old.date_time, old.compress_size) == (new.date_time, new.compress_size)
    if not content.startswith(b"devant"):
        packed = packed_parts(content)
        assert all(packed_parts(made)[name] == packed[name] for name in ("a.xml", "dossier/é.xml"))


def test_a_part_may_be_dropped() -> None:
    assert list(parts_of(rewritten_zip(_streamed(), {"a.xml": None}))) == ["dossier/é.xml", "b.xml"]
