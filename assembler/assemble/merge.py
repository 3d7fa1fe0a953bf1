"""Merges the parts into one tagged PDF: structure, outline, links, labels and identity kept.

pypdf's own merge drops the structure tree; pikepdf copies objects faithfully and we rebuild what belongs to a whole.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import pikepdf
from pikepdf import Name, Pdf

from assembler.assemble.destinations import make_links_explicit, read_targets
from assembler.assemble.facsimile import wrap_facsimile
from assembler.assemble.identity import carry_intent, common_claim, write_identity
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


@contextmanager
def open_parts(parts: Sequence[PartFile]) -> Iterator[tuple[Pdf, ...]]:
    """Opens every part's PDF until the whole is written: its streams are copied only then."""
    if not parts:
        raise AssemblyError(_("Le dossier n’a aucune partie à assembler. Choisissez au moins un document."))
    with ExitStack() as stack:
        yield tuple(stack.enter_context(_open(part)) for part in parts)


def place_parts(parts: Sequence[PartFile], sources: Sequence[Pdf]) -> tuple[PlacedPart, ...]:
    """Gives where each part lands. An untagged part of our own making is an error, not a facsimile."""
    placed, first_page = [], 0
    for part, source in zip(parts, sources, strict=True):
        pages = len(source.pages)
        tagged = is_tagged(source)
        if not pages:
            raise PartError(part.id, _("son PDF n’a aucune page"))
        if not tagged and not part.is_attachment:
            raise PartError(part.id, _("son PDF n’est pas balisé"))
        placed.append(PlacedPart(part=part, first_page=first_page, pages=pages, is_tagged=tagged))
        first_page += pages
    return tuple(placed)


def merge_sources(placed: Sequence[PlacedPart], sources: Sequence[Pdf], identity: Identity) -> Pdf:
    """Gives the whole, open; the sources must stay open until it is written."""
    whole = Pdf.new()
    draft = begin_structure(whole, identity.language)
    entries = [_add(whole, draft, part, source, identity) for part, source in zip(placed, sources, strict=True)]
    finish_structure(whole, draft)
    with whole.open_outline() as outline:
        outline.root.extend(entries)
    whole.Root.PageLabels = label_tree(placed)
    carry_layers(whole, sources)
    carry_intent(whole, sources)
    write_identity(whole, identity, common_claim(sources))
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


def _add(whole: Pdf, draft: StructureDraft, placed: PlacedPart, source: Pdf, identity: Identity) -> pikepdf.OutlineItem:
    """Copies one part's pages with their structure and links, and gives its outline entry."""
    targets = read_targets(source)
    make_links_explicit(source, targets)
    whole.pages.extend(source.pages)
    pages = [whole.pages[index] for index in range(placed.first_page, placed.first_page + placed.pages)]
    for page in pages:
        page.obj.Tabs = Name.S  # PDF/UA-1, 7.18.3
        for key in PAGE_KEYS_LEFT_BEHIND:
            if key in page.obj:
                del page.obj[key]
    spoken = str(source.Root.get("/Lang", identity.language))
    element = add_part(whole, draft, placed.part.title, spoken if spoken != identity.language else "")
    if placed.is_tagged:
        graft_structure(whole, draft, source, pages, element)
    else:
        wrap_facsimile(whole, draft, pages, element, wording_for(identity.language))
    return carry_outline(source, targets, [page.obj for page in pages], placed.part.title)
