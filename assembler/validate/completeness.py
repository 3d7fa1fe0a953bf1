"""Are all the tables of the canvas here, and each of them once?"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.finding import Finding
from assembler.models.plan import record_types
from assembler.models.record import Layout, Record, TableSpec
from assembler.models.source import SourceTable, WorkbookSource
from assembler.tables import fields_by_header, folded
from assembler.validate.columns import table_of
from assembler.validate.findings import finding_by_code

_ALIKE = 0.75  # of a sheet's title, for « vouliez-vous dire »
_FEW = 3  # headings below which a table of the person's own may resemble one of ours by chance


def check_tables(source: WorkbookSource) -> Iterator[Finding]:
    """Gives findings on missing tables (T-042) and on second tables of a sort that hold rows (T-043)."""
    types = record_types().values()
    if all(table_of(source, record_type) is None for record_type in types):
        message = _("Aucun tableau du canevas n’est dans ce classeur\u00a0: ce n’est pas un canevas rempli.")
        yield finding_by_code("", "", code="T-042", message=message, found="; ".join(source.sheets[:5]))
        return
    missing = missing_tables(source)
    yield from (_missing(source, record_type) for record_type in types if record_type.__name__ in missing)
    yield from _copies(source)


def missing_tables(source: WorkbookSource) -> frozenset[str]:
    """Gives the types of record whose table is not in the workbook, though it must be."""
    tables = ((record_type, record_type.table) for record_type in record_types().values())
    return frozenset(
        record_type.__name__
        for record_type, spec in tables
        if spec and not spec.may_be_absent and table_of(source, record_type) is None
    )


def _missing(source: WorkbookSource, record_type: type[Record]) -> Finding:
    spec = record_type.table
    assert spec is not None
    title, alike = _closest(source, spec)
    message = _("Le tableau «\u00a0{table}\u00a0» de la feuille «\u00a0{sheet}\u00a0» est introuvable.")
    remedy = ""
    if alike:
        message += " " + _("Une feuille «\u00a0{alike}\u00a0» lui ressemble\u00a0: vouliez-vous dire celle-ci?")
        remedy = _("Renommez-la «\u00a0{sheet}\u00a0», et gardez les titres des colonnes du canevas.")
    return finding_by_code(
        title, "", code="T-042", message=message.format(table=spec.name, sheet=title, alike=alike), found=alike,
        expected=spec.name, remedy=remedy.format(sheet=title),
    )  # fmt: skip


def _closest(source: WorkbookSource, spec: TableSpec) -> tuple[str, str]:
    """Gives the title that a sheet of the canvas should have, and the free sheet that resembles it, or nothing."""
    taken = {table.sheet for table in source.tables.values()}
    free = {folded(sheet): sheet for sheet in source.sheets if sheet not in taken}
    for title in (spec.fr, spec.en):
        if close := get_close_matches(folded(title), list(free), n=1, cutoff=_ALIKE):
            return title, free[close[0]]
    return either(spec.fr, spec.en), ""


def _copies(source: WorkbookSource) -> Iterator[Finding]:
    ours = (table_of(source, record_type) for record_type in record_types().values())
    read = {(table.sheet, *table.headers.values()) for table in ours if table is not None}
    for table in source.tables.values():
        # A table under another name may be the very one that was read by its headings.
        is_read = (table.sheet, *table.headers.values()) in read
        record_type = None if is_read or not table.rows else _sort_of(table)
        if record_type is not None and record_type.table is not None:
            message = _(
                "Le tableau «\u00a0{copy}\u00a0» est une copie de «\u00a0{table}\u00a0»\u00a0: "
                "ses lignes ne sont pas lues."
            ).format(copy=table.name, table=record_type.table.name)
            yield finding_by_code(table.sheet, "", code="T-043", message=message, found=table.name)


def _sort_of(table: SourceTable) -> type[Record] | None:
    """Gives the type of record of a table that is not one of ours: by its name, « tblBesoins14 », or its headings."""
    types = [record_type for record_type in record_types().values() if record_type.table]
    for record_type in types:
        assert record_type.table is not None
        if re.fullmatch(re.escape(record_type.table.name) + r"(_?\d+)?", table.name, re.IGNORECASE):
            return record_type
    grids = [t for t in types if t.table and t.table.layout is Layout.GRID]
    best = max(grids, key=lambda grid: _shared(table, grid))
    return best if _shared(table, best) == 1 and len(table.headers) > _FEW else None


def _shared(table: SourceTable, record_type: type[Record]) -> float:
    """Gives the part of a table's headings that are those of a type of record."""
    known = fields_by_header(record_type)
    return sum(folded(header) in known for header in table.headers) / max(len(table.headers), 1)
