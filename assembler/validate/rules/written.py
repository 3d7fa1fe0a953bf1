"""Everything a person wrote, with its place: the texts of the canvas, then those of the narrative."""

from collections.abc import Iterator
from dataclasses import dataclass

from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.models.field import FieldSpec, Kind
from assembler.models.finding import Finding, Severity
from assembler.models.narrative import SECTIONS, Block, Heading, ListItem, Narrative, Paragraph, Picture, Run, Table
from assembler.models.plan import Plan, record_types
from assembler.models.record import Record
from assembler.typography import typographic
from assembler.validate.findings import finding_at

_KINDS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.LINES})
_NARRATIVE = mark("Récit")


@dataclass(frozen=True)
class Written:
    """A text, and where it was written: a field of a record, or a section of the narrative."""

    text: str
    record: Record | None = None
    field: str = ""
    section: str = ""

    @property
    def spec(self) -> FieldSpec | None:
        """The declaration of the field it was written in."""
        return type(self.record).specs()[self.field] if self.record else None

    @property
    def cell(self) -> tuple[object, str]:
        """What it was written in: a cell may hold many texts, one a line; a paragraph of the narrative is alone."""
        return (id(self.record), self.field) if self.record else (self.section, self.text)

    def finding(
        self, code: str, severity: Severity, *, found: str, expected: str, message: str, remedy: str
    ) -> Finding:
        """Gives a finding at the place of the text."""
        words = {"message": typographic(message), "remedy": typographic(remedy), "found": found, "expected": expected}
        if self.record is not None:
            return finding_at(self.record, self.field, code=code, severity=severity, **words)
        return Finding(code=code, severity=severity, sheet=_(_NARRATIVE), place=self.section, **words)


def written_in(plan: Plan) -> Iterator[Written]:
    """Gives every text of a plan, in the order of the canvas, then of the narrative."""
    for name, record_type in record_types().items():
        fields = [field for field, spec in record_type.specs().items() if spec.kind in _KINDS]
        rows = getattr(plan, name)
        for record in rows if isinstance(rows, tuple) else (rows,):
            for field in fields:
                value = getattr(record, field)
                for text in (value,) if isinstance(value, str) else value or ():
                    yield Written(text, record, field)
    yield from _narrative(plan.narrative)


def _narrative(narrative: Narrative) -> Iterator[Written]:
    titles = {section.tag: section.fr for section in SECTIONS}
    for section in narrative.sections:
        for block in section.blocks:
            for text in _texts(block):
                yield Written(text, section=titles.get(section.tag, section.tag))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph() | ListItem():
            yield _joined(block.runs)
        case Table():
            yield block.caption
            yield from (_joined(cell) for row in block.rows for cell in row)
        case Picture():
            yield block.alt
            yield block.caption


def _joined(runs: tuple[Run, ...]) -> str:
    notes = "".join(f" {_joined(run.footnote)}" for run in runs if run.footnote)
    return "".join(run.text for run in runs) + notes
