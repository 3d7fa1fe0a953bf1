"""What the styles and lists of a person's Word file mean, whatever their names: headings, lists, emphasis, hidden."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from assembler.word.ooxml import W
from assembler.word.outline import outline_levels

# Word writes « heading 2 » whatever its language; other programs and old files write the name they show.
_HEADING_NAME: Final = re.compile(
    r"(?:heading|titre|überschrift|título|titolo|titulo|kop|rubrik|overskrift)\s*([1-9])", re.IGNORECASE
)
_TITLES: Final = ("title", "titre", "subtitle", "sous-titre")


@dataclass(frozen=True)
class ListKind:
    """What a list level looks like: numbered or not, from which number, in which digits or letters.

    Lists of one ``model`` count on from each other, unless one ``restarts`` (17.9.15, 17.9.26): LibreOffice saves a
    list for each item.
    """

    ordered: bool
    start: int = 1
    numerals: str = "decimal"
    model: str = ""
    restarts: bool = False


@dataclass(frozen=True)
class StyleMeanings:
    """The styles of a file by id."""

    levels: dict[str, int]  # heading level
    names: dict[str, str]  # name, lower case
    lists: dict[str, tuple[str, int]]  # list id, level
    emphasis: dict[str, tuple[bool, bool]]  # character styles: bold, italic
    hidden: frozenset[str]
    titles: frozenset[str]  # « Titre » and « Sous-titre »: no heading, but often taken for one


def read_styles(styles: Any) -> StyleMeanings:
    """Gives what the styles mean; ``styles`` is the root of their part."""
    names = {style_id: (_value(style, "name") or "").lower() for style_id, style in _styles(styles)}
    return StyleMeanings(
        levels=_heading_levels(styles, names),
        names=names,
        lists={
            style_id: (_value(element, "numId") or "0", whole(_value(element, "ilvl")))
            for style_id, element in _inherited(styles, "pPr/numPr").items()
        },
        emphasis=_emphasis(styles),
        hidden=frozenset(s for s, toggle in _inherited(styles, "rPr/vanish").items() if is_on(toggle)),
        titles=frozenset(style_id for style_id, name in names.items() if name in _TITLES),
    )


def read_lists(numbering: Any) -> dict[str, dict[int, ListKind]]:
    """Gives the kind of each level of each list."""
    models = {a.get(f"{W}abstractNumId"): _levels_of(a) for a in numbering.iterchildren(f"{W}abstractNum")}
    found: dict[str, dict[int, ListKind]] = {}
    for num in numbering.iterchildren(f"{W}num"):
        model = _value(num, "abstractNumId") or ""
        levels = dict(models.get(model, {}))
        restarts = False
        for override in num.iterchildren(f"{W}lvlOverride"):
            levels |= _levels_of(override)
            level, start = whole(override.get(f"{W}ilvl")), _value(override, "startOverride")
            restarts = restarts or start is not None
            if start and level in levels:
                levels[level] = replace(levels[level], start=whole(start, 1))
        found[num.get(f"{W}numId")] = {
            level: replace(kind, model=model, restarts=restarts) for level, kind in levels.items()
        }
    return found


def whole(text: str | None, usual: int = 0) -> int:
    """Gives a whole number written in an attribute; ``usual`` for anything else."""
    return int(text) if text and text.isascii() and text.removeprefix("-").isdigit() and len(text) < 10 else usual


def is_on(toggle: Any) -> bool:
    """True when a toggle property is there and not turned off (17.17.4)."""
    return toggle is not None and toggle.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _levels_of(model: Any) -> dict[int, ListKind]:
    return {
        whole(level.get(f"{W}ilvl")): ListKind(
            ordered=_value(level, "numFmt") not in ("bullet", "none"),
            start=whole(_value(level, "start"), 1),
            numerals=_value(level, "numFmt") or "decimal",
        )
        for level in model.iterchildren(f"{W}lvl")
    }


def _styles(root: Any) -> Iterator[tuple[str, Any]]:
    for style in root.iterchildren(f"{W}style"):
        yield style.get(f"{W}styleId", ""), style


def _value(element: Any, path: str) -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return found.get(f"{W}val") if found is not None else None


def _heading_levels(styles: Any, names: dict[str, str]) -> dict[str, int]:
    """By outline level, else by the name of the style or of one it is based on: Word needs no more than that."""
    levels = outline_levels(styles)
    parents = {style_id: _value(style, "basedOn") for style_id, style in _styles(styles)}
    for style_id in names:
        current: str | None = style_id
        seen: set[str] = set()
        while current in names and current not in seen and style_id not in levels:
            seen.add(current)
            match = _HEADING_NAME.fullmatch(names[current])
            if match:
                levels[style_id] = int(match[1])
            current = parents.get(current)
    return levels


def _inherited(styles: Any, path: str) -> dict[str, Any]:
    """The element at a path for each style, its own or that of the style it is based on."""
    by_id = dict(_styles(styles))
    found: dict[str, Any] = {}
    for style_id in by_id:
        current: str | None = style_id
        seen: set[str] = set()
        while current in by_id and current not in seen:
            seen.add(current)
            element = by_id[current].find("/".join(f"{W}{step}" for step in path.split("/")))
            if element is not None:
                found[style_id] = element
                break
            current = _value(by_id[current], "basedOn")
    return found


def _emphasis(styles: Any) -> dict[str, tuple[bool, bool]]:
    bold, italic = _inherited(styles, "rPr/b"), _inherited(styles, "rPr/i")
    return {
        style_id: (is_on(bold.get(style_id)), is_on(italic.get(style_id)))
        for style_id, style in _styles(styles)
        if style.get(f"{W}type") == "character"
    }
