"""What LibreOffice never sees, and what leaves it never go further."""

import io
import zipfile

import pytest

from assembler.convert.office import OfficePool
from assembler.convert.precheck import check_office_file, check_pdf
from assembler.errors import BrokenOutputError, UnsafeDocumentError
from tests.convert.documents import document_with_picture, linked_image, with_parts, word_document


def test_whole_document_with_picture_passes() -> None:
    """The screen lets good files through."""
    check_office_file(document_with_picture(), "docx", name="plan.docx")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Bonjour, ceci est du texte.", "ce n’est pas un document Word"),
        (b"", "ce n’est pas un document Word"),
        (b"%PDF-1.7 renamed", "ce n’est pas un document Word"),
        (with_parts(word_document(1), {"word/document.xml": None}), "la partie word/document.xml manque"),
        (with_parts(word_document(1), {"word/styles.xml": None}), "il renvoie à une partie absente (styles.xml)"),
        (with_parts(word_document(1), {"word/styles.xml": lambda xml: xml[:-20]}), "n’est pas du XML bien formé"),
        (
            with_parts(document_with_picture(), {"word/media/image1.png": lambda png: png[:60]}),
            "image1.png est illisible",
        ),
        (with_parts(document_with_picture(), {"word/media/image1.png": None}), "media/image1.png"),
    ],
    ids=["text", "empty", "pdf", "no document", "no styles", "cut XML", "cut picture", "no picture"],
)
def test_what_is_not_a_whole_document_is_refused(pool: OfficePool, content: bytes, said: str) -> None:
    """The message says what failed and names the file."""
    with pytest.raises(UnsafeDocumentError) as refusal:
        pool.convert_to_pdf(content, kind="docx", name="récit.docx")
    assert "«\u00a0récit.docx\u00a0» n’a pas été converti" in refusal.value.message
    assert said in refusal.value.message


def test_damaged_zip_entry_is_refused() -> None:
    """One byte changed inside a part is caught by its CRC."""
    content = bytearray(document_with_picture())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        entry = archive.getinfo("word/media/image1.png")
    content[entry.header_offset + 30 + len(entry.filename) + 20] ^= 0xFF
    with pytest.raises(UnsafeDocumentError, match="endommagé"):
        check_office_file(bytes(content), "docx", name="plan.docx")


@pytest.mark.parametrize("address", ["http://127.0.0.1/image.png", "file:///etc/hostname"])
def test_linked_image_is_refused(pool: OfficePool, address: str) -> None:
    """A file that reaches outside itself is refused, its target named."""
    with pytest.raises(UnsafeDocumentError) as refusal:
        pool.convert_to_pdf(linked_image(address), kind="docx", name="récit.docx")
    assert address in refusal.value.message
    assert "Incorporez l’image" in refusal.value.message


def test_hyperlink_is_no_reason_to_refuse() -> None:
    """Links to the web are what people write."""
    content = linked_image("https://example.org/")
    content = with_parts(
        content,
        {"word/_rels/document.xml.rels": lambda xml: xml.replace(b"relationships/image", b"relationships/hyperlink")},
    )
    check_office_file(content, "docx", name="récit.docx")


def test_duplicate_part_is_refused() -> None:
    """Two parts of one name: readers would disagree on which is the document."""
    written = io.BytesIO(word_document(1))
    with zipfile.ZipFile(written, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", b"<other/>")
    with pytest.raises(UnsafeDocumentError, match="en double"):
        check_office_file(written.getvalue(), "docx", name="récit.docx")


def test_substituted_font_in_the_pdf_is_refused(pool: OfficePool) -> None:
    """The last word is the PDF's own list of fonts."""
    pdf = pool.convert_to_pdf(word_document(1), kind="docx", name="plan.docx").pdf
    assert check_pdf(pdf, frozenset({"Carlito", "Caladea"}), name="plan.docx") == 2
    with pytest.raises(BrokenOutputError, match=r"substituées .*Carlito"):
        check_pdf(pdf, frozenset({"Liberation Sans"}), name="plan.docx")


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_bytes_that_are_no_pdf_are_refused(content: bytes) -> None:
    """Whatever came back, only a PDF with pages goes further."""
    with pytest.raises(BrokenOutputError):
        check_pdf(content, frozenset(), name="plan.docx")
