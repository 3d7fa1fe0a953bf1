"""The action and the small tables of its sheet (B7, B14)."""

from datetime import date
from typing import ClassVar

from assembler.models.field import (
    A,
    C,
    I,
    R,
    choice,
    choices,
    day,
    integer,
    lines,
    long_text,
    ref,
    refs,
    text,
    yes_no,
)
from assembler.models.record import Family, Record, TableSpec, Wanted
from assembler.models.vocabulary import (
    ActionRole,
    ActionStatus,
    Continuity,
    Language,
    MilestoneStatus,
    Participation,
)


class Action(Record):
    """One action: what the action sheet says, but for its small tables."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblActions",
        "Actions",
        "Actions",
        "Une action par ligne. Ses activités, partenaires, jalons et montants sont dans les feuilles suivantes.",
        Family.ACTIONS,
        wanted=Wanted.DRAFT,
    )

    id: str = text("id", "No de fiche", "Sheet no.", need=R, pattern=r"[A-Z]{2}-A\d{2,3}", example="CG-A01")
    title: str = text(
        "titre", "Titre", "Title", need=R, limit_chars=90, help="Sans point final.", example="Comptoir alimentaire"
    )
    issue: str = ref("enjeu", "Enjeu", "Issue", "Issue", need=R, example="CG-E1")
    objective: str | None = ref("objectif", "Objectif", "Objective", "Objective", example="CG-O1.1")
    lead: str = ref("piste", "Piste d’action", "Line of action", "Lead", need=R, example="CG-P1.1")
    dimension_main: str = choice(
        "dimension", "Dimension principale", "Main dimension", need=R, vocabulary="dimensions", example="D02"
    )
    dimensions_other: tuple[str, ...] = choices(
        "dimensions_secondaires", "Dimensions secondaires", "Other dimensions", vocabulary="dimensions", example="D01"
    )
    status: ActionStatus = choice("etat", "État", "Status", need=R, example="En cours")
    continuity: Continuity = choice("nature", "Nature", "Continuity", need=R, example="Reconduite")
    needs: tuple[str, ...] = refs(
        "constats",
        "Besoins auxquels l’action répond",
        "Needs answered",
        "NeedStatement",
        need=A,
        min_items=1,
        example="CG-B01",
    )
    summary: str = long_text(
        "description",
        "Description sommaire",
        "Summary",
        need=R,
        limit_words=120,
        help="En langage clair, 120 mots au plus.",
    )
    specific_objectives: tuple[str, ...] = lines(
        "objectifs_precis",
        "Objectifs précis",
        "Specific objectives",
        need=A,
        min_items=1,
        max_items=5,
        help="Un par ligne, de un à cinq.",
    )
    area: tuple[str, ...] = lines(
        "secteur",
        "Secteur desservi",
        "Area served",
        need=A,
        help="Municipalités, une par ligne, ou « tout le territoire ».",
        example="tout le territoire",
    )
    languages: tuple[Language, ...] = choices("langues", "Langues d’offre", "Languages", example="fr; en")
    owner: str = ref("porteur", "Porteur", "Lead organization", "Partner", need=R)
    owner_role: str | None = text(
        "repondant",
        "Personne répondante (fonction)",
        "Contact (role)",
        need=A,
        privacy=I,
        help="La fonction, pas le nom.",
        example="Coordonnatrice du comptoir",
    )
    fiduciary: str | None = ref("fiduciaire", "Fiduciaire", "Fiscal agent", "Partner")
    committee: str | None = ref("comite", "Comité ou chantier de suivi", "Committee", "GovernanceBody")
    participation_level: Participation | None = choice(
        "participation", "Participation citoyenne", "Citizen participation"
    )
    participation_detail: str | None = long_text(
        "participation_detail", "Participation\u00a0: précisions", "Participation details"
    )
    participation_paid: bool | None = yes_no("participation_remuneree", "Participation rémunérée", "Paid participation")
    start: date = day("debut", "Début", "Start", need=R, example="2024-04-01")
    end: date = day("fin", "Fin", "End", need=R, example="2029-03-31")
    material_resources: tuple[str, ...] = lines(
        "ressources_materielles", "Ressources matérielles", "Material resources", help="Une par ligne."
    )
    logic_inputs: str | None = long_text("ml_ressources", "Modèle logique\u00a0: ressources", "Logic model: inputs")
    logic_activities: str | None = long_text(
        "ml_activites", "Modèle logique\u00a0: activités", "Logic model: activities"
    )
    logic_outputs: str | None = long_text("ml_extrants", "Modèle logique\u00a0: extrants", "Logic model: outputs")
    logic_short: str | None = long_text("ml_court", "Retombées à court terme", "Short-term outcomes")
    logic_medium: str | None = long_text("ml_moyen", "Retombées à moyen terme", "Medium-term outcomes")
    logic_long: str | None = long_text("ml_long", "Retombées à long terme", "Long-term outcomes")
    logic_external: str | None = long_text("ml_externes", "Facteurs externes", "External factors")
    expected_results: tuple[str, ...] = lines(
        "resultats_attendus", "Résultats attendus", "Expected results", need=A, help="Un par ligne."
    )
    evaluation_method: str | None = long_text("evaluation", "Moyens d’évaluation", "Evaluation method")
    success_conditions: tuple[str, ...] = lines(
        "conditions_succes", "Conditions de succès", "Success conditions", help="Une par ligne."
    )
    sustainability: str | None = long_text("perennite", "Pérennité", "Sustainability")
    transferability: str | None = long_text("transferabilite", "Transférabilité", "Transferability")
    good_moves: tuple[str, ...] = lines("bons_coups", "Bons coups", "Success stories", help="Un par ligne.")
    lessons: tuple[str, ...] = lines("apprentissages", "Apprentissages", "Lessons", help="Un par ligne.")
    decision: str | None = ref(
        "decision",
        "Décision (résolution)",
        "Decision (resolution)",
        "Resolution",
        help="La résolution qui finance l’action (A5-12).",
    )
    funding_note: str | None = long_text(
        "note_montage",
        "Note sur le montage",
        "Funding note",
        help="Explique un surfinancement ou une particularité du montage.",
    )
    updated_on: date | None = day("mise_a_jour", "Dernière mise à jour", "Last updated")
    internal_notes: str | None = long_text(
        "notes", "Notes internes", "Internal notes", privacy=C, help="Jamais imprimées."
    )


class Activity(Record):
    """A planned activity of an action."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblActivites",
        "Activités",
        "Activities",
        "De une à douze activités par action.",
        Family.ACTIONS,
        wanted=Wanted.ADOPTED,
    )

    action: str = ref("action", "Action", "Action", "Action", need=R)
    label: str = long_text("libelle", "Activité", "Activity", need=R)
    start: date | None = day("debut", "Début", "Start", need=A)
    end: date | None = day("fin", "Fin", "End", need=A)
    lead_org: str | None = ref("responsable", "Responsable", "Lead", "Partner")


