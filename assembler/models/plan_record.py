"""The identity of a plan, and the small tables of its bilan (B2, B20)."""

from datetime import date
from typing import ClassVar

from assembler.models.accounts_vocabulary import AttachmentKind, ConsentKind, ResolutionKind
from assembler.models.field import (
    A,
    C,
    I,
    R,
    choice,
    day,
    fiscal_year,
    integer,
    lines,
    long_text,
    ref,
    text,
)
from assembler.models.record import Family, Layout, Record, TableSpec, Wanted
from assembler.models.vocabulary import ActionStatus, PlanStatus, Scope, Visibility


class PlanRecord(Record):
    """What identifies a plan: title, period, current fiscal year, version, status and vision."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblPlan",
        "Plan",
        "Plan",
        "L’identité du plan. Les textes longs s’écrivent dans le récit Word.",
        Family.PLAN,
        Layout.FORM,
        wanted=Wanted.DRAFT,
    )

    id: str = text(
        "id", "Identifiant du plan", "Plan id", need=R, pattern=r"PC-[A-Z]{2}-\d{4}-\d{4}", example="PC-CG-2024-2029"
    )
    scope: Scope = choice("portee", "Portée", "Scope", need=R, example="Territorial")
    title: str = text("titre", "Titre", "Title", need=R, limit_chars=120, example="Plan de communauté 2024-2029")
    start: date = day("debut", "Début de la période", "Period start", need=R, example="2024-04-01")
    end: date = day("fin", "Fin de la période", "Period end", need=R, example="2029-03-31")
    current_fy: str = fiscal_year("exercice", "Exercice courant", "Current fiscal year", need=R, example="2026-2027")
    version: int = integer("version", "Version", "Version", need=R, minimum=1, example="3")
    version_date: date = day(
        "date_version",
        "Date de la version",
        "Version date",
        need=R,
        help="La date imprimée dans les documents.",
        example="2026-10-05",
    )
    status: PlanStatus = choice("etat", "État", "Status", need=R, example="Adopté")
    visibility: Visibility = choice("visibilite", "Visibilité", "Visibility", need=R, example="Partenaires")
    deposit_date: date | None = day(
        "depot", "Dépôt aux ressources régionales", "Filed with regional resources", need=A, example="2026-08-28"
    )
    published_on: date | None = day("diffusion", "Date de diffusion", "Published on")
    vision: str | None = long_text(
        "vision", "Vision", "Vision", need=A, limit_words=60, help="Au présent, 60 mots au plus."
    )
    values: tuple[str, ...] = lines(
        "valeurs", "Valeurs", "Values", min_items=3, max_items=8, help="Une par ligne, de trois à huit."
    )
    principles: tuple[str, ...] = lines(
        "principes", "Principes", "Principles", min_items=3, max_items=8, help="Un par ligne, de trois à huit."
    )
    success_conditions: tuple[str, ...] = lines(
        "conditions_succes", "Conditions de succès", "Success conditions", help="Une par ligne."
    )
    credits: str | None = long_text("credits", "Crédits et remerciements", "Credits and thanks")
    citation: str | None = text("citation", "Comment citer ce document", "How to cite")


class Fact(Record):
    """A key fact of the year's mobilisation: a label and a value."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblFaits",
        "Faits saillants",
        "Key facts",
        "Trois à cinq chiffres qui résument l’année de mobilisation.",
        Family.PLAN,
        wanted=Wanted.ADOPTED,
    )

    label: str = text("libelle", "Libellé", "Label", need=R, example="Partenaires mobilisés")
    value: str = text("valeur", "Valeur", "Value", need=R, example="41")


class Revision(Record):
    """One version of the plan (A5-14)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblVersions",
        "Versions",
        "Revisions",
        "L’historique des versions du plan, dates croissantes.",
        Family.PLAN,
        wanted=Wanted.ADOPTED,
    )

    version: int = integer("version", "Version", "Version", need=R, minimum=1)
    dated: date = day("date", "Date", "Date", need=R)
    author_role: str | None = text("auteur", "Rédaction (fonction)", "Author (role)")
    summary: str | None = long_text("resume", "Résumé des changements", "Summary of changes", need=A)
    reason: str | None = long_text("motif", "Motif", "Reason")
    canvas_version: str | None = text(
        "canevas",
        "Version du canevas",
        "Canvas version",
        pattern=r"\d+([.,]\d+)*",
        help="La version du canevas de l’édition officielle, écrite dans la feuille «\u00a0Lisez-moi\u00a0».",
        example="1.0",
        may_be_absent=True,
    )


class GoodMove(Record):
    """A success story of the territory."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblBonsCoups",
        "Bons coups",
        "Success stories",
        "Ce qui a bien marché, avec l’action concernée.",
        Family.PLAN,
    )

    title: str = text("titre", "Titre", "Title", need=R)
    story: str = long_text("texte", "Récit", "Story", need=R)
    action: str | None = ref("action", "Action", "Action", "Action")
    year: str | None = fiscal_year("exercice", "Exercice", "Fiscal year")


