"""A small upload in which everything that must not be public is a word that can be searched for.

The fields come from the declarations: a new one of class I or C is planted, hence searched for, by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from assembler.canvas.build import build_canvas
from assembler.models.accounts_vocabulary import AttachmentKind
from assembler.models.field import MANY, FieldSpec, Kind, Privacy
from assembler.models.plan import Plan, record_types
from assembler.models.plan_record import Attachment
from assembler.models.record import Record
from assembler.models.vocabulary import Visibility
from assembler.typography import format_date_long, format_number
from tests.journeys.filled_rows import Tables, filled_row
from tests.journeys.planted_files import planted_letter, planted_narrative, planted_workbook, word
from tests.journeys.program import SAMPLES
from tests.journeys.small_upload import CODE, PIECE, REGION, small_plan_of

WORDS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.LINES})
_WORDLESS = frozenset({Kind.REF, Kind.REFS, Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.PERCENT, Kind.FISCAL_YEAR})
RESOLUTION = SAMPLES / CODE / "pieces" / PIECE

_BLOCKING = ("typed_totals", "budget_variances")  # a row made of nothing would be wrong, hence blocking

Forms = tuple[str, ...]  # the ways a value may be written; none may be found


@dataclass
class Planted:
    """What was planted, by place; ``upload`` are the arguments that hand ``files`` in."""

    plan: Plan
    internal: dict[str, Forms] = field(default_factory=dict)
    confidential: dict[str, Forms] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)  # what the files say beside what they show
    upload: tuple[object, ...] = ()
    files: tuple[Path, ...] = ()

    @property
    def words(self) -> list[str]:
        """Everything to search for."""
        return [*self.words_of(self.internal), *self.words_of(self.confidential), *self.about.values()]

    def words_of(self, planted: dict[str, Forms]) -> list[str]:
        """Gives the words of some places, however they are written."""
        return [form for forms in planted.values() for form in forms]


def is_searchable(spec: FieldSpec) -> bool:
    """True for a field that can hold a word of our own: not what points to a record, names a code, has a pattern."""
    return spec.kind not in _WORDLESS and not spec.pattern


def planted_plan(*, with_numbers: bool = False) -> Planted:
    """Gives the small plan, each field of class I or C holding in every row a value found nowhere else.

    ``with_numbers`` plants amounts, numbers and dates too: rules, which add and order them, would refuse such a plan.
    """
    plan, rank = small_plan_of(programs=("MRC",)), count(1)
    made = Planted(plan)
    tables: Tables = {name: getattr(plan, name) for name in record_types()}
    for name, record_type in record_types().items():
        if tables[name] == ():
            tables[name] = (filled_row(record_type, tables, REGION, code=CODE),)
        rows = tables[name]
        several = tuple(
            _planted(name, row, made, rank, with_numbers) for row in (rows if isinstance(rows, tuple) else (rows,))
        )
        tables[name] = several if isinstance(rows, tuple) else several[0]
    tables |= dict.fromkeys(_BLOCKING, ())
    first, *others = tables["members"]
    secret = word(rank)
    tables["members"] = (first.model_copy(update={"person_label": secret, "public": False}), *others)
    made.internal["members.personne"] = (secret,)
    tables["attachments"] += tuple(_hidden_attachments(made, rank))
    made.plan = plan.model_copy(update=tables)
    return made


def write_planted_upload(folder: Path) -> Planted:
    """Writes the whole upload, each file with its own words: properties, comments, deletions, pictures, names."""
    made, rank = planted_plan(), count(5000)
    territory = REGION.territory(CODE)
    workbook, beside = planted_workbook(build_canvas(REGION, territory=territory, plan=made.plan), rank)
    narrative, in_text = planted_narrative(REGION, territory, rank)
    made.about |= beside | in_text
    named = {name: word(rank) for name in ("workbook name", "narrative name", "unlisted name")}
    made.about |= named
    book, recit, unlisted = named.values()
    files = {f"canevas {book}.xlsx": workbook, f"recit {recit}.docx": narrative}
    files |= dict(_letters(made, f"{unlisted}.pdf", rank))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    made.files = tuple(folder / name for name in files)
    first, second, *others = made.files
    made.upload = (first, "--narrative", second, *(part for path in others for part in ("--attach", path)))
    return made


def _letters(made: Planted, unlisted: str, rank: Iterator[int]) -> Iterator[tuple[str, bytes]]:
    """Gives each attachment; what a hidden one shows on its page is internal too."""
    for row in made.plan.attachments:
        shown = "" if row.file == PIECE else word(rank)
        base = None if shown else RESOLUTION.read_bytes()
        content, said = planted_letter(rank, base=base, text=shown)
        made.about |= {f"{row.id} {where}": text for where, text in said.items()}
        if shown:
            made.internal[f"{row.id} page"] = (shown,)
        yield row.file, content
    shown = word(rank)
    content, said = planted_letter(rank, text=shown)
    made.about |= {f"unlisted {where}": text for where, text in said.items()}
    made.internal["unlisted page"] = (shown,)
    yield unlisted, content


def _hidden_attachments(made: Planted, rank: Iterator[int]) -> Iterator[Attachment]:
    """Gives a letter for each audience that is not everyone."""
    for visibility in (Visibility.INTERNAL, Visibility.PARTNERS, None):
        title, file = word(rank), word(rank)
        row = Attachment(
            id=f"PJ-9{len(made.internal) % 10}-{title}", title=title, kind=AttachmentKind.SUPPORT_LETTER,
            file=f"{file}.pdf", visibility=visibility,
        )  # fmt: skip
        made.internal |= {f"{row.id} titre": (title,), f"{row.id} fichier": (file,)}
        yield row


def _planted(table: str, row: Record, made: Planted, rank: Iterator[int], with_numbers: bool) -> Record:
    values: dict[str, Any] = {}
    for name, spec in type(row).specs().items():
        if spec.privacy is not Privacy.PUBLIC and is_searchable(spec) and (with_numbers or spec.kind in WORDS):
            values[name], forms = _secret(spec, rank)
            where = made.internal if spec.privacy is Privacy.INTERNAL else made.confidential
            where[f"{table}.{spec.tag} {next(rank)}"] = forms
    return row.model_copy(update=values)


def _secret(spec: FieldSpec, rank: Iterator[int]) -> tuple[Any, Forms]:
    """Gives a value for the field, and the ways documents might write it."""
    if spec.kind in WORDS:
        text = word(rank)
        return ((text,) if spec.kind in MANY else text), (text,)
    if spec.kind is Kind.DATE:
        day = date(1917, 1, 1) + timedelta(days=next(rank))
        return day, (day.isoformat(), format_date_long(day))
    number = 7_130_000 + next(rank)
    return (number if spec.kind is Kind.INTEGER else Decimal(f"{number}.00")), (str(number), format_number(number))
