"""A workbook of ours is well built: no merged cell, a name over every column of a table. Rule R-105."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.verify.office_text import workbook_sheets

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def check_workbook_structure(piece: str, content: bytes) -> tuple[Defect, ...]:
    """Gives every structural defect of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return (*_merged(piece, parts), *_unnamed(piece, parts))


def _merged(piece: str, parts: dict[str, bytes]) -> Iterator[Defect]:
    for sheet, path in workbook_sheets(parts):
        for merged in etree.fromstring(parts[path]).iter(f"{_S}mergeCell"):
            place = f"{sheet}!{merged.get('ref', '')}"
            yield Defect(code="V-310", piece=piece, place=place, message=_("Des cellules sont fusionnées."))


def _unnamed(piece: str, parts: dict[str, bytes]) -> Iterator[Defect]:
    """Excel writes « Column1 » over a column without a name: ours are all named, and never so."""
    for path in sorted(name for name in parts if name.startswith("xl/tables/")):
        table = etree.fromstring(parts[path])
        if any(not (column.get("name") or "").strip() for column in table.iter(f"{_S}tableColumn")):
            place = table.get("displayName") or path
            yield Defect(code="V-311", piece=piece, place=place, message=_("Un en-tête de tableau est vide."))
