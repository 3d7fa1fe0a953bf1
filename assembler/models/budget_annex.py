"""What the budget annex shows (C3): the lines people typed; every total is a formula of the workbook."""

from datetime import date
from decimal import Decimal

from assembler.models.view import View


class ActionRow(View):
    """One action of the funding plan; its amounts are formulas."""

    no: str
    enjeu: str
    piste: str
    titre: str
    porteur: str
    statuts: str


class NeedRow(View):
    """One need line."""

    action: str
    exercice: str
    categorie: str
    description: str
    montant: Decimal


class LeverRow(View):
    """One lever line."""

    action: str
    exercice: str
    bailleur: str
    programme: str
    entente: str
    statut: str
    montant: Decimal
    date: date | str
    reference: str


class ContributionRow(View):
    """One contribution in kind or in expertise; an expertise is not valued."""

    action: str
    exercice: str
    organisation: str
    nature: str
    description: str
    valeur: Decimal | None
    statut: str


class ActualRow(View):
    """Planned and actual of one category of one action under an agreement."""

    action: str
    exercice: str
    entente: str
    categorie: str
    prevu: Decimal
    reel: Decimal
    explication: str


class Named(View):
    """A code and its label: an issue, a program with its funder."""

    code: str
    libelle: str
    bailleur: str = ""


class Check(View):
    """A total that Dossier computed, which the workbook's own formulas must meet."""

    libelle: str
    cle: str
    attendu: Decimal


class Spoken(View):
    """One rule that spoke, what it asks for, and how often it spoke."""

    code: str
    remede: str
    gravite: str
    nombre: int


class BudgetAnnexView(View):
    """All that the budget annex shows."""

    titre: str
    plan: str  # its title
    territoire: str
    organisme: str
    exercice: str
    exercices: tuple[str, ...]
    exercice_reel: str  # the year accounted for: the one before
    version: int
    date_version: date
    edition: str
    ebauche: bool = False  # said at the head of every printed page
    enjeux: tuple[Named, ...]
    programmes: tuple[Named, ...]
    actions: tuple[ActionRow, ...]
    besoins: tuple[NeedRow, ...]
    leviers: tuple[LeverRow, ...]
    contributions: tuple[ContributionRow, ...]
    reel: tuple[ActualRow, ...]
    statuts: tuple[str, ...]
    categories: tuple[str, ...]
    natures: tuple[str, ...]
    statuts_contribution: tuple[str, ...]
    controles: tuple[Check, ...]
    constats: tuple[Spoken, ...]
