"""Reports owed: those that are late, and who may sign them (R-100, R-101)."""

from collections.abc import Iterator

from assembler.compute.lateness import compute_late_reports
from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.accounts_vocabulary import ResolutionKind
from assembler.models.finding import Finding
from assembler.models.plan_record import Resolution
from assembler.validate.rules.subject import RuleSubject, blocking, warning


def check_r_100(subject: RuleSubject) -> Iterator[Finding]:
    """No report is past its due date and unsent on the plan's version date."""
    today = subject.plan.record.version_date
    for row in compute_late_reports(subject.plan, today):
        yield warning(
            "R-100",
            row,
            "sent_on",
            expected=_("{limit} ou plus tôt").format(limit=row.due_date.isoformat()),
            message=f"Le {row.kind.fr.lower()} de l’entente {row.agreement} pour {row.fy} était dû le {row.due_date} : "
            f"il a {_days((today - row.due_date).days)} de retard.",
            remedy="Envoyez la reddition et inscrivez la date dans « Envoyée le ».",
        )


def _days(count: int) -> str:
    return f"{count} jour" if count == 1 else f"{count} jours"


def check_r_101(subject: RuleSubject) -> Iterator[Finding]:
    """The resolution an agreement cites as its authority to sign is one.

    An agreement that cites none is in order: its report prints « À signer » above an empty line, and room for the
    number. What must not be is a report that names as authority a decision which gives none.
    """
    for agreement in subject.plan.agreements:
        program = subject.programs.get(agreement.program)
        resolution = subject.plan.find(Resolution, agreement.authority)
        if resolution is None or (program and not program.needs_signature):
            continue
        if resolution.kind is not ResolutionKind.SIGNATURE:
            yield blocking(
                "R-101",
                agreement,
                "authority",
                found=either(resolution.kind.fr, resolution.kind.en),
                expected=either(ResolutionKind.SIGNATURE.fr, ResolutionKind.SIGNATURE.en),
                message=f"L’entente {agreement.id} cite comme autorisation de signer la résolution "
                f"{resolution.number}, de nature « {resolution.kind.fr} ».",
                remedy="Citez une résolution de nature « Autorisation de signer », ou videz la cellule : la reddition "
                "imprimera « À signer ».",
            )
