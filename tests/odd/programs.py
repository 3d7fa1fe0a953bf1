"""Workbooks as other programs write them: Google Sheets, Excel under the strict standard, and what is no workbook."""

import re

from tests.hostile.zips import entries_of, repacked, swollen
from tests.odd.straight import spliced, straight

_STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
    b"http://schemas.openxmlformats.org/drawingml/2006/main": b"http://purl.oclc.org/ooxml/drawingml/main",
}
_BAND = (
    b'<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ref="A6:I9" displayName="Table_1" '
    b'name="Table_1" id="1" headerRowCount="0"><tableColumns count="9">%s</tableColumns></table>'
)
_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def google_sheets() -> bytes:
    """Without named tables or constants; coloured bands become a table without headings, « Table_1 »."""
    return spliced(_as_google)


def _as_google(parts: dict[str, bytes]) -> None:
    for name in [name for name in parts if name.startswith("xl/tables/")]:
        del parts[name]
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = re.sub(rb'<Override PartName="/xl/tables/[^>]*/>', b"", types)
    parts["xl/workbook.xml"] = re.sub(rb"<definedNames>.*</definedNames>", b"", parts["xl/workbook.xml"])
    for name in [name for name in parts if name.startswith("xl/worksheets/")]:
        parts[name] = re.sub(rb"<tableParts.*?</tableParts>|<Relationship [^>]*/table\"[^>]*/>", b"", parts[name])
    sheet = next(name for name, part in parts.items() if b"CG-A01-N01" in part)
    folder, _slash, leaf = sheet.rpartition("/")
    band = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId7" Type="%s/table" Target="../tables/table1.xml"/></Relationships>' % _RELATIONS
    )
    parts[f"{folder}/_rels/{leaf}.rels"] = band
    ending = b'<tableParts count="1"><tablePart xmlns:r="%s" r:id="rId7"/></tableParts></worksheet>' % _RELATIONS
    parts[sheet] = parts[sheet].replace(b"</worksheet>", ending)
    columns = b"".join(b'<tableColumn name="Column%d" id="%d"/>' % (n, n) for n in range(1, 10))
    parts["xl/tables/table1.xml"] = _BAND % columns


def strict() -> bytes:
    """As Excel saves « Classeur Open XML strict »: other namespaces, dates written as dates."""

    def rename(parts: dict[str, bytes]) -> None:
        for name, part in parts.items():
            parts[name] = _renamed(part)
        book = parts["xl/workbook.xml"]
        parts["xl/workbook.xml"] = book.replace(b"<workbook ", b'<workbook conformance="strict" ', 1)
        spent = next(name for name, part in parts.items() if b"CG-A01-D06" in part)
        parts[spent] = re.sub(rb'(<c r="D6" s="\d+") t="n"><v>\d+</v>', rb'\1 t="d"><v>2026-06-11</v>', parts[spent])
        assert b"<v>2026-06-11</v>" in parts[spent]

    return spliced(rename)


def _renamed(part: bytes) -> bytes:
    for old, new in _STRICT.items():
        part = part.replace(old, new)
    return part


def external_link() -> bytes:
    """An amount that comes from another workbook, on somebody's disk."""

    def link(parts: dict[str, bytes]) -> None:
        head = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        parts["xl/externalLinks/externalLink1.xml"] = (
            b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook '
            b'xmlns:r="%s" r:id="rId1"><sheetNames><sheetName val="Feuil1"/></sheetNames></externalBook></externalLink>'
        ) % _RELATIONS
        parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
            head + b'<Relationship Id="rId1" Type="%s/externalLinkPath" Target="file:///C:/Budget/Budget%%202026.xlsx" '
            b'TargetMode="External"/></Relationships>'
        ) % _RELATIONS
        rels = "xl/_rels/workbook.xml.rels"
        parts[rels] = parts[rels].replace(
            b"</Relationships>",
            b'<Relationship Id="rId99" Type="%s/externalLink" Target="externalLinks/externalLink1.xml"/>'
            b"</Relationships>" % _RELATIONS,
        )
        sheet = next(name for name, part in parts.items() if b"CG-A01-N01" in part)
        parts[sheet] = re.sub(rb'(<c r="F6"[^>]*>)<v>12500</v>', rb"\1<f>[1]Feuil1!B2</f><v>12500</v>", parts[sheet])
        assert b"<f>[1]Feuil1!B2</f>" in parts[sheet]

    return spliced(link)


def macros() -> bytes:
    """A workbook with a macro, under the name of one that has none."""

    def add(parts: dict[str, bytes]) -> None:
        types = parts["[Content_Types].xml"]
        old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        parts["[Content_Types].xml"] = types.replace(old, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
        parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

    return spliced(add)


def template() -> bytes:
    """The same, saved as a template (.xltx)."""

    def retype(parts: dict[str, bytes]) -> None:
        name, sheet = "[Content_Types].xml", b"spreadsheetml.sheet.main+xml"
        parts[name] = parts[name].replace(sheet, b"spreadsheetml.template.main+xml")

    return spliced(retype)


def zip_bomb() -> bytes:
    """A sheet of sixteen megabytes of zeros in sixteen kilobytes."""
    packed, crc = swollen(16)
    entries = entries_of(straight())
    few = {name: entries[name] for name in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")}
    return repacked(few, ("xl/worksheets/sheet99.xml", packed, crc, 16 << 20))


def damaged() -> bytes:
    """The first half of a download."""
    return straight()[: len(straight()) // 2]


def web_page() -> bytes:
    """What some systems call « Exporter vers Excel »: a table of a web page, named .xls."""
    return b"<html><body><table><tr><td>Montant</td></tr><tr><td>12 500,00 $</td></tr></table></body></html>"


def numbers() -> bytes:
    """A workbook of Apple's Numbers: a zip of its own kind."""
    return repacked({"Index/Document.iwa": b"\0", "Metadata/DocumentIdentifier": b"x"})


def empty() -> bytes:
    """A file that was never filled."""
    return b""
