"""The view of the budget annex (C3), from the plan and its computed figures."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from assembler.compute.funding import compute_funding
from assembler.models.action import Action
from assembler.models.budget_annex import (
    ActionRow,
    ActualRow,
    BudgetAnnexView,
    Check,
    ContributionRow,
    LeverRow,
    Named,
    NeedRow,
    Spoken,
)
from assembler.models.edition_scope import is_marked_draft
from assembler.models.figures import AgreementReconciliation, BudgetLine, FundingLine
from assembler.models.finding import Finding
from assembler.models.funding import LeverLine
from assembler.models.period import previous_fiscal_year
from assembler.models.piece import Request
from assembler.models.vocabulary import Category, ContributionKind, ContributionStatus, LeverStatus
from assembler.views.funding_shown import funder_name, program_name
from assembler.views.gathered import gather
from assembler.views.shown import chain_number, label_of

_Row = TypeVar("_Row", NeedRow, LeverRow, ContributionRow, ActualRow)
_NONE = "s.\u00a0o."
_PLAN = "Plan"


def view_budget_annex(request: Request) -> BudgetAnnexView:
    """Gives the budget annex of a plan for the requested fiscal year."""
    plan, record = request.plan, request.plan.record
    total = compute_funding(plan, request.region).total(request.fy)
    return BudgetAnnexView(
        titre=f"Annexe budgétaire {request.fy}",
        plan=record.title,
        territoire=request.territory.name,
        organisme=request.territory.municipal_body,
        exercice=request.fy,
        exercices=plan.fiscal_years,
        exercice_reel=previous_fiscal_year(request.fy),
        version=record.version,
        date_version=request.dated,
        edition=request.edition.fr,
        ebauche=is_marked_draft(record.status, request.edition),
        enjeux=tuple(Named(code=chain_number(issue.id), libelle=issue.title) for issue in plan.issues),
        programmes=tuple(_programs(request)),
        actions=(*(_action_row(action, request) for action in plan.actions), *_plan_row(request)),
        besoins=_year_first(_need_rows(request), request.fy),
        leviers=_year_first((_lever_row(line, request) for line in plan.lever_lines), request.fy),
        contributions=_year_first(_contribution_rows(request), request.fy),
        reel=_year_first(_actual_rows(request), previous_fiscal_year(request.fy)),
        statuts=tuple(status.fr for status in LeverStatus),
        categories=tuple(category.fr for category in Category),
        natures=tuple(kind.fr for kind in ContributionKind),
        statuts_contribution=tuple(status.fr for status in ContributionStatus),
        controles=_checks(total),
        constats=tuple(_spoken(request)),
    )


def _year_first(rows: Iterable[_Row], fy: str) -> tuple[_Row, ...]:
    """The rows of the year that is printed, then the others in their order."""
    return tuple(sorted(rows, key=lambda row: row.exercice != fy))


def _programs(request: Request) -> Iterator[Named]:
    used = {line.program for line in request.plan.lever_lines if line.fy == request.fy}
    for program in request.region.programs:
        if program.code in used:
            yield Named(
                code=program.code,
                libelle=program_name(program.code, request),
                bailleur=funder_name(program.code, request),
            )


def _action_row(action: Action, request: Request) -> ActionRow:
    return ActionRow(
        no=action.id,
        enjeu=chain_number(action.issue),
        piste=chain_number(action.lead),
        titre=action.title,
        porteur=label_of("Partner", action.owner, request),
        statuts=_statuses(action, request),
    )


def _plan_row(request: Request) -> Iterator[ActionRow]:
    """Gives a row for what is given to the whole plan, so that the sheet adds up to the plan's total."""
    if any(line.action is None and line.fy == request.fy for line in request.plan.contributions):
        yield ActionRow(
            no=_PLAN,
            enjeu=_NONE,
            piste=_NONE,
            titre="Contributions à l’ensemble du plan",
            porteur=_NONE,
            statuts=_NONE,
        )


def _statuses(action: Action, request: Request) -> str:
    """Says each status with its programs: « Confirmé : FQIS-G, MRC; demandé : FRR »."""
    lines = [line for line in request.plan.lever_lines if line.action == action.id and line.fy == request.fy]
    told = [
        f"{status.fr}\u00a0: {', '.join(dict.fromkeys(line.program for line in lines if line.status is status))}"
        for status in LeverStatus
        if any(line.status is status for line in lines)
    ]
    return "; ".join(told) or "Aucun levier"


def _need_rows(request: Request) -> Iterator[NeedRow]:
    for line in request.plan.need_lines:
        yield NeedRow(
            action=line.action,
            exercice=line.fy,
            categorie=line.category.fr,
            description=line.description or line.category.fr,
            montant=line.amount,
        )


def _lever_row(line: LeverLine, request: Request) -> LeverRow:
    return LeverRow(
        action=line.action,
        exercice=line.fy,
        bailleur=funder_name(line.program, request),
        programme=line.program,
        entente=line.agreement or _NONE,
        statut=line.status.fr,
        montant=line.amount,
        date=line.status_date or _NONE,
        reference=line.evidence_ref or _NONE,
    )


def _contribution_rows(request: Request) -> Iterator[ContributionRow]:
    for line in request.plan.contributions:
        yield ContributionRow(
            action=line.action or _PLAN,
            exercice=line.fy,
            organisation=label_of("Partner", line.partner, request),
            nature=line.kind.fr,
            description=line.description,
            valeur=line.valued_amount,
            statut=line.status.fr,
        )


def _actual_rows(request: Request) -> Iterator[ActualRow]:
    """The years with expenses: before them, every line would be short of all that was planned."""
    for books in gather(request).accounts.values():
        if books.spent:
            yield from _actual_rows_of(books, request)


def _actual_rows_of(books: AgreementReconciliation, request: Request) -> Iterator[ActualRow]:
    for action in books.actions:
        used = [line for line in action.categories if line.planned or line.actual]
        for line in used:
            yield ActualRow(
                action=action.action,
                exercice=books.fy,
                entente=books.agreement,
                categorie=line.category.fr,
                prevu=line.planned,
                reel=line.actual,
                explication=_explanation(books, action.action, line, request, is_first=line is used[0]),
            )


def _explanation(
    books: AgreementReconciliation, action: str, line: BudgetLine, request: Request, *, is_first: bool
) -> str:
    """What was said of the category; what was said of the whole action stands once, on its first line."""
    wanted = (line.category, None) if is_first else (line.category,)
    told = [
        variance.why
        for variance in request.plan.budget_variances
        if (variance.agreement, variance.fy, variance.action) == (books.agreement, books.fy, action)
        and variance.category in wanted
    ]
    return " ".join(told) or _NONE


def _checks(total: FundingLine) -> tuple[Check, ...]:
    return (
        Check(libelle="Besoin", cle="besoin", attendu=total.need),
        Check(libelle="Confirmé", cle="confirme", attendu=total.confirmed),
        Check(libelle="Demandé", cle="demande", attendu=total.requested),
        Check(libelle="Écart à combler", cle="ecart", attendu=total.gap),
        Check(libelle="En nature", cle="nature", attendu=total.in_kind),
    )


def _spoken(request: Request) -> Iterator[Spoken]:
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in request.findings:
        found.setdefault((finding.code, str(finding.severity)), []).append(finding)
    for (code, severity), told in sorted(found.items()):
        yield Spoken(code=code, remede=told[0].remedy, gravite=severity.capitalize(), nombre=len(told))
