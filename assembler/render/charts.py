"""Pour figures into the native charts a template draws, found by name, their look kept."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from lxml import etree

from assembler.errors import TemplateError
from assembler.i18n import translate as _
from assembler.models.view import Chart, View
from assembler.render.chart_workbook import build_chart_workbook, plain_number, quebec_format
from assembler.word.styles import BASE_ACCENT, BASE_TINT, GREY, TINT

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHART_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
PACKAGE_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@dataclass(frozen=True)
class _Drawn:
    """A chart as it stands in the rendered document."""

    name: str
    properties: Any  # wp:docPr
    reference: Any  # c:chart, whose r:id leads to the part


def find_charts(view: View) -> dict[str, Chart]:
    """Gives every chart a view holds, at any depth, by name."""
    return {chart.nom: chart for chart in _walk(view)}


def _walk(value: object) -> Iterator[Chart]:
    if isinstance(value, Chart):
        yield value
    elif isinstance(value, View):
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _walk(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _walk(item)


def fill_charts(part: XmlPart, charts: Mapping[str, Chart], *, template: str) -> None:
    """Pours each chart into the drawing of the same name; a chart drawn in a loop gets a part of its own each time.

    Raises ``TemplateError`` for a drawing without figures, for figures without drawing, and for a name drawn twice.
    """
    drawn = list(_find_drawn(part))
    _check_names([chart.name for chart in drawn], charts, template)
    taken: set[str] = set()
    for number, chart in enumerate(drawn, 1):
        target = part.related_parts[chart.reference.get(R + "id")]
        if str(target.partname) in taken:
            target = _clone_part(target, number, part)
            chart.reference.set(R + "id", part.relate_to(target, CHART_REL))
        taken.add(str(target.partname))
        chart.properties.set("descr", charts[chart.name].description)
        fill_chart_part(target, charts[chart.name])


def fill_chart_part(part: Part, chart: Chart) -> None:
    """Replaces the series, categories, number format and embedded workbook of one chart part."""
    space = _pptx_tree(part.blob)
    _arrange_series(space, [series.role for series in chart.series])
    _rewrite_series(space, chart)
    for axis in space.iter(C + "valAx"):
        axis.find(C + "numFmt").set("formatCode", quebec_format(chart.format))
        _set_step(axis, _axis_step(chart, is_stacked=space.find(f".//{C}overlap") is not None))
    embedded = space.find(C + "externalData")
    if embedded is not None:
        part.related_parts[embedded.get(R + "id")]._blob = build_chart_workbook(chart)
    part._blob = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)


def series_look(role: str) -> str:
    """Gives the ``c:spPr`` of a series by its role: two plain colours, and hatching that reads in grey for a gap."""
    if role == "gap":
        return (
            f'<c:spPr><a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{GREY}"/></a:fgClr><a:bgClr>'
            f'<a:srgbClr val="{TINT}"/></a:bgClr></a:pattFill><a:ln w="6350"><a:solidFill>'
            f'<a:srgbClr val="{GREY}"/></a:solidFill></a:ln></c:spPr>'
        )
    colour = BASE_ACCENT if role == "accent" else BASE_TINT
    return f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'


def _axis_step(chart: Chart, *, is_stacked: bool) -> float:
    """A round step that gives four to eight labels: more would be turned or dropped for want of room."""
    columns = zip(*(series.valeurs for series in chart.series), strict=True)
    highest = max((sum(map(abs, column)) if is_stacked else max(map(abs, column)) for column in columns), default=0)
    if not highest:
        return 1
    scale = Decimal(10) ** (Decimal(highest).adjusted() - 1)
    step = next(scale * round_ for round_ in (2, 5, 10, 20) if highest <= scale * round_ * 6)
    is_whole = "." not in chart.format and "%" not in chart.format
    return plain_number(max(step, Decimal(1)) if is_whole else step)


def _set_step(axis: Any, step: float) -> None:
    for old in axis.findall(C + "majorUnit"):
        axis.remove(old)
    unit = etree.SubElement(axis, C + "majorUnit", val=f"{step:g}")
    later = axis.find(C + "minorUnit")
    if later is not None:  # CT_ValAx: majorUnit before minorUnit and dispUnits
        later.addprevious(unit)


def _find_drawn(part: XmlPart) -> Iterator[_Drawn]:
    for drawing in part.element.iter(WP + "inline", WP + "anchor"):
        reference = drawing.find(f".//{C}chart")
        if reference is not None:
            properties = drawing.find(WP + "docPr")
            yield _Drawn(properties.get("title") or properties.get("name") or "", properties, reference)


def _check_names(drawn: list[str], charts: Mapping[str, Chart], template: str) -> None:
    for name in drawn:
        if name not in charts:
            given = ", ".join(_("«\u00a0{name}\u00a0»").format(name=chart) for chart in charts) or _("aucun")
            raise TemplateError(
                template,
                _("il dessine le graphique «\u00a0{name}\u00a0», pour lequel il n’y a pas de chiffres").format(
                    name=name
                ),
                _("Renommez-le (clic droit, Texte de remplacement, Titre); graphiques offerts\u00a0: {given}.").format(
                    given=given
                ),
            )
        if drawn.count(name) > 1:
            raise TemplateError(
                template,
                _("il dessine deux fois le graphique «\u00a0{name}\u00a0»").format(name=name),
                _("Donnez à chacun son nom, ou retirez-en un."),
            )
    for name in charts:
        if name not in drawn:
            raise TemplateError(
                template,
                _("il ne dessine pas le graphique «\u00a0{name}\u00a0», pour lequel il y a des chiffres").format(
                    name=name
                ),
                _("Ajoutez un graphique de ce nom au gabarit."),
            )


def _clone_part(part: Part, number: int, owner: XmlPart) -> Part:
    package = owner.package
    clone = Part(PackURI(f"/word/charts/graphique{number}.xml"), CHART_TYPE, part.blob, package)
    for relation in part.rels.values():
        if relation.reltype == PACKAGE_REL:
            workbook = Part(PackURI(f"/word/embeddings/graphique-b{number}.xlsx"), WORKBOOK_TYPE, b"", package)
            clone.load_rel(relation.reltype, workbook, relation.rId)
        else:  # style and colours of the drawing: shared
            clone.load_rel(relation.reltype, relation._target, relation.rId, relation.is_external)
    return clone


def _pptx_tree(blob: bytes) -> Any:
    from pptx.oxml import parse_xml

    return parse_xml(blob)


def _role_of(series: Any) -> str:
    """The role a drawn series plays, told by its fill."""
    look = series.find(C + "spPr")
    if look is None:
        return "accent"
    if look.find(A + "pattFill") is not None:
        return "gap"
    colour = look.find(f"{A}solidFill/{A}srgbClr")
    return {BASE_ACCENT: "accent", BASE_TINT: "tint"}.get(colour.get("val") if colour is not None else "", "accent")


def _arrange_series(space: Any, roles: list[str]) -> None:
    """Puts one drawn series per wanted role, in order: python-pptx would trim from the end, whatever the colour."""
    drawn = [series for plot in space.chart.plotArea.iter_xCharts() for series in plot.sers]
    looks = {_role_of(series): series for series in reversed(drawn)}
    home = drawn[0].getparent()
    position = home.index(drawn[0])
    arranged = [copy.deepcopy(looks.get(role, drawn[0])) for role in roles]
    for series in drawn:
        series.getparent().remove(series)
    for index, (role, series) in enumerate(zip(roles, arranged, strict=True)):
        series.idx.val = series.order.val = index
        if role not in looks:
            _set_look(series, role)
        home.insert(position + index, series)


def _set_look(series: Any, role: str) -> None:
    namespaces = f'xmlns:c="{C[1:-1]}" xmlns:a="{A[1:-1]}"'
    look = etree.fromstring(series_look(role).replace("<c:spPr>", f"<c:spPr {namespaces}>", 1))
    old = series.find(C + "spPr")
    if old is None:
        series.order.addnext(look)
    else:
        series.replace(old, look)


def _rewrite_series(space: Any, chart: Chart) -> None:
    from pptx.chart.chart import Chart as PptxChart
    from pptx.chart.data import CategoryChartData
    from pptx.chart.xmlwriter import SeriesXmlRewriterFactory

    figures = CategoryChartData(number_format=escape(quebec_format(chart.format)))
    figures.categories = list(chart.categories)
    for series in chart.series:
        figures.add_series(series.nom, [plain_number(value) for value in series.valeurs])
    SeriesXmlRewriterFactory(PptxChart(space, None).chart_type, figures).replace_series_data(space)
