"""Reads a filled action sheet: its stamp, and its tables whatever program saved them; nothing judged.

Word keeps every control; LibreOffice keeps those inside paragraphs and drops repeating sections; a row a person adds by
hand has no control at all. So a cell is known by the tag of its control, else by the heading or label beside it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from zipfile import BadZipFile

from lxml import etree

from assembler.errors import DamagedUploadError, LargeUploadError, WrongKindError
from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.action_sheet import ID_LABEL, STAMP, SheetRow, SheetSource, SheetTable, sheet_tables
from assembler.models.field import Kind
from assembler.models.upload import UploadedFile
from assembler.read.narrative.source import NarrativeSource, open_narrative
from assembler.read.package import parse_xml
from assembler.read.sheet_cells import cell_lines, cell_tag, own_cells, plain_text
from assembler.tables import fields_by_header, folded
from assembler.word.ooxml import W

_ACTION_TAG: Final = "fiche.action"
_REQUIRED_MARK: Final = " *"
_ID_BEFORE: Final = re.compile(r"(\S+) – ")  # how a choice among records reads: « CG-E1 – Se nourrir »
_LONGEST_QUOTE: Final = 60
_MOST_ROWS: Final = 500  # of one table of one sheet
_MOST_UNKNOWN: Final = 20  # texts told one by one

Texts = dict[str, str]


def read_action_sheet(file: UploadedFile) -> SheetSource:
    """Gives what a screened sheet says; ``WrongKindError`` when it is another Word file, ``DamagedUploadError``."""
    try:
        source = open_narrative(file.content)
        kept = _read_variables(source)
    except (etree.XMLSyntaxError, BadZipFile, LookupError, ValueError, StopIteration) as error:
        remedy = _("Ouvrez-le dans Word, enregistrez-le et renvoyez-le.")
        raise DamagedUploadError(file.name, _("son contenu est endommagé"), remedy) from error
    stamp = kept.get(STAMP, {})
    action = str(stamp.get("action") or "") if isinstance(stamp, dict) else ""
    action = action or _visible_action(source.body)
    if not action:
        raise WrongKindError(
            file.name,
            _("ce n’est pas une fiche d’action à remplir"),
            _("Remplissez la fiche que donne «\u00a0dossier sheet\u00a0» ou la page du territoire, et renvoyez-la."),
        )
    tables, unknown = _read_tables(source.body)
    _check_sizes(file, tables)
    return SheetSource(
        file=file.name,
        sha256=file.sha256,
        action=action,
        **{part: _stamped(stamp, part) for part in ("territory", "region", "version")},
        tables=tables,
        given=_given(kept) if STAMP in kept else None,
        unknown=unknown,
        changes=_changes(source),
    )


def _changes(source: NarrativeSource) -> int:
    """How many tracked changes the file held before they were accepted."""
    return len(list(parse_xml(source.package.archive.read(source.main)).iter(f"{W}ins", f"{W}del")))


def _stamped(stamp: Any, part: str) -> str | None:
    found = stamp.get(part) if isinstance(stamp, dict) else None
    return found if isinstance(found, str) else None


def _read_variables(source: NarrativeSource) -> dict[str, Any]:
    """The document variables of ours; one that a program spoiled is as good as lost."""
    related = source.package.relations(source.main).values()
    part = next((r.target for r in related if r.kind == "settings" and not r.is_external), "")
    if not part or not source.package.has(part):
        return {}
    found: dict[str, Any] = {}
    for variable in parse_xml(source.package.archive.read(part)).iter("{*}docVar"):
        held = {str(etree.QName(name).localname): str(value) for name, value in variable.attrib.items()}
        if held.get("name", "").startswith(STAMP):
            try:
                found[held["name"]] = json.loads(held.get("val", ""))
            except (ValueError, RecursionError):
                return {}
    return found


def _given(kept: Mapping[str, Any]) -> dict[str, tuple[Texts, ...]]:
    """The marks of what each table held, by field name."""
    found: dict[str, tuple[Texts, ...]] = {}
    for table in sheet_tables():
        names = {spec.tag: field for field, spec in table.fields.items()}
        rows = kept.get(f"{STAMP}_{table.table.name}", [])
        rows = rows if isinstance(rows, list) else []
        found[table.name] = tuple(
            {names[tag]: str(mark) for tag, mark in row.items() if tag in names}
            for row in rows[: 2 * _MOST_ROWS]
            if isinstance(row, dict)
        )
    return found


def _visible_action(body: Any) -> str:
    """The number at the top of the sheet, for programs that drop document variables."""
    for control in body.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None and tag.get(f"{W}val") == _ACTION_TAG:
            return plain_text(control).strip()
    return ""


def _read_tables(body: Any) -> tuple[dict[str, tuple[SheetRow, ...]], tuple[str, ...]]:
    found: dict[str, list[Texts]] = {}
    unknown: list[str] = []
    for drawn in body.iter(f"{W}tbl"):
        if next(drawn.iterancestors(f"{W}tbl"), None) is not None:
            continue  # a table within a cell is text of that cell
        rows = [own_cells(row) for row in drawn.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is drawn]
        table = _table_of(rows)
        if table is None:
            unknown += [_quoted(" ".join(" ".join(cell_lines(cell)) for row in rows for cell in row))]
            continue
        is_grid = _is_grid(rows, table)
        read = list(_grid_rows(rows, table, unknown)) if is_grid else list(_labelled_rows(rows, table, unknown))
        if table.is_the_action:
            merged = found.setdefault(table.name, [{}])[0]
            merged |= {field: text for row in read for field, text in row.items()}
        else:
            found.setdefault(table.name, []).extend(row for row in read if any(row.values()))
    tables = {
        name: tuple(SheetRow(number=number, texts=row) for number, row in enumerate(rows, 1))
        for name, rows in found.items()
    }
    return tables, tuple(text for text in unknown if text)[:_MOST_UNKNOWN]


def _check_sizes(file: UploadedFile, tables: Mapping[str, Sequence[SheetRow]]) -> None:
    for table in sheet_tables():
        count = len(tables.get(table.name, ()))
        if count > _MOST_ROWS:
            why = _("son tableau «\u00a0{table}\u00a0» compte {count} lignes, et la limite est de {limit}")
            name = either(table.table.fr, table.table.en)
            raise LargeUploadError(
                file.name,
                why.format(table=name, count=count, limit=_MOST_ROWS),
                _("Retirez les lignes de trop, ou écrivez-les dans le canevas Excel."),
            )


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()}…"


def _table_of(rows: list[list[Any]]) -> SheetTable | None:
    """The table that most tags name; without tags, the one that most labels and headings name."""
    tags = Counter(cell_tag(cell).partition(".")[0] for row in rows for cell in row)
    by_name = {table.table.name: table for table in sheet_tables()}
    named = [(count, by_name[name]) for name, count in tags.items() if name in by_name]
    if named:
        return max(named, key=lambda pair: pair[0])[1]
    words = {folded(_label(cell)) for row in rows for cell in row}
    matched = [(len(words & set(_fields_by_label(table))), table) for table in sheet_tables()]
    count, best = max(matched, key=lambda pair: pair[0])
    return best if count >= max(2, len(best.fields) // 2) else None


def _fields_by_label(table: SheetTable) -> dict[str, str]:
    known = {label: field for label, field in fields_by_header(table.record_type).items() if field in table.fields}
    return known | ({folded(ID_LABEL): "id"} if table.has_ids else {})


def _label(cell: Any) -> str:
    """The first line of a cell of ours, without the mark of what is required; help stands below it."""
    lines = cell_lines(cell)
    return lines[0].removesuffix(_REQUIRED_MARK).strip() if lines else ""


def _is_grid(rows: list[list[Any]], table: SheetTable) -> bool:
    """A first row of headings, without a single answer."""
    known = _fields_by_label(table)
    headings = [cell for cell in rows[0] if folded(_label(cell)) in known] if rows else []
    return len(headings) >= max(2, (len(rows[0]) + 1) // 2) and not any(cell_tag(cell) for cell in rows[0])


def _grid_rows(rows: list[list[Any]], table: SheetTable, unknown: list[str]) -> Iterator[Texts]:
    known = _fields_by_label(table)
    columns = [known.get(folded(_label(cell)), "") for cell in rows[0]]
    for row in rows[1:]:
        texts: Texts = {}
        for place, cell in enumerate(row):
            field = _tagged_field(cell, table) or (columns[place] if place < len(columns) else "")
            _keep(texts, table, field, cell, unknown)
        yield texts


def _labelled_rows(rows: list[list[Any]], table: SheetTable, unknown: list[str]) -> Iterator[Texts]:
    """Labels and answers side by side; the first field of the table, or one already met, begins another record."""
    known, first = _fields_by_label(table), next(iter(table.fields))
    texts: Texts = {}
    for row in rows:
        for label, cell in zip(row[::2], row[1::2], strict=False):
            field = _tagged_field(cell, table) or known.get(folded(_label(label)), "")
            if texts and not table.is_the_action and (field == first or field in texts):
                yield texts
                texts = {}
            _keep(texts, table, field, cell, unknown)
    yield texts


def _tagged_field(cell: Any, table: SheetTable) -> str:
    name, _dot, tag = cell_tag(cell).partition(".")
    if name != table.table.name:
        return ""
    return next((field for field, spec in table.fields.items() if spec.tag == tag), "")


def _keep(texts: Texts, table: SheetTable, field: str, cell: Any, unknown: list[str]) -> None:
    lines = cell_lines(cell)
    if not field:
        unknown += [_quoted(" ".join(lines))] if lines else []
        return
    if table.fields[field].kind in (Kind.REF, Kind.REFS):
        lines = [found[1] if (found := _ID_BEFORE.match(line)) else line for line in lines]
    texts[field] = "\n".join(lines)
