"""What changes inside a sheet's own part: our highlights (conditional formats) and the link to the drawing of notes.

Both are put in, and taken out, at their place in the schema (ECMA-376 §18.3.1.99); cells are never written again.
"""

from collections.abc import Iterable, Mapping, Sequence

from assembler.canvas.annotate.outline import (
    Edit,
    Element,
    attribute_edit,
    edited,
    insertion,
    read_outline,
    removal,
    written,
)
from assembler.models.finding import Severity

_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(_ORDER)}
_CELLS = "sheetData"
_MOST_AREAS = 200  # of one rule: programs read a few thousand, none needs to
# Always true, and nobody else's: by it our rules are known again, whoever saved the workbook in between.
_MARKERS = {severity: f'"Dossier:{severity.value}"<>""' for severity in Severity}
_TRACE = b"Dossier:"


def without_highlights(content: bytes) -> bytes:
    """Gives a sheet without our rules; the person's have the ranks they had."""
    if _TRACE not in content:
        return content
    root = read_outline(content, opaque=_CELLS)
    rules = list(root.under("cfRule"))
    ours = [rule for rule in rules if _is_ours(rule)]
    ranks = {_priority(rule) for rule in ours}
    others = [rule for rule in rules if not _is_ours(rule)]
    above = [rule for rule in others if _priority(rule) > max(ranks, default=0)]
    lowered = [_shifted(content, rule, -len(ranks)) for rule in above] if len(above) == len(others) else []
    return edited(content, [*_removals(root), *lowered])


def with_highlights(content: bytes, areas: Mapping[Severity, Sequence[str]], formats: Mapping[Severity, int]) -> bytes:
    """Gives a sheet with a rule for each severity, before the person's own rules so that the colour is seen."""
    root = read_outline(content, opaque=_CELLS)
    markup, rank = "", 0
    for severity, cells in areas.items():
        for start in range(0, len(cells), _MOST_AREAS):
            rank += 1
            sqref = " ".join(cells[start : start + _MOST_AREAS])
            markup += _rule(root.prefix, sqref, severity, formats[severity], rank)
    raised = [_shifted(content, rule, rank) for rule in root.under("cfRule")]
    return edited(content, [insertion(_place(root, "conditionalFormatting"), markup), *raised])


def drawing_id(content: bytes) -> str:
    """Gives the relation by which a sheet names its drawing of notes; nothing when it has none."""
    found = read_outline(content, opaque=_CELLS).first("legacyDrawing")
    return found.attribute("id") if found else ""


def with_drawing(content: bytes, relation: str, namespace: str) -> bytes:
    """Gives a sheet that names its drawing of notes."""
    root = read_outline(content, opaque=_CELLS)
    markup = f'<{root.prefix}legacyDrawing xmlns:r="{namespace}" r:id="{relation}"/>'
    return edited(content, [insertion(_place(root, "legacyDrawing"), markup)])


def without_drawing(content: bytes) -> bytes:
    """Gives a sheet that names no drawing of notes."""
    return edited(content, map(removal, read_outline(content, opaque=_CELLS).all("legacyDrawing")))


def _rule(prefix: str, sqref: str, severity: Severity, style: int, rank: int) -> str:
    return (
        f'<{prefix}conditionalFormatting sqref="{sqref}"><{prefix}cfRule type="expression" dxfId="{style}" '
        f'priority="{rank}"><{prefix}formula>{written(_MARKERS[severity])}</{prefix}formula></{prefix}cfRule>'
        f"</{prefix}conditionalFormatting>"
    )


def _is_ours(rule: Element) -> bool:
    return any("".join(one.text.split()) in _MARKERS.values() for one in rule.children)


def _priority(rule: Element) -> int:
    found = rule.attribute("priority")
    return int(found) if found.isdecimal() else 0


def _shifted(content: bytes, rule: Element, by: int) -> Edit:
    """A rule of an extension that only completes another one has no rank of its own."""
    rank = _priority(rule)
    return attribute_edit(content, rule, "priority", str(rank + by)) if rank else insertion(rule.start, "")


def _removals(root: Element) -> Iterable[Edit]:
    """A format left without a rule goes; so does a list of formats in an extension left without any."""
    for parent in root.under("conditionalFormatting"):
        rules = parent.all("cfRule")
        ours = [rule for rule in rules if _is_ours(rule)]
        if ours and len(ours) == len(rules):
            yield removal(parent)
        else:
            yield from map(removal, ours)


def _place(root: Element, name: str) -> int:
    """Gives where an element of a name goes: before the first one that the schema has after it."""
    later = (child.start for child in root.children if _rank(child) > _RANK[name])
    if root.is_empty:
        raise ValueError("a sheet holds nothing")
    return next(later, root.close)


def _rank(child: Element) -> int:
    """What stands in a choice between versions has the rank of what it chooses between."""
    if child.name in _RANK:
        return _RANK[child.name]
    inside = (_RANK[name] for name in _RANK if next(child.under(name), None) is not None)
    return next(inside, -1)
