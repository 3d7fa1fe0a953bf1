"""A Word file of ours is well built: headings in order, language, title, alternative texts, header rows.

Rules R-103 and R-105.
"""

from collections.abc import Iterator

from lxml import etree

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.verify.office_text import W, WordParagraph, read_word
from assembler.word.outline import outline_levels

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_REVISIONS = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "commentReference"))
_Heading = tuple[int, int, str]  # rank among the paragraphs, level, text


def check_word_structure(piece: str, content: bytes, *, language: str = "fr-CA") -> tuple[Defect, ...]:
    """Gives every structural defect of a Word file."""
    file = read_word(content)
    headings = list(_headings(file.paragraphs, outline_levels(file.parts["word/styles.xml"])))
    return (
        *_heading_defects(piece, headings),
        *_section_defects(piece, file.paragraphs, headings),
        *_identity_defects(piece, file.parts, language),
        *_picture_defects(piece, file.body),
        *_table_defects(piece, file.body),
        *_revision_defects(piece, file.body),
    )


def _headings(paragraphs: tuple[WordParagraph, ...], levels: dict[str, int]) -> Iterator[_Heading]:
    """The paragraphs whose style has an outline level: a sheet's title is one, though its style is not « heading »."""
    for index, paragraph in enumerate(paragraphs):
        if paragraph.style in levels:
            yield index, levels[paragraph.style], paragraph.text


def _heading_defects(piece: str, headings: list[_Heading]) -> Iterator[Defect]:
    level = 0
    for _rank, current, text in headings:
        if not text.strip():
            yield Defect(code="V-301", piece=piece, message=_("Un titre est vide."))
        elif current > level + 1:
            yield Defect(
                code="V-302",
                piece=piece,
                place=text,
                message=_("Le titre saute du niveau {level} à {current}.").format(level=level, current=current),
            )
        level = current


def _section_defects(piece: str, paragraphs: tuple[WordParagraph, ...], headings: list[_Heading]) -> Iterator[Defect]:
    for (start, level, text), following in zip(headings, [*headings[1:], None], strict=True):
        end, next_level = (following[0], following[1]) if following else (len(paragraphs), 0)
        if next_level <= level and not any(p.text.strip() for p in paragraphs[start + 1 : end]):
            yield Defect(
                code="V-303",
                piece=piece,
                place=text,
                message=_("La section «\u00a0{text}\u00a0» est vide.").format(text=text),
            )


def _identity_defects(piece: str, parts: dict[str, etree._Element], language: str) -> Iterator[Defect]:
    title = parts["docProps/core.xml"].findtext(f"{_DC}title")
    if not (title or "").strip():
        yield Defect(code="V-304", piece=piece, message=_("Le document n’a pas de titre dans ses propriétés."))
    default = parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if default is None or default.get(f"{W}val") != language:
        yield Defect(
            code="V-305",
            piece=piece,
            message=_("La langue du document n’est pas {language}.").format(language=language),
        )


def _picture_defects(piece: str, body: etree._Element) -> Iterator[Defect]:
    for properties in body.iter(f"{_WP}docPr"):
        if not (properties.get("descr") or "").strip():
            name = properties.get("name", "")
            yield Defect(
                code="V-306", piece=piece, place=name, message=_("Une image n’a pas de texte de remplacement.")
            )


def _table_defects(piece: str, body: etree._Element) -> Iterator[Defect]:
    for table in body.iter(f"{W}tbl"):
        first = table.find(f"{W}tr")
        label = _text(table)[:60]
        if first is None or first.find(f"{W}trPr/{W}tblHeader") is None:
            yield Defect(
                code="V-307", piece=piece, place=label, message=_("Un tableau n’a pas de ligne d’en-tête répétée.")
            )
        if any(True for _ in table.iter(f"{W}gridSpan", f"{W}vMerge")):
            yield Defect(code="V-308", piece=piece, place=label, message=_("Un tableau a des cellules fusionnées."))
        if any(not _text(cell).strip() for cell in table.iter(f"{W}tc")):
            yield Defect(code="V-309", piece=piece, place=label, message=_("Un tableau a une cellule vide."))


def _revision_defects(piece: str, body: etree._Element) -> Iterator[Defect]:
    """What a person wrote beside their text is not for the readers of a dossier."""
    if next(body.iter(*_REVISIONS), None) is not None:
        message = _("Un commentaire ou une modification suivie est resté dans le document.")
        yield Defect(code="V-313", piece=piece, message=message)


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))
