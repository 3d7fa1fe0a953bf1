"""The « Corrections » sheet: every finding on a line, its cell one click away, ready to be printed."""

from collections.abc import Sequence

from assembler.canvas.annotate.outline import HEADER, quoted, written
from assembler.canvas.annotate.styles import Looks
from assembler.canvas.annotate.words import (
    TITLE,
    counted,
    headings,
    next_steps,
    severity_word,
    shortened,
    todo,
    weight,
)
from assembler.i18n import translate as _
from assembler.models.action_sheet import BETWEEN
from assembler.models.finding import Finding

HEADING_ROW = 7
_COLUMNS = "ABCDEFGHI"
_WIDTHS = (5, 15, 21, 24, 26, 36, 44, 44, 9)
_TAB = "FFC00000"
Target = str | None  # where a finding's link leads: the name of a sheet, None when it is not of the workbook


def write_corrections(
    findings: Sequence[Finding], targets: Sequence[tuple[Target, str]], looks: Looks, namespace: str
) -> bytes:
    """Gives the part of the sheet; ``targets`` are the sheet and the cell of each finding, in the same order."""
    last = HEADING_ROW + len(findings)
    placed = zip(findings, targets, strict=True)
    lines = [_line(HEADING_ROW + at, at, one, looks, is_linked=to is not None) for at, (one, (to, _cell)) in
             enumerate(placed, 1)]  # fmt: skip
    links = [
        _link(f"{_COLUMNS[3 if cell else 2]}{HEADING_ROW + at}", sheet, cell or "A1")
        for at, (sheet, cell) in enumerate(targets, 1)
        if sheet is not None
    ]
    return (
        f'{HEADER}<worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="{_TAB}"/>'
        '<pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:I{last}"/><sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{HEADING_ROW}" topLeftCell="A{HEADING_ROW + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{HEADING_ROW + 1}" sqref="A{HEADING_ROW + 1}"/></sheetView>'
        f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{_widths()}</cols>'
        f"<sheetData>{_top(findings, looks)}{''.join(lines)}</sheetData>"
        f'<autoFilter ref="A{HEADING_ROW}:I{last}"/>{_listed(links)}'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup orientation="landscape" paperSize="1" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    ).encode()


def _widths() -> str:
    return "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(_WIDTHS, 1)
    )


def _top(findings: Sequence[Finding], looks: Looks) -> str:
    rows = [_row(1, _text("A1", _(TITLE), looks.title), 34), _row(2, _text("A2", counted(findings), looks.count), 20)]
    rows += [_row(row, _text(f"A{row}", line, looks.lead), 17) for row, line in enumerate(next_steps(findings), 3)]
    titles = zip(_COLUMNS, headings(), strict=True)
    cells = "".join(_text(f"{column}{HEADING_ROW}", title, looks.heading) for column, title in titles)
    return "".join([*rows, _row(HEADING_ROW, cells, 20)])


def _line(row: int, number: int, finding: Finding, looks: Looks, *, is_linked: bool) -> str:
    severity = weight(finding)
    link = looks.link if is_linked else looks.text
    texts = (
        (severity_word(severity), looks.severities[severity]),
        (finding.sheet or finding.place or _("Tout le dépôt"), looks.text if finding.cell else link),
        (finding.cell or _place(finding), link if finding.cell else looks.text),
        (finding.found, looks.text),
        (finding.expected, looks.text),
        (finding.message, looks.text),
        (todo(finding), looks.text),
        (finding.code, looks.text),
    )
    cells = [f'<c r="A{row}" s="{looks.number}"><v>{number}</v></c>']
    cells += [_text(f"{column}{row}", text, look) for column, (text, look) in zip(_COLUMNS[1:], texts, strict=True)]
    return _row(row, "".join(cells))


def _place(finding: Finding) -> str:
    """Gives where a finding without a cell is, unless its sheet already says so: « Besoins, ligne 2 › Montant »."""
    if finding.place in ("", finding.sheet) or not finding.sheet:
        return ""
    return finding.place.removeprefix(f"{finding.sheet}{BETWEEN}")


def _row(row: int, cells: str, height: int | None = None) -> str:
    sized = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{row}"{sized}>{cells}</row>'


def _text(cell: str, text: str, look: int) -> str:
    """A text is only ever a value: « =1 » stays what it is."""
    if not text:
        return f'<c r="{cell}" s="{look}"/>'
    return f'<c r="{cell}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{written(shortened(text))}</t></is></c>'


def _link(cell: str, sheet: str, target: str) -> str:
    place = f"'{sheet.replace(chr(39), chr(39) * 2)}'!{target}"
    return f'<hyperlink ref="{cell}" location={quoted(place)} display={quoted(place)}/>'


def _listed(links: Sequence[str]) -> str:
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
