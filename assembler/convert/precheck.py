"""What must be true of a document before LibreOffice sees it, and of its PDF after.

LibreOffice exits 0 when it fails, makes a PDF of any bytes, drops missing images without a word, and reads or fetches
what a document links to. Nobody else will tell.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
from lxml import etree
from PIL import Image, UnidentifiedImageError

from assembler.convert.fonts import GLYPH_FALLBACKS
from assembler.errors import BrokenOutputError, UnsafeDocumentError
from assembler.i18n import mark
from assembler.i18n import translate as _

REQUIRED_PARTS = {
    "docx": ("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
    "xlsx": ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"),
}
WORDS = {"docx": mark("un document Word (.docx)"), "xlsx": mark("un classeur Excel (.xlsx)")}
MAX_UNPACKED = 1 << 30  # bytes, of all parts together
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HYPERLINK = "/hyperlink"  # ends both the transitional and the strict relationship type
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")  # one UTF-16 unit in a ToUnicode map
_LETTER = re.compile(rb"00(4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa])")  # A to Z, a to z


def check_office_file(office_file: bytes, kind: str, *, name: str) -> None:
    """Raise UnsafeDocumentError unless the bytes are a whole docx or xlsx that reaches for nothing outside itself."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(office_file))
    except zipfile.BadZipFile as error:
        raise _refusal(
            name, _("ce n’est pas {kind}").format(kind=_(WORDS[kind])), _("Ouvrez-le et enregistrez-le dans ce format.")
        ) from error
    with archive:
        _check_parts(archive, kind, name)
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")):
                tree = _parse_part(archive, part, name)
                if part.endswith(".rels"):
                    _check_relations(archive, part, tree, name)
            elif part.lower().endswith(PICTURES):
                _check_picture(archive, part, name)


def _refusal(name: str, why: str, remedy: str) -> UnsafeDocumentError:
    return UnsafeDocumentError(
        _("«\u00a0{name}\u00a0» n’a pas été converti\u00a0: {why}. {remedy}").format(name=name, why=why, remedy=remedy),
        piece=name,
    )


def _check_parts(archive: zipfile.ZipFile, kind: str, name: str) -> None:
    parts = archive.namelist()
    if len(set(parts)) != len(parts):
        raise _refusal(
            name, _("une de ses parties existe en double"), _("Enregistrez-le de nouveau depuis Word ou Excel.")
        )
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
        raise _refusal(name, _("une fois décompressé, il dépasse 1 Go"), _("Allégez ses images, puis recommencez."))
    for part in REQUIRED_PARTS[kind]:
        if part not in parts:
            why = _("ce n’est pas {kind} (la partie {part} manque)").format(kind=_(WORDS[kind]), part=part)
            raise _refusal(name, why, _("Ouvrez-le et enregistrez-le dans ce format."))
    try:
        damaged = archive.testzip()
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
        raise _refusal(name, _("il est chiffré ou endommagé"), _("Enlevez le mot de passe ou refaites-le.")) from error
    if damaged:
        raise _refusal(
            name,
            _("sa partie {damaged} est endommagée").format(damaged=damaged),
            _("Enregistrez-le de nouveau depuis Word ou Excel."),
        )


def _parse_part(archive: zipfile.ZipFile, part: str, name: str) -> etree._Element:
    try:
        return etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        why = _("sa partie {part} n’est pas du XML bien formé ({msg})").format(part=part, msg=error.msg)
        raise _refusal(name, why, _("Enregistrez-le de nouveau depuis Word ou Excel.")) from error


def _check_relations(archive: zipfile.ZipFile, part: str, tree: etree._Element, name: str) -> None:
    """ECMA-376 part 2, clause 9.3: relations of a part live in its folder's _rels, targets relative to that folder."""
    present = set(archive.namelist())
    folder = posixpath.dirname(posixpath.dirname(part))
    for relation in tree.iter(_RELATION):
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            if not relation.get("Type", "").endswith(_HYPERLINK):
                why = _("il va chercher du contenu hors de lui-même ({target})").format(target=target[:120])
                raise _refusal(name, why, _("Incorporez l’image ou l’objet dans le fichier au lieu de le lier."))
        elif not target.startswith("#") and _resolve_target(folder, target) not in present:
            why = _("il renvoie à une partie absente ({target})").format(target=target[:120])
            raise _refusal(name, why, _("Insérez de nouveau l’image ou l’objet qui manque."))


