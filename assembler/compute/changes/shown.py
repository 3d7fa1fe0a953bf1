"""What an edition may tell of a row: its fields by their class (B0), no count of persons (R-065), names kept (B3)."""

from collections.abc import Mapping
from typing import Any

from assembler.models.edition_scope import is_field_shown, is_file_shown
from assembler.models.field import FieldSpec, Kind, Privacy
from assembler.models.governance import Member
from assembler.models.plan_record import Attachment
from assembler.models.record import Family, Record
from assembler.models.results import Indicator, Measure
from assembler.models.vocabulary import Edition

_MAY_COUNT_PERSONS = {Measure: "result", Indicator: "baseline"}


def shown_fields(record: Record, edition: Edition) -> Mapping[str, Any]:
    """Gives the values that an edition may tell, by field; nothing for a row it may not mention."""
    if isinstance(record, Attachment) and not is_file_shown(record.visibility, edition):
        return {}
    specs = type(record).specs().items()
    return {name: getattr(record, name) for name, spec in specs if _is_shown(record, name, spec, edition)}


def _is_shown(record: Record, name: str, spec: FieldSpec, edition: Edition) -> bool:
    if spec.privacy is Privacy.CONFIDENTIAL or not is_field_shown(spec.privacy, edition):
        return False
    return edition is not Edition.PUBLIC or not (_is_person(record, name) or _is_count(record, name, spec))


def _is_person(record: Record, name: str) -> bool:
    return isinstance(record, Member) and name == "person_label" and not getattr(record, "public", None)


def _is_count(record: Record, name: str, spec: FieldSpec) -> bool:
    """In public, no count that may be of persons is told: two versions of one would help to tell a masked one."""
    is_whole = spec.kind is Kind.INTEGER and record.table is not None and record.table.family is Family.RESULTS
    return is_whole or _MAY_COUNT_PERSONS.get(type(record)) == name
