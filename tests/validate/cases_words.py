"""Faults of words, adoption, governance, versions and duplicates (R-031, R-032, R-064, R-080 to R-108)."""

from datetime import date
from decimal import Decimal

from assembler.models import accounts_vocabulary as av
from assembler.models import vocabulary as v
from assembler.models.action import TargetGroup
from assembler.models.funding import LeverLine
from assembler.models.plan_record import Acronym, Revision
from assembler.models.results import ResultEntry
from tests.validate.case import SHEET, Case
from tests.validate.plans import NOW, Change, added, all_of, changed, recorded, without

_SAID = "Les familles cuisinent ensemble et mangent mieux"
_AT_LENGTH = " ".join([_SAID] * 3)
_YEAR_BEFORE = ResultEntry(
    action="CG-A01",
    fy="2024-2025",
    start=date(2024, 4, 1),
    end=date(2025, 3, 31),
    progress=av.Progress.RUNNING,
    effects_short=_AT_LENGTH,
)


def _lever(key: str, program: str) -> LeverLine:
    status, amount = v.LeverStatus.POTENTIAL, Decimal("1000.00")
    return LeverLine(id=key, action="CG-A02", fy=NOW, program=program, status=status, amount=amount)


def _revision(version: int, **values: str) -> Change:
    return added("revisions", Revision(version=version, dated=date(2025, 10, 5), **values))


_AMENDED = recorded(status=v.PlanStatus.AMENDED)

WORDS = (
    Case(
        "R-031",
        "same_funder_twice",
        added("lever_lines", _lever("CG-A02-L08", "FRR"), _lever("CG-A02-L09", "FRR")),
        "lever_lines",
        7,
        "program",
    ),
    Case(
        "R-032",
        "same_need_same_people",
        added("target_groups", TargetGroup(action="CG-A02", group="pauvrete")),
        "actions",
        1,
        "needs",
    ),
    Case("R-064", "few_words", changed("results", 0, effects_short=_SAID), "results", 0, "effects_short"),
    Case(
        "R-064",
        "word_for_word",
        all_of(changed("results", 0, effects_short=_AT_LENGTH), added("results", _YEAR_BEFORE)),
        "results",
        0,
        "effects_short",
    ),
    Case("R-080", "no_resolution", without("resolutions", 1), "record", 0, "status"),
    Case("R-080", "no_body", changed("resolutions", 1, body=None), "resolutions", 1, "body"),
    Case("R-080", "amended_without_a_word", _AMENDED, "record", 0, "version"),
    Case("R-080", "amended_for_no_reason", all_of(_AMENDED, _revision(3)), "revisions", 0, "summary"),
    Case("R-081", "no_thematic_committee", without("bodies", 3), "bodies", 0, SHEET),
    Case("R-081", "no_assembly_for_a_year", changed("meetings", 0, held_on=date(2025, 10, 4)), "meetings", 0, SHEET),
    Case("R-102", "unknown_acronym", changed("actions", 1, summary="Avec l’aide du CLSC."), "actions", 1, "summary"),
    Case("R-106", "tag", changed("actions", 1, summary="Bonjour {{ nom }}."), "actions", 1, "summary"),
    Case("R-106", "to_do", changed("actions", 2, summary="TODO : décrire."), "actions", 2, "summary"),
    Case("R-106", "many_at_once", changed("actions", 2, summary="TODO, {{ x }} puis XXX."), "actions", 2, "summary"),
    Case("R-106", "crosses", changed("payments", 1, condition="XXX"), "payments", 1, "condition"),
    Case("R-110", "no_drawing", changed("actions", 1, summary="Un trait\U000e0fff."), "actions", 1, "summary"),
    Case("R-108", "other_canvas", _revision(2, canvas_version="0.9"), "revisions", 0, "canvas_version"),
)

WORDS_ACCEPTED: tuple[tuple[str, Change], ...] = (
    (
        "outcomes that tell enough and change",
        all_of(
            changed("results", 0, effects_short=_AT_LENGTH),
            added("results", _YEAR_BEFORE.model_copy(update={"effects_short": f"{_AT_LENGTH} depuis peu"})),
        ),
    ),
    (
        "an acronym of the glossary, one with a suffix, a Roman number, capitals",
        all_of(
            changed("actions", 1, summary="Au CLSC et au CLSC-NORD, XXIe siècle, phase II. IL EST RÉSOLU QUE."),
            added("acronyms", Acronym(short="CLSC", long="Centre local de services communautaires")),
        ),
    ),
    ("a draft without resolution", all_of(without("resolutions", 1), recorded(status=v.PlanStatus.DRAFT))),
    ("an amended plan that says what changed", all_of(_AMENDED, _revision(3, summary="Une action de plus."))),
    ("the canvas of the last edition, as Excel writes it", _revision(2, canvas_version="1")),
    ("two gifts of the community", added("lever_lines", _lever("CG-A02-L08", "MIL"), _lever("CG-A02-L09", "MIL"))),
    ("one need for other people", added("target_groups", TargetGroup(action="CG-A02", group="aines"))),
)
