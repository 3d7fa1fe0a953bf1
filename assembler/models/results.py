"""Indicators, measurements and results (B8, B13)."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from assembler.models.accounts_vocabulary import Progress
from assembler.models.field import (
    A,
    I,
    R,
    choice,
    day,
    fiscal_year,
    integer,
    lines,
    long_text,
    number,
    percent,
    ref,
    refs,
    text,
    yes_no,
)
from assembler.models.record import Family, Record, TableSpec, Wanted
from assembler.models.vocabulary import Aggregation, CountBasis, Direction, IndicatorLevel, Unit


class Indicator(Record):
    """What is measured, from which starting value, and how it adds up over the region (B8)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblIndicateurs",
        "Indicateurs",
        "Indicators",
        "Au moins un extrant et un effet par action. Rattacher à une action ou à un objectif.",
        Family.RESULTS,
        wanted=Wanted.ADOPTED,
    )

    id: str = text(
        "id",
        "Identifiant",
        "Id",
        need=R,
        pattern=r"[A-Z]{2}-(A\d{2,3}|O\d{1,2}\.\d{1,2})-I\d{1,2}",
        example="CG-A01-I1",
    )
    parent: str = ref("rattachement", "Action ou objectif", "Action or objective", "Action", "Objective", need=R)
    label: str = text("libelle", "Énoncé", "Label", need=R, example="Nombre de ménages différents servis")
    level: IndicatorLevel = choice("niveau", "Niveau", "Level", need=R, example="Extrant")
    unit: Unit = choice("unite", "Unité", "Unit", need=R, example="Nombre")
    unit_label: str | None = text("unite_libelle", "Unité (libellé)", "Unit label", example="ménages")
    direction: Direction = choice("sens", "Sens souhaité", "Direction", need=R, example="Hausse")
    baseline: Decimal | None = number(
        "depart", "Valeur de départ", "Baseline", need=A, example="312", excused_by="baseline_reason"
    )
    baseline_date: date | None = day("depart_date", "Date de départ", "Baseline date", example="2024-03-31")
    baseline_source: str | None = text("depart_source", "Source de départ", "Baseline source")
    baseline_reason: str | None = text(
        "depart_raison",
        "Raison si n.\u00a0d.",
        "Reason when not available",
        help="Pourquoi il n’y a pas de valeur de départ.",
    )
    count_basis: CountBasis | None = choice(
        "comptage", "Base de comptage", "Count basis", help="Requise quand on compte des personnes."
    )
    aggregation: Aggregation = choice("agregation", "Agrégation régionale", "Aggregation", need=R, example="Somme")
    common_code: str | None = text("code_commun", "Indicateur commun", "Common code", example="FQIS-PERS")
    source: str | None = text("source", "Source de mesure", "Source", need=A)
    frequency: str | None = text("frequence", "Fréquence", "Frequency", need=A, example="Annuelle")
    responsible: str | None = text("responsable", "Responsable (fonction)", "Responsible (role)", need=A)


