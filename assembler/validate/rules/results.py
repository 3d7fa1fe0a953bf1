"""Indicators, persons reached and result entries (R-060, R-061, R-063)."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from assembler.i18n import translate as _
from assembler.models.accounts_vocabulary import ReportStatus
from assembler.models.action import Action
from assembler.models.finding import Finding
from assembler.models.results import Indicator, Measure, ResultEntry
from assembler.models.vocabulary import Unit
from assembler.typography import join_french
from assembler.validate.rules.spoken import spoken_number
from assembler.validate.rules.subject import RuleSubject, blocking

_RANGES: dict[Unit, tuple[int, int | None]] = {
    Unit.COUNT: (0, None),
    Unit.PERCENT: (0, 100),
    Unit.MONEY: (0, None),
    Unit.HOURS: (0, None),
    Unit.DAYS: (0, None),
    Unit.YES_NO: (0, 1),
    Unit.SCALE: (1, 5),
}
_WHOLE = frozenset({Unit.COUNT, Unit.YES_NO})


def check_r_060(subject: RuleSubject) -> Iterator[Finding]:
    """Baseline, target and result speak the indicator's one unit: 0 to 100 for a percentage, whole for a count."""
    indicators = {indicator.id: indicator for indicator in subject.plan.indicators}
    for indicator in subject.plan.indicators:
        yield from _check_value(indicator, indicator, "baseline", "La valeur de départ")
    for measure in subject.plan.measures:
        owner = indicators.get(measure.indicator)
        if owner:
            yield from _check_value(owner, measure, "target", f"La cible de {measure.fy}")
            yield from _check_value(owner, measure, "result", f"Le résultat de {measure.fy}")


def _check_value(indicator: Indicator, record: Indicator | Measure, field: str, what: str) -> Iterator[Finding]:
    value: Decimal | None = getattr(record, field)
    low, high = _RANGES[indicator.unit]
    if value is None:
        return
    is_outside = value < low or (high is not None and value > high)
    if is_outside or (indicator.unit in _WHOLE and value != value.to_integral_value()):
        whole = _("un nombre entier, ") if indicator.unit in _WHOLE else ""
        bounds = _("{limit} ou plus").format(limit=low)
        if high is not None:
            bounds = _("de {low} à {high}").format(low=low, high=high)
        yield blocking(
            "R-060",
            record,
            field,
            found=spoken_number(value),
            expected=whole + bounds,
            message=f"{what} de l’indicateur {indicator.id} est {spoken_number(value)}, mais son unité "
            f"(« {indicator.unit.fr} ») demande {whole}{bounds}.",
            remedy="Corrigez la valeur, ou l’unité de l’indicateur.",
        )


def check_r_061(subject: RuleSubject) -> Iterator[Finding]:
    """Persons never outnumber participations, nor groups the persons they divide (unless one may count twice)."""
    groups: defaultdict[tuple[str, str], int] = defaultdict(int)
    for count in subject.plan.group_counts:
        groups[count.action, count.fy] += count.unique or 0
        if count.unique is not None and count.participations is not None and count.unique > count.participations:
            yield blocking(
                "R-061",
                count,
                "unique",
                found=str(count.unique),
                expected=_("{limit} ou moins").format(limit=count.participations),
                message=f"Action {count.action}, {count.fy}, un groupe compte {count.unique} personnes différentes "
                f"pour {count.participations} participations.",
                remedy="Une personne participe au moins une fois : corrigez l’un des deux nombres.",
            )
    for entry in subject.plan.results:
        yield from _check_persons(entry, groups[entry.action, entry.fy])


def _check_persons(entry: ResultEntry, in_groups: int) -> Iterator[Finding]:
    unique, participations = entry.people_unique, entry.people_participations
    if unique is None:
        return
    if participations is not None and unique > participations:
        yield blocking(
            "R-061",
            entry,
            "people_unique",
            found=str(unique),
            expected=_("{limit} ou moins").format(limit=participations),
            message=f"L’action {entry.action} compte en {entry.fy} {unique} personnes différentes pour "
            f"{participations} participations.",
            remedy="Une personne participe au moins une fois : corrigez l’un des deux nombres.",
        )
    if in_groups > unique and not entry.multi_categories:
        yield blocking(
            "R-061",
            entry,
            "people_unique",
            found=str(unique),
            expected=_("{limit} ou plus").format(limit=in_groups),
            message=f"Les groupes de l’action {entry.action} totalisent en {entry.fy} {in_groups} personnes, "
            f"plus que les {unique} personnes différentes jointes.",
            remedy="Corrigez les nombres, ou inscrivez « oui » si une personne peut compter dans plusieurs groupes.",
        )


def check_r_063(subject: RuleSubject) -> Iterator[Finding]:
    """A result entry for each action an agreement finances, once the year has ended or a report on it was sent."""
    entries = {(entry.action, entry.fy) for entry in subject.plan.results}
    sent = {(row.agreement, row.fy) for row in subject.plan.reports_due if row.status is not ReportStatus.TO_DO}
    missing: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, rec in subject.agreements.items():
        if subject.is_over(rec.fy) or key in sent:
            for line in rec.actions:
                if (line.action, rec.fy) not in entries and (line.granted or line.spent):
                    missing[line.action, rec.fy].append(rec.agreement)
    for (action_id, fy), agreements in missing.items():
        action = subject.actions.get(action_id)
        if action:
            yield _no_entry(action, fy, agreements)


def _no_entry(action: Action, fy: str, agreements: list[str]) -> Finding:
    plural = "les ententes" if len(agreements) > 1 else "l’entente"
    return blocking(
        "R-063",
        action,
        "id",
        expected=_("une ligne {id}, {fy} dans «\u00a0Résultats\u00a0»").format(id=action.id, fy=fy),
        message=f"L’action {action.id} est financée en {fy} par {plural} {join_french(agreements)}, "
        "mais ses résultats manquent.",
        remedy=f"Ajoutez la ligne de l’action {action.id} pour {fy} dans la feuille « Résultats ».",
    )
