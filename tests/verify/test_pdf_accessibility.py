"""Our subset of PDF/UA checks finds what a screen reader would stumble on."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Name, Object, Pdf, Stream, String

from assembler.verify.accessibility import verify_accessibility
from assembler.verify.marked_content import read_marks
from tests.assemble.documents import assembled, converted, letter_pdf, saved_pdf

ATTACHMENTS = (3, 4)


def codes(pdf: bytes) -> list[tuple[str, str]]:
    """Give (code, place) of each defect."""
    return [(defect.code, defect.place) for defect in verify_accessibility(pdf, attachments=ATTACHMENTS)]


def spoilt(spoil: Callable[[Pdf], None]) -> bytes:
    """Give the dossier with one thing changed."""
    with pikepdf.open(io.BytesIO(assembled().pdf)) as pdf:
        spoil(pdf)
        return saved_pdf(pdf)


def find(pdf: Pdf, role: str, part: int = 1) -> list[Object]:
    """Give the elements of a role in one part."""
    found: list[Object] = []
    waiting = [pdf.Root.StructTreeRoot.K.K[part]]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Array):
            waiting.extend(node)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.extend([node] if str(node.S) == role else [])
            waiting.extend([node.K] if "/K" in node else [])
    return found


def test_a_good_dossier_has_no_defect() -> None:
    """Five parts, two of them made by others."""
    assert verify_accessibility(assembled().pdf, attachments=ATTACHMENTS) == ()


def test_a_converted_part_alone_has_no_defect() -> None:
    """plan.pdf beside the dossier."""
    assert verify_accessibility(converted()["plan"], piece="plan.pdf") == ()


def _silence(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


def _hide_title(pdf: Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


def _skip_level(pdf: Pdf) -> None:
    find(pdf, "/H2")[0].S = Name.H3


def _blind(pdf: Pdf) -> None:
    del find(pdf, "/Figure")[0]["/Alt"]


def _orphan_mark(pdf: Pdf) -> None:
    page = pdf.pages[2].obj
    page.Contents = Array([*page.Contents, Stream(pdf, b"/P <</MCID 999>> BDC EMC")])


def _unmarked_text(pdf: Pdf) -> None:
    page = pdf.pages[3].obj
    page.Contents = Array([*page.Contents, Stream(pdf, b"BT /DossierTimbre 8 Tf <0001> Tj ET")])


def _unmarked_line_of_another(pdf: Pdf) -> None:
    page = pdf.pages[7].obj
    page.Contents = Array([*page.Contents, Stream(pdf, b"0 0 m 9 9 l S")])


def _cut_link(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Annots[0]["/StructParent"]


def _mute_link(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots[0].Contents = String("")


def _untab(pdf: Pdf) -> None:
    del pdf.pages[1].obj["/Tabs"]


def _untag(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (_silence, [("acc-langue", "")]),
        (_hide_title, [("acc-titre", "")]),
        (_skip_level, [("acc-titres", "page\u00a02")]),
        (_blind, [("acc-image", "page\u00a02")]),
        (_orphan_mark, [("acc-mcid", "page\u00a03")]),
        (_unmarked_text, [("acc-hors-balise", "page\u00a04")]),
        (_unmarked_line_of_another, []),
        (_cut_link, [("acc-annotation", "page\u00a01")]),
        (_mute_link, [("acc-annotation", "page\u00a01")]),
        (_untab, [("acc-annotation", "page\u00a02")]),
        (_untag, [("acc-balises", "")]),
    ],
)
def test_one_thing_spoilt_is_one_defect(spoil: Callable[[Pdf], None], found: list[tuple[str, str]]) -> None:
    """The code and the place name it, and nothing else is accused."""
    assert codes(spoilt(spoil)) == found


def test_an_untagged_file_is_told() -> None:
    """A letter as it came."""
    assert codes(letter_pdf()) == [("acc-balises", "")]


def test_a_file_that_is_no_pdf_is_one_defect() -> None:
    """No exception."""
    assert codes(b"rien") == [("pdf-illisible", "")]


@pytest.mark.parametrize(
    ("content", "identifiers", "unmarked"),
    [
        (b"/P <</MCID 3>> BDC (a) Tj EMC", (3,), 0),
        (b"/P<</MCID 3/Lang(fr)>>BDC(a)Tj EMC", (3,), 0),
        (b"/Artifact BMC 0 0 m 1 1 l S EMC", (), 0),
        (b"/Artifact <</Type /Pagination /BBox [0 0 1 1]>> BDC /Im Do EMC", (), 0),
        (b"(\\) /MCID 9 BDC EMC Tj (nested)) Tj", (), 1),
        (b"/Span /MC0 BDC (a) Tj EMC", (), 1),
        (b"BI /W 1 ID \xff Tj /MCID 4 EI", (), 0),
        (b"/P <</MCID 0>> BDC /Span <</ActualText<FEFF00A0>>> BDC [(a) 3 <41>] TJ EMC EMC 0 0 1 1 re f*", (0,), 1),
        (b"EMC EMC /P <</MCID 1>> BDC EMC", (1,), 0),
    ],
)
def test_marks_are_read_between_strings_and_pictures(
    content: bytes, identifiers: tuple[int, ...], unmarked: int
) -> None:
    """What stands inside a string or an inline image is not an operator."""
    marks = read_marks(content)
    assert (marks.identifiers, marks.unmarked) == (identifiers, unmarked)
