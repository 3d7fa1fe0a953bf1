"""Read the pictures of a narrative: raster ones only, cleaned, with their alternative text and size."""

import hashlib
import posixpath
from collections.abc import Iterator
from typing import Any, Final

from assembler.errors import UploadError, WrongKindError
from assembler.i18n import translate as _
from assembler.models.finding import Severity
from assembler.models.narrative import Picture
from assembler.read.attachment import ReadPicture, read_picture
from assembler.read.narrative_remarks import Remarks
from assembler.read.narrative_source import NarrativeSource
from assembler.word.ooxml import PIC, WP, A, R, W, clean_text

EMU_PER_MM: Final = 36000
_V = "{urn:schemas-microsoft-com:vml}"
_TEXT_BOX = "http://schemas.microsoft.com/office/word/2010/wordprocessing"


def read_pictures(paragraph: Any, source: NarrativeSource, remarks: Remarks) -> Iterator[Picture]:
    """Gives the pictures of a paragraph that can be kept; tells the others."""
    for drawing in paragraph.iter(f"{W}drawing", f"{W}pict", f"{W}object"):
        if _is_nested(drawing, paragraph):
            continue
        blips = list(drawing.iter(f"{A}blip"))
        images = [image for image in drawing.iter(f"{_V}imagedata") if image.get(f"{R}id")]
        if drawing.tag == f"{W}object" or not (blips or images):
            _tell_object(drawing, remarks)
            continue
        for rid in [blip.get(f"{R}embed", "") for blip in blips] or [image.get(f"{R}id") for image in images]:
            picture = _read(drawing, rid, source, remarks)
            if picture is not None:
                yield picture


def _is_nested(drawing: Any, paragraph: Any) -> bool:
    """True inside a text box, whose paragraphs are read on their own."""
    ancestor = drawing.getparent()
    while ancestor is not None and ancestor is not paragraph:
        if ancestor.tag == f"{W}txbxContent":
            return True
        ancestor = ancestor.getparent()
    return False


def _tell_object(drawing: Any, remarks: Remarks) -> None:
    uris = [node.get("uri", "") for node in drawing.iter(f"{A}graphicData")]
    if drawing.tag != f"{W}object" and (not uris or all(uri.startswith(_TEXT_BOX) for uri in uris)):
        return  # a text box or a drawn shape: its words are kept
    remarks.add(
        "N-017",
        Severity.WARNING,
        _("Un graphique, un dessin SmartArt ou un objet n’a pas été repris."),
        _("Collez-le comme image (Collage spécial › Image PNG), avec un texte de remplacement."),
    )


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
    alt = _alternative(drawing)
    if not alt:
        remarks.add(
            "N-005",
            Severity.WARNING,
            _(
                "Une image n’a pas de texte de remplacement\u00a0: les personnes qui ne la voient pas n’en "
                "sauront rien."
            ),
            _("Clic droit sur l’image › Texte de remplacement\u00a0: écrivez une phrase complète."),
            found=name,
        )
    width, height = _drawn_size(drawing, read)
    return Picture(
        sha256=hashlib.sha256(read.content).hexdigest(),
        content_type=read.content_type,
        alt=alt,
        width_mm=round(width, 1),
        height_mm=round(height, 1),
        content=read.content,
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
    return " ".join(clean_text(text).split())


def _drawn_size(drawing: Any, read: ReadPicture) -> tuple[float, float]:
    extent = next(drawing.iter(f"{WP}extent"), None)
    try:
        width, height = (int(extent.get(side)) / EMU_PER_MM for side in ("cx", "cy")) if extent is not None else (0, 0)
    except (TypeError, ValueError):
        width = height = 0
    return (width, height) if width > 1 and height > 1 else (read.width_mm, read.height_mm)
