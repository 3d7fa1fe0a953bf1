"""Sums a plan up, so that pages need not open it."""

from typing import Any

from assembler.compute.coverage import compute_coverage
from assembler.compute.funding import compute_funding
from assembler.compute.rates import compute_pct
from assembler.models.action import Action
from assembler.models.figures import FundingLine, FundingPlan
from assembler.models.funding import Agreement
from assembler.models.governance import Partner
from assembler.models.money import ZERO, to_cents
from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.models.strategy import Issue
from assembler.models.summary import (
    COLUMNS,
    ActionSummary,
    AgreementSummary,
    BilanCounts,
    DimensionShare,
    FunderShare,
    Granted,
    PlanSummary,
    ReportDueSummary,
    YearTotals,
)


def summarise_plan(plan: Plan, region: Region) -> PlanSummary:
    """Gives the summary of a plan; the same plan gives the same summary.

    A plan that findings block has one too: what a reference leads nowhere to is named by its id.
    """
    funding = compute_funding(plan, region)
    fy = plan.record.current_fy
    return PlanSummary(
        territory=plan.territory.code,
        territory_name=region.territory(plan.territory.code).name,
        title=plan.record.title,
        current_fy=fy,
        fiscal_years=plan.fiscal_years,
        version=plan.record.version,
        version_date=plan.record.version_date,
        totals=tuple(YearTotals(fy=year, **_amounts(funding.total(year))) for year in funding.years),
        actions=_actions(plan, funding),
        funders=_funders(funding, region, fy),
        dimensions=_dimensions(plan, region, funding),
        agreements=tuple(_agreement(plan, region, agreement) for agreement in plan.agreements),
        counts=_counts(plan),
    )


def _amounts(line: FundingLine) -> dict[str, Any]:
    return {column: getattr(line, column) for column in (*COLUMNS, "coverage_pct")}


def _actions(plan: Plan, funding: FundingPlan) -> tuple[ActionSummary, ...]:
    return tuple(_action(plan, action, funding.of_action(action.id, plan.record.current_fy)) for action in plan.actions)


def _action(plan: Plan, action: Action, line: FundingLine) -> ActionSummary:
    issue, owner = plan.find(Issue, action.issue), plan.find(Partner, action.owner)
    return ActionSummary(
        id=action.id,
        title=action.title,
        issue=action.issue,
        issue_title=issue.title if issue else action.issue,
        lead=action.lead,
        owner=owner.name if owner else action.owner,
        status=action.status,
        **_amounts(line),
    )


def _funders(funding: FundingPlan, region: Region, fy: str) -> tuple[FunderShare, ...]:
    known = {funder.code: funder for funder in region.funders}
    return tuple(
        FunderShare(
            code=line.funder,
            fr=known[line.funder].name,
            en=known[line.funder].english_name,
            confirmed=line.confirmed,
            requested=line.requested,
        )
        for line in funding.by_funder(fy)
        if line.confirmed or line.requested
    )


def _dimensions(plan: Plan, region: Region, funding: FundingPlan) -> tuple[DimensionShare, ...]:
    """One line per dimension, those that no action answers included (R-006)."""
    fy = plan.record.current_fy
    return tuple(
        DimensionShare(
            code=line.code,
            fr=line.fr,
            en=line.en,
            actions=line.main,
            **_amounts(_added([funding.of_action(action, fy) for action in line.main])),
        )
        for line in compute_coverage(plan, region)
    )


def _added(lines: list[FundingLine]) -> FundingLine:
    sums = {column: sum((getattr(line, column) for line in lines), ZERO) for column in COLUMNS}
    return FundingLine(**sums, coverage_pct=compute_pct(sums["confirmed"], sums["need"]))


def _agreement(plan: Plan, region: Region, agreement: Agreement) -> AgreementSummary:
    program = region.program(agreement.program)
    funder = region.funder_of(agreement.program)
    return AgreementSummary(
        id=agreement.id,
        title=agreement.title or program.name,
        program=program.code,
        program_fr=program.name,
        program_en=program.english_name,
        funder=funder.code,
        funder_fr=funder.name,
        funder_en=funder.english_name,
        reference=agreement.reference_no,
        covered_territories=agreement.covered_territories,
        start=agreement.start,
        end=agreement.end,
        granted=tuple(
            Granted(fy=row.fy, amount=to_cents(row.amount))
            for row in plan.agreement_years
            if row.agreement == agreement.id
        ),
        reports_due=tuple(
            ReportDueSummary(kind=row.kind, fy=row.fy, due_date=row.due_date, sent_on=row.sent_on, status=row.status)
            for row in plan.reports_due
            if row.agreement == agreement.id
        ),
    )


def _counts(plan: Plan) -> BilanCounts:
    return BilanCounts(
        meetings=len(plan.meetings),
        attendances=sum(meeting.attendance or 0 for meeting in plan.meetings),
        bodies=len(plan.bodies),
        partners=len(plan.partners),
        good_moves=len(plan.good_moves),
        previous_actions=len(plan.previous_actions),
        issues=len(plan.issues),
        leads=len(plan.leads),
        actions=len(plan.actions),
        indicators=len(plan.indicators),
    )
