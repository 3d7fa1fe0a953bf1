"""Rows and cells that hold nothing are dropped; nothing else is."""

import time

import pytest

from assembler.read.ghosts import drop_ghosts

CELL = b'<c r="A7"><v>1</v></c>'
KEPT = {
    "a row that holds a cell": b'<row r="7">' + CELL + b"</row>",
    "a cell with a text": b'<row r="7"><c r="A7" t="inlineStr"><is><t>x</t></is></c></row>',
    "a row that does not say where it is": b"<row/><row>" + CELL + b"</row>",
    "a cell that does not say where it is": b'<row r="7"><c s="1"/>' + CELL + b"</row>",
    "words that look like a row": b'<row r="7"><c r="A7"><is><t><![CDATA[<row r="8"/>]]></t></is></c></row>',
    "other elements": b'<cols><col min="1" max="3"/></cols><rowBreaks count="1"/>',
}
GHOSTS = {
    "a coloured row": b'<row r="8" s="1" customFormat="1"/>',
    "an empty row": b'<row r="8" ht="15"></row>',
    "coloured cells": b'<row r="8"><c r="A8" s="1"/><c r="B8" s="1" t="n"></c></row>',
}


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("name", KEPT)
def test_what_holds_something_stays(name: str, size: int) -> None:
    assert drop_ghosts(chunks(KEPT[name], size)) == KEPT[name]


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("name", GHOSTS)
def test_what_holds_nothing_goes(name: str, size: int) -> None:
    held = KEPT["a row that holds a cell"]
    whole = b"<sheetData>" + held + GHOSTS[name] * 3 + held + b"</sheetData>"
    assert drop_ghosts(chunks(whole, size)) == b"<sheetData>" + held + held + b"</sheetData>"


def test_a_part_made_to_be_looked_at_twice_is_not() -> None:
    """Millions of attributes in one tag, and no row for megabytes."""
    start = time.monotonic()
    for part in (b'<row r="1"' + b' r="1"' * 500_000, b"<c " * 500_000, b"x" * 5_000_000):
        assert drop_ghosts(chunks(part, 1 << 20)) == part
    assert time.monotonic() - start < 3


def chunks(part: bytes, size: int) -> list[bytes]:
    """Gives a part in pieces, wherever they end."""
    return [part[at : at + size] for at in range(0, len(part), size)]
