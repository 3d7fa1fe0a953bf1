"""A small, complete, valid plan of La Côte-de-Gaspé, and the means to spoil one value of it.

Two issues, two leads, three actions, two agreements. 2025-2026 is over and reported; 2026-2027 is under way. No rule
finds anything in it.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter

from assembler.models import accounts_vocabulary as av
from assembler.models import vocabulary as v
from assembler.models.action import Action, ActionPartner, Activity, Milestone, TargetGroup
from assembler.models.action_context import HumanResource
from assembler.models.funding import (
    Agreement,
    AgreementYear,
    ApprovedBudget,
    Contribution,
    LeverLine,
    NeedLine,
    Payment,
    ReportDue,
)
from assembler.models.governance import GovernanceBody, Meeting, Partner
from assembler.models.plan import Plan, record_types
from assembler.models.plan_record import PlanRecord, Resolution
from assembler.models.record import Place, Record
from assembler.models.region import Region
from assembler.models.results import GroupCount, Indicator, Measure, ResultEntry
from assembler.models.spending import Allocation, Expense
from assembler.models.strategy import Evidence, Issue, Lead, NeedStatement, Objective
from assembler.models.territory import Territory
from assembler.regions import load_region

FQIS = "AG-2024-FQIS-G-01"
FLAC = "AG-2024-FLAC-01"
BEFORE = "2025-2026"
NOW = "2026-2027"
_OTHERS = ("CG-A02", "CG-A03")  # the actions of which the plan says no more than it must

Change = Callable[[Plan], Plan]


def base_plan() -> Plan:
    """Gives the valid plan, every record placed on a cell of its sheet."""
    return placed(
        Plan(
            territory=Territory(code="CG", demarche_name="Démarche intégrée de La Côte-de-Gaspé", fiduciary="mrc"),
            record=_record(),
            bodies=(
                GovernanceBody(id="comite", role=v.BodyRole.STRATEGIC, name="Comité stratégique"),
                GovernanceBody(id="equipe", role=v.BodyRole.COORDINATION, name="Équipe"),
                GovernanceBody(id="assemblee", role=v.BodyRole.ASSEMBLY, name="Assemblée"),
                GovernanceBody(id="logement", role=v.BodyRole.THEMATIC, name="Table du logement"),
            ),
            meetings=(Meeting(body="assemblee", held_on=date(2025, 10, 5)),),
            partners=(
                Partner(id="mrc", name="MRC de La Côte-de-Gaspé", type=v.PartnerType.MRC, reach=v.Reach.MRC),
                Partner(id="comptoir", name="Comptoir", type=v.PartnerType.COMMUNITY_NPO, reach=v.Reach.LOCAL),
            ),
            needs=(NeedStatement(id="CG-B01", dimension="D02", statement="La faim gagne les villages", issue="CG-E1"),),
            evidence=(Evidence(need="CG-B01", indicator="Ménages", value=Decimal(312), year=2023, source="Comptoir"),),
            issues=(_issue("CG-E1", 1), _issue("CG-E2", 2)),
            objectives=(
                Objective(id="CG-O1.1", issue="CG-E1", statement="Réduire la faim"),
                Objective(id="CG-O2.1", issue="CG-E2", statement="Soutenir les parents"),
            ),
            leads=(
                Lead(id="CG-P1.1", issue="CG-E1", objective="CG-O1.1", statement="Rapprocher l’aide"),
                Lead(id="CG-P2.1", issue="CG-E2", objective="CG-O2.1", statement="Accompagner les parents"),
            ),
            actions=(
                _action("CG-A01", "1", "D02", ("D01", "D03", "D04", "D05")),
                _action("CG-A02", "2", "D09", ("D06", "D07", "D08")),
                _action("CG-A03", "1", "D10", ("D11", "D12", "D13")),
            ),
            activities=(
                Activity(action="CG-A01", label="Livrer", start=date(2026, 5, 1), end=date(2026, 12, 1)),
                *(Activity(action=action, label="Accueillir") for action in _OTHERS),
            ),
            target_groups=(
                TargetGroup(action="CG-A01", group="pauvrete", expected_count=150),
                TargetGroup(action="CG-A02", group="familles_0_5", expected_count=40),
                TargetGroup(action="CG-A03", group="ainees", expected_count=60),
            ),
            action_partners=tuple(
                ActionPartner(action=action, partner="mrc", role=v.ActionRole.FUNDER) for action in ("CG-A01", *_OTHERS)
            ),
            human_resources=tuple(
                HumanResource(action=action, function="Intervenante", time="14 h/sem.")
                for action in ("CG-A01", *_OTHERS)
            ),
            milestones=(
                Milestone(id="CG-A01-J1", parent="CG-A01", label="Second point", end=date(2026, 9, 1)),
                Milestone(id="CG-J2", parent="PC-CG-2024-2029", label="Bilan", season="automne 2026"),
                *(
                    Milestone(id=f"{action}-J1", parent=action, label="Départ", season="hiver 2027")
                    for action in _OTHERS
                ),
            ),
            agreements=(_agreement(FQIS, "FQIS-G", "300000.00"), _agreement(FLAC, "FLAC", "200000.00")),
            agreement_years=(
                AgreementYear(agreement=FQIS, fy=BEFORE, amount=Decimal("100000.00")),
                AgreementYear(agreement=FQIS, fy=NOW, amount=Decimal("120000.00")),
                AgreementYear(agreement=FLAC, fy=BEFORE, amount=Decimal("40000.00")),
                AgreementYear(agreement=FLAC, fy=NOW, amount=Decimal("50000.00")),
            ),
            payments=(_payment(FQIS, "40000.00"), _payment(FLAC, "10000.00")),
            reports_due=(
                ReportDue(
                    agreement=FQIS,
                    fy=BEFORE,
                    kind=av.ReportKind.ANNUAL,
                    due_date=date(2026, 6, 30),
                    sent_on=date(2026, 6, 15),
                    status=av.ReportStatus.SENT,
                ),
            ),
            approved_budgets=(
                _budget(FQIS, v.Category.SALARIES, "34000.00"),
                _budget(FQIS, v.Category.MATERIALS, "4000.00"),
                _budget(FQIS, v.Category.ADMIN, "2000.00"),
                _budget(FLAC, v.Category.SALARIES, "10000.00"),
            ),
            need_lines=(
                _need("CG-A01-N01", "CG-A01", BEFORE, v.Category.SALARIES, "50000.00"),
                _need("CG-A01-N02", "CG-A01", NOW, v.Category.SALARIES, "60000.00"),
                _need("CG-A01-N03", "CG-A01", NOW, v.Category.ADMIN, "5000.00"),
                _need("CG-A02-N01", "CG-A02", NOW, v.Category.MATERIALS, "30000.00").model_copy(
                    update={"quantity": Decimal(300), "unit_price": Decimal("100.00")}
                ),
                _need("CG-A03-N01", "CG-A03", NOW, v.Category.FEES, "20000.00"),
            ),
            lever_lines=(
                _lever("CG-A01-L01", "CG-A01", BEFORE, "FQIS-G", FQIS, v.LeverStatus.RECEIVED, "40000.00"),
                _lever("CG-A01-L02", "CG-A01", BEFORE, "FLAC", FLAC, v.LeverStatus.RECEIVED, "10000.00"),
                _lever("CG-A01-L03", "CG-A01", NOW, "FQIS-G", FQIS, v.LeverStatus.CONFIRMED, "45000.00"),
                _lever("CG-A01-L04", "CG-A01", NOW, "FLAC", FLAC, v.LeverStatus.CONFIRMED, "20000.00"),
                _lever("CG-A02-L01", "CG-A02", NOW, "FLAC", FLAC, v.LeverStatus.RECEIVED, "30000.00"),
                LeverLine(
                    id="CG-A03-L01",
                    action="CG-A03",
                    fy=NOW,
                    program="FQIS-G",
                    status=v.LeverStatus.REQUESTED,
                    previous_status=v.LeverStatus.POTENTIAL,
                    amount=Decimal("20000.00"),
                    status_date=date(2026, 5, 1),
                ),
            ),
            contributions=(
                Contribution(
                    id="CG-A01-C01",
                    partner="mrc",
                    action="CG-A01",
                    fy=NOW,
                    kind=v.ContributionKind.GOODS,
                    description="Denrées",
                    valued_amount=Decimal("1000.00"),
                    status=v.ContributionStatus.ACCEPTED,
                ),
            ),
            indicators=(
                _indicator("CG-A01-I1", "CG-A01", v.IndicatorLevel.OUTPUT, v.Unit.COUNT, Decimal(312)),
                _indicator("CG-A01-I2", "CG-A01", v.IndicatorLevel.SHORT_EFFECT, v.Unit.PERCENT, Decimal("40.5")),
                _indicator("CG-A02-I1", "CG-A02", v.IndicatorLevel.OUTPUT, v.Unit.COUNT, None),
                _indicator("CG-A02-I2", "CG-A02", v.IndicatorLevel.LONG_EFFECT, v.Unit.PERCENT, None),
                _indicator("CG-A03-I1", "CG-A03", v.IndicatorLevel.OUTPUT, v.Unit.COUNT, None),
                _indicator("CG-A03-I2", "CG-A03", v.IndicatorLevel.MEDIUM_EFFECT, v.Unit.PERCENT, None),
            ),
            measures=(
                Measure(indicator="CG-A01-I1", fy=BEFORE, target=Decimal(380), result=Decimal(364)),
                Measure(indicator="CG-A01-I2", fy=BEFORE, target=Decimal("50"), result=Decimal("47.5")),
                Measure(indicator="CG-A02-I1", fy=NOW, target=Decimal(25)),
            ),
            results=(
                ResultEntry(
                    action="CG-A01",
                    fy=BEFORE,
                    start=date(2025, 4, 1),
                    end=date(2026, 3, 31),
                    progress=av.Progress.RUNNING,
                    people_unique=120,
                    people_participations=400,
                ),
            ),
            group_counts=(
                GroupCount(action="CG-A01", fy=BEFORE, group="pauvrete", unique=90, participations=300),
                GroupCount(action="CG-A01", fy=BEFORE, group="seules", unique=3, participations=3),
            ),
            expenses=(
                _expense("CG-A01-D01", v.Category.SALARIES, "44000.00"),
                _expense("CG-A01-D02", v.Category.MATERIALS, "4000.00"),
                _expense("CG-A01-D03", v.Category.ADMIN, "2000.00"),
            ),
            allocations=(
                Allocation(expense="CG-A01-D01", agreement=FQIS, amount=Decimal("34000.00")),
                Allocation(expense="CG-A01-D01", agreement=FLAC, amount=Decimal("10000.00")),
                Allocation(expense="CG-A01-D02", agreement=FQIS, pct=Decimal(100)),
                Allocation(expense="CG-A01-D03", agreement=FQIS, pct=Decimal(100)),
            ),
            resolutions=(
                Resolution(
                    id="RES-2024-06-03",
                    kind=av.ResolutionKind.FUNDING,
                    body="comite",
                    dated=date(2024, 6, 12),
                    number="2024-06-03",
                ),
                Resolution(
                    id="RES-2024-06-01",
                    kind=av.ResolutionKind.ADOPTION,
                    body="comite",
                    dated=date(2024, 6, 12),
                    number="2024-06-01",
                ),
            ),
        )
    )


def placed(plan: Plan) -> Plan:
    """Gives the plan with a cell for each field of each record: row 2 and on, a column per field."""
    tables: dict[str, Any] = {}
    for name, record_type in record_types().items():
        rows = getattr(plan, name)
        if isinstance(rows, tuple):
            tables[name] = tuple(_placed(row, record_type, number) for number, row in enumerate(rows, start=2))
        else:
            tables[name] = _placed(rows, record_type, 2)
    return plan.model_copy(update=tables)


def _placed(record: Record, record_type: type[Record], number: int) -> Record:
    assert record_type.table is not None
    cells = {field: f"{get_column_letter(column)}{number}" for column, field in enumerate(record_type.specs(), start=1)}
    return record.model_copy(update={"place": Place(sheet=record_type.table.fr, cells=cells)})


def changed(name: str, index: int, **values: Any) -> Change:
    """Gives the change that spoils one row of a table."""

    def change(plan: Plan) -> Plan:
        rows = list(getattr(plan, name))
        rows[index] = rows[index].model_copy(update=values)
        return placed(plan.model_copy(update={name: tuple(rows)}))

    return change


def recorded(**values: Any) -> Change:
    """Gives the change that spoils the plan's own record."""
    return lambda plan: placed(plan.model_copy(update={"record": plan.record.model_copy(update=values)}))


