"""Takes out of an open PDF what tells who made it, where and with what: nothing of it shows (Loi 25, E5).

Document information, XMP packets of the file and of its pictures, notes of the software, what a camera wrote.
Nothing is told to the person: the page they sent is the page they get.
"""

import zlib
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from assembler.assemble.identity import Claim, claim_packet, read_claim

_TRACES: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/CreatorInfo")
_START: Final = b"\xff\xd8"
_SCAN: Final = 0xDA  # the picture itself begins
_FIRST_APP, _LAST_APP, _COMMENT = 0xE0, 0xEF, 0xFE
_SHOWING: Final = frozenset({0xE0, 0xE2, 0xEE})  # JFIF density, colour profile, Adobe's colour transform
_BOXES_OF_WORDS: Final = frozenset({b"xml ", b"uuid", b"uinf"})  # JPEG 2000 (ISO 15444-1, annex I.7)


def drop_traces(pdf: Pdf, *, title: str) -> None:
    """Leaves of the file's own identity a title and the norms it follows, and of its pictures what they show."""
    claim = read_claim(pdf)
    for item in pdf.objects:
        if isinstance(item, Dictionary | Stream):
            for key in _TRACES:
                if key in item:
                    del item[key]
        if isinstance(item, Stream):
            _clean_picture(item)
    del pdf.docinfo
    if claim != Claim():
        packet = Stream(pdf, claim_packet(claim, escape(title)))
        packet.Type, packet.Subtype = Name.Metadata, Name.XML
        pdf.Root.Metadata = packet


def _clean_picture(stream: Stream) -> None:
    filters = _filters(stream)
    is_photo = bool(filters) and filters[-1] in ("/DCTDecode", "/JPXDecode")
    if not is_photo or "/DecodeParms" in stream or filters[:-1] not in ([], ["/FlateDecode"]):
        return
    content = stream.read_raw_bytes()
    if filters[:-1] == ["/FlateDecode"]:
        content = zlib.decompress(content)
    bare = bare_jpeg(content) if filters[-1] == "/DCTDecode" else bare_jpeg_2000(content)
    if bare != content:
        stream.write(bare, filter=Name(filters[-1]))


def _filters(stream: Stream) -> list[str]:
    held: Object | None = stream.get("/Filter")
    if held is None:
        return []
    return [str(name) for name in held] if isinstance(held, Array) else [str(held)]


def bare_jpeg(content: bytes) -> bytes:
    """Gives a JPEG without EXIF, XMP, IPTC and comments; the same bytes when it is not one that can be followed."""
    return b"".join(_jpeg_segments(content)) if content.startswith(_START) else content


def _jpeg_segments(content: bytes) -> Iterator[bytes]:
    """Segments run to the first scan; what follows it is kept as it is (ITU T.81, annex B)."""
    yield _START
    at = len(_START)
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != _SCAN:
        marker, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        is_note = marker == _COMMENT or (_FIRST_APP <= marker <= _LAST_APP and marker not in _SHOWING)
        if not is_note:
            yield content[at : at + 2 + size]
        at += 2 + size
    yield content[at:]


def bare_jpeg_2000(content: bytes) -> bytes:
    """Gives a JPEG 2000 file without its boxes of words; a bare codestream has none."""
    kept, at = [], 0
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        end = at + size if size >= 8 else len(content)
        if size == 1:  # the length is in the eight bytes that follow
            end = at + int.from_bytes(content[at + 8 : at + 16])
        if end <= at or end > len(content) or not kind.isascii():
            return content
        if kind not in _BOXES_OF_WORDS:
            kept.append(content[at:end])
        at = end
    return b"".join(kept) + content[at:]