def _resolve_target(folder: str, target: str) -> str:
    path = target.partition("#")[0]
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))


def _check_picture(archive: zipfile.ZipFile, part: str, name: str) -> None:
    try:
        with Image.open(io.BytesIO(archive.read(part))) as picture:
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        why = _("son image {part} est illisible").format(part=posixpath.basename(part))
        raise _refusal(name, why, _("Remplacez cette image par un fichier PNG ou JPEG valide.")) from error


def check_pdf(pdf: bytes, families: frozenset[str], *, name: str) -> int:
    """Give the number of pages; raise BrokenOutputError unless it is a PDF drawn with only the expected families."""
    if not pdf.startswith(b"%PDF-"):
        raise _broken(name, _("ce que LibreOffice a produit n’est pas un PDF"))
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            pages, strange = len(document.pages), _substitutes(document, families | GLYPH_FALLBACKS)
    except pikepdf.PdfError as error:
        raise _broken(name, _("le PDF produit est illisible")) from error
    if not pages:
        raise _broken(name, _("le PDF produit n’a aucune page"))
    if strange:
        raise _broken(name, _("des polices y ont été substituées ({names})").format(names=", ".join(sorted(strange))))
    return pages


def _substitutes(document: pikepdf.Pdf, families: frozenset[str]) -> set[str]:
    """The fonts that write words in the place of an expected one.

    An emoji, a letter of another script is drawn by whichever font of the machine has it: that replaces nothing.
    """
    expected = tuple(family.replace(" ", "") for family in families)
    return {
        name
        for font in _fonts(document)
        if "/FontDescriptor" in _bearer(font)
        if not (name := _base_name(font)).startswith(expected) and _writes_words(font)
    }


def _fonts(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The fonts that pages use, and what they draw: fifteen thousand other objects of a plan need not be read."""
    waiting: list[pikepdf.Object | None] = [page.resources for page in document.pages]
    seen: set[tuple[int, int]] = set()
    while waiting:
        resources = waiting.pop()
        if not isinstance(resources, pikepdf.Dictionary) or (resources.is_indirect and resources.objgen in seen):
            continue
        seen.add(resources.objgen)
        yield from resources.get("/Font", {}).values()
        for kind in ("/XObject", "/Pattern"):
            fresh = [drawn for drawn in resources.get(kind, {}).values() if drawn.objgen not in seen]
            seen.update(drawn.objgen for drawn in fresh)
            waiting.extend(drawn.get("/Resources") for drawn in fresh)


def _bearer(font: pikepdf.Object) -> pikepdf.Object:
    """A composite font is described by its descendant (ISO 32000-1, 9.7.1)."""
    return font.DescendantFonts[0] if "/DescendantFonts" in font else font


def _base_name(font: pikepdf.Object) -> str:
    """Without the subset's tag (ISO 32000-1, 9.6.4): BAAAAA+Carlito-Bold gives Carlito-Bold."""
    return str(font.BaseFont).lstrip("/").rpartition("+")[2]


def _writes_words(font: pikepdf.Object) -> bool:
    """True when the font draws unaccented letters, which every font for text has; and when it does not say."""
    told = font.get("/ToUnicode")
    if not isinstance(told, pikepdf.Stream):
        return True
    return any(_LETTER.fullmatch(code) for code in _CODE.findall(told.read_bytes()))


def _broken(name: str, why: str) -> BrokenOutputError:
    return BrokenOutputError(
        _(
            "«\u00a0{name}\u00a0» n’a pas été converti\u00a0: {why}. Votre fichier n’est peut-être pas en cause\u00a0: "
            "recommencez, et si cela se reproduit, transmettez ce message à la personne qui gère le "
            "service."
        ).format(name=name, why=why),
        piece=name,
    )
