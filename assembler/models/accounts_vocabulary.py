"""Closed vocabularies of expenses, results, reports and evidence (B12, B13, B20)."""

from assembler.models.vocabulary import Terms


class TaxTreatment(Terms):
    BEFORE = "avant_taxes", "Avant taxes", "Before taxes"
    NET = "taxes_nettes", "Taxes nettes", "Net of rebates"
    INCLUDED = "ttc", "Taxes comprises", "Taxes included"


class ReportKind(Terms):
    INTERIM = "etape", "Rapport d’étape", "Interim report"
    ANNUAL = "annuel", "Rapport annuel", "Annual report"
    FINAL = "final", "Rapport final", "Final report"


class ReportStatus(Terms):
    TO_DO = "a_faire", "À faire", "To do"
    SENT = "envoye", "Envoyé", "Sent"
    ACCEPTED = "accepte", "Accepté", "Accepted"


class Progress(Terms):
    NOT_STARTED = "non_debutee", "Non débutée", "Not started"
    RUNNING = "en_cours", "En cours", "Under way"
    DONE = "realisee", "Réalisée", "Completed"
    POSTPONED = "reportee", "Reportée", "Postponed"
    ABANDONED = "abandonnee", "Abandonnée", "Abandoned"


class BalanceTreatment(Terms):
    """What becomes of an unspent or overspent balance (R-045)."""

    CARRIED = "reporte", "Reporté", "Carried over"
    REPAID = "a_rembourser", "À rembourser", "To be repaid"
    ABSORBED = "absorbe", "Absorbé par le porteur", "Absorbed by the lead organization"
    RECEIVABLE = "a_recevoir", "À recevoir du bailleur", "Receivable from the funder"


class ResolutionKind(Terms):
    ADOPTION = "adoption", "Adoption du plan", "Adoption of the plan"
    ENDORSEMENT = "enterinement", "Entérinement par les élus", "Endorsement by elected officials"
    FUNDING = "financement", "Décision de financement", "Funding decision"
    SIGNATURE = "signature", "Autorisation de signer", "Authority to sign"
    OTHER = "autre", "Autre", "Other"


class ConsentKind(Terms):
    PHOTO = "photo", "Photo", "Photo"
    TESTIMONY = "temoignage", "Témoignage", "Testimony"
    NAME = "nom", "Nom", "Name"


class AttachmentKind(Terms):
    RESOLUTION = "resolution", "Résolution", "Resolution"
    SUPPORT_LETTER = "lettre", "Lettre d’appui", "Letter of support"
    AGREEMENT = "entente", "Entente", "Agreement"
    PHOTO = "photo", "Photo", "Photo"
    FREE_ANNEX = "annexe", "Annexe libre", "Free annex"
    OTHER = "autre", "Autre", "Other"
