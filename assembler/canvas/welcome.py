"""The first sheet, « Lisez-moi »: what the canvas is, how to fill it, what the colours mean, where each sheet is."""

import textwrap
from collections.abc import Mapping

from openpyxl.styles import Alignment
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from assembler.canvas.content import link_to
from assembler.canvas.look import CELL_RULES, GREY, INK, ROW_RULE, TINT, Look, dress, fill, font
from assembler.canvas.prompts import need_words, written
from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.field import Need
from assembler.models.plan import record_types
from assembler.models.record import Family, Layout, Record, TableSpec, Wanted
from assembler.models.region import Region, TerritoryProfile
from assembler.tables import CANVAS_VERSION

_MIDDLE = Alignment(vertical="center", horizontal="left", wrap_text=True, indent=1)
_RIGHT = Alignment(vertical="center", horizontal="right", indent=1)
_WIDTH = 118  # characters of running text across the page
_TEXT = 78  # the column of explanations
_LINE = 1.14  # characters of their face in one unit of its width
_FULL = (2, 3, 4, 5)
_ROW, _PAGE = 15, 950  # points: a row without a height of its own, and the rows of a printed page


def write_welcome(sheet: Worksheet, look: Look, region: Region, territory: TerritoryProfile | None) -> None:
    """Writes the sheet; counts of records are formulas over the named tables."""
    for column, width in zip("ABCDEF", (2, 31, _TEXT, 20, 9, 2), strict=True):
        sheet.column_dimensions[column].width = width
    row = _write_masthead(sheet, look, region, territory)
    for line in range(2, row):
        sheet.cell(line, 2).alignment = Alignment(vertical="center", horizontal="left", indent=1)
    row = _write_steps(sheet, look, row + 1)
    row = _write_legend(sheet, look, row + 1)
    row = _write_index(sheet, look, row + 1)
    stamp = sheet.cell(row + 1, 2, _stamp(region, territory))
    stamp.font = font(9, colour=GREY)
    for line in range(1, row + 2):  # the accent bar of our covers
        dress(sheet.cell(line, 1), fill=fill(look.accent))


def count_column(record_type: type[Record]) -> str:
    """Gives the header whose cells are counted: the first required one that a structured reference can name as is."""
    labels = [either(spec.fr, spec.en) for spec in record_type.specs().values() if spec.need is Need.SAVE]
    return next(label for label in labels if all(c.isalnum() or c in " ’" for c in label))


def count_formula(record_type: type[Record], table: TableSpec) -> str:
    """Gives the formula that counts the records of a grid."""
    return f"COUNTA({table.name}[{count_column(record_type)}])"


def _write_masthead(sheet: Worksheet, look: Look, region: Region, territory: TerritoryProfile | None) -> int:
    sheet["B2"] = _("Canevas du plan de communauté")
    sheet["B2"].font = font(10, bold=True, colour=look.accent)
    sheet["B3"] = territory.name if territory else region.name
    sheet["B3"].font = font(30, bold=True)
    sheet.row_dimensions[3].height = 42
    sheet["B4"] = territory.municipal_body if territory else region.regional_body
    sheet["B4"].font = font(13, colour=GREY)
    intro = _(
        "Ce classeur recueille tout ce qui se range en lignes et en colonnes\u00a0: instances, partenaires, enjeux, "
        "actions, montage financier, résultats. Les textes suivis s’écrivent dans le récit Word. À partir des deux, "
        "Dossier assemble le plan, les fiches d’action, l’annexe budgétaire et les redditions de comptes."
    )
    row = 6
    for line in textwrap.wrap(intro, _WIDTH, break_on_hyphens=False):
        sheet.cell(row, 2, line).font = font(11)
        row += 1
    return row


def _write_steps(sheet: Worksheet, look: Look, row: int) -> int:
    row = _write_section(sheet, look, row, _("Comment remplir"))
    for number, (title, text) in enumerate(_steps(), start=1):
        name = sheet.cell(row, 2, f"{number}. {title}")
        dress(name, font=font(11, bold=True), alignment=_MIDDLE)
        _write_text(sheet, row, text)
        row += 1
    return row


def _steps() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Commencez par le plan"),
            _(
                "Les feuilles «\u00a0Territoire\u00a0» et «\u00a0Plan\u00a0» d’abord; puis les partenaires et les "
                "instances."
            ),
        ),
        (
            _("Suivez l’ordre des feuilles"),
            _(
                "La liste plus bas dit quand chaque feuille sert\u00a0: celles d’une ébauche d’abord, les autres "
                "ensuite. Un identifiant donné une fois sert partout ailleurs\u00a0: les listes déroulantes le "
                "proposent."
            ),
        ),
        (
            _("Ajoutez des lignes au besoin"),
            _(
                "Écrivez sous la dernière ligne du tableau. Trier, filtrer et déplacer ne cassent rien; ne renommez ni "
                "les colonnes ni les feuilles."
            ),
        ),
        (
            _("Écrivez simplement"),
            _(
                "Dates\u00a0: 2026-04-01. Exercices\u00a0: 2026-2027. Montants\u00a0: le nombre seul. Plusieurs "
                "choix\u00a0: séparés par «\u00a0;\u00a0». Listes\u00a0: un élément par ligne de la "
                "cellule (Alt + Entrée)."
            ),
        ),
        (
            _("Vérifiez, puis déposez"),
            _(
                "La vérification nomme la feuille, la cellule et la correction à faire, pour tout le classeur "
                "d’un coup."
            ),
        ),
    )


