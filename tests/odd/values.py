"""Workbooks whose cells were typed or pasted otherwise than the canvas asks."""

from datetime import datetime

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.odd.straight import FIRST, put, spliced, spoiled

NEEDS, SPENT, SHARES, ACTIONS = "Besoins", "Dépenses", "Répartition", "Actions"


def formulas_without_results(book: Workbook) -> None:
    put(book, NEEDS, "Montant", "=1000+250")


def formulas_with_results() -> bytes:
    """As Excel stores them: the formula, then what it gave."""
    content = spoiled(formulas_without_results)

    def store(parts: dict[str, bytes]) -> None:
        name = next(n for n, part in parts.items() if b"<f>1000+250</f>" in part)
        for empty in (b"<v></v>", b"<v />", b"<v/>"):
            parts[name] = parts[name].replace(b"<f>1000+250</f>" + empty, b"<f>1000+250</f><v>1250</v>")

    return spliced(store, content)


def formula_errors(book: Workbook) -> None:
    put(book, NEEDS, "Montant", "#REF!", "#VALEUR!", "#ERROR!", "Err:502")


def dates_as_text(book: Workbook) -> None:
    put(
        book, SPENT, "Date", "11 juin 2026", "le vendredi 12 juin 2026", "June 13, 2026", "14th of June 2026",
        "2026/06/15", "16-juin-2026",
    )  # fmt: skip


def dates_two_ways(book: Workbook) -> None:
    put(book, SPENT, "Date", "03/04/2026", "01-avr-26", "juin 2026", "31/02/2026")


def dates_as_numbers(book: Workbook) -> None:
    put(book, SPENT, "Date", 46184, "20260612", 20260613)


def dates_of_1904(book: Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    put(book, SPENT, "Date", datetime(2026, 6, 11))


def amounts_as_text(book: Workbook) -> None:
    put(book, NEEDS, "Montant", "12\u00a0500,00\u00a0$", "1,250.50", "$640.25 ", "99,90 $ CA")


def amounts_in_thousands(book: Workbook) -> None:
    put(book, NEEDS, "Montant", "12.5k", "1,2505 k$", "640.25", "99.90")


def amounts_two_ways(book: Workbook) -> None:
    put(book, NEEDS, "Montant", "1,500", "12.500 $", "environ 600", "5 %")


def percents_as_text(book: Workbook) -> None:
    put(book, SHARES, "Part (%)", "33,3 %")


def percents_by_format(book: Workbook) -> None:
    put(book, SHARES, "Part (%)", 0.333)
    book[SHARES][f"D{FIRST}"].number_format = book[SHARES][f"C{FIRST}"].number_format = "0.0%"


def leading_apostrophes(book: Workbook) -> None:
    put(book, NEEDS, "Montant", "'12500", "'1250,50")
    put(book, NEEDS, "Identifiant", "'CG-A01-N01")
    put(book, NEEDS, "Exercice", "'2026-2027")
    put(book, SPENT, "Date", "'2026-06-11")
    book[NEEDS][f"A{FIRST + 1}"].style = "Normal"
    book[NEEDS][f"A{FIRST + 1}"].quotePrefix = True


def spaces(book: Workbook) -> None:
    put(book, NEEDS, "Identifiant", "\u00a0CG-A01-N01 ", "CG-A01-N02\u202f", "\tCG-A01-N03", "CG-A01-N04\u200b")
    put(book, NEEDS, "Action", "CG-A01 ", "\u00a0CG-A01")
    put(book, NEEDS, "Exercice", " 2026-2027\u00a0")
    put(book, NEEDS, "Catégorie", "Salaires\u00a0et avantages sociaux ")
    put(book, NEEDS, "Montant", "\u00a012500.00\u00a0")
    put(book, NEEDS, "Description", "Ligne 1 \u00a0")
    for cell in book[NEEDS][FIRST - 1]:
        cell.value = f"{cell.value}\u00a0 "
    book[NEEDS].tables["tblBesoins"].tableColumns = []


def word_hyphens(book: Workbook) -> None:
    put(book, NEEDS, "Identifiant", "CG\u2011A01\u2011N01")
    put(book, NEEDS, "Action", "CG\u2011A01", "CG–A01")
    put(book, NEEDS, "Exercice", "2026\u20112027", "2026–27")


def line_breaks(book: Workbook) -> None:
    put(book, ACTIONS, "Titre", "Comptoir\nalimentaire\r\nmobile")
    put(book, NEEDS, "Montant", "12 500,00\n")
    put(book, NEEDS, "Description", "Ligne\n1")
