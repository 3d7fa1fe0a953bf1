"""The exchange day: once a year, the local team and the regional resources around the plan (B15, A5-06 to A5-10).

Every field is internal, as in the synthesis: what is said that day is for partners and funders (C13).
"""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from assembler.models.accounts_vocabulary import Progress
from assembler.models.exchange_vocabulary import DayMode, DayPart, Decision, ExpertiseKind, FollowUp, Side
from assembler.models.field import (
    I,
    R,
    choice,
    day,
    fiscal_year,
    integer,
    long_text,
    money,
    number,
    ref,
    text,
)
from assembler.models.record import Family, Record, TableSpec
from assembler.models.vocabulary import Capacity, LeverStatus, MilestoneStatus


class ExchangeDay(Record):
    """One exchange day: when, where, on which versions, and how it was judged."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblJournees",
        "Journées d’échange",
        "Exchange days",
        "Facultatif. La rencontre annuelle du local et du régional sur le territoire, une par exercice.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    id: str = text(
        "id", "Identifiant", "Id", need=R, pattern=r"JE-[A-Z]{2}-\d{4}(-\d+)?", example="JE-CG-2026", privacy=I
    )
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R, example="2026-2027", privacy=I)
    dated: date = day("date", "Date", "Date", need=R, example="2026-11-12", privacy=I)
    hours: str | None = text(
        "heures", "Heures", "Hours", help="À l’heure locale du territoire.", example="de 9 h à 16 h", privacy=I
    )
    venue: str = text("lieu", "Lieu", "Place", need=R, example="Salle communautaire de Petite-Vallée", privacy=I)
    mode: DayMode = choice("mode", "Mode", "Mode", need=R, privacy=I)
    plan_version: int = integer(
        "version_plan", "Version du plan", "Plan version", need=R, minimum=1, example="3", privacy=I
    )
    montage_version: int = integer(
        "version_montage",
        "Version du montage",
        "Funding plan version",
        need=R,
        minimum=1,
        help="Celle du montage discuté.",
        example="3",
        privacy=I,
    )
    montage_filed_on: date | None = day(
        "montage_depose",
        "Montage déposé le",
        "Funding plan filed on",
        help="Entre la synthèse et la journée.",
        privacy=I,
    )
    expected: int | None = integer("attendus", "Personnes attendues", "Persons expected", privacy=I)
    score: Decimal | None = number(
        "note",
        "Appréciation (1 à 5)",
        "Score (1 to 5)",
        minimum=1,
        maximum=5,
        help="La moyenne des réponses.",
        privacy=I,
    )
    comments: str | None = long_text("commentaires", "Commentaires d’évaluation", "Evaluation comments", privacy=I)
    minutes_approved_on: date | None = day("approbation", "Compte rendu approuvé le", "Minutes approved on", privacy=I)


class Attendee(Record):
    """Who came, by organisation; a name is internal."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblJourneePresences",
        "Présences",
        "Attendance",
        "Une ligne par organisation ou par groupe de personnes. Un nom n’est jamais public.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    exchange_day: str = ref("journee", "Journée", "Day", "ExchangeDay", need=R, privacy=I)
    organisation: str = text(
        "organisation", "Organisation", "Organization", need=R, example="MRC de La Côte-de-Gaspé", privacy=I
    )
    side: Side = choice("partie", "Partie", "Side", need=R, privacy=I)
    capacity: Capacity | None = choice("titre", "À titre de", "Capacity", privacy=I)
    count: int | None = integer("nombre", "Nombre", "Number", help="Vide\u00a0: une personne.", privacy=I)
    name: str | None = text("personne", "Personne ou fonction", "Person or role", privacy=I)


class AgendaItem(Record):
    """One item of the day."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblJourneeOrdre",
        "Ordre du jour",
        "Agenda",
        "Avant-midi\u00a0: bilan et expertise. Après-midi\u00a0: montage financier et pistes d’optimisation.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    exchange_day: str = ref("journee", "Journée", "Day", "ExchangeDay", need=R, privacy=I)
    part: DayPart = choice("partie", "Partie du jour", "Part of day", need=R, privacy=I)
    hour: str | None = text("heure", "Heure", "Time", example="9 h 30", privacy=I)
    topic: str = text("sujet", "Sujet", "Topic", need=R, privacy=I)
    lead: str | None = text("animation", "Animation (fonction)", "Led by (role)", privacy=I)


class DayReview(Record):
    """The year of one action, told in the morning."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblJourneeBilan",
        "Bilan (AM)",
        "Review (AM)",
        "Avant-midi\u00a0: le bilan annuel de chaque action, son bon coup et son point à améliorer.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    exchange_day: str = ref("journee", "Journée", "Day", "ExchangeDay", need=R, privacy=I)
    action: str = ref("action", "Action", "Action", "Action", need=R, privacy=I)
    progress: Progress | None = choice("avancement", "Avancement", "Progress", privacy=I)
    result: str | None = long_text("resultat", "Résultat", "Result", privacy=I)
    good_move: str | None = long_text("bon_coup", "Bon coup", "Success", privacy=I)
    improvement: str | None = long_text("a_ameliorer", "Point à améliorer", "To be improved", privacy=I)


