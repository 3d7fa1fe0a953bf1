"""The sheets of the budget annex that add up: Montage, Par exercice, Contrôles. Every figure is a live formula."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assembler.models.budget_annex import BudgetAnnexView, Check
from assembler.render.excel.look import DOLLARS, MONEY, PERCENT, TEXT, WHOLE
from assembler.render.excel.page import start_sheet
from assembler.render.excel.table import Column, Formula, Placed, Value, write_table

MONTAGE, YEARS = "Montage", "ParExercice"
_REPEATED = 4  # columns A to D, on both printed pages
_FIRST_PROGRAM = 7  # column G: programs follow No, Enjeu, Piste, Action, Porteur, Besoin
_PAGE_CHARACTERS = 128  # of the default face across a landscape Letter page at full size
_MARGIN = 0.5  # inches at the left and the right of that page
_MILLION = 1_000_000
_CONFIRMED = ("Confirmé", "Reçu")


def write_montage(book: Workbook, view: BudgetAnnexView, accent: str) -> Placed:
    """Writes the sheet of the seeds (A2-05): actions, needs, levers, amounts, for one fiscal year."""
    columns = _montage_columns(view)
    start = start_sheet(book, "Montage", view, "", columns, title="Montage financier")  # it prints on both pages
    _print_two_pages_wide(start.sheet, columns, len(view.programmes))
    rows = [_montage_row(index, view) for index in range(len(view.actions))]
    placed = write_table(start.sheet, MONTAGE, columns, rows, top=start.top, accent=accent, filtered=False)
    book.defined_names["Actions"] = DefinedName("Actions", attr_text=f"Montage!$A${placed.first}:$A${placed.last}")
    return placed


def _print_two_pages_wide(sheet: Worksheet, columns: Sequence[Column], programs: int) -> None:
    """Programs on the left page, totals on the right one, the action's number and title repeated: it stays legible."""
    last = _FIRST_PROGRAM + programs - 1
    widths = [column.width for column in columns]
    widest = max(sum(widths[:last]), sum(widths[:_REPEATED]) + sum(widths[last:]))
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.scale = min(100, int(100 * _PAGE_CHARACTERS / widest))
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN
    sheet.print_title_cols = "A:D"
    sheet.col_breaks.append(Break(id=last))
    sheet.freeze_panes = "E5"


def _montage_columns(view: BudgetAnnexView) -> tuple[Column, ...]:
    return (
        Column("No", 9),
        Column("Enjeu", 7),
        Column("Piste", 6.5),
        Column("Action", 27),
        Column("Porteur", 19),
        Column("Besoin ($)", 12.5, DOLLARS, total=True),
        *(
            Column(f"{program.code} ($)", _program_width(program.code, view), DOLLARS, total=True)
            for program in view.programmes
        ),
        Column("Total confirmé ($)", 12.5, DOLLARS, total=True),
        Column("Total demandé ($)", 12.5, DOLLARS, total=True),
        Column("Écart ($)", 12.5, DOLLARS, total=True),
        Column("En nature ($)", 12.5, DOLLARS, total=True),
        Column("Couverture (%)", 14, PERCENT, total_rate=("Total confirmé ($)", "Besoin ($)")),
        Column("Statut des leviers", 48),
    )


def _program_width(code: str, view: BudgetAnnexView) -> float:
    """A column as narrow as its total allows: there are many, and each makes the printed page smaller."""
    total = sum(line.montant for line in view.leviers if (line.programme, line.exercice) == (code, view.exercice))
    return max(9.5 if total < _MILLION else 12, len(code) + 4)


def _montage_row(index: int, view: BudgetAnnexView) -> tuple[Value, ...]:
    action = view.actions[index]
    fy = view.exercice
    last = _FIRST_PROGRAM + len(view.programmes) - 1
    confirmed, requested = get_column_letter(last + 1), get_column_letter(last + 2)
    programs = tuple(_levers(fy, _CONFIRMED, f'Leviers[Programme],"{program.code}"') for program in view.programmes)
    return (
        action.no,
        action.enjeu,
        action.piste,
        action.titre,
        action.porteur,
        Formula(f'=SUMIFS(Besoins[Montant ($)],Besoins[Action],$A{{row}},Besoins[Exercice],"{fy}")'),
        *(Formula(f"={text}") for text in programs),
        Formula(f"=SUM({get_column_letter(_FIRST_PROGRAM)}{{row}}:{get_column_letter(last)}{{row}})"),
        Formula(f"={_levers(fy, ('Demandé',))}"),
        Formula(f"=F{{row}}-{confirmed}{{row}}-{requested}{{row}}"),
        Formula(f'=SUMIFS(Contributions[Valeur ($)],Contributions[Action],$A{{row}},Contributions[Exercice],"{fy}")'),
        Formula(f'=IF(F{{row}}=0,"n. d.",{confirmed}{{row}}/F{{row}})'),
        action.statuts,
    )


def _levers(fy: str, statuses: tuple[str, ...], extra: str = "") -> str:
    tail = f",{extra}" if extra else ""
    return "+".join(
        f'SUMIFS(Leviers[Montant ($)],Leviers[Action],$A{{row}},Leviers[Exercice],"{fy}",'
        f'Leviers[Statut],"{status}"{tail})'
        for status in statuses
    )


_YEAR_COLUMNS = (
    Column("Exercice", 14),
    Column("Besoin ($)", 16, MONEY, total=True),
    Column("Confirmé ($)", 16, MONEY, total=True),
    Column("Demandé ($)", 16, MONEY, total=True),
    Column("Potentiel ($)", 16, MONEY, total=True),
    Column("Écart ($)", 16, MONEY, total=True),
    Column("En nature ($)", 16, MONEY, total=True),
    Column("Couverture (%)", 15, PERCENT, total_rate=("Confirmé ($)", "Besoin ($)")),
)


