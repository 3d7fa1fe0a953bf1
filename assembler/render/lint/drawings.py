"""The charts and pictures a template draws: known to the view, each once, told in words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from docx.document import Document

from assembler.i18n import translate as _
from assembler.render.lint.fault import Fault, Offered
from assembler.word.ooxml import WP

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"


def charts_of(paragraph: Any) -> Iterator[str]:
    """Gives the names of the charts that stand in a paragraph."""
    for drawing in paragraph.iter(f"{WP}inline", f"{WP}anchor"):
        if drawing.find(f".//{_CHART}") is not None:
            properties = drawing.find(f"{WP}docPr")
            yield properties.get("title") or properties.get("name") or ""


def chart_faults(drawn: Sequence[tuple[str, Fault]], offered: Offered, shown: Sequence[str]) -> Iterator[Fault]:
    """Gives the charts drawn without figures, those drawn twice, and those whose figures nothing draws.

    A chart whose name the view makes is drawn by the tag of its name, in a loop.
    """
    named = {name: path for path, name in offered.charts.items() if name}
    names = [name for name, _fault in drawn if "{{" not in name]
    for rank, (name, fault) in enumerate(drawn):
        if "{{" in name:
            continue
        if name not in named:
            message = _("Le graphique «\u00a0{name}\u00a0» n’a pas de chiffres.").format(name=name)
            yield replace(fault, message=message, expected=", ".join(named))
        elif name in [before for before, _fault in drawn[:rank]]:
            yield replace(
                fault,
                code="L-012",
                message=_("Le graphique «\u00a0{name}\u00a0» est dessiné deux fois.").format(name=name),
            )
    for path, name in offered.charts.items():
        if name not in names if name else f"{path}.nom" not in shown:
            message = _("Le graphique «\u00a0{name}\u00a0» n’est pas dessiné.").format(name=name or f"{path}.nom")
            yield Fault("L-012", message, expected=name or path)


def picture_faults(document: Document, place: Any) -> Iterator[Fault]:
    """Gives the pictures without alternative text; a chart gets its own from its figures."""
    for drawing in document.element.body.iter(f"{WP}inline", f"{WP}anchor"):
        properties = drawing.find(f"{WP}docPr")
        is_told = (properties.get("descr") or "").strip() or drawing.find(f".//{_CHART}") is not None
        if not is_told:
            where, spot = place(drawing)
            name = properties.get("name") or ""
            yield Fault("L-020", _("Une image n’a pas de texte de remplacement."), where, spot, found=name)
