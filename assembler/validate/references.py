"""R-001: ids are unique and well-formed. R-002: every reference leads to a record."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.action_sheet import BETWEEN
from assembler.models.field import FieldSpec, Kind
from assembler.models.finding import Finding, Severity
from assembler.models.plan import Plan, record_types
from assembler.models.record import Record
from assembler.tables import folded, types_by_name
from assembler.validate.codes import CHECKS
from assembler.validate.findings import finding_at
from assembler.validate.sheet_values import choice_words, naming_field

NO_IDS: frozenset[tuple[str, str]] = frozenset()


def check_ids(plan: Plan) -> tuple[Finding, ...]:
    """Gives a finding for each id already taken in its table, or that has not the shape of its kind (R-001)."""
    return tuple(finding for name in record_types() for finding in _table_ids(_records(plan, name)))


def check_references(
    plan: Plan, *, left_out: Collection[tuple[str, str]] = NO_IDS, missing: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Gives a finding for each reference that leads nowhere, with the id it was probably meant to be (R-002).

    ``left_out`` are rows that exist but could not be read: their own findings are enough.
    So is the finding on each table of ``missing``, which a thousand references to it would only bury.
    """
    found: list[Finding] = []
    for name, record_type in record_types().items():
        targeted = ((field, spec) for field, spec in record_type.specs().items() if spec.targets)
        fields = [(field, spec) for field, spec in targeted if not set(spec.targets) & set(missing)]
        for record in _records(plan, name) if fields else ():
            for field, spec in fields:
                found += _dangling(plan, record, field, spec, left_out)
    return tuple(found)


def _table_ids(records: tuple[Record, ...]) -> Iterator[Finding]:
    first: dict[str, Record] = {}
    for record in records:
        spec = type(record).specs().get("id")
        if spec is None:
            return
        key: str = getattr(record, "id")  # noqa: B009 - only some records have one
        if key in first:
            message = _("L’identifiant «\u00a0{id}\u00a0» sert déjà à la cellule {cell}.")
            earlier = first[key].place
            where = earlier.cell("id") if earlier else "?"
            yield _id_finding(record, key, message.format(id=key, cell=where))
        first.setdefault(key, record)
        if spec.pattern and not re.fullmatch(spec.pattern, key):
            message = _("L’identifiant «\u00a0{id}\u00a0» n’a pas la forme attendue.").format(id=key)
            yield _id_finding(record, key, message, expected=spec.example)


def _id_finding(record: Record, key: str, message: str, *, expected: str = "") -> Finding:
    remedy = _(CHECKS["R-001"].remedy)
    if expected:
        remedy = _("Suivez la forme de l’exemple\u00a0: {example}.").format(example=expected)
    return finding_at(
        record, "id", code="R-001", severity=Severity.BLOCKING, found=key, expected=expected, message=message,
        remedy=remedy,
    )  # fmt: skip


def _dangling(
    plan: Plan, record: Record, field: str, spec: FieldSpec, left_out: Collection[tuple[str, str]]
) -> Iterator[Finding]:
    value = getattr(record, field)
    for key in value if spec.kind is Kind.REFS else (value,):
        if not key or any((target, key) in left_out for target in spec.targets):
            continue
        if all(plan.find(types_by_name()[target], key) is None for target in spec.targets):
            yield _dangling_finding(plan, record, field, spec, key)


def _dangling_finding(plan: Plan, record: Record, field: str, spec: FieldSpec, key: str) -> Finding:
    where = _(" ou ").join(f"«\u00a0{_sheet_title(target)}\u00a0»" for target in spec.targets)
    message = _("«\u00a0{label}\u00a0»\u00a0: «\u00a0{key}\u00a0» ne se trouve pas dans la feuille {where}.")
    message = message.format(label=either(spec.fr, spec.en), key=key, where=where)
    guess = _closest(plan, spec.targets, key, in_sheet=bool(record.place and BETWEEN in record.place.cell(field)))
    remedy = _(CHECKS["R-002"].remedy)
    if guess:
        message += " " + _("Vouliez-vous dire «\u00a0{guess}\u00a0»?").format(guess=guess)
        remedy = _("Écrivez «\u00a0{guess}\u00a0», ou ajoutez la ligne qui manque.").format(guess=guess)
    return finding_at(
        record, field, code="R-002", severity=Severity.BLOCKING, found=key, expected=guess, message=message,
        remedy=remedy,
    )  # fmt: skip


def _closest(plan: Plan, targets: tuple[str, ...], key: str, *, in_sheet: bool) -> str:
    """Gives the id whose text, or whose record's name or title, is nearest to what was typed; empty when none is.

    An action sheet is told it as its lists offer it: who fills it in never saw an id such as « mrc-cote-de-gaspe ».
    """
    names: dict[str, str] = {}
    for name, record_type in record_types().items():
        if record_type.__name__ not in targets:
            continue
        for record in _sound(plan, name):
            for field in ("title", "label", "name", "acronym", "id"):
                text = getattr(record, field, None)
                if isinstance(text, str):
                    names[folded(text)] = _offered(record) if in_sheet else _id(record)
    close = get_close_matches(folded(key), names, n=1, cutoff=0.6)
    return names[close[0]] if close else ""


def _sound(plan: Plan, name: str) -> Iterator[Record]:
    """The records that may be suggested: never one whose own id must be corrected (R-001)."""
    for record in _records(plan, name):
        pattern = type(record).specs()["id"].pattern
        if not pattern or re.fullmatch(pattern, _id(record)):
            yield record


def _offered(record: Record) -> str:
    return choice_words(_id(record), str(getattr(record, naming_field(type(record)), None) or ""))


def _id(record: Record) -> str:
    key: str = getattr(record, "id")  # noqa: B009 - targets have ids
    return key


def _records(plan: Plan, name: str) -> tuple[Record, ...]:
    found = getattr(plan, name)
    return found if isinstance(found, tuple) else (found,)


def _sheet_title(target: str) -> str:
    table = types_by_name()[target].table
    assert table is not None
    return either(table.fr, table.en)
