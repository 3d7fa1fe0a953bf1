"""A total the team worked out itself, to be compared with the one that Dossier computes (R-020)."""

from decimal import Decimal
from typing import ClassVar

from assembler.models.field import Need, choice, fiscal_year, money, ref
from assembler.models.record import Family, Record, TableSpec
from assembler.models.vocabulary import TotalKind


class TypedTotal(Record):
    """One total as a person typed it. It is compared, then ignored: no figure and no document holds it."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblTotaux",
        "Totaux inscrits",
        "Typed totals",
        "Facultatif. Vos propres totaux, pour les comparer à ceux que Dossier calcule, les seuls imprimés.",
        Family.FUNDING,
        may_be_absent=True,
    )

    fy: str | None = fiscal_year("exercice", "Exercice", "Fiscal year", help="Vide\u00a0: tous les exercices réunis.")
    action: str | None = ref("action", "Action", "Action", "Action", help="Vide\u00a0: tout le territoire.")
    kind: TotalKind = choice("total", "Total", "Total", need=Need.SAVE)
    amount: Decimal = money("montant", "Montant", "Amount", need=Need.SAVE)
