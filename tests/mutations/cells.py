"""Ways to spoil cells: what people, programs and chance write where an amount, a date or a word was."""

from random import Random

from lxml import etree

from tests.mutations.book import MAIN

# (type, value, formula): what a cell becomes. None is absent.
CONTENTS: tuple[tuple[str | None, str | None, str | None], ...] = (
    *((None, value, None) for value in (
        "0", "-1", "-12500.005", "0.1", "0.30000000000000004", "46000", "1e15", "99999999999999999999.99", "1e308",
        "-1E+300", "1e-320", "NaN", "-nan", "INF", "-inf", "1_000", "0x10", "12,5", "", " 7 ", "٣٤", "1e400", "--1",
        "9" * 400, "2958466", "-693594",
    )),
    *(("b", value, None) for value in ("1", "0", "true", "2", "oui")),
    *(("e", value, None) for value in ("#REF!", "#N/A", "#VALEUR!", "12")),
    *(("str", value, None) for value in (
        "12 500,00 $", "12,500", "1\u00a0000", "(500)", "1,2 M$", "5 %", "_x0000_", "a_xD800_b", "_xDFFF__xD83D_",
        "_xD83D__xDC0B_", "_x0001__x001F_12_xFFFE_", "\u00a0", "\u200b", "2026-13-45", "31/12/2026", "01/02/26",
        "2026-2027", "2026–27", "9999-10000", "0000-0001", "oui", "=1+1", "x" * 32767, "mot " * 8000, "9" * 400,
        "1e5", "½", "²", "１２", "{{ 7*7 }}<b>&amp;", "\u202e12", "CG-A01", "un\ndeux", "  ", "-", "0" * 5000 + "1",
        "99999999999999999999-12-31", "1 janvier 99999999", "k", "5kk",
    )),
    *(("s", value, None) for value in ("99999999", "-1", "0", "1", "abc", "", "1.5")),
    *(("d", value, None) for value in ("2026-05-01T00:00:00Z", "2026-05-01T00:00:00+05:00", "2026-13-01", "hier")),
    ("zzz", "5", None), ("inlineStr", "500", None), ("inlineStr", None, None), ("n", None, "A1*2"),
    ("n", "120", "A1*2"), ("str", None, 'IF(A1,"","")'), ("str", "", "A1"),
    ("n", "", "A1"), ("e", "#REF!", "A1"), (None, None, None),
)  # fmt: skip
_STYLES = ("0", "1", "7", "20", "99999", "-1", "abc", "")


def change_content(data: etree._Element, dice: Random) -> None:
    """A few cells hold something else."""
    for _time in range(dice.choice((1, 1, 1, 2, 5))):
        fill(a_cell(data, dice), *dice.choice(CONTENTS))


def change_amount(data: etree._Element, dice: Random) -> None:
    """A cell holds another number."""
    cell = a_cell(data, dice)
    fill(cell, None, str(dice.choice((dice.randint(-10, 99_999), dice.randint(0, 10**7) / 100))), None)


def change_style(data: etree._Element, dice: Random) -> None:
    """A cell looks like another one, or like none."""
    a_cell(data, dice).set("s", dice.choice(_STYLES))


def change_column(data: etree._Element, dice: Random) -> None:
    """Every cell of a column holds the same thing."""
    column = letters(a_cell(data, dice))
    content = dice.choice(CONTENTS)
    for row in list(data)[1:]:
        for cell in row:
            if letters(cell) == column:
                fill(cell, *content)


def drop_addresses(data: etree._Element, dice: Random) -> None:
    """Cells do not say where they are."""
    row = dice.choice(list(data))
    for cell in row if dice.random() < 0.5 else [a_cell(data, dice)]:
        cell.attrib.pop("r", "")
    if dice.random() < 0.5:
        row.attrib.pop("r", "")


def change_address(data: etree._Element, dice: Random) -> None:
    """A cell says it is elsewhere."""
    other = a_cell(data, dice).get("r") or "A1"
    addresses = (
        other,
        other.lower(),
        "B2",
        "ZZZ5",
        "ZZZZZZZZZZ5",
        "A0",
        "A-1",
        "7",
        "F",
        "$F$7",
        "F60001",
        "OK7",
        "é7",
    )
    a_cell(data, dice).set("r", dice.choice(addresses))


def shuffle_cells(data: etree._Element, dice: Random) -> None:
    """The cells of a row come in any order."""
    row = dice.choice(list(data))
    cells = list(row)
    dice.shuffle(cells)
    row[:] = cells


def repeat_cell(data: etree._Element, dice: Random) -> None:
    """A cell is there twice, with two values."""
    cell = a_cell(data, dice)
    twin = etree.fromstring(etree.tostring(cell))
    fill(twin, *dice.choice(CONTENTS))
    cell.addnext(twin)


def swap_cells(data: etree._Element, dice: Random) -> None:
    """Two cells exchange what they hold."""
    one, other = a_cell(data, dice), a_cell(data, dice)
    held = one.get("r", ""), other.get("r", "")
    first, second = etree.fromstring(etree.tostring(one)), etree.fromstring(etree.tostring(other))
    first.set("r", held[1])
    second.set("r", held[0])
    if one is not other:
        one.getparent().replace(one, second)  # type: ignore[union-attr]
        other.getparent().replace(other, first)  # type: ignore[union-attr]


def a_cell(data: etree._Element, dice: Random) -> etree._Element:
    """Gives a cell of a sheet, more often one that holds something."""
    rows = [row for row in data if len(row)]
    cells = list(dice.choice(rows)) if rows else [etree.SubElement(etree.SubElement(data, f"{MAIN}row"), f"{MAIN}c")]
    filled = [cell for cell in cells if len(cell)]
    return dice.choice(filled if filled and dice.random() < 0.8 else cells)


def letters(cell: etree._Element) -> str:
    """Gives the letters of a cell's address."""
    return (cell.get("r") or "").rstrip("0123456789")


def fill(cell: etree._Element, kind: str | None, value: str | None, formula: str | None) -> None:
    """Gives a cell its type, value and formula."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", "")
    if kind is not None:
        cell.set("t", kind)
    if formula is not None:
        etree.SubElement(cell, f"{MAIN}f").text = formula
    if value is not None:
        etree.SubElement(cell, f"{MAIN}v").text = value


CHANGES = (
    change_content, change_content, change_content, change_amount, change_style, change_column, drop_addresses,
    change_address, shuffle_cells, repeat_cell, swap_cells,
)  # fmt: skip
