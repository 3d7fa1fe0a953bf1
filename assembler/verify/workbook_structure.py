"""A workbook of ours is well built: title, language, no merged cell, a name over every column. Rule R-105."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.verify.office_text import workbook_sheets

_DC = "{http://purl.org/dc/elements/1.1/}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def check_workbook_structure(piece: str, content: bytes, *, language: str = "fr-CA") -> tuple[Defect, ...]:
    """Gives every structural defect of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return (*_merged(piece, parts), *_unnamed(piece, parts), *_identity(piece, parts, language))


def _identity(piece: str, parts: dict[str, bytes], language: str) -> Iterator[Defect]:
    told = etree.fromstring(parts["docProps/core.xml"])
    if not (told.findtext(f"{_DC}title") or "").strip():
        yield Defect(code="V-304", piece=piece, message=_("Le document n’a pas de titre dans ses propriétés."))
    if told.findtext(f"{_DC}language") != language:
        message = _("La langue du document n’est pas {language}.").format(language=language)
        yield Defect(code="V-305", piece=piece, message=message)


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
