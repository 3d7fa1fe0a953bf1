"""Compares two plans of a territory: what changed, as an edition may tell it, and nothing left out."""

from collections.abc import Iterator, Sequence
from typing import Any

from assembler.compute.changes.actions import compare_actions, probable_renumberings
from assembler.compute.changes.amounts import compare_amounts
from assembler.compute.changes.matching import Pair, Renumbering
from assembler.compute.changes.tables import Rows, Sides, compare_tables
from assembler.models.changes import (
    LeverChange,
    PlanChanges,
    RecordChange,
    TableChanges,
    TextChange,
    VersionTold,
)
from assembler.models.funding import LeverLine
from assembler.models.narrative import SECTIONS, Block, Heading, Picture, Run, SectionSpec, Table
from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.models.vocabulary import Edition

NARRATIVE = ("Récit", "Narrative")


def compare_plans(old: Plan, new: Plan, region: Region, *, edition: Edition = Edition.PARTNERS) -> PlanChanges:
    """Gives what changed from ``old`` to ``new``; the same plans give the same answer.

    ``KeyError`` when a lever names a program, or a plan a territory, that the region does not have.
    """
    renumbered = probable_renumberings(old, new)
    tables = compare_tables(Sides(old, new, region, edition, Renumbering(renumbered)))
    narrative = _narrative(old, new)
    has_changed = [rows for rows in (*tables.values(), narrative) if rows.changes is not None]
    return PlanChanges(
        territory=new.territory.code,
        territory_name=region.territory(new.territory.code).name,
        edition=edition,
        before=_version(old),
        after=_version(new),
        is_same=_is_same(old, new),
        has_hidden=any(rows.has_hidden for rows in tables.values()),
        actions=compare_actions(old, new, renumbered),
        years=compare_amounts(old, new, region),
        levers=tuple(_levers(tables["lever_lines"].pairs, region)),
        texts=tuple(text for rows in (*tables.values(), narrative) for text in rows.texts),
        tables=tuple(rows.changes for rows in has_changed if rows.changes is not None),
    )


def _is_same(old: Plan, new: Plan) -> bool:
    """Where something was read, and not what it says, is no part of a plan."""
    is_told_alike = all(old.narrative.blocks(spec.tag) == new.narrative.blocks(spec.tag) for spec in SECTIONS)
    return is_told_alike and old.model_dump(exclude={"narrative"}) == new.model_dump(exclude={"narrative"})


def _version(plan: Plan) -> VersionTold:
    record = plan.record
    return VersionTold(
        title=record.title,
        version=record.version,
        version_date=record.version_date,
        status=record.status,
        current_fy=record.current_fy,
    )


def _levers(pairs: Sequence[Pair], region: Region) -> Iterator[LeverChange]:
    for pair in pairs:
        was, now = (row if isinstance(row, LeverLine) else None for row in (pair.old, pair.new))
        if was is None or now is None or (was.status, was.amount) != (now.status, now.amount):
            yield _lever(was, now, region)


def _lever(old: LeverLine | None, new: LeverLine | None, region: Region) -> LeverChange:
    shown = new or old
    assert shown is not None
    program = region.program(shown.program)
    return LeverChange(
        kind="changed" if old and new else "added" if new else "removed",
        id=shown.id,
        action=shown.action,
        program=program.code,
        program_fr=program.name,
        program_en=program.english_name,
        fy=shown.fy,
        status_before=old.status if old else None,
        status_after=new.status if new else None,
        amount_before=old.amount if old else None,
        amount_after=new.amount if new else None,
    )


def _narrative(old: Plan, new: Plan) -> Rows:
    """The sections of the narrative whose blocks differ; one that differs by its looks only has no text to tell.

    Where a picture stands in the person's file, which any program changes by saving it, is no difference.
    """
    changed = [spec for spec in SECTIONS if _carried(old, spec) != _carried(new, spec)]
    if not changed:
        return Rows()
    texts = [text for spec in changed if (text := _section(spec, old, new))]
    worded = {text.field for text in texts}
    records = tuple(
        RecordChange(
            kind="changed", key=spec.tag, fr=spec.fr, en=spec.en, texts=(spec.tag,) if spec.tag in worded else ()
        )
        for spec in changed
    )
    told = TableChanges(
        table="narrative",
        fr=NARRATIVE[0],
        en=NARRATIVE[1],
        added=0,
        removed=0,
        changed=len(changed),
        is_reordered=False,
        records=records,
    )
    return Rows(changes=told, texts=tuple(texts))


def _carried(plan: Plan, spec: SectionSpec) -> list[dict[str, Any]]:
    """What travels on of a section: a model leaves out of its dump what only tells of the person's file."""
    return [block.model_dump() for block in plan.narrative.blocks(spec.tag)]


def _section(spec: SectionSpec, old: Plan, new: Plan) -> TextChange | None:
    before, after = ("\n".join(map(_words, plan.narrative.blocks(spec.tag))) for plan in (old, new))
    if before == after:
        return None
    return TextChange(
        table="narrative",
        table_fr=NARRATIVE[0],
        table_en=NARRATIVE[1],
        record="",
        record_fr="",
        record_en="",
        field=spec.tag,
        fr=spec.fr,
        en=spec.en,
        before=before,
        after=after,
    )


def _words(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, Table):
        cells = "\n".join(" ".join(map(_line, row)) for row in block.rows)
        return f"{block.caption}\n{cells}".strip()
    if isinstance(block, Picture):
        return " ".join(filter(None, (block.alt, block.caption)))
    return _line(block.runs)


def _line(runs: Sequence[Run]) -> str:
    return "".join(run.text + (f" ({_line(run.footnote)})" if run.footnote else "") for run in runs)
