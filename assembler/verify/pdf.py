"""Reads a PDF of ours back and tells what is not as expected.

pypdf reads the structure and PDFium the words: neither wrote the file.

| code | defect |
|---|---|
| pdf-illisible | a reader cannot open the file |
| pdf-pages | the number of pages is not the parts' |
| pdf-texte | a page of ours shows no text |
| pdf-timbre | the page stamp is missing or wrong |
| pdf-montant | words or an amount are not on their page |
| pdf-signets | the outline's titles or pages are not the parts' |
| pdf-etiquettes | a page label is wrong |
| pdf-identite | title, author or language is missing or wrong |
| pdf-polices | a font is not embedded |
| pdf-balises | the file is not tagged |
| pdf-actif | script, automatic action, form, hidden file or forbidden annotation |
| pdf-lien | a link leads nowhere, or to a placeholder |
"""

import io
from collections.abc import Iterator

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import BooleanObject, DictionaryObject

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.verify.expected import ExpectedPdf
from assembler.verify.page_text import has_text, read_page_texts
from assembler.verify.pdf_active import find_active
from assembler.verify.pdf_fonts import find_loose_fonts
from assembler.verify.pdf_outline import find_outline_defects

Problem = tuple[str, str, str]  # code, place, message
UNREADABLE = (PyPdfError, pypdfium2.PdfiumError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError)


def verify_pdf(pdf: bytes, expected: ExpectedPdf, *, piece: str = "dossier.pdf") -> tuple[Defect, ...]:
    """Gives every defect found in the file named ``piece``; none means it is what was expected."""
    try:
        texts = read_page_texts(pdf)
        reader = PdfReader(io.BytesIO(pdf))
        problems = [*_check_pages(reader, texts, expected), *_check_whole(reader, expected)]
    except UNREADABLE as error:
        problems = [("pdf-illisible", "", _("Le fichier ne se lit pas\u00a0: {error}.").format(error=error))]
    return tuple(Defect(code=code, piece=piece, place=place, message=message) for code, place, message in problems)


def place_of(index: int) -> str:
    """Gives « page 3 » for index 2."""
    return _("page\u00a0{page}").format(page=index + 1)


def _check_pages(reader: PdfReader, texts: tuple[str, ...], expected: ExpectedPdf) -> Iterator[Problem]:
    if not len(texts) == len(reader.pages) == expected.pages:
        found = _("{found} pages, {expected} attendues").format(found=len(texts), expected=expected.pages)
        yield "pdf-pages", "", _("Le nombre de pages n’est pas celui des parties\u00a0: {found}.").format(found=found)
    for index, text in enumerate(texts):
        stamp = expected.stamp.format(page=index + 1, total=expected.pages)
        if stamp and not has_text(text, stamp):
            yield (
                "pdf-timbre",
                place_of(index),
                _("La mention «\u00a0{stamp}\u00a0» manque au bas de la page.").format(stamp=stamp),
            )
        if index not in expected.attachment_pages and not _without(text, stamp):
            yield "pdf-texte", place_of(index), _("La page ne contient aucun texte.")
    for wanted in expected.texts:
        if wanted.page_index >= len(texts) or not has_text(texts[wanted.page_index], wanted.text):
            yield (
                "pdf-montant",
                place_of(wanted.page_index),
                _("«\u00a0{text}\u00a0» ne s’y lit pas.").format(text=wanted.text),
            )


def _without(text: str, stamp: str) -> str:
    """Gives the page's text less its stamp, without spaces."""
    return "".join(text.split()).replace("".join(stamp.split()), "")


def _check_whole(reader: PdfReader, expected: ExpectedPdf) -> Iterator[Problem]:
    yield from _check_identity(reader, expected)
    yield from _check_tags(reader)
    yield from _check_labels(reader, expected)
    for place, message in find_outline_defects(reader, expected.parts):
        yield "pdf-signets", place, message
    for index, font in find_loose_fonts(reader, skip=expected.attachment_pages):
        yield (
            "pdf-polices",
            place_of(index),
            _("La police «\u00a0{font}\u00a0» n’est pas incorporée.").format(font=font),
        )
    for code, page, message in find_active(reader, attachment_pages=expected.attachment_pages):
        yield code, "" if page is None else place_of(page), message


def _check_identity(reader: PdfReader, expected: ExpectedPdf) -> Iterator[Problem]:
    record = reader.metadata
    packet = reader.xmp_metadata
    titles = (packet.dc_title or {}) if packet is not None else {}
    found = {
        _("titre"): (record.title if record is not None else None, expected.title),
        _("titre (XMP)"): (titles.get("x-default"), expected.title),
        _("auteur"): (record.author if record is not None else None, expected.author),
        _("langue"): (reader.root_object.get("/Lang"), expected.language),
    }
    for name, (value, wanted) in found.items():
        if value != wanted:
            shown = value if value else _("rien")
            yield (
                "pdf-identite",
                name,
                _("On y lit «\u00a0{shown}\u00a0», on attendait «\u00a0{wanted}\u00a0».").format(
                    shown=shown, wanted=wanted
                ),
            )


def _check_tags(reader: PdfReader) -> Iterator[Problem]:
    marks = reader.root_object.get("/MarkInfo", DictionaryObject()).get_object()
    marked = marks.get("/Marked") if isinstance(marks, DictionaryObject) else None
    if not (isinstance(marked, BooleanObject) and marked.value) or "/StructTreeRoot" not in reader.root_object:
        yield "pdf-balises", "", _("Le fichier n’est pas balisé\u00a0: un lecteur d’écran ne peut pas le suivre.")


def _check_labels(reader: PdfReader, expected: ExpectedPdf) -> Iterator[Problem]:
    if not expected.labels:
        return
    for index, (found, wanted) in enumerate(zip(reader.page_labels, expected.labels, strict=False)):
        if found != wanted:
            message = _("La page est nommée «\u00a0{found}\u00a0», on attendait «\u00a0{wanted}\u00a0».").format(
                found=found, wanted=wanted
            )
            yield "pdf-etiquettes", place_of(index), message
