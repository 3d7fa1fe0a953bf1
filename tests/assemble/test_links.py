"""The contents page leads to the dossier's own pages."""

import pytest
from pikepdf import Array, Pdf

from assembler.assemble.dossier import assemble_pdf
from assembler.assemble.part import PageTarget
from assembler.assemble.wording import PLACEHOLDER
from assembler.errors import UnknownAnchorError
from tests.assemble.documents import (
    ANCHORS,
    IDENTITY,
    add_letter_page,
    assembled,
    attachment,
    contents_part,
    font_path,
    opened,
    plan_part,
    saved_pdf,
    web_link,
)
from tests.assemble.steps import merge_parts, resolve_links


def test_each_line_of_the_contents_goes_to_its_page() -> None:
    """The plan begins on the second page, its budget on the third."""
    whole = opened(assembled().pdf)
    pages = [page.obj.objgen for page in whole.pages]
    links = sorted(whole.pages[0].obj.Annots, key=lambda link: -link.Rect[1])
    assert [pages.index(link.Dest[0].objgen) for link in links] == [1, 2]
    assert not any("/A" in link for link in links)


def test_a_link_says_where_it_goes() -> None:
    """By the label of the page, as the viewer shows it."""
    whole = opened(assembled().pdf)
    assert str(whole.pages[4].obj.Annots[0].Contents) == "Aller à la page\u00a0A-2"


def test_links_resolved_from_bytes_go_to_absolute_pages() -> None:
    """The same, for a caller that has only the merged bytes."""
    merged = merge_parts([contents_part(), plan_part()], IDENTITY)
    whole = opened(resolve_links(merged, {"plan": 1, "budget": 3}))
    pages = [page.obj.objgen for page in whole.pages]
    assert {pages.index(link.Dest[0].objgen) for link in whole.pages[0].obj.Annots} == {1, 3}


def test_all_anchors_without_a_page_are_named_together() -> None:
    """One message for all: nobody mends them one by one."""
    with pytest.raises(UnknownAnchorError) as caught:
        resolve_links(merge_parts([contents_part(), plan_part()], IDENTITY), {})
    assert caught.value.anchors == ("budget", "plan")
    assert "«\u00a0budget\u00a0», «\u00a0plan\u00a0»" in caught.value.message


def test_an_anchor_beyond_its_part_is_an_error() -> None:
    """A page the part does not have."""
    anchors = ANCHORS | {"plan": PageTarget(part="plan", page_index=3)}
    with pytest.raises(UnknownAnchorError, match="plan"):
        assemble_pdf([contents_part(), plan_part()], IDENTITY, anchors=anchors, font_path=font_path())


def test_an_accented_anchor_is_read_whatever_its_spelling() -> None:
    """Word percent-encodes what people type."""
    pdf = Pdf.new()
    add_letter_page(pdf).Annots = Array([web_link(pdf, PLACEHOLDER + "montage%20%C3%A9t%C3%A9")])
    merged = merge_parts([attachment(saved_pdf(pdf))], IDENTITY)
    assert "/Dest" in opened(resolve_links(merged, {"montage été": 0})).pages[0].obj.Annots[0]
