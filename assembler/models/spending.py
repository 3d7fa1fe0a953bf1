"""What was spent: expenses, the agreements they are charged to, and why they differ from the plan (B12)."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from assembler.models.accounts_vocabulary import BalanceTreatment, TaxTreatment
from assembler.models.field import (
    A,
    I,
    R,
    choice,
    day,
    fiscal_year,
    long_text,
    money,
    percent,
    ref,
    text,
)
from assembler.models.record import Family, Record, TableSpec, Wanted
from assembler.models.vocabulary import Category


class Expense(Record):
    """Money spent; one line per category is enough for a small organisation (B12)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblDepenses",
        "Dépenses",
        "Expenses",
        "Les dépenses réelles; une ligne par catégorie suffit.",
        Family.RESULTS,
        wanted=Wanted.REPORTED,
    )

    id: str = text("id", "Identifiant", "Id", need=R, example="CG-A01-D01")
    action: str = ref("action", "Action", "Action", "Action", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    dated: date = day("date", "Date", "Date", need=R)
    category: Category = choice("categorie", "Catégorie", "Category", need=R)
    supplier: str | None = text("fournisseur", "Fournisseur", "Supplier", privacy=I)
    description: str = text("description", "Description", "Description", need=R)
    amount: Decimal = money("montant", "Montant", "Amount", need=R)
    tax_treatment: TaxTreatment = choice("taxes", "Traitement des taxes", "Tax treatment", need=R)
    receipt_ref: str | None = text("piece", "Pièce justificative", "Receipt", need=A)
    planned_line: str | None = ref("besoin", "Ligne de besoin", "Planned line", "NeedLine")


class Allocation(Record):
    """The share of an expense charged to an agreement: a percentage or an amount (R-042)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblRepartition",
        "Répartition",
        "Allocations",
        "À quelle entente chaque dépense est réclamée, en pourcentage ou en dollars.",
        Family.RESULTS,
        wanted=Wanted.REPORTED,
    )

    expense: str = ref("depense", "Dépense", "Expense", "Expense", need=R)
    agreement: str = ref("entente", "Entente", "Agreement", "Agreement", need=R)
    pct: Decimal | None = percent("part", "Part (%)", "Share (%)")
    amount: Decimal | None = money("montant", "Montant", "Amount")


class BudgetVariance(Record):
    """Why what was spent differs from what was approved, and what covers it (R-040, R-044 to R-046)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblEcarts",
        "Écarts budgétaires",
        "Budget variances",
        "Explique un écart entre le prévu et le réel. Sans catégorie, l’explication vaut pour toute l’action.",
        Family.RESULTS,
        wanted=Wanted.REPORTED,
    )

    agreement: str = ref("entente", "Entente", "Agreement", "Agreement", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    action: str = ref("action", "Action", "Action", "Action", need=R)
    category: Category | None = choice("categorie", "Catégorie", "Category")
    why: str = long_text("explication", "Explication", "Explanation", need=R)
    remedy: str | None = long_text("correctif", "Correctif", "Remedy")
    covering_source: str | None = text("source_couvrante", "Source qui couvre le dépassement", "Covering source")
    treatment: BalanceTreatment | None = choice("traitement", "Traitement du solde", "Balance treatment")
