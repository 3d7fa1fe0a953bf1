"""A plan and a narrative whose every free text is one that breaks careless programs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from assembler.models.field import FieldSpec, Kind
from assembler.models.narrative import SECTIONS, Block, Heading, ListItem, Paragraph, Run, Table
from assembler.models.plan import Plan, record_types
from assembler.models.record import Record
from tests.journeys.small_upload import small_plan_of

TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}ruse"  # reads « esur »: taken out, with a finding
LONG_WORD = "Anticonstitutionnellement" * 20
FISH = "\N{FISH}"  # drawn by another font than the words, after them
HEBREW = "שלום, שלום"  # read from right to left
TEXTS = (
    "{{ 7*7 }}",
    "{% raw %}",
    "{{ plan.titre",
    "<b>gras</b>",
    "=SUM(A1)",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "Pain & beurre &amp; sel",
    "« L’Î »",
    "« œ »",
    f"Un {FISH} de \N{CHECK MARK} plus",
    HEBREW,
    "../../etc/passwd",
    "None",
    "#REF!",
    TURNED,
    LONG_WORD,
)
TITLE = ("{{ 7*7 }} & <b>L’Île</b> « œ » " + "titre bien trop long " * 12)[:199] + "."
FORMULA_TITLE = "=cmd|' /C calc'!A0 plan"
STORY = " ".join(f"mot{number}" for number in range(2000))
FREE = {Kind.TEXT, Kind.LONG_TEXT, Kind.LINES}
KEPT = {("attachments", "file"), ("acronyms", "short")}  # what names a file, what must be found in a text


@dataclass
class Hostile:
    """The plan, and every text put in it: (table, row, tag) to the text or the tuple of texts."""

    plan: Plan
    texts: dict[tuple[str, int, str], Any] = field(default_factory=dict)


def hostile_plan() -> Hostile:
    """Gives the small plan with a hostile text, numbered so that each is unique, in every free text it fills."""
    plan = small_plan_of()
    made = Hostile(plan)
    fresh = (f"{text} n{number}" for number, text in enumerate(cycle(TEXTS), 1))
    tables: dict[str, Any] = {}
    for name in record_types():
        rows = getattr(plan, name)
        several = rows if isinstance(rows, tuple) else (rows,)
        changed = tuple(_changed(name, rank, row, made, fresh) for rank, row in enumerate(several))
        tables[name] = changed if isinstance(rows, tuple) else changed[0]
    first, *others = tables["actions"]
    tables["actions"] = (first.model_copy(update={"title": TITLE, "summary": STORY}), *others)
    tables["record"] = tables["record"].model_copy(update={"title": FORMULA_TITLE})
    made.texts |= {("actions", 0, "titre"): TITLE, ("actions", 0, "description"): STORY}
    made.texts |= {("record", 0, "titre"): FORMULA_TITLE}
    made.plan = plan.model_copy(update=tables)
    return made


def hostile_narrative() -> dict[str, list[Block]]:
    """Gives every section of the narrative, in hostile paragraphs, headings, items and cells."""
    return {section.tag: list(_blocks(section.tag)) for section in SECTIONS}


def _blocks(tag: str) -> Iterator[Block]:
    yield Paragraph(runs=(Run(text=f"Section {tag}."),))
    for rank, text in enumerate(TEXTS):
        runs = (Run(text=f"{text} {tag}", bold=rank % 2 == 0),)
        yield ListItem(runs=runs) if rank % 3 == 0 else Paragraph(runs=runs)
    yield Heading(level=1, text=f"{{{{ 7*7 }}}} & <b>{tag}</b>")
    yield Paragraph(runs=(Run(text="Un paragraphe."),))
    yield Table(
        caption=f"=SUM(A1) {tag}",
        rows=(((Run(text="{% raw %}"),), (Run(text="B"),)), ((Run(text="{{ 7*7 }}"),), (Run(text="&"),))),
    )


def _changed(table: str, rank: int, row: Record, made: Hostile, fresh: Iterator[str]) -> Record:
    values: dict[str, Any] = {}
    for name, spec in type(row).specs().items():
        old = getattr(row, name)
        if old and _is_free(table, name, spec):
            values[name] = tuple(next(fresh) for _ in old) if isinstance(old, tuple) else next(fresh)
            made.texts[table, rank, spec.tag] = values[name]
    return row.model_copy(update=values)


def _is_free(table: str, name: str, spec: FieldSpec) -> bool:
    return spec.kind in FREE and not spec.pattern and name not in ("id", "code") and (table, name) not in KEPT
