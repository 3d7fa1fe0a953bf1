"""Workbooks written by hand, the way different programs write them, and what is read back from an annotated one."""

import io
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from assembler.models.finding import Finding, Severity

USUAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
USUAL_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPED = "application/vnd.openxmlformats-officedocument."
VML_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
ORDER = (  # ECMA-376 §18.3.1.99
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
    "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


@dataclass(frozen=True)
class Writer:
    """How a program writes: its namespaces, its prefix, how it names parts."""

    prefix: str = ""
    main: str = USUAL
    office: str = USUAL_OFFICE
    is_absolute: bool = False  # /xl/worksheets/sheet1.xml rather than worksheets/sheet1.xml
    styles: str | None = "<{p}styleSheet xmlns{x}='{main}'><{p}dxfs count='0'/></{p}styleSheet>"
    method: int = zipfile.ZIP_DEFLATED
    encoding: str = "utf-8"

    def declared(self) -> str:
        """Gives the declaration of the main namespace."""
        return f'xmlns:{self.prefix}="{self.main}"' if self.prefix else f'xmlns="{self.main}"'

    def tag(self, markup: str) -> str:
        """Gives markup whose « @ » stand for the prefix."""
        return markup.replace("@", f"{self.prefix}:" if self.prefix else "")


@dataclass(frozen=True)
class Page:
    """A sheet: what stands before and after its cells, its relations (id, kind, target), parts that go with it."""

    name: str = "Plan"
    cells: str = '<@row r="1"><@c r="A1"><@v>1</@v></@c><@c r="B2" t="e"><@v>#REF!</@v></@c></@row>'
    before: str = ""
    after: str = ""
    relations: tuple[tuple[str, str, str], ...] = ()
    parts: dict[str, str] = field(default_factory=dict)


def make_book(pages: Iterable[Page], writer: Writer = Writer(), *, names: str = "") -> bytes:
    """Gives the zip of a workbook."""
    w, pages = writer, tuple(pages)
    parts: dict[str, str] = {}
    types = f'<Default Extension="rels" ContentType="{PACKAGE.replace("http", "application")}"/>'
    links, sheets = "", ""
    for number, page in enumerate(pages, 1):
        root = "/xl/" if w.is_absolute else ""
        links += _relation(w, f"rId{number}", "worksheet", f"{root}worksheets/sheet{number}.xml")
        sheets += w.tag(f'<@sheet name="{page.name}" sheetId="{number}" r:id="rId{number}"/>')
        parts[f"xl/worksheets/sheet{number}.xml"] = w.tag(
            f'<@worksheet {w.declared()} xmlns:r="{w.office}">{page.before}<@sheetData>{page.cells}</@sheetData>'
            f"{page.after}</@worksheet>"
        )
        if page.relations:
            inside = "".join(_relation(w, *one) for one in page.relations)
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _links(inside)
        parts |= {name: w.tag(part) for name, part in page.parts.items()}
    if w.styles is not None:
        x, p = (f":{w.prefix}", f"{w.prefix}:") if w.prefix else ("", "")
        parts["xl/styles.xml"] = w.styles.format(p=p, x=x, main=w.main)
        links += _relation(w, "rIdS", "styles", "styles.xml")
    parts["xl/workbook.xml"] = w.tag(
        f'<@workbook {w.declared()} xmlns:r="{w.office}"><@bookViews><@workbookView activeTab="0"/></@bookViews>'
        f"<@sheets>{sheets}</@sheets>{names}</@workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = _links(links)
    parts["_rels/.rels"] = _links(_relation(w, "rId1", "officeDocument", "xl/workbook.xml"))
    if any(name.endswith(".vml") for name in parts):
        types += f'<Default Extension="vml" ContentType="{TYPED}vmlDrawing"/>'
    types += "".join(_override(name) for name in parts if not name.endswith(".rels"))
    types = f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>'
    return zipped(
        {"[Content_Types].xml": types.encode(), **{n: _coded(n, part, w) for n, part in parts.items()}}, w.method
    )


def _relation(w: Writer, id_: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id_}" Type="{w.office}/{kind}" Target="{target}"/>'


def _links(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def _override(name: str) -> str:
    for word, kind in (("workbook", "sheet.main"), ("sheet", "worksheet"), ("styles", "styles"), ("comm", "comments")):
        if word in name:
            return f'<Override PartName="/{name}" ContentType="{TYPED}spreadsheetml.{kind}+xml"/>'
    return ""


def _coded(name: str, part: str, w: Writer) -> bytes:
    if w.encoding == "utf-8" or not name.startswith("xl/worksheets/sheet"):
        return part.encode()
    return f'<?xml version="1.0" encoding="{w.encoding}"?>{part}'.encode(w.encoding)


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Gives the zip of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def comments(*notes: tuple[str, str], author: str = "Marie") -> str:
    """Gives a part of notes, each a bare text."""
    listed = "".join(f'<@comment ref="{cell}" authorId="0"><@text>{text}</@text></@comment>' for cell, text in notes)
    return (
        f'<@comments xmlns="{USUAL}"><@authors><@author>{author}</@author></@authors>'
        f"<@commentList>{listed}</@commentList></@comments>"
    )


def drawing(*boxes: str) -> str:
    """Gives a drawing in the old language, with careless markup inside as Excel writes it."""
    return f'<xml {VML_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>' + (
        "".join(boxes) + "</xml>"
    )


def note_box(row: int, column: int, number: int = 1025) -> str:
    """Gives the box of a note as Excel writes it; rows and columns are counted from zero."""
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202"><v:textbox><div>x<br></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>'
    )


BUTTON = (
    '<v:shape id="_x0000_s1030" type="#_x0000_t201"><x:ClientData ObjectType="Button"><x:Row>0</x:Row>'
    "</x:ClientData></v:shape>"
)


def found(
    cell: str = "B2", sheet: str = "Plan", *, severity: Severity = Severity.BLOCKING, message: str = "Il manque un nom."
) -> Finding:
    """Gives a finding on a cell."""
    return Finding(
        code="T-010", severity=severity, sheet=sheet, cell=cell, found="rien", expected="un nom", message=message,
        remedy="Écrivez-le.",
    )  # fmt: skip


def parts_of(content: bytes) -> dict[str, bytes]:
    """Gives every part of a zip, in its order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed_parts(content: bytes) -> dict[str, bytes]:
    """Gives every part as it is compressed in the zip."""
    packed = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for item in archive.infolist():
            name_length, extra = struct.unpack_from("<2H", content, item.header_offset + 26)
            start = item.header_offset + 30 + name_length + extra
            packed[item.filename] = content[start : start + item.compress_size]
    return packed


def tree(part: bytes) -> etree._Element:
    """Gives the root of a part."""
    return etree.fromstring(part)


def words(node: etree._Element) -> str:
    """Gives all the text inside an element."""
    return "".join(str(text) for text in node.itertext())


def reference(node: etree._Element) -> str:
    """Gives the relation an element names."""
    return next(str(value) for key, value in node.attrib.items() if str(key).endswith("}id"))


def texts_of_notes(part: bytes) -> dict[str, str]:
    """Gives the text of each note, by cell."""
    return {note.get("ref", ""): words(note) for note in tree(part).iter("{*}comment")}


def sheet_part(content: bytes, name: str) -> str:
    """Gives the part of a sheet by the name on its tab."""
    parts = parts_of(content)
    (one,) = [sheet for sheet in tree(parts["xl/workbook.xml"]).iter("{*}sheet") if sheet.get("name") == name]
    relation = reference(one)
    links = tree(parts["xl/_rels/workbook.xml.rels"])
    target = next(link.get("Target", "") for link in links if link.get("Id") == relation)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def notes_of(content: bytes, sheet: str) -> dict[str, str]:
    """Gives the notes of a sheet, by cell, through its relations."""
    target = related(content, sheet_part(content, sheet), "comments")
    return texts_of_notes(parts_of(content)[target]) if target else {}


def related(content: bytes, part: str, kind: str) -> str:
    """Gives the part of a kind that a sheet leads to; nothing when there is none."""
    folder, _slash, name = part.rpartition("/")
    links = parts_of(content).get(f"{folder}/_rels/{name}.rels")
    targets = (
        [link.get("Target", "") for link in tree(links) if link.get("Type", "").endswith(f"/{kind}")] if links else []
    )
    assert len(targets) < 2
    return targets[0].replace("../", "/xl/").lstrip("/") if targets else ""


def highlights_of(content: bytes, sheet: str) -> dict[str, str]:
    """Gives the colour of the paper that our rules give cells, by the areas they cover."""
    parts = parts_of(content)
    papers = [dxf.find(".//{*}bgColor") for dxf in tree(parts["xl/styles.xml"]).iter("{*}dxf")]
    rules = [
        (block.get("sqref", ""), rule)
        for block in tree(parts[sheet_part(content, sheet)]).iter("{*}conditionalFormatting")
        for rule in block.iter("{*}cfRule")
        if "Dossier:" in words(rule)
    ]
    colours = [(sqref, papers[int(rule.get("dxfId", ""))]) for sqref, rule in rules]
    return {sqref: paper.get("rgb", "") for sqref, paper in colours if paper is not None}


def order_of(sheet: bytes) -> list[int]:
    """Gives the ranks in the schema of a sheet's elements, as they come."""
    names = [etree.QName(one).localname for one in tree(sheet)]
    return [ORDER.index(name) for name in names if name in ORDER]
