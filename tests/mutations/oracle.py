"""Recounts a workbook's totals another way: openpyxl, fractions of cents by hand, nothing of ours."""

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

_MAX_ROW = 70_000
_CENT = Decimal("0.01")
_STATUSES = {
    "confirmé": "confirmed", "reçu": "confirmed", "demandé": "requested", "confirme": "confirmed", "recu": "confirmed",
    "demande": "requested", "potentiel": "", "refusé": "", "refuse": "", "retiré": "", "retire": "",
}  # fmt: skip
KINDS = {  # table: its sheet, the column of its amounts, what they add to
    "tblBesoins": ("Besoins", "Montant", "need"),
    "tblLeviers": ("Leviers", "Montant", ""),
    "tblContributions": ("Contributions", "Valeur", "in_kind"),
}


class UnsureError(Exception):
    """The workbook cannot be counted with what is known here: whoever gives totals must say a word about it."""


class UnreadableError(UnsureError):
    """openpyxl has no idea of this workbook."""


@dataclass(frozen=True)
class Found:
    """A table: its rows, each by folded heading."""

    rows: list[dict[str, Any]]


def recount(content: bytes) -> dict[str, Decimal]:
    """Gives need, confirmed, requested and in_kind of the current fiscal year; ``UnsureError`` when in doubt."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), data_only=True)
    except Exception as error:
        raise UnreadableError(str(error)) from error
    year = _year(_table(book.worksheets, "tblPlan"))
    totals = dict.fromkeys(("need", "confirmed", "requested", "in_kind"), Decimal(0))
    for name, (_sheet, column, what) in KINDS.items():
        for row in _table(book.worksheets, name).rows:
            amount, counted = row.get(column), what or _status(row.get("Statut"))
            if amount is None and name == "tblContributions":
                continue
            if isinstance(amount, bool) or not isinstance(amount, int | float):
                raise UnsureError(f"{name}: {amount!r}")
            if not isinstance(row.get("Exercice"), str) or not re.fullmatch(r"20\d\d-20\d\d", row["Exercice"]):
                raise UnsureError(f"{name}: {row.get('Exercice')!r}")
            if row["Exercice"] == year and counted:
                totals[counted] += Decimal(repr(amount)).quantize(_CENT, ROUND_HALF_UP)
    return totals


def _status(text: Any) -> str:
    if not isinstance(text, str) or text.lower() not in _STATUSES:
        raise UnsureError(f"status {text!r}")
    return _STATUSES[text.lower()]


def _year(table: Found) -> str:
    for row in table.rows:
        if row.get("Champ") == "Exercice courant" and isinstance(row.get("Valeur"), str):
            return str(row["Valeur"])
    raise UnsureError("no year")


def _table(sheets: Iterable[Any], name: str) -> Found:
    held = [(sheet, table.ref) for sheet in sheets for table in sheet.tables.values() if _named(table, name)]
    if len(held) != 1:
        raise UnreadableError(f"{len(held)} tables {name}")
    sheet, ref = held[0]
    left, top, right, _bottom = range_boundaries(ref)
    if None in (left, top, right) or len(sheet.tables) != 1:
        raise UnsureError(ref)
    return Found(list(_rows(sheet, int(left or 1), int(top or 1), int(right or 1))))


def _named(table: Any, name: str) -> bool:
    return str(table.displayName or table.name or "").lower() == name.lower()


def _rows(sheet: Worksheet, left: int, top: int, right: int) -> Iterator[dict[str, Any]]:
    """Gives the rows under the headings down to the last one, table or not: a program may not have grown it."""
    headings = [sheet.cell(top, column).value for column in range(left, min(right, 400) + 1)]
    named = [str(heading) for heading in headings if heading is not None]
    if len(set(named)) != len(named):
        raise UnsureError(str(headings))
    if sheet.max_row > _MAX_ROW:
        raise UnreadableError("too far")
    for cells in sheet.iter_rows(min_row=top + 1, min_col=left, max_col=min(right, 400), values_only=True):
        row = dict(zip((str(heading).strip() for heading in headings), cells, strict=True))
        if any(value is not None and str(value).strip() for heading, value in row.items() if heading != "None"):
            yield row
