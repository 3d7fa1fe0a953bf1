"""The public edition prints no count of 1 to 4 persons, nor what would tell one (R-065)."""

from decimal import Decimal
from typing import Any

import pytest

from assembler.models.piece import Request
from assembler.models.results import GroupCount
from assembler.models.vocabulary import CountBasis, Edition, Unit
from assembler.typography import NBSP
from assembler.views.masked import WITHHELD, is_mask
from assembler.views.plan_data import view_plan_data
from assembler.views.report.extract import view_report_extract
from assembler.views.report.subject import report_subjects
from assembler.views.report.whole import view_report
from tests.views.sample_reports import plan_with, sample_plan, sample_request

SMALL = f"<{NBSP}5"
FY = "2025-2026"
ACTION = "CG-A03"


def changed(**of_action: int) -> dict[str, Any]:
    """The results of the sample, with other counts for one action."""
    rows = sample_plan().results
    return {"results": tuple(row.model_copy(update=of_action) if is_ours(row) else row for row in rows)}


def asked(edition: Edition = Edition.PUBLIC, **tables: Any) -> Request:
    """The request for the sample with other tables."""
    return sample_request(edition, plan=plan_with(**tables))


def is_ours(row: Any) -> bool:
    return (row.action, row.fy) == (ACTION, FY)


@pytest.mark.parametrize("count", range(1, 9))
@pytest.mark.parametrize("measure", ["people_unique", "people_participations", "people_households"])
def test_no_report_lets_a_reader_subtract_its_way_to_a_small_count(count: int, measure: str) -> None:
    """A hidden count alone in a table whose total shows would be the total less the others."""
    column = {"people_unique": "personnes", "people_participations": "participations", "people_households": "menages"}
    request = asked(**changed(**{measure: count}))
    shown = 0
    for subject in report_subjects(request):
        people = view_report(request, subject).personnes
        for told, total in ((people.actions, column[measure]), (people.clienteles, "personnes")):
            counts = [getattr(row, total) for row in told if hasattr(row, total)]
            hidden = [value for value in counts if is_mask(value)]
            shown += len(counts) - len(hidden)
            assert not {1, 2, 3, 4} & {value for value in counts if isinstance(value, int)}
            if told is people.actions and len(hidden) == 1 and len(counts) > 1:
                assert is_mask(getattr(people, total))
    assert shown > 20


def test_the_workbook_and_the_data_hide_what_the_document_hides() -> None:
    request = asked(**changed(people_unique=3))
    subject = next(key for key in report_subjects(request) if "FQIS" in key)
    people, extract = view_report(request, subject).personnes, view_report_extract(request, subject)
    assert [row.personnes for row in extract.personnes] == [row.personnes for row in people.actions]
    told = {row["action"]: row["personnes"] for row in view_plan_data(request)["results"] if row["exercice"] == FY}
    assert told[ACTION] == "<5"
    assert {key for key, value in told.items() if value == WITHHELD} == {
        row.action.split()[0] for row in people.actions if row.personnes == WITHHELD
    }


def test_a_group_hidden_in_an_action_is_hidden_with_another_of_it_in_the_data() -> None:
    """The groups of the action add up to its persons: one hidden alone would be the difference."""
    kept = tuple(row for row in sample_plan().group_counts if not is_ours(row))
    groups = tuple(
        GroupCount(action=ACTION, fy=FY, group=group, unique=count)
        for group, count in (("pauvrete", 40), ("seules", 3), ("aines", 17))
    )
    request = asked(**changed(people_unique=60), group_counts=(*kept, *groups))
    rows = {
        row["clientele"]: row["personnes"] for row in view_plan_data(request)["group_counts"] if row["action"] == ACTION
    }
    assert rows == {"pauvrete": 40, "seules": "<5", "aines": "masqué"}


@pytest.mark.parametrize(
    ("result", "basis", "told", "rate"),
    [
        (3, CountBasis.UNIQUE_PERSONS, SMALL, WITHHELD),
        (2, CountBasis.HOUSEHOLDS, SMALL, WITHHELD),
        (12, CountBasis.UNIQUE_PERSONS, "12", None),
        (3, CountBasis.ORGANISATIONS, "3", None),
        (3, None, "3", None),
        (0, CountBasis.UNIQUE_PERSONS, "0", None),
    ],
)
def test_an_indicator_that_counts_persons_hides_a_small_result_and_its_rate(
    result: int, basis: CountBasis | None, told: str, rate: str | None
) -> None:
    plan = sample_plan()
    held = next(row for row in plan.indicators if row.parent == ACTION)
    indicator = held.model_copy(update={"unit": Unit.COUNT, "count_basis": basis})
    measures = tuple(
        row.model_copy(update={"result": Decimal(result), "target": Decimal(40)})
        if (row.indicator, row.fy) == (held.id, FY)
        else row
        for row in plan.measures
    )
    indicators = tuple(indicator if row.id == held.id else row for row in plan.indicators)
    public = asked(indicators=indicators, measures=measures)
    subject = next(key for key in report_subjects(public) if "FQIS" in key)
    row = next(row for row in view_report(public, subject).activites.indicateurs if row.libelle == held.label)
    assert row.resultat == told
    assert (row.taux == WITHHELD) is (rate is not None)
    line = next(row for row in view_report_extract(public, subject).indicateurs if row.libelle == held.label)
    assert str(line.resultat) == told
    assert told != SMALL or line.taux is None
    data = {(row["indicateur"], row["exercice"]): row["resultat"] for row in view_plan_data(public)["measures"]}
    assert (data[held.id, FY] == "<5") is (told == SMALL)
    official = asked(Edition.OFFICIAL, indicators=indicators, measures=measures)
    shown = next(row for row in view_report(official, subject).activites.indicateurs if row.libelle == held.label)
    assert shown.resultat == str(result)