def added(name: str, *rows: Record) -> Change:
    """Gives the change that adds rows to a table."""
    return lambda plan: placed(plan.model_copy(update={name: (*getattr(plan, name), *rows)}))


def without(name: str, index: int) -> Change:
    """Gives the change that removes one row of a table."""

    def change(plan: Plan) -> Plan:
        rows = list(getattr(plan, name))
        del rows[index]
        return placed(plan.model_copy(update={name: tuple(rows)}))

    return change


def all_of(*changes: Change) -> Change:
    """Gives several changes as one."""

    def change(plan: Plan) -> Plan:
        for one in changes:
            plan = one(plan)
        return plan

    return change


def region_with(program: str, **values: Any) -> Region:
    """Gives the region with one program changed."""
    region = load_region()
    programs = tuple(p.model_copy(update=values) if p.code == program else p for p in region.programs)
    return region.model_copy(update={"programs": programs})


def _record() -> PlanRecord:
    return PlanRecord(
        id="PC-CG-2024-2029",
        scope=v.Scope.TERRITORIAL,
        title="Plan de communauté 2024-2029",
        start=date(2024, 4, 1),
        end=date(2029, 3, 31),
        current_fy=NOW,
        version=3,
        version_date=date(2026, 10, 5),
        status=v.PlanStatus.ADOPTED,
        visibility=v.Visibility.PARTNERS,
    )


