"""Embeds a small subset of a TrueType font, once for the whole file (ISO 32000-1, 9.7.4 and 9.10.3).

The font is subset to the stamp's few characters, has a ToUnicode map and an embedded program, as PDF/A asks
(ISO 19005-2, 6.2.11).
"""

import hashlib
import io
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from assembler.errors import AssemblyError
from assembler.i18n import translate as _

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

logging.getLogger("fontTools").setLevel(logging.ERROR)  # Carlito's creation date is odd, and nobody's concern here

NO_BREAK_SPACE = "\u00a0"
NONSYMBOLIC = 32  # table 123, bit 6
STEM_V = 80  # no table of a TrueType font gives it; viewers use it only for a missing font


@dataclass(frozen=True)
class EmbeddedFont:
    """The font object, and for each character its glyph number and its width in thousandths of an em."""

    resource: Object
    glyphs: Mapping[str, int]
    widths: Mapping[str, int]

    def encode(self, text: str) -> bytes:
        """Gives the text as a hexadecimal string operand."""
        return b"<" + "".join(f"{self.glyphs[character]:04X}" for character in text).encode() + b">"

    def width(self, text: str, size: float) -> float:
        """Gives the text's width in points at a size in points."""
        return sum(self.widths[character] for character in text) * size / 1000


def embed_font(pdf: Pdf, path: Path, characters: str) -> EmbeddedFont:
    """Adds the font at ``path`` to the PDF, cut down to ``characters``."""
    font = _subset(path, characters)
    glyphs, widths = _measure(font, characters)
    program = io.BytesIO()
    font.save(program)
    name = Name("/" + _subset_name(font, program.getvalue()))
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, font, name, program.getvalue())),
        DW=0,
        W=Array([item for glyph, width in _by_glyph(glyphs, widths) for item in (glyph, Array([width]))]),
    )
    resource = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=Stream(pdf, _to_unicode(glyphs)),
    )
    return EmbeddedFont(pdf.make_indirect(resource), glyphs, widths)


def _subset(path: Path, characters: str) -> "TTFont":
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG", "FFTM", "kern", "meta"]
    font = TTFont(path, recalcTimestamp=False, lazy=True)  # the clock stays out of the font
    subsetter = Subsetter(options)
    subsetter.populate(text=characters.replace(NO_BREAK_SPACE, " ") + NO_BREAK_SPACE)
    subsetter.subset(font)
    return font


def _measure(font: "TTFont", characters: str) -> tuple[dict[str, int], dict[str, int]]:
    """Gives glyph numbers and widths. A no-break space is drawn as a space: no line breaks inside a PDF string."""
    em, advances = font["head"].unitsPerEm, font["hmtx"]
    names = {chr(code): name for code, name in font.getBestCmap().items()}
    if NO_BREAK_SPACE not in names and " " in names:
        names[NO_BREAK_SPACE] = names[" "]
    missing = sorted(set(characters) - names.keys())
    if missing:
        raise AssemblyError(
            _(
                "La police du timbre des pages n’a pas ces caractères\u00a0: {characters}. Choisissez-en une autre."
            ).format(characters="".join(missing))
        )
    glyphs = {c: font.getGlyphID(names[c]) for c in sorted(set(characters))}
    return glyphs, {c: round(advances[names[c]][0] * 1000 / em) for c in glyphs}


def _by_glyph(glyphs: Mapping[str, int], widths: Mapping[str, int]) -> list[tuple[int, int]]:
    return sorted({glyphs[character]: widths[character] for character in glyphs}.items())


def _subset_name(font: "TTFont", program: bytes) -> str:
    """Gives ABCDEF+Name; the six letters come from the bytes (ISO 32000-1, 9.6.4)."""
    letters = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
    return f"{letters}+{font['name'].getDebugName(6) or 'Font'}"


def _descriptor(pdf: Pdf, font: "TTFont", name: Name, program: bytes) -> Dictionary:
    head, metrics = font["head"], font["OS/2"]

    def scaled(value: int) -> int:
        return round(value * 1000 / int(head.unitsPerEm))

    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=NONSYMBOLIC,
        FontBBox=Array([scaled(value) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]),
        ItalicAngle=0,
        Ascent=scaled(font["hhea"].ascent),
        Descent=scaled(font["hhea"].descent),
        CapHeight=scaled(getattr(metrics, "sCapHeight", metrics.sTypoAscender)),
        StemV=STEM_V,
        FontFile2=Stream(pdf, program, Length1=len(program)),
    )


def _to_unicode(glyphs: Mapping[str, int]) -> bytes:
    characters = {glyph: c for c, glyph in sorted(glyphs.items(), reverse=True)}  # the plain space before the other
    lines = "\n".join(f"<{glyph:04X}> <{ord(c):04X}>" for glyph, c in sorted(characters.items()))
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{len(characters)} beginbfchar
{lines}
endbfchar
endcmap
CMapName currentdict /CMap defineresource pop
end
end
""".encode()
