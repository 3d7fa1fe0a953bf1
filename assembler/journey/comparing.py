"""Reads the two plans of a comparison, and writes the page that tells what changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assembler.compute.changes.matching import about
from assembler.compute.changes.plans import compare_plans
from assembler.errors import BlockedUploadError, VerificationError, WrongKindError
from assembler.i18n import translate as _
from assembler.journey.reading import read_upload, read_upload_narrative
from assembler.journey.setting_aside import set_aside
from assembler.journey.template_set import PRODUCT, TemplateSet
from assembler.models.changes import NotCompared, PlanChanges
from assembler.models.changes_request import ChangesRequest
from assembler.models.defect import Defect
from assembler.models.finding import Finding
from assembler.models.plan import Plan, record_types
from assembler.models.region import Region
from assembler.models.unread_row import UnreadRow
from assembler.models.upload import Upload
from assembler.models.view import context_of, required_values
from assembler.models.vocabulary import Edition
from assembler.validate.parse import parse_source
from assembler.validate.planned import build_plan

TEMPLATE = "templates_docx/changements.docx"


@dataclass(frozen=True)
class ReadPlan:
    """A plan as a comparison reads it, and its rows and cells that could not be read: they are not compared."""

    plan: Plan
    unread: tuple[UnreadRow, ...]


def read_plan(upload: Upload, region: Region) -> ReadPlan:
    """Gives the plan of an upload, without checking it: ``BlockedUploadError`` when it cannot become one."""
    source, changed = read_upload(upload, region)
    narrative, _told = read_upload_narrative(upload)
    parsed, findings = parse_source(source, region)
    blocking = [finding for finding in (*findings, *changed) if finding.is_blocking]
    plan = build_plan(parsed, narrative, region)
    if plan is None:
        raise BlockedUploadError(tuple(blocking))
    return ReadPlan(plan, (*parsed.unread_rows, *_unread_cells(plan, blocking)))


def _unread_cells(plan: Plan, blocking: Iterable[Finding]) -> Iterator[UnreadRow]:
    """The cells that could not be read of rows that could: the record holds nothing there."""
    refused = {(finding.sheet, finding.cell) for finding in blocking}
    for name, record_type in record_types().items():
        held = getattr(plan, name)
        for row in held if isinstance(held, tuple) else (held,):
            for field, cell in row.place.cells.items() if row.place else ():
                if (row.place.sheet, cell) in refused and getattr(row, field) in (None, ()):
                    yield UnreadRow(name, about(record_type, dict(row)) if isinstance(held, tuple) else (), field)


def compare_read(before: ReadPlan, after: ReadPlan, region: Region, *, edition: Edition) -> PlanChanges:
    """Gives what changed between two plans, but for what could not be read of one of them."""
    aside = set_aside(before.plan, after.plan, before.unread, after.unread)
    changes = compare_plans(aside.old, aside.new, region, edition=edition)
    told = [tuple(map(_not_compared, rows)) for rows in (aside.of_old, aside.of_new)]
    versions = [
        version.model_copy(update={"unread": len(rows), "not_compared": tuple(dict.fromkeys(rows))})
        for version, rows in zip((changes.before, changes.after), told, strict=True)
    ]
    is_same = changes.is_same and not any(told)
    return changes.model_copy(update={"before": versions[0], "after": versions[1], "is_same": is_same})


def _not_compared(unread: UnreadRow) -> NotCompared:
    record_type = record_types()[unread.table]
    table, spec = record_type.table, record_type.specs().get(unread.field)
    assert table is not None
    return NotCompared(
        table=unread.table,
        table_fr=table.fr,
        table_en=table.en,
        record=unread.key,
        field_fr=spec.fr if spec else "",
        field_en=spec.en if spec else "",
    )


def check_same_territory(old: Plan, new: Plan, *, name: str) -> None:
    """Raises ``WrongKindError``, about the file of this name, for the plans of two territories."""
    if old.territory.code != new.territory.code:
        why = _("c’est le canevas du territoire {found}, et non de {code}")
        raise WrongKindError(
            name,
            why.format(found=new.territory.code, code=old.territory.code),
            _("Comparez deux canevas du même territoire."),
        )


def write_changes(request: ChangesRequest, templates: TemplateSet = PRODUCT) -> bytes:
    """Gives the Word page, read back before it is given; ``VerificationError`` when it is not as it must be."""
    from assembler.render.word import render_view
    from assembler.views.changes import title_of_changes, view_changes
    from assembler.word.package import Identity

    view = view_changes(request)
    title = title_of_changes(request)
    identity = Identity(title=title, author=request.author, dated=request.dated, accent=request.accent)
    content = render_view(TEMPLATE, view, identity=identity, read=templates.read).content
    defects = tuple(_defects(content, view))
    if defects:
        raise VerificationError(defects)
    return content


def _defects(content: bytes, view: Any) -> Iterator[Defect]:
    from assembler.verify.figures import check_word_values
    from assembler.verify.placeholders import check_word_leftovers
    from assembler.verify.word_structure import check_word_structure

    yield from check_word_leftovers(TEMPLATE, content, list(_texts(context_of(view))))
    yield from check_word_values(TEMPLATE, content, required_values(view))
    yield from check_word_structure(TEMPLATE, content)


def _texts(value: Any) -> Iterator[str]:
    """Every text that the page shows: what a person wrote may look like a leftover and is not one."""
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ():
        yield from _texts(item)