def _issue(key: str, order: int) -> Issue:
    return Issue(id=key, title=f"Enjeu {order}", dimensions=("D02",), order=order)


def _action(key: str, issue: str, main: str, others: tuple[str, ...]) -> Action:
    return Action(
        id=key,
        title=f"Titre de {key}",
        issue=f"CG-E{issue}",
        objective=f"CG-O{issue}.1",
        lead=f"CG-P{issue}.1",
        dimension_main=main,
        dimensions_other=others,
        status=v.ActionStatus.RUNNING,
        continuity=v.Continuity.RENEWED,
        needs=("CG-B01",),
        summary="Une action du plan.",
        owner="comptoir",
        start=date(2024, 4, 1),
        end=date(2029, 3, 31),
        decision="RES-2024-06-03",
    )


def _agreement(key: str, program: str, amount: str) -> Agreement:
    return Agreement(
        id=key,
        program=program,
        holder="mrc",
        covered_territories=("CG",),
        signed_on=date(2024, 4, 15),
        start=date(2024, 4, 1),
        end=date(2027, 3, 31),
        amount_total=Decimal(amount),
        carry_over_allowed=True,
    )


def _payment(agreement: str, amount: str) -> Payment:
    return Payment(
        agreement=agreement,
        fy=BEFORE,
        action="CG-A01",
        due=date(2025, 5, 1),
        amount=Decimal(amount),
        received_on=date(2025, 5, 9),
        received_amount=Decimal(amount),
    )


