"""The codes of what people and programs do to a workbook (``T-044``, ``T-053``, ``T-06…``), and of files sent twice."""

from assembler.models.finding import Severity
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
)
