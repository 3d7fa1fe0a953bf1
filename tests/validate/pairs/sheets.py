"""Filled action sheets (``F-…``)."""

from collections.abc import Callable, Iterable
from typing import Any

from assembler.journey.reading import read_upload_workbook
from assembler.models.action_sheet import SheetSource
from assembler.models.source import Cell, WorkbookSource
from assembler.regions import load_region
from assembler.validate.sheets import merge_sheets
from tests.filled_sheets import Filled, filled, given, read, sample_upload
from tests.validate.pair import Pair

REGION = load_region()


def codes(*sheets: SheetSource, change: Callable[[WorkbookSource], WorkbookSource] = lambda source: source) -> set[str]:
    """Gives the codes of sheets that join the sample's workbook, once ``change`` was made to it."""
    source = change(read_upload_workbook(sample_upload().workbook))
    return {finding.code for finding in merge_sheets(source, sheets, REGION)[1]}


def untouched() -> SheetSource:
    return read(given())


def changed(change: Callable[[Filled], None]) -> SheetSource:
    return read(filled(given(), change), "autre.docx")


def retitled(source: WorkbookSource) -> WorkbookSource:
    """The team gives the action another title after the sheet was given out."""
    table = source.tables["tblActions"]
    first = table.rows[0]
    cells = first.cells | {"Titre": Cell(address="B6", value="Comptoir du littoral")}
    rows = (first.model_copy(update={"cells": cells}), *table.rows[1:])
    return source.model_copy(update={"tables": source.tables | {"tblActions": table.model_copy(update={"rows": rows})}})


def written(sheet: Filled) -> None:
    sheet.write("tblActions.titre", "Comptoir élargi")


def _pair(code: str, change: Callable[[Filled], None]) -> Pair:
    return Pair(code, lambda: codes(changed(change)), _sound)


def _sound() -> Iterable[str]:
    return codes(untouched())


def _stamped(**stamp: str) -> Callable[[], Iterable[str]]:
    return lambda: codes(untouched().model_copy(update=stamp))


def _tracked(sheet: Filled) -> None:
    content: Any = sheet.controls("tblActions.titre")[0].getparent()
    content.append(content.makeelement(content.nsmap["w"].join("{}") + "ins", {}))


PAIRS = (
    Pair("F-001", _stamped(territory="RP"), _sound),
    Pair("F-002", _stamped(version="0.9"), _sound),
    Pair("F-003", lambda: codes(untouched(), changed(written)), lambda: codes(untouched(), read(given("CG-A02")))),
    Pair("F-004", lambda: codes(untouched(), untouched()), lambda: codes(untouched(), read(given("CG-A02")))),
    _pair("F-005", lambda sheet: sheet.forget()),
    Pair("F-006", lambda: codes(read(given("CG-A77"))), _sound),
    _pair("F-010", written),
    _pair("F-011", lambda sheet: sheet.add_bare_row("tblActivites.libelle", "Une activité", "2026-05-01")),
    _pair("F-012", lambda sheet: sheet.drop_row("tblRisques.risque")),
    Pair("F-013", lambda: codes(changed(written), change=retitled), lambda: codes(untouched(), change=retitled)),
    _pair("F-014", lambda sheet: sheet.copy_row("tblBesoins.montant")),
    _pair("F-015", lambda sheet: sheet.document.add_table(1, 1).cell(0, 0).add_paragraph("Hors de la fiche")),
    _pair("F-016", _tracked),
)
