"""What the views promised is in the documents, and the same totals stand everywhere to the cent (R-030)."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.models.view import Scalar
from assembler.typography import format_date_long, format_money, format_number, typographic
from assembler.verify.office_text import read_word, workbook_cells
from assembler.verify.page_text import has_text

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")


def flatten(text: str) -> str:
    """Gives the text with every run of spaces, breakable or not, made one: line breaks do not change words."""
    return _SPACES.sub(" ", text.replace("\u00ad", "")).strip()


def check_word_values(piece: str, content: bytes, values: Iterable[tuple[str, Scalar]]) -> tuple[Defect, ...]:
    """Gives a defect for each required value of a view that the Word file does not show."""
    text = flatten(read_word(content).text)
    return tuple(
        Defect(
            code="V-201",
            piece=piece,
            place=path,
            message=_("La valeur «\u00a0{value}\u00a0» devrait paraître dans le document et n’y est pas.").format(
                value=_writings(value)[0][:80]
            ),
        )
        for path, value in values
        if not any(writing in text for writing in _writings(value))
    )


def _writings(value: Scalar) -> list[str]:
    """Every way a document may write a value, flattened."""
    if isinstance(value, bool):
        return ["oui" if value else "non"]
    if isinstance(value, Decimal | int):
        amount = Decimal(value)
        written = [format_money(amount), format_money(amount, cents=False), format_number(amount)]
        return [flatten(text) for text in written]
    if isinstance(value, date):
        return [flatten(format_date_long(value)), value.isoformat()]
    return [flatten(str(value)), flatten(typographic(str(value)))]


def check_word_amounts(piece: str, content: bytes, amounts: Mapping[str, Decimal]) -> tuple[Defect, ...]:
    """Gives a defect for each total, by name, that the Word file does not print."""
    return _missing_amounts(piece, flatten(read_word(content).text), amounts)


def check_pdf_amounts(piece: str, text: str, amounts: Mapping[str, Decimal]) -> tuple[Defect, ...]:
    """Gives a defect for each total, by name, that the PDF's text does not print."""
    return _missing_amounts(piece, flatten(text), amounts)


def check_workbook_amounts(piece: str, content: bytes, amounts: Mapping[str, Decimal]) -> tuple[Defect, ...]:
    """Gives a defect for each total, by name, that no cell of the workbook holds to the cent."""
    held = {_amount(cell.value) for cell in workbook_cells(content)}
    return tuple(_absent(piece, name, amount) for name, amount in amounts.items() if amount not in held)


def _missing_amounts(piece: str, text: str, amounts: Mapping[str, Decimal]) -> tuple[Defect, ...]:
    return tuple(
        _absent(piece, name, amount)
        for name, amount in amounts.items()
        if not any(has_text(text, writing) for writing in _amount_writings(amount))
    )


def _amount_writings(amount: Decimal) -> list[str]:
    """To the cent, or in whole dollars when there are no cents to lose."""
    written = [format_money(amount)]
    if amount == amount.to_integral_value():
        written.append(format_money(amount, cents=False))
    return [flatten(text) for text in written]


def _absent(piece: str, name: str, amount: Decimal) -> Defect:
    return Defect(
        code="V-202",
        piece=piece,
        place=name,
        message=_("Le total «\u00a0{name}\u00a0» ({amount}) ne paraît pas au cent près dans ce document.").format(
            name=name, amount=format_money(amount)
        ),
    )


def _amount(value: str) -> Decimal | None:
    try:
        return Decimal(value).quantize(Decimal("0.01"))
    except ArithmeticError:
        return None
