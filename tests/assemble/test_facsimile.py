"""An untagged attachment is read aloud, not skipped."""

import io

from pikepdf import Array, Name, Pdf, Stream
from pypdf import PdfReader

from assembler.verify.accessibility import verify_accessibility
from tests.assemble.documents import (
    IDENTITY,
    add_letter_page,
    attachment,
    letter_pdf,
    opened,
    saved_pdf,
    scan_pdf,
    web_link,
)
from tests.assemble.steps import merge_parts


def test_a_page_with_words_is_a_paragraph_read_in_its_own_words() -> None:
    """No alternate text replaces the words of a resolution."""
    whole = opened(merge_parts([attachment(letter_pdf(pages=2))], IDENTITY))
    elements = list(whole.Root.StructTreeRoot.K.K[0].K)
    assert [str(element.S) for element in elements] == ["/P", "/P"]
    assert not any("/Alt" in element for element in elements)


def test_a_scan_is_a_figure_that_names_the_attachment() -> None:
    """Nothing can be read: the reader hears what it is."""
    whole = opened(merge_parts([attachment(scan_pdf(), "P2 — Photo")], IDENTITY))
    figure = whole.Root.StructTreeRoot.K.K[0].K[0]
    assert str(figure.S) == "/Figure"
    assert str(figure.Alt) == "Pièce jointe\u00a0: P2 — Photo (fac-similé)."


def test_a_scan_of_many_pages_tells_which_page() -> None:
    """Each page's alternate text has its number."""
    pdf = Pdf.new()
    for _ in range(2):
        pdf.add_blank_page()
    whole = opened(merge_parts([attachment(saved_pdf(pdf), "Plans")], IDENTITY))
    assert str(whole.Root.StructTreeRoot.K.K[0].K[1].Alt) == (
        "Pièce jointe\u00a0: Plans (fac-similé, page\u00a02 de\u00a02)."
    )


def test_text_inside_a_drawn_form_counts_as_words() -> None:
    """Many writers put the whole page in a form XObject."""
    pdf = Pdf.new()
    page = add_letter_page(pdf)
    inner = Stream(pdf, page.Contents.read_bytes())
    inner.Type, inner.Subtype, inner.BBox, inner.Resources = Name.XObject, Name.Form, page.MediaBox, page.Resources
    page.Resources = {"/XObject": {"/Fm": inner}}
    page.Contents = Stream(pdf, b"/Fm Do")
    whole = opened(merge_parts([attachment(saved_pdf(pdf))], IDENTITY))
    assert str(whole.Root.StructTreeRoot.K.K[0].K[0].S) == "/P"


def test_what_a_page_leaves_open_stays_inside() -> None:
    """The letter opens q and BDC and never closes them, with a stray MCID: the page around it is sound."""
    whole = merge_parts([attachment(letter_pdf())], IDENTITY)
    assert opened(whole).pages[0].obj.Contents.read_bytes() == b"/P <</MCID 0>> BDC q /Facsimile Do Q EMC\n"
    assert verify_accessibility(whole) == ()


def test_the_words_can_still_be_found_and_copied() -> None:
    """A reader that did not write the file reads them."""
    reader = PdfReader(io.BytesIO(merge_parts([attachment(letter_pdf())], IDENTITY)))
    assert reader.pages[0].extract_text() == "Bonjour la resolution"


def test_a_link_to_the_web_has_its_own_element() -> None:
    """A keyboard reaches it and a reader announces it."""
    pdf = Pdf.new()
    page = add_letter_page(pdf)
    page.Annots = Array([web_link(pdf)])
    whole = opened(merge_parts([attachment(saved_pdf(pdf))], IDENTITY))
    element = whole.Root.StructTreeRoot.K.K[0].K[1]
    assert str(element.S) == "/Link"
    assert element.K.Obj.objgen == whole.pages[0].obj.Annots[0].objgen
