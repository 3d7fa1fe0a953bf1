"""Puts computed values beside the formulas of our own workbook, so that previews and readers see the totals.

LibreOffice recalculates a throw-away copy; only the values come back, so that our styles and charts stay ours.
"""

import io
import zipfile
from collections.abc import Sequence

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from assembler.errors import BrokenOutputError
from assembler.zipping import canonical_zip

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "Err:")


def fill_cached_values(workbook: bytes, recalculated: bytes) -> bytes:
    """Gives our workbook with the value of every formula taken from its recalculated copy.

    ``BrokenOutputError`` when a formula gave an error or nothing.
    """
    values = CalamineWorkbook.from_filelike(io.BytesIO(recalculated))
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, path in _sheet_paths(parts).items():
        grid = values.get_sheet_by_name(name).to_python(skip_empty_area=False)
        parts[path] = _filled(parts[path], name, grid)
    return canonical_zip(parts)


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    links = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for sheet in etree.fromstring(parts["xl/workbook.xml"]).iter(f"{_S}sheet"):
        target = targets[sheet.get(f"{_R}id")]
        found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _filled(part: bytes, sheet: str, grid: Sequence[Sequence[object]]) -> bytes:
    root = etree.fromstring(part)
    for cell in root.iter(f"{_S}c"):
        if cell.find(f"{_S}f") is not None:
            row, column = coordinate_to_tuple(cell.get("r", "A1"))
            _set_value(cell, grid[row - 1][column - 1], f"{sheet}!{cell.get('r')}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_value(cell: etree._Element, value: object, place: str) -> None:
    if value == "" or (isinstance(value, str) and value.startswith(_ERRORS)):
        raise BrokenOutputError(
            f"La formule de {place} ne donne pas de valeur ({value or 'vide'}). C’est un défaut de l’annexe : "
            "signalez-le avec le nom de la cellule.",
            piece=place,
        )
    element = cell.find(f"{_S}v")
    if element is None:
        element = etree.SubElement(cell, f"{_S}v")
    if isinstance(value, bool):
        cell.set("t", "b")
        element.text = str(int(value))
    elif isinstance(value, int | float):
        cell.attrib.pop("t", "")
        element.text = repr(round(value, 10))
    else:
        cell.set("t", "str")
        element.text = str(value)
