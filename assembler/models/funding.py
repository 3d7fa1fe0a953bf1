"""The funding plan: agreements, need lines, lever lines, contributions (B9 to B11)."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from assembler.models.accounts_vocabulary import ReportKind, ReportStatus
from assembler.models.field import (
    A,
    I,
    R,
    choice,
    choices,
    day,
    fiscal_year,
    lines,
    long_text,
    money,
    number,
    ref,
    text,
    yes_no,
)
from assembler.models.record import Family, Record, TableSpec, Wanted
from assembler.models.vocabulary import Category, ContributionKind, ContributionStatus, LeverNature, LeverStatus


class Agreement(Record):
    """An agreement with a funder; accountability is owed per agreement and fiscal year."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblEntentes",
        "Ententes",
        "Agreements",
        "Une entente signée (convention, protocole) par ligne.",
        Family.FUNDING,
        wanted=Wanted.ADOPTED,
    )

    id: str = text(
        "id", "No d’entente", "Agreement no.", need=R, pattern=r"AG-\d{4}-[A-Z-]+-\d{2}", example="AG-2024-FQIS-G-01"
    )
    program: str = choice("programme", "Programme", "Program", need=R, vocabulary="programs", example="FQIS-G")
    title: str | None = text("titre", "Titre de l’entente", "Agreement title")
    reference_no: str | None = text("reference", "Référence du bailleur", "Funder’s reference", need=A)
    holder: str = ref("beneficiaire", "Bénéficiaire", "Holder", "Partner", need=R)
    mandatary: str | None = ref("mandataire", "Mandataire", "Mandatary", "Partner")
    covered_territories: tuple[str, ...] = choices(
        "territoires",
        "Territoires couverts",
        "Territories covered",
        need=R,
        min_items=1,
        vocabulary="territories",
        example="CG",
    )
    signed_on: date | None = day("signee_le", "Signée le", "Signed on", need=A)
    start: date = day("debut", "Début", "Start", need=R)
    end: date = day("fin", "Fin", "End", need=R)
    amount_total: Decimal = money("montant_total", "Montant total", "Total amount", need=R)
    mandate: str | None = long_text("mandat", "Mandat et objectifs", "Mandate and objectives", need=A)
    conditions: tuple[str, ...] = lines("conditions", "Conditions", "Conditions", help="Une par ligne.")
    carry_over_allowed: bool | None = yes_no("report_permis", "Report permis", "Carry-over allowed")
    signatory_role: str | None = text("signataire", "Signataire autorisé (fonction)", "Signatory (role)", privacy=I)
    authority: str | None = ref("resolution", "Résolution autorisant à signer", "Signing resolution", "Resolution")
    amendments: tuple[str, ...] = lines(
        "avenants", "Avenants", "Amendments", help="Un par ligne\u00a0: numéro, date et objet."
    )


