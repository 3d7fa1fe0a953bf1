"""The straight workbook that every odd one is made from: a small plan in a small canvas, and ways to spoil it."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assembler.canvas.build import build_canvas
from assembler.canvas.content import rows_of_plan
from assembler.models.funding import NeedLine
from assembler.models.plan import Plan, record_types
from assembler.models.spending import Allocation, Expense
from assembler.regions import load_region
from assembler.zipping import canonical_zip
from tests.hostile.zips import entries_of
from tests.small_plan import small_plan

TERRITORY = "CG"
FIRST = 6  # the row of the first record; the headings are above
Spoil = Callable[[Workbook], None]
Splice = Callable[[dict[str, bytes]], None]


def straight_plan() -> Plan:
    """Gives the small plan with a short summary, four lines of needs and six expenses."""
    plan = small_plan()
    action = plan.actions[0].model_copy(update={"summary": "Une phrase."})
    return plan.model_copy(
        update={"actions": (action,), "need_lines": _needs(), "expenses": _expenses(), "allocations": _shares()}
    )


def _needs() -> tuple[NeedLine, ...]:
    amounts = {"SAL": "12500.00", "DEP": "1250.50", "MAT": "640.25", "COM": "99.90"}
    return tuple(
        NeedLine(
            id=f"CG-A01-N{number:02}", action="CG-A01", fy="2026-2027", category=category, amount=Decimal(amount),
            eligible_for=("FQIS-G",), description=f"Ligne {number}",
        )
        for number, (category, amount) in enumerate(amounts.items(), start=1)
    )  # fmt: skip


def _expenses() -> tuple[Expense, ...]:
    return tuple(
        Expense(
            id=f"CG-A01-D{number:02}", action="CG-A01", fy="2026-2027", dated=date(2026, 6, 10 + number),
            category="MAT", description=f"Semences {number}", amount=Decimal(100 * number),
            tax_treatment="taxes_nettes",
        )
        for number in range(1, 7)
    )  # fmt: skip


def _shares() -> tuple[Allocation, ...]:
    return (Allocation(expense="CG-A01-D01", agreement="AG-2024-FQIS-G-01", pct=Decimal("33.3")),)


@cache
def straight() -> bytes:
    """Gives the straight workbook: the sheets that hold something, without lists, notes or colours of the canvas."""
    region, plan = load_region(), straight_plan()
    whole = build_canvas(region, territory=region.territory(TERRITORY), plan=plan)
    book = load_workbook(io.BytesIO(whole))
    filled = {record_types()[name].table.fr for name, rows in rows_of_plan(plan).items() if rows}  # type: ignore[union-attr]
    for sheet in list(book.worksheets):
        if sheet.title in filled:
            _bare(sheet)
        else:
            book.remove(sheet)
    for name in [name for name in book.defined_names if not name.startswith("DOSSIER_")]:
        del book.defined_names[name]
    return _saved(book)


def _bare(sheet: Worksheet) -> None:
    sheet.data_validations.dataValidation = []
    sheet.conditional_formatting = type(sheet.conditional_formatting)()
    sheet["A1"].hyperlink = None
    for row in sheet.iter_rows(min_row=1, max_row=FIRST - 2):
        for cell in row:
            cell.value = None


def spoiled(spoil: Spoil) -> bytes:
    """Gives the straight workbook after a change by openpyxl."""
    book = load_workbook(io.BytesIO(straight()))
    spoil(book)
    return _saved(book)


def spliced(splice: Splice, content: bytes | None = None) -> bytes:
    """Gives a workbook, the straight one if none is given, after a change to its parts."""
    parts = entries_of(straight() if content is None else content)
    splice(parts)
    return canonical_zip(parts)


def _saved(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    parts = entries_of(made.getvalue())
    parts["docProps/core.xml"] = (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    )
    return canonical_zip(parts)


def column(sheet: Worksheet, heading: str) -> str:
    """Gives the letter of a heading."""
    return next(cell.column_letter for cell in sheet[FIRST - 1] if cell.value == heading)


def put(book: Workbook, sheet: str, heading: str, *values: object) -> None:
    """Writes values under a heading, from the first record on; a text stays a text."""
    page = book[sheet]
    letter = column(page, heading)
    for row, value in enumerate(values, start=FIRST):
        cell = page[f"{letter}{row}"]
        cell.value = value
        if isinstance(value, str) and not value.startswith("=1"):
            cell.data_type, cell.number_format = "s", "@"
