"""A workbook as read, made by hand: the small plan's, with some cells changed."""

from assembler.canvas.build import build_canvas
from assembler.models.finding import Finding
from assembler.models.narrative import Narrative
from assembler.models.plan import Plan
from assembler.models.source import Cell, Raw, SourceTable, WorkbookSource
from assembler.read.workbook import read_workbook
from assembler.regions import load_region
from assembler.validate.parse import parse_source
from assembler.validate.planned import build_plan
from tests.small_plan import small_plan

REGION = load_region()


def _brief_plan() -> Plan:
    """The small plan with a summary that keeps to its advised length."""
    plan = small_plan()
    return plan.model_copy(update={"actions": (plan.actions[0].model_copy(update={"summary": "Une phrase."}),)})


SMALL = read_workbook(build_canvas(REGION, territory=REGION.territory("CG"), plan=_brief_plan()))


def with_cell(table: str, header: str, value: Raw, *, row: int = 0, source: WorkbookSource = SMALL) -> WorkbookSource:
    """Gives the source with one cell of a grid changed; None empties it."""
    return with_cells(table, {header: value}, row=row, source=source)


def with_cells(table: str, values: dict[str, Raw], *, row: int = 0, source: WorkbookSource = SMALL) -> WorkbookSource:
    """Gives the source with cells of one row of a grid changed."""
    old = source.tables[table]
    line = old.rows[row]
    cells = dict(line.cells)
    for header, value in values.items():
        address = "".join(c for c in old.headers[header] if c.isalpha()) + str(line.number)
        cells[header] = Cell(address=address, value=value)
    rows = (*old.rows[:row], line.model_copy(update={"cells": cells}), *old.rows[row + 1 :])
    return with_table(old.model_copy(update={"rows": rows}), source=source)


def with_form_value(table: str, label: str, value: Raw) -> WorkbookSource:
    """Gives the source with the value of one field of a form changed."""
    rows = [row.cells["Champ"].value for row in SMALL.tables[table].rows]
    return with_cell(table, "Valeur", value, row=rows.index(label))


def with_table(table: SourceTable, *, source: WorkbookSource = SMALL) -> WorkbookSource:
    """Gives the source with a table replaced or added."""
    return source.model_copy(update={"tables": source.tables | {table.name: table}})


def findings_of(source: WorkbookSource) -> list[Finding]:
    """Gives the findings but those about what an adopted edition would need."""
    return [finding for finding in parse_source(source, REGION)[1] if finding.code != "T-011"]


def plan_of(source: WorkbookSource) -> Plan:
    """Gives the plan of a source that makes one."""
    plan = build_plan(parse_source(source, REGION)[0], Narrative(), REGION)
    assert plan is not None
    return plan
