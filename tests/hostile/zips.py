"""Zips that lie or swell, made by hand: no library writes them."""

import struct
import zlib
from collections.abc import Callable, Mapping

MIB = 1 << 20


def swollen(mebibytes: int) -> tuple[bytes, int]:
    """Gives a deflate stream of so many mebibytes of zeros, a thousandth of that, and their checksum.

    A flushed block of zeros may be repeated as it is: no need to squeeze them all.
    """
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = squeezer.compress(bytes(MIB)) + squeezer.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS).flush()
    crc = 0
    for _ in range(mebibytes):
        crc = zlib.crc32(bytes(MIB), crc)
    return block * mebibytes + end, crc


def blank_stream(length: int) -> bytes:
    """Gives a zlib stream of so many zeros, quickly."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = squeezer.compress(bytes(MIB)) + squeezer.flush(zlib.Z_FULL_FLUSH)
    rest = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    end = rest.compress(bytes(length % MIB)) + rest.flush()
    # Adler-32 of zeros: the first sum stays 1, the second counts the bytes (RFC 1950, 8.2).
    return b"\x78\xda" + block * (length // MIB) + end + struct.pack(">HH", length % 65521, 1)


def raw_zip(entries: list[tuple[str, bytes, int, int]]) -> bytes:
    """Gives a zip of (name, deflated bytes, checksum, stated size): whatever the stated size, true or not."""
    body, directory = b"", b""
    for name, packed, crc, size in entries:
        label = name.encode()
        fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(packed), size, len(label), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        directory += label
        body += b"PK\x03\x04" + fields + label + packed
    tail = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + tail


def deflated(name: str, content: bytes, *, size: int | None = None) -> tuple[str, bytes, int, int]:
    """Gives an entry; ``size`` is what it claims to be."""
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = squeezer.compress(content) + squeezer.flush()
    return name, packed, zlib.crc32(content), len(content) if size is None else size


def entries_of(office_file: bytes) -> dict[str, bytes]:
    """Gives the parts of an Office file."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(office_file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(parts: Mapping[str, bytes], *extra: tuple[str, bytes, int, int]) -> bytes:
    """Gives a zip of these parts, and of entries made by hand after them."""
    return raw_zip([*(deflated(name, content) for name, content in parts.items()), *extra])


def rewritten(office_file: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """Gives the file with some parts changed; a part that is absent is made from nothing."""
    parts = entries_of(office_file)
    return repacked({**parts, **{name: change(parts.get(name, b"")) for name, change in changes.items()}})
