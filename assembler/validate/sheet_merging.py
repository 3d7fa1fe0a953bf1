"""One table of a filled sheet joins the same table of the workbook, row by row and field by field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.action_sheet import BETWEEN, SheetRow, SheetSource, SheetTable, digest_of
from assembler.models.finding import Finding
from assembler.models.source import Cell, Row, SourceTable
from assembler.tables import fields_by_header, folded
from assembler.validate.columns import table_of
from assembler.validate.findings import finding_by_code
from assembler.validate.reading import shown
from assembler.validate.sheet_lineage import Marks, content_of, contested, nearest
from assembler.validate.sheet_values import HeldRow, Reader

_SHORT_ID = re.compile(r"[A-Za-z]{1,3}\d{1,3}")
_NUMBERED = re.compile(r"([A-Z]+)(\d+)")


def sheet_name(action: str) -> str:
    """Gives what findings call a sheet."""
    return _("Fiche {action}").format(action=action)


@dataclass(frozen=True)
class Said:
    """A row of the sheet: its rank, its texts in the form shared with the workbook, and as typed."""

    number: int
    texts: Mapping[str, str]
    typed: Mapping[str, str]

    @property
    def marks(self) -> Marks:
        """Gives the marks it would have, had it been given so."""
        return {field: digest_of(text) for field, text in self.texts.items() if text}


@dataclass
class Merging:
    """What merging one table needs, and what it tells."""

    reader: Reader
    table: SheetTable
    sheet: SheetSource
    given: Sequence[Marks] | None  # None when the sheet forgot, or the action is new
    is_new: bool
    findings: list[Finding]

    def place(self, said: Said | None, field: str) -> str:
        """Gives where an answer stands, in words."""
        parts = [sheet_name(self.sheet.action)]
        if not self.table.is_the_action:
            title = either(self.table.table.fr, self.table.table.en)
            parts.append(_("{table}, ligne {number}").format(table=title, number=said.number) if said else title)
        if field:
            spec = self.table.record_type.specs()[field]
            parts.append(either(spec.fr, spec.en))
        return BETWEEN.join(parts)

    def tell(
        self, code: str, place: str, message: str, *, found: str = "", expected: str = "", remedy: str = ""
    ) -> None:
        """Tells one thing, unless the whole action is new: then everything is."""
        if not self.is_new or code == "F-014":
            one = finding_by_code("", place, code=code, message=message, found=found, expected=expected, remedy=remedy)
            self.findings.append(one)


def merge_table(
    reader: Reader, table: SheetTable, sheet: SheetSource, *, is_new: bool
) -> tuple[str, SourceTable | None, list[Finding]]:
    """Gives the name of the workbook's table, the table with the sheet's answers (None without one), what changed."""
    target = table_of(reader.source, table.record_type)
    if target is None:
        return "", None, []
    given = None if is_new or sheet.given is None else sheet.given.get(table.name, ())
    merging = Merging(reader, table, sheet, given, is_new, [])
    held = reader.rows(table, sheet.action)
    said = _said_rows(merging, target)
    kept: dict[int, Row] = {}
    added: list[Said] = []
    for old, new in _pairs(table, held, said):
        if old is None and new is not None:
            added += [new] if _is_added(merging, new) else []
        elif old is not None:
            row = _changed(merging, target, old, new) if new is not None else _left(merging, old)
            kept |= {old.row.number: row} if row is not None else {}
    _tell_contested(merging, held, said)
    mine = {row.row.number for row in held}
    rows = [kept.get(row.number, row) for row in target.rows if row.number not in mine or row.number in kept]
    rows += _new_rows(merging, target, added)
    headers = target.headers | {header: "" for row in rows for header in row.cells if header not in target.headers}
    return target.name, target.model_copy(update={"rows": tuple(rows), "headers": headers}), merging.findings


def _said_rows(merging: Merging, target: SourceTable) -> list[Said]:
    rows = merging.sheet.tables.get(merging.table.name, ())
    fields = merging.table.fields
    typed = [
        {f: merging.reader.resolved(merging.table, f, text) for f, text in row.texts.items() if f in fields}
        for row in rows
    ]
    if merging.table.has_ids:
        typed = list(_numbered(merging, target, rows, typed))
    return [
        Said(row.number, {f: merging.reader.text(merging.table, f, t) for f, t in texts.items()}, texts)
        for row, texts in zip(rows, typed, strict=True)
    ]


def _numbered(
    merging: Merging, target: SourceTable, rows: Sequence[SheetRow], typed: Sequence[dict[str, str]]
) -> Iterator[dict[str, str]]:
    """Gives each row its whole id: « N01 » is short for « CG-A01-N01 », a blank or a repeated one takes the next."""
    action = merging.sheet.action
    taken = _ids(target)
    whole = [_whole_id(action, texts.get("id", ""), taken) for texts in typed]
    seen: set[str] = set()
    for row, texts, key in zip(rows, typed, whole, strict=True):
        is_again = key in seen
        found = key if key and not is_again else _next_id(merging, taken | seen | set(whole))
        seen.add(found)
        if is_again:
            message = _("Le numéro {found} est répété\u00a0: cette ligne devient {new}.").format(found=key, new=found)
            place = merging.place(Said(row.number, {}, {}), "id")
            merging.tell("F-014", place, message, found=key, expected=found)
        yield texts | {"id": found}


def _ids(target: SourceTable) -> set[str]:
    headers = [header for header in target.headers if folded(header) in ("identifiant", "id")]
    return {str(row.cells[h].value).strip() for row in target.rows for h in headers if h in row.cells}


def _whole_id(action: str, text: str, taken: set[str]) -> str:
    text = text.strip()
    return f"{action}-{text.upper()}" if text not in taken and _SHORT_ID.fullmatch(text) else text


def _next_id(merging: Merging, taken: set[str]) -> str:
    example = merging.table.fields["id"].example.rpartition("-")[2]
    shape = _NUMBERED.fullmatch(example)
    letters, width = (shape[1], len(shape[2])) if shape else ("", 2)
    number = 1
    while (found := f"{merging.sheet.action}-{letters}{number:0{width}d}") in taken:
        number += 1
    return found


def _pairs(
    table: SheetTable, held: Sequence[HeldRow], said: Sequence[Said]
) -> Iterator[tuple[HeldRow | None, Said | None]]:
    """The rows of the workbook and of the sheet that are the same one: by id, else by content and order."""
    if table.is_the_action:
        yield (held[0] if held else None), (said[0] if said else None)
    elif table.has_ids:
        by_id = {row.texts.get("id", ""): row for row in reversed(held)}
        answers = {row.texts["id"]: row for row in said}
        yield from ((row, answers.get(row.texts.get("id", ""))) for row in held)
        yield from ((None, row) for key, row in answers.items() if key not in by_id)
    else:
        yield from _aligned(held, said)


def _aligned(held: Sequence[HeldRow], said: Sequence[Said]) -> Iterator[tuple[HeldRow | None, Said | None]]:
    ours, theirs = [content_of(row.texts) for row in held], [content_of(row.texts) for row in said]
    for _what, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        count = max(b - a, d - c)
        olds, news = [*held[a:b], *[None] * count][:count], [*said[c:d], *[None] * count][:count]
        yield from zip(olds, news, strict=True)


def _marks_of(merging: Merging, texts: Mapping[str, str]) -> Marks | None:
    """What was given of the row that a row of the workbook or of the sheet is; None when it was not there."""
    if merging.given is None:
        return None
    if merging.table.is_the_action:
        return merging.given[0] if merging.given else {}
    if merging.table.has_ids:
        return next((marks for marks in merging.given if marks.get("id") == digest_of(texts.get("id", ""))), None)
    wanted = {field: digest_of(text) for field, text in texts.items() if text}
    return wanted if any(dict(marks) == wanted for marks in merging.given) else None


def _is_added(merging: Merging, said: Said) -> bool:
    """A row the workbook has not: new, unless it was given and removed since, and nobody touched it."""
    if _marks_of(merging, said.texts) == said.marks and merging.given is not None:
        return False
    first = said.texts.get("id") or next((text for text in said.typed.values() if text), "")
    message = _("Ligne ajoutée\u00a0: {text}").format(text=shown(first))
    merging.tell("F-011", merging.place(said, ""), message, found=shown(first))
    return True


def _left(merging: Merging, held: HeldRow) -> Row | None:
    """A row the sheet has not: taken out, unless it was not there to be taken out."""
    marks = _marks_of(merging, held.texts)
    if merging.given is not None and marks is None:
        return held.row
    is_known = merging.given is not None and not merging.table.is_the_action and merging.table.has_ids
    if is_known and held.marks != marks:  # someone worked on it since: nothing is lost without a word
        message = _("La fiche n’a plus la ligne {id}, que le classeur a changée depuis\u00a0: elle est retirée.")
        merging.tell("F-013", merging.place(None, ""), message.format(id=held.texts.get("id", "")))
        return None
    first = held.texts.get("id") or next((text for text in held.texts.values() if text), "")
    merging.tell(
        "F-012", merging.place(None, ""), _("Ligne retirée\u00a0: {text}").format(text=shown(first)), found=shown(first)
    )
    return None


def _tell_contested(merging: Merging, held: Sequence[HeldRow], said: Sequence[Said]) -> None:
    """Tells the rows without a number that the sheet has no more and the workbook changed: they stay."""
    if merging.given is None or merging.table.has_ids or merging.table.is_the_action:
        return
    for rank in contested(merging.given, [row.marks for row in held], [row.marks for row in said]):
        first = shown(next((text for text in held[rank].texts.values() if text), ""))
        message = _(
            "La fiche n’a plus une ligne que le classeur a changée depuis\u00a0: «\u00a0{text}\u00a0» est gardée."
        )
        remedy = _("Rien à faire si le classeur a raison; sinon, retirez la ligne du classeur.")
        merging.tell("F-013", merging.place(None, ""), message.format(text=first), found=first, remedy=remedy)


def _changed(merging: Merging, target: SourceTable, held: HeldRow, said: Said) -> Row:
    """A row both have, with the answers that differ."""
    row = held.row
    given = _marks_of(merging, said.texts)
    is_by_content = not merging.table.has_ids and not merging.table.is_the_action
    if is_by_content and given is not None:
        return row  # given so, and untouched: what the workbook says since stays
    if is_by_content:
        given = _marks_of(merging, held.texts) or nearest(merging.given or (), held.marks, said.marks)
    for field, text in said.texts.items():
        now = held.texts.get(field, "")
        if text == now or (given is not None and digest_of(text) == given.get(field, "")):
            continue
        is_conflict = merging.given is not None and (given is None or digest_of(now) != given.get(field, ""))
        _tell_change(merging, said, field, now, is_conflict=is_conflict)
        row = _with_answer(merging, target, row, said, field)
    return row


def _tell_change(merging: Merging, said: Said, field: str, now: str, *, is_conflict: bool) -> None:
    spec = merging.table.fields[field]
    before, after = (_quoted(merging.reader.words(merging.table, field, text)) for text in (now, said.texts[field]))
    words = {"label": either(spec.fr, spec.en), "before": before, "after": after}
    if is_conflict:
        message = _(
            "«\u00a0{label}\u00a0»\u00a0: le classeur a changé depuis que la fiche a été remise ({before}); "
            "la fiche dit {after}."
        )
    else:
        message = _("«\u00a0{label}\u00a0»\u00a0: {before} devient {after}.")
    merging.tell(
        "F-013" if is_conflict else "F-010", merging.place(said, field), message.format(**words),
        found=shown(said.typed[field].replace("\n", "; ")), expected=shown(now) if is_conflict else "",
    )  # fmt: skip


def _quoted(text: str) -> str:
    return _("«\u00a0{text}\u00a0»").format(text=shown(text)) if text else _("rien")


def _with_answer(merging: Merging, target: SourceTable, row: Row, said: Said, field: str) -> Row:
    header = _header(target, merging.table, field)
    place = merging.place(said, field)
    cells = {name: cell for name, cell in row.cells.items() if name != header}
    if said.texts[field]:
        cells[header] = Cell(address=place, value=merging.reader.raw(merging.table, field, said.typed[field]))
    return row.model_copy(update={"cells": cells, "placed": row.placed | {header: place}})


def _header(target: SourceTable, table: SheetTable, field: str) -> str:
    """The heading of a field in the workbook; its declared label when the column is gone."""
    known = fields_by_header(table.record_type)
    return next((h for h in target.headers if known.get(folded(h)) == field), table.record_type.specs()[field].fr)


def _new_rows(merging: Merging, target: SourceTable, added: Sequence[Said]) -> Iterator[Row]:
    last = max((row.number for row in target.rows), default=0)
    fields = {field: _header(target, merging.table, field) for field in merging.table.record_type.specs()}
    for number, said in enumerate(added, last + 1):
        link = fields[merging.table.link]
        row = Row(
            number=number,
            cells={link: Cell(address=merging.place(said, merging.table.link), value=merging.sheet.action)},
            placed={header: merging.place(said, field) for field, header in fields.items()},
        )
        for field in said.texts:
            row = _with_answer(merging, target, row, said, field)
        yield row
