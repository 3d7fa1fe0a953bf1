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
        W,
        "Une image n’a pas de texte de remplacement.",
        "Clic droit sur l’image, «\u00a0Afficher le texte de remplacement\u00a0», puis décrivez-la en une phrase.",
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
    Check("N-018", N, "Les sauts de section et l’orientation des pages ne sont pas repris.", "Rien à faire."),
    Check("N-019", N, "Le texte des zones de texte est placé dans le texte courant.", "Vérifiez-le dans l’aperçu."),
    Check("N-020", N, "Une équation est reprise comme du texte simple.", "Collez-la comme image si sa forme compte."),
)
