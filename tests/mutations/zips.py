"""Ways to spoil the zip itself: its bytes, its entries, what it says of them."""

import io
import warnings
import zipfile
from random import Random

from tests.mutations.book import Book


def flip_bytes(book: Book, dice: Random) -> bytes:
    """A few bytes are others; half of the time in the directory, which says where everything is."""
    content = bytearray(book.packed())
    directory = content.rfind(b"PK\x01\x02", 0, len(content) // 2 * 2)
    first = content.find(b"PK\x01\x02") if dice.random() < 0.5 and directory > 0 else 0
    for _time in range(dice.choice((1, 1, 2, 8))):
        place = dice.randrange(first, len(content))
        content[place] = dice.choice((content[place] ^ (1 << dice.randrange(8)), 0, 255, dice.randrange(256)))
    return bytes(content)


def cut_off(book: Book, dice: Random) -> bytes:
    """The file stops short, or lacks its beginning or some of its middle."""
    content = book.packed()
    place = dice.randrange(len(content))
    way = dice.random()
    if way < 0.6:
        return content[:place]
    return content[place:] if way < 0.7 else content[:place] + content[place + dice.choice((1, 4, 512)) :]


def add_junk(book: Book, dice: Random) -> bytes:
    """Something is before or after the zip."""
    content, junk = book.packed(), dice.choice((b"\0" * 64, b"PK\x05\x06" + bytes(18), b"junk", b"%PDF-1.7\n"))
    return junk + content if dice.random() < 0.5 else content + junk


def drop_part(book: Book, dice: Random) -> bytes:
    """A part is gone."""
    del book.parts[_part(book, dice)]
    return book.packed()


def empty_part(book: Book, dice: Random) -> bytes:
    """A part holds nothing, or next to nothing."""
    book.parts[_part(book, dice)] = dice.choice((b"", b"\0", b"<a/>", b"\xef\xbb\xbf", b"<?xml version='1.0'?>", b"<"))
    return book.packed()


def replace_part(book: Book, dice: Random) -> bytes:
    """A part holds what another one holds, or both change places."""
    one, other = _part(book, dice), _part(book, dice)
    if dice.random() < 0.5:
        book.parts[other], book.parts[one] = book.parts[one], book.parts[other]
    else:
        book.parts[one] = book.parts[other]
    return book.packed()


def cut_part(book: Book, dice: Random) -> bytes:
    """A part stops short, or has other bytes: the zip itself is sound."""
    name = _part(book, dice)
    content = bytearray(book.parts[name])
    place = dice.randrange(len(content))
    if dice.random() < 0.5:
        del content[place:]
    else:
        content[place] = dice.randrange(256)
    book.parts[name] = bytes(content)
    return book.packed()


def rename_part(book: Book, dice: Random) -> bytes:
    """A part is under another name."""
    name = _part(book, dice)
    names = (name.upper(), name + "x", "/" + name, "../" + name, name.replace("/", "\\"), "é" + name, "a\x01b", "CON:1")
    content = book.parts.pop(name)
    book.parts[dice.choice(names)] = content
    return book.packed()


def double_part(book: Book, dice: Random) -> bytes:
    """A part is there twice."""
    made = io.BytesIO(book.packed())
    name = _part(book, dice)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(name, book.parts[_part(book, dice)])
    return made.getvalue()


def lie(book: Book, dice: Random) -> bytes:
    """The directory lies on a size, a checksum, a method, a flag, a place, a count."""
    content = bytearray(book.packed())
    entries = [n for n in range(len(content) - 4) if content[n : n + 4] == b"PK\x01\x02"]
    if dice.random() < 0.2:
        place, length = len(content) - 22 + dice.choice((4, 6, 8, 10, 12, 16, 20)), 2
    else:
        # version, flags, method, time, crc, sizes, lengths of the name, the extra and the comment, disk, offset
        place = dice.choice(entries) + dice.choice((4, 6, 8, 10, 12, 16, 20, 24, 28, 30, 32, 34, 38, 42))
        length = 2
    content[place : place + length] = dice.choice((
        b"\0\0", b"\xff\xff", b"\1\0", b"\0\1", b"\x0c\0", b"\x0e\0", b"\x5d\0", b"\x63\0", b"\0\x08",
    ))  # fmt: skip
    return bytes(content)


def pack_otherwise(book: Book, dice: Random) -> bytes:
    """The parts are packed by another method; some are then cut."""
    method = dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, part in book.parts.items():
            archive.writestr(name, part)
    content = bytearray(made.getvalue())
    if dice.random() < 0.6:
        place = dice.randrange(len(content))
        content[place : place + 3] = b"\xff\0\xff"
    return bytes(content)


def _part(book: Book, dice: Random) -> str:
    names = sorted(book.parts)
    held = [name for name in names if "/tables/" in name or "/worksheets/" in name or "xl/w" in name]
    return dice.choice(held if held and dice.random() < 0.6 else names)


CHANGES = (
    flip_bytes, flip_bytes, cut_off, add_junk, drop_part, drop_part, empty_part, replace_part, replace_part, cut_part,
    rename_part, double_part, lie, lie, pack_otherwise,
)  # fmt: skip
