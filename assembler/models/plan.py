"""The plan: the validated data of one territory. Later stages read only this and the region.

The fields of ``Plan`` are the list of tables: the canvas, the reader and the dictionary follow their order.
"""

from functools import cached_property
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from assembler.models.action import Action, ActionPartner, Activity, Milestone, TargetGroup
from assembler.models.action_context import ActionLink, Alignment, HumanResource, Risk
from assembler.models.exchange import (
    AgendaItem,
    Attendee,
    Commitment,
    DayExpertise,
    DayLink,
    DayProposal,
    DayReview,
    ExchangeDay,
)
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
from assembler.models.governance import GovernanceBody, Meeting, Member, Partner
from assembler.models.logo import Logo
from assembler.models.narrative import Narrative
from assembler.models.period import fiscal_years_between
from assembler.models.plan_record import (
    Acronym,
    Attachment,
    Consent,
    ContactPerson,
    Fact,
    GoodMove,
    PlanRecord,
    PreviousAction,
    ProcessEvaluation,
    Resolution,
    Revision,
)
from assembler.models.record import Record
from assembler.models.results import (
    ActivityDone,
    FunderVisibility,
    GroupCount,
    Indicator,
    Measure,
    ObjectiveResult,
    ResultEntry,
)
from assembler.models.spending import Allocation, BudgetVariance, Expense
from assembler.models.strategy import Evidence, Issue, Lead, NeedStatement, Objective
from assembler.models.synthesis import (
    Synthesis,
    SynthesisAction,
    SynthesisExpertise,
    SynthesisIssue,
    SynthesisPotential,
    SynthesisStep,
)
from assembler.models.territory import CustomDimension, Territory
from assembler.models.typed_total import TypedTotal
from assembler.models.waiver import Waiver

RecordT = TypeVar("RecordT", bound=Record)


class Plan(BaseModel):
    """One territory's plan de communauté, all references resolved."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    territory: Territory
    record: PlanRecord
    facts: tuple[Fact, ...] = ()
    revisions: tuple[Revision, ...] = ()
    good_moves: tuple[GoodMove, ...] = ()
    previous_actions: tuple[PreviousAction, ...] = ()
    process_evaluations: tuple[ProcessEvaluation, ...] = ()
    bodies: tuple[GovernanceBody, ...] = ()
    members: tuple[Member, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    partners: tuple[Partner, ...] = ()
    custom_dimensions: tuple[CustomDimension, ...] = ()
    needs: tuple[NeedStatement, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    issues: tuple[Issue, ...] = ()
    objectives: tuple[Objective, ...] = ()
    leads: tuple[Lead, ...] = ()
    actions: tuple[Action, ...] = ()
    activities: tuple[Activity, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    action_partners: tuple[ActionPartner, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    human_resources: tuple[HumanResource, ...] = ()
    risks: tuple[Risk, ...] = ()
    links: tuple[ActionLink, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    agreement_years: tuple[AgreementYear, ...] = ()
    payments: tuple[Payment, ...] = ()
    reports_due: tuple[ReportDue, ...] = ()
    approved_budgets: tuple[ApprovedBudget, ...] = ()
    need_lines: tuple[NeedLine, ...] = ()
    lever_lines: tuple[LeverLine, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    typed_totals: tuple[TypedTotal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    measures: tuple[Measure, ...] = ()
    results: tuple[ResultEntry, ...] = ()
    activities_done: tuple[ActivityDone, ...] = ()
    group_counts: tuple[GroupCount, ...] = ()
    objective_results: tuple[ObjectiveResult, ...] = ()
    expenses: tuple[Expense, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    budget_variances: tuple[BudgetVariance, ...] = ()
    visibility: tuple[FunderVisibility, ...] = ()
    syntheses: tuple[Synthesis, ...] = ()
    synthesis_issues: tuple[SynthesisIssue, ...] = ()
    synthesis_potentials: tuple[SynthesisPotential, ...] = ()
    synthesis_actions: tuple[SynthesisAction, ...] = ()
    synthesis_expertise: tuple[SynthesisExpertise, ...] = ()
    synthesis_steps: tuple[SynthesisStep, ...] = ()
    exchange_days: tuple[ExchangeDay, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    day_reviews: tuple[DayReview, ...] = ()
    day_expertise: tuple[DayExpertise, ...] = ()
    day_links: tuple[DayLink, ...] = ()
    day_proposals: tuple[DayProposal, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    consents: tuple[Consent, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    contacts: tuple[ContactPerson, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    narrative: Narrative = Narrative()
    logo: Logo | None = None

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Record]:
        found: dict[tuple[str, str], Record] = {}
        for name, record_type in record_types().items():
            rows = getattr(self, name)
            for row in rows if isinstance(rows, tuple) else (rows,):
                key = getattr(row, "id", None)
                if key is not None:
                    found[(record_type.__name__, key)] = row
        return found

    def find(self, record_type: type[RecordT], key: str | None) -> RecordT | None:
        """Gives the record of this type and id, or None."""
        found = self._by_id.get((record_type.__name__, key)) if key else None
        assert found is None or isinstance(found, record_type)
        return found

    def get(self, record_type: type[RecordT], key: str) -> RecordT:
        """Gives the record of this type and id; ``KeyError`` when there is none."""
        found = self.find(record_type, key)
        if found is None:
            raise KeyError((record_type.__name__, key))
        return found

    @property
    def fiscal_years(self) -> tuple[str, ...]:
        """Every fiscal year of the plan's period, in order."""
        return fiscal_years_between(self.record.start, self.record.end)


def record_types() -> dict[str, type[Record]]:
    """Gives the record type held by each field of ``Plan``, in canvas order."""
    found: dict[str, type[Record]] = {}
    for name, info in Plan.model_fields.items():
        record_type = _record_type(info.annotation)
        if record_type is not None:
            found[name] = record_type
    return found


def _record_type(annotation: Any) -> type[Record] | None:
    inner = get_args(annotation)[0] if get_origin(annotation) is tuple else annotation
    if isinstance(inner, type) and not isinstance(inner, UnionType) and issubclass(inner, Record):
        return inner
    return None
