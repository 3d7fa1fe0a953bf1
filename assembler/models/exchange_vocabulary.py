"""Closed vocabularies of the synthesis and of the exchange day (B15, B16)."""

from assembler.models.vocabulary import Terms


class Certainty(Terms):
    """How sure the regional resources are of a program’s potential (B21)."""

    FIRM = "ferme", "Ferme", "Firm"
    LIKELY = "probable", "Probable", "Likely"
    TO_EXPLORE = "a_explorer", "À explorer", "To explore"


class ExpertiseKind(Terms):
    """What an expertise bears on (A6-05)."""

    CONTENT = "contenu", "Contenu", "Content"
    PROCESS = "processus", "Processus", "Process"


class DayMode(Terms):
    IN_PERSON = "presence", "En présence", "In person"
    HYBRID = "hybride", "Hybride", "Hybrid"


class Side(Terms):
    """On whose side a person sits at the exchange day."""

    LOCAL = "local", "Local", "Local"
    REGIONAL = "regional", "Régional", "Regional"
    FUNDER = "bailleur", "Bailleur de fonds", "Funder"


class DayPart(Terms):
    AM = "am", "Avant-midi", "Morning"
    PM = "pm", "Après-midi", "Afternoon"


class Decision(Terms):
    """What became of a proposal made in the afternoon."""

    RETAINED = "retenue", "Retenue", "Retained"
    TO_CHECK = "a_verifier", "À vérifier", "To be checked"
    REJECTED = "rejetee", "Rejetée", "Rejected"
    POSTPONED = "reportee", "Reportée", "Postponed"


class FollowUp(Terms):
    """Where a retained change of lever stands in the funding plan (R-093)."""

    TO_COME = "a_venir", "À venir", "To come"
    REFLECTED = "integree", "Intégrée au montage", "In the funding plan"
