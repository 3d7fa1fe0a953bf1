"""The data dictionary and the JSON Schema, read off the declarations; nothing is listed twice (design §3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assembler.i18n import Lang
from assembler.models.field import FieldSpec, Kind
from assembler.models.narrative import SECTIONS
from assembler.models.plan import Plan, record_types
from assembler.models.record import Record, TableSpec
from assembler.models.vocabulary import Terms

JSON_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True)
class Entry:
    """One line of the dictionary: a field of a table, with all that its declaration says."""

    table: TableSpec
    record: str
    name: str
    spec: FieldSpec
    terms: type[Terms] | None


def dictionary_entries() -> Iterator[Entry]:
    """Gives every field of every table, in canvas order."""
    for record_type in record_types().values():
        assert record_type.table is not None
        for name, spec in record_type.specs().items():
            yield Entry(record_type.table, record_type.__name__, name, spec, terms_of(record_type, name))


def terms_of(record_type: type[Record], name: str) -> type[Terms] | None:
    """Gives the enumeration behind a choice field, or None when its codes come from the region."""
    pending: list[Any] = [record_type.model_fields[name].annotation]
    while pending:
        candidate = pending.pop()
        if isinstance(candidate, type) and issubclass(candidate, Terms):
            return candidate
        pending.extend(getattr(candidate, "__args__", ()))
    return None


def describe_limits(entry: Entry, lang: Lang) -> str:
    """Gives the limits of a field in a few words: codes, lengths, bounds, references."""
    spec = entry.spec
    words = {"fr": ("caractères", "mots", "de", "à"), "en": ("characters", "words", "from", "to")}[lang]
    found = [
        f"≤ {spec.limit_chars} {words[0]}" if spec.limit_chars else "",
        f"≤ {spec.limit_words} {words[1]}" if spec.limit_words else "",
        f"{words[2]} {spec.min_items} {words[3]} {spec.max_items}" if spec.max_items else "",
        "→ " + ", ".join(spec.targets) if spec.targets else "",
        f"[{spec.vocabulary}]" if spec.vocabulary else "",
        ", ".join(getattr(term, lang) for term in entry.terms) if entry.terms else "",
    ]
    return "; ".join(text for text in found if text)


def json_schema() -> dict[str, Any]:
    """Gives the JSON Schema of a plan's data, each field with its labels, help and class."""
    schema = Plan.model_json_schema()
    defined = schema["$defs"]
    for record_type in record_types().values():
        properties = defined[record_type.__name__]["properties"]
        properties.pop("place")  # where a record was read is not a datum of the plan
        for name, spec in record_type.specs().items():
            properties[name].pop("x-dossier", None)
            properties[name].update(_annotations(spec))
    defined.pop("Place")
    narrative = {section.tag: {"fr": section.fr, "en": section.en} for section in SECTIONS}
    return {"$schema": JSON_SCHEMA_DIALECT, **schema, "x-narrative-sections": narrative}


def _annotations(spec: FieldSpec) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": spec.fr,
        "x-title-en": spec.en,
        "description": spec.help,
        "examples": [spec.example] if spec.example else [],
        "x-tag": spec.tag,
        "x-need": str(spec.need),
        "x-privacy": str(spec.privacy),
        "x-limit-chars": spec.limit_chars,
        "x-limit-words": spec.limit_words,
        "x-vocabulary": spec.vocabulary,
        "x-targets": list(spec.targets),
        "x-kind": str(spec.kind) if spec.kind in (Kind.MONEY, Kind.FISCAL_YEAR, Kind.PERCENT) else None,
    }
    return {key: value for key, value in found.items() if value not in (None, "", [])}
