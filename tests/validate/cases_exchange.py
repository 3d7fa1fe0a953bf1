"""Faults of the synthesis, of the exchange day, of the reports due and of the authority to sign (R-090 to R-101)."""

from datetime import date
from decimal import Decimal

from assembler.models import accounts_vocabulary as av
from assembler.models import exchange_vocabulary as ev
from assembler.models import vocabulary as v
from assembler.models.exchange import Commitment, DayProposal, DayReview, ExchangeDay
from assembler.models.plan_record import Resolution
from assembler.models.synthesis import Synthesis, SynthesisIssue, SynthesisPotential
from tests.validate.case import Case
from tests.validate.plans import BEFORE, NOW, Change, added, all_of, changed, recorded

_DAY = "JE-CG-2026"
_SYNTHESIS = "SYN-CG-2026"


def _day(**values: object) -> ExchangeDay:
    return ExchangeDay(
        id=_DAY,
        fy=NOW,
        dated=date(2026, 9, 30),
        venue="Salle de Petite-Vallée",
        mode=ev.DayMode.IN_PERSON,
        plan_version=3,
        montage_version=3,
        montage_filed_on=date(2026, 9, 21),
    ).model_copy(update=values)


def _synthesis(**values: object) -> Synthesis:
    return Synthesis(
        id=_SYNTHESIS,
        fy=NOW,
        plan_version=3,
        evaluated_by=("RDS-GÎM, direction",),
        evaluation_date=date(2026, 9, 8),
        sent_on=date(2026, 9, 14),
        total_min=Decimal("15000.00"),
        total_likely=Decimal("20000.00"),
        total_max=Decimal("26000.00"),
    ).model_copy(update=values)


def _potential(program: str, **amounts: str) -> SynthesisPotential:
    values = {name: Decimal(amount) for name, amount in amounts.items()}
    return SynthesisPotential.model_validate(
        {"synthesis": _SYNTHESIS, "issue": "CG-E1", "program": program, "certainty": ev.Certainty.LIKELY} | values
    )


def _proposal(**values: object) -> DayProposal:
    return DayProposal(
        exchange_day=_DAY,
        action="CG-A03",
        proposal="Demander le reste au FRR",
        program="FRR",
        lever_from=v.LeverStatus.POTENTIAL,
        lever_to=v.LeverStatus.REQUESTED,
        amount=Decimal("12000.00"),
        decision=ev.Decision.RETAINED,
        follow_up=ev.FollowUp.TO_COME,
    ).model_copy(update=values)


# A year's exchange, complete: what the rules find nothing in.
WHOLE: Change = all_of(
    recorded(deposit_date=date(2026, 8, 28)),
    added("syntheses", _synthesis()),
    added(
        "synthesis_issues",
        SynthesisIssue(
            synthesis=_SYNTHESIS, issue="CG-E1", need_submitted=Decimal("85000.00"), total_likely=Decimal("20000.00")
        ),
    ),
    added(
        "synthesis_potentials",
        _potential("FRR", minimum="5000.00", likely="10000.00", maximum="16000.00"),
        _potential("FQIS-G", likely="10000.00"),
    ),
    added("exchange_days", _day()),
    added("day_reviews", DayReview(exchange_day=_DAY, action="CG-A01", progress=av.Progress.RUNNING)),
    added("day_proposals", _proposal()),
    added("commitments", Commitment(exchange_day=_DAY, what="Déposer", who="Coordination", due=date(2027, 1, 31))),
)


def _spoiled(rule: str, name: str, change: Change, table: str, index: int, field: str) -> Case:
    return Case(rule, name, all_of(WHOLE, change), table, index, field)


_SECOND = _day(id="JE-CG-2026-2", dated=date(2026, 11, 12), montage_filed_on=None)
_ADOPTION = Resolution(
    id="RES-2024-06-04",
    kind=av.ResolutionKind.ADOPTION,
    body="comite",
    dated=date(2024, 6, 12),
    number="2024-06-04",
)
_SIGNING = _ADOPTION.model_copy(update={"id": "RES-2024-06-05", "kind": av.ResolutionKind.SIGNATURE})

