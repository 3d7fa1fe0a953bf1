"""Filled action sheets join the workbook: what a sheet says wins, what it leaves alone stays, every change is told.

A sheet remembers, as marks, what it held when it was given out. So three sources are compared: given, said, held by the
workbook now. What is said as it was given is no answer; what changed on both sides is told as a conflict.
"""

from collections.abc import Iterator, Sequence

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.action_sheet import SHEET_VERSION, SheetSource, sheet_tables
from assembler.models.finding import Finding
from assembler.models.region import Region
from assembler.models.source import WorkbookSource
from assembler.validate.findings import finding_by_code
from assembler.validate.sheet_merging import merge_table, sheet_name
from assembler.validate.sheet_values import Reader, known_actions


def merge_sheets(
    source: WorkbookSource, sheets: Sequence[SheetSource], region: Region
) -> tuple[WorkbookSource, tuple[Finding, ...]]:
    """Gives the workbook with the answers of its sheets, each placed in words, and what every sheet changed."""
    findings: list[Finding] = []
    first: dict[str, SheetSource] = {}
    for sheet in sheets:
        if sheet.action in first:
            findings.append(_told_twice(sheet, first[sheet.action]))
            continue
        first[sheet.action] = sheet
        foreign = _told_foreign(sheet, source, region)
        if foreign is not None:
            findings.append(foreign)
            continue
        findings += _told_states(sheet)
        source, told = _merged(source, sheet, region)
        findings += told
    return source, tuple(findings)


def _merged(source: WorkbookSource, sheet: SheetSource, region: Region) -> tuple[WorkbookSource, list[Finding]]:
    is_new = sheet.action not in known_actions(source)
    reader = Reader(source, region)
    told: list[Finding] = []
    tables = dict(source.tables)
    for table in sheet_tables():
        if table.name in sheet.tables:
            name, merged, changes = merge_table(reader, table, sheet, is_new=is_new)
            tables |= {name: merged} if merged is not None else {}
            told += changes
    if is_new:
        message = _("La fiche ajoute l’action {action} au plan.").format(action=sheet.action)
        told = [_told(sheet, "F-006", message), *told]
    return source.model_copy(update={"tables": tables}), told


def _told_twice(sheet: SheetSource, earlier: SheetSource) -> Finding:
    words = {"file": sheet.file, "other": earlier.file, "action": sheet.action}
    if sheet.sha256 == earlier.sha256 or (sheet.tables == earlier.tables and sheet.given == earlier.given):
        message = _("«\u00a0{file}\u00a0» est la même fiche que «\u00a0{other}\u00a0».")
        return _told(sheet, "F-004", message.format(**words))
    message = _(
        "«\u00a0{other}\u00a0» porte déjà l’action {action}, avec d’autres réponses\u00a0: "
        "«\u00a0{file}\u00a0» n’est pas lue."
    )
    return _told(sheet, "F-003", message.format(**words))


def _told_foreign(sheet: SheetSource, source: WorkbookSource, region: Region) -> Finding | None:
    """A sheet that lost its stamp is known by the beginning of its action's number."""
    territory = sheet.territory or sheet.action.partition("-")[0]
    expected = source.territory_code or territory
    if sheet.region not in (None, region.id) or territory != expected:
        message = _(
            "«\u00a0{file}\u00a0» est une fiche de {found}, et le classeur est celui de {expected}\u00a0: "
            "elle n’est pas lue."
        )
        found = territory if territory != expected else str(sheet.region)
        words = message.format(file=sheet.file, found=found, expected=expected if territory != expected else region.id)
        return _told(sheet, "F-001", words, found=found, expected=expected)
    return None


def _told_states(sheet: SheetSource) -> Iterator[Finding]:
    if sheet.given is None:
        message = _("«\u00a0{file}\u00a0» a perdu la marque de ce qu’elle contenait quand elle a été remise.")
        yield _told(sheet, "F-005", message.format(file=sheet.file))
    elif sheet.version != SHEET_VERSION:
        message = _("«\u00a0{file}\u00a0» est une fiche de version {found}; la version actuelle est {expected}.")
        found = sheet.version or _("sans version")
        words = message.format(file=sheet.file, found=found, expected=SHEET_VERSION)
        yield _told(sheet, "F-002", words, found=found, expected=SHEET_VERSION)
    for text in sheet.unknown:
        message = _("Ce texte n’est à la place d’aucune question de la fiche\u00a0: «\u00a0{text}\u00a0».")
        yield _told(sheet, "F-015", message.format(text=text), found=text)
    if sheet.changes:
        yield _told(sheet, "F-016", _("Les modifications suivies ont été acceptées."), found=str(sheet.changes))
    missing = [either(t.table.fr, t.table.en) for t in sheet_tables() if t.name not in sheet.tables]
    if missing and sheet.given is not None and sheet.version == SHEET_VERSION:
        message = _("Ces tableaux ne sont plus dans la fiche\u00a0: {tables}. Rien n’y a été changé.")
        yield _told(sheet, "F-015", message.format(tables="; ".join(missing)))


def _told(sheet: SheetSource, code: str, message: str, *, found: str = "", expected: str = "") -> Finding:
    name = sheet_name(sheet.action)
    return finding_by_code(name, "", code=code, message=message, found=found, expected=expected)
