"""The workbook inside a native chart, which Word opens for « Modifier les données »."""

import io
from datetime import UTC, datetime
from decimal import Decimal

from xlsxwriter import Workbook

from assembler.models.view import Chart

SHEET = "Sheet1"  # the name python-pptx writes in the chart's references
_CREATED = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the file must not tell the time


def build_chart_workbook(chart: Chart) -> bytes:
    """Gives the xlsx of a chart's figures: categories down the first column, one column per series.

    Texts are written as texts: a category « =1+1 » is words, never a formula.
    """
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _CREATED})
        number = workbook.add_format({"num_format": quebec_format(chart.format)})
        sheet = workbook.add_worksheet(SHEET)
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, category)
        for column, series in enumerate(chart.series, 1):
            sheet.write_string(0, column, series.nom)
            for row, value in enumerate(series.valeurs, 1):
                sheet.write_number(row, column, plain_number(value), number)
    return made.getvalue()


def plain_number(value: Decimal) -> int | float:
    """Gives the number a chart file holds: whole when it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def quebec_format(number_format: str) -> str:
    """Gives a number format that prints Québec separators whatever the reader's machine speaks."""
    return number_format if number_format.startswith("[$-") else f"[$-C0C]{number_format}"
