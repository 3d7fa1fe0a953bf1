"""The strategic chain and its dimensions: issue, objective, lead, action (R-003 to R-006)."""

from collections.abc import Iterable, Iterator

from assembler.compute.coverage import compute_coverage
from assembler.i18n import translate as _
from assembler.models.action import Action
from assembler.models.finding import Finding
from assembler.models.strategy import Issue, Lead, Objective
from assembler.typography import join_french
from assembler.validate.rules.subject import RuleSubject, blocking, notice, warning


def check_r_003(subject: RuleSubject) -> Iterator[Finding]:
    """Every lead has one issue, every action one lead, and both tell the same issue. Dangling ids are R-002's."""
    for lead in subject.plan.leads:
        objective = subject.plan.find(Objective, lead.objective)
        if objective and objective.issue != lead.issue:
            yield _other_issue(lead, "objective", f"La piste {lead.id}", lead.issue, objective)
    for action in subject.plan.actions:
        objective = subject.plan.find(Objective, action.objective)
        own_lead = subject.plan.find(Lead, action.lead)
        if own_lead and own_lead.issue != action.issue:
            yield _other_issue(action, "lead", f"L’action {action.id}", action.issue, own_lead)
        if objective and objective.issue != action.issue:
            yield _other_issue(action, "objective", f"L’action {action.id}", action.issue, objective)


def _other_issue(record: Lead | Action, field: str, who: str, issue: str, parent: Lead | Objective) -> Finding:
    what = "la piste" if isinstance(parent, Lead) else "l’objectif"
    return blocking(
        "R-003",
        record,
        field,
        found=f"{parent.id} ({parent.issue})",
        expected=issue,
        message=f"{who} relève de l’enjeu {issue}, mais {what} {parent.id} relève de l’enjeu {parent.issue}.",
        remedy=f"Choisissez une valeur qui relève de l’enjeu {issue}, ou corrigez l’enjeu.",
    )


def check_r_004(subject: RuleSubject) -> Iterator[Finding]:
    """An issue without lead, a lead without action, an objective that nothing measures.

    An objective is measured by an indicator of its own or by one of an action that serves it.
    """
    plan = subject.plan
    with_leads, with_actions = {lead.issue for lead in plan.leads}, {action.lead for action in plan.actions}
    parents = {indicator.parent for indicator in plan.indicators}
    measured = parents | {action.objective for action in plan.actions if action.id in parents}
    for issue in plan.issues:
        if issue.id not in with_leads:
            yield _childless(issue, f"L’enjeu {issue.id} n’a aucune piste d’action.", "Pistes d’action")
    for lead in plan.leads:
        if lead.id not in with_actions:
            yield _childless(lead, f"La piste {lead.id} n’a aucune action.", "Actions")
    for objective in plan.objectives:
        if objective.id not in measured:
            yield _childless(objective, f"L’objectif {objective.id} n’a aucun indicateur.", "Indicateurs")


def _childless(record: Issue | Lead | Objective, message: str, sheet: str) -> Finding:
    return warning(
        "R-004",
        record,
        "id",
        found=record.id,
        message=message,
        remedy=f"Ajoutez une ligne dans la feuille « {sheet} », ou retirez celle-ci.",
    )


def check_r_005(subject: RuleSubject) -> Iterator[Finding]:
    """Every action has one main dimension, known, which is not repeated among the secondary ones."""
    known = {code.code for code in subject.region.dimensions} | {own.id for own in subject.plan.custom_dimensions}
    for action in subject.plan.actions:
        if action.dimension_main not in known:
            yield _unknown_dimension(action, "dimension_main", (action.dimension_main,))
        unknown = tuple(code for code in action.dimensions_other if code not in known)
        if unknown:
            yield _unknown_dimension(action, "dimensions_other", unknown)
        if action.dimension_main in action.dimensions_other:
            yield blocking(
                "R-005",
                action,
                "dimensions_other",
                found=action.dimension_main,
                expected=_("une autre dimension que la principale"),
                message=f"L’action {action.id} répète sa dimension principale {action.dimension_main} "
                "parmi ses dimensions secondaires.",
                remedy="Retirez-la des dimensions secondaires.",
            )


def _unknown_dimension(action: Action, field: str, codes: Iterable[str]) -> Finding:
    listed = join_french(list(codes))
    return blocking(
        "R-005",
        action,
        field,
        found=listed,
        expected=_("D01 à D13, ou un code déclaré"),
        message=f"L’action {action.id} porte une dimension inconnue : {listed}.",
        remedy="Choisissez D01 à D13, ou déclarez le code (D90 à D99) dans la feuille « Dimensions ajoutées ».",
    )


def check_r_006(subject: RuleSubject) -> Iterator[Finding]:
    """Dimensions no action answers are listed, never held against a territory: it is autonomous."""
    missing = [line for line in compute_coverage(subject.plan, subject.region) if not line.is_covered]
    if missing:
        listed = join_french([f"{line.code} {line.fr}" for line in missing])
        yield notice(
            "R-006",
            Action,
            message=f"Aucune action ne touche ces dimensions : {listed}.",
            remedy="Rien à corriger si c’est le choix du territoire; le plan les liste comme non couvertes.",
        )
