"""The same document gives the same bytes, whichever office made it and when."""

import io
import time
from datetime import date
from pathlib import Path

import docx
import pikepdf

from assembler.convert.canonical import canonical_pdf
from assembler.convert.isolation import Isolation
from assembler.convert.office import OfficePool
from tests.convert.documents import document_with_picture, saved, word_document


def converted_elsewhere(content: bytes, home: Path, isolation: Isolation | None = None) -> bytes:
    """Give the raw PDF from an office started for this one document."""
    with OfficePool(1, home, isolation=isolation) as pool:
        return pool.convert_to_pdf(content, kind="docx", name="plan.docx").pdf


def test_two_processes_a_second_apart_give_the_same_bytes(tmp_path: Path) -> None:
    """Raw exports differ; canonical ones do not, confined or not."""
    content = word_document(3)
    first = converted_elsewhere(content, tmp_path / "a")
    time.sleep(1.1)
    second = converted_elsewhere(content, tmp_path / "b", Isolation.PLAIN)
    assert first != second
    assert canonical_pdf(first, date(2027, 3, 31)) == canonical_pdf(second, date(2027, 3, 31))


def test_canonical_form_is_stable(pool: OfficePool) -> None:
    """Canonicalising twice changes nothing."""
    once = canonical_pdf(pool.convert_to_pdf(word_document(1), kind="docx", name="a").pdf, date(2027, 3, 31))
    assert canonical_pdf(once, date(2027, 3, 31)) == once


def test_metadata_dates_are_the_given_date(pool: OfficePool) -> None:
    """The date is the dossier's, in the information dictionary and in XMP."""
    pdf = canonical_pdf(pool.convert_to_pdf(document_with_picture(), kind="docx", name="a").pdf, date(2027, 3, 31))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.docinfo["/CreationDate"]) == "D:20270331000000Z"
        assert b"2027-03-31T00:00:00Z" in document.Root.Metadata.read_bytes()


def test_links_of_the_contents_can_be_read_aloud(pool: OfficePool) -> None:
    """Every link annotation says where it leads (PDF/UA-1, 7.18.5)."""
    pdf = canonical_pdf(pool.convert_to_pdf(word_document(2), kind="docx", name="a").pdf, date(2027, 3, 31))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        links = [link for page in document.pages for link in page.get("/Annots", [])]
        assert [str(link.Contents) for link in links] == ["Lien vers une autre page du document"] * 2


def test_title_of_the_document_is_kept(pool: OfficePool) -> None:
    """The title that the window shows is the document's own."""
    document = docx.Document()
    document.core_properties.title = "Plan de communauté"
    document.add_paragraph("Texte")
    pdf = canonical_pdf(pool.convert_to_pdf(saved(document), kind="docx", name="a").pdf, date(2027, 3, 31))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/Title"]) == "Plan de communauté"
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)


def test_order_of_the_objects_does_not_matter(pool: OfficePool) -> None:
    """LibreOffice numbers its fonts by their addresses in memory: another numbering gives the same bytes."""
    pdf = pool.convert_to_pdf(word_document(2), kind="docx", name="a").pdf
    assert canonical_pdf(renumbered(pdf), date(2027, 3, 31)) == canonical_pdf(pdf, date(2027, 3, 31))


def renumbered(pdf: bytes) -> bytes:
    """Give the same PDF with two font programs under each other's number."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        descriptors = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        first, second = descriptors[:2]
        one, two = first.FontFile2, second.FontFile2
        kept = one.read_bytes(), two.read_bytes()
        one.write(kept[1])
        two.write(kept[0])
        one.Length1, two.Length1 = two.Length1, one.Length1
        first.FontFile2, second.FontFile2 = two, one
        document.save(written, preserve_pdfa=False, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return written.getvalue()
