"""Bodies, members, meetings and partners (B3, B4)."""

from datetime import date
from typing import ClassVar

from assembler.models.field import (
    A,
    I,
    R,
    choice,
    choices,
    day,
    integer,
    long_text,
    ref,
    refs,
    text,
    yes_no,
)
from assembler.models.record import Family, Record, TableSpec, Wanted
from assembler.models.vocabulary import Authority, BodyRole, Capacity, Language, PartnerType, Reach, Step


class GovernanceBody(Record):
    """A body of the local governance; its local name varies from territory to territory (A1-03, A1-05)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblInstances",
        "Instances",
        "Bodies",
        "Au moins une instance pour chacun des quatre rôles : coordination, assemblée, instance stratégique, comité.",
        Family.PARTNERS,
        wanted=Wanted.DRAFT,
    )

    id: str = text("id", "Identifiant", "Id", need=R, pattern=r"[a-z0-9][a-z0-9-]*", example="comite-strategique")
    role: BodyRole = choice("role", "Rôle générique", "Generic role", need=R, example="Instance stratégique")
    name: str = text("nom", "Nom local", "Local name", need=R, example="Comité stratégique")
    mandate: str | None = long_text("mandat", "Mandat", "Mandate", need=A, limit_words=80)
    composition: str | None = long_text(
        "composition", "Composition", "Composition", example="Douze organisations et deux personnes citoyennes"
    )
    authority: Authority | None = choice("pouvoir", "Pouvoir de décision", "Authority")
    frequency: str | None = text("frequence", "Fréquence", "Frequency", example="4 par an")
    theme: str | None = text("theme", "Thème", "Theme", help="Pour un comité thématique.", example="Logement")
    issues: tuple[str, ...] = refs("enjeux", "Enjeux couverts", "Issues covered", "Issue")
    reports_to: str | None = ref("releve_de", "Relève de", "Reports to", "GovernanceBody")


class Member(Record):
    """A seat on a body."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblMembres",
        "Membres",
        "Members",
        "Un siège par ligne. Le nom n’est imprimé que s’il est public.",
        Family.PARTNERS,
        wanted=Wanted.ADOPTED,
    )

    body: str = ref("instance", "Instance", "Body", "GovernanceBody", need=R)
    person_label: str = text(
        "personne",
        "Personne ou fonction",
        "Person or role",
        need=R,
        help="Une fonction de préférence (« Citoyenne », « Direction »).",
        example="Citoyenne",
    )
    organisation: str | None = ref("organisation", "Organisation", "Organization", "Partner")
    capacity: Capacity = choice("titre", "À titre de", "Capacity", need=R, example="Organisation")
    start: date | None = day("debut", "Depuis", "Since")
    end: date | None = day("fin", "Jusqu’au", "Until")
    public: bool | None = yes_no(
        "public",
        "Nom public",
        "Public name",
        help="« oui » si la personne accepte que ce libellé paraisse dans l’édition publique.",
    )


class Meeting(Record):
    """A meeting held by a body (T1)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblRencontres",
        "Rencontres",
        "Meetings",
        "Les rencontres tenues, de la plus ancienne à la plus récente.",
        Family.PARTNERS,
        wanted=Wanted.ADOPTED,
    )

    body: str = ref("instance", "Instance", "Body", "GovernanceBody", need=R)
    held_on: date = day("date", "Date", "Date", need=R, example="2026-05-14")
    type: str | None = text("type", "Type", "Type", example="Assemblée annuelle")
    attendance: int | None = integer("participation", "Participation", "Attendance", need=A)
    decisions: str | None = long_text("decisions", "Décisions", "Decisions")
    minutes_ref: str | None = text("pv", "Référence du compte rendu", "Minutes reference")


class Partner(Record):
    """An organisation that takes part in the plan (A1-09)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblPartenaires",
        "Partenaires",
        "Partners",
        "Toute organisation citée ailleurs doit paraître ici. Les coordonnées restent internes.",
        Family.PARTNERS,
        wanted=Wanted.DRAFT,
    )

    id: str = text("id", "Identifiant", "Id", need=R, pattern=r"[a-z0-9][a-z0-9-]*", example="comptoir-du-littoral")
    name: str = text("nom", "Nom", "Name", need=R, example="Comptoir alimentaire du littoral")
    acronym: str | None = text("sigle", "Sigle", "Acronym")
    type: PartnerType = choice("statut", "Statut", "Type", need=R, example="OBNL communautaire")
    sectors: tuple[str, ...] = choices("secteurs", "Secteurs", "Sectors", vocabulary="dimensions", example="D02; D01")
    reach: Reach = choice("portee", "Portée", "Reach", need=R, example="MRC")
    role_in_plan: str | None = text(
        "role", "Rôle au plan", "Role in the plan", need=A, example="Porteur du comptoir alimentaire"
    )
    neq: str | None = text(
        "neq",
        "NEQ",
        "Quebec enterprise number",
        pattern=r"(11|22|33|88)\d{8}",
        help="Dix chiffres; requis si l’organisme signe une entente.",
        example="1140000000",
    )
    eligible_as: tuple[str, ...] = choices(
        "admissibilite", "Admissibilité FQIS", "FQIS eligibility", vocabulary="eligibility", example="obnl"
    )
    languages: tuple[Language, ...] = choices("langues", "Langues de service", "Service languages", example="fr; en")
    participation_steps: tuple[Step, ...] = choices(
        "etapes", "Étapes de participation", "Participation steps", example="Se rencontrer; Réaliser les actions"
    )
    since: int | None = integer("depuis", "Partenaire depuis", "Partner since", minimum=1990, maximum=2100)
    address: str | None = long_text("adresse", "Adresse", "Address", privacy=I)
    contact_role: str | None = text("contact_fonction", "Contact (fonction)", "Contact (role)", privacy=I)
    contact_email: str | None = text("contact_courriel", "Contact (courriel)", "Contact (e-mail)", privacy=I)
    contact_phone: str | None = text("contact_telephone", "Contact (téléphone)", "Contact (phone)", privacy=I)
