"""The dictionary and the JSON Schema say what the declarations say, once, in two languages."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from assembler.dictionary import Entry, describe_limits, dictionary_entries, json_schema
from assembler.models.field import Kind
from assembler.models.plan import record_types

TYPES = {"string", "number", "integer", "boolean", "array", "object", "null"}


@cache
def schema() -> dict[str, Any]:
    return json_schema()


def _entry(record: str, name: str) -> Entry:
    return next(entry for entry in dictionary_entries() if (entry.record, entry.name) == (record, name))


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(child)


def test_every_record_and_field_is_an_entry_once() -> None:
    listed = [(entry.record, entry.name) for entry in dictionary_entries()]
    declared = [(kind.__name__, name) for kind in record_types().values() for name in kind.specs()]
    assert listed == declared
    assert len(set(listed)) == len(listed)


def test_tags_are_unique_in_a_table_and_plain_ascii() -> None:
    tags = [(entry.table.name, entry.spec.tag) for entry in dictionary_entries()]
    assert len(set(tags)) == len(tags)
    assert [tag for _, tag in tags if not (tag.isascii() and tag.isidentifier() and tag.islower())] == []


def test_every_field_is_labelled_in_both_languages() -> None:
    assert [entry.name for entry in dictionary_entries() if not (entry.spec.fr and entry.spec.en)] == []


def test_limits_read_in_the_language_asked_for() -> None:
    title = _entry("PlanRecord", "title")
    assert describe_limits(title, "fr") == "≤ 120 caractères"
    assert describe_limits(title, "en") == "≤ 120 characters"
    status = _entry("PlanRecord", "status")
    assert describe_limits(status, "fr") == "Ébauche, Déposé, Adopté, Amendé, Clos"
    assert describe_limits(status, "en") == "Draft, Filed, Adopted, Amended, Closed"


def test_limits_name_what_a_reference_points_to_and_a_regions_list() -> None:
    assert describe_limits(_entry("NeedLine", "action"), "fr") == "→ Action"
    assert describe_limits(_entry("NeedLine", "eligible_for"), "fr") == "[programs]"
    assert describe_limits(_entry("PlanRecord", "values"), "fr") == "de 3 à 8"


def test_the_schema_is_json_of_the_dialect_it_names() -> None:
    assert json.loads(json.dumps(schema())) == schema()
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema()["type"] == "object"
    assert schema()["additionalProperties"] is False


def test_every_reference_of_the_schema_resolves_and_every_definition_is_used() -> None:
    used = {node["$ref"] for node in _nodes(schema()) if isinstance(node.get("$ref"), str)}
    assert used == {f"#/$defs/{name}" for name in schema()["$defs"]}


ALLOWED: dict[str, Callable[[Any], bool]] = {
    "type": lambda value: value in TYPES,
    "enum": lambda value: isinstance(value, list) and len(set(value)) == len(value) > 0,
    "required": lambda value: isinstance(value, list) and all(isinstance(name, str) for name in value),
    "anyOf": lambda value: isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value),
    "items": lambda value: isinstance(value, dict),
    "properties": lambda value: isinstance(value, dict) and all(isinstance(one, dict) for one in value.values()),
}


@pytest.mark.parametrize("word", ALLOWED)
def test_words_of_the_schema_hold_what_the_dialect_allows(word: str) -> None:
    """What a meta-schema would say of the words we use; a field of that name is a schema, not a word."""
    found = [node[word] for node in _schemas(schema()) if word in node]
    assert found
    assert [value for value in found if not ALLOWED[word](value)] == []


def _schemas(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    children = [*node.get("$defs", {}).values(), *node.get("properties", {}).values(), *node.get("anyOf", [])]
    for child in (*children, *([node["items"]] if "items" in node else [])):
        yield from _schemas(child)


def test_every_field_of_the_schema_carries_its_declaration() -> None:
    wrong = [
        f"{entry.record}.{entry.name}"
        for entry in dictionary_entries()
        if (said := schema()["$defs"][entry.record]["properties"][entry.name])
        and (said["title"], said["x-title-en"], said["x-tag"], said["x-need"], said["x-privacy"])
        != (entry.spec.fr, entry.spec.en, entry.spec.tag, str(entry.spec.need), str(entry.spec.privacy))
    ]
    assert wrong == []


def test_the_schema_tells_money_from_other_numbers() -> None:
    needs = schema()["$defs"]["NeedLine"]["properties"]
    assert needs["amount"]["x-kind"] == str(Kind.MONEY)
    assert "x-kind" not in needs["quantity"]


def test_where_a_record_was_read_is_not_a_datum() -> None:
    records = [kind.__name__ for kind in record_types().values()]
    assert [name for name in records if "place" in schema()["$defs"][name]["properties"]] == []


def test_the_sections_of_the_narrative_are_named_in_both_languages() -> None:
    sections = schema()["x-narrative-sections"]
    assert sections
    assert [tag for tag, said in sections.items() if not (said["fr"] and said["en"])] == []
