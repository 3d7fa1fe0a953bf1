"""Closed vocabularies that drive logic, each code with its French and English label (B21).

Open vocabularies (dimensions, target groups, programs) belong to the region pack.
"""

from enum import Enum
from typing import Self


class Terms(str, Enum):  # noqa: UP042 - StrEnum forbids members with labels
    """A closed list of codes; each member carries ``fr`` and ``en``."""

    fr: str
    en: str

    def __new__(cls, code: str, fr: str, en: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.fr = fr
        member.en = en
        return member

    def __str__(self) -> str:
        return str(self.value)


class Scope(Terms):
    TERRITORIAL = "territorial", "Territorial", "Territorial"
    REGIONAL = "regional", "Régional", "Regional"


class PlanStatus(Terms):
    DRAFT = "ebauche", "Ébauche", "Draft"
    DEPOSITED = "depose", "Déposé", "Filed"
    ADOPTED = "adopte", "Adopté", "Adopted"
    AMENDED = "amende", "Amendé", "Amended"
    CLOSED = "clos", "Clos", "Closed"


class Visibility(Terms):
    INTERNAL = "interne", "Interne", "Internal"
    PARTNERS = "partenaires", "Partenaires", "Partners"
    PUBLIC = "publique", "Publique", "Public"


class BodyRole(Terms):
    COORDINATION = "coordination", "Équipe de coordination", "Coordination team"
    ASSEMBLY = "assemblee", "Assemblée de partenaires", "Partners’ assembly"
    STRATEGIC = "strategique", "Instance stratégique", "Strategic body"
    THEMATIC = "thematique", "Comité thématique", "Thematic committee"
    OTHER = "autre", "Autre", "Other"


class Authority(Terms):
    DECIDES = "decide", "Décide", "Decides"
    RECOMMENDS = "recommande", "Recommande", "Recommends"
    CONSULTED = "consulte", "Est consultée", "Is consulted"


class Capacity(Terms):
    ORGANISATION = "organisation", "Organisation", "Organization"
    CITIZEN = "citoyen", "Citoyenne ou citoyen", "Citizen"
    ELECTED = "elu", "Personne élue", "Elected official"
    OBSERVER = "observateur", "Observation", "Observer"


class PartnerType(Terms):
    COMMUNITY_NPO = "obnl", "OBNL communautaire", "Community non-profit"
    AUTONOMOUS = "aca", "Action communautaire autonome", "Autonomous community action"
    COOP = "coop", "Coopérative", "Cooperative"
    MUNICIPAL = "municipal", "Municipalité", "Municipality"
    MRC = "mrc", "MRC ou Communauté maritime", "RCM or maritime community"
    HEALTH = "sante", "Réseau de la santé", "Health network"
    EDUCATION = "education", "Éducation", "Education"
    MINISTRY = "ministere", "Ministère ou organisme public", "Ministry or public body"
    FOUNDATION = "fondation", "Fondation", "Foundation"
    BAND_COUNCIL = "bande", "Conseil de bande", "Band council"
    SOCIAL_ECONOMY = "economie_sociale", "Entreprise d’économie sociale", "Social economy enterprise"
    CITIZENS = "citoyens", "Regroupement citoyen", "Citizens’ group"
    REGIONAL = "regional", "Regroupement régional", "Regional grouping"
    OTHER = "autre", "Autre", "Other"


class Reach(Terms):
    LOCAL = "local", "Locale", "Local"
    MRC = "mrc", "MRC", "RCM"
    REGIONAL = "regional", "Régionale", "Regional"
    PROVINCIAL = "provincial", "Provinciale", "Provincial"


class Language(Terms):
    FRENCH = "fr", "Français", "French"
    ENGLISH = "en", "Anglais", "English"
    MIKMAQ = "mic", "Mi’gmaq", "Mi’gmaq"


class Step(Terms):
    """The six steps a partner may take part in (A5-01)."""

    MEET = "rencontrer", "Se rencontrer", "Meet"
    IDENTIFY = "identifier", "Identifier besoins et solutions", "Identify needs and solutions"
    STEER = "siéger", "Siéger à l’instance stratégique", "Sit on the strategic body"
    COMANAGE = "cogerer", "Cogérer les chantiers", "Co-manage working groups"
    CARRY = "realiser", "Réaliser les actions", "Carry out actions"
    EVALUATE = "evaluer", "Évaluer", "Evaluate"


class Horizon(Terms):
    SHORT = "court", "Court terme", "Short term"
    MEDIUM = "moyen", "Moyen terme", "Medium term"
    LONG = "long", "Long terme", "Long term"


class Priority(Terms):
    HIGH = "1", "Élevée", "High"
    MEDIUM = "2", "Moyenne", "Medium"
    LOW = "3", "Faible", "Low"


class ActionStatus(Terms):
    IDEA = "idee", "Idée", "Idea"
    PLANNED = "planifiee", "Planifiée", "Planned"
    FUNDED = "financee", "Financée", "Funded"
    RUNNING = "en_cours", "En cours", "Under way"
    DONE = "terminee", "Terminée", "Completed"
    SUSPENDED = "suspendue", "Suspendue", "Suspended"
    ABANDONED = "abandonnee", "Abandonnée", "Abandoned"


class Continuity(Terms):
    NEW = "nouvelle", "Nouvelle", "New"
    RENEWED = "reconduite", "Reconduite", "Renewed"
    CONSOLIDATED = "consolidation", "Consolidation", "Consolidation"
    ONE_OFF = "ponctuelle", "Ponctuelle", "One-off"
    RECURRENT = "recurrente", "Récurrente", "Recurrent"


class ActionRole(Terms):
    COLEAD = "copilote", "Copilotage", "Co-lead"
    COLLABORATOR = "collaborateur", "Collaboration", "Collaborator"
    FUNDER = "bailleur", "Soutien financier", "Funding"
    EXPERTISE = "expertise", "Expertise", "Expertise"
    PREMISES = "locaux", "Prêt de locaux", "Premises"
    REFERRAL = "reference", "Référence de personnes", "Referral"
    OTHER = "autre", "Autre", "Other"


class Participation(Terms):
    INFORMATION = "information", "Information", "Information"
    CONSULTATION = "consultation", "Consultation", "Consultation"
    INVOLVEMENT = "implication", "Implication", "Involvement"
    COLLABORATION = "collaboration", "Collaboration", "Collaboration"
    COMANAGEMENT = "cogestion", "Cogestion", "Co-management"


class MilestoneStatus(Terms):
    PLANNED = "prevu", "Prévu", "Planned"
    RUNNING = "en_cours", "En cours", "Under way"
    DONE = "realise", "Réalisé", "Done"
    POSTPONED = "reporte", "Reporté", "Postponed"
    ABANDONED = "abandonne", "Abandonné", "Abandoned"


class Level(Terms):
    LOW = "faible", "Faible", "Low"
    MEDIUM = "moyen", "Moyen", "Medium"
    HIGH = "eleve", "Élevé", "High"


class IndicatorLevel(Terms):
    INPUT = "intrant", "Intrant", "Input"
    ACTIVITY = "activite", "Activité", "Activity"
    OUTPUT = "extrant", "Extrant", "Output"
    SHORT_EFFECT = "effet_court", "Effet à court terme", "Short-term effect"
    MEDIUM_EFFECT = "effet_moyen", "Effet à moyen terme", "Medium-term effect"
    LONG_EFFECT = "effet_long", "Effet à long terme", "Long-term effect"
    PROCESS = "processus", "Processus", "Process"


class Unit(Terms):
    COUNT = "nombre", "Nombre", "Number"
    PERCENT = "pourcentage", "%", "%"
    MONEY = "dollars", "$", "$"
    HOURS = "heures", "Heures", "Hours"
    DAYS = "jours", "Jours", "Days"
    YES_NO = "oui_non", "Oui ou non (1 ou 0)", "Yes or no (1 or 0)"
    SCALE = "echelle", "Échelle de 1 à 5", "Scale of 1 to 5"


class Direction(Terms):
    UP = "hausse", "Hausse", "Increase"
    DOWN = "baisse", "Baisse", "Decrease"
    STEADY = "maintien", "Maintien", "Steady"


class CountBasis(Terms):
    UNIQUE_PERSONS = "personnes_differentes", "Personnes différentes", "Unique persons"
    HOUSEHOLDS = "menages", "Ménages", "Households"
    PARTICIPATIONS = "participations", "Participations", "Participations"
    ORGANISATIONS = "organisations", "Organisations", "Organizations"


class Aggregation(Terms):
    SUM = "somme", "Somme", "Sum"
    WEIGHTED = "moyenne_ponderee", "Moyenne pondérée", "Weighted average"
    MAX = "max", "Maximum", "Maximum"
    LIST = "liste", "Liste", "List"
    NONE = "aucune", "Aucune", "None"


class Category(Terms):
    """Expense categories of need lines, approved budgets and expenses (B10a)."""

    SALARIES = "SAL", "Salaires et avantages sociaux", "Salaries and benefits"
    FEES = "HON", "Honoraires professionnels", "Professional fees"
    MATERIALS = "MAT", "Matériel et fournitures", "Materials and supplies"
    PREMISES = "LOC", "Locaux, location et équipement loué", "Premises, rental and leased equipment"
    EQUIPMENT = "EQP", "Équipement et immobilisation légère", "Equipment and minor capital"
    TRAVEL = "DEP", "Déplacements et séjour", "Travel and lodging"
    COMMUNICATIONS = "COM", "Communications, promotion et traduction", "Communications, promotion and translation"
    TRAINING = "FOR", "Formation et animation", "Training and facilitation"
    CITIZENS = "PCI", "Indemnités et rémunération citoyennes", "Citizens’ allowances and pay"
    CARE = "GAR", "Garde, accessibilité et collations", "Child care, accessibility and snacks"
    EVALUATION = "EVA", "Évaluation", "Evaluation"
    ADMIN = "ADM", "Frais d’administration", "Administration"
    CONTINGENCY = "IMP", "Imprévus", "Contingency"
    OTHER = "AUT", "Autre (à préciser)", "Other (specify)"


class TotalKind(Terms):
    NEED = "besoin", "Besoin", "Need"
    CONFIRMED = "confirme", "Confirmé", "Confirmed"
    REQUESTED = "demande", "Demandé", "Requested"
    IN_KIND = "nature", "En nature", "In kind"


class LeverStatus(Terms):
    POTENTIAL = "potentiel", "Potentiel", "Potential"
    REQUESTED = "demande", "Demandé", "Requested"
    CONFIRMED = "confirme", "Confirmé", "Confirmed"
    RECEIVED = "recu", "Reçu", "Received"
    REFUSED = "refuse", "Refusé", "Refused"
    WITHDRAWN = "retire", "Retiré", "Withdrawn"


class LeverNature(Terms):
    PROJECT = "projet", "Projet", "Project"
    MISSION = "mission", "Mission", "Mission"
    COORDINATION = "coordination", "Coordination", "Coordination"


class ContributionKind(Terms):
    CASH = "argent", "Argent", "Cash"
    GOODS = "biens", "Biens", "Goods"
    SERVICES = "services", "Services", "Services"
    PREMISES = "locaux", "Locaux", "Premises"
    STAFF_TIME = "temps_salarie", "Temps de personnel salarié", "Paid staff time"
    VOLUNTEERING = "benevolat", "Bénévolat", "Volunteering"
    CONTENT_EXPERTISE = "expertise_contenu", "Expertise de contenu", "Content expertise"
    PROCESS_EXPERTISE = "expertise_processus", "Expertise de processus", "Process expertise"


class ContributionStatus(Terms):
    OFFERED = "offerte", "Offerte", "Offered"
    ACCEPTED = "acceptee", "Acceptée", "Accepted"
    DONE = "realisee", "Réalisée", "Delivered"


class FunderKind(Terms):
    MINISTRY = "ministere", "Ministère", "Ministry"
    PUBLIC_BODY = "organisme_public", "Organisme public", "Public body"
    FOUNDATION = "fondation", "Fondation", "Foundation"
    MRC = "mrc", "MRC ou Communauté maritime", "RCM or maritime community"
    REGIONAL = "regional", "Regroupement régional", "Regional grouping"
    ENTERPRISE = "entreprise", "Entreprise", "Enterprise"
    COMMUNITY = "milieu", "Milieu (porteur, dons, autofinancement)", "Community (lead, donations, own revenue)"


class TerritoryKind(Terms):
    MRC = "mrc", "MRC", "Regional county municipality"
    MARITIME = "communaute_maritime", "Communauté maritime", "Maritime community"
    REGION = "region", "Région", "Region"


class Edition(Terms):
    WORKING = "travail", "Édition de travail", "Working edition"
    PARTNERS = "partenaires", "Édition des partenaires", "Partners’ edition"
    PUBLIC = "publique", "Édition publique", "Public edition"
    OFFICIAL = "officielle", "Édition officielle", "Official edition"
