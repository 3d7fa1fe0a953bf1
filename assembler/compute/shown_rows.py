"""What an edition may tell of a row: its fields by their class (B0), small counts masked (R-065), names kept (B3)."""

from collections.abc import Mapping
from typing import Any

from assembler.compute.people import is_small_count
from assembler.models.edition_scope import is_field_shown, is_file_shown
from assembler.models.field import FieldSpec, Kind, Privacy
from assembler.models.governance import Member
from assembler.models.plan_record import Attachment
from assembler.models.record import Family, Record
from assembler.models.vocabulary import Edition


class Masked(str):
    """What stands in the place of a count that could name someone: two of them are alike, whatever they hide."""

    __slots__ = ()


def shown_fields(record: Record, edition: Edition, *, mask_under: int) -> Mapping[str, Any]:
    """Gives the values that an edition may tell, by field; nothing for a row it may not mention."""
    if isinstance(record, Attachment) and not is_file_shown(record.visibility, edition):
        return {}
    return {
        name: _masked(record, name, spec, mask_under) if edition is Edition.PUBLIC else getattr(record, name)
        for name, spec in type(record).specs().items()
        if _is_shown(record, name, spec, edition)
    }


def _is_shown(record: Record, name: str, spec: FieldSpec, edition: Edition) -> bool:
    if spec.privacy is Privacy.CONFIDENTIAL or not is_field_shown(spec.privacy, edition):
        return False
    is_person = isinstance(record, Member) and name == "person_label"
    return not (is_person and edition is Edition.PUBLIC and not getattr(record, "public", None))


def _masked(record: Record, name: str, spec: FieldSpec, mask_under: int) -> Any:
    """In public, any whole number of the results is taken for a count of persons: more is masked than need be."""
    value = getattr(record, name)
    is_count = spec.kind is Kind.INTEGER and record.table is not None and record.table.family is Family.RESULTS
    return Masked(f"<{mask_under}") if is_count and is_small_count(value, mask_under) else value
