"""A picture in a line of text, with its alternative text, never wider than the page."""

from typing import Final
from xml.sax.saxutils import quoteattr

from assembler.models.narrative import Picture
from assembler.word.ooxml import PIC, WP, XMLNS_R, A, clean_text
from assembler.word.parts import WordParts

MAX_WIDTH_MM: Final = 165.0  # Letter less two margins of 25.4 mm
MAX_HEIGHT_MM: Final = 200.0  # leaves room for a caption and a line of text
EMU_PER_MM: Final = 36000
UNDESCRIBED: Final = "Illustration du récit, remise sans description."


def picture_xml(picture: Picture, parts: WordParts) -> str:
    """Gives the run that shows a picture; drawing ids are set once the document is whole."""
    width, height = fitted_size(picture.width_mm, picture.height_mm)
    cx, cy = round(width * EMU_PER_MM), round(height * EMU_PER_MM)
    alt = quoteattr(clean_text(picture.alt or picture.caption or UNDESCRIBED))
    relation = parts.add_picture(picture.content)
    name = quoteattr(f"Illustration {picture.sha256[:8]}")
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{WP[1:-1]}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name={name} descr={alt}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{A[1:-1]}"><a:graphicData uri="{PIC[1:-1]}">'
        f'<pic:pic xmlns:pic="{PIC[1:-1]}"><pic:nvPicPr><pic:cNvPr id="0" name={name} descr={alt}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {XMLNS_R} r:embed="{relation}"/><a:stretch>'
        f'<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def fitted_size(width_mm: float, height_mm: float) -> tuple[float, float]:
    """Gives the size in millimetres that fits the text area, proportions kept; never enlarged."""
    scale = min(1.0, MAX_WIDTH_MM / width_mm, MAX_HEIGHT_MM / height_mm)
    return width_mm * scale, height_mm * scale
