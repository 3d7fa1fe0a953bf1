"""A workbook ready to be spoiled: its parts, which sheet and tables each holds, and the way back to bytes."""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.table import Table

ROOT = Path(__file__).resolve().parents[2]
CODES = ("AV", "BO", "CG", "HG", "IM", "RP")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
COUNTED = ("Besoins", "Leviers", "Contributions", "Plan")  # the sheets that make the totals
_LEVERS = (
    ("Identifiant", "Action", "Exercice", "Programme", "Entente", "Statut", "Montant"),
    ("CG-A01-L01", "CG-A01", "2026-2027", "FQIS-G", "AG-2024-FQIS-G-01", "Confirmé", 9000),
    ("CG-A01-L02", "CG-A01", "2026-2027", "FRR", None, "Demandé", 2500.5),
    ("CG-A01-L03", "CG-A01", "2025-2026", "FRR", None, "Reçu", 700),
    ("CG-A01-L04", "CG-A01", "2026-2027", "FRR", None, "Refusé", 33),
)
_GIFTS = (
    ("Identifiant", "Partenaire", "Action", "Exercice", "Nature", "Description", "Valeur", "Statut"),
    ("CG-A01-C01", "mrc-cote-de-gaspe", "CG-A01", "2026-2027", "Locaux", "Une salle", 1200, "Acceptée"),
    ("CG-A01-C02", "mrc-cote-de-gaspe", "CG-A01", "2026-2027", "Temps", "Des heures", None, "Acceptée"),
    ("CG-A01-C03", "mrc-cote-de-gaspe", None, "2025-2026", "Locaux", "Une salle", 410.25, "Acceptée"),
)


@dataclass
class Book:
    """The parts of a workbook; ``sheets`` gives the part of each title, ``tables`` those of each sheet's part."""

    parts: dict[str, bytes]
    sheets: dict[str, str] = field(default_factory=dict)
    tables: dict[str, list[str]] = field(default_factory=dict)

    def copy(self) -> "Book":
        """Gives a book whose parts may be changed."""
        return Book(dict(self.parts), self.sheets, self.tables)

    def xml(self, part: str) -> etree._Element:
        """Gives the root of a part."""
        return etree.fromstring(self.parts[part])

    def write(self, part: str, root: etree._Element) -> None:
        """Puts a part back."""
        self.parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def packed(self) -> bytes:
        """Gives the bytes of the workbook, hardly compressed: it is read at once and thrown away."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return made.getvalue()

    def a_sheet(self, dice: Random) -> str:
        """Gives the part of a sheet that holds a table: more often one that counts."""
        counted = [self.sheets[title] for title in COUNTED if title in self.sheets]
        return dice.choice(counted if dice.random() < 0.7 else sorted(self.tables))

    def a_table(self, dice: Random) -> str:
        """Gives the part of a table, chosen as its sheet."""
        return dice.choice(self.tables[self.a_sheet(dice)])


def related(book: Book, part: str) -> dict[str, str]:
    """Gives the target of each relation of a part, by id."""
    folder, name = posixpath.split(part)
    holder = f"{folder}/_rels/{name}.rels"
    nodes = book.xml(holder).iter(_RELATION) if holder in book.parts else ()
    return {
        n.get("Id", ""): posixpath.normpath(posixpath.join("/" + folder, n.get("Target", ""))).lstrip("/")
        for n in nodes
    }


def book_of(content: bytes) -> Book:
    """Opens a sound workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = Book({name: archive.read(name) for name in archive.namelist()})
    links = related(book, "xl/workbook.xml")
    for node in book.xml("xl/workbook.xml").iter(f"{MAIN}sheet"):
        part = links[node.get(_ID, "")]
        book.sheets[node.get("name", "")] = part
        tables = [target for target in related(book, part).values() if "/tables/" in target]
        if tables:
            book.tables[part] = tables
    return book


@cache
def small() -> bytes:
    """Gives the straight workbook of ``tests/odd`` with levers and contributions, so that every total has its lines."""
    book = load_workbook(ROOT / "tests" / "odd" / "files" / "straight.xlsx")
    for title, name, rows in (("Leviers", "tblLeviers", _LEVERS), ("Contributions", "tblContributions", _GIFTS)):
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=5):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column, value)
        sheet.add_table(Table(displayName=name, ref=f"A5:{'ABCDEFGH'[len(rows[0]) - 1]}{len(rows) + 4}"))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def sample(code: str) -> bytes:
    """Gives the workbook of a sample territory; ``small`` is the small one."""
    return small() if code == "small" else (ROOT / "canvases" / "samples" / code / "canevas.xlsx").read_bytes()


@cache
def opened(code: str) -> Book:
    """Gives a workbook to copy before it is spoiled."""
    return book_of(sample(code))
