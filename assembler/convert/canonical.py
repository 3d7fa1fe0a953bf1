"""The same document, the same bytes: take the clock and chance out of a PDF that LibreOffice wrote.

Two exports of one file differ by their dates, /ID, /DocChecksum, XMP dates and the date in the ICC profile's header.
"""

import re
import struct
import tempfile
from datetime import date
from pathlib import Path

import pikepdf

_XMP_DATE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
_ICC_DATE = slice(24, 36)  # ICC.1:2010, 7.2: six 16-bit numbers, year to second


def canonical_pdf(pdf: bytes, dated: date) -> bytes:
    """Give the PDF with this metadata date, a deterministic /ID, and /Contents on every link (PDF/UA-1, 7.18.5)."""
    with tempfile.TemporaryDirectory(prefix="canonical-") as folder:
        written, plain, packed = (Path(folder) / name for name in ("written.pdf", "plain.pdf", "packed.pdf"))
        written.write_bytes(pdf)  # from a file, qpdf reads itself: twice as fast as through Python
        _write_plain(written, plain, dated)
        _pack(plain, packed)
        return packed.read_bytes()


def _write_plain(written: Path, plain: Path, dated: date) -> None:
    with pikepdf.open(written) as document:
        _fix_dates(document, dated)
        _describe_links(document)
        for key in ("/ID", "/DocChecksum"):  # qpdf would keep the first half of an old /ID
            if key in document.trailer:
                del document.trailer[key]
        document.save(
            plain,
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=True,
            fix_metadata_version=False,  # done once, by the second writing
        )


def _pack(plain: Path, packed: Path) -> None:
    """Number and pack the objects of a PDF written without object streams.

    LibreOffice numbers its fonts in the order of their addresses in memory, and qpdf fills object streams in the order
    of the old numbers. Written plain first, objects are numbered as they are met from the root: always alike.
    """
    with pikepdf.open(plain) as document:
        del document.trailer["/ID"]
        document.save(
            packed,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
        )


def _fix_dates(document: pikepdf.Pdf, dated: date) -> None:
    for key in ("/CreationDate", "/ModDate"):
        if key in document.docinfo:
            document.docinfo[key] = pikepdf.String(f"D:{dated:%Y%m%d}000000Z")
    if "/Metadata" in document.Root:
        xmp = document.Root.Metadata
        xmp.write(_XMP_DATE.sub(f"{dated.isoformat()}T00:00:00Z".encode(), xmp.read_bytes()))
    for intent in document.Root.get("/OutputIntents", []):
        if "/DestOutputProfile" in intent:
            icc = bytearray(intent.DestOutputProfile.read_bytes())
            icc[_ICC_DATE] = struct.pack(">6H", dated.year, dated.month, dated.day, 0, 0, 0)
            intent.DestOutputProfile.write(bytes(icc))


def _describe_links(document: pikepdf.Pdf) -> None:
    """LibreOffice leaves the links of a table of contents without the text that assistive technology reads.

    No page number in that text: the page will have another one inside the dossier.
    """
    for page in document.pages:
        for annotation in page.get("/Annots", []):
            if annotation.get("/Subtype") == "/Link" and not str(annotation.get("/Contents", "")).strip():
                annotation.Contents = pikepdf.String(_link_text(annotation))


def _link_text(link: pikepdf.Object) -> str:
    if "/A" in link and "/URI" in link.A:
        return f"Lien vers {link.A.URI}"
    return "Lien vers une autre page du document"
