"""One spoiled workbook per throw of the dice, and the name of what was done to it."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from lxml import etree

from tests.mutations import cells, rows, sheets, zips
from tests.mutations.book import MAIN, Book, opened

_HEADINGS = 5  # the row of the headings of every table of the canvas
FAMILIES = ("cells", "rows", "sheets", "zips")


def spoil(code: str, dice: Random, family: str = "") -> tuple[str, bytes]:
    """Gives a workbook spoiled once or twice, and what was done; ``ValueError`` when it could not be done twice."""
    book = opened(code).copy()
    family = family or dice.choice(("cells", "cells", "rows", "sheets", "zips"))
    if family == "zips":
        change = dice.choice(zips.CHANGES)
        return change.__name__, change(book, dice)
    names = [_spoil_once(book, dice, family)]
    if dice.random() < 0.2:
        names.append(_spoil_once(book, dice, dice.choice(FAMILIES[:3])))
    return " + ".join(names), book.packed()


def _spoil_once(book: Book, dice: Random, family: str) -> str:
    if family == "sheets":
        change = dice.choice(sheets.CHANGES)
        change(book, dice)
        return change.__name__
    inside = dice.choice({"cells": cells.CHANGES, "rows": rows.CHANGES}[family])
    _change_rows(book, book.a_sheet(dice), inside, dice)
    return inside.__name__


def _change_rows(book: Book, part: str, change: Callable[[etree._Element, Random], None], dice: Random) -> None:
    """Changes the table of a sheet, its headings included; what is above is left alone."""
    root = book.xml(part)
    data = root.find(f"{MAIN}sheetData")
    if data is None:
        return
    above = [row for row in data if (row.get("r") or "9").isdecimal() and int(row.get("r") or 9) < _HEADINGS]
    for row in above:
        data.remove(row)
    if len(data):
        change(data, dice)
    for row in reversed(above):
        data.insert(0, row)
    book.write(part, root)


def throw(seed: int) -> Random:
    """Gives dice that fall as they did the last time with the same number."""
    return Random(seed)


def ways(changes: Sequence[Any]) -> list[str]:
    """Gives the names of changes, each once."""
    return sorted({change.__name__ for change in changes})