class AgreementYear(Record):
    """What an agreement grants for one fiscal year."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblEntentesExercices",
        "Ententes par exercice",
        "Agreement years",
        "Le montant accordé pour chaque exercice.",
        Family.FUNDING,
        wanted=Wanted.REPORTED,
    )

    agreement: str = ref("entente", "Entente", "Agreement", "Agreement", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    amount: Decimal = money("montant", "Montant accordé", "Amount granted", need=R)


class Payment(Record):
    """A payment due or received under an agreement, by action where the agreement says so."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblVersements",
        "Versements",
        "Payments",
        "Versements prévus et reçus.",
        Family.FUNDING,
        wanted=Wanted.REPORTED,
    )

    agreement: str = ref("entente", "Entente", "Agreement", "Agreement", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    action: str | None = ref("action", "Action", "Action", "Action")
    due: date | None = day("prevu_le", "Prévu le", "Due on")
    condition: str | None = text("condition", "Condition", "Condition")
    amount: Decimal = money("montant", "Montant prévu", "Amount due", need=R)
    received_on: date | None = day("recu_le", "Reçu le", "Received on")
    received_amount: Decimal | None = money("montant_recu", "Montant reçu", "Amount received")


class ReportDue(Record):
    """An accountability report owed under an agreement."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblRedditions",
        "Redditions dues",
        "Reports due",
        "Les redditions de comptes attendues.",
        Family.FUNDING,
        wanted=Wanted.REPORTED,
    )

    agreement: str = ref("entente", "Entente", "Agreement", "Agreement", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    kind: ReportKind = choice("type", "Type", "Kind", need=R)
    due_date: date = day("echeance", "Échéance", "Due date", need=R)
    sent_on: date | None = day("envoyee_le", "Envoyée le", "Sent on")
    status: ReportStatus = choice("etat", "État", "Status", need=R)


class ApprovedBudget(Record):
    """What the funder approved for an action, a fiscal year and an expense category (C4, table a)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblBudgetApprouve",
        "Budget approuvé",
        "Approved budget",
        "Le budget approuvé par entente, action et catégorie.",
        Family.FUNDING,
        wanted=Wanted.REPORTED,
    )

    agreement: str = ref("entente", "Entente", "Agreement", "Agreement", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    action: str = ref("action", "Action", "Action", "Action", need=R)
    category: Category = choice("categorie", "Catégorie", "Category", need=R)
    amount: Decimal = money("montant", "Montant approuvé", "Approved amount", need=R)


class NeedLine(Record):
    """Money an action needs, by fiscal year and category (B10a)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblBesoins",
        "Besoins",
        "Need lines",
        "Ce que coûte chaque action, par exercice et par catégorie.",
        Family.FUNDING,
        wanted=Wanted.DRAFT,
    )

    id: str = text("id", "Identifiant", "Id", need=R, example="CG-A01-N01")
    action: str = ref("action", "Action", "Action", "Action", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    category: Category = choice("categorie", "Catégorie", "Category", need=R)
    description: str | None = text("description", "Description", "Description")
    amount: Decimal = money("montant", "Montant", "Amount", need=R)
    eligible_for: tuple[str, ...] = choices("admissible_a", "Admissible à", "Eligible for", vocabulary="programs")
    quantity: Decimal | None = number("quantite", "Quantité", "Quantity", minimum=0)
    unit_price: Decimal | None = money("prix_unitaire", "Prix unitaire", "Unit price")


class LeverLine(Record):
    """Money found or asked for an action, by fiscal year and agreement (B10b)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblLeviers",
        "Leviers",
        "Lever lines",
        "Ce qui finance chaque action. Un levier confirmé exige une entente, une date et une preuve.",
        Family.FUNDING,
        wanted=Wanted.DRAFT,
    )

    id: str = text("id", "Identifiant", "Id", need=R, example="CG-A01-L01")
    action: str = ref("action", "Action", "Action", "Action", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    program: str = choice("programme", "Programme", "Program", need=R, vocabulary="programs")
    agreement: str | None = ref(
        "entente", "Entente", "Agreement", "Agreement", help="Requise si le levier est confirmé ou reçu."
    )
    status: LeverStatus = choice("statut", "Statut", "Status", need=R)
    previous_status: LeverStatus | None = choice(
        "statut_precedent",
        "Statut précédent",
        "Previous status",
        help="Rempli lors du passage d’une version à l’autre; sert à vérifier la transition.",
    )
    amount: Decimal = money("montant", "Montant", "Amount", need=R)
    status_date: date | None = day("date_statut", "Date du statut", "Status date", need=A)
    evidence_ref: str | None = text(
        "preuve",
        "Preuve (lettre, résolution, convention)",
        "Evidence",
        help="Requise si le levier est confirmé ou reçu.",
    )
    nature: LeverNature | None = choice("nature", "Nature", "Nature")
    recurrent: bool | None = yes_no("recurrent", "Récurrent", "Recurrent")
    conditions: str | None = long_text("conditions", "Conditions", "Conditions")
    note: str | None = long_text("note", "Note", "Note")


class Contribution(Record):
    """What a partner gives that is not cash for the funding plan: goods, time, expertise (B11)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblContributions",
        "Contributions",
        "Contributions",
        "En nature et en expertise. N’entrent jamais dans la couverture des besoins.",
        Family.FUNDING,
    )

    id: str = text("id", "Identifiant", "Id", need=R, example="CG-A01-C01")
    partner: str = ref("partenaire", "Partenaire", "Partner", "Partner", need=R)
    action: str | None = ref("action", "Action", "Action", "Action", help="Vide si la contribution vise tout le plan.")
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    kind: ContributionKind = choice("nature", "Nature", "Kind", need=R)
    description: str = text("description", "Description", "Description", need=R)
    quantity: Decimal | None = number("quantite", "Quantité", "Quantity", minimum=0)
    unit: str | None = text("unite", "Unité", "Unit")
    hourly_value: Decimal | None = money("valeur_horaire", "Valeur horaire", "Hourly value")
    valued_amount: Decimal | None = money("valeur", "Valeur", "Value", help="Vide pour l’expertise.")
    status: ContributionStatus = choice("statut", "Statut", "Status", need=R)
    origin: str | None = text("origine", "Origine", "Origin", help="Journée d’échange, lettre, etc.")
