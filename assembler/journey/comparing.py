"""Reads the two plans of a comparison, and writes the page that tells what changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assembler.errors import BlockedUploadError, VerificationError, WrongKindError
from assembler.i18n import translate as _
from assembler.journey.reading import read_upload, read_upload_narrative
from assembler.journey.template_set import PRODUCT, TemplateSet
from assembler.models.changes_request import ChangesRequest
from assembler.models.defect import Defect
from assembler.models.finding import Finding
from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.models.upload import Upload
from assembler.models.view import context_of, required_values
from assembler.validate.coherent import keep_coherent
from assembler.validate.parse import parse_source
from assembler.validate.planned import build_plan

TEMPLATE = "templates_docx/changements.docx"


@dataclass(frozen=True)
class ReadPlan:
    """A plan as a comparison reads it; ``unread`` rows had something that could not be read, and count as absent."""

    plan: Plan
    unread: int


def read_plan(upload: Upload, region: Region) -> ReadPlan:
    """Gives the plan of an upload, without checking it: ``BlockedUploadError`` when it cannot become one."""
    source, changed = read_upload(upload, region)
    narrative, _told = read_upload_narrative(upload)
    parsed, findings = parse_source(source, region)
    blocking = [finding for finding in (*findings, *changed) if finding.is_blocking]
    plan = build_plan(parsed, narrative, region)
    if plan is None:
        raise BlockedUploadError(tuple(blocking))
    coherent = keep_coherent(plan)
    return ReadPlan(coherent, len(set(map(_row, blocking))) + _rows(plan) - _rows(coherent))


def _row(finding: Finding) -> tuple[str, str]:
    return finding.sheet, re.sub(r"\D", "", finding.cell)


def _rows(plan: Plan) -> int:
    return sum(len(rows) for name in Plan.model_fields if isinstance(rows := getattr(plan, name), tuple))


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