def write_years(book: Workbook, view: BudgetAnnexView, accent: str) -> Placed:
    """Writes the plan year by year, then the need of each action year by year."""
    start = start_sheet(
        book,
        "Par exercice",
        view,
        "Le plan d’un exercice à l’autre; l’écart tient compte des leviers demandés.",
        _YEAR_COLUMNS,
    )
    rows = [_year_row(fy) for fy in view.exercices]
    placed = write_table(start.sheet, YEARS, _YEAR_COLUMNS, rows, top=start.top, accent=accent, filtered=False)
    columns = (Column("Action", 14), *(Column(f"Besoin {fy} ($)", 16, MONEY, total=True) for fy in view.exercices))
    needs: list[tuple[Value, ...]] = [
        (
            action.no,
            *(
                Formula(f'=SUMIFS(Besoins[Montant ($)],Besoins[Action],$A{{row}},Besoins[Exercice],"{fy}")')
                for fy in view.exercices
            ),
        )
        for action in view.actions
    ]
    write_table(start.sheet, "BesoinsParExercice", columns, needs, top=placed.total + 3, accent=accent, filtered=False)
    return placed


def _year_row(fy: str) -> tuple[Value, ...]:
    def levers(*statuses: str) -> str:
        return "+".join(
            f'SUMIFS(Leviers[Montant ($)],Leviers[Exercice],$A{{row}},Leviers[Statut],"{status}")'
            for status in statuses
        )

    return (
        fy,
        Formula("=SUMIFS(Besoins[Montant ($)],Besoins[Exercice],$A{row})"),
        Formula(f"={levers(*_CONFIRMED)}"),
        Formula(f"={levers('Demandé')}"),
        Formula(f"={levers('Potentiel')}"),
        Formula("=B{row}-C{row}-D{row}"),
        Formula("=SUMIFS(Contributions[Valeur ($)],Contributions[Exercice],$A{row})"),
        Formula('=IF(B{row}=0,"n. d.",C{row}/B{row})'),
    )


_CHECK_COLUMNS = (
    Column("Contrôle", 62),
    Column("Attendu", 19, MONEY),
    Column("Obtenu", 19, MONEY),
    Column("Différence", 16, MONEY),
    Column("Verdict", 14),
)
_RULE_COLUMNS = (Column("Règle, et ce qu’elle demande", 62), Column("Gravité", 19, TEXT), Column("Nombre", 19, WHOLE))


def write_checks(book: Workbook, view: BudgetAnnexView, accent: str, montage: Placed) -> None:
    """Writes the sums that must agree (Dossier's totals, the workbook's formulas), then the rules that spoke."""
    start = start_sheet(
        book,
        "Contrôles",
        view,
        "Chaque total calculé par Dossier est comparé à celui des formules.",
        _CHECK_COLUMNS,
    )
    first = _FIRST_PROGRAM + len(view.programmes)
    letters = dict(
        zip(
            ("besoin", "confirme", "demande", "ecart", "nature"),
            ("F", *(get_column_letter(first + offset) for offset in range(4))),
            strict=True,
        )
    )
    rows = [_check_row(check, f"Montage!{letters[check.cle]}{montage.total}") for check in view.controles]
    rows += [
        *(_sum_row(label, total, f"Montage!{letters[key]}{montage.total}") for label, key, total in _lines(view)),
        _sum_row("Somme des enjeux – besoin du montage", "Sommaire_Enjeux_Besoin", f"Montage!F{montage.total}"),
        _sum_row(
            "Somme des bailleurs – total confirmé",
            "Sommaire_Bailleurs_Confirme",
            f"Montage!{letters['confirme']}{montage.total}",
        ),
    ]
    placed = write_table(start.sheet, "Controles", _CHECK_COLUMNS, rows, top=start.top, accent=accent, filtered=False)
    rules = [(f"{spoken.code}. {spoken.remede}", spoken.gravite, spoken.nombre) for spoken in view.constats]
    write_table(start.sheet, "Constats", _RULE_COLUMNS, rules, top=placed.last + 3, accent=accent, filtered=False)


def _lines(view: BudgetAnnexView) -> tuple[tuple[str, str, str], ...]:
    """What the lines of the year add up to, whatever their action: one that no row of the Montage counts shows here."""
    fy = view.exercice

    def levers(*statuses: str) -> str:
        return "+".join(
            f'SUMIFS(Leviers[Montant ($)],Leviers[Exercice],"{fy}",Leviers[Statut],"{status}")' for status in statuses
        )

    return (
        ("Lignes de Besoins – besoin du montage", "besoin", f'SUMIFS(Besoins[Montant ($)],Besoins[Exercice],"{fy}")'),
        ("Lignes de Leviers – total confirmé", "confirme", levers(*_CONFIRMED)),
        ("Lignes de Leviers – total demandé", "demande", levers("Demandé")),
        (
            "Lignes de Contributions – en nature",
            "nature",
            f'SUMIFS(Contributions[Valeur ($)],Contributions[Exercice],"{fy}")',
        ),
    )


def _check_row(check: Check, cell: str) -> tuple[Value, ...]:
    return (f"Total «\u00a0{check.libelle}\u00a0»", check.attendu, Formula(f"={cell}"), *_VERDICT)


def _sum_row(label: str, name: str, cell: str) -> tuple[Value, ...]:
    return (label, Formula(f"={cell}"), Formula(f"={name}"), *_VERDICT)


_VERDICT = (
    Formula("=ROUND(C{row}-B{row},2)"),
    Formula('=IF(D{row}=0,"Conforme","À revoir")'),
)
