"""The codes of what people and programs do to a workbook (``T-044``, ``T-053``, ``T-06…``), to files sent, to logos."""

from assembler.models.finding import Severity
from assembler.models.vocabulary import Edition
from assembler.validate.check import Check

B, W, N = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE

WORKBOOK_CHECKS = (
    Check(
        "T-044",
        B,
        "Deux colonnes, ou deux lignes d’une fiche, portent le même nom\u00a0: seule la première est lue.",
        "Gardez-en une seule, ou renommez l’autre.",
    ),
    Check(
        "T-053",
        N,
        "Un nom d’un canevas plus ancien a été compris.",
        "Rien à faire; «\u00a0dossier canvas\u00a0», option --from, donne le canevas actuel avec vos données.",
    ),
    Check("T-060", N, "Une feuille masquée a été lue.", "Affichez-la pour la relire; rien d’autre à faire."),
    Check(
        "T-061",
        N,
        "Des lignes masquées ont été lues.",
        "Affichez-les pour les relire, et effacez celles qui ne doivent pas compter.",
    ),
    Check(
        "T-062",
        N,
        "Un filtre est resté actif\u00a0: les lignes qu’il cache ont été lues.",
        "Retirez le filtre (Données › Effacer) pour relire ces lignes.",
    ),
    Check("T-063", N, "Des colonnes masquées ont été lues.", "Affichez-les pour les relire; rien d’autre à faire."),
    Check(
        "T-064",
        W,
        "Des cellules d’un tableau sont fusionnées\u00a0: leur valeur n’est lue que dans la première.",
        "Annulez la fusion (Accueil › Fusionner) et écrivez la valeur dans chaque cellule.",
    ),
    Check(
        "T-065",
        N,
        "Un tableau a perdu son nom\u00a0: il a été lu d’après les titres de ses colonnes.",
        "Rien à faire si les lignes sont toutes là; gardez les titres et le nom de la feuille tels quels.",
    ),
    Check(
        "T-066",
        W,
        "Des lignes ou des feuilles n’ont pas pu être lues\u00a0: les totaux et les vérifications ne les comptent pas.",
        "Corrigez d’abord ce qui les empêche d’être lues, puis vérifiez de nouveau.",
    ),
    Check("P-003", N, "Un même fichier a été envoyé deux fois.", "Rien à faire si c’est voulu; sinon, retirez-en un."),
    Check(
        "P-004",
        B,
        "Deux fichiers différents portent le même nom.",
        "Renommez-en un, ici et dans la feuille «\u00a0Pièces jointes\u00a0», ou retirez celui qui est de trop.",
    ),
    Check(
        "P-005",
        W,
        "Le logo nommé dans la feuille «\u00a0Territoire\u00a0» n’a pas été envoyé.",
        "Envoyez l’image avec le canevas, sous ce nom, ou videz le champ.",
    ),
    Check(
        "P-006",
        W,
        "Le fichier nommé comme logo ne peut pas être repris.",
        "Enregistrez-le en PNG ou en JPEG, de taille raisonnable, et envoyez-le de nouveau.",
    ),
    Check(
        "P-007",
        W,
        "Le logo est trop petit pour l’impression.",
        "Demandez un fichier d’au moins 300 points sur son plus grand côté à qui l’a dessiné.",
    ),
    Check(
        "P-008",
        B,
        "Un logo n’a pas de texte de remplacement.",
        "Écrivez ce que le logo montre, en une phrase complète, dans la feuille «\u00a0Territoire\u00a0».",
        editions={Edition.PARTNERS: W, Edition.PUBLIC: W},
    ),
    Check(
        "P-009",
        B,
        "Une image envoyée n’est pas le logo nommé dans le canevas.",
        "Écrivez son nom au champ «\u00a0Logo\u00a0» de la feuille «\u00a0Territoire\u00a0» si c’est le logo; sinon, "
        "exportez-la en PDF pour la joindre, ou retirez-la.",
    ),
)
