"""Adoption, revisions, bodies, assemblies and versions of the canvas (R-080, R-081, R-108)."""

from collections.abc import Iterator
from datetime import date

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.accounts_vocabulary import ResolutionKind
from assembler.models.finding import Finding, Severity
from assembler.models.governance import GovernanceBody, Meeting
from assembler.models.plan_record import Revision
from assembler.models.releases import RELEASES, order_of
from assembler.models.vocabulary import BodyRole, PlanStatus
from assembler.tables import CANVAS_VERSION
from assembler.validate.rules.subject import RuleSubject, about_sheet, blocking, warning

_ADOPTED = frozenset({PlanStatus.ADOPTED, PlanStatus.AMENDED, PlanStatus.CLOSED})
_ROLES = (BodyRole.COORDINATION, BodyRole.ASSEMBLY, BodyRole.STRATEGIC, BodyRole.THEMATIC)


def check_r_080(subject: RuleSubject) -> Iterator[Finding]:
    """An adopted plan has its resolution, with the body that took it; an amended one says what changed."""
    plan = subject.plan
    if plan.record.status in _ADOPTED:
        adoptions = [row for row in plan.resolutions if row.kind is ResolutionKind.ADOPTION]
        if not adoptions:
            yield blocking(
                "R-080",
                plan.record,
                "status",
                found=either(plan.record.status.fr, plan.record.status.en),
                expected=_("une résolution d’adoption"),
                message=f"Le plan est « {plan.record.status.fr} », mais aucune résolution d’adoption n’est inscrite.",
                remedy="Ajoutez la résolution (instance, date, numéro) dans « Résolutions », ou corrigez l’état.",
            )
        for row in adoptions:
            if not row.body and not row.body_label:
                yield blocking(
                    "R-080",
                    row,
                    "body",
                    expected=_("l’instance qui a adopté le plan"),
                    message=f"La résolution d’adoption {row.number} ne dit pas quelle instance a adopté le plan.",
                    remedy="Choisissez l’instance, ou écrivez son nom dans « Instance externe ».",
                )
    if plan.record.status is PlanStatus.AMENDED:
        yield from _check_revision(subject)


def _check_revision(subject: RuleSubject) -> Iterator[Finding]:
    record = subject.plan.record
    row = next((row for row in subject.plan.revisions if row.version == record.version), None)
    if row is None or not (row.summary or row.reason):
        yield blocking(
            "R-080",
            row or record,
            "summary" if row else "version",
            found="" if row else str(record.version),
            expected=_("ce que la version a changé"),
            message=f"Le plan est amendé, mais rien ne dit ce que la version {record.version} a changé.",
            remedy="Dans « Versions », résumez les changements de cette version.",
        )


def check_r_081(subject: RuleSubject) -> Iterator[Finding]:
    """Each generic role has its body, and an assembly was held lately (the region fixes how many months)."""
    roles = {body.role for body in subject.plan.bodies}
    absent = [role for role in _ROLES if role not in roles]
    if absent:
        yield about_sheet(
            "R-081",
            Severity.WARNING,
            GovernanceBody,
            expected=", ".join(either(role.fr, role.en) for role in absent),
            message=f"Il manque une instance pour ces rôles : {', '.join(role.fr for role in absent)}.",
            remedy="Ajoutez l’instance qui tient ce rôle, sous son nom local.",
        )
    if BodyRole.ASSEMBLY in absent:
        return
    months = subject.region.thresholds.assembly_months
    since = _months_before(subject.plan.record.version_date, months)
    assemblies = {body.id for body in subject.plan.bodies if body.role is BodyRole.ASSEMBLY}
    held = [row.held_on for row in subject.plan.meetings if row.body in assemblies]
    if not any(since <= day <= subject.plan.record.version_date for day in held):
        last = f" (la dernière est du {max(held)})" if held else ""
        yield about_sheet(
            "R-081",
            Severity.WARNING,
            Meeting,
            found=str(max(held)) if held else "",
            expected=_("{limit} ou plus tard").format(limit=since),
            message=f"Aucune assemblée de partenaires n’est inscrite dans les {months} mois avant la version{last}.",
            remedy="Inscrivez la dernière assemblée dans « Rencontres », ou convoquez-la.",
        )


def check_r_108(subject: RuleSubject) -> Iterator[Finding]:
    """The canvas of the last version that tells its own is today's; else what changed since is listed."""
    row = _last_told(subject)
    if row is None or _order(row.canvas_version or "") == _order(CANVAS_VERSION):
        return
    yield warning(
        "R-108",
        row,
        "canvas_version",
        found=row.canvas_version or "",
        expected=CANVAS_VERSION,
        message=f"La version {row.version} du plan a été faite avec le canevas {row.canvas_version}; le canevas actuel "
        f"est le {CANVAS_VERSION}. {_changes_since(row.canvas_version or '')}",
        remedy="Relisez les feuilles concernées avant de comparer les deux éditions.",
    )


def _last_told(subject: RuleSubject) -> Revision | None:
    earlier = [
        row for row in subject.plan.revisions if row.canvas_version and row.version < subject.plan.record.version
    ]
    return max(earlier, key=lambda row: row.version, default=None)


def _changes_since(version: str) -> str:
    later = [release for release in RELEASES if _order(release.version) > _order(version)]
    renamed = [f"« {one.old} » devenu « {one.new} »" for release in later for one in release.renamed]
    return f"Noms changés : {', '.join(renamed)}." if renamed else "Aucun nom n’y a changé."


def _order(version: str) -> tuple[int, ...]:
    """Excel turns « 1.0 » into the number 1, which reads « 1 », and 1.1 into « 1,1 »."""
    parts = order_of(version.replace(",", ".")) or ()
    while parts and not parts[-1]:
        parts = parts[:-1]
    return parts


def _months_before(day: date, months: int) -> date:
    """The same day of the month, or the month's last when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)
