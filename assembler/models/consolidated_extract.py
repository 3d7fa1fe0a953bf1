"""What the Excel extract of a consolidated report shows (C5): the report's tables, their totals known."""

from decimal import Decimal

from assembler.models.report_extract import Cell, Fact
from assembler.models.view import View


class AllocationLine(View):
    """The share of the envelope of a territory; texts stand where it is not counted."""

    territoire: str
    enveloppe: Cell
    engage: Cell
    verse: Cell
    depense: Cell
    solde: Cell
    traitement: str


class InitiativeLine(View):
    """An action the convention finances; ``levier`` is absent when the funder confirmed nothing."""

    territoire: str
    no: str
    titre: str
    porteur: str
    accorde: Decimal
    cout_total: Decimal
    bailleur: Decimal
    autres_sources: Decimal
    levier: Decimal | None


class LeverageLine(View):
    """What other funders bring to the initiatives of a territory."""

    territoire: str
    initiatives: Cell
    bailleur: Cell
    autres_sources: Cell
    levier: Cell


class CountLine(View):
    """A count by territory; ``total`` is what the document prints, a text when a count is masked."""

    libelle: str
    cellules: tuple[Cell, ...]
    total: Cell
    autre: Cell  # the last column: note, other dimension or participations


class CategoryLine(View):
    """What the initiatives of one category of issue received and reached."""

    libelle: str
    initiatives: Cell
    accorde: Decimal
    personnes: Cell
    participations: Cell


class MeetingLine(View):
    """How a territory is governed."""

    territoire: str
    instance: str
    rencontres: Cell
    presences: Cell
    citoyens: Cell


class VarianceLine(View):
    """What differed from what was planned."""

    action: str
    ecart: str
    explication: str
    correctif: str


class ReasonLine(View):
    """Why a balance is what it is."""

    action: str
    explication: str
    correctif: str
    source: str


class BalanceLine(View):
    """One action of a territory's own report."""

    territoire: str
    entente: str
    action: str
    accorde: Decimal
    verse: Decimal
    depense: Decimal
    solde: Decimal
    traitement: str


class ConsolidatedExtractView(View):
    """All that the extract shows."""

    titre: str
    territoire: str  # what the foot of each page names: the convention
    exercice: str
    organisme: str
    ebauche: bool = False  # said at the head of every printed page
    partielle: str  # the sentence of a partial report, empty for a complete one
    colonnes: tuple[str, ...]
    identification: tuple[Fact, ...]
    repartition: tuple[AllocationLine, ...]
    initiatives: tuple[InitiativeLine, ...]
    leviers: tuple[LeverageLine, ...]
    communs: tuple[CountLine, ...]
    dimensions: tuple[CountLine, ...]
    clienteles: tuple[CountLine, ...]
    categories: tuple[CategoryLine, ...]
    gouvernance: tuple[MeetingLine, ...]
    ecarts: tuple[VarianceLine, ...]
    raisons: tuple[ReasonLine, ...]
    soldes: tuple[BalanceLine, ...]
