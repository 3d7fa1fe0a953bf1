"""Puts the parsed records together as a plan."""

from assembler.models.narrative import Narrative
from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.validate.parse import ParsedRecords

_FORMS = ("territory", "record")


def build_plan(parsed: ParsedRecords, narrative: Narrative, region: Region) -> Plan | None:
    """Gives the plan, or None when the territory or the plan's own form could not be read (findings say why)."""
    forms = {name: next(iter(parsed.records.get(name, ())), None) for name in _FORMS}
    territory = forms["territory"]
    known = {profile.code for profile in region.territories}
    if None in forms.values() or getattr(territory, "code", None) not in known:
        return None
    grids = {name: records for name, records in parsed.records.items() if name not in _FORMS}
    return Plan.model_validate({**forms, **grids, "narrative": narrative})
