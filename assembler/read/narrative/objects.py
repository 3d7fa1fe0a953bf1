"""The words of what Word draws: the figures of a chart as a table, the texts of a SmartArt, those of a WordArt."""

from typing import Any, Final

from assembler.i18n import translate as _
from assembler.models.finding import Severity
from assembler.models.narrative import Block, ListItem, Paragraph, Run, Table
from assembler.read.narrative.remarks import Remarks
from assembler.read.narrative.source import NarrativeSource, part_of
from assembler.read.narrative.styles import whole
from assembler.word.ooxml import A, R, one_line

_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_MOST_ROWS: Final = 60


def read_object(drawing: Any, source: NarrativeSource, remarks: Remarks) -> list[Block]:
    """Gives the words of a chart, a SmartArt or a WordArt, and tells how they are shown; empty when none is known."""
    blocks = _chart(drawing, source) or _diagram(drawing, source) or _word_art(drawing)
    if blocks:
        remarks.add(
            "N-022",
            Severity.WARNING,
            _("Un graphique ou un dessin n’a pas été repris tel quel\u00a0: ses mots et ses chiffres le remplacent."),
            _(
                "Si son allure compte, collez-le comme image (Collage spécial › Image PNG), avec un texte de "
                "remplacement."
            ),
            found=_shown(blocks[0]),
        )
    return blocks


def _shown(block: Block) -> str:
    return (
        _("un tableau")
        if isinstance(block, Table)
        else _("une liste")
        if isinstance(block, ListItem)
        else _("un texte")
    )


def _run(text: str) -> tuple[Run, ...]:
    words = one_line(text)
    return (Run(text=words),) if words else ()


def _chart(drawing: Any, source: NarrativeSource) -> list[Block]:
    """One row for each category, one column for each series, from the values Word keeps in the chart itself."""
    named = next(drawing.iter(f"{_C}chart"), None)
    root = part_of(source, named.get(f"{R}id", ""), "chart") if named is not None else None
    if root is None:
        return []
    columns = [(_text(series.find(f"{_C}tx")), _points(series)) for series in root.iter(f"{_C}ser")]
    categories = next((found for series in root.iter(f"{_C}ser") if (found := _values(series, "cat", "xVal"))), {})
    ranks = sorted({rank for __, points in columns for rank in points} | set(categories))[:_MOST_ROWS]
    if not columns or not ranks:
        return []
    head = (_run(_("Catégorie")), *(_run(name or _("Valeur")) for name, __ in columns))
    rows = [
        (_run(categories.get(rank, str(rank + 1))), *(_run(points.get(rank, "")) for __, points in columns))
        for rank in ranks
    ]
    title = root.find(f"{_C}chart/{_C}title")
    caption = one_line("".join(t.text or "" for t in title.iter(f"{A}t"))) if title is not None else ""
    return [Table(caption=caption, rows=(head, *rows))]


def _points(series: Any) -> dict[int, str]:
    return _values(series, "val", "yVal")


def _values(series: Any, *names: str) -> dict[int, str]:
    holder = next((found for name in names if (found := series.find(f"{_C}{name}")) is not None), None)
    points = holder.iter(f"{_C}pt") if holder is not None else ()
    return {whole(point.get("idx")): _number(_text(point)) for point in points}


def _number(text: str) -> str:
    """A number as Word stored it, with a decimal comma: 12.5 is 12,5."""
    return text.replace(".", ",") if text.replace(".", "", 1).removeprefix("-").isdigit() else text


def _text(element: Any) -> str:
    return " ".join(v.text or "" for v in element.iter(f"{_C}v")) if element is not None else ""


def _diagram(drawing: Any, source: NarrativeSource) -> list[Block]:
    named = next(drawing.iter(f"{_DGM}relIds"), None)
    root = part_of(source, named.get(f"{R}dm", ""), "diagramData") if named is not None else None
    points = root.iter(f"{_DGM}pt") if root is not None else ()
    texts = [_run(" ".join(t.text or "" for t in point.iter(f"{A}t"))) for point in points]
    return [ListItem(runs=words) for words in texts if words]


def _word_art(drawing: Any) -> list[Block]:
    return [Paragraph(runs=words) for path in drawing.iter(f"{_V}textpath") if (words := _run(path.get("string", "")))]
