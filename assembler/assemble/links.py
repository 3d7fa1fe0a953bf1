"""Turns the placeholder links of the contents page into links to the dossier's own pages.

The contents page is a Word document: it cannot know the PDF's pages, so its lines link to ``PLACEHOLDER`` + anchor.
After the merge each becomes a GoTo destination (ISO 32000-1, 12.3.2.2), and every link says where it goes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from assembler.assemble.destinations import find_destination, links_of, page_of, read_targets
from assembler.assemble.part import PageTarget, PlacedPart
from assembler.assemble.wording import PLACEHOLDER, wording_for
from assembler.errors import UnknownAnchorError


def absolute_anchors(targets: Mapping[str, PageTarget], placed: Sequence[PlacedPart]) -> dict[str, int]:
    """Gives the absolute page of each anchor. A part or page that is not there raises ``UnknownAnchorError``."""
    parts = {part.part.id: part for part in placed}
    lost = [a for a, t in targets.items() if t.part not in parts or t.page_index >= parts[t.part].pages]
    if lost:
        raise UnknownAnchorError(tuple(sorted(lost)))
    return {anchor: parts[target.part].first_page + target.page_index for anchor, target in targets.items()}


def point_links(whole: Pdf, anchors: Mapping[str, int]) -> None:
    """Points every placeholder link of an open PDF to ``anchors[name]``, an absolute page index.

    Raises ``UnknownAnchorError`` naming all the anchors that have no page.
    """
    pages = [page.obj for page in whole.pages]
    waiting = list(_placeholders(whole))
    lost = {anchor for _, anchor in waiting if not 0 <= anchors.get(anchor, -1) < len(pages)}
    if lost:
        raise UnknownAnchorError(tuple(sorted(lost)))
    for link, anchor in waiting:
        page = pages[anchors[anchor]]
        del link["/A"]
        link.Dest = Array([page, Name.XYZ, None, page.MediaBox[3], None])


def describe_links(whole: Pdf, labels: Sequence[str], language: str, *, attachment_pages: Collection[int] = ()) -> None:
    """Gives every link a /Contents that says where it goes (PDF/UA-1, 7.18.5).

    The converter could not know the labels of the whole, so its words for our internal links are replaced; the words
    of an attachment's author are kept.
    """
    targets = read_targets(whole)
    sentence = wording_for(language).go_to_page
    for index, page in enumerate(whole.pages):
        for link in links_of(page):
            if "/Contents" in link and (index in attachment_pages or "/Dest" not in link):
                continue
            destination = find_destination(link, targets)
            if destination is not None:
                link.Contents = String(sentence.format(label=labels[page_of(destination, targets) or 0]))
            elif uri := _uri(link):
                link.Contents = String(uri)


def _placeholders(whole: Pdf) -> Iterator[tuple[Object, str]]:
    for page in whole.pages:
        for link in links_of(page):
            uri = _uri(link)
            if uri.startswith(PLACEHOLDER):
                yield link, unquote(uri.removeprefix(PLACEHOLDER))


def _uri(link: Object) -> str:
    action = link.get("/A")
    return str(action.get("/URI", "")) if isinstance(action, Dictionary) else ""
