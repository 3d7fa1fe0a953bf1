"""The dossier's PDF from its parts: merge, links, page numbers, written once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assembler.assemble.labels import page_labels
from assembler.assemble.links import absolute_anchors, describe_links, point_links
from assembler.assemble.merge import merge_parts, pdf_bytes, place_parts
from assembler.assemble.part import Identity, PageTarget, PartFile, PlacedPart
from assembler.assemble.stamp import draw_stamps
from assembler.assemble.wording import wording_for


@dataclass(frozen=True)
class AssembledPdf:
    """The whole PDF, where each part landed, and the label of every page."""

    pdf: bytes
    parts: tuple[PlacedPart, ...]
    labels: tuple[str, ...]


def assemble_pdf(
    parts: Sequence[PartFile], identity: Identity, *, anchors: Mapping[str, PageTarget], font_path: Path
) -> AssembledPdf:
    """Gives ``dossier.pdf``. ``anchors`` are the places the contents page links to; ``font_path`` is the stamp's font.

    Raises ``PartError`` and ``UnknownAnchorError``. Same arguments, same bytes.
    """
    placed = place_parts(parts)
    labels = page_labels(placed)
    whole = merge_parts(placed, identity)
    point_links(whole, absolute_anchors(anchors, placed))
    foreign = _attachment_pages(placed)
    describe_links(whole, labels, identity.language, attachment_pages=foreign)
    draw_stamps(whole, font_path, wording=wording_for(identity.language).stamp, backed_pages=foreign)
    return AssembledPdf(pdf_bytes(whole), placed, labels)


def plan_pages(parts: Sequence[PartFile]) -> tuple[tuple[PlacedPart, ...], tuple[str, ...]]:
    """Gives where each part will land and the label of every page, without merging: for the contents page."""
    placed = place_parts(parts)
    return placed, page_labels(placed)


def _attachment_pages(placed: Sequence[PlacedPart]) -> frozenset[int]:
    spans = (range(part.first_page, part.first_page + part.pages) for part in placed if part.part.is_attachment)
    return frozenset(index for span in spans for index in span)