class DayExpertise(Record):
    """A need for expertise and who answers it."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblJourneeExpertise",
        "Expertise (AM)",
        "Expertise (AM)",
        "Avant-midi\u00a0: un besoin d’expertise ou de connaissances, et qui y répond.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    exchange_day: str = ref("journee", "Journée", "Day", "ExchangeDay", need=R, privacy=I)
    wanted: str = long_text("besoin", "Besoin", "Need", need=R, privacy=I)
    action: str | None = ref("action", "Action", "Action", "Action", privacy=I)
    offered_by: str | None = text("offerte_par", "Offerte par", "Offered by", help="L’organisation.", privacy=I)
    kind: ExpertiseKind | None = choice("nature", "Contenu ou processus", "Content or process", privacy=I)
    commitment: str | None = long_text("engagement", "Engagement pris", "Commitment made", privacy=I)


class DayLink(Record):
    """A link with another territory (A5-10)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblJourneeArrimages",
        "Liens de territoires (AM)",
        "Territory links (AM)",
        "Avant-midi\u00a0: ce qui peut se faire avec un autre territoire, et qui accompagne.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    exchange_day: str = ref("journee", "Journée", "Day", "ExchangeDay", need=R, privacy=I)
    other_territory: str = choice(
        "territoire", "Autre territoire", "Other territory", need=R, vocabulary="territories", example="RP", privacy=I
    )
    topic: str = long_text("sujet", "Sujet", "Topic", need=R, privacy=I)
    action: str | None = ref("action", "Action", "Action", "Action", privacy=I)
    other_action: str | None = text(
        "action_liee", "Action de l’autre territoire", "Other territory’s action", example="RP-A04", privacy=I
    )
    accompanied_by: str | None = text("accompagnement", "Accompagnement (fonction)", "Accompanied by (role)", privacy=I)


class DayProposal(Record):
    """A way to make better use of the levers, and what was decided of it (A5-09)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblJourneePistes",
        "Pistes (PM)",
        "Proposals (PM)",
        "Après-midi\u00a0: les pistes d’optimisation des leviers. Sans décision, la piste reste à discuter en séance.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    exchange_day: str = ref("journee", "Journée", "Day", "ExchangeDay", need=R, privacy=I)
    action: str = ref("action", "Action", "Action", "Action", need=R, privacy=I)
    need: Decimal | None = money("besoin", "Besoin", "Need", privacy=I, help="Celui du montage discuté.")
    gap: Decimal | None = money("ecart", "Écart à combler", "Gap to fill", privacy=I)
    proposal: str = long_text("proposition", "Proposition", "Proposal", need=R, privacy=I)
    proposed_by: str | None = text("proposee_par", "Proposée par", "Proposed by", privacy=I)
    program: str | None = choice(
        "programme",
        "Programme du levier",
        "Lever’s program",
        privacy=I,
        vocabulary="programs",
        help="Si la piste change un levier.",
    )
    lever_fy: str | None = fiscal_year(
        "exercice", "Exercice du levier", "Lever’s fiscal year", privacy=I, help="Vide\u00a0: celui de la journée."
    )
    lever_from: LeverStatus | None = choice("statut_avant", "Statut avant", "Status before", privacy=I)
    lever_to: LeverStatus | None = choice("statut_apres", "Statut après", "Status after", privacy=I)
    amount: Decimal | None = money(
        "montant", "Montant", "Amount", privacy=I, help="Celui du levier après le changement."
    )
    decision: Decision | None = choice("decision", "Décision", "Decision", privacy=I)
    follow_up: FollowUp | None = choice(
        "suite",
        "Suite au montage",
        "In the funding plan",
        privacy=I,
        help="«\u00a0À venir\u00a0» tant que les leviers ne montrent pas le changement retenu.",
    )


class Commitment(Record):
    """Who will do what, and by when."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblJourneeEngagements",
        "Engagements",
        "Commitments",
        "Qui fait quoi, et pour quand\u00a0: chaque engagement a un responsable et une échéance.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    exchange_day: str = ref("journee", "Journée", "Day", "ExchangeDay", need=R, privacy=I)
    what: str = long_text("engagement", "Engagement", "Commitment", need=R, privacy=I)
    who: str | None = text(
        "responsable", "Responsable", "Responsible", privacy=I, help="Une fonction ou une organisation de préférence."
    )
    due: date | None = day("echeance", "Échéance", "Due date", privacy=I, example="2027-01-31")
    status: MilestoneStatus | None = choice("etat", "État", "Status", privacy=I)
