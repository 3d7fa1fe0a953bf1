"""What cells, columns, tables and stamps say (``T-…``), on the small workbook."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from assembler.models.source import Cell, Raw, Row, SourceTable, WorkbookSource
from assembler.validate.parse import parse_source
from tests.validate.pair import Pair
from tests.validate.sheets import REGION, SMALL, with_cell, with_form_value, with_table


def codes(source: WorkbookSource) -> Iterable[str]:
    return tuple(finding.code for finding in parse_source(source, REGION)[1])


def pair(code: str, faulty: Callable[[], WorkbookSource], sound: WorkbookSource = SMALL) -> Pair:
    return Pair(code, lambda: codes(faulty()), lambda: codes(sound))


def cell(code: str, table: str, header: str, bad: Raw, good: Raw) -> Pair:
    return pair(code, lambda: with_cell(table, header, bad), with_cell(table, header, good))


def _changed(**values: object) -> WorkbookSource:
    table = SMALL.tables["tblBesoins"]
    return with_table(table.model_copy(update=values))


def _stale() -> WorkbookSource:
    table = SMALL.tables["tblBesoins"]
    cells = table.rows[0].cells | {"Montant": Cell(address="F6", value=None, is_stale_formula=True)}
    return _changed(rows=(table.rows[0].model_copy(update={"cells": cells}),))


def _own_column() -> WorkbookSource:
    table = SMALL.tables["tblBesoins"]
    row = table.rows[0].model_copy(
        update={"cells": table.rows[0].cells | {"À moi": Cell(address="J6", value="x")}},
    )
    return _changed(headers=table.headers | {"À moi": "J5"}, rows=(row,))


def _lost_column() -> WorkbookSource:
    table = SMALL.tables["tblBesoins"]
    headers = {name: address for name, address in table.headers.items() if name != "Montant"}
    rows = tuple(Row(number=r.number, cells={h: c for h, c in r.cells.items() if h != "Montant"}) for r in table.rows)
    return _changed(headers=headers, rows=rows)


def _without(name: str) -> WorkbookSource:
    return SMALL.model_copy(update={"tables": {key: table for key, table in SMALL.tables.items() if key != name}})


def _copied() -> WorkbookSource:
    copy: SourceTable = SMALL.tables["tblBesoins"].model_copy(update={"name": "tblBesoins14", "sheet": "Besoins (2)"})
    return with_table(copy)


def _filled() -> WorkbookSource:
    """The small workbook with what adoption needs in its one form that lacks something."""
    return with_form_value("tblPlan", "Vision", "Une communauté où chacun mange à sa faim.")


def _without_vision_words(source: WorkbookSource) -> Iterable[str]:
    return tuple(f.code for f in parse_source(source, REGION)[1] if "Vision" in f.message)


PAIRS = (
    cell("T-001", "tblBesoins", "Montant", "à venir", Decimal(5)),
    cell("T-002", "tblActions", "Début", "bientôt", "2025-04-01"),
    cell("T-003", "tblBesoins", "Montant", "12,500", "12,50"),
    cell("T-004", "tblBesoins", "Montant", "12,500.00", Decimal("12500.00")),
    cell("T-005", "tblRepartition", "Part (%)", Decimal("0.85"), Decimal(85)),
    cell("T-006", "tblPartenaires", "NEQ", "123", "1140000000"),
    cell("T-007", "tblBesoins", "Montant", Decimal(-5), Decimal(0)),
    pair("T-008", _stale),
    cell("T-009", "tblBesoins", "Montant", "#REF!", Decimal(5)),
    cell("T-010", "tblActions", "Titre", None, "Comptoir"),
    Pair(
        "T-011",
        lambda: _without_vision_words(with_form_value("tblPlan", "Vision", None)),
        lambda: _without_vision_words(_filled()),
    ),
    cell("T-012", "tblBesoins", "Montant", Decimal("12.345"), Decimal("12.34")),
    cell("T-013", "tblActions", "Titre", "Comptoir\u200balimentaire", "Comptoir alimentaire"),
    cell("T-014", "tblBesoins", "Exercice", "2026-2028", "2026-2027"),
    cell("T-015", "tblActions", "Participation rémunérée", "peut-être", "oui"),
    cell("T-020", "tblActions", "Description sommaire", "mot " * 121, "mot " * 119),
    pair(
        "T-021",
        lambda: with_form_value("tblPlan", "Valeurs", "Une seule"),
        with_form_value("tblPlan", "Valeurs", "Un\nDeux\nTrois"),
    ),
    cell("T-030", "tblActions", "État", "vert", "En cours"),
    pair("T-040", _own_column),
    pair("T-041", _lost_column),
    pair("T-042", lambda: _without("tblRisques")),
    pair("T-043", _copied),
    pair("T-050", lambda: SMALL.model_copy(update={"canvas_version": "0.9"})),
    pair("T-051", lambda: SMALL.model_copy(update={"region_id": "estrie"})),
    pair("T-052", lambda: SMALL.model_copy(update={"territory_code": "HG"})),
)
