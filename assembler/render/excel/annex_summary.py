"""The first sheets of the budget annex: Lisez-moi, and Sommaire with its key figures, tables and charts."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from assembler.models.budget_annex import BudgetAnnexView
from assembler.render.excel.chart import Bars, add_bars
from assembler.render.excel.heights import height_of
from assembler.render.excel.look import DOLLARS, HEAD_FILL, PERCENT, aligned, face, grey, rule
from assembler.render.excel.page import set_up_page, start_sheet
from assembler.render.excel.table import Column, Formula, Placed, write_table, write_text
from assembler.word.styles import GREY

SUMMARY = "Sommaire"
_READ = 96  # characters of a line to read
_FIGURES = ("Besoin", "Confirmé", "Demandé", "Écart à combler", "En nature", "Couverture")


def write_readme(book: Workbook, view: BudgetAnnexView, accent: str) -> None:
    """Writes what the workbook is, what each sheet holds, and how to edit it."""
    sheet = book.create_sheet("Lisez-moi")
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = _READ
    _titled(sheet, view, accent)
    row = 6
    for label, text in _readme_lines(view):
        write_text(sheet.cell(row, 1), label)
        write_text(sheet.cell(row, 2), text)
        sheet.cell(row, 1).font, sheet.cell(row, 2).font = face(bold=True), face()
        for column in (1, 2):
            sheet.cell(row, column).alignment = aligned()
            sheet.cell(row, column).border = rule()
        sheet.row_dimensions[row].height = height_of([(text, _READ)])
        row += 1
    set_up_page(sheet, view)


def _titled(sheet: Worksheet, view: BudgetAnnexView, accent: str) -> None:
    lines = (
        (
            1,
            f"{view.edition} · version {view.version} · {view.date_version.isoformat()}",
            face(10, bold=True, colour=accent),
        ),
        (2, view.titre, face(20, bold=True)),
        (3, f"{view.plan} · {view.organisme}", face(12, colour=GREY)),
    )
    for row, text, font in lines:
        write_text(sheet.cell(row, 1), text)
        sheet.cell(row, 1).font = font


def _readme_lines(view: BudgetAnnexView) -> tuple[tuple[str, str], ...]:
    return (
        ("Sommaire", "Les chiffres clés de l’exercice, le montage par enjeu et par bailleur, deux graphiques."),
        (
            "Montage",
            "Chaque action\u00a0: besoin, leviers confirmés par programme, demandé, écart, en nature, couverture.",
        ),
        ("Besoins", "Ce que coûte chaque action, par exercice et par catégorie de dépenses."),
        ("Leviers", "Ce qui finance chaque action, avec l’entente, le statut, la date et la preuve."),
        ("Contributions", "Les contributions en nature et en expertise, hors couverture."),
        ("Réel", "Le prévu et le réel des ententes, avec l’explication des écarts."),
        ("Par exercice", f"Le plan d’un exercice à l’autre, de {view.exercices[0]} à {view.exercices[-1]}."),
        ("Listes", "Les choix des listes déroulantes."),
        ("Contrôles", "Les totaux qui doivent concorder, et les règles de validation qui ont signalé quelque chose."),
        (
            "Confirmé",
            "Leviers «\u00a0Confirmé\u00a0» et «\u00a0Reçu\u00a0». L’écart est le besoin moins le confirmé et le "
            "demandé.",
        ),
        ("Couverture", "Confirmé divisé par besoin. Les contributions en nature n’y comptent jamais."),
        (
            "Pour modifier",
            "Corrigez les feuilles Besoins, Leviers et Contributions, ou ajoutez-y des lignes\u00a0: les autres se "
            "recalculent, et Contrôles dit ce qui ne concorde plus. Les feuilles de "
            "totaux sont protégées sans mot de passe (Révision, Ôter la protection). Pour refaire le dossier, corrigez "
            "plutôt le canevas du territoire.",
        ),
        (
            "Imprimer",
            f"Besoins, Leviers et Contributions s’impriment pour l’exercice {view.exercice}, Réel pour l’exercice "
            f"{view.exercice_reel}; les autres exercices suivent dans le classeur.",
        ),
        (
            "Séparateurs",
            "Les montants sont des nombres\u00a0: leur présentation suit les réglages régionaux de votre ordinateur.",
        ),
    )


def write_summary(book: Workbook, view: BudgetAnnexView, accent: str, montage: Placed) -> None:
    """Writes the key figures, the tables by issue and by funder, and a native chart beside each."""
    note = "Tous les montants sont des formules."
    title = "Sommaire du montage financier"
    start = start_sheet(book, SUMMARY, view, note, _ISSUE_COLUMNS, title=title, frozen=False)
    sheet = start.sheet
    _write_figures(sheet, view, accent, montage)
    issues = write_table(
        sheet, "SommaireEnjeux", _ISSUE_COLUMNS, _issue_rows(view), top=8, accent=accent, filtered=False
    )
    top = issues.total + 3
    rows = _funder_rows(view)
    funders = write_table(sheet, "SommaireBailleurs", _FUNDER_COLUMNS, rows, top=top, accent=accent, filtered=False)
    for name, placed in (
        ("Sommaire_Enjeux_Besoin", f"$B${issues.total}"),
        ("Sommaire_Bailleurs_Confirme", f"$C${funders.total}"),
    ):
        book.defined_names[name] = DefinedName(name, attr_text=f"{SUMMARY}!{placed}")
    below = funders.total + 4
    sheet.row_breaks.append(Break(id=below - 2))  # the charts share a page of their own
    first = Bars("Montage par enjeu", issues, (3, 4, 5), stacked=True)
    add_bars(sheet, first, at=f"A{below}", accent=accent)
    second = Bars("Confirmé par bailleur", funders, (3,), stacked=False)
    add_bars(sheet, second, at=f"A{below + first.rows + 1}", accent=accent)


def describe_charts(view: BudgetAnnexView) -> tuple[str, str]:
    """Gives the alternative texts of the two charts, whose figures stand in the tables before them."""
    issues = ", ".join(issue.libelle for issue in view.enjeux)
    return (
        f"Barres empilées du confirmé, du demandé et de l’écart de l’exercice {view.exercice} pour chaque enjeu "
        f"({issues}); les montants sont dans le premier tableau.",
        f"Barres du montant confirmé par chaque bailleur pour l’exercice {view.exercice}; les montants sont dans le "
        "second tableau.",
    )


_ISSUE_COLUMNS = (
    Column("Enjeu", 48),
    Column("Besoin ($)", 17, DOLLARS, total=True),
    Column("Confirmé ($)", 17, DOLLARS, total=True),
    Column("Demandé ($)", 17, DOLLARS, total=True),
    Column("Écart ($)", 17, DOLLARS, total=True),
    Column("En nature ($)", 17, DOLLARS, total=True),
    Column("Couverture (%)", 16, PERCENT, total_rate=("Confirmé ($)", "Besoin ($)")),
)
_FUNDER_COLUMNS = (
    Column("Bailleur", 48),
    Column("Programme", 17),
    Column("Confirmé ($)", 17, DOLLARS, total=True),
    Column("Demandé ($)", 17, DOLLARS, total=True),
    Column("Part du confirmé (%)", 17, PERCENT, total_rate=("Confirmé ($)", "Confirmé ($)")),
)


def _write_figures(sheet: Worksheet, view: BudgetAnnexView, accent: str, montage: Placed) -> None:
    first = 7 + len(view.programmes)
    total = montage.total
    confirmed, requested, gap, gifts = (get_column_letter(first + offset) for offset in range(4))
    cells = (f"F{total}", f"{confirmed}{total}", f"{requested}{total}", f"{gap}{total}", f"{gifts}{total}")
    formulas = [f"=Montage!{cell}" for cell in cells]
    formulas.append(f'=IF(Montage!F{total}=0,"n. d.",Montage!{confirmed}{total}/Montage!F{total})')
    write_text(sheet.cell(4, 1), "Chiffres clés")
    write_text(sheet.cell(5, 1), view.exercice)
    for column, (label, formula) in enumerate(zip(_FIGURES, formulas, strict=True), 2):
        write_text(sheet.cell(4, column), label)
        sheet.cell(5, column).value = formula
        sheet.cell(5, column).number_format = PERCENT if label == _FIGURES[-1] else DOLLARS
    for column in range(1, len(_FIGURES) + 2):
        head, value = sheet.cell(4, column), sheet.cell(5, column)
        head.font, value.font = grey(), face(13, bold=True, colour=accent)
        head.border = rule(accent)
        for cell in (head, value):
            cell.fill = HEAD_FILL
            cell.alignment = aligned("left" if column == 1 else "right", wrap=False)
    sheet.row_dimensions[4].height, sheet.row_dimensions[5].height = 18, 26


def _issue_rows(view: BudgetAnnexView) -> list[tuple[str | Formula, ...]]:
    headers = ("Besoin ($)", "Total confirmé ($)", "Total demandé ($)", "Écart ($)", "En nature ($)")
    rows: list[tuple[str | Formula, ...]] = [
        (
            f"{issue.code}. {issue.libelle}",
            *(Formula(f'=SUMIFS(Montage[{header}],Montage[Enjeu],"{issue.code}")') for header in headers),
            Formula('=IF(B{row}=0,"n. d.",C{row}/B{row})'),
        )
        for issue in view.enjeux
    ]
    if any(action.no == "Plan" for action in view.actions):
        whole = (Formula('=SUMIFS(Montage[En nature ($)],Montage[No],"Plan")'), "n. d.")
        rows.append(("Ensemble du plan", *("–",) * 4, *whole))
    return rows


def _funder_rows(view: BudgetAnnexView) -> list[tuple[str | Formula, ...]]:
    fy = view.exercice

    def levers(status: str) -> str:
        named = f'Leviers[Programme],$B{{row}},Leviers[Exercice],"{fy}",Leviers[Statut],"{status}"'
        return f"SUMIFS(Leviers[Montant ($)],{named})"

    return [
        (
            program.bailleur,
            program.code,
            Formula(f"={levers('Confirmé')}+{levers('Reçu')}"),
            Formula(f"={levers('Demandé')}"),
            Formula('=IF(Sommaire_Bailleurs_Confirme=0,"n. d.",C{row}/Sommaire_Bailleurs_Confirme)'),
        )
        for program in view.programmes
    ]
