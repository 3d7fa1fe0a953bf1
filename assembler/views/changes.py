"""What changed, on one page: the amounts, then the lines of each part, as many as the page holds."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil
from typing import ClassVar

from assembler.i18n import speaking
from assembler.models.changes import AmountChange, LineChange, PlanChanges, YearChange
from assembler.models.changes_request import ChangesRequest
from assembler.models.edition_scope import is_marked_draft
from assembler.models.view import View
from assembler.told_changes import ToldChanges, ToldLine, counted, signed_money, tell_changes
from assembler.typography import NBSP, format_date_long, format_money, join_french
from assembler.views.page_share import share_page

TITLE = "Ce qui a changé"
# Heights in points, as the template's styles make them; a test lays full pages out and counts them.
_PAGE, _TITLE = 684, 70
_LINE, _NEXT_LINE, _NOTE_LINE = 15, 14, 13
_TABLE, _ROW, _ROW_LINE = 44, 3, 11  # a table with its caption and header, a row of it, each line of the row
# Characters of a line of the page, of one in bold, of an issue's name, of two amounts.
_WIDTH, _BOLD, _NARROW, _VALUES = 104, 94, 28, 24
_MOST_ROWS = 8  # of a table of amounts
_LONGEST = 400  # characters of a line: a title may be long, and one of them must not take the page


class AmountCell(View):
    """An amount in both plans: its difference, and under it what it was and what it is."""

    difference: str
    valeurs: str


class IssueRow(View):
    """The amounts of an issue, or of the whole plan."""

    libelle: str
    besoin: AmountCell
    confirme: AmountCell
    demande: AmountCell
    ecart: AmountCell


class FunderRow(View):
    """One amount of a funder."""

    libelle: str
    avant: str
    maintenant: str
    difference: str


class Stretch(View):
    """Some words of a text: kept, taken out or put in."""

    texte: str
    retire: bool
    ajoute: bool


class ShownLine(View):
    """A sentence; for a text, what it is about and the passage that changed."""

    phrase: str
    extraits: tuple[Stretch, ...]


class ShownPart(View):
    """The lines of a part that the page holds, and how many more there are; no line when nothing of it changed."""

    lignes: tuple[ShownLine, ...]
    reste: str


class ChangesView(View):
    """Every tag of the page's template."""

    must_show: ClassVar[tuple[str, ...]] = ("titre", "territoire", "versions", "actions.lignes[].phrase")

    titre: str
    territoire: str
    versions: str
    version: int
    date: str
    edition: str
    ebauche: bool
    ouverture: tuple[str, ...]
    exercice: str
    enjeux: tuple[IssueRow, ...]
    total: IssueRow
    bailleurs: tuple[FunderRow, ...]
    montants_note: str
    actions: ShownPart
    leviers: ShownPart
    textes: ShownPart
    autres: ShownPart


def view_changes(request: ChangesRequest) -> ChangesView:
    """Gives the page; it is in French, as every document is."""
    with speaking("fr"):
        return _view(request.changes, tell_changes(request.changes))


def title_of_changes(request: ChangesRequest) -> str:
    """Gives the title that the document's properties hold."""
    before, after = request.changes.before.version, request.changes.after.version
    return f"{TITLE}{NBSP}: {request.territory.name}, version{NBSP}{before} à version{NBSP}{after}"


def _view(changes: PlanChanges, told: ToldChanges) -> ChangesView:
    year = changes.current_year
    issues = [line for line in year.issues if line.is_changed]
    funders = list(_funder_rows(year))
    note = _note(changes, len(issues) - _MOST_ROWS, len(funders) - _MOST_ROWS)
    height = _PAGE - _TITLE - sum(_lines_of(line) * _NEXT_LINE + 2 for line in told.opening)
    height -= _height_of_issues(issues, year.total) + _height_of_funders(funders) + _lines_of(note) * _NOTE_LINE
    parts = share_page(
        [_lines(part) for part in (told.actions, told.levers, told.texts, told.others)], height=height, cost=_cost
    )
    actions, levers, texts, others = (ShownPart(lignes=part.kept, reste=_rest(part.left)) for part in parts)
    after = changes.after
    return ChangesView(
        titre=TITLE,
        territoire=changes.territory_name,
        versions=told.versions,
        version=after.version,
        date=format_date_long(after.version_date),
        edition=changes.edition.fr,
        ebauche=is_marked_draft(after.status, changes.edition),
        ouverture=told.opening,
        exercice=year.fy,
        enjeux=tuple(_issue_row(line) for line in issues[:_MOST_ROWS]),
        total=_issue_row(year.total),
        bailleurs=tuple(funders[:_MOST_ROWS]),
        montants_note=note,
        actions=actions,
        leviers=levers,
        textes=texts,
        autres=others,
    )


