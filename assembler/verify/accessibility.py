"""Our subset of PDF/UA-1 (ISO 14289-1) checks on a PDF read back from its bytes. It is not a validator.

pikepdf reads the structure tree: pypdf needs seconds for the twenty thousand elements of a long dossier.

| code | check | clause |
|---|---|---|
| acc-balises | tagged, with a structure tree and a parent tree | 7.1 |
| acc-langue | the document has a language | 7.2 |
| acc-titre | the title shows in the window | 7.1 |
| acc-titres | headings do not skip a level inside a part | 7.4.2 |
| acc-image | figures and formulas have an alternate text | 7.3 |
| acc-mcid | every marked content leads to an element | 7.1; ISO 32000-1, 14.7.4 |
| acc-hors-balise | all that shows on our pages is marked or an artifact | 7.1 |
| acc-annotation | every link has an element, a description, and the page its tab order | 7.18 |
"""

import io
from collections.abc import Collection, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.verify.marked_content import read_marks
from assembler.verify.structure_walk import Parents, find_structure_defects, read_parents

Problem = tuple[str, str, str]  # code, place, message
NO_PARENT = -1


def verify_accessibility(
    pdf: bytes, *, piece: str = "dossier.pdf", attachments: Collection[int] = ()
) -> tuple[Defect, ...]:
    """Gives the accessibility defects of the file named ``piece``.

    ``attachments`` are the parts, by their order from 0, that others made: how they drew their headings, pictures and
    lines is theirs; their marks must still resolve.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            problems = list(_check(document, attachments))
    except pikepdf.PdfError as error:
        problems = [("pdf-illisible", "", _("Le fichier ne se lit pas\u00a0: {error}.").format(error=error))]
    return tuple(Defect(code=code, piece=piece, place=place, message=message) for code, place, message in problems)


def _check(document: Pdf, attachments: Collection[int]) -> Iterator[Problem]:
    root = document.Root
    tree = root.get("/StructTreeRoot")
    marked = bool(root.get("/MarkInfo", Dictionary()).get("/Marked"))
    if not marked or not isinstance(tree, Dictionary) or "/ParentTree" not in tree:
        yield "acc-balises", "", _("Le fichier n’est pas balisé.")
        return
    if not str(root.get("/Lang", "")):
        yield "acc-langue", "", _("Le fichier ne dit pas sa langue.")
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle"):
        yield "acc-titre", "", _("La fenêtre montrerait le nom du fichier plutôt que son titre.")
    found, foreign_pages = find_structure_defects(tree, document, attachments)
    yield from found
    parents = read_parents(tree)
    for index, page in enumerate(document.pages):
        place = _("page\u00a0{page}").format(page=index + 1)
        yield from ((code, place, message) for code, message in _check_marks(page, parents, index in foreign_pages))
        yield from (("acc-annotation", place, message) for message in _check_links(page, parents))


def _check_marks(page: Page, parents: Parents, is_foreign: bool) -> Iterator[tuple[str, str]]:
    page.contents_coalesce()
    content = page.obj.get("/Contents")
    marks = read_marks(content.read_bytes() if isinstance(content, pikepdf.Stream) else b"")
    elements = parents.get(int(page.obj.get("/StructParents", NO_PARENT)))
    known = list(elements) if isinstance(elements, Array) else []
    lost = [number for number in marks.identifiers if not _resolves(number, known)]
    if lost:
        yield (
            "acc-mcid",
            _("{count} contenus marqués ne mènent à aucun élément (premier\u00a0: {first}).").format(
                count=len(lost), first=lost[0]
            ),
        )
    if marks.unmarked and not is_foreign:
        yield (
            "acc-hors-balise",
            _("{count} tracés ou textes ne sont ni balisés ni déclarés décoratifs.").format(count=marks.unmarked),
        )


def _resolves(number: int, known: list[Object]) -> bool:
    return number < len(known) and isinstance(known[number], Dictionary)


def _check_links(page: Page, parents: Parents) -> Iterator[str]:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, Array) or len(annotations) == 0:
        return
    if page.obj.get("/Tabs") != Name.S:
        yield _("L’ordre de tabulation ne suit pas la structure.")
    for annotation in annotations:
        if not isinstance(parents.get(int(annotation.get("/StructParent", NO_PARENT))), Dictionary):
            yield _("Un lien n’a pas d’élément dans la structure.")
        if not str(annotation.get("/Contents", "")):
            yield _("Un lien n’a pas de description.")
