"""The ways a check makes a finding: about a record it holds, or about a cell it only read."""

import re

from assembler.i18n import mark, translate
from assembler.models.action_sheet import BETWEEN
from assembler.models.finding import Finding, Severity
from assembler.models.record import Record
from assembler.validate.codes import CHECKS

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST = 2_000  # characters of a finding
_IN_A_SHEET = {  # where there is no cell to fill
    "T-006": mark("Suivez l’exemple donné sous la question de la fiche."),
    "T-010": mark("Répondez à cette question de la fiche."),
    "T-011": mark("Répondez à cette question de la fiche avant l’édition adoptée."),
}


def finding_at(  # noqa: PLR0913 - a finding has that many facts, each named at the call
    record: Record,
    field: str,
    *,
    code: str,
    severity: Severity,
    found: str = "",
    expected: str = "",
    message: str,
    remedy: str,
) -> Finding:
    """Gives a finding about one field of a record, placed on the cell it was read from.

    A record made by hand has no cell: the finding then names the sheet of its table.
    """
    sheet = record.place.sheet if record.place else record.table.fr if record.table else ""
    cell = record.place.cell(field) if record.place else ""
    return finding_in(
        sheet, cell, code=code, severity=severity, found=found, expected=expected, message=message, remedy=remedy
    )


def finding_in(  # noqa: PLR0913 - idem
    sheet: str,
    cell: str,
    *,
    code: str,
    severity: Severity,
    found: str = "",
    expected: str = "",
    message: str,
    remedy: str,
) -> Finding:
    """Gives a finding about one cell, or about a whole sheet when ``cell`` is empty.

    A cell told in words (« Fiche CG-A01 › Porteur ») was read elsewhere: the finding is about that file.
    """
    if BETWEEN in cell:
        sheet, place, cell = cell.partition(BETWEEN)[0], cell, ""
    else:
        place = f"{sheet}!{cell}" if sheet and cell else sheet
    return Finding(
        code=code,
        severity=severity,
        sheet=sheet,
        cell=cell,
        place=place,
        found=shortened(_printable(found)),
        expected=expected,
        message=shortened(_printable(message)),
        remedy=remedy,
    )


def shortened(text: str) -> str:
    """Gives a text of a finding, cut when what it quotes is a page long."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _printable(text: str) -> str:
    """Gives a text that quotes a person's with its control characters made visible: no XML may hold them."""
    return _CONTROLS.sub("\ufffd", text)


def finding_by_code(  # noqa: PLR0913 - idem
    sheet: str,
    cell: str,
    *,
    code: str,
    message: str,
    severity: Severity | None = None,
    found: str = "",
    expected: str = "",
    remedy: str = "",
) -> Finding:
    """Gives a finding of the table of codes: its usual severity and remedy unless told otherwise."""
    check = CHECKS[code]
    answered = _IN_A_SHEET.get(code, "") if BETWEEN in cell else ""
    return finding_in(
        sheet,
        cell,
        code=code,
        severity=severity or check.severity,
        found=found,
        expected=expected,
        message=message,
        remedy=remedy or translate(answered or check.remedy),
    )
