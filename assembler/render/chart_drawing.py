"""Draw a first chart in a template, in the house look, for a designer to move and refine in Word.

A native chart is a part of its own (ECMA-376 part 1, 14.2.1) with an embedded workbook for « Modifier les données ».
"""

import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from assembler.models.view import Chart, Series
from assembler.render.chart_workbook import build_chart_workbook
from assembler.render.charts import CHART_REL, CHART_TYPE, PACKAGE_REL, WORKBOOK_TYPE, fill_chart_part, series_look
from assembler.word.styles import FONT, GREY, INK, RULE

ChartKind = Literal["bar", "bar_stacked"]

_COVERAGE = (
    Series(nom="Confirmé", valeurs=(Decimal(388), Decimal(400), Decimal(212)), role="accent"),
    Series(nom="Demandé", valeurs=(Decimal(0), Decimal(0), Decimal(22)), role="tint"),
    Series(nom="Écart", valeurs=(Decimal(44), Decimal(24), Decimal(22)), role="gap"),
)
_CATEGORIES = ("Enjeu 1", "Enjeu 2", "Enjeu 3")


def add_chart(  # noqa: PLR0913 - a drawing has that many traits, each with a good default
    document: Document,
    paragraph: Paragraph,
    name: str,
    kind: ChartKind = "bar_stacked",
    *,
    series: Sequence[Series] = _COVERAGE,
    categories: Sequence[str] = _CATEGORIES,
    number_format: str = "#,##0",
    unit: str = "",
    description: str = "Graphique à remplir.",
    width_cm: float = 16.5,
    height_cm: float = 6.5,
) -> Part:
    """Gives the chart part put at the end of a paragraph; rendering finds the chart again by ``name``.

    ``name`` may hold a tag, ``{{ action.graphique.nom }}``, when the chart stands in a loop. ``series`` set the roles
    the chart can colour (accent, tint, gap); their figures are only there for the designer to see something.
    """
    chart = Chart(
        nom=name, categories=tuple(categories), series=tuple(series), description=description, format=number_format
    )
    part = _chart_part(document, chart, kind, unit)
    run = paragraph.add_run()
    drawing = _INLINE.format(
        cx=int(Cm(width_cm)),
        cy=int(Cm(height_cm)),
        id=_next_drawing_id(document),
        name=quoteattr(name),
        alt=quoteattr(description),
        rid=document.part.relate_to(part, CHART_REL),
    )
    run._r.append(parse_xml(drawing))
    return part


def _chart_part(document: Document, chart: Chart, kind: ChartKind, unit: str) -> Part:
    package = document.part.package
    assert package is not None
    used = {str(part.partname) for part in package.iter_parts()}
    number = next(n for n in itertools.count(1) if f"/word/charts/chart{n}.xml" not in used)
    workbook = Part(
        PackURI(f"/word/embeddings/graphique{number}.xlsx"), WORKBOOK_TYPE, build_chart_workbook(chart), package
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART_TYPE, b"", package)
    part._blob = _chart_xml(chart, kind, unit, part.relate_to(workbook, PACKAGE_REL)).encode()
    fill_chart_part(part, chart)
    return part


def _next_drawing_id(document: Document) -> int:
    return max((int(number) for number in document.element.xpath("//wp:docPr/@id")), default=0) + 1


def _chart_xml(chart: Chart, kind: ChartKind, unit: str, rid: str) -> str:
    grouping = "stacked" if kind == "bar_stacked" else "clustered"
    return _CHART.format(
        grouping=grouping,
        overlap='<c:overlap val="100"/>' if grouping == "stacked" else "",
        series="".join(
            _SERIES.format(index=index, look=series_look(series.role)) for index, series in enumerate(chart.series)
        ),
        format=quoteattr(chart.format),
        unit=_UNIT.format(text=escape(unit), font=_text(9, GREY)) if unit else "",
        legend="" if len(chart.series) == 1 else _LEGEND.format(text=_text_body(9, INK)),
        axis_text=_text_body(9, INK),
        category_text=_text_body(9.5, INK),
        rule=RULE,
        rid=rid,
    )


def _text(size: float, colour: str) -> str:
    return (
        f'sz="{int(size * 100)}" b="0"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
    )


def _text_body(size: float, colour: str) -> str:
    return (
        '<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>'
        f"<a:defRPr {_text(size, colour)}</a:defRPr></a:pPr>"
        '<a:endParaRPr lang="fr-CA"/></a:p></c:txPr>'
    )


_INLINE = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{id}" name={name} descr={alt}/>'
    '<wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{rid}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)
_SERIES = '<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{look}<c:invertIfNegative val="0"/></c:ser>'
_UNIT = (
    "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr {font}</a:defRPr></a:pPr>"
    '<a:r><a:rPr lang="fr-CA" {font}</a:rPr><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx>'
    '<c:overlay val="0"/></c:title>'
)
_LEGEND = '<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{text}</c:legend>'
# The category axis runs downwards so that the first category is on top; the value axis then crosses at « max » to stay
# at the foot.
_CHART = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<c:date1904 val="0"/><c:lang val="fr-CA"/><c:roundedCorners val="0"/>'
    '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
    '<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
    '<c:gapWidth val="70"/>{overlap}<c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
    '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
    '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
    '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
    '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{rule}"/></a:solidFill></a:ln></c:spPr>{category_text}'
    '<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
    '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
    '<c:axPos val="b"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="E4E7EB"/></a:solidFill>'
    "</a:ln></c:spPr></c:majorGridlines>{unit}"
    '<c:numFmt formatCode={format} sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    '<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{axis_text}'
    '<c:crossAx val="111111111"/><c:crosses val="max"/><c:crossBetween val="between"/></c:valAx>'
    "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>{legend}"
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="zero"/></c:chart>'
    "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    '<c:externalData r:id="{rid}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
)