def _write_legend(sheet: Worksheet, look: Look, row: int) -> int:
    row = _write_section(sheet, look, row, _("Ce que disent les couleurs"))
    meanings = {
        Need.SAVE: _("Sans cette valeur, la ligne ne peut pas être lue."),
        Need.ADOPTED: _("Peut manquer dans une ébauche; l’édition adoptée l’exige."),
        Need.OPTIONAL: _(
            "Laissez vide ce qui ne s’applique pas\u00a0: les documents impriment «\u00a0s.\u00a0o.\u00a0» ou "
            "«\u00a0n.\u00a0d.\u00a0». Zéro n’est pas vide\u00a0: il imprime «\u00a00\u00a0$\u00a0»."
        ),
    }
    for need, meaning in meanings.items():
        sample = sheet.cell(row, 2, ("* " if need is Need.SAVE else "") + need_words(need))
        sample.font, sample.fill, sample.border = look.header_font(need), look.header_fill(need), CELL_RULES
        sample.alignment = Alignment(vertical="center", horizontal="left", indent=1)
        _write_text(sheet, row, meaning)
        row += 1
    return row


def _write_index(sheet: Worksheet, look: Look, row: int) -> int:
    row, top = _write_section(sheet, look, row, _("Les feuilles")), 1
    for family, tables in _families().items():
        first = row
        heading = sheet.cell(row, 2, _(str(family)))
        dress(heading, font=font(11, bold=True, colour=look.accent), alignment=_MIDDLE)
        sheet.row_dimensions[row].height = 20
        for column, title, side in ((4, _("Quand"), _MIDDLE), (5, _("Lignes"), _RIGHT)):
            cell = sheet.cell(row, column, title)
            dress(cell, font=font(9, colour=GREY), alignment=side)
        for column in _FULL:
            dress(sheet.cell(row, column), fill=fill(TINT))
        row += 1
        for record_type, table in tables.items():
            _write_index_line(sheet, look, row, record_type, table)
            row += 1
        if _height(sheet, top, row) > _PAGE:  # no family is parted from its sheets
            sheet.row_breaks.append(Break(id=first - 1))
            top = first
    return row


def _height(sheet: Worksheet, top: int, below: int) -> float:
    return sum(sheet.row_dimensions[row].height or _ROW for row in range(top, below))


def _write_index_line(sheet: Worksheet, look: Look, row: int, record_type: type[Record], table: TableSpec) -> None:
    title = either(table.fr, table.en)
    link = sheet.cell(row, 2, title)
    link_to(link, title)
    dress(link, font=font(11, colour=INK), alignment=_MIDDLE)
    _write_text(sheet, row, written(table.help))
    is_first = table.wanted is Wanted.DRAFT
    when = sheet.cell(row, 4, _(str(table.wanted)))
    face = font(10, bold=is_first, colour=look.accent if is_first else GREY)
    dress(when, font=face, alignment=_MIDDLE)
    count = sheet.cell(row, 5, _("fiche") if table.layout is Layout.FORM else f"={count_formula(record_type, table)}")
    dress(count, font=font(10, colour=GREY), alignment=_RIGHT)
    for column in _FULL:
        dress(sheet.cell(row, column), border=ROW_RULE)


def _families() -> Mapping[Family, dict[type[Record], TableSpec]]:
    found: dict[Family, dict[type[Record], TableSpec]] = {}
    for record_type in record_types().values():
        assert record_type.table is not None
        found.setdefault(record_type.table.family, {})[record_type] = record_type.table
    return found


def _write_section(sheet: Worksheet, look: Look, row: int, title: str) -> int:
    cell = sheet.cell(row, 2, title)
    cell.font = font(15, bold=True, colour=look.accent)
    cell.alignment = Alignment(vertical="center", horizontal="left", indent=1)
    sheet.row_dimensions[row].height = 34
    return row + 1


def _write_text(sheet: Worksheet, row: int, text: str) -> None:
    cell = sheet.cell(row, 3, text)
    dress(cell, font=font(10.5, colour=GREY), alignment=_MIDDLE)
    sheet.row_dimensions[row].height = 14 * len(textwrap.wrap(text, int(_TEXT * _LINE))) + 6


def _stamp(region: Region, territory: TerritoryProfile | None) -> str:
    parts = [f"{_('Canevas')} {CANVAS_VERSION}", f"{_('région')} {region.id}"]
    return " · ".join(parts + ([f"{_('territoire')} {territory.code}"] if territory else []))
