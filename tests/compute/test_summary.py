"""The summary of a plan: the figures of the control tables, and nothing that a page may not show."""

import json
from decimal import Decimal

from assembler.compute.summary import summarise_plan
from assembler.models.accounts_vocabulary import ReportKind, ReportStatus
from assembler.models.field import Privacy
from assembler.models.plan import Plan, record_types
from assembler.models.summary import PlanSummary
from assembler.regions import load_region
from tests.compute.samples import sample_plan
from tests.journeys.hostile_texts import hostile_plan
from tests.validate.plans import BEFORE, FLAC, FQIS, NOW, base_plan

REGION = load_region()


def _summary(plan: Plan) -> PlanSummary:
    return summarise_plan(plan, REGION)


def test_totals_are_those_of_the_control_tables() -> None:
    totals = _summary(sample_plan()).totals_of(NOW)
    assert totals is not None
    assert (totals.need, totals.confirmed) == (Decimal(1112000), Decimal(1000000))
    assert (totals.requested, totals.gap) == (Decimal(22000), Decimal(90000))
    assert (totals.in_kind, totals.coverage_pct) == (Decimal(82100), Decimal("89.9"))


def test_every_year_of_the_period_has_its_totals() -> None:
    summary = _summary(base_plan())
    assert [year.fy for year in summary.totals] == list(summary.fiscal_years)
    assert summary.totals_of("1999-2000") is None


def test_an_action_tells_its_issue_its_owner_and_its_funding() -> None:
    base = base_plan()
    first = _summary(sample_plan().model_copy(update={"partners": base.partners, "issues": base.issues})).actions[0]
    assert (first.id, first.issue, first.lead, first.owner) == ("CG-A01", "CG-E1", "CG-P1.1", "Comptoir")
    assert first.issue_title == base.issues[0].title
    assert (first.need, first.confirmed) == (Decimal(286000), Decimal(262000))
    assert (first.gap, first.in_kind) == (Decimal(24000), Decimal(31500))


def test_a_reference_that_leads_nowhere_is_named_by_its_id() -> None:
    plan = base_plan().model_copy(update={"issues": (), "partners": ()})
    assert (_summary(plan).actions[0].issue_title, _summary(plan).actions[0].owner) == ("CG-E1", "comptoir")


def test_funders_and_dimensions_add_up_to_the_plan() -> None:
    summary = _summary(sample_plan())
    totals = summary.totals_of(NOW)
    assert totals is not None
    assert sum(share.confirmed for share in summary.funders) == totals.confirmed
    assert sum(share.requested for share in summary.funders) == totals.requested
    assert sum(share.need for share in summary.dimensions) == totals.need
    assert len({share.fr for share in summary.funders}) == len(summary.funders)
    assert [share.code for share in summary.dimensions][:2] == ["D01", "D02"]


def test_an_agreement_tells_its_funder_its_grants_and_the_reports_it_owes() -> None:
    plan = base_plan()
    found = {agreement.id: agreement for agreement in _summary(plan).agreements}
    assert set(found) == {FQIS, FLAC}
    fqis = found[FQIS]
    assert (fqis.program, fqis.funder) == ("FQIS-G", REGION.program("FQIS-G").funder)
    assert fqis.funder_fr == REGION.funder_of("FQIS-G").name
    assert {grant.fy for grant in fqis.granted} >= {BEFORE}
    owed = [row for row in plan.reports_due if row.agreement == FQIS]
    assert [(row.kind, row.fy, row.due_date) for row in fqis.reports_due] == [
        (row.kind, row.fy, row.due_date) for row in owed
    ]
    assert all(isinstance(row.kind, ReportKind) and isinstance(row.status, ReportStatus) for row in fqis.reports_due)


def test_amounts_are_strings_with_two_decimals_in_json_and_come_back_the_same() -> None:
    summary = _summary(sample_plan())
    written = summary.model_dump_json()
    assert json.loads(written)["actions"][0]["need"] == "286000.00"
    assert PlanSummary.model_validate_json(written) == summary


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert _summary(sample_plan()).model_dump_json() == _summary(sample_plan()).model_dump_json()


def test_nothing_internal_or_confidential_is_in_the_summary() -> None:
    """Every such field of the plan is given a word of its own, looked for in the JSON."""
    plan = hostile_plan().plan
    marked = {name: _marked(getattr(plan, name), name) for name in record_types()}
    kept = _summary(plan.model_copy(update=marked)).model_dump_json()
    assert sum(str(rows).count("SECRET-") for rows in marked.values()) > 5
    assert "SECRET-" not in kept


def _marked(rows: object, name: str) -> object:
    if isinstance(rows, tuple):
        return tuple(_marked(row, name) for row in rows)
    specs = record_types()[name].specs()
    secret = {
        field: f"SECRET-{name}-{field}"
        for field, spec in specs.items()
        if spec.privacy in (Privacy.INTERNAL, Privacy.CONFIDENTIAL)
    }
    return rows.model_copy(update=secret)  # type: ignore[attr-defined]
