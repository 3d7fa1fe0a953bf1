"""Native bar charts of a sheet: accent, tint, and hatching for the gap, so that they read in grey (look.md)."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, RegularTextRun
from openpyxl.worksheet.worksheet import Worksheet

from assembler.render.excel.table import Placed
from assembler.word.styles import GREY, INK, RULE, tint_of

_ROW_CM = 0.53  # the default height of a row


@dataclass(frozen=True)
class Bars:
    """A chart of some columns of a table: one series per column, one bar per row."""

    title: str
    table: Placed
    columns: Sequence[int]
    stacked: bool

    @property
    def height(self) -> float:
        """The height in centimetres: room for each bar, and two charts to a page."""
        return min(max(2.8 + 0.85 * (self.table.last - self.table.first + 1), 7.0), 10.5)

    @property
    def rows(self) -> int:
        """How many rows of the sheet the chart covers."""
        return round(self.height / _ROW_CM + 0.5)


def add_bars(sheet: Worksheet, bars: Bars, *, at: str, accent: str) -> None:
    """Draws horizontal bars with the legend on top, the unit on the axis, without frame."""
    chart = BarChart()
    chart.type = "bar"
    chart.grouping = "stacked" if bars.stacked else "clustered"
    chart.overlap = 100 if bars.stacked else 0
    chart.gapWidth = 60
    chart.title = _title(bars.title, size=11, bold=True, colour=INK)
    header, last = bars.table.first - 1, bars.table.last
    for column in bars.columns:
        chart.add_data(Reference(sheet, min_col=column, min_row=header, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=bars.table.first, max_row=bars.table.last))
    for series, fill in zip(chart.series, _fills(accent), strict=False):
        series.graphicalProperties = fill
    _set_axes(chart)
    chart.legend.position = "t"
    if not bars.stacked:
        chart.legend = None
        chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.width = 25.0  # type: ignore[assignment]  # centimetres; the stubs believe whole ones
    chart.height = bars.height
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    sheet.add_chart(chart, at)


def _set_axes(chart: BarChart) -> None:
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.title = _title("dollars", size=9, bold=False, colour=GREY)
    chart.y_axis.number_format = "[$-C0C]#,##0"
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=RULE)))
    chart.y_axis.crosses = "max"


def _fills(accent: str) -> tuple[GraphicalProperties, ...]:
    hatch = PatternFillProperties(prst="wdUpDiag", fgClr=_colour(GREY), bgClr=_colour("FFFFFF"))
    return (
        GraphicalProperties(solidFill=accent),
        GraphicalProperties(solidFill=tint_of(accent)),
        GraphicalProperties(pattFill=hatch, ln=LineProperties(solidFill=GREY)),
    )


def _title(text: str, *, size: int, bold: bool, colour: str) -> Title:
    run = RegularTextRun(t=text, rPr=CharacterProperties(sz=size * 100, b=bold, solidFill=colour))
    return Title(tx=Text(rich=RichText(p=[Paragraph(r=[run])])), overlay=False)


def _colour(value: str) -> ColorChoice:
    return ColorChoice(srgbClr=value)  # type: ignore[arg-type]  # the stubs do not know that text is converted
