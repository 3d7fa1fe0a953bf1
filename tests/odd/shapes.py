"""Workbooks whose tables, rows, columns or sheets were moved, hidden, merged, renamed or copied."""

from openpyxl import Workbook
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from tests.odd.straight import FIRST, column, spliced, spoiled

NEEDS, SPENT, SHARES, ACTIONS, PLAN = "Besoins", "Dépenses", "Répartition", "Actions", "Plan"


def merged_cells(book: Workbook) -> None:
    letter = column(book[NEEDS], "Description")
    book[NEEDS].merge_cells(f"{letter}{FIRST}:{letter}{FIRST + 1}")


def hidden_rows(book: Workbook) -> None:
    for row in (FIRST, FIRST + 2, FIRST + 3):
        book[NEEDS].row_dimensions[row].hidden = True


def hidden_columns(book: Workbook) -> None:
    page = book[NEEDS]
    page.column_dimensions[column(page, "Montant")].hidden = True
    page.column_dimensions["ZZ"].hidden = True


def hidden_sheet(book: Workbook) -> None:
    book[NEEDS].sheet_state = "hidden"
    book[SPENT].sheet_state = "veryHidden"


def filter_left_on(book: Workbook) -> None:
    table = book[NEEDS].tables["tblBesoins"]
    assert table.autoFilter is not None
    table.autoFilter.filterColumn = [FilterColumn(colId=1, filters=Filters(filter=["CG-A01"]))]
    book[NEEDS].row_dimensions[FIRST + 1].hidden = True


def ghost_rows() -> bytes:
    """Rows coloured down to the last one that Excel has."""

    def colour(parts: dict[str, bytes]) -> None:
        ghost = b'<row r="1048576" s="1" customFormat="1"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>'
        name = part_of(parts, b"CG-A01-N01")
        parts[name] = parts[name].replace(b"</sheetData>", ghost + b"</sheetData>")

    return spliced(colour)


def far_value() -> bytes:
    """A space typed at the very bottom."""

    def type_far(parts: dict[str, bytes]) -> None:
        cell = b'<row r="1048576"><c r="C1048576" t="inlineStr"><is><t> </t></is></c></row></sheetData>'
        name = part_of(parts, b"CG-A01-N01")
        parts[name] = parts[name].replace(b"</sheetData>", cell)

    return spliced(type_far)


def part_of(parts: dict[str, bytes], text: bytes) -> str:
    """Gives the worksheet that holds a text."""
    return next(name for name, part in parts.items() if name.startswith("xl/worksheets/sheet") and text in part)


def renamed_columns(book: Workbook) -> None:
    rename(book[NEEDS], "Montant", "Montants")
    rename(book[NEEDS], "Description", "Descripton")
    rename(book[NEEDS], "Catégorie", "CATÉGORIE ")


def rename(page: Worksheet, old: str, new: str) -> None:
    """Gives a heading another name, in the cell and in the table."""
    page[f"{column(page, old)}{FIRST - 1}"].value = new
    for table in page.tables.values():
        table.tableColumns = []


def foreign_column(book: Workbook) -> None:
    page = book[NEEDS]
    page["J5"].value, page["J6"].value = "À vérifier avec Luc", "oui"
    page.tables["tblBesoins"].ref = "A5:J13"
    page.tables["tblBesoins"].tableColumns = []


def reordered_columns(book: Workbook) -> None:
    page = book[NEEDS]
    rows = [[cell.value for cell in row] for row in page["A5:I13"]]
    for row, values in enumerate(rows, start=5):
        for place, value in enumerate(reversed(values), start=1):
            page.cell(row, place).value = value
    page.tables["tblBesoins"].tableColumns = []


def renamed_sheets(book: Workbook) -> None:
    book[NEEDS].title = "Budget 2026 de Luc"
    book[SPENT].title = "depenses "
    book.move_sheet(book[PLAN], 5)


def renamed_sheet_of_a_range(book: Workbook) -> None:
    del book[NEEDS].tables["tblBesoins"]
    book[NEEDS].title = "Besoin"


def inserted_rows(book: Workbook) -> None:
    page = book[NEEDS]
    page.insert_rows(2, 3)
    page.insert_rows(11, 2)
    page.insert_cols(1)
    page.tables["tblBesoins"].ref = "B8:J18"


