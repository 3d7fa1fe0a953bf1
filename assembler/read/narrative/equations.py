"""An equation as one line of text that reads aloud well: « (a+b)/2 », « x² », « √(2) » (ISO/IEC 29500-1, 22.1)."""

from collections.abc import Callable
from typing import Any, Final

from assembler.word.ooxml import clean_text

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RAISED: Final = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_PROPERTIES: Final = ("Pr", "ctrlPr")
_DEEPEST: Final = 40


def equation_text(equation: Any) -> str:
    """Gives an ``m:oMath`` or ``m:oMathPara`` as linear text; every character of it is kept."""
    return clean_text(" ".join(_line(equation, 0).split()))


def _line(element: Any, depth: int) -> str:
    if depth > _DEEPEST:  # nested for no reader: its characters, in order
        return "".join(node.text or "" for node in element.iter(f"{M}t"))
    return "".join(_piece(child, depth + 1) for child in element)


def _piece(element: Any, depth: int) -> str:
    name = str(element.tag).rpartition("}")[2]
    if name == "t":
        return element.text or ""
    if name.endswith(_PROPERTIES):
        return ""
    write = _WRITERS.get(name) if str(element.tag).startswith(M) else None
    return write(element, depth) if write else _line(element, depth)


def _part(element: Any, name: str, depth: int) -> str:
    found = element.find(f"{M}{name}")
    return _line(found, depth) if found is not None else ""


def _grouped(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _fraction(element: Any, depth: int) -> str:
    return f"{_grouped(_part(element, 'num', depth))}/{_grouped(_part(element, 'den', depth))}"


def _raised(text: str) -> str:
    small = text.translate(_RAISED)
    return small if small != text and all(char in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ" for char in small) else f"^{_grouped(text)}"


def _lowered(text: str) -> str:
    small = text.translate(_LOWERED)
    return small if small != text and all(char in "₀₁₂₃₄₅₆₇₈₉₊₋₍₎" for char in small) else f"_{_grouped(text)}"


def _scripts(element: Any, depth: int) -> str:
    low, high = _part(element, "sub", depth), _part(element, "sup", depth)
    return _part(element, "e", depth) + (_lowered(low) if low else "") + (_raised(high) if high else "")


def _root(element: Any, depth: int) -> str:
    degree, inside = _part(element, "deg", depth), _part(element, "e", depth)
    return f"{_raised(degree) if degree and degree != '2' else ''}√({inside})"


def _sum(element: Any, depth: int) -> str:
    sign = element.find(f"{M}naryPr/{M}chr")
    low, high = _part(element, "sub", depth), _part(element, "sup", depth)
    bounds = (f"_({low})" if low else "") + (f"^({high})" if high else "")
    return f"{sign.get(f'{M}val') if sign is not None else '∫'}{bounds} {_part(element, 'e', depth)}"


def _fenced(element: Any, depth: int) -> str:
    marks = [element.find(f"{M}dPr/{M}{name}") for name in ("begChr", "sepChr", "endChr")]
    begin, between, end = (
        mark.get(f"{M}val", "") if mark is not None else usual for mark, usual in zip(marks, "(|)", strict=True)
    )
    return begin + between.join(_line(part, depth) for part in element.findall(f"{M}e")) + end


def _matrix(element: Any, depth: int) -> str:
    rows = [", ".join(_line(cell, depth) for cell in row.findall(f"{M}e")) for row in element.findall(f"{M}mr")]
    return f"[{'; '.join(rows)}]"


def _limit(element: Any, depth: int) -> str:
    return f"{_part(element, 'e', depth)}_({_part(element, 'lim', depth)}) "


def _lines(element: Any, depth: int) -> str:
    return "; ".join(_line(part, depth) for part in element.findall(f"{M}e"))


_WRITERS: Final[dict[str, Callable[[Any, int], str]]] = {
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts,
    "rad": _root,
    "nary": _sum,
    "d": _fenced,
    "m": _matrix,
    "limLow": _limit,
    "limUpp": _limit,
    "eqArr": _lines,
}
