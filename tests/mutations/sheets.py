"""Ways to spoil sheets and tables: what says which sheet holds what, and where its table lies."""

import re
from random import Random

from lxml import etree

from tests.mutations.book import MAIN, Book

_BOOK = "xl/workbook.xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFS = (
    "A1", "", "A5", "Z9:A1", "I208:A5", "A5:XFD1048576", "A5:ZZZZZZZZZZ9", "A99999999999:B99999999999", "#REF!", "5:9",
    "A:I", "$A$5:$I$9", "A5:I6", "A6:I9", "A4:I9", "A5:D9", "C5:I9", "A5:I99999", "A-5:I9", "A0:I9",
)  # fmt: skip
_ATTRIBUTES = (
    ("totalsRowCount", "1"), ("totalsRowCount", "5"), ("totalsRowCount", "-1"), ("totalsRowCount", "abc"),
    ("headerRowCount", "0"), ("headerRowCount", "2"), ("totalsRowShown", "1"), ("id", "1"),
)  # fmt: skip


def delete_sheet(book: Book, dice: Random) -> None:
    """A sheet is gone from the list; its part is still there."""
    _change_sheets(book, lambda sheets: sheets.remove(_one(sheets, dice)))


def rename_sheet(book: Book, dice: Random) -> None:
    """A sheet has another title."""
    words = ("Besoin", "Leviers", "besoins ", "Feuil1", "", "x" * 300, "Besoins (2)", "'Plan'", "A!B", "_xD800_")
    _change_sheets(book, lambda sheets: _one(sheets, dice).set("name", dice.choice(words)))


def reorder_sheets(book: Book, dice: Random) -> None:
    """Sheets come in another order."""

    def reorder(sheets: etree._Element) -> None:
        nodes = list(sheets)
        dice.shuffle(nodes)
        sheets[:] = nodes

    _change_sheets(book, reorder)


def hide_sheet(book: Book, dice: Random) -> None:
    """A sheet is hidden."""
    state = dice.choice(("hidden", "veryHidden", "?"))
    _change_sheets(book, lambda sheets: _one(sheets, dice).set("state", state))


def cross_sheets(book: Book, dice: Random) -> None:
    """A title leads to the part of another sheet, twice the same, or nowhere."""

    def cross(sheets: etree._Element) -> None:
        one, other = _one(sheets, dice), _one(sheets, dice)
        mine, theirs = one.get(_ID, ""), other.get(_ID, "")
        one.set(_ID, dice.choice((theirs, "rId999", "")))
        if dice.random() < 0.5:
            other.set(_ID, mine)

    _change_sheets(book, cross)


def copy_sheet(book: Book, dice: Random) -> None:
    """A sheet is there twice, table and all; the copy's table keeps the name, or takes another."""
    part = book.a_sheet(dice)
    title = next(title for title, held in book.sheets.items() if held == part)
    book.parts["xl/worksheets/sheet990.xml"] = book.parts[part]
    links = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    for number, table in enumerate(book.tables[part]):
        name = f"xl/tables/table99{number}.xml"
        copied = book.parts[table]
        if dice.random() < 0.6:
            copied = re.sub(rb'((?:displayN|\bn)ame="tbl\w+)"', rb'\g<1>2"', copied)
        book.parts[name] = copied
        links += b'<Relationship Id="r%d" Type="%stable" Target="/%s"/>' % (number, kind, name.encode())
    book.parts["xl/worksheets/_rels/sheet990.xml.rels"] = links + b"</Relationships>"
    holder = "xl/_rels/workbook.xml.rels"
    own = b'<Relationship Id="rIdCopy" Type="%sworksheet" Target="worksheets/sheet990.xml"/>' % kind
    book.parts[holder] = book.parts[holder].replace(b"</Relationships>", own + b"</Relationships>")

    def add(sheets: etree._Element) -> None:
        node = etree.Element(f"{MAIN}sheet", {"name": f"{title} (2)", "sheetId": "990", _ID: "rIdCopy"})
        sheets.insert(dice.randint(0, len(sheets)), node)

    _change_sheets(book, add)


def change_stamps(book: Book, dice: Random) -> None:
    """The names that say which canvas it is say something else."""
    root = book.xml(_BOOK)
    names = list(root.iter(f"{MAIN}definedName"))
    if names:
        node = dice.choice(names)
        node.text = dice.choice(('"CG"', '"AV"', '"XX"', "", '"0.1"', '"99.9"', "A1", "Plan!$A$1", '"_xD800_"'))
    book.write(_BOOK, root)


def count_from_1904(book: Book, _dice: Random) -> None:
    """Dates count from 1904."""
    root = book.xml(_BOOK)
    node = root.find(f"{MAIN}workbookPr")
    if node is not None:
        node.set("date1904", "1")
    book.write(_BOOK, root)


