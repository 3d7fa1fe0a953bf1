"""Pages of an untagged attachment, made part of the tagged whole.

What serves a screen reader best was weighed. Marking the pages as artifacts hides them; one /Figure per page with an
alternate text hides the words of a resolution that are there to be read. So a page that holds text becomes one /P: the
reader speaks the words in the order they were drawn. Only a page without any text (a plain scan) becomes a /Figure
whose /Alt names the attachment and the page. The page's content moves as it is into a form XObject: whatever it leaves
open (q without Q, BDC without EMC, stray MCID) stays inside, and the page stamp is drawn on clean ground.
"""

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

from assembler.assemble.destinations import links_of
from assembler.assemble.structure import StructureDraft, drop_keys, pictures_of
from assembler.assemble.wording import Wording

CONTENT = b"/%s <</MCID 0>> BDC q /Facsimile Do Q EMC\n"
MAX_NESTING = 8


def wrap_facsimile(pdf: Pdf, draft: StructureDraft, pages: Sequence[Page], part: Object, wording: Wording) -> None:
    """Wraps each page as one tagged element under ``part``, which bears the attachment's title."""
    title = str(part.T)
    for number, page in enumerate(pages, start=1):
        sentence = wording.facsimile if len(pages) == 1 else wording.facsimile_page
        alternate = sentence.format(title=title, page=number, total=len(pages))
        _wrap_page(pdf, draft, page, part, alternate)


def _wrap_page(pdf: Pdf, draft: StructureDraft, page: Page, part: Object, alternate: str) -> None:
    for picture in pictures_of(page.obj, set()):
        drop_keys(picture)
    form = _as_form(pdf, page)
    has_text = _shows_text(form, 0)
    element = Dictionary(Type=Name.StructElem, S=Name.P if has_text else Name.Figure, P=part, Pg=page.obj, K=0)
    if not has_text:
        element.Alt = String(alternate)
        element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=page.obj.MediaBox)
    element = pdf.make_indirect(element)
    page.obj.Resources = Dictionary(XObject=Dictionary(Facsimile=form))
    page.obj.Contents = Stream(pdf, CONTENT % (b"P" if has_text else b"Figure"))
    page.obj.StructParents = _take_key(draft, pdf.make_indirect(Array([element])))
    part.K.append(element)
    _wrap_links(pdf, draft, page, part)


def _wrap_links(pdf: Pdf, draft: StructureDraft, page: Page, part: Object) -> None:
    """Gives each link its own /Link element (PDF/UA-1, 7.18.5)."""
    for link in links_of(page):
        annotation = link if link.is_indirect else pdf.make_indirect(link)
        reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=part, Pg=page.obj, K=reference))
        annotation.StructParent = _take_key(draft, element)
        part.K.append(element)


def _take_key(draft: StructureDraft, value: Object) -> int:
    key = draft.next_key
    draft.numbers.append((key, value))
    draft.next_key += 1
    return key


def _as_form(pdf: Pdf, page: Page) -> Object:
    """Gives the page's content as a form XObject over the whole sheet, in the page's own coordinates."""
    page.contents_coalesce()
    content = page.obj.get("/Contents")
    form = Stream(pdf, content.read_bytes() if isinstance(content, Stream) else b"")
    form.Type = Name.XObject
    form.Subtype = Name.Form
    form.BBox = page.obj.MediaBox
    form.Resources = page.obj.get("/Resources", Dictionary())
    return form


def _shows_text(form: Object, depth: int) -> bool:
    """True when the form, or a form it draws, shows a string (ISO 32000-1, 9.4.3), visible or under a scan."""
    if pikepdf.parse_content_stream(form, "Tj TJ ' \""):
        return True
    pictures = form.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    forms = [picture for picture in pictures.values() if picture.get("/Subtype") == Name.Form]
    return depth < MAX_NESTING and any(_shows_text(inner, depth + 1) for inner in forms)
