"""« page X de Y du dossier » on every page, at the foot of the page as it is seen."""

import io

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from assembler.errors import AssemblyError
from tests.assemble.documents import (
    FOOTER,
    IDENTITY,
    assembled,
    attachment,
    font_path,
    letter_pdf,
    opened,
    plan_part,
    scan_pdf,
)
from tests.assemble.steps import merge_parts, stamp_pages

Box = tuple[int, int, int, int]


def test_every_page_tells_its_number_and_the_total() -> None:
    """Read by pypdf, which did not write it."""
    reader = PdfReader(io.BytesIO(assembled().pdf))
    last_lines = [page.extract_text().split("\n")[-1].strip() for page in reader.pages]
    assert last_lines == [f"page {number} de 9 du dossier" for number in range(1, 10)]


def test_the_stamp_stands_below_the_footer_and_touches_nothing() -> None:
    """Portrait and landscape: its ink is lower than all the ink of the page."""
    merged = merge_parts([plan_part()], IDENTITY)
    stamped = stamp_pages(merged, font_path())
    for index in range(3):
        before, ink = _render(merged, index), _ink(merged, stamped, index)
        page_ink = ImageChops.invert(before.convert("L")).getbbox()
        assert page_ink is not None
        assert ink[1] > page_ink[3] + 4, f"page {index + 1} : {FOOTER}"
        assert before.height - ink[3] >= 12


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [(0, 0, 612, 792), (-100, 40, 512, 832)])
def test_the_stamp_is_upright_at_the_foot_of_a_turned_page(rotate: int, box: Box) -> None:
    """In the middle, near the visible lower edge, wider than high, whatever the rotation and the origin."""
    merged = merge_parts([attachment(letter_pdf(rotate=rotate, box=box))], IDENTITY)
    page = _render(merged, 0)
    left, top, right, bottom = _ink(merged, stamp_pages(merged, font_path()), 0)
    assert abs(page.width - right - left) <= 2
    assert 12 <= page.height - bottom <= 18
    assert bottom - top <= 9 < right - left


def test_a_narrow_page_holds_the_whole_stamp() -> None:
    """A receipt two centimetres wide: smaller letters, nothing cut."""
    merged = merge_parts([attachment(letter_pdf(box=(0, 0, 60, 300)))], IDENTITY)
    left, _, right, _ = _ink(merged, stamp_pages(merged, font_path()), 0)
    assert left >= 2
    assert right <= 58


def test_the_stamp_reads_on_a_dark_scan() -> None:
    """A light backing under the grey letters, only where asked."""
    merged = merge_parts([attachment(scan_pdf())], IDENTITY)
    left, top, right, bottom = _ink(merged, stamp_pages(merged, font_path(), backed_pages={0}), 0)
    page = _render(stamp_pages(merged, font_path(), backed_pages={0}), 0).convert("L")
    levels = page.crop((left, top, right, top + 1)).tobytes()
    assert min(levels) > 200
    assert max(page.crop((left - 4, bottom + 2, right, bottom + 4)).tobytes()) < 50


def test_the_font_is_embedded_once_and_pages_stay_light() -> None:
    """One font object for all; under 400 bytes a page once written."""
    merged = merge_parts([plan_part(str(number)) for number in range(5)], IDENTITY)
    stamped = stamp_pages(merged, font_path())
    fonts = {page.obj.Resources.Font.DossierTimbre.objgen for page in opened(stamped).pages}
    assert len(fonts) == 1
    assert len(stamped) - len(merged) < 9_000 + 15 * 400


def test_the_font_is_a_subset_with_its_unicode_map() -> None:
    """As PDF/A asks: embedded program and /ToUnicode."""
    font = opened(assembled().pdf).pages[0].obj.Resources.Font.DossierTimbre
    assert str(font.BaseFont)[7:] == "+Carlito"
    program = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    assert len(program) < 10_000
    assert b"<0070>" in font.ToUnicode.read_bytes()  # p


def test_the_stamp_is_an_artifact() -> None:
    """A screen reader does not read it on every page."""
    content = opened(assembled().pdf).pages[1].obj.Contents[-1].read_bytes()
    assert content.startswith(b"Q /Artifact <</Type /Pagination /Subtype /Footer>> BDC")
    assert content.endswith(b"EMC\n")


def test_the_wording_may_be_another() -> None:
    """An English courtesy edition."""
    stamped = stamp_pages(merge_parts([plan_part()], IDENTITY), font_path(), wording="page {page} of {total}")
    assert "page 3 of 3" in PdfReader(io.BytesIO(stamped)).pages[2].extract_text()


def test_a_letter_the_font_lacks_is_an_error() -> None:
    """No empty box on the page."""
    with pytest.raises(AssemblyError, match="頁"):
        stamp_pages(merge_parts([plan_part()], IDENTITY), font_path(), wording="頁 {page} {total}")


def test_same_pdf_same_bytes() -> None:
    """The font's own dates stay as the file has them."""
    merged = merge_parts([plan_part()], IDENTITY)
    assert stamp_pages(merged, font_path()) == stamp_pages(merged, font_path())


def _render(pdf: bytes, index: int) -> Image.Image:
    """Draw a page as it is seen, one pixel a point."""
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[index].render(scale=1).to_pil().convert("RGB")
    document.close()
    return image


def _ink(before: bytes, after: bytes, index: int) -> Box:
    """Give the box of what the stamp changed on the page, in points from the visible upper left."""
    box = ImageChops.difference(_render(before, index), _render(after, index)).getbbox()
    assert box is not None
    return box
