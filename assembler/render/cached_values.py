"""Puts computed values beside the formulas of our own workbook, so that previews and readers see the totals.

Either they are known beforehand, or LibreOffice recalculates a throw-away copy; only the values come back, so that our
styles and charts stay ours.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from assembler.errors import BrokenOutputError
from assembler.i18n import translate as _
from assembler.zipping import canonical_zip

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "Err:")


ValueOf = Callable[[str, str], object]  # (sheet, cell) -> the value of its formula, "" when there is none


def fill_cached_values(workbook: bytes, recalculated: bytes) -> bytes:
    """Gives our workbook with the value of every formula taken from its recalculated copy.

    ``BrokenOutputError`` when a formula gave an error or nothing.
    """
    values = CalamineWorkbook.from_filelike(io.BytesIO(recalculated))
    grids = {name: values.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in values.sheet_names}

    def value_of(sheet: str, cell: str) -> object:
        row, column = coordinate_to_tuple(cell)
        return grids[sheet][row - 1][column - 1]

    return _with_values(workbook, value_of)


def with_cached_values(workbook: bytes, values: Mapping[tuple[str, str], Decimal | str]) -> bytes:
    """Gives our workbook with the value of every formula taken from ``values``, by sheet and cell (Revenus, E9).

    ``BrokenOutputError`` when a formula has no value.
    """
    return _with_values(workbook, lambda sheet, cell: values.get((sheet, cell), ""))


def _with_values(workbook: bytes, value_of: ValueOf) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, path in _sheet_paths(parts).items():
        parts[path] = _filled(parts[path], name, value_of)
    return canonical_zip(parts)


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    links = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for sheet in etree.fromstring(parts["xl/workbook.xml"]).iter(f"{_S}sheet"):
        target = targets[sheet.get(f"{_R}id")]
        found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _filled(part: bytes, sheet: str, value_of: ValueOf) -> bytes:
    root = etree.fromstring(part)
    for cell in root.iter(f"{_S}c"):
        if cell.find(f"{_S}f") is not None:
            place = cell.get("r", "A1")
            _set_value(cell, value_of(sheet, place), f"{sheet}!{place}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_value(cell: etree._Element, value: object, place: str) -> None:
    if value == "" or (isinstance(value, str) and value.startswith(_ERRORS)):
        raise BrokenOutputError(
            _(
                "La formule de {place} ne donne pas de valeur ({value}). C’est un défaut de l’annexe\u00a0: "
                "signalez-le avec le nom de la cellule."
            ).format(place=place, value=value or _("vide")),
            piece=place,
        )
    element = cell.find(f"{_S}v")
    if element is None:
        element = etree.SubElement(cell, f"{_S}v")
    if isinstance(value, bool):
        cell.set("t", "b")
        element.text = str(int(value))
    elif isinstance(value, Decimal):
        cell.attrib.pop("t", "")
        element.text = f"{value:f}"
    elif isinstance(value, int | float):
        cell.attrib.pop("t", "")
        element.text = repr(round(value, 10))
    else:
        cell.set("t", "str")
        element.text = str(value)
