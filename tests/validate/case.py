"""One fault of the valid plan, and where its only finding must point."""

from dataclasses import dataclass

from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.regions import load_region
from tests.validate.plans import Change


def none_drawn(characters: frozenset[str]) -> frozenset[str]:
    """The fonts of a machine that has only those every document needs (R-110)."""
    return characters


SHEET = ""  # the finding is about the sheet, not a cell


@dataclass(frozen=True)
class Case:
    """One fault: its rule, the change that makes it, and the cell (table, row, field) of its only finding."""

    rule: str
    name: str
    change: Change
    table: str
    index: int
    field: str
    region: Region | None = None
    severity: str | None = None  # when the check raises the rule's own
    in_workbook: bool = True  # False when the reader refuses such a value before any rule

    def the_region(self) -> Region:
        """Gives the region the case is checked against."""
        return self.region or load_region()

    def where(self, plan: Plan) -> tuple[str, str]:
        """Gives the sheet and the cell of the faulty value in a plan that was placed, or read."""
        rows = getattr(plan, self.table)
        record = rows[self.index] if isinstance(rows, tuple) else rows
        return record.place.sheet, record.place.cells[self.field] if self.field else ""
