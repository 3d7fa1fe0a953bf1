"""The look of a run of text: what a plan keeps of it, and what it leaves out."""

import re
from dataclasses import dataclass
from typing import Any, Final

from assembler.models.narrative import Run
from assembler.read.narrative.styles import StyleMeanings, is_on
from assembler.word.ooxml import W

_FRENCH_WORD = re.compile(r"[éèêàùçôîœ«»’]|\b(?:le|la|les|des|du|et|un|une|dans|pour|avec|est|nous|qui|que)\b", re.I)
_PLAIN_COLOURS: Final = ("auto", "000000", "FFFFFF", "52606D", "1F2933")  # the ink of Word and that of the canvas


@dataclass(frozen=True)
class Look:
    """How a run looks; ``hidden`` is None when only its paragraph's style can tell."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    raised: str = ""  # superscript, subscript
    lang: str | None = None
    font: str = ""
    hidden: bool | None = None
    is_local: bool = False  # colours and underlines that a plan does not keep

    def run(self, text: str, link: str | None) -> Run:
        """Gives a text in this look; French words marked as another language by mistake are French."""
        return Run(
            text=text,
            link=link,
            bold=self.bold,
            italic=self.italic,
            strike=self.strike,
            superscript=self.raised == "superscript",
            subscript=self.raised == "subscript",
            lang=None if self.lang and _FRENCH_WORD.search(text) else self.lang,
        )


def look_of(properties: Any, styles: StyleMeanings) -> Look:
    """Gives the look that run properties ask for, with that of their character style."""
    if properties is None:
        return Look()
    style = properties.find(f"{W}rStyle")
    style_id = style.get(f"{W}val") if style is not None else ""
    bold, italic = styles.emphasis.get(style_id, (False, False))
    own_bold, own_italic = properties.find(f"{W}b"), properties.find(f"{W}i")
    hidden = properties.find(f"{W}vanish")
    strikes = [properties.find(f"{W}{name}") for name in ("strike", "dstrike")]
    fonts = properties.find(f"{W}rFonts")
    return Look(
        bold=is_on(own_bold) if own_bold is not None else bold,
        italic=is_on(own_italic) if own_italic is not None else italic,
        strike=any(is_on(strike) for strike in strikes),
        raised=_val(properties, "vertAlign"),
        lang=_lang(properties.find(f"{W}lang")),
        font=fonts.get(f"{W}ascii", "") if fonts is not None else "",
        hidden=is_on(hidden) if hidden is not None else (True if style_id in styles.hidden else None),
        is_local=_is_local(properties),
    )


def _is_local(properties: Any) -> bool:
    shade = properties.find(f"{W}shd")
    return (
        _val(properties, "u") not in ("", "none")
        or _val(properties, "highlight") not in ("", "none", "white")
        or _val(properties, "color") not in ("", *_PLAIN_COLOURS)
        or (shade is not None and shade.get(f"{W}fill", "auto").upper() not in ("AUTO", "FFFFFF"))
    )


def _val(properties: Any, name: str) -> str:
    found = properties.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _lang(element: Any) -> str | None:
    """The language of a foreign stretch; French, the language of the whole, is not said."""
    code = (element.get(f"{W}val") or "").split("-")[0].lower() if element is not None else ""
    return code if code and code != "fr" and code.isalpha() else None
