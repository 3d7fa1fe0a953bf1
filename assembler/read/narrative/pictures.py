"""Read the pictures of a narrative: raster ones only, cleaned, with their alternative text and size."""

import hashlib
import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final

from assembler.errors import UploadError, WrongKindError
from assembler.i18n import translate as _
from assembler.models.finding import Severity
from assembler.models.narrative import Block, Picture
from assembler.read.attachment import read_picture
from assembler.read.narrative.objects import read_object
from assembler.read.narrative.remarks import Remarks, quoted
from assembler.read.narrative.shapes import drawn_size, read_shape, shaped
from assembler.read.narrative.source import NarrativeSource
from assembler.read.narrative.styles import is_on
from assembler.word.ooxml import PIC, WP, A, R, W, one_line

DECORATIVE: Final = "Illustration décorative."
_V = "{urn:schemas-microsoft-com:vml}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TEXT_BOX = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
# What programs write when the person wrote nothing: a file name, or « Image 3 ».
_NO_WORDS = re.compile(
    r"(?:image|picture|photo|figure|img|dsc|graphique|logo)?[\s_-]*\d*|\S+\.(?:png|jpe?g|gif|bmp|tiff?|webp|heic)",
    re.IGNORECASE,
)
_BY_WORD = re.compile(
    r"\s*(?:description générée automatiquement|(?:description )?automatically generated.*)\s*$", re.I
)


def read_pictures(paragraph: Any, source: NarrativeSource, remarks: Remarks) -> Iterator[Block]:
    """Gives the pictures of a paragraph that can be kept, the words of charts and diagrams; tells the others."""
    for drawing in paragraph.iter(f"{W}drawing", f"{W}pict", f"{W}object"):
        if _is_nested(drawing, paragraph):
            continue
        if _is_hidden(drawing, source):
            remarks.count("hidden")
            continue
        blips = list(drawing.iter(f"{A}blip"))
        images = [image for image in drawing.iter(f"{_V}imagedata") if image.get(f"{R}id")]
        if drawing.tag == f"{W}object" or not (blips or images):
            yield from _object(drawing, source, remarks)
            continue
        for rid in [blip.get(f"{R}embed", "") for blip in blips] or [image.get(f"{R}id") for image in images]:
            picture = _read(drawing, rid, source, remarks)
            if picture is not None:
                yield picture


def _is_nested(drawing: Any, paragraph: Any) -> bool:
    """True inside a text box, whose paragraphs are read on their own, and inside another drawing."""
    ancestor = drawing.getparent()
    while ancestor is not None and ancestor is not paragraph:
        if ancestor.tag in (f"{W}txbxContent", f"{W}drawing", f"{W}pict", f"{W}object"):
            return True
        ancestor = ancestor.getparent()
    return False


def _is_hidden(drawing: Any, source: NarrativeSource) -> bool:
    run = next(drawing.iterancestors(f"{W}r"), None)
    properties = run.find(f"{W}rPr") if run is not None else None
    if properties is None:
        return False
    style = properties.find(f"{W}rStyle")
    hidden = properties.find(f"{W}vanish")
    is_styled = style is not None and style.get(f"{W}val") in source.styles.hidden
    return is_on(hidden) if hidden is not None else is_styled


def _object(drawing: Any, source: NarrativeSource, remarks: Remarks) -> Iterator[Block]:
    blocks = read_object(drawing, source, remarks)
    if blocks:
        yield from blocks
        return
    uris = [node.get("uri", "") for node in drawing.iter(f"{A}graphicData")]
    # A text box or a drawn shape: its words are kept.
    if drawing.tag == f"{W}object" or (uris and not all(uri.startswith(_TEXT_BOX) for uri in uris)):
        remarks.refuse_object()


def _read(drawing: Any, rid: str, source: NarrativeSource, remarks: Remarks) -> Picture | None:
    relation = source.relations[source.main].get(rid)
    if relation is None or relation.is_external or not source.package.has(relation.target):
        remarks.add(
            "N-007",
            Severity.WARNING,
            _("Une image n’a pas été reprise\u00a0: elle est liée à un fichier ailleurs, ou absente."),
            _("Insérez l’image dans le document (Insertion › Images) au lieu de la lier."),
        )
        return None
    name = posixpath.basename(relation.target)
    try:
        read = read_picture(source.package.archive.read(relation.target), name)
    except UploadError as error:
        _tell_refused(error, name, remarks)
        return None
    shape = read_shape(drawing)
    if shape.leaning:
        remarks.count("leaning")
    content, *native = shaped(read, shape)
    width, height = drawn_size(drawing, shape) or native
    return Picture(
        sha256=hashlib.sha256(content).hexdigest(),
        content_type=read.content_type,
        alt=_described(drawing, name, remarks),
        width_mm=round(width, 1),
        height_mm=round(height, 1),
        content=content,
        place=remarks.place,
        spot=remarks.spot,
    )


def _tell_refused(error: UploadError, name: str, remarks: Remarks) -> None:
    is_kind = isinstance(error, WrongKindError)
    remarks.add(
        "N-006" if is_kind else "N-007",
        Severity.WARNING,
        _("Une image n’a pas été reprise\u00a0: son format n’est pas pris en charge.")
        if is_kind
        else _("Une image n’a pas été reprise\u00a0: elle est endommagée ou trop grande."),
        _("Enregistrez-la en PNG ou en JPEG, de taille raisonnable, et insérez-la de nouveau."),
        found=name,
        expected=_("PNG ou JPEG"),
    )


def _described(drawing: Any, name: str, remarks: Remarks) -> str:
    """The alternative text; tells when there is none, or when no one wrote it."""
    decorative = next(drawing.iter(_DECORATIVE), None)
    if decorative is not None and decorative.get("val") in ("1", "true"):
        return DECORATIVE
    written = _alternative(drawing)
    alt = _BY_WORD.sub("", written)
    if not alt or _NO_WORDS.fullmatch(alt):
        remarks.add(
            "N-005",
            Severity.BLOCKING,
            _(
                "Une image n’a pas de texte de remplacement\u00a0: les personnes qui ne la voient pas n’en "
                "sauront rien."
            ),
            _("Clic droit sur l’image › Texte de remplacement\u00a0: écrivez une phrase complète."),
            found=quoted(alt) or name,
        )
        return ""
    if alt != written:
        remarks.add(
            "N-026",
            Severity.NOTICE,
            _("Le texte de remplacement d’une image a été écrit par Word, et par personne d’autre."),
            _("Relisez-le\u00a0: dit-il ce que l’image apporte ici? Récrivez-le au besoin."),
            found=quoted(alt),
        )
    return alt


def _alternative(drawing: Any) -> str:
    properties = next(drawing.iter(f"{WP}docPr"), None)
    if properties is not None:
        text = properties.get("descr") or properties.get("title") or ""
        if not text:
            inner = next(drawing.iter(f"{PIC}cNvPr"), None)
            text = inner.get("descr", "") if inner is not None else ""
    else:
        shape = next((node for node in drawing.iter(f"{_V}shape") if node.get("alt")), None)
        text = shape.get("alt", "") if shape is not None else ""
    return one_line(text)
