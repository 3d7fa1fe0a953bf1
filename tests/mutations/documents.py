"""Ways to spoil a Word file: the narrative, or a filled action sheet. Its zip is spoiled as that of a workbook."""

import copy
import io
import zipfile
from functools import cache
from random import Random

from lxml import etree

from assembler.models.upload import Upload, UploadedFile
from assembler.pipeline import make_sheet
from assembler.regions import load_region
from tests.mutations import zips
from tests.mutations.book import ROOT, Book, small
from tests.mutations.sheets import change_anything

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_TEXTS = (
    "", " ", "\u00a0", "x" * 40_000, "mot " * 20_000, "# Titre", "{{ 7*7 }} {% for x in y %}", "<w:p>&", "\u202e12",
    "🐋", "[[", "]]", "Figure 1", "Tableau", "CG-A01", "9" * 5_000, "http://" + "a" * 5_000, "@" * 3_000, "{{" * 8_000,
)  # fmt: skip
_STYLES = ("Heading1", "Heading9", "Titre1", "Normal", "Caption", "Quote", "", "Inconnu", "TOC1", "x" * 300)


@cache
def document(kind: str) -> Book:
    """Gives the parts of a sample narrative, or of the sheet of the small plan's action."""
    content = (ROOT / "canvases/samples/AV/recit.docx").read_bytes() if kind == "narrative" else _sheet()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return Book({name: archive.read(name) for name in archive.namelist()})


def spoil_document(kind: str, dice: Random) -> tuple[str, bytes]:
    """Gives a Word file spoiled once, or a few times, and what was done."""
    book = document(kind)
    book = Book(dict(book.parts))
    way = dice.random()
    if way < 0.25:
        change = dice.choice(zips.CHANGES)
        return change.__name__, change(book, dice)
    names = []
    for _time in range(dice.choice((1, 1, 2, 4))):
        if way < 0.5:
            change_anything(book, dice)
            names.append("change_anything")
        else:
            inside = dice.choice(_CHANGES)
            root = book.xml(_BODY)
            inside(root, dice)
            book.write(_BODY, root)
            names.append(inside.__name__)
    return " + ".join(names), book.packed()


def drop_element(root: etree._Element, dice: Random) -> None:
    """A paragraph, a row, a cell, a run or a control is gone."""
    node = _one(root, dice)
    node.getparent().remove(node)  # type: ignore[union-attr]


def double_element(root: etree._Element, dice: Random) -> None:
    """A paragraph, a row, a cell, a run or a control is there twice."""
    node = _one(root, dice)
    node.addnext(copy.deepcopy(node))


def move_element(root: etree._Element, dice: Random) -> None:
    """Something is put where it has no place: a paragraph in a run, a row in a paragraph."""
    node, place = copy.deepcopy(_one(root, dice)), _one(root, dice)
    place.insert(dice.randint(0, len(place)), node)


def nest_deep(root: etree._Element, dice: Random) -> None:
    """Tables within tables, controls within controls."""
    node = _one(root, dice)
    for _level in range(dice.choice((3, 40))):
        outer = etree.Element(dice.choice((f"{W}tbl", f"{W}sdt", f"{W}ins", f"{W}hyperlink", f"{W}smartTag")))
        node.addprevious(outer)
        outer.append(node)
        node = outer


def change_text(root: etree._Element, dice: Random) -> None:
    """A text is another."""
    texts = list(root.iter(f"{W}t"))
    if texts:
        dice.choice(texts).text = dice.choice(_TEXTS)


def change_style(root: etree._Element, dice: Random) -> None:
    """A paragraph has another style."""
    styles = list(root.iter(f"{W}pStyle"))
    if styles:
        dice.choice(styles).set(f"{W}val", dice.choice(_STYLES))


def change_tag(root: etree._Element, dice: Random) -> None:
    """A control has the tag of another one, or none of ours."""
    tags = list(root.iter(f"{W}tag"))
    if tags:
        other = dice.choice(tags).get(f"{W}val", "")
        dice.choice(tags).set(f"{W}val", dice.choice((other, "", "x", other + "x")))


def empty_element(root: etree._Element, dice: Random) -> None:
    """A paragraph, a row, a cell, a run or a control holds nothing, not even what it must."""
    node = _one(root, dice)
    for child in list(node):
        node.remove(child)


def _one(root: etree._Element, dice: Random) -> etree._Element:
    names = ("p", "p", "r", "tr", "tc", "tbl", "sdt", "drawing", "hyperlink", "sectPr", "pPr", "fldChar")
    name = dice.choice(names)
    return dice.choice(list(root.iter(f"{W}{name}")) or list(root.iter(f"{W}p")) or [root[0]])


def _sheet() -> bytes:
    upload = Upload(workbook=UploadedFile(name="canevas.xlsx", content=small()))
    return make_sheet("CG-A01", upload, load_region())[0]


_CHANGES = (
    drop_element, double_element, move_element, nest_deep, change_text, change_text, change_style, change_tag,
    empty_element,
)  # fmt: skip
