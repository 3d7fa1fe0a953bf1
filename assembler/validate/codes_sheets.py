"""The codes of filled action sheets (``F-…``): what a sheet changed in the plan, and why one was left out."""

from assembler.models.finding import Severity
from assembler.validate.check import Check

B, W, N = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE

SHEET_CHECKS = (
    Check(
        "F-001",
        B,
        "Une fiche vient d’un autre territoire ou d’une autre région; elle n’est pas lue.",
        "Retirez-la du dépôt, ou déposez-la avec le classeur de son territoire.",
    ),
    Check(
        "F-002",
        W,
        "Une fiche vient d’une autre version; elle est lue, ce qu’elle n’a pas reste au classeur.",
        "Vérifiez ce que ses constats disent, ou reportez les réponses dans une fiche neuve.",
    ),
    Check(
        "F-003",
        B,
        "Deux fiches différentes portent la même action; seule la première est lue.",
        "Réunissez les réponses dans une seule fiche et retirez l’autre du dépôt.",
    ),
    Check("F-004", N, "La même fiche est déposée deux fois; elle est lue une fois.", "Rien à faire."),
    Check(
        "F-005",
        W,
        "Une fiche ne dit plus ce qu’elle contenait quand elle a été remise\u00a0: tout ce qu’elle dit l’emporte.",
        "Vérifiez les changements; la prochaine fois, remplissez la fiche dans Word ou LibreOffice.",
    ),
    Check("F-006", N, "Une fiche ajoute une action au plan.", "Rien à faire si cette action est bien nouvelle."),
    Check(
        "F-010",
        N,
        "Une fiche change une valeur du classeur.",
        "Rien à faire si c’est voulu; sinon, retirez la fiche du dépôt.",
    ),
    Check("F-011", N, "Une fiche ajoute une ligne.", "Rien à faire si c’est voulu; sinon, retirez la fiche du dépôt."),
    Check("F-012", N, "Une fiche retire une ligne.", "Rien à faire si c’est voulu; sinon, retirez la fiche du dépôt."),
    Check(
        "F-013",
        W,
        "Le classeur et la fiche ont changé la même chose; le constat dit ce qui est gardé.",
        "Si le classeur a raison, corrigez la fiche; sinon, reportez sa réponse dans le classeur.",
    ),
    Check(
        "F-014",
        N,
        "Un numéro répété dans une fiche a été remplacé par le suivant.",
        "Rien à faire si la ligne est nouvelle; sinon, corrigez le numéro.",
    ),
    Check(
        "F-015",
        W,
        "Du texte d’une fiche n’est à la place d’aucune question; il n’est pas lu.",
        "Déplacez-le dans la réponse où il doit être lu.",
    ),
    Check(
        "F-016",
        N,
        "Les modifications suivies d’une fiche ont été acceptées.",
        "Si ce n’est pas voulu, refusez-les dans Word (Révision › Refuser) et renvoyez la fiche.",
    ),
)