def _height_of_issues(issues: Sequence[LineChange], total: LineChange) -> int:
    rows = [*issues[:_MOST_ROWS], total] if issues else []
    return sum(_ROW + _ROW_LINE * _lines_of_row(_issue_row(line)) for line in rows) + (_TABLE if rows else 0)


def _lines_of_row(row: IssueRow) -> int:
    values = max(len(cell.valeurs) for cell in (row.besoin, row.confirme, row.demande, row.ecart))
    return max(ceil(len(row.libelle) / _NARROW), 1 + ceil(values / _VALUES))


def _height_of_funders(funders: Sequence[FunderRow]) -> int:
    return _TABLE + (_ROW + _ROW_LINE) * min(len(funders), _MOST_ROWS) if funders else 0


def _lines_of(text: str, width: int = _WIDTH) -> int:
    return ceil(len(text) / width)


def _issue_row(line: LineChange) -> IssueRow:
    assert line.need is not None
    assert line.gap is not None
    return IssueRow(
        libelle=line.fr,
        besoin=_cell(line.need),
        confirme=_cell(line.confirmed),
        demande=_cell(line.requested),
        ecart=_cell(line.gap),
    )


def _cell(amount: AmountChange) -> AmountCell:
    if not amount.difference:
        return AmountCell(difference="inchangé", valeurs=_money(amount.after))
    values = f"{_money(amount.before)}{NBSP}→ {_money(amount.after)}"  # a narrow cell breaks there
    return AmountCell(difference=signed_money(amount.difference), valeurs=values)


def _money(amount: Decimal) -> str:
    return format_money(amount, cents=amount != amount.to_integral_value())


def _funder_rows(year: YearChange) -> Iterator[FunderRow]:
    for line in year.funders:
        for name, amount in (("confirmé", line.confirmed), ("demandé", line.requested)):
            if amount.difference:
                yield FunderRow(
                    libelle=f"{line.fr}, {name}",
                    avant=_money(amount.before),
                    maintenant=_money(amount.after),
                    difference=signed_money(amount.difference),
                )


def _note(changes: PlanChanges, more_issues: int, more_funders: int) -> str:
    """Gives what the tables leave out: rows beyond those they hold, other years."""
    years = [year.fy for year in changes.years if year.is_changed and year.fy != changes.after.current_fy]
    told = []
    if more_issues > 0:
        told.append(counted(more_issues, "{n} autre enjeu a changé.", "{n} autres enjeux ont changé."))
    if more_funders > 0:
        told.append(
            counted(
                more_funders, "{n} autre montant de bailleur a changé.", "{n} autres montants de bailleurs ont changé."
            )
        )
    if years:
        told.append(f"Des montants changent aussi en {join_french(years)}.")
    return " ".join(told)


def _lines(lines: Sequence[ToldLine]) -> tuple[ShownLine, ...]:
    return tuple(
        ShownLine(
            phrase=_cut(line.text),
            extraits=tuple(
                Stretch(texte=piece.text, retire=piece.part == "removed", ajoute=piece.part == "added")
                for piece in line.pieces
            ),
        )
        for line in lines
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2].rstrip()}{NBSP}…"


def _cost(line: ShownLine) -> int:
    words = line.phrase + "".join(piece.texte for piece in line.extraits)
    lines = _lines_of(words, _BOLD if line.extraits else _WIDTH)
    return _LINE + (lines - 1) * _NEXT_LINE


def _rest(left: int) -> str:
    one, many = (
        "et {n} autre, que la comparaison complète donne.",
        "et {n} autres, que la comparaison complète donne.",
    )
    return counted(left, one, many) if left else ""