def _budget(agreement: str, category: v.Category, amount: str) -> ApprovedBudget:
    return ApprovedBudget(agreement=agreement, fy=BEFORE, action="CG-A01", category=category, amount=Decimal(amount))


def _need(key: str, action: str, fy: str, category: v.Category, amount: str) -> NeedLine:
    return NeedLine(id=key, action=action, fy=fy, category=category, amount=Decimal(amount))


def _lever(
    key: str, action: str, fy: str, program: str, agreement: str, status: v.LeverStatus, amount: str
) -> LeverLine:
    return LeverLine(
        id=key,
        action=action,
        fy=fy,
        program=program,
        agreement=agreement,
        status=status,
        amount=Decimal(amount),
        status_date=date(2025, 4, 20),
        evidence_ref="Convention signée",
    )


def _indicator(key: str, parent: str, level: v.IndicatorLevel, unit: v.Unit, baseline: Decimal | None) -> Indicator:
    return Indicator(
        id=key,
        parent=parent,
        label="Nombre de ménages différents servis",
        level=level,
        unit=unit,
        direction=v.Direction.UP,
        baseline=baseline,
        aggregation=v.Aggregation.NONE if unit is v.Unit.PERCENT else v.Aggregation.SUM,
    )


def _expense(key: str, category: v.Category, amount: str) -> Expense:
    return Expense(
        id=key,
        action="CG-A01",
        fy=BEFORE,
        dated=date(2025, 9, 30),
        category=category,
        description="Dépense de l’exercice",
        amount=Decimal(amount),
        tax_treatment=av.TaxTreatment.NET,
    )
