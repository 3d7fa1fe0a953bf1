"""Is the workbook the canvas we gave, for this region and this territory?"""

from collections.abc import Iterator

from assembler.i18n import translate as _
from assembler.models.finding import Finding, Severity
from assembler.models.region import Region
from assembler.models.releases import order_of
from assembler.models.source import WorkbookSource
from assembler.models.territory import Territory
from assembler.tables import CANVAS_VERSION
from assembler.validate.columns import lines_of, table_of
from assembler.validate.findings import finding_by_code


def check_stamps(source: WorkbookSource, region: Region) -> Iterator[Finding]:
    """Gives findings on the canvas's version (T-050), region (T-051) and territory (T-052)."""
    if source.canvas_version != CANVAS_VERSION:
        yield _other_version(source)
    if is_foreign(source, region):
        message = _("Le classeur est celui de la région «\u00a0{found}\u00a0»\u00a0: ses lignes ne sont pas lues.")
        yield finding_by_code(
            "", "", code="T-051", message=message.format(found=source.region_id), found=source.region_id or "",
            expected=region.id,
        )  # fmt: skip
        return
    yield from _check_territory(source, region)


def is_foreign(source: WorkbookSource, region: Region) -> bool:
    """True for a canvas of another region: its codes mean nothing here."""
    return source.region_id not in (None, region.id)


def _other_version(source: WorkbookSource) -> Finding:
    found = order_of(source.canvas_version or "")
    is_newer = found is not None and found > (order_of(CANVAS_VERSION) or ())
    if found is None:
        message = _(
            "Le classeur ne dit pas de quelle version du canevas il vient (Google Sheets l’efface)\u00a0: il a été lu "
            "comme un canevas {expected}."
        )
        remedy = ""
    elif is_newer:
        message = _("Le classeur vient du canevas {found}, plus récent que le {expected} d’ici.")
        remedy = _("Demandez à la personne qui gère le service de le mettre à jour, puis recommencez.")
    else:
        message = _(
            "Le classeur vient du canevas {found}; le canevas actuel est le {expected}. Il a été lu sous les noms "
            "actuels."
        )
        remedy = _(
            "Pour passer au canevas actuel avec vos données\u00a0: «\u00a0dossier canvas {code} --from\u00a0» et le "
            "nom de ce fichier."
        ).format(code=source.territory_code or _("CODE"))
    return finding_by_code(
        "", "", code="T-050", severity=Severity.BLOCKING if is_newer else None,
        message=message.format(found=source.canvas_version, expected=CANVAS_VERSION), found=source.canvas_version or "",
        expected=CANVAS_VERSION, remedy=remedy,
    )  # fmt: skip


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
