"""The codes of the narrative (``N-…``): what reading a Word narrative kept, changed and refused.

The reader writes its own sentences, with what it found; these lines are what ``dossier rules`` and the page print.
"""

from assembler.models.finding import Severity
from assembler.models.vocabulary import Edition
from assembler.validate.check import Check

B, W, N = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE

NARRATIVE_CHECKS = (
    Check(
        "N-001",
        B,
        "Le récit a au moins une section reconnue.",
        "Écrivez dans le canevas du récit, ou donnez aux titres le style «\u00a0Titre 1\u00a0» et leur nom exact.",
    ),
    Check(
        "N-002",
        W,
        "Un titre n’est pas celui d’une section\u00a0: son texte n’est pas repris.",
        "Corrigez le titre, ou passez-le en «\u00a0Titre 2\u00a0».",
    ),
    Check(
        "N-003",
        B,
        "Une section requise pour un plan adopté est vide.",
        "Écrivez la section dans le canevas du récit, au plus tard avant l’édition officielle du plan adopté.",
        editions={Edition.PARTNERS: W, Edition.PUBLIC: W},
    ),
    Check("N-004", W, "Une section est plus longue que prévu; elle est gardée entière.", "Raccourcissez-la."),
    Check(
        "N-005",
        B,
        "Une image n’a pas de texte de remplacement.",
        "Clic droit sur l’image, «\u00a0Afficher le texte de remplacement\u00a0», puis décrivez-la en une phrase.",
        editions={Edition.PARTNERS: W},
    ),
    Check(
        "N-006",
        W,
        "Une image n’est pas reprise\u00a0: son format n’est pas pris en charge.",
        "Enregistrez-la en PNG ou en JPEG.",
    ),
    Check(
        "N-007",
        W,
        "Une image n’est pas reprise\u00a0: elle est liée, absente ou illisible.",
        "Insérez-la dans le document.",
    ),
    Check("N-008", N, "Les commentaires sont retirés.", "Rien à faire."),
    Check("N-009", N, "Les modifications suivies sont acceptées.", "Si ce n’est pas voulu, refusez-les dans Word."),
    Check("N-010", N, "Les notes de fin deviennent des notes de bas de page.", "Rien à faire."),
    Check(
        "N-011",
        W,
        "Un texte écrit avant la première section n’est pas repris.",
        "Déplacez-le dans la section où il doit paraître.",
    ),
    Check(
        "N-012",
        W,
        "Un lien n’est pas repris\u00a0: il ne mène ni à une page Web ni à une adresse de courriel.",
        "Remplacez-le par une adresse qui commence par https:// ou mailto:.",
    ),
    Check(
        "N-013", N, "Un «\u00a0Titre 1\u00a0» dans une section devient un sous-titre.", "Prenez «\u00a0Titre 2\u00a0»."
    ),
    Check("N-014", W, "Un tableau à cellules fusionnées est mis à plat.", "Vérifiez-le, ou refaites-le sans fusion."),
    Check(
        "N-015",
        N,
        "Un tableau a des cellules vides\u00a0: elles diront «\u00a0s.\u00a0o.\u00a0».",
        "Écrivez «\u00a0n.\u00a0d.\u00a0» ou «\u00a00\u00a0$\u00a0» si c’est ce que vous voulez dire.",
    ),
    Check("N-017", W, "Un graphique, un dessin ou un objet n’est pas repris.", "Collez-le comme image."),
    Check("N-018", N, "Les sauts de page et de section et l’orientation ne sont pas repris.", "Rien à faire."),
    Check("N-019", N, "Le texte des zones de texte est placé dans le texte courant.", "Vérifiez-le dans l’aperçu."),
    Check(
        "N-020",
        N,
        "Une équation est écrite sur une ligne, comme du texte.",
        "Collez-la comme image si sa forme compte.",
    ),
    Check(
        "N-022",
        W,
        "Un graphique ou un dessin est remplacé par ses mots et ses chiffres.",
        "Collez-le comme image si son allure compte.",
    ),
    Check(
        "N-023", W, "Un symbole d’une police spéciale n’est pas reconnu.", "Remplacez-le par un caractère ordinaire."
    ),
    Check(
        "N-024",
        N,
        "Un tableau a plusieurs rangées d’en-tête; la première seule en est une.",
        "Réunissez les titres des colonnes dans une rangée.",
    ),
    Check("N-025", W, "Du texte masqué n’est pas repris.", "Décochez «\u00a0Masqué\u00a0» s’il doit paraître."),
    Check(
        "N-026",
        N,
        "Le texte de remplacement d’une image est celui que Word a écrit.",
        "Relisez-le, récrivez-le au besoin.",
    ),
    Check("N-027", N, "Des champs et des renvois deviennent du texte ordinaire.", "Vérifiez ce qu’ils disent."),
    Check("N-028", N, "La table des matières du récit n’est pas reprise.", "Rien à faire."),
    Check(
        "N-029",
        N,
        "Les en-têtes et les pieds de page du récit ne sont pas repris.",
        "Écrivez dans le texte ce qui importe.",
    ),
    Check(
        "N-030",
        N,
        "Les couleurs, les surlignages et les soulignements prennent l’allure du plan.",
        "Prenez le gras ou l’italique.",
    ),
    Check("N-031", N, "Des tabulations deviennent des espaces.", "Faites un tableau pour aligner des colonnes."),
    Check("N-032", N, "Une liste à plus de deux niveaux est ramenée à deux.", "Vérifiez-la dans l’aperçu."),
    Check(
        "N-033",
        W,
        "Une liste qui commence ailleurs qu’à 1, ou par des lettres, est renumérotée.",
        "Corrigez les renvois à ses numéros.",
    ),
    Check("N-034", N, "Les listes placées dans des cellules deviennent des lignes.", "Vérifiez-les dans l’aperçu."),
    Check("N-035", N, "Les notes d’un titre ou d’une légende sont placées dessous.", "Appelez la note dans le texte."),
    Check("N-036", N, "Une image penchée est remise d’aplomb.", "Rien à faire."),
    Check("N-037", N, "Un titre de section est reconnu par ses mots.", "Donnez-lui le style «\u00a0Titre 1\u00a0»."),
    Check("N-038", N, "Une section paraît à deux endroits.", "Vérifiez l’ordre du texte."),
    Check("N-039", N, "Les sections sont remises dans l’ordre du plan.", "Rien à faire."),
    Check(
        "N-040",
        W,
        "Une image semble montrer des personnes, sans consentement cité.",
        "Citez le consentement entre crochets dans le texte de remplacement\u00a0: [CONS-2026-04].",
    ),
    Check(
        "N-041",
        B,
        "Une image cite un consentement inconnu.",
        "Inscrivez-le dans la feuille «\u00a0Consentements\u00a0».",
    ),
    Check("N-042", B, "Une image cite un consentement expiré.", "Demandez-le de nouveau, ou retirez l’image."),
)
