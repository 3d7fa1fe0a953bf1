"""What the canvas is filled with: rows of values by field, from a plan or from what the region already knows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.hyperlink import Hyperlink

from assembler.errors import CanvasError
from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.field import FieldSpec, Kind
from assembler.models.plan import Plan, record_types
from assembler.models.record import Record
from assembler.models.region import Code, Region, TerritoryProfile
from assembler.models.vocabulary import Scope

Rows = Mapping[str, Sequence[Mapping[str, Any]]]  # by field of ``Plan``: one mapping of field to value per row

CELL_LIMIT = 32_767  # characters Excel keeps in a cell
SEPARATORS = {Kind.LINES: "\n", Kind.CHOICES: "; ", Kind.REFS: "; "}
SHORT = 10


def rows_of_plan(plan: Plan) -> Rows:
    """Gives every record of a plan."""
    return {name: [_values(record) for record in _records(plan, name)] for name in record_types()}


def starting_rows(region: Region, territory: TerritoryProfile | None) -> Rows:
    """Gives what the region knows of a territory before its team writes a word, and the funders' acronyms."""
    if territory is None:
        return {}
    own = {
        "code": territory.code,
        "population": territory.population,
        "population_year": territory.population_year,
        "population_source": territory.population_source,
    }
    return {
        "territory": [own],
        "record": [{"scope": Scope.TERRITORIAL}],
        "acronyms": _suggested_acronyms(region),
    }


def _suggested_acronyms(region: Region) -> list[dict[str, Any]]:
    known = {region.regional_body_acronym: region.regional_body}
    known |= {f.acronym: f.name for f in region.funders if f.acronym.isupper() and len(f.acronym) <= SHORT}
    return [{"short": short, "long": name, "lang": "fr"} for short, name in sorted(known.items()) if short != name]


def _records(plan: Plan, name: str) -> Iterable[Record]:
    found = getattr(plan, name)
    return found if isinstance(found, tuple) else (found,)


def _values(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).specs()}


def cell_value(spec: FieldSpec, options: tuple[Code, ...], value: Any) -> str | int | Decimal | date | None:
    """Gives what the cell shows: labels for codes, « oui » for true, one cell for several items.

    Several programs are told by the acronyms everybody knows: their names would fill a cell of six lines on every row.
    """
    if spec.kind is Kind.CHOICES and spec.vocabulary == "programs":
        options = ()
    if isinstance(value, tuple):
        shown = [str(cell_value(spec, options, item)) for item in value]
        return SEPARATORS[spec.kind].join(shown) or None
    if isinstance(value, bool):
        value = "oui" if value else "non"
    if isinstance(value, str):
        return next((either(o.fr, o.en) for o in options if o.code == value), str(value))
    assert value is None or isinstance(value, int | Decimal | date), type(value)
    return value


def write_value(cell: Cell | MergedCell, value: str | int | Decimal | date | None) -> None:
    """Writes a value; a text stays a text whatever it begins with (« =SUM(A1) » is not a formula)."""
    if isinstance(value, str):
        _check_text(cell, value)
        cell.value = value
        cell.data_type = "s"
    elif value is not None:
        cell.value = value


def link_to(cell: Cell | MergedCell, sheet: str) -> None:
    """Links a cell to the top of a sheet of the same workbook."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A1")


def _check_text(cell: Cell | MergedCell, text: str) -> None:
    if len(text) > CELL_LIMIT:
        raise CanvasError(
            _(
                "Le texte de la cellule {cell} compte {count} caractères; Excel n’en garde que "
                "{limit}. Placez-le dans le récit Word ou raccourcissez-le."
            ).format(cell=cell.coordinate, count=len(text), limit=CELL_LIMIT)
        )
