"""The codes of type, requirement and limit checks (``T-…``), of attachments (``P-…``), waivers (``W-…``) and
references, with what they say and how to mend.

Codes are published: never renamed, never reused. ``dossier rules`` prints this table beside the rules of ``rules/``.
"""

from assembler.models.finding import Severity
from assembler.models.vocabulary import Edition
from assembler.validate.check import Check
from assembler.validate.codes_narrative import NARRATIVE_CHECKS
from assembler.validate.codes_sheets import SHEET_CHECKS
from assembler.validate.codes_templates import TEMPLATE_CHECKS
from assembler.validate.codes_workbook import WORKBOOK_CHECKS

B, W, N = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE

_TABLE = (
    Check("T-001", B, "Un nombre est attendu.", "Écrivez le nombre seul, par exemple 12500,50."),
    Check("T-002", B, "Une date est attendue.", "Écrivez la date sous la forme 2026-04-01."),
    Check("T-003", B, "La valeur peut se lire de deux façons.", "Récrivez-la sans ambiguïté."),
    Check("T-004", N, "Une valeur écrite comme du texte a été comprise.", "Rien à faire si la lecture est la bonne."),
    Check("T-005", W, "Un pourcentage est plus petit que 1.", "Écrivez 85 pour 85\u00a0%."),
    Check("T-006", B, "La valeur n’a pas la forme attendue.", "Suivez l’exemple donné en haut de la colonne."),
    Check("T-007", B, "Le nombre est hors des bornes.", "Corrigez le nombre."),
    Check(
        "T-008",
        B,
        "Une formule n’a pas de résultat enregistré.",
        "Enregistrez le classeur dans Excel et déposez-le de nouveau, ou remplacez la formule par sa valeur.",
    ),
    Check("T-009", B, "La cellule affiche une erreur d’Excel.", "Corrigez la formule, ou remplacez-la par une valeur."),
    Check("T-010", B, "Une valeur requise manque.", "Remplissez la cellule."),
    Check(
        "T-011",
        B,
        "Une valeur requise pour l’adoption manque; dans un plan adopté, elle bloque l’édition officielle.",
        "Remplissez la cellule avant l’édition adoptée.",
        editions={Edition.PARTNERS: W, Edition.PUBLIC: W},
    ),
    Check("T-012", W, "Un montant a plus de deux décimales; il est arrondi au cent.", "Écrivez le montant au cent."),
    Check("T-013", N, "Des caractères invisibles ou des sauts de ligne ont été remplacés.", "Rien à faire."),
    Check("T-014", B, "Un exercice est attendu.", "Écrivez l’exercice sous la forme 2026-2027."),
    Check(
        "T-015",
        B,
        "«\u00a0oui\u00a0» ou «\u00a0non\u00a0» est attendu.",
        "Écrivez «\u00a0oui\u00a0» ou «\u00a0non\u00a0».",
    ),
    Check(
        "T-020", W, "Un texte dépasse la longueur conseillée; il est gardé en entier.", "Raccourcissez-le si possible."
    ),
    Check("T-021", W, "Une liste compte trop ou trop peu d’éléments.", "Ajoutez ou retirez des éléments."),
    Check("T-030", B, "Le choix est inconnu.", "Choisissez une valeur de la liste déroulante."),
    Check("T-040", W, "Une colonne ou un champ inconnu n’est pas lu.", "Retirez-le, ou rendez-lui son nom du canevas."),
    Check(
        "T-041",
        B,
        "Une colonne ou un champ du canevas manque (moins grave s’il n’est pas requis pour lire la ligne).",
        "Remettez la colonne avec son nom exact, ou reprenez un canevas neuf.",
    ),
    Check(
        "T-042",
        B,
        "Un tableau du canevas manque.",
        "Copiez vos données dans un canevas neuf\u00a0: les tableaux y portent les noms attendus.",
    ),
    Check(
        "T-043",
        B,
        "Deux tableaux sont de la même sorte; un seul est lu.",
        "Réunissez les lignes dans le premier, ou supprimez la copie.",
    ),
    Check(
        "T-050",
        W,
        "Le classeur vient d’une autre version du canevas.",
        "Passez au canevas actuel\u00a0: «\u00a0dossier canvas\u00a0», option --from.",
    ),
    Check("T-051", B, "Le classeur vient d’une autre région.", "Utilisez le canevas de votre région."),
    Check(
        "T-052",
        B,
        "Le territoire ne correspond pas au canevas.",
        "Remettez le code dans la feuille «\u00a0Territoire\u00a0».",
    ),
    Check(
        "P-001",
        W,
        "Une pièce jointe inscrite n’a pas été envoyée.",
        "Envoyez le fichier avec le canevas, ou retirez sa ligne de la feuille «\u00a0Pièces jointes\u00a0».",
    ),
    Check(
        "P-002",
        N,
        "Un fichier envoyé n’est pas inscrit dans le canevas.",
        "Inscrivez-le dans la feuille «\u00a0Pièces jointes\u00a0», avec son titre et sa visibilité.",
    ),
    Check(
        "W-001",
        W,
        "Une dérogation ne vise aucun constat.",
        "Retirez la ligne, ou corrigez la règle et l’objet (l’identifiant de la ligne, ou sa feuille et sa cellule).",
    ),
    Check(
        "W-002",
        W,
        "Une dérogation vise une règle qui n’en permet pas.",
        "Corrigez ce que le constat signale, puis retirez la dérogation : rien n’est levé.",
    ),
    Check(
        "W-003",
        W,
        "La raison d’une dérogation est trop courte.",
        "Dites en une phrase pourquoi la règle ne peut être suivie et ce qui la remplace.",
    ),
    Check("R-001", B, "Les identifiants sont uniques et bien formés.", "Donnez à chaque ligne un identifiant à elle."),
    Check(
        "R-002", B, "Toute référence mène à une ligne existante.", "Choisissez un identifiant de la liste déroulante."
    ),
)

_ALL = (*_TABLE, *WORKBOOK_CHECKS, *NARRATIVE_CHECKS, *SHEET_CHECKS, *TEMPLATE_CHECKS)
CHECKS: dict[str, Check] = {check.code: check for check in _ALL}