def deleted_rows(book: Workbook) -> None:
    book[NEEDS].delete_rows(FIRST + 1)
    book[NEEDS].tables["tblBesoins"].ref = "A5:I12"


def sorted_rows(book: Workbook) -> None:
    page = book[NEEDS]
    rows = [[cell.value for cell in row] for row in page["A6:I9"]]
    for row, values in enumerate(sorted(rows, key=lambda values: str(values[3])), start=6):
        for place, value in enumerate(values, start=1):
            page.cell(row, place).value = value


def rows_under_the_table(book: Workbook) -> None:
    page = book[NEEDS]
    page.tables["tblBesoins"].ref = "A5:I7"


def table_to_range(book: Workbook) -> None:
    del book[NEEDS].tables["tblBesoins"]
    rename(book[NEEDS], "Admissible à", "Programmes")


def renamed_table(book: Workbook) -> None:
    page = book[NEEDS]
    del page.tables["tblBesoins"]
    page.add_table(Table(displayName="Tableau3", ref="A5:I9"))


def copied_sheet(book: Workbook) -> None:
    copy = book.copy_worksheet(book[NEEDS])
    copy.title = "Besoins (2)"
    copy.add_table(Table(displayName="tblBesoins14", ref="A5:I9"))


def pasted_table(book: Workbook) -> None:
    copy = book.copy_worksheet(book[NEEDS])
    copy.title = "Brouillon"
    copy.add_table(Table(displayName="Tableau7", ref="A5:I9"))


def same_name_twice() -> bytes:
    """As a careless program writes: two tables of one name."""

    def rename_table(parts: dict[str, bytes]) -> None:
        name = next(n for n, part in parts.items() if b'displayName="tblBesoins14"' in part)
        parts[name] = parts[name].replace(b"tblBesoins14", b"tblBesoins")

    return spliced(rename_table, spoiled(copied_sheet))


def doubled_heading(book: Workbook) -> None:
    table_to_range(book)
    page = book[NEEDS]
    page["J5"].value, page["J6"].value = "Montant", 7
    page["K5"].value, page["K6"].value = "Amount", 8


def form_heading(book: Workbook) -> None:
    rename(book[PLAN], "Valeur", "Réponse")


def form_label_twice(book: Workbook) -> None:
    page = book[PLAN]
    row = next(cell.row for cell in page["A"] if cell.value == "Titre")
    last = page.max_row + 1
    page[f"A{last}"].value, page[f"B{last}"].value = page[f"A{row}"].value, "Un autre titre"


def notes_and_corrections(book: Workbook) -> None:
    mine = book.create_sheet("Mes notes", 0)
    mine["A1"].value = "Rappeler Luc"
    told = book.create_sheet("Corrections", 0)
    for place, heading in enumerate(("Sévérité", "Code", "Feuille", "Cellule", "Constat"), start=1):
        told.cell(1, place).value = heading
        told.cell(2, place).value = "x"


def protected(book: Workbook) -> None:
    book[NEEDS].protection = SheetProtection(sheet=True, password="mystere")
    book.security.lockStructure = True


def other_territory(book: Workbook) -> None:
    book.defined_names["DOSSIER_TERRITOIRE"].value = '"HG"'


def unknown_territory(book: Workbook) -> None:
    del book.defined_names["DOSSIER_TERRITOIRE"]
    page = book["Territoire"]
    row = next(cell.row for cell in page["A"] if cell.value == "Code du territoire")
    page[f"B{row}"].value = "GASPÉ"


def other_region(book: Workbook) -> None:
    book.defined_names["DOSSIER_REGION"].value = '"bas-saint-laurent"'


def older_canvas(book: Workbook) -> None:
    book.defined_names["DOSSIER_CANEVAS"].value = '"0.9"'
    rename(book[NEEDS], "Montant", "Coût prévu")
    rename(book[NEEDS], "Catégorie", "Poste")
    page = book[PLAN]
    next(cell for cell in page["A"] if cell.value == "Titre").value = "Nom du plan"


def newer_canvas(book: Workbook) -> None:
    book.defined_names["DOSSIER_CANEVAS"].value = '"9.1"'


def not_a_canvas(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        book.remove(sheet)
    page = book.worksheets[0]
    page.title = "Feuil1"
    del page.tables[next(iter(page.tables))]
