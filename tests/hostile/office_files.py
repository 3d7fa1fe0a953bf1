"""Workbooks and narratives made to harm: each function gives the bytes of one."""

import io
import struct
import zipfile
import zlib
from functools import cache

import docx
from PIL import Image

from assembler.canvas.narrative import build_narrative
from tests.hostile.zips import MIB, blank_stream, deflated, entries_of, raw_zip, repacked, rewritten, swollen
from tests.journeys.program import SAMPLES
from tests.journeys.small_upload import REGION
from tests.read.narratives import NS, narrative, paragraph, run, saved

MAIN = "application/vnd.openxmlformats-officedocument"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet2.xml"
BODY = "word/document.xml"
BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(10))
    + b"]><a>&k;</a>"
)
XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "%s">]><a>&x;</a>'


@cache
def workbook() -> bytes:
    """A sample canvas, filled."""
    return (SAMPLES / "RP" / "canevas.xlsx").read_bytes()


@cache
def document() -> bytes:
    """A narrative of one section."""
    return narrative(paragraph(run("La mobilisation avance.")))


def with_cell(cell: str) -> bytes:
    """A workbook whose second sheet holds one more cell."""
    row = f'<row r="1048576">{cell}</row></sheetData>'.encode()
    return rewritten(workbook(), {SHEET: lambda xml: xml.replace(b"</sheetData>", row)})


def with_dimension(area: str) -> bytes:
    """A workbook whose every sheet claims to hold only this area."""
    claim = f'<dimension ref="{area}"/>'.encode()
    parts = {
        name: part.replace(part[part.find(b"<dimension") :].partition(b"/>")[0] + b"/>", claim)
        if name.startswith("xl/worksheets/sheet") and b"<dimension" in part
        else part
        for name, part in entries_of(workbook()).items()
    }
    assert any(claim in part for part in parts.values())
    return repacked(parts)


def bomb(office_file: bytes, name: str, mebibytes: int = 1024, *, stated: int | None = None) -> bytes:
    """The file with one more part, a thousand times larger once opened; ``stated`` is the size it claims."""
    packed, crc = swollen(mebibytes)
    size = mebibytes * MIB if stated is None else stated
    return repacked(entries_of(office_file), (name, packed, crc, size))


def lying(office_file: bytes, part: str, *, stated: int) -> bytes:
    """The file with a false size for one part in its directory."""
    parts = entries_of(office_file)
    return raw_zip([deflated(n, content, size=stated if n == part else None) for n, content in parts.items()])


def with_entry(office_file: bytes, name: str, content: bytes = b"x") -> bytes:
    """The file with one more entry, whatever its name."""
    return repacked(entries_of(office_file), deflated(name, content))


def with_relation(office_file: bytes, part: str, kind: str, target: str, *, mode: str = "External") -> bytes:
    """The file with one more relation from a part."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    link = f'<Relationship Id="rIdX" Type="{REL}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    return rewritten(
        office_file, {relations: lambda xml: (xml or empty).replace(b"</Relationships>", link.encode(), 1)}
    )


def with_body(xml: str) -> bytes:
    """A narrative with some raw XML at the start of its body."""
    raw = xml.replace(" NS", f" {NS}", 1).encode()
    return rewritten(document(), {BODY: lambda part: part.replace(b"<w:body>", b"<w:body>" + raw, 1)})


def retyped(office_file: bytes, old: str, new: str) -> bytes:
    """The file under another content type."""
    return rewritten(office_file, {"[Content_Types].xml": lambda xml: xml.replace(old.encode(), new.encode())})


def xlsm() -> bytes:
    """A workbook with macros, named .xlsx."""
    macros = with_entry(workbook(), "xl/vbaProject.bin", COMPOUND)
    return retyped(
        macros, f"{MAIN}.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )


def encrypted() -> bytes:
    """What Excel writes under a password: a compound file with an encrypted package."""
    return COMPOUND + "EncryptedPackage".encode("utf-16-le") + bytes(4096)


def encrypted_entry() -> bytes:
    """A workbook one entry of which is marked as encrypted."""
    content = bytearray(workbook())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def open_document(kind: str) -> bytes:
    """An OpenDocument file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<office:document-content/>")
    return made.getvalue()


