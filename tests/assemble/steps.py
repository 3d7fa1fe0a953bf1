"""Each step of the assembly by itself, from bytes to bytes: the library does them all on one open PDF."""

import io
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pikepdf

from assembler.assemble.links import point_links
from assembler.assemble.merge import finish_merge, pdf_bytes, place_parts
from assembler.assemble.merge import merge_parts as merge_placed
from assembler.assemble.part import Identity, PartFile
from assembler.assemble.stamp import draw_stamps
from assembler.assemble.wording import FRENCH


def merge_parts(parts: Sequence[PartFile], identity: Identity) -> bytes:
    """Give one PDF of all parts, in order."""
    placed = place_parts(parts)
    return pdf_bytes(finish_merge(merge_placed(placed, identity), placed, identity))


def resolve_links(pdf: bytes, anchors: Mapping[str, int]) -> bytes:
    """Give the PDF with every placeholder link pointing to the absolute page index of its anchor."""
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        point_links(whole, anchors)
        return pdf_bytes(whole)


def stamp_pages(
    pdf: bytes, font_path: Path, *, wording: str = FRENCH.stamp, backed_pages: Collection[int] = ()
) -> bytes:
    """Give the PDF with its pages numbered."""
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        draw_stamps(whole, font_path, wording=wording, backed_pages=backed_pages)
        return pdf_bytes(whole)
