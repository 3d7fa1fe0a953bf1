"""Merges the parts into one tagged PDF: structure, outline, links, labels and identity kept.

pypdf's own merge drops the structure tree; pikepdf copies objects faithfully and we rebuild what belongs to a whole.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name, Page, Pdf

from assembler.assemble.destinations import make_links_explicit, read_targets
from assembler.assemble.facsimile import wrap_facsimile
from assembler.assemble.identity import Claim, carry_intent, common_claim, read_claim, write_identity
from assembler.assemble.labels import label_tree
from assembler.assemble.layers import carry_layers
from assembler.assemble.outline import carry_outline
from assembler.assemble.part import Identity, PartFile, PlacedPart
from assembler.assemble.structure import (
    StructureDraft,
    add_part,
    begin_structure,
    finish_structure,
    graft_structure,
    is_tagged,
)
from assembler.assemble.wording import wording_for
from assembler.errors import AssemblyError, PartError
from assembler.i18n import translate as _

# What a page may carry that has no meaning, or a danger, outside its own file.
PAGE_KEYS_LEFT_BEHIND = ("/AA", "/B", "/PieceInfo", "/AF", "/Metadata", "/DPart", "/PresSteps")


@dataclass(frozen=True)
class _Taken:
    """What a part leaves behind once its pages are in the whole: its outline entry and the norms it claims."""

    entry: pikepdf.OutlineItem
    claim: Claim


def place_parts(parts: Sequence[PartFile]) -> tuple[PlacedPart, ...]:
    """Gives where each part lands. An untagged part of our own making is an error, not a facsimile."""
    if not parts:
        raise AssemblyError(_("Le dossier n’a aucune partie à assembler. Choisissez au moins un document."))
    placed, first_page = [], 0
    for part in parts:
        with _open(part) as source:
            pages, tagged = len(source.pages), is_tagged(source)
        if not pages:
            raise PartError(part.id, _("son PDF n’a aucune page"))
        if not tagged and not part.is_attachment:
            raise PartError(part.id, _("son PDF n’est pas balisé"))
        placed.append(PlacedPart(part=part, first_page=first_page, pages=pages, is_tagged=tagged))
        first_page += pages
    return tuple(placed)


@dataclass(frozen=True)
class Merged:
    """Parts merged so far, open: what they left behind, in the order they stand."""

    whole: Pdf
    draft: StructureDraft
    taken: list[_Taken]


def merge_parts(placed: Sequence[PlacedPart], identity: Identity) -> Merged:
    """Gives the parts in one file. They are opened one at a time: twenty thousand tags take eighty megabytes."""
    whole = Pdf.new()
    merged = Merged(whole, begin_structure(whole, identity.language), [])
    for part in placed:
        merged.taken.append(_take(merged, part, len(whole.pages), identity))
    return merged


def put_first(merged: Merged, placed: PlacedPart, identity: Identity) -> None:
    """Puts a part that was not ready before the others."""
    merged.taken.insert(0, _take(merged, placed, 0, identity))
    elements = list(merged.draft.document.K)
    merged.draft.document.K = Array([elements[-1], *elements[:-1]])


def finish_merge(merged: Merged, placed: Sequence[PlacedPart], identity: Identity) -> Pdf:
    """Gives the whole, open, with what belongs to all its parts: tags, outline, labels, identity."""
    whole = merged.whole
    finish_structure(whole, merged.draft)
    with whole.open_outline() as outline:
        outline.root.extend(part.entry for part in merged.taken)
    whole.Root.PageLabels = label_tree(placed)
    write_identity(whole, identity, common_claim([part.claim for part in merged.taken]))
    return whole


def pdf_bytes(pdf: Pdf) -> bytes:
    """Writes a PDF whose /ID comes from its content, not from the clock."""
    written = io.BytesIO()
    pdf.save(
        written,
        min_version="1.7",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=False,
    )
    return written.getvalue()


def _open(part: PartFile) -> Pdf:
    try:
        return pikepdf.open(io.BytesIO(part.pdf))
    except pikepdf.PdfError as error:
        raise PartError(part.id, _("son PDF est illisible")) from error


def _take(merged: Merged, placed: PlacedPart, at: int, identity: Identity) -> _Taken:
    """Copies one part's pages, from the page ``at``, with their structure, links, layers and colours.

    The source is let go, never closed: the whole reads its streams when it is written, and its objects no more.
    """
    whole, source = merged.whole, _open(placed.part)
    targets = read_targets(source)
    make_links_explicit(source, targets)
    for rank, page in enumerate(source.pages):
        whole.pages.insert(at + rank, page)
    pages = [whole.pages[at + rank] for rank in range(placed.pages)]
    for page in pages:
        page.obj.Tabs = Name.S  # PDF/UA-1, 7.18.3
        for key in PAGE_KEYS_LEFT_BEHIND:
            if key in page.obj:
                del page.obj[key]
    _take_structure(merged, placed, source, pages, identity)
    carry_layers(whole, source)
    carry_intent(whole, source)
    entry = carry_outline(source, targets, [page.obj for page in pages], placed.part.title)
    return _Taken(entry, read_claim(source))


def _take_structure(merged: Merged, placed: PlacedPart, source: Pdf, pages: Sequence[Page], identity: Identity) -> None:
    whole, draft = merged.whole, merged.draft
    spoken = str(source.Root.get("/Lang", identity.language))
    element = add_part(whole, draft, placed.part.title, spoken if spoken != identity.language else "")
    if placed.is_tagged:
        graft_structure(whole, draft, source, pages, element)
    else:
        wrap_facsimile(whole, draft, pages, element, wording_for(identity.language))