def move_table(book: Book, dice: Random) -> None:
    """A table covers other cells than its own."""
    part = book.a_table(dice)
    root = book.xml(part)
    first, _colon, last = root.get("ref", "A5:I9").partition(":")
    row, column = int(re.sub(r"\D", "", last)), re.sub(r"\d", "", last)
    shrunk = (f"{first}:{column}{row - 1}", f"{first}:{column}{row + 1}", f"{first}:{chr(ord(column[-1]) - 1)}{row}",
              f"B5:{last}", f"{first}:{column}5", f"{first}:{column}{row + 100}")  # fmt: skip
    root.set("ref", dice.choice(shrunk if dice.random() < 0.5 else _REFS))
    book.write(part, root)


def rename_table(book: Book, dice: Random) -> None:
    """A table has another name."""
    part = book.a_table(dice)
    root = book.xml(part)
    name = dice.choice(("tblBesoins", "tblLeviers", "TBLBESOINS", "tblBesoins_2", "Tableau1", "", "tblAutre"))
    root.set("displayName", name)
    if dice.random() < 0.5:
        root.set("name", name)
    book.write(part, root)


def change_table(book: Book, dice: Random) -> None:
    """A table has totals, no headings, or columns that are not its headings."""
    part = book.a_table(dice)
    root = book.xml(part)
    if dice.random() < 0.7:
        root.set(*dice.choice(_ATTRIBUTES))
    else:
        dice.choice(list(root.iter(f"{MAIN}tableColumn"))).set("name", "Autre")
    book.write(part, root)


def lose_table(book: Book, dice: Random) -> None:
    """A table is gone: its relation, its part, or both."""
    part = book.a_sheet(dice)
    folder, _slash, name = part.rpartition("/")
    way = dice.randrange(3)
    if way != 1:
        book.parts.pop(f"{folder}/_rels/{name}.rels", None)
    if way != 0:
        book.parts.pop(dice.choice(list(book.tables[part])), None)


def merge_cells(book: Book, dice: Random) -> None:
    """Cells are merged, columns hidden, a filter left on, in sound and unsound ways."""
    part = book.a_sheet(dice)
    extra = dice.choice((
        '<mergeCells><mergeCell ref="A6:B7"/></mergeCells>', '<mergeCells><mergeCell ref="é"/></mergeCells>',
        '<mergeCells><mergeCell/></mergeCells>', '<autoFilter ref="A5:I9"><filterColumn colId="0"/></autoFilter>',
        '<cols><col min="-99999999999" max="5" hidden="1"/></cols>', '<cols><col min="1" max="x" hidden="1"/></cols>',
        '<cols><col min="2" max="99999999999999" hidden="true"/></cols>', "<!-- --><?x y?>",
    ))  # fmt: skip
    book.parts[part] = book.parts[part].replace(b"</sheetData>", b"</sheetData>" + extra.encode())


def change_anything(book: Book, dice: Random) -> None:
    """Any element of any part loses an attribute, or takes another value."""
    part = dice.choice([name for name in book.parts if name.endswith((".xml", ".rels"))])
    root = book.xml(part)
    node = dice.choice(list(root.iter(etree.Element)))
    if node.attrib and dice.random() < 0.8:
        key = dice.choice(sorted(map(str, node.attrib)))
        if dice.random() < 0.4:
            del node.attrib[key]
        else:
            node.set(key, dice.choice(("", "0", "1", "-1", "99999", "abc", "é", "A1", "rId1", "/", "../../x")))
    elif node is not root and node.getparent() is not None and dice.random() < 0.7:
        node.getparent().remove(node)  # type: ignore[union-attr]
    else:
        node.text = dice.choice(("", "0", "-1", "abc", "NaN", "\u00a0"))
    book.write(part, root)


def _change_sheets(book: Book, change: object) -> None:
    root = book.xml(_BOOK)
    sheets = root.find(f"{MAIN}sheets")
    change(sheets)  # type: ignore[operator]
    book.write(_BOOK, root)


def _one(sheets: etree._Element, dice: Random) -> etree._Element:
    counted = [node for node in sheets if node.get("name") in ("Besoins", "Leviers", "Contributions", "Plan")]
    return dice.choice(counted if counted and dice.random() < 0.6 else list(sheets))


CHANGES = (
    delete_sheet, rename_sheet, reorder_sheets, hide_sheet, cross_sheets, copy_sheet, copy_sheet, change_stamps,
    count_from_1904, move_table, move_table, move_table, rename_table, rename_table, change_table, change_table,
    lose_table, merge_cells, change_anything, change_anything, change_anything,
)  # fmt: skip
