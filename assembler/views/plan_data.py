"""The plan as data, by table and tag: what donnees.json holds. It says no more than the documents of its edition."""

from typing import Any

from assembler.models.edition_scope import is_field_shown, is_file_shown
from assembler.models.governance import Member
from assembler.models.piece import Request
from assembler.models.plan import record_types
from assembler.models.plan_record import Attachment
from assembler.models.record import Record
from assembler.models.results import ActivityDone, GroupCount, Indicator, Measure, ResultEntry
from assembler.models.typed_total import TypedTotal
from assembler.models.view import Missing
from assembler.models.vocabulary import Capacity, Edition
from assembler.typography import NBSP
from assembler.views.masked import mask_alone, mask_count, mask_measure

_RESULTS = (
    ("unique", "people_unique"),
    ("participations", "people_participations"),
    ("households", "people_households"),
)


def view_plan_data(request: Request) -> dict[str, list[dict[str, Any]]]:
    """Gives every row the edition may show, as JSON can hold it: amounts as text, dates as 2026-04-01.

    The public edition masks counts of 1 to 4 persons (R-065) and names that are not public (B3), as its documents do.
    Typed totals are left out: only computed ones may be read (R-020).
    """
    return {name: _rows(name, request) for name, record_type in record_types().items() if record_type is not TypedTotal}


def _rows(name: str, request: Request) -> list[dict[str, Any]]:
    held = getattr(request.plan, name)
    records = held if isinstance(held, tuple) else (held,)
    rows = [_row(record, request) for record in records if _is_shown(record, request)]
    return [row for row in rows if row]


def _is_shown(record: Record, request: Request) -> bool:
    return not isinstance(record, Attachment) or is_file_shown(record.visibility, request.edition)


def _row(record: Record, request: Request) -> dict[str, Any]:
    dumped = record.model_dump(mode="json")
    if request.edition is Edition.PUBLIC:
        dumped |= _masked(record, request)
    specs = type(record).specs().items()
    return {spec.tag: dumped[field] for field, spec in specs if is_field_shown(spec.privacy, request.edition)}


def _masked(record: Record, request: Request) -> dict[str, Any]:
    """Gives the fields of a record that say less in public."""
    if isinstance(record, Member) and not record.public:
        return {"person_label": public_label(record)}
    hidden = {name: mask for name, mask in _masks(record, request).items() if mask}
    return {name: mask.replace(NBSP, "") for name, mask in hidden.items()}


def _masks(record: Record, request: Request) -> dict[str, Missing | None]:
    if isinstance(record, ResultEntry):
        told = {
            field: mask_count(request, measure, record.fy, action=record.action)
            or mask_alone(getattr(record, field), request)  # an action may have two rows
            for measure, field in _RESULTS
        }
        return {**told, "citizen_count": mask_alone(record.citizen_count, request)}
    if isinstance(record, GroupCount):
        return {
            measure: mask_count(request, measure, record.fy, action=record.action, group=record.group)
            or mask_alone(getattr(record, measure), request)
            for measure in ("unique", "participations")
        }
    if isinstance(record, ActivityDone):
        return {"participants": mask_alone(record.participants, request, action=record.action, fy=record.fy)}
    if isinstance(record, Indicator):
        return {"baseline": mask_measure(record.baseline, record, "", request)}
    if isinstance(record, Measure) and (owner := request.plan.find(Indicator, record.indicator)):
        return {"result": mask_measure(record.result, owner, record.fy, request)}
    return {}


def public_label(member: Member) -> str:
    """Gives what the public edition calls a member whose name is not public: in what capacity they sit (B3)."""
    return "Représentation de l’organisation" if member.capacity is Capacity.ORGANISATION else member.capacity.fr
