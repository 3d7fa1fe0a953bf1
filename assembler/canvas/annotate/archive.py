"""Writes a zip again with a few parts changed: the bytes of every other part are copied as they were compressed."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assembler.zipping import EPOCH, LEVEL, REGULAR_FILE, UNIX

_LOCAL = struct.Struct("<4s5H3L2H")  # APPNOTE 4.3.7
_CENTRAL = struct.Struct("<4s4B4H3L5H2L")  # 4.3.12
_END = struct.Struct("<4s4H2LH")  # 4.3.16
_UTF8, _STREAMED = 0x800, 0x8
_VERSION = 20
_RAW_DEFLATE = -15


@dataclass(frozen=True)
class _Entry:
    """One part, ready to be written."""

    name: bytes
    flags: int
    method: int
    stamp: int  # DOS time and date
    checksum: int
    size: int
    packed: bytes
    system: int
    attributes: int


def rewritten_zip(content: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """Gives the zip with parts changed in their place, dropped (None), or added at the end, in order of name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = list(_entries(content, archive, changed))
        known = archive.NameToInfo
    added = (_new(name, part) for name, part in sorted(changed.items()) if name not in known and part is not None)
    return _written([*entries, *added])


def _entries(content: bytes, archive: zipfile.ZipFile, changed: Mapping[str, bytes | None]) -> Iterator[_Entry]:
    for item in archive.infolist():
        if item.filename not in changed:
            yield _copied(content, item)
        elif (part := changed[item.filename]) is not None:
            yield _packed(item, part)


def _copied(content: bytes, item: zipfile.ZipInfo) -> _Entry:
    """Sizes are told before the part even when they were told after it; extra fields are left out."""
    fields = _LOCAL.unpack_from(content, item.header_offset)
    start = item.header_offset + _LOCAL.size + fields[-2] + fields[-1]
    return _entry(item, content[start : start + item.compress_size], item.compress_type, item.CRC, item.file_size)


def _new(name: str, part: bytes) -> _Entry:
    item = zipfile.ZipInfo(name, EPOCH)
    item.create_system, item.external_attr = UNIX, REGULAR_FILE
    return _packed(item, part)


def _packed(item: zipfile.ZipInfo, part: bytes) -> _Entry:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW_DEFLATE)
    packed = packer.compress(part) + packer.flush()
    return _entry(item, packed, zipfile.ZIP_DEFLATED, zlib.crc32(part), len(part))


def _entry(item: zipfile.ZipInfo, packed: bytes, method: int, checksum: int, size: int) -> _Entry:
    year, month, day, hour, minute, second = item.date_time
    stamp = (year - 1980) << 25 | month << 21 | day << 16 | hour << 11 | minute << 5 | second // 2
    is_plain = item.filename.isascii()
    return _Entry(
        name=item.filename.encode(),
        flags=item.flag_bits & ~(_STREAMED | _UTF8) | (0 if is_plain else _UTF8),
        method=method,
        stamp=stamp,
        checksum=checksum,
        size=size,
        packed=packed,
        system=item.create_system,
        attributes=item.external_attr,
    )


def _written(entries: list[_Entry]) -> bytes:
    made, directory, at = [], [], 0
    for entry in entries:
        head = _local_head(entry)
        directory.append(_central_head(entry, at))
        made += [head, entry.packed]
        at += len(head) + len(entry.packed)
    central = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(central), at, 0)
    return b"".join([*made, central, end])


def _local_head(entry: _Entry) -> bytes:
    time, date = entry.stamp & 0xFFFF, entry.stamp >> 16
    return (
        _LOCAL.pack(
            b"PK\x03\x04", _VERSION, entry.flags, entry.method, time, date,
            entry.checksum, len(entry.packed), entry.size, len(entry.name), 0,
        )
        + entry.name
    )  # fmt: skip


def _central_head(entry: _Entry, offset: int) -> bytes:
    time, date = entry.stamp & 0xFFFF, entry.stamp >> 16
    return (
        _CENTRAL.pack(
            b"PK\x01\x02", _VERSION, entry.system, _VERSION, 0, entry.flags, entry.method, time, date,
            entry.checksum, len(entry.packed), entry.size, len(entry.name), 0, 0, 0, 0, entry.attributes, offset,
        )
        + entry.name
    )  # fmt: skip
