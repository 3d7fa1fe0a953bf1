"""Removes from an open PDF what must not travel: scripts, actions, hidden files, form fields, media.

Only what is known to be safe stays: pages, links to the file's own pages, to the web and to an e-mail address, the
outline, the structure tree when it can be trusted, the layers. Each removal is told once, in plain French.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from assembler.assemble.attachments.boxes import mend_boxes
from assembler.assemble.attachments.forms import draw_answers
from assembler.assemble.attachments.tags import has_sound_tags
from assembler.assemble.attachments.traces import drop_traces
from assembler.assemble.destinations import links_of
from assembler.assemble.removal import SENTENCES, Removal, RemovalKind, Tally
from assembler.assemble.structure import drop_keys, is_tagged
from assembler.assemble.wording import PLACEHOLDER_HOST

CATALOG_KEYS = {
    "/OpenAction": None,  # a plain "open at page 1" is not worth a sentence
    "/AA": RemovalKind.ACTION,
    "/Collection": RemovalKind.FILE,
    "/AF": RemovalKind.FILE,
    "/URI": None,
    "/Threads": None,
    "/SpiderInfo": None,
    "/Perms": RemovalKind.SIGNATURE,
    "/Legal": None,
    "/DSS": RemovalKind.SIGNATURE,
    "/Requirements": None,
    "/Extensions": None,
    "/PieceInfo": None,
    "/DPartRoot": None,
}
PAGE_KEYS = {"/AA": RemovalKind.ACTION, "/AF": RemovalKind.FILE, "/B": None, "/PieceInfo": None, "/PresSteps": None}
MEDIA = {"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
WEB_SCHEMES = {"http", "https", "mailto"}
NO_MARKS = MEDIA | {"/Link", "/Popup", "/Widget", "/FileAttachment", "/PrinterMark", "/TrapNet", ""}
PLAIN_KEYS = ("/AA", "/PA", "/AF")


def clean_document(pdf: Pdf, *, title: str) -> tuple[Removal, ...]:
    """Cleans the open PDF in place and gives what was removed, in the order of ``RemovalKind``.

    Of what the file said of itself only ``title`` and the norms it follows are left.
    """
    tally: Tally = {}
    was_drawn_on = _freeze_forms(pdf, tally)
    _clean_catalog(pdf, tally)
    _clean_outline(pdf, tally)
    for page in pdf.pages:
        _drop_keys(page.obj, PAGE_KEYS, tally)
        was_drawn_on |= _clean_annotations(page, tally)
        if mend_boxes(page.obj):
            _count(tally, RemovalKind.BOX)
    _clean_streams(pdf, tally)
    _clean_structure(pdf, tally, was_drawn_on=was_drawn_on)
    if pdf.get_warnings():
        _count(tally, RemovalKind.REPAIR)
    if tally and "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]  # the norms it claims were checked on the file before we changed it
    drop_traces(pdf, title=title)
    return tuple(
        Removal(kind=kind, count=tally[kind], sentence=SENTENCES[kind]) for kind in RemovalKind if kind in tally
    )


def _freeze_forms(pdf: Pdf, tally: Tally) -> bool:
    """Draws fields and comments into the pages as they show on a screen, and gives whether there were any."""
    boxes = 0
    if isinstance(pdf.Root.get("/AcroForm"), Dictionary):
        if any(_is_signed(annotation) for page in pdf.pages for annotation in _annotations(page)):
            _count(tally, RemovalKind.SIGNATURE)
        boxes = draw_answers(pdf)
        if boxes:
            _count(tally, RemovalKind.FORM, boxes)
    marks = sum(_is_mark(annotation) for page in pdf.pages for annotation in _annotations(page))
    if boxes or marks:
        pdf.flatten_annotations("screen")
    if marks:
        _count(tally, RemovalKind.ANNOTATION, marks)
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
    return bool(boxes or marks)


def _is_mark(annotation: Object) -> bool:
    """True for what a person drew or wrote on the page: comment, highlight, stamp."""
    return str(annotation.get("/Subtype", "")) not in NO_MARKS


def _is_signed(widget: Object) -> bool:
    field = widget.get("/Parent", widget) if "/FT" not in widget else widget
    return field.get("/FT") == Name.Sig and "/V" in field


def _clean_catalog(pdf: Pdf, tally: Tally) -> None:
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, Dictionary) and opening.get("/S") != Name.GoTo:
        is_script = opening.get("/S") == Name.JavaScript
        _count(tally, RemovalKind.SCRIPT if is_script else RemovalKind.ACTION)
    _drop_keys(pdf.Root, CATALOG_KEYS, tally)
    names = pdf.Root.get("/Names")
    if not isinstance(names, Dictionary):
        return
    if "/JavaScript" in names:
        _count(tally, RemovalKind.SCRIPT)
    if "/EmbeddedFiles" in names:
        _count(tally, RemovalKind.FILE)
    pdf.Root.Names = Dictionary(Dests=names.Dests) if "/Dests" in names else Dictionary()


def _clean_outline(pdf: Pdf, tally: Tally) -> None:
    """Keeps in the outline only what leads to a page of the file."""
    root = pdf.Root.get("/Outlines")
    waiting, seen = [root], set()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        _clean_action(item, tally)
        waiting.extend(item.get(key) for key in ("/First", "/Next"))


def _clean_annotations(page: Page, tally: Tally) -> bool:
    """Keeps links only, each with a safe action or none, and gives whether anything else was there."""
    others = [a for a in _annotations(page) if a.get("/Subtype") != Name.Link]
    links = links_of(page)
    for annotation in others:
        kind = _kind_of(annotation)
        if kind is not None:
            _count(tally, kind)
    for link in links:
        _clean_action(link, tally)
        _drop_keys(link, dict.fromkeys(PLAIN_KEYS), tally)
    if links:
        page.obj.Annots = Array(links)
    elif "/Annots" in page.obj:
        del page.obj["/Annots"]
    return any(annotation.get("/Subtype") != Name.Popup for annotation in others)


def _kind_of(annotation: Object) -> RemovalKind | None:
    """What is left after freezing: media and files to tell, and pop-up notes that say nothing by themselves."""
    subtype = str(annotation.get("/Subtype", ""))
    if subtype in MEDIA:
        return RemovalKind.MEDIA
    return RemovalKind.FILE if subtype == "/FileAttachment" else None


def _clean_action(holder: Object, tally: Tally) -> None:
    action = holder.get("/A")
    if action is None:
        return
    if isinstance(action, Dictionary) and _is_safe(action):
        keep = ("/S", "/D") if action.get("/S") == Name.GoTo else ("/S", "/URI")
        holder.A = Dictionary({key: action[key] for key in keep if key in action})  # no /Next chain
        return
    is_script = isinstance(action, Dictionary) and action.get("/S") == Name.JavaScript
    _count(tally, RemovalKind.SCRIPT if is_script else RemovalKind.LINK)
    del holder["/A"]


def _is_safe(action: Object) -> bool:
    """True for a jump within the file, or a link to the web or an e-mail address other than our placeholders."""
    if action.get("/S") == Name.GoTo:
        return True
    if action.get("/S") != Name.URI:
        return False
    try:
        address = urlsplit(str(action.get("/URI", "")).strip())
        return address.scheme.lower() in WEB_SCHEMES and address.hostname != PLACEHOLDER_HOST
    except ValueError:
        return False


def _clean_streams(pdf: Pdf, tally: Tally) -> None:
    """Drops what makes a stream look outside the file (ISO 32000-1, 7.3.8.2, 8.10.4 and 14.11.7)."""
    outside: dict[str, RemovalKind | None] = dict.fromkeys(
        ("/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI"), RemovalKind.LINK
    )
    for stream in pdf.objects:
        if isinstance(stream, Stream):
            _drop_keys(stream, outside, tally)


def _clean_structure(pdf: Pdf, tally: Tally, *, was_drawn_on: bool) -> None:
    """Drops a structure tree that lies, or that does not know what was drawn into the pages.

    A reader would skip the answers of a frozen form: read page by page, nothing is lost.
    """
    if is_tagged(pdf) and not was_drawn_on and has_sound_tags(pdf):
        return
    if "/StructTreeRoot" in pdf.Root:
        _count(tally, RemovalKind.TAGS)
    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for holder in (page.obj, *_annotations(page)):
            drop_keys(holder)
        live = [link for link in links_of(page) if "/A" in link or "/Dest" in link]
        if "/Annots" in page.obj:
            page.obj.Annots = Array(live)


def _annotations(page: Page) -> Iterator[Object]:
    annotations = page.obj.get("/Annots")
    if isinstance(annotations, Array):
        yield from (a for a in annotations if isinstance(a, Dictionary))


def _drop_keys(holder: Object, keys: dict[str, RemovalKind | None], tally: Tally) -> None:
    for key, kind in keys.items():
        if key in holder:
            del holder[key]
            if kind is not None:
                _count(tally, kind)


def _count(tally: Tally, kind: RemovalKind, number: int = 1) -> None:
    tally[kind] = tally.get(kind, 0) + number
