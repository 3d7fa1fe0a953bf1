"""What may be there twice: a lever, or the support to a need (R-031, R-032)."""

from collections import defaultdict
from collections.abc import Iterator

from assembler.compute.funding import COMMITTED
from assembler.models.action import Action
from assembler.models.finding import Finding
from assembler.models.funding import LeverLine
from assembler.models.vocabulary import FunderKind, LeverStatus
from assembler.validate.rules.subject import RuleSubject, warning


def check_r_031(subject: RuleSubject) -> Iterator[Finding]:
    """A funder appears once per action, year and status; « Milieu » stands for many people, and may appear often."""
    for levers in subject.levers.values():
        first: dict[tuple[str, LeverStatus], LeverLine] = {}
        for lever in levers:
            if lever.program not in subject.programs:
                continue  # T-030
            funder = subject.region.funder_of(lever.program)
            if funder.kind is FunderKind.COMMUNITY:
                continue
            earlier = first.setdefault((funder.code, lever.status), lever)
            if earlier is not lever:
                yield warning(
                    "R-031",
                    lever,
                    "program",
                    found=lever.id,
                    expected=earlier.id,
                    message=f"En {lever.fy}, le bailleur « {funder.name} » paraît deux fois pour l’action "
                    f"{lever.action} avec l’état « {lever.status.fr} » : {earlier.id} et {lever.id}.",
                    remedy="Réunissez les deux lignes si c’est le même argent; sinon, dites pourquoi dans "
                    "« Dérogations ».",
                )


def check_r_032(subject: RuleSubject) -> Iterator[Finding]:
    """Two actions funded in the current year do not answer one need for the same people without a word."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for row in subject.plan.target_groups:
        groups[row.action].add(row.group)
    answered: dict[tuple[str, str], Action] = {}
    for action in subject.plan.actions:
        levers = subject.levers.get((action.id, subject.plan.record.current_fy), ())
        if any(lever.status in COMMITTED for lever in levers):
            for need in action.needs:
                yield from _check_need(action, need, groups[action.id], answered)


def _check_need(
    action: Action, need: str, groups: set[str], answered: dict[tuple[str, str], Action]
) -> Iterator[Finding]:
    earlier = next((answered[need, group] for group in sorted(groups) if (need, group) in answered), None)
    for group in groups:
        answered.setdefault((need, group), action)
    if earlier is not None:
        yield warning(
            "R-032",
            action,
            "needs",
            found=need,
            message=f"Les actions {earlier.id} et {action.id}, toutes deux financées, répondent au besoin {need} pour "
            "la même clientèle.",
            remedy="Réunissez-les, précisez leur clientèle, ou dites dans « Dérogations » ce qui les distingue.",
        )
