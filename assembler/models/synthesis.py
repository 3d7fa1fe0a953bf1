"""The synthesis of the financial potential that the regional resources send to the local team (B16)."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from assembler.models.exchange_vocabulary import Certainty, ExpertiseKind
from assembler.models.field import (
    I,
    R,
    choice,
    choices,
    day,
    fiscal_year,
    integer,
    lines,
    long_text,
    money,
    ref,
    text,
)
from assembler.models.record import Family, Record, TableSpec


class Synthesis(Record):
    """One synthesis: what was received, who evaluated it, when it was sent, and what the local team answered."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblSyntheses",
        "Synthèses",
        "Syntheses",
        "Facultatif. La synthèse du potentiel financier reçue des ressources régionales, une par exercice.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    id: str = text(
        "id", "Identifiant", "Id", need=R, privacy=I, pattern=r"SYN-[A-Z]{2}-\d{4}(-\d+)?", example="SYN-CG-2026"
    )
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R, privacy=I, example="2026-2027")
    plan_version: int = integer(
        "version_plan", "Version du plan analysée", "Plan version examined", need=R, privacy=I, minimum=1, example="3"
    )
    evaluated_by: tuple[str, ...] = lines(
        "evaluee_par",
        "Évaluée par",
        "Evaluated by",
        need=R,
        privacy=I,
        min_items=1,
        help="Les ressources régionales\u00a0: organisation et fonction, une par ligne.",
        example="RDS-GÎM, direction",
    )
    evaluation_date: date = day("evaluee_le", "Évaluée le", "Evaluated on", need=R, privacy=I, example="2026-09-15")
    sent_on: date = day("envoyee_le", "Envoyée le", "Sent on", need=R, privacy=I, example="2026-09-25")
    received: str | None = long_text(
        "recu", "Ce qui a été reçu", "What was received", privacy=I, help="Les documents déposés et leur date."
    )
    questions: tuple[str, ...] = lines(
        "questions", "Questions à l’équipe locale", "Questions to the local team", privacy=I, help="Une par ligne."
    )
    total_min: Decimal | None = money(
        "total_min",
        "Total minimal inscrit",
        "Typed minimum total",
        privacy=I,
        help="Facultatif\u00a0: celui de la lettre, comparé à la somme.",
    )
    total_likely: Decimal | None = money(
        "total_probable", "Total probable inscrit", "Typed likely total", privacy=I, help="Comparé de même."
    )
    total_max: Decimal | None = money(
        "total_max", "Total maximal inscrit", "Typed maximum total", privacy=I, help="Comparé de même."
    )
    response_on: date | None = day("reponse_le", "Réponse du local reçue le", "Local response received on", privacy=I)
    response: str | None = long_text("reponse", "Réponse de l’équipe locale", "Local team’s response", privacy=I)


class SynthesisIssue(Record):
    """What was asked for one issue, and what the region says of it."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblSyntheseEnjeux",
        "Synthèse par enjeu",
        "Synthesis by issue",
        "Une ligne par enjeu du plan\u00a0: le besoin soumis et le commentaire des ressources régionales.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    synthesis: str = ref("synthese", "Synthèse", "Synthesis", "Synthesis", need=R, privacy=I)
    issue: str = ref("enjeu", "Enjeu", "Issue", "Issue", need=R, privacy=I)
    need_submitted: Decimal = money("besoin", "Besoin soumis", "Need submitted", need=R, privacy=I)
    total_likely: Decimal | None = money(
        "total_probable",
        "Potentiel probable inscrit",
        "Typed likely potential",
        privacy=I,
        help="Facultatif\u00a0: comparé à la somme des programmes de l’enjeu.",
    )
    comment: str | None = long_text("commentaire", "Commentaire", "Comment", privacy=I)


class SynthesisPotential(Record):
    """What one program could bring to one issue; never a commitment."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblSynthesePotentiels",
        "Potentiel par programme",
        "Potential by program",
        "Une ligne par enjeu et programme. Le potentiel indiqué n’est pas un engagement financier.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    synthesis: str = ref("synthese", "Synthèse", "Synthesis", "Synthesis", need=R, privacy=I)
    issue: str = ref("enjeu", "Enjeu", "Issue", "Issue", need=R, privacy=I)
    program: str = choice("programme", "Programme", "Program", need=R, privacy=I, vocabulary="programs")
    minimum: Decimal | None = money(
        "potentiel_min",
        "Potentiel minimal",
        "Minimum potential",
        privacy=I,
        help="Vide\u00a0: le potentiel probable.",
    )
    likely: Decimal = money("potentiel_probable", "Potentiel probable", "Likely potential", need=R, privacy=I)
    maximum: Decimal | None = money(
        "potentiel_max",
        "Potentiel maximal",
        "Maximum potential",
        privacy=I,
        help="Vide\u00a0: le potentiel probable.",
    )
    certainty: Certainty = choice("certitude", "Certitude", "Certainty", need=R, privacy=I)
    conditions: str | None = long_text("conditions", "Conditions", "Conditions", privacy=I)


class SynthesisAction(Record):
    """What the region says of one action."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblSyntheseActions",
        "Synthèse par action",
        "Synthesis by action",
        "Les programmes possibles pour chaque action, et ce qui reste à préciser.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    synthesis: str = ref("synthese", "Synthèse", "Synthesis", "Synthesis", need=R, privacy=I)
    action: str = ref("action", "Action", "Action", "Action", need=R, privacy=I)
    eligible_programs: tuple[str, ...] = choices(
        "programmes", "Programmes possibles", "Eligible programs", privacy=I, vocabulary="programs"
    )
    remarks: str | None = long_text("remarques", "Remarques", "Remarks", privacy=I)
    missing_information: str | None = long_text("a_preciser", "À préciser", "To be clarified", privacy=I)


class SynthesisExpertise(Record):
    """An expertise that a regional resource offers; it is never valued in money (R-024)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblSyntheseExpertise",
        "Offres d’expertise",
        "Expertise offered",
        "Ce que les ressources régionales offrent en contenu ou en processus. Acceptée, l’offre devient une "
        "contribution.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    synthesis: str = ref("synthese", "Synthèse", "Synthesis", "Synthesis", need=R, privacy=I)
    offered_by: str = text(
        "organisation", "Organisation", "Organization", need=R, privacy=I, example="Direction de santé publique"
    )
    kind: ExpertiseKind = choice("nature", "Contenu ou processus", "Content or process", need=R, privacy=I)
    subject: str = text("objet", "Objet", "Subject", need=R, privacy=I)
    action: str | None = ref(
        "action", "Action", "Action", "Action", privacy=I, help="Vide si l’offre vise tout le plan."
    )
    resource_role: str | None = text(
        "personne_ressource", "Personne-ressource (fonction)", "Resource (role)", privacy=I
    )


class SynthesisStep(Record):
    """A next step announced by the synthesis: funding plan due, exchange day."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblSyntheseDates",
        "Prochaines étapes",
        "Next steps",
        "Les dates annoncées par la synthèse\u00a0: dépôt du montage, journée d’échange.",
        Family.EXCHANGE,
        may_be_absent=True,
    )

    synthesis: str = ref("synthese", "Synthèse", "Synthesis", "Synthesis", need=R, privacy=I)
    dated: date = day("date", "Date", "Date", need=R, privacy=I)
    step: str = text("etape", "Étape", "Step", need=R, privacy=I, example="Dépôt du montage financier")
    responsible: str | None = text("responsable", "Responsable (fonction)", "Responsible (role)", privacy=I)
