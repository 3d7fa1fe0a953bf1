"""What a check could not weigh: rows that make no record, or that lead nowhere, and sheets still to fill (T-066)."""

from collections import Counter

from assembler.i18n import translate as _
from assembler.models.finding import Finding
from assembler.models.plan import Plan, record_types
from assembler.validate.findings import finding_by_code
from assembler.validate.parse import ParsedRecords


def check_unread(parsed: ParsedRecords, plan: Plan | None, coherent: Plan | None) -> tuple[Finding, ...]:
    """Gives the finding that says which rows no total counts, or that rules wait for the first two sheets."""
    if not parsed.unread and not any(parsed.records.values()):
        return ()  # not a canvas of ours: its own finding is enough
    if plan is None or coherent is None:
        message = _(
            "Les feuilles «\u00a0Territoire\u00a0» et «\u00a0Plan\u00a0» ne sont pas encore lues en entier\u00a0: "
            "ni les totaux ni les liens entre les feuilles n’ont été vérifiés, et d’autres constats pourront paraître."
        )
        return (finding_by_code("", "", code="T-066", message=message),)
    missing = Counter(parsed.unread)
    for name in record_types():
        rows, kept = getattr(plan, name), getattr(coherent, name)
        if isinstance(rows, tuple) and len(rows) > len(kept):
            missing[rows[0].place.sheet if rows[0].place else name] += len(rows) - len(kept)
    if not missing:
        return ()
    sheets = "; ".join(f"{sheet}\u00a0: {count}" for sheet, count in missing.items())
    message = _(
        "Des lignes n’ont pas pu être lues, ou renvoient à une ligne absente ({sheets})\u00a0: les totaux donnés ici "
        "ne les comptent pas."
    )
    return (finding_by_code("", "", code="T-066", message=message.format(sheets=sheets), found=str(missing.total())),)
