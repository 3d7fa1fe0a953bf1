"""Expenses and who is asked to pay them (R-041 to R-043)."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.figures import ExpenseShare
from assembler.models.finding import Finding
from assembler.models.funding import Agreement
from assembler.models.money import ZERO
from assembler.models.spending import Allocation, Expense
from assembler.validate.rules.spoken import spoken_money, spoken_number
from assembler.validate.rules.subject import RuleSubject, blocking


def check_r_041(subject: RuleSubject) -> Iterator[Finding]:
    """An expense dated outside the agreement is ineligible: it is left out of the claim."""
    for share in _refused(subject, "R-041"):
        agreement = subject.plan.get(Agreement, share.agreement)
        yield blocking(
            "R-041",
            subject.expenses[share.expense],
            "dated",
            found=share.dated.isoformat(),
            expected=_("du {start} au {end}").format(start=agreement.start, end=agreement.end),
            message=f"La dépense {share.expense} est datée du {share.dated}, hors de la période de l’entente "
            f"{agreement.id} (du {agreement.start} au {agreement.end}); sa part de {spoken_money(share.amount)} "
            "est exclue de la réclamation.",
            remedy="Corrigez la date, ou retirez cette entente de la répartition de la dépense.",
        )


def check_r_042(subject: RuleSubject) -> Iterator[Finding]:
    """The shares of an expense never exceed it, and each tells a percentage or an amount, not both."""
    asked: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for row in subject.plan.allocations:
        expense = subject.expenses.get(row.expense)
        if expense is None:
            continue
        if (row.pct is None) == (row.amount is None):
            yield _unclear_share(row)
            continue
        before = asked[row.expense]
        asked[row.expense] += row.amount if row.amount is not None else expense.amount * (row.pct or ZERO) / 100
        if before <= expense.amount < asked[row.expense]:
            yield _claimed_twice(row, expense, asked[row.expense])


def _unclear_share(row: Allocation) -> Finding:
    both = row.pct is not None
    return blocking(
        "R-042",
        row,
        "pct",
        found=_("les deux") if both else _("ni l’un ni l’autre"),
        expected=_("une part (%) ou un montant"),
        message=f"La répartition de la dépense {row.expense} à l’entente {row.agreement} donne "
        + ("à la fois une part et un montant." if both else "ni part ni montant."),
        remedy="Inscrivez une part en pourcentage ou un montant, l’un des deux seulement.",
    )


def _claimed_twice(row: Allocation, expense: Expense, asked: Decimal) -> Finding:
    part = f" ({spoken_number(asked * 100 / expense.amount, 1)} %)" if expense.amount else ""
    return blocking(
        "R-042",
        row,
        "pct" if row.pct is not None else "amount",
        found=spoken_money(asked),
        expected=_("{limit} ou moins").format(limit=spoken_money(expense.amount)),
        message=f"La dépense {expense.id} de {spoken_money(expense.amount)} est réclamée pour "
        f"{spoken_money(asked)}{part} : une même dépense ne se réclame pas deux fois.",
        remedy="Ramenez les parts de cette dépense à 100 % au plus.",
    )


def check_r_043(subject: RuleSubject) -> Iterator[Finding]:
    """An expense of a category that the program does not pay is left out of the claim."""
    for share in _refused(subject, "R-043"):
        program = subject.programs[subject.plan.get(Agreement, share.agreement).program]
        yield blocking(
            "R-043",
            subject.expenses[share.expense],
            "category",
            found=either(share.category.fr, share.category.en),
            expected="; ".join(either(category.fr, category.en) for category in program.eligible_categories),
            message=f"La dépense {share.expense} est de la catégorie « {share.category.fr} », que le programme "
            f"{program.code} ne paie pas; sa part de {spoken_money(share.amount)} est exclue de la réclamation.",
            remedy="Corrigez la catégorie, ou retirez cette entente de la répartition de la dépense.",
        )


def _refused(subject: RuleSubject, rule: str) -> Iterator[ExpenseShare]:
    for rec in subject.agreements.values():
        yield from (share for share in rec.refused if share.refused == rule)
