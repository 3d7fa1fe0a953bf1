"""The tables of the action sheet: a form for the action itself, a grid for short rows, cards for long ones."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from assembler.canvas.prompts import example_words, help_words
from assembler.canvas.sheet_controls import codes_xml, repeated_xml, value_xml
from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.action_sheet import ID_LABEL, SheetTable, is_many
from assembler.models.field import NUMERIC, FieldSpec, Kind, Need
from assembler.models.region import Code
from assembler.word.ooxml import paragraph_xml, run_xml
from assembler.word.styles import (
    BASE_ACCENT,
    GREY,
    RULE,
    TABLE,
    TABLE_HEAD,
    TABLE_HEAD_NUMBER,
    TABLE_NUMBER,
    TABLE_TEXT,
    TINT,
)

Options = Callable[[SheetTable, str], tuple[Code, ...]]
Row = Mapping[str, str]

TEXT_WIDTH: Final = 9354  # twentieths of a point
SPARE_ROWS: Final = 3
SPARE_CARDS: Final = 1
SPARE_ITEMS: Final = 2  # blank choices in a form
_LABEL_WIDTH: Final = 2900
_CARD: Final = (1850, 2827, 1850, 2827)
_WEIGHTS: Final = {
    Kind.TEXT: 30, Kind.LONG_TEXT: 48, Kind.LINES: 40, Kind.INTEGER: 15, Kind.NUMBER: 16, Kind.MONEY: 21,
    Kind.PERCENT: 15, Kind.DATE: 20, Kind.FISCAL_YEAR: 18, Kind.CHOICE: 30, Kind.CHOICES: 20, Kind.REF: 30,
    Kind.REFS: 26, Kind.YES_NO: 14,
}  # fmt: skip
_ID_WEIGHT: Final = 12
_SMALL: Final = f'<w:color w:val="{GREY}"/><w:sz w:val="16"/><w:szCs w:val="16"/>'
_PLAIN: Final = f'<w:b w:val="0"/><w:bCs w:val="0"/>{_SMALL}'
_MARK: Final = f'<w:b/><w:color w:val="{BASE_ACCENT}"/>'
_TIGHT: Final = '<w:spacing w:before="0" w:after="40"/>'


def form_xml(table: SheetTable, fields: Sequence[str], texts: Row, options: Options) -> str:
    """Gives a table of two columns: what is asked, with its help, and what is answered."""
    rows = []
    for field in fields:
        choices = options(table, field)
        spec = table.fields[field]
        spare = SPARE_ITEMS if is_many(spec) else 0
        value = value_xml(table.tag(field), spec, choices, texts.get(field, ""), spare=spare)
        label = _label_xml(spec) + _help_xml(spec, choices)
        rows.append(
            _row_xml((_cell_xml(label, _LABEL_WIDTH, is_tinted=True), _cell_xml(value, TEXT_WIDTH - _LABEL_WIDTH)))
        )
    return _table_xml((_LABEL_WIDTH, TEXT_WIDTH - _LABEL_WIDTH), "".join(rows))


def grid_xml(table: SheetTable, rows: Sequence[Row], options: Options, *, action: str) -> str:
    """Gives a table of one row per record, with blank ones below."""
    widths = _widths(table)
    cells = []
    for (_field, spec), width in zip(table.fields.items(), widths, strict=True):
        style = TABLE_HEAD_NUMBER if spec.kind in NUMERIC else TABLE_HEAD
        help_line = _narrow_help_xml(spec, _PLAIN)
        cells.append(_cell_xml(_label_xml(spec, style) + help_line, width, is_tinted=True))
    head = _row_xml(cells, "<w:tblHeader/>")
    lines = [_grid_row_xml(table, row, widths, options, action) for row in (*rows, *[{}] * SPARE_ROWS)]
    return _table_xml(widths, head + repeated_xml(table.table.name, either(table.table.fr, table.table.en), lines))


def cards_xml(table: SheetTable, rows: Sequence[Row], options: Options, *, action: str) -> str:
    """Gives a table where a record takes several rows, two fields to a row, the first one tinted."""
    spare = SPARE_CARDS if rows else SPARE_CARDS + 1
    cards = [_card_xml(table, row, options, action) for row in (*rows, *[{}] * spare)]
    return _table_xml(_CARD, repeated_xml(table.table.name, either(table.table.fr, table.table.en), cards))


def _grid_row_xml(table: SheetTable, row: Row, widths: Sequence[int], options: Options, action: str) -> str:
    cells = []
    for (field, spec), width in zip(table.fields.items(), widths, strict=True):
        style = TABLE_NUMBER if spec.kind in NUMERIC else TABLE_TEXT
        cells.append(_cell_xml(_value_xml(table, field, row, options, action=action, style=style), width))
    return _row_xml(cells)


def _card_xml(table: SheetTable, row: Row, options: Options, action: str) -> str:
    lines: list[str] = []
    pending: list[str] = []
    for field, spec in table.fields.items():
        value = _value_xml(table, field, row, options, action=action)
        help_line = _narrow_help_xml(spec, _SMALL)
        label = _label_xml(spec) + help_line
        if spec.kind in (Kind.LONG_TEXT, Kind.LINES):
            lines += [
                _pair_xml(pending),
                _pair_xml([_cell_xml(label, _CARD[0]), _cell_xml(value, sum(_CARD[1:]), span=3)]),
            ]
            pending = []
            continue
        is_first = not lines
        pending += [_cell_xml(label, _CARD[0], is_tinted=is_first), _cell_xml(value, _CARD[1], is_tinted=is_first)]
        if len(pending) == len(_CARD):
            lines.append(_pair_xml(pending))
            pending = []
    return "".join([*lines, _pair_xml(pending)])


def _pair_xml(cells: Sequence[str]) -> str:
    if not cells:
        return ""
    blank = [_cell_xml(paragraph_xml(TABLE_TEXT, ""), width) for width in _CARD[len(cells) :]]
    is_whole = len(cells) == len(_CARD) or "gridSpan" in cells[-1]
    return _row_xml(cells if is_whole else [*cells, *blank])


def _value_xml(
    table: SheetTable, field: str, row: Row, options: Options, *, action: str, style: str = TABLE_TEXT
) -> str:
    """The value of a row's field; an id loses the action's number that begins it."""
    spec, text = table.fields[field], row.get(field, "")
    if is_many(spec):
        return codes_xml(table.tag(field), spec, text)
    shown = text.removeprefix(f"{action}-") if field == "id" else text
    return value_xml(table.tag(field), spec, options(table, field), shown, style=style)


def _label_xml(spec: FieldSpec, style: str = TABLE_TEXT) -> str:
    mark = run_xml(" *", _MARK) if spec.need is Need.SAVE and spec.tag != "id" else ""
    words = ID_LABEL if spec.tag == "id" else either(spec.fr, spec.en)
    return paragraph_xml(style, run_xml(words, "<w:b/>") + mark)


def _narrow_help_xml(spec: FieldSpec, look: str) -> str:
    words = help_words(spec) if spec.help or is_many(spec) else ""
    return paragraph_xml(TABLE_TEXT, run_xml(words, look), _TIGHT) if words else ""


def _help_xml(spec: FieldSpec, options: tuple[Code, ...]) -> str:
    several = _("Un choix par ligne.") if is_many(spec) else ""
    example = "" if spec.kind in (Kind.DATE, Kind.REF, Kind.REFS) or options else example_words(spec, options)
    words = (
        _("Requis pour l’adoption.") if spec.need is Need.ADOPTED else "",
        several or help_words(spec),
        _("Ex.\u00a0:") + f" {example}" if example else "",
    )
    text = " ".join(word for word in words if word)
    return paragraph_xml(TABLE_TEXT, run_xml(text, _SMALL), _TIGHT) if text else ""


def _widths(table: SheetTable) -> tuple[int, ...]:
    weights = [_ID_WEIGHT if field == "id" else _WEIGHTS[spec.kind] for field, spec in table.fields.items()]
    widths = [TEXT_WIDTH * weight // sum(weights) for weight in weights]
    return (*widths[:-1], TEXT_WIDTH - sum(widths[:-1]))


def _row_xml(cells: Sequence[str], properties: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell_xml(content: str, width: int, *, is_tinted: bool = False, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>' if is_tinted else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shade}</w:tcPr>{content}</w:tc>'


def _table_xml(widths: Sequence[int], rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl>{_PROPERTIES}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


_PROPERTIES = (
    f'<w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>'
    f'<w:top w:val="single" w:sz="12" w:space="0" w:color="{BASE_ACCENT}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    f'<w:insideV w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>'
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    '<w:tblLook w:val="0400" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
    ' w:noVBand="1"/></w:tblPr>'
)
