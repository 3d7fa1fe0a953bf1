"""Is the workbook the canvas we gave, for this region and this territory, with all its tables?"""

import re
from collections.abc import Iterator

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.finding import Finding
from assembler.models.plan import record_types
from assembler.models.region import Region
from assembler.models.source import WorkbookSource
from assembler.models.territory import Territory
from assembler.tables import CANVAS_VERSION
from assembler.validate.columns import lines_of, table_of
from assembler.validate.findings import finding_by_code


def check_stamps(source: WorkbookSource, region: Region) -> Iterator[Finding]:
    """Gives findings on the canvas's version (T-050), region (T-051) and territory (T-052)."""
    if source.canvas_version != CANVAS_VERSION:
        message = _("Le classeur vient du canevas {found}; le canevas actuel est le {expected}.")
        found = source.canvas_version or _("sans version")
        yield finding_by_code(
            "", "", code="T-050", message=message.format(found=found, expected=CANVAS_VERSION), found=found,
            expected=CANVAS_VERSION,
        )  # fmt: skip
    if source.region_id not in (None, region.id):
        message = _("Le classeur est celui de la région «\u00a0{found}\u00a0».").format(found=source.region_id)
        yield finding_by_code("", "", code="T-051", message=message, found=source.region_id, expected=region.id)
    yield from _check_territory(source, region)


def check_tables(source: WorkbookSource) -> Iterator[Finding]:
    """Gives findings on missing tables (T-042) and on copies of a table that hold rows (T-043)."""
    for record_type in record_types().values():
        spec = record_type.table
        assert spec is not None
        title = either(spec.fr, spec.en)
        if table_of(source, record_type) is None and not spec.may_be_absent:
            message = _("Le tableau «\u00a0{table}\u00a0» de la feuille «\u00a0{sheet}\u00a0» est introuvable.")
            yield finding_by_code(
                title, "", code="T-042", message=message.format(table=spec.name, sheet=title), expected=spec.name
            )
        copies = re.compile(re.escape(spec.name) + r"_?\d+", re.IGNORECASE)
        for name, table in source.tables.items():
            if copies.fullmatch(name) and table.rows:
                message = _(
                    "Le tableau «\u00a0{copy}\u00a0» est une copie de «\u00a0{table}\u00a0»\u00a0: "
                    "ses lignes ne sont pas lues."
                )
                yield finding_by_code(
                    table.sheet, "", code="T-043", message=message.format(copy=name, table=spec.name), found=name
                )


def _check_territory(source: WorkbookSource, region: Region) -> Iterator[Finding]:
    table = table_of(source, Territory)
    line = next(lines_of(table, Territory), None) if table else None
    cell = line.cells.get("code") if line else None
    if table is None or cell is None or cell.value is None:
        return
    code = str(cell.value).strip()
    known = {territory.code for territory in region.territories}
    expected = source.territory_code or "; ".join(sorted(known))
    if code not in known or source.territory_code not in (None, code):
        message = _("Le code de territoire «\u00a0{code}\u00a0» n’est pas celui du canevas ({expected}).")
        yield finding_by_code(
            table.sheet, cell.address, code="T-052", message=message.format(code=code, expected=expected), found=code,
            expected=expected,
        )  # fmt: skip
