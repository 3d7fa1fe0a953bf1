"""A sample plan cut down to one issue and two actions: complete, and quick to assemble."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from assembler.canvas.build import build_canvas
from assembler.models.field import Kind
from assembler.models.plan import Plan, record_types
from assembler.models.record import Record
from assembler.regions import load_region
from canvases.samples.plans import make_plan
from tests.journeys.program import SAMPLES

REGION = load_region()
CODE = "RP"
KEPT = 2  # actions
PROGRAMS = ("FQIS-G", "MRC")  # whose agreements are kept: each has a report
PIECE = "rp-resolution-2023-05-02.pdf"

Key = tuple[str, str]  # type of record, id


def small_plan_of(
    code: str = CODE, *, programs: Collection[str] = PROGRAMS, pieces: Collection[str] = (PIECE,)
) -> Plan:
    """Gives the plan of a territory with two actions of its first issue, two agreements, and what stands on them."""
    plan = make_plan(code, REGION)
    actions = [action for action in plan.actions if action.issue == plan.actions[0].issue][:KEPT]
    dropped = {("Action", row.id) for row in plan.actions if row not in actions}
    dropped |= {("Issue", row.id) for row in plan.issues if row.id != actions[0].issue}
    tables = {name: getattr(plan, name) for name in record_types()}
    dropped |= {("Agreement", row.id) for row in plan.agreements if row.program not in programs}
    while fallen := {key for key in _fallen(tables, dropped) if key not in dropped}:
        dropped |= fallen
    kept: dict[str, Any] = {
        name: _kept(rows, dropped) if isinstance(rows, tuple) else rows for name, rows in tables.items()
    }
    kept["attachments"] = tuple(row for row in kept["attachments"] if row.file in pieces)
    for name in ("typed_totals", *(name for name in kept if name.startswith("synthes"))):
        kept[name] = ()  # those of the whole sample
    return Plan(**kept)


def small_files_of(code: str) -> tuple[bytes, dict[str, bytes]]:
    """Gives the workbook and the attachments of a small plan without blocking findings, for any territory."""
    pieces = {path.name: path.read_bytes() for path in sorted((SAMPLES / code / "pieces").glob("*.pdf"))}
    plan = small_plan_of(code, programs=("MRC",), pieces=pieces)
    named = {row.file for row in plan.attachments}
    workbook = build_canvas(REGION, territory=REGION.territory(code), plan=plan)
    return workbook, {name: content for name, content in pieces.items() if name in named}


def write_small_upload(folder: Path, plan: Plan | None = None) -> list[object]:
    """Writes the workbook of the small plan; gives the arguments that hand it in with its attachment."""
    workbook = folder / "canevas.xlsx"
    workbook.write_bytes(build_canvas(REGION, territory=REGION.territory(CODE), plan=plan or small_plan_of()))
    return [workbook, "--attach", SAMPLES / CODE / "pieces" / PIECE]


def _fallen(tables: dict[str, Any], dropped: Collection[Key]) -> Iterator[Key]:
    for rows in tables.values():
        for row in rows if isinstance(rows, tuple) else ():
            if "id" in type(row).model_fields and _stands_on(row, dropped):
                yield type(row).__name__, row.id


def _kept(rows: tuple[Record, ...], dropped: Collection[Key]) -> tuple[Record, ...]:
    return tuple(
        _without_links(row, dropped)
        for row in rows
        if (type(row).__name__, getattr(row, "id", "")) not in dropped and not _stands_on(row, dropped)
    )


def _stands_on(row: Record, dropped: Collection[Key]) -> bool:
    return any(
        (target, getattr(row, name)) in dropped
        for name, spec in type(row).specs().items()
        if spec.kind is Kind.REF
        for target in spec.targets
    )


def _without_links(row: Record, dropped: Collection[Key]) -> Record:
    lists = {
        name: tuple(key for key in getattr(row, name) if not any((t, key) in dropped for t in spec.targets))
        for name, spec in type(row).specs().items()
        if spec.kind is Kind.REFS
    }
    return row.model_copy(update=lists)