EXCHANGE = (
    _spoiled("R-090", "two_days_a_year", added("exchange_days", _SECOND), "exchange_days", 1, "fy"),
    _spoiled("R-090", "no_morning", changed("day_reviews", 0, exchange_day="JE-CG-2025"), "exchange_days", 0, "dated"),
    _spoiled(
        "R-090", "no_afternoon", lambda plan: plan.model_copy(update={"day_proposals": ()}), "exchange_days", 0, "dated"
    ),
    _spoiled("R-090", "nobody_answers", changed("commitments", 0, who=None), "commitments", 0, "who"),
    _spoiled("R-090", "no_due_date", changed("commitments", 0, due=None), "commitments", 0, "due"),
    Case(
        "R-090",
        "a_year_is_over_without_its_day",
        added("syntheses", _synthesis(fy=BEFORE, total_min=None, total_likely=None, total_max=None)),
        "syntheses",
        0,
        "fy",
    ),
    _spoiled(
        "R-091",
        "evaluated_before_the_deposit",
        changed("syntheses", 0, evaluation_date=date(2026, 8, 20)),
        "syntheses",
        0,
        "evaluation_date",
    ),
    _spoiled(
        "R-091",
        "sent_before_the_evaluation",
        changed("syntheses", 0, sent_on=date(2026, 9, 1)),
        "syntheses",
        0,
        "sent_on",
    ),
    _spoiled(
        "R-091",
        "montage_before_the_synthesis",
        changed("exchange_days", 0, montage_filed_on=date(2026, 9, 10)),
        "exchange_days",
        0,
        "montage_filed_on",
    ),
    _spoiled(
        "R-091",
        "day_before_the_montage",
        changed("exchange_days", 0, dated=date(2026, 9, 18)),
        "exchange_days",
        0,
        "dated",
    ),
    _spoiled(
        "R-092", "total", changed("syntheses", 0, total_likely=Decimal("20000.01")), "syntheses", 0, "total_likely"
    ),
    _spoiled("R-092", "minimum", changed("syntheses", 0, total_min=Decimal("5000.00")), "syntheses", 0, "total_min"),
    _spoiled(
        "R-092",
        "total_of_an_issue",
        changed("synthesis_issues", 0, total_likely=Decimal("10000.00")),
        "synthesis_issues",
        0,
        "total_likely",
    ),
    _spoiled(
        "R-092",
        "issue_out_of_the_synthesis",
        all_of(
            changed("synthesis_potentials", 1, issue="CG-E2"),
            changed("synthesis_issues", 0, total_likely=Decimal("10000.00")),
        ),
        "synthesis_potentials",
        1,
        "issue",
    ),
    _spoiled(
        "R-092",
        "issue_twice",
        added("synthesis_issues", SynthesisIssue(synthesis=_SYNTHESIS, issue="CG-E1", need_submitted=Decimal(1))),
        "synthesis_issues",
        1,
        "issue",
    ),
    _spoiled(
        "R-092",
        "maximum_below_the_likely",
        all_of(
            changed("synthesis_potentials", 0, maximum=Decimal("9000.00")),
            changed("syntheses", 0, total_max=Decimal("19000.00")),
        ),
        "synthesis_potentials",
        0,
        "maximum",
    ),
    _spoiled(
        "R-093", "retained_and_forgotten", changed("day_proposals", 0, follow_up=None), "day_proposals", 0, "follow_up"
    ),
    _spoiled(
        "R-093",
        "said_to_be_in_the_levers_at_another_amount",
        changed("day_proposals", 0, program="FQIS-G", follow_up=ev.FollowUp.REFLECTED),
        "day_proposals",
        0,
        "follow_up",
    ),
    Case(
        "R-100",
        "late_report",
        changed("reports_due", 0, sent_on=None, status=av.ReportStatus.TO_DO),
        "reports_due",
        0,
        "sent_on",
    ),
    Case(
        "R-101",
        "an_adoption_gives_no_authority_to_sign",
        all_of(added("resolutions", _ADOPTION), changed("agreements", 1, authority=_ADOPTION.id)),
        "agreements",
        1,
        "authority",
    ),
)

EXCHANGE_ACCEPTED: tuple[tuple[str, Change], ...] = (
    ("a whole exchange day", WHOLE),
    (
        "a day to come, prepared and not yet held",
        added("exchange_days", _day(dated=date(2026, 11, 12), montage_filed_on=None)),
    ),
    (
        "a retained change that the levers show",
        all_of(
            WHOLE,
            changed("day_proposals", 0, program="FQIS-G", amount=Decimal("20000.00"), follow_up=ev.FollowUp.REFLECTED),
        ),
    ),
    (
        "a change asked for, then obtained",
        all_of(
            WHOLE,
            changed("day_proposals", 0, action="CG-A02", program="FLAC", amount=Decimal("30000.00"), follow_up=None),
        ),
    ),
    ("a proposal that was rejected", all_of(WHOLE, changed("day_proposals", 0, decision=ev.Decision.REJECTED))),
    (
        "a report due today",
        changed("reports_due", 0, sent_on=None, status=av.ReportStatus.TO_DO, due_date=date(2026, 10, 5)),
    ),
    (
        "an authority to sign, and an agreement without one",
        all_of(added("resolutions", _SIGNING), changed("agreements", 0, authority=_SIGNING.id)),
    ),
)
