"""The dossier's PDF from its parts: merge, links, page numbers, written once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assembler.assemble.labels import page_labels
from assembler.assemble.links import absolute_anchors, describe_links, point_links
from assembler.assemble.merge import Merged, finish_merge, merge_parts, pdf_bytes, place_parts, put_first
from assembler.assemble.part import Identity, PageTarget, PartFile, PlacedPart
from assembler.assemble.stamp import draw_stamps
from assembler.assemble.wording import wording_for


@dataclass(frozen=True)
class AssembledPdf:
    """The whole PDF, where each part landed, and the label of every page."""

    pdf: bytes
    parts: tuple[PlacedPart, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Body:
    """All the parts but the first, merged while the first is being laid out."""

    placed: tuple[PlacedPart, ...]
    merged: Merged


def assemble_pdf(
    parts: Sequence[PartFile], identity: Identity, *, anchors: Mapping[str, PageTarget], font_path: Path
) -> AssembledPdf:
    """Gives ``dossier.pdf``. ``anchors`` are the places the contents page links to; ``font_path`` is the stamp's font.

    Raises ``PartError`` and ``UnknownAnchorError``. Same arguments, same bytes.
    """
    front, *others = place_parts(parts)
    return bind_front(front.part, merge_body(others, identity), identity, anchors=anchors, font_path=font_path)


def merge_body(placed: Sequence[PlacedPart], identity: Identity) -> Body:
    """Gives the parts that follow the first, in one file that is open."""
    return Body(tuple(placed), merge_parts(placed, identity))


def bind_front(
    front: PartFile, body: Body, identity: Identity, *, anchors: Mapping[str, PageTarget], font_path: Path
) -> AssembledPdf:
    """Gives ``dossier.pdf`` as ``assemble_pdf`` does, from its first part and from the others, already merged."""
    first = place_parts([front])[0]
    start = body.placed[0].first_page if body.placed else 0
    shifted = (part.model_copy(update={"first_page": part.first_page - start + first.pages}) for part in body.placed)
    placed = (first, *shifted)
    put_first(body.merged, first, identity)
    labels = page_labels(placed)
    whole = finish_merge(body.merged, placed, identity)
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
