"""One cell becomes one value of its field's kind, or says why it cannot."""

import re
from collections.abc import Callable

from assembler.i18n import translate as _
from assembler.models.field import MANY, FieldSpec, Kind
from assembler.models.source import Cell, Raw
from assembler.validate.figures import (
    read_date,
    read_fiscal_year,
    read_integer,
    read_money,
    read_number,
    read_percent,
)
from assembler.validate.limits import bounds, lengths
from assembler.validate.reading import Choices, Reading, refused
from assembler.validate.selections import read_choice, read_choices, read_refs, read_yes_no
from assembler.validate.texts import SEEN, read_lines, read_long_text, read_text, tidy_code

_ERROR = re.compile(  # as Excel writes them in either language, Google Sheets, LibreOffice
    r"#(?:REF|VALUE|VALEUR|DIV/0|NUM|NOMBRE|NULL|NUL|SPILL|EPARS|PROPAGATION|CALC|FIELD|CHAMP|BLOCKED|CONNECT|BUSY"
    r"|ERROR|UNKNOWN)!|#(?:NAME|NOM)\?|#N/A|#GETTING_DATA|Err:\d{3}"
)

_COUNTED = (Kind.MONEY, Kind.INTEGER)  # dollars and persons: never a percentage
_READERS: dict[Kind, Callable[[Raw, FieldSpec, Choices], Reading]] = {
    Kind.TEXT: read_text,
    Kind.LONG_TEXT: read_long_text,
    Kind.LINES: read_lines,
    Kind.INTEGER: read_integer,
    Kind.NUMBER: read_number,
    Kind.MONEY: read_money,
    Kind.PERCENT: read_percent,
    Kind.DATE: read_date,
    Kind.FISCAL_YEAR: read_fiscal_year,
    Kind.CHOICE: read_choice,
    Kind.CHOICES: read_choices,
    Kind.REF: read_text,
    Kind.REFS: read_refs,
    Kind.YES_NO: read_yes_no,
}


def read_cell(cell: Cell | None, spec: FieldSpec, choices: Choices) -> Reading:
    """Gives the value of a cell for a field."""
    if cell is not None and cell.is_stale_formula:
        return refused("T-008", _("«\u00a0{label}\u00a0»\u00a0: la formule n’a pas de résultat enregistré."), spec)
    raw = cell.value if cell is not None else None
    if isinstance(raw, str) and not SEEN.search(raw):
        raw = None
    if raw is None:
        return Reading(() if spec.kind in MANY else None)
    if isinstance(raw, str) and _is_coded(spec):
        raw = tidy_code(raw)
    if isinstance(raw, str) and _ERROR.fullmatch(raw.strip()):
        return refused("T-009", _("«\u00a0{label}\u00a0»\u00a0: la cellule affiche {shown}."), spec, raw)
    if cell is not None and cell.is_percent and spec.kind in _COUNTED:
        return _percent_for(raw, spec)
    reading = _READERS[spec.kind](raw, spec, choices)
    told = bounds(reading.value, spec) + lengths(reading.value, spec)
    return Reading(reading.value, reading.problems + told) if told else reading


def _percent_for(raw: Raw, spec: FieldSpec) -> Reading:
    """The cell shows a hundred times what was typed: which of the two was meant, nobody can tell."""
    message = _("«\u00a0{label}\u00a0»\u00a0: la cellule montre un pourcentage, {shown}\u00a0%.")
    remedy = _("Donnez à la cellule le format «\u00a0Nombre\u00a0», puis vérifiez ce qu’elle montre.")
    return refused("T-001", message, spec, raw, remedy=remedy)


def _is_coded(spec: FieldSpec) -> bool:
    """True when a cell holds figures, a date, a choice or an id, and no words of the person's own."""
    is_worded = spec.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.LINES) and spec.pattern is None
    return not is_worded or spec.tag in ("id", "code")
