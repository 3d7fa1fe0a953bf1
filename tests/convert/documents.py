"""Small documents, built on the spot, and a look at the processes that convert them."""

import io
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import openpyxl
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from PIL import Image

_TOC = (
    '<w:p {ns}><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>à mettre à jour</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)

Rewrite = Callable[[bytes], bytes]


def word_document(chapters: int, *, font: str = "Calibri", pages_per_chapter: int = 1) -> bytes:
    """Give a docx: a table of contents on page 1, then chapters that each begin a page."""
    document = docx.Document()
    document.styles["Normal"].font.name = font
    document.styles["Normal"].font.size = Pt(11)
    document.element.body.insert(0, parse_xml(_TOC.format(ns=nsdecls("w"))))
    for number in range(1, chapters + 1):
        document.add_heading(f"Chapitre {number}", 1).paragraph_format.page_break_before = True
        for _ in range(pages_per_chapter - 1):
            document.add_paragraph("Suite").paragraph_format.page_break_before = True
        document.add_paragraph("La concertation se poursuit à l’échelle du territoire. " * 20)
    return saved(document)


def saved(document: Document) -> bytes:
    """Give a python-docx document as bytes."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def with_parts(office_file: bytes, changes: Mapping[str, Rewrite | None]) -> bytes:
    """Give the same file with some parts rewritten, or removed (None)."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office_file)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            rewrite = changes.get(name, bytes)
            if rewrite is not None:
                new.writestr(name, rewrite(old.read(name)))
    return written.getvalue()


def workbook_with_stale_sum() -> bytes:
    """Give an xlsx whose formula =A1*2 carries a wrong value, 1, left by another program."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = 21, "=A1*2"
    written = io.BytesIO()
    book.save(written)
    stale = {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"<v></v>", b"<v>1</v>").replace(b"<v/>", b"<v>1</v>")}
    return with_parts(written.getvalue(), stale)


def office_processes(home: Path) -> list[int]:
    """Give the ids of every live process, worker, office or bubblewrap, that names this folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if str(home).encode() in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
    return found


def is_everything_gone(home: Path, *, within_seconds: float = 2.0) -> bool:
    """Give whether no process names this folder any more; a killed one takes a moment to die."""
    give_up = time.monotonic() + within_seconds
    while office_processes(home):
        if time.monotonic() > give_up:
            return False
        time.sleep(0.01)
    return True


def linked_image(address: str) -> bytes:
    """Give a docx whose only picture is a link to an address."""
    relation = (
        f'<Relationship Id="rIdLinked" TargetMode="External" Target="{address}" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/image"/></Relationships>'
    )
    picture = (
        '<w:p {ns}><w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="952500"/><wp:docPr id="1" name="lien"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="lien"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:link="rIdLinked"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="952500" cy="952500"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    ).format(ns=nsdecls("w", "wp", "a", "pic", "r"))
    return with_parts(
        word_document(1),
        {
            "word/_rels/document.xml.rels": lambda xml: xml.replace(b"</Relationships>", relation.encode()),
            "word/document.xml": lambda xml: xml.replace(b"<w:body>", b"<w:body>" + picture.encode(), 1),
        },
    )


def document_with_picture() -> bytes:
    """Give a docx with one PNG inside."""
    png = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(png, "PNG")
    document = docx.Document()
    document.add_picture(io.BytesIO(png.getvalue()))
    return saved(document)
