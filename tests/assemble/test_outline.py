"""The headings of a converted part, for the contents page."""

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from assembler.assemble.outline import OutlineEntry, read_outline
from assembler.errors import PartError
from tests.assemble.documents import add_letter_page, converted, saved_pdf, scan_pdf


def test_headings_come_with_level_and_page() -> None:
    """In reading order, pages from 0."""
    assert read_outline(converted()["plan"]) == (
        OutlineEntry(title="Situation", level=1, page_index=0),
        OutlineEntry(title="Tableau", level=2, page_index=0),
        OutlineEntry(title="Budget", level=1, page_index=1),
        OutlineEntry(title="Montage", level=2, page_index=2),
    )


def test_a_part_without_outline_has_no_heading() -> None:
    """A scan."""
    assert read_outline(scan_pdf()) == ()


def test_a_heading_that_leads_nowhere_is_an_error() -> None:
    """A contents page with a wrong number is worse than none."""
    with pytest.raises(PartError, match=r"«\u00a0Perdu\u00a0» ne mène à aucune page"):
        read_outline(_outlined(Dictionary(Title=String("Perdu"))), "plan")


def test_an_outline_that_loops_is_read_once() -> None:
    """A crafted file does not hold us."""
    pdf = Pdf.new()
    page = add_letter_page(pdf)
    item = pdf.make_indirect(Dictionary(Title=String("Boucle"), Dest=Array([page, Name.Fit])))
    item.Next = item.First = item
    pdf.Root.Outlines = Dictionary(First=item, Last=item)
    assert [entry.title for entry in read_outline(saved_pdf(pdf))] == ["Boucle"]


def _outlined(item: Dictionary) -> bytes:
    pdf = Pdf.new()
    add_letter_page(pdf)
    pdf.Root.Outlines = Dictionary(First=pdf.make_indirect(item))
    return saved_pdf(pdf)
