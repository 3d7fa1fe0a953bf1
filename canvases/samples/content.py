"""Reads what a team would have typed: TOML files merged into rows by table of the plan."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from assembler.i18n import Lang
from assembler.models.plan import record_types
from assembler.models.record import Layout
from assembler.typography import typographic

CONTENT = Path(__file__).parent / "content"

Row = dict[str, Any]
Tables = dict[str, list[Row]]

# Tables written inside their parent's row: what fills the parent's key, and the letter of generated ids.
_NESTED: Mapping[str, Mapping[str, tuple[tuple[str, ...], str]]] = {
    "actions": {
        "activities": (("action",), ""),
        "target_groups": (("action",), ""),
        "action_partners": (("action",), ""),
        "milestones": (("parent",), "J"),
        "human_resources": (("action",), ""),
        "risks": (("action",), ""),
        "links": (("action",), ""),
        "alignments": (("action",), ""),
        "indicators": (("parent",), "I"),
    },
    "needs": {"evidence": (("need",), "")},
    "bodies": {"members": (("body",), ""), "meetings": (("body",), "")},
    "syntheses": {
        "synthesis_issues": (("synthesis",), ""),
        "synthesis_potentials": (("synthesis",), ""),
        "synthesis_actions": (("synthesis",), ""),
        "synthesis_expertise": (("synthesis",), ""),
        "synthesis_steps": (("synthesis",), ""),
    },
    "exchange_days": {
        "attendees": (("exchange_day",), ""),
        "agenda": (("exchange_day",), ""),
        "day_reviews": (("exchange_day",), ""),
        "day_expertise": (("exchange_day",), ""),
        "day_links": (("exchange_day",), ""),
        "day_proposals": (("exchange_day",), ""),
        "commitments": (("exchange_day",), ""),
    },
    "results": {
        "activities_done": (("action", "fy"), ""),
        "group_counts": (("action", "fy"), ""),
        "objective_results": (("action", "fy"), ""),
    },
}
_LANGUAGES = {"testimony": "testimony_lang"}  # a text whose language another field tells


def read_tables(code: str, folder: Path = CONTENT) -> Tables:
    """Gives every row typed for a territory, texts typeset, nested rows taken out; ``KeyError`` for an unknown table.

    The tables of ``funding.toml``, ``pieces.toml`` and ``pictures.toml`` are left in as they were written.
    """
    merged: Tables = {}
    for path in sorted((folder / code).glob("*.toml")):
        for name, value in tomllib.loads(path.read_text("utf-8"), parse_float=Decimal).items():
            rows = value if isinstance(value, list) else [value]
            merged.setdefault(name, []).extend(_typeset(row) for row in rows)
    tables: Tables = {}
    for name, rows in merged.items():
        for row in rows:
            for table, made in _unnest(name, row):
                tables.setdefault(table, []).append(made)
    return tables


def check_names(tables: Tables, others: frozenset[str]) -> None:
    """Raises ``KeyError`` for a table or a key that the plan does not have."""
    known = record_types()
    for name, rows in tables.items():
        if name in others:
            continue
        fields = known[name].specs()
        for row in rows:
            if unknown := row.keys() - fields.keys():
                raise KeyError(f"{name}: {', '.join(sorted(unknown))}")


def is_form(name: str) -> bool:
    """True for a table that holds one record."""
    table = record_types()[name].table
    return table is not None and table.layout is Layout.FORM


def _unnest(name: str, row: Row) -> Iterator[tuple[str, Row]]:
    nested = _NESTED.get(name, {})
    yield from _with_measures(name, {key: value for key, value in row.items() if key not in nested})
    for table, (keys, letter) in nested.items():
        for number, child in enumerate(row.get(table, ()), start=1):
            filled = {key: row["id"] if len(keys) == 1 else row[key] for key in keys} | child
            if letter:
                filled.setdefault("id", f"{row['id']}-{letter}{number}")
            yield from _with_measures(table, filled)


def _with_measures(name: str, row: Row) -> Iterator[tuple[str, Row]]:
    if name != "indicators":
        yield name, row
        return
    yield name, {key: value for key, value in row.items() if key != "measures"}
    for fy, measure in row.get("measures", {}).items():
        yield "measures", {"indicator": row["id"], "fy": fy} | measure


def _typeset(row: Row) -> Row:
    """The row with exact typography, in the language it says or that another field says of a text."""
    lang: Lang = "en" if str(row.get("lang", "")).startswith("en") else "fr"
    made = {key: _typeset_value(value, lang) for key, value in row.items()}
    for text, field in _LANGUAGES.items():
        if row.get(field) == "en":
            made[text] = typographic(row[text], lang="en")
    return made


def _typeset_value(value: Any, lang: Lang) -> Any:
    if isinstance(value, str):
        return typographic(value, lang=lang)
    if isinstance(value, list):
        return [_typeset_value(item, lang) for item in value]
    if isinstance(value, dict):
        return _typeset(value)
    return value
