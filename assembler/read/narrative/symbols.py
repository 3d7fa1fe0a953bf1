"""Characters of symbol fonts (Symbol, Wingdings) as the Unicode characters they look like."""

from typing import Final

_PRIVATE: Final = 0xF000
_SYMBOL: Final = dict(
    zip(
        "abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYWVJj",
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςϑϕ",
        strict=True,
    )
) | {
    chr(code): char
    for code, char in {
        0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
        0xB4: "×", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC7: "∩",
        0xC8: "∪", 0xCC: "⊂", 0xCE: "∈", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xDB: "⇔", 0xDE: "⇒", 0xE5: "∑",
        0xF2: "∫",
    }.items()
}  # fmt: skip
_WINGDINGS: Final = {
    chr(code): char
    for code, char in {
        0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■",
        0x6F: "□", 0x71: "❑", 0x72: "❒", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢",
        0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    }.items()
}  # fmt: skip
_FONTS: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol_text(font: str, character: str) -> str | None:
    """Gives what a character of a font looks like; None when no one can tell without the font."""
    code = ord(character)
    if 0xE000 <= code <= 0xF8FF:  # the private area, where Word puts the characters of these fonts
        character = chr(code - _PRIVATE) if _PRIVATE <= code <= _PRIVATE + 0xFF else ""
        return _FONTS.get(font.casefold(), _WINGDINGS if not font else {}).get(character)
    table = _FONTS.get(font.casefold())
    return table.get(character, character if character.isspace() else None) if table else character