def flat_open_document(address: str) -> bytes:
    """A flat ODT with a linked picture: one XML file that LibreOffice opens whatever its name."""
    return (
        '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><draw:frame>'
        f'<draw:image xlink:href="{address}"/></draw:frame></office:text></office:body></office:document>'
    ).encode()


def web_page(address: str) -> bytes:
    """A web page with a linked picture."""
    return f'<!DOCTYPE html><html><body><img src="{address}"><table><tr><td>1</td></tr></table></body></html>'.encode()


def many_attributes(count: int = 1_000_000) -> bytes:
    """A part whose root has a million attributes."""
    return b"<a " + b" ".join(b'a%d="1"' % n for n in range(count)) + b"/>"


def deep(levels: int = 1_000_000) -> bytes:
    """A part a million elements deep."""
    return b"<a>" * levels + b"</a>" * levels


def large_picture(side: int) -> bytes:
    """A PNG of ``side`` by ``side`` points, all alike: a few kilobytes whatever its size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    pixels = blank_stream(side * (1 + 3 * side))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def stated_picture(width: int, height: int) -> bytes:
    """A PNG that only claims to be that large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = struct.pack(">I", len(header)) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    small = io.BytesIO()
    Image.new("RGB", (2, 2)).save(small, "PNG")
    return b"\x89PNG\r\n\x1a\n" + body + small.getvalue()[33:]


def with_picture(picture: bytes, *, times: int = 1) -> bytes:
    """A narrative that shows a picture so many times."""
    made = docx.Document()
    made.add_heading("Bilan de la mobilisation", 1)
    small = io.BytesIO()
    Image.new("RGB", (20, 20)).save(small, "PNG")
    made.add_picture(small)
    shown = made.element.body.findall(".//{*}drawing")[0].getparent().getparent()
    from copy import deepcopy

    for _ in range(times - 1):
        shown.addnext(deepcopy(shown))
    return rewritten(saved(made), {"word/media/image1.png": lambda _: picture})


def shared_sheet(sheets: int = 400) -> bytes:
    """A workbook whose hundreds of sheets are one and the same part, and a large one."""
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>ligne</t></is></c></row>'
    rows = b"".join(row % (n, n) for n in range(20_000, 60_000))
    book = "".join(f'<sheet name="F{n}" sheetId="{n + 900}" r:id="rId2"/>' for n in range(sheets))
    return rewritten(
        workbook(),
        {
            SHEET: lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"),
            "xl/workbook.xml": lambda xml: xml.replace(b"</sheets>", book.encode() + b"</sheets>"),
        },
    )


def canvas_narrative() -> bytes:
    """The blank narrative as it is downloaded."""
    return build_narrative(REGION, REGION.territory("RP"))


def endless_search(tags: int = 250_000) -> bytes:
    """A sheet of cells never closed, each with addresses that look far: slow to search for who looks twice."""
    from random import Random

    chance = Random(7)
    cells = b"".join(
        b'<c a%d="%d" r="XFD%d" ' % (n, chance.randrange(10**9), chance.randrange(10**6)) for n in range(tags)
    )
    one = b"<c " + b"".join(b'r="XFD%d" ' % chance.randrange(10**6) for _ in range(tags))
    return rewritten(workbook(), {SHEET: lambda xml: xml.replace(b"</sheetData>", one + cells + b"</sheetData>")})


def many_pictures(count: int = 12, side: int = 6500) -> bytes:
    """A narrative with a dozen large pictures, each another, in a few hundred kilobytes."""
    made = with_picture(large_picture(side))
    again = {f"word/media/image{n}.png": large_picture(side - n) for n in range(2, count + 1)}
    return repacked({**entries_of(made), **again})
