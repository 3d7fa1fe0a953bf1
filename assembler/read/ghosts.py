"""Takes the ghosts out of a worksheet before it is parsed: rows and cells that have a look and hold nothing.

A person who colours whole rows down to the last one, 1,048,576, makes sixty megabytes of them: parsed, they would take
a gigabyte. Nothing here looks twice at the same bytes (atomic groups), whatever the part is made of.
"""

import re
from collections.abc import Iterable, Iterator

SMALL = 1_000_000  # bytes: below, a sheet is parsed as it is
_ROW = b"<row"

# Only what says where it is: places left out are counted, and one less would move those that follow.
_EMPTY_CELL = re.compile(rb'<c\s(?>[^<>]*?\br="[A-Z]+\d+")[^<>]*+(?:(?<=/)>|(?<!/)></c>)')
_EMPTY_ROW = re.compile(rb'<row\s(?>[^<>]*?\br="\d+")[^<>]*+(?:(?<=/)>|(?<!/)></row>)')


def drop_ghosts(chunks: Iterable[bytes]) -> bytes:
    """Gives a worksheet part without its empty rows and cells; from a comment or a CDATA on, everything is kept."""
    kept = bytearray()
    is_plain = True
    for piece in _pieces(chunks):
        is_plain = is_plain and b"<!" not in piece
        kept += _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", piece)) if is_plain else piece
    return bytes(kept)


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Gives the part cut where rows begin, so that no row is in two pieces."""
    held = bytearray()
    for chunk in chunks:
        seen = max(0, len(held) - len(_ROW))
        held += chunk
        cut = held.rfind(_ROW, seen)
        if cut > 0:
            yield bytes(held[:cut])
            del held[:cut]
    yield bytes(held)
