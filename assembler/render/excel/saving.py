"""Saves a workbook of ours: fixed dates, described charts, canonical bytes."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

from lxml import etree
from openpyxl import Workbook

from assembler.zipping import canonical_zip

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_TERMS = "{http://purl.org/dc/terms/}"


def save_workbook(book: Workbook, *, title: str, author: str, dated: date, descriptions: Sequence[str] = ()) -> bytes:
    """Gives the bytes of a workbook; same content, same bytes. ``descriptions`` are its charts' alternative texts."""
    moment = datetime(dated.year, dated.month, dated.day)
    book.properties.title, book.properties.creator = title, author
    book.properties.language = "fr-CA"
    book.properties.created = moment
    book.active = 0
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["docProps/core.xml"] = _fixed_modified(parts["docProps/core.xml"], moment)
    _describe_charts(parts, descriptions)
    return canonical_zip(parts)


def _fixed_modified(core: bytes, moment: datetime) -> bytes:
    """openpyxl stamps the time of saving; the document's own date goes there instead."""
    root = etree.fromstring(core)
    for element in root.iter(f"{_TERMS}modified"):
        element.text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _written(root)


def _describe_charts(parts: dict[str, bytes], descriptions: Sequence[str]) -> None:
    """openpyxl has no place for a chart's alternative text: it goes on the frame, in the order of the charts."""
    waiting = list(descriptions)
    for name in sorted(name for name in parts if name.startswith("xl/drawings/drawing")):
        root = etree.fromstring(parts[name])
        for frame in root.iter(f"{_DRAWING}cNvPr"):
            frame.set("descr", waiting.pop(0))
        parts[name] = _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