class Measure(Record):
    """The target and the result of an indicator for one fiscal year."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblMesures",
        "Cibles et résultats",
        "Targets and results",
        "Une ligne par indicateur et par exercice.",
        Family.RESULTS,
        wanted=Wanted.ADOPTED,
    )

    indicator: str = ref("indicateur", "Indicateur", "Indicator", "Indicator", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    target: Decimal | None = number("cible", "Cible", "Target", need=A)
    result: Decimal | None = number("resultat", "Résultat", "Result")
    measured_on: date | None = day("mesure_le", "Mesuré le", "Measured on")
    source: str | None = text("source", "Source", "Source")
    method: str | None = text("methode", "Méthode", "Method")
    comment: str | None = long_text("commentaire", "Commentaire", "Comment")


class ResultEntry(Record):
    """What an action achieved in a fiscal year; it feeds every accountability report (B13)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblResultats",
        "Résultats",
        "Results",
        "Une ligne par action et par exercice écoulé.",
        Family.RESULTS,
        wanted=Wanted.REPORTED,
    )

    action: str = ref("action", "Action", "Action", "Action", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    start: date = day("debut", "Début de la période", "Period start", need=R)
    end: date = day("fin", "Fin de la période", "Period end", need=R)
    progress: Progress = choice("avancement", "État d’avancement", "Progress", need=R)
    progress_pct: Decimal | None = percent("avancement_pct", "Avancement (%)", "Progress (%)")
    people_unique: int | None = integer("personnes", "Personnes différentes", "Unique persons", need=A)
    people_participations: int | None = integer("participations", "Participations", "Participations")
    people_households: int | None = integer("menages", "Ménages", "Households")
    counting_method: str | None = text("methode_comptage", "Méthode de comptage", "Counting method", need=A)
    multi_categories: bool | None = yes_no(
        "categories_multiples",
        "Une personne peut compter dans plusieurs groupes",
        "A person may count in several groups",
    )
    effects_short: str | None = long_text("retombees_court", "Retombées à court terme", "Short-term outcomes", need=A)
    effects_medium: str | None = long_text("retombees_moyen", "Retombées à moyen terme", "Medium-term outcomes", need=A)
    effects_long: str | None = long_text("retombees_long", "Retombées à long terme", "Long-term outcomes", need=A)
    variance_what: str | None = long_text("ecart", "Écart de réalisation", "Variance")
    variance_why: str | None = long_text("ecart_explication", "Explication de l’écart", "Variance explained")
    variance_remedy: str | None = long_text("ecart_correctif", "Correctif", "Remedy")
    partners_involved: tuple[str, ...] = refs(
        "partenaires", "Partenaires mobilisés", "Partners involved", "Partner", need=A
    )
    citizen_count: int | None = integer("citoyens", "Personnes citoyennes engagées", "Citizens involved")
    citizen_note: str | None = long_text("citoyens_note", "Participation citoyenne", "Citizen participation")
    good_moves: tuple[str, ...] = lines("bons_coups", "Bons coups", "Success stories", need=A, help="Un par ligne.")
    difficulties: tuple[str, ...] = lines("difficultes", "Difficultés", "Difficulties", need=A, help="Une par ligne.")
    lessons: tuple[str, ...] = lines("apprentissages", "Apprentissages", "Lessons", need=A, help="Un par ligne.")
    next_steps: str | None = long_text("suites", "Suites", "Next steps", need=A)
    sustainability: str | None = long_text("perennite", "Pérennité", "Sustainability", need=A)
    transferability: str | None = long_text("transferabilite", "Transférabilité", "Transferability")
    outputs: tuple[str, ...] = lines("materiel", "Matériel produit", "Material produced", help="Un par ligne.")
    testimony: str | None = long_text("temoignage", "Témoignage", "Testimony")
    testimony_lang: str | None = text(
        "temoignage_langue", "Langue du témoignage", "Testimony language", pattern=r"fr|en|mic", example="en"
    )
    testimony_consent: str | None = ref("temoignage_consentement", "Consentement", "Consent", "Consent")
    people_by_age: tuple[str, ...] = lines(
        "par_age", "Personnes par âge", "Persons by age", help="Une tranche par ligne, si l’âge est connu.", privacy=I
    )
    people_by_gender: tuple[str, ...] = lines(
        "par_genre",
        "Personnes par genre",
        "Persons by gender",
        help="Un genre par ligne, si le bailleur le demande.",
        privacy=I,
    )


class ActivityDone(Record):
    """An activity carried out in the reported period."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblActivitesRealisees",
        "Activités réalisées",
        "Activities done",
        "Ce qui a été fait, quand et où.",
        Family.RESULTS,
        wanted=Wanted.REPORTED,
    )

    action: str = ref("action", "Action", "Action", "Action", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    label: str = long_text("libelle", "Activité", "Activity", need=R)
    dates: str | None = text("dates", "Dates", "Dates", example="avril à novembre 2025")
    venue: str | None = text("lieu", "Lieu", "Place")
    participants: int | None = integer("participants", "Personnes jointes", "Participants")
    organisations: str | None = text("organisations", "Organisations", "Organizations")


class GroupCount(Record):
    """Persons reached in one group; counts of 1 to 4 are masked in a public edition (R-065)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblPersonnesJointes",
        "Personnes jointes",
        "Persons reached",
        "Personnes jointes par clientèle.",
        Family.RESULTS,
        wanted=Wanted.REPORTED,
    )

    action: str = ref("action", "Action", "Action", "Action", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    group: str = choice("clientele", "Clientèle", "Group", need=R, vocabulary="groups")
    unique: int | None = integer("personnes", "Personnes différentes", "Unique persons", need=A)
    participations: int | None = integer("participations", "Participations", "Participations")


class ObjectiveResult(Record):
    """The result reached for one objective of an action."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblResultatsObjectifs",
        "Résultats par objectif",
        "Results by objective",
        "Le résultat obtenu pour chaque objectif précis.",
        Family.RESULTS,
        wanted=Wanted.REPORTED,
    )

    action: str = ref("action", "Action", "Action", "Action", need=R)
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    objective: str = text("objectif", "Objectif", "Objective", need=R)
    result: str = long_text("resultat", "Résultat", "Result", need=R)


class FunderVisibility(Record):
    """The visibility given to a funder."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblVisibilite",
        "Visibilité",
        "Visibility",
        "La visibilité accordée à chaque bailleur.",
        Family.RESULTS,
        wanted=Wanted.REPORTED,
    )

    program: str = choice("programme", "Programme", "Program", need=R, vocabulary="programs")
    action: str | None = ref("action", "Action", "Action", "Action")
    fy: str = fiscal_year("exercice", "Exercice", "Fiscal year", need=R)
    dated: date | None = day("date", "Date", "Date")
    what: str = text("visibilite", "Visibilité accordée", "Visibility given", need=R)
    proof: str | None = text("preuve", "Preuve", "Proof")
