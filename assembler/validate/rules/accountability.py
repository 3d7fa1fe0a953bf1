"""Accountability: overruns, variances, balances, payments (R-040, R-044 to R-047)."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from assembler.i18n import translate as _
from assembler.models.accounts_vocabulary import BalanceTreatment
from assembler.models.figures import AgreementAction, AgreementReconciliation, BudgetLine
from assembler.models.finding import Finding
from assembler.models.funding import Agreement, AgreementYear, LeverLine
from assembler.models.money import ZERO, to_cents
from assembler.models.record import Record
from assembler.models.spending import BudgetVariance
from assembler.models.vocabulary import Category
from assembler.typography import format_percent
from assembler.validate.rules.spoken import spoken_money
from assembler.validate.rules.subject import RuleSubject, blocking, warning

_COVERS_DEFICIT = frozenset({BalanceTreatment.ABSORBED, BalanceTreatment.RECEIVABLE})
_SETTLES_SURPLUS = frozenset({BalanceTreatment.CARRIED, BalanceTreatment.REPAID})


def check_r_040(subject: RuleSubject) -> Iterator[Finding]:
    """Spent stays within granted for each action, unless an explanation tells what covers the rest."""
    for rec in subject.agreements.values():
        for line in rec.actions:
            rows = _explanations(subject, rec, line.action)
            if line.spent > line.granted and not any(_is_covered(row) for row in rows):
                yield blocking(
                    "R-040",
                    *_cell(subject, rec, line.action, "covering_source"),
                    found=spoken_money(line.spent),
                    expected=_("{limit} ou moins").format(limit=spoken_money(line.granted)),
                    message=f"Entente {rec.agreement}, exercice {rec.fy} : l’action {line.action} a dépensé "
                    f"{spoken_money(line.spent)} pour {spoken_money(line.granted)} accordés, sans source qui couvre "
                    f"le dépassement de {spoken_money(line.spent - line.granted)}.",
                    remedy="Dans « Écarts budgétaires », expliquez le dépassement et nommez la source qui le couvre.",
                )


def check_r_044(subject: RuleSubject) -> Iterator[Finding]:
    """Planned but not spent, spent but not planned: both print, and both ask for a reason [P15b].

    « Not spent » is only known once the fiscal year has ended; an action without approved budget is left to R-040.
    """
    for rec, action, line in _budget_lines(subject):
        not_spent = line.planned > 0 and line.actual == 0 and subject.is_over(rec.fy)
        not_planned = line.planned == 0 and line.actual > 0
        if (not_spent or not_planned) and not _is_explained(subject, rec, action, line.category):
            what = (
                f"{spoken_money(line.planned)} prévus et rien de dépensé"
                if not_spent
                else f"{spoken_money(line.actual)} dépensés et rien de prévu"
            )
            yield blocking(
                "R-044",
                *_category_cell(subject, rec, action, line.category),
                found=spoken_money(line.actual),
                expected=spoken_money(line.planned),
                message=f"Entente {rec.agreement}, action {action.action}, exercice {rec.fy}, "
                f"« {line.category.fr} » : {what}, sans raison.",
                remedy="Donnez la raison dans « Écarts budgétaires ».",
            )


def check_r_045(subject: RuleSubject) -> Iterator[Finding]:
    """Once the year has ended, a deficit has a source and a surplus is carried over (if allowed) or repaid.

    A surplus of no more than the region's variance amount needs no word. Payments that name no action are
    reconciled for the agreement as a whole.
    """
    for rec in subject.agreements.values():
        if not subject.is_over(rec.fy):
            continue
        if rec.received_unassigned:
            yield from _check_balance(subject, rec, None, rec.balance)
        else:
            for line in rec.actions:
                yield from _check_balance(subject, rec, line, line.balance)


def _check_balance(
    subject: RuleSubject, rec: AgreementReconciliation, line: AgreementAction | None, balance: Decimal
) -> Iterator[Finding]:
    ids = [line.action] if line else [action.action for action in rec.actions]
    rows = [row for action in ids for row in _explanations(subject, rec, action)]
    who = f"de l’action {line.action}, entente {rec.agreement}," if line else f"de l’entente {rec.agreement}"
    if balance < 0 and not any(_is_covered(row) for row in rows):
        yield blocking(
            "R-045",
            *_cell(subject, rec, ids[0] if ids else "", "covering_source"),
            found=spoken_money(balance),
            expected=_("une source qui couvre le solde"),
            message=f"Le solde {who} pour {rec.fy} est négatif ({spoken_money(balance)}) et rien ne dit qui le couvre.",
            remedy="Dans « Écarts budgétaires », nommez la source qui couvre le solde, ou choisissez son traitement.",
        )
    if balance <= subject.region.thresholds.variance_amount:
        return
    treatments = {row.treatment for row in rows} & _SETTLES_SURPLUS
    carry_over = subject.plan.get(Agreement, rec.agreement).carry_over_allowed
    if not treatments or (treatments == {BalanceTreatment.CARRIED} and carry_over is False):
        why = "l’entente ne permet pas de le reporter" if treatments else "son traitement n’est pas indiqué"
        yield blocking(
            "R-045",
            *_cell(subject, rec, ids[0] if ids else "", "treatment"),
            found=spoken_money(balance),
            expected=_("À rembourser") if carry_over is False else _("Reporté, ou À rembourser"),
            message=f"Il reste {spoken_money(balance)} au solde {who} pour {rec.fy}, et {why}.",
            remedy="Dans « Écarts budgétaires », choisissez le traitement du solde.",
        )


def check_r_046(subject: RuleSubject) -> Iterator[Finding]:
    """A line beyond both limits of the region (10 % and 500 $) is explained; R-044 sees the lines with a zero."""
    limits = subject.region.thresholds
    for rec, action, line in _budget_lines(subject):
        is_under = line.variance < 0
        if (
            not line.planned
            or not line.actual
            or not line.needs_explanation
            or (is_under and not subject.is_over(rec.fy))
        ):
            continue
        if not _is_explained(subject, rec, action, line.category):
            yield warning(
                "R-046",
                *_category_cell(subject, rec, action, line.category),
                found=spoken_money(line.actual),
                expected=spoken_money(line.planned),
                message=f"Entente {rec.agreement}, action {action.action}, exercice {rec.fy}, « {line.category.fr} » : "
                f"l’écart de {spoken_money(line.variance)} ({format_percent(line.variance_pct or ZERO)}) dépasse "
                f"{format_percent(limits.variance_pct, 0)} et {spoken_money(limits.variance_amount, cents=False)}, "
                "sans explication.",
                remedy="Expliquez l’écart dans « Écarts budgétaires ».",
            )


def check_r_047(subject: RuleSubject) -> Iterator[Finding]:
    """What was received stays within what was granted, and no payment comes before the signature."""
    received: defaultdict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for payment in subject.plan.payments:
        rec = subject.agreements.get((payment.agreement, payment.fy))
        agreement = subject.plan.find(Agreement, payment.agreement)
        if rec is None or agreement is None:
            continue
        before = received[rec.agreement, rec.fy]
        received[rec.agreement, rec.fy] = now = before + to_cents(payment.received_amount or ZERO)
        if before <= rec.granted < now:
            yield blocking(
                "R-047",
                payment,
                "received_amount",
                found=spoken_money(rec.received),
                expected=_("{limit} ou moins").format(limit=spoken_money(rec.granted)),
                message=f"Les versements reçus de l’entente {rec.agreement} pour {rec.fy} totalisent "
                f"{spoken_money(rec.received)}, plus que les {spoken_money(rec.granted)} accordés.",
                remedy="Corrigez les versements, ou le montant accordé dans « Ententes par exercice ».",
            )
        for field in ("due", "received_on"):
            day = getattr(payment, field)
            if day and agreement.signed_on and day < agreement.signed_on:
                yield blocking(
                    "R-047",
                    payment,
                    field,
                    found=day.isoformat(),
                    expected=_("{limit} ou plus tard").format(limit=agreement.signed_on),
                    message=f"Un versement de l’entente {agreement.id} est daté du {day}, avant la signature du "
                    f"{agreement.signed_on}.",
                    remedy="Corrigez la date du versement, ou celle de la signature.",
                )


def _budget_lines(
    subject: RuleSubject,
) -> Iterator[tuple[AgreementReconciliation, AgreementAction, BudgetLine]]:
    """The category lines of every action that has an approved budget."""
    for rec in subject.agreements.values():
        for action in rec.actions:
            if (rec.agreement, rec.fy, action.action) in subject.budgets:
                yield from ((rec, action, line) for line in action.categories)


def _explanations(subject: RuleSubject, rec: AgreementReconciliation, action: str) -> list[BudgetVariance]:
    return subject.explanations.get((rec.agreement, rec.fy, action), [])


def _is_covered(row: BudgetVariance) -> bool:
    return bool(row.covering_source) or row.treatment in _COVERS_DEFICIT


def _is_explained(
    subject: RuleSubject, rec: AgreementReconciliation, line: AgreementAction, category: Category
) -> bool:
    """True with an explanation for the category, or for the whole action."""
    return any(row.category in (None, category) for row in _explanations(subject, rec, line.action))


def _cell(subject: RuleSubject, rec: AgreementReconciliation, action: str, field: str) -> tuple[Record, str]:
    """Where to mend a balance: its explanation if there is one, else what granted the money."""
    rows = _explanations(subject, rec, action)
    if rows:
        return rows[0], field
    budgets = subject.budgets.get((rec.agreement, rec.fy, action))
    if budgets:
        return budgets[0], "amount"
    levers = (row for row in subject.levers.get((action, rec.fy), ()) if row.agreement == rec.agreement)
    lever: LeverLine | None = next(levers, None)
    return (lever, "amount") if lever else (_agreement_row(subject, rec), "amount")


def _agreement_row(subject: RuleSubject, rec: AgreementReconciliation) -> Record:
    rows = (row for row in subject.plan.agreement_years if (row.agreement, row.fy) == (rec.agreement, rec.fy))
    found: AgreementYear | None = next(rows, None)
    return found or subject.plan.get(Agreement, rec.agreement)


def _category_cell(
    subject: RuleSubject, rec: AgreementReconciliation, line: AgreementAction, category: Category
) -> tuple[Record, str]:
    """The approved amount of the category, or the first expense that was not planned."""
    for budget in subject.budgets[rec.agreement, rec.fy, line.action]:
        if budget.category is category:
            return budget, "amount"
    share = next(s for s in rec.shares if (s.action, s.category, s.refused) == (line.action, category, None))
    return subject.expenses[share.expense], "category"