class TargetGroup(Record):
    """A population an action aims at."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblClienteles",
        "Clientèles",
        "Target groups",
        "Les populations visées par chaque action.",
        Family.ACTIONS,
        wanted=Wanted.ADOPTED,
    )

    action: str = ref("action", "Action", "Action", "Action", need=R)
    group: str = choice("clientele", "Clientèle", "Group", need=R, vocabulary="groups")
    detail: str | None = text("precision", "Précision", "Detail")
    expected_count: int | None = integer("nombre", "Nombre prévu", "Expected count", need=A)


class ActionPartner(Record):
    """A partner of an action, and its part in it."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblPartenairesAction",
        "Partenaires par action",
        "Action partners",
        "Qui fait quoi dans chaque action.",
        Family.ACTIONS,
        wanted=Wanted.ADOPTED,
    )

    action: str = ref("action", "Action", "Action", "Action", need=R)
    partner: str = ref("partenaire", "Partenaire", "Partner", "Partner", need=R)
    role: ActionRole = choice("role", "Rôle", "Role", need=R)
    detail: str | None = text("contribution", "Contribution", "Contribution")


class Milestone(Record):
    """A milestone of an action, of the plan or of an agreement (B14)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblJalons",
        "Jalons",
        "Milestones",
        "Un jalon porte des dates, une saison (« automne 2026 ») ou des mois relatifs, jamais un mélange.",
        Family.ACTIONS,
        wanted=Wanted.ADOPTED,
    )

    id: str = text("id", "Identifiant", "Id", need=R, example="CG-A01-J1")
    parent: str = ref(
        "rattachement",
        "Action, plan ou entente",
        "Action, plan or agreement",
        "Action",
        "PlanRecord",
        "Agreement",
        need=R,
    )
    label: str = text("libelle", "Jalon", "Milestone", need=R)
    start: date | None = day("debut", "Début", "Start")
    end: date | None = day("fin", "Fin", "End")
    season: str | None = text(
        "saison", "Saison", "Season", pattern=r"(hiver|printemps|été|automne) \d{4}", example="automne 2026"
    )
    month_from: int | None = integer("mois_debut", "Mois de début", "From month", minimum=1, maximum=120)
    month_to: int | None = integer("mois_fin", "Mois de fin", "To month", minimum=1, maximum=120)
    responsible: str | None = text("responsable", "Responsable (fonction)", "Responsible (role)")
    status: MilestoneStatus | None = choice("etat", "État", "Status")
    done_on: date | None = day("realise_le", "Réalisé le", "Done on")
    depends_on: tuple[str, ...] = refs("depend_de", "Dépend de", "Depends on", "Milestone")