class PreviousAction(Record):
    """An action of the previous plan (T4)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblBilanPrecedent",
        "Bilan précédent",
        "Previous plan",
        "Les actions du plan précédent, et leurs leçons.",
        Family.PLAN,
    )

    title: str = text("action", "Action", "Action", need=R)
    status: ActionStatus = choice("etat", "État", "Status", need=R)
    results: str | None = long_text("resultats", "Résultats", "Results", need=A)
    lessons: str | None = long_text("lecons", "Leçons", "Lessons")


class ProcessEvaluation(Record):
    """A question about the process itself, distinct from the results of actions (A3-12)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblEvaluation",
        "Évaluation processus",
        "Process evaluation",
        "Ce que l’on a appris de la démarche elle-même.",
        Family.PLAN,
    )

    question: str = text("question", "Question", "Question", need=R)
    finding: str | None = long_text("constat", "Constat", "Finding", need=A)
    evidence: str | None = long_text("preuve", "Preuve", "Evidence")


class Resolution(Record):
    """A decision of a body, with its number and date."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblResolutions",
        "Résolutions",
        "Resolutions",
        "Adoption du plan, entérinement, décisions de financement.",
        Family.REFERENCE,
        wanted=Wanted.ADOPTED,
    )

    id: str = text("id", "Identifiant", "Id", need=R, example="RES-2024-06-03")
    kind: ResolutionKind = choice("nature", "Nature", "Kind", need=R, example="Adoption du plan")
    body: str | None = ref("instance", "Instance", "Body", "GovernanceBody")
    body_label: str | None = text(
        "instance_externe",
        "Instance externe",
        "Outside body",
        help="Si l’instance n’est pas de la démarche (conseil de la MRC, etc.).",
    )
    dated: date = day("date", "Date", "Date", need=R, example="2024-06-12")
    number: str = text("numero", "Numéro", "Number", need=R, example="2024-06-03")
    wording: str | None = long_text("texte", "Texte", "Text")
    moved_by: str | None = text("propose", "Proposée par (fonction)", "Moved by (role)", privacy=I)
    seconded_by: str | None = text("appuye", "Appuyée par (fonction)", "Seconded by (role)", privacy=I)
    file: str | None = ref("piece", "Pièce jointe", "Attachment", "Attachment")


class Consent(Record):
    """A consent kept by an organisation; no civil identity enters our store (B20)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblConsentements",
        "Consentements",
        "Consents",
        "Référence des consentements pour photos, témoignages et noms; jamais le nom de la personne.",
        Family.REFERENCE,
    )

    id: str = text("id", "Identifiant", "Id", need=R, example="CONS-2026-04")
    kind: ConsentKind = choice("nature", "Nature", "Kind", need=R)
    obtained_on: date = day("obtenu_le", "Obtenu le", "Obtained on", need=R)
    expires_on: date | None = day("expire_le", "Expire le", "Expires on")
    consent_scope: str | None = text("portee", "Portée", "Scope")
    holder: str | None = ref("detenteur", "Organisme détenteur", "Held by", "Partner")


class Acronym(Record):
    """An acronym of the glossary (A1-26)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblSigles",
        "Sigles",
        "Acronyms",
        "Chaque sigle employé, avec sa forme longue.",
        Family.REFERENCE,
        wanted=Wanted.ADOPTED,
    )

    short: str = text("sigle", "Sigle", "Acronym", need=R, example="FQIS")
    long: str = text(
        "forme_longue", "Forme longue", "Long form", need=R, example="Fonds québécois d’initiatives sociales"
    )
    lang: str | None = text("langue", "Langue", "Language", pattern=r"fr|en|mic", example="fr")


class ContactPerson(Record):
    """A person to reach, by function; internal."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblContacts",
        "Contacts",
        "Contacts",
        "Personnes à joindre. Cette feuille n’est jamais publique.",
        Family.REFERENCE,
    )

    role: str = text("fonction", "Fonction", "Role", need=R, privacy=I)
    organisation: str | None = ref("organisation", "Organisation", "Organization", "Partner", privacy=I)
    name: str | None = text("nom", "Nom", "Name", privacy=C)
    email: str | None = text("courriel", "Courriel", "E-mail", privacy=I)
    phone: str | None = text("telephone", "Téléphone", "Phone", privacy=I)


class Attachment(Record):
    """A file that travels with the plan: resolution, letter of support, photo, free annex."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblPieces",
        "Pièces jointes",
        "Attachments",
        "Les fichiers déposés avec le canevas : le nom doit être celui du fichier.",
        Family.REFERENCE,
    )

    id: str = text("id", "Identifiant", "Id", need=R, example="PJ-01")
    title: str = text("titre", "Titre", "Title", need=R, example="Résolution d’adoption du plan")
    kind: AttachmentKind = choice("nature", "Nature", "Kind", need=R)
    file: str = text("fichier", "Nom du fichier", "File name", need=R, example="resolution-2024-06-03.pdf")
    dated: date | None = day("date", "Date", "Date")
    visibility: Visibility | None = choice("visibilite", "Visibilité", "Visibility")
    order: int | None = integer("ordre", "Ordre", "Order")
    action: str | None = ref("action", "Action", "Action", "Action")
    alt: str | None = long_text(
        "texte_remplacement",
        "Texte de remplacement",
        "Alternative text",
        help="Requis pour une photo : une phrase complète, avec un point.",
    )
    credit: str | None = text("credit", "Crédit", "Credit")
    consent: str | None = ref("consentement", "Consentement", "Consent", "Consent")
