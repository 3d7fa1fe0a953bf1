"""The « Listes » sheet: every vocabulary with its codes, and the names the drop-downs read."""

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from assembler.canvas.look import ROW_RULE, TINT, Look, dress, fill, font
from assembler.dictionary import terms_of
from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.field import FieldSpec, Kind
from assembler.models.period import fiscal_years_between
from assembler.models.plan import record_types
from assembler.models.record import Layout, Record
from assembler.models.region import Code, Region
from assembler.tables import options_of, types_by_name

FISCAL_YEARS = "exercices"
_TITLES = {
    "dimensions": "Dimensions",
    "groups": "Clientèles",
    "eligibility": "Admissibilité au FQIS",
    "programs": "Programmes",
    "territories": "Territoires",
    FISCAL_YEARS: "Exercices",
}


@dataclass(frozen=True)
class Vocabulary:
    """One list: the name its drop-down reads, its title, its codes."""

    key: str
    title: str
    codes: tuple[Code, ...]

    @property
    def name(self) -> str:
        """Gives the workbook's defined name."""
        return f"liste_{self.key}"


def list_name(record_type: type[Record], name: str, spec: FieldSpec) -> str | None:
    """Gives the defined name of the list behind a field, or None when it has none."""
    if spec.kind is Kind.FISCAL_YEAR:
        return f"liste_{FISCAL_YEARS}"
    if spec.kind in (Kind.CHOICE, Kind.CHOICES):
        terms = terms_of(record_type, name)
        return f"liste_{spec.vocabulary or (terms.__name__ if terms else '')}"
    if spec.targets:
        return _ids_name(spec.targets[0])
    return None


def vocabularies(region: Region, custom: tuple[Code, ...]) -> tuple[Vocabulary, ...]:
    """Gives every list once, in the order the sheets first need it; fiscal years first."""
    years = _fiscal_years(region)
    found = {FISCAL_YEARS: Vocabulary(FISCAL_YEARS, _(_TITLES[FISCAL_YEARS]), years)} if years else {}
    for record_type in record_types().values():
        for name, spec in record_type.specs().items():
            if spec.kind not in (Kind.CHOICE, Kind.CHOICES):
                continue
            terms = terms_of(record_type, name)
            key = spec.vocabulary or (terms.__name__ if terms else "")
            if key not in found:
                title = _(_TITLES[key]) if key in _TITLES else _title(record_type, spec)
                found[key] = Vocabulary(key, title, options_of(record_type, name, region, custom))
    return tuple(found.values())


def write_vocabularies(book: Workbook, look: Look, lists: tuple[Vocabulary, ...]) -> Worksheet:
    """Adds the sheet « Listes » and a defined name for each list; gives the sheet."""
    sheet: Worksheet = book.create_sheet(_("Listes"))
    sheet["A1"], sheet["A1"].font = _("Listes"), look.title
    sheet["A2"] = _(
        "Les choix offerts dans les listes déroulantes. Ne rien changer ici\u00a0: la région les tient à jour."
    )
    sheet["A2"].font = font(10, colour="52606D")
    for column, (label, width) in enumerate(zip(_headers(), (30, 62, 18, 50), strict=True), start=1):
        cell = sheet.cell(4, column, label)
        dress(cell, font=font(11, bold=True), fill=fill(TINT))
        sheet.column_dimensions[cell.column_letter].width = width
    row = 5
    for vocabulary in lists:
        _write_list(sheet, vocabulary, row)
        last = row + len(vocabulary.codes) - 1
        _define(book, vocabulary.name, f"'{sheet.title}'!$B${row}:$B${last}")
        row = last + 1
    sheet.freeze_panes = "A5"
    return sheet


def define_ids(book: Workbook) -> None:
    """Adds a name for the id column of each table that references point to."""
    for name, record_type in types_by_name().items():
        table, spec = record_type.table, record_type.specs().get("id")
        if table and spec and table.layout is Layout.GRID:
            _define(book, _ids_name(name), f"{table.name}[{either(spec.fr, spec.en)}]")


def define_stamp(book: Workbook, name: str, text: str) -> None:
    """Adds a name that holds a constant text."""
    _define(book, name, f'"{text}"')


def _define(book: Workbook, name: str, formula: str) -> None:
    book.defined_names[name] = DefinedName(name, attr_text=formula)


def _ids_name(target: str) -> str:
    return f"ids_{target}"


def _title(record_type: type[Record], spec: FieldSpec) -> str:
    assert record_type.table is not None
    return f"{either(spec.fr, spec.en)} ({either(record_type.table.fr, record_type.table.en)})"


def _headers() -> Iterator[str]:
    yield from (_("Liste"), _("Libellé"), _("Code"), _("Anglais"))


def _write_list(sheet: Worksheet, vocabulary: Vocabulary, row: int) -> None:
    for offset, code in enumerate(vocabulary.codes):
        values = (vocabulary.title, either(code.fr, code.en), code.code, code.en)
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row + offset, column, value)
            dress(cell, font=font(10), border=ROW_RULE, number_format="@")


def _fiscal_years(region: Region) -> tuple[Code, ...]:
    """The years of the programs that end last: those a plan now being written is about."""
    last = max((program.valid_to for program in region.programs if program.valid_to), default=None)
    starts = [program.valid_from for program in region.programs if program.valid_from and program.valid_to == last]
    years = fiscal_years_between(min(starts), last) if last and starts else ()
    return tuple(Code(code=year, fr=year, en=year) for year in years)
