"""Where links and outline entries go inside one PDF: explicit arrays, named destinations, GoTo actions.

ISO 32000-1, 12.3.2. A merge has no room for names (two parts may use the same one), so each name is replaced by the
page array it stands for before the pages leave their file.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from assembler.assemble.trees import read_name_tree

ObjectId = tuple[int, int]


@dataclass(frozen=True)
class Targets:
    """Every page and every named destination of one PDF."""

    pages: Mapping[ObjectId, int]
    names: Mapping[bytes, Object]
    page_objects: tuple[Object, ...]


def read_targets(pdf: Pdf) -> Targets:
    """Reads the pages and both kinds of named destinations (the old /Dests and the /Names tree)."""
    names: dict[bytes, Object] = {}
    old = pdf.Root.get("/Dests")
    if isinstance(old, Dictionary):
        names.update({key.removeprefix("/").encode(): value for key, value in old.items()})
    tree = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    if isinstance(tree, Dictionary):
        names.update(read_name_tree(tree))
    pages = tuple(page.obj for page in pdf.pages)
    return Targets({page.objgen: index for index, page in enumerate(pages)}, names, pages)


def find_destination(holder: Object, targets: Targets) -> Array | None:
    """Gives the explicit destination of a link annotation or an outline item, or None when it has none."""
    found = holder.get("/Dest")
    action = holder.get("/A")
    if found is None and isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
        found = action.get("/D")
    if isinstance(found, String):
        found = targets.names.get(bytes(found))
    elif isinstance(found, Name):
        found = targets.names.get(str(found).removeprefix("/").encode())
    if isinstance(found, Dictionary):
        found = found.get("/D")
    if not isinstance(found, Array) or len(found) == 0:
        return None
    return found if page_of(found, targets) is not None else None


def page_of(destination: Array, targets: Targets) -> int | None:
    """Gives the page index an explicit destination points to; some writers give the index itself."""
    page = destination[0]
    if isinstance(page, int):
        return page if 0 <= page < len(targets.page_objects) else None
    return targets.pages.get(page.objgen) if isinstance(page, Dictionary) else None


def make_links_explicit(pdf: Pdf, targets: Targets) -> None:
    """Gives every internal link of the file an explicit page array; a link to nowhere keeps no target."""
    for page in pdf.pages:
        for link in links_of(page):
            action = link.get("/A")
            is_goto = isinstance(action, Dictionary) and action.get("/S") == Name.GoTo
            if "/Dest" in link or is_goto:
                _make_explicit(link, targets)


def links_of(page: Page) -> list[Object]:
    """Gives the link annotations of a page."""
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, Array):
        return []
    return [a for a in annotations if isinstance(a, Dictionary) and a.get("/Subtype") == Name.Link]


def _make_explicit(link: Object, targets: Targets) -> None:
    destination = find_destination(link, targets)
    for key in ("/Dest", "/A"):
        if key in link:
            del link[key]
    if destination is not None:
        page = targets.page_objects[page_of(destination, targets) or 0]
        link.Dest = Array([page, *list(destination)[1:]])
