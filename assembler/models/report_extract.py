"""What the Excel extract of an accountability report shows (C4): the report's tables, their totals known."""

from decimal import Decimal

from assembler.models.view import View

Cell = Decimal | int | str  # a text stands where there is no figure: « n. d. », « < 5 »


class Fact(View):
    """One line of the identification."""

    libelle: str
    valeur: str


class ActivityLine(View):
    """An activity carried out."""

    action: str
    libelle: str
    dates: str
    lieu: str
    personnes: Cell
    organisations: str
    etat: str


class IndicatorLine(View):
    """An indicator; ``taux`` is a percentage, of the target, or of the progress when ``progression``."""

    objectif: str
    action: str
    libelle: str
    unite: str
    depart: Cell
    cible: Cell
    resultat: Cell
    taux: Decimal | None
    progression: bool
    commentaire: str


class PeopleLine(View):
    """Persons reached by one action."""

    action: str
    titre: str
    personnes: Cell
    participations: Cell
    menages: Cell
    methode: str


class GroupLine(View):
    """Persons reached in one group."""

    clientele: str
    personnes: Cell
    participations: Cell


class BudgetLine(View):
    """Planned and actual; ``ecart_pct`` is absent when nothing was planned."""

    action: str
    libelle: str
    prevu: Decimal
    reel: Decimal
    ecart: Decimal
    ecart_pct: Decimal | None
    explication: str
    correctif: str


class RevenueLine(View):
    """One source; what is not confirmed stands in a column of its own, out of the total."""

    source: str
    lien: str
    statut: str
    prevu: Decimal
    non_confirme: Decimal
    recu: Decimal


class BalanceLine(View):
    """Granted, paid, spent, balance."""

    action: str
    accorde: Decimal
    verse: Decimal
    depense: Decimal
    solde: Decimal
    traitement: str


class ReasonLine(View):
    """Why an action spent more or less than approved."""

    action: str
    explication: str
    correctif: str
    source: str
    traitement: str


class GiftLine(View):
    """A contribution; an expertise has no value."""

    action: str
    organisation: str
    description: str
    valeur: Cell


class ReceiptLine(View):
    """An expense charged to the agreement."""

    no: str
    date: str
    action: str
    categorie: str
    description: str
    fournisseur: str
    piece: str
    reclame: Decimal


class ReportExtractView(View):
    """All that the extract shows."""

    titre: str
    territoire: str
    exercice: str
    organisme: str
    ebauche: bool = False  # said at the head of every printed page
    identification: tuple[Fact, ...]
    activites: tuple[ActivityLine, ...]
    indicateurs: tuple[IndicatorLine, ...]
    personnes: tuple[PeopleLine, ...]
    clienteles: tuple[GroupLine, ...]
    depenses: tuple[BudgetLine, ...]
    details: tuple[BudgetLine, ...]
    revenus: tuple[RevenueLine, ...]
    soldes: tuple[BalanceLine, ...]
    raisons: tuple[ReasonLine, ...]
    contributions: tuple[GiftLine, ...]
    justificatifs: tuple[ReceiptLine, ...]
