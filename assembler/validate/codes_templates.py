"""The codes of templates (``L-…``): what linting one says, before it may be published.

The linter writes its own sentences, with what it found; these lines are what ``dossier rules`` and the page print.
"""

from assembler.models.finding import Severity
from assembler.validate.check import Check

B, W = Severity.BLOCKING, Severity.WARNING

TEMPLATE_CHECKS = (
    Check(
        "L-001",
        B,
        "Le gabarit est un document Word (.docx) sain et lisible.",
        "Ouvrez-le dans Word et enregistrez-le de nouveau.",
    ),
    Check("L-002", B, "Une balise est mal écrite.", "Corrigez la syntaxe de la balise dans Word."),
    Check("L-003", B, "Une balise nomme une valeur que la vue ne donne pas.", "Corrigez le nom de la balise."),
    Check(
        "L-004",
        B,
        "Une balise emploie un filtre ou un test inconnu.",
        "Employez un des filtres offerts (argent, pct, nombre, date_longue, liste…).",
    ),
    Check(
        "L-005",
        B,
        "Une balise ne finit pas dans son paragraphe.",
        "Récrivez la balise d’un trait, dans un seul paragraphe.",
    ),
    Check(
        "L-006",
        W,
        "La mise en forme change au milieu d’une balise.",
        "Donnez la même mise en forme à toute la balise, ou récrivez-la d’un trait.",
    ),
    Check(
        "L-007",
        B,
        "Le début et la fin d’un bloc ne vont pas ensemble.",
        "Fermez chaque «\u00a0if\u00a0» et chaque «\u00a0for\u00a0», avec la même marque (p, tr, tc ou r), "
        "dans le même tableau ou le même corps.",
    ),
    Check(
        "L-008",
        B,
        "Une balise «\u00a0p\u00a0», «\u00a0tr\u00a0» ou «\u00a0tc\u00a0» n’est pas seule dans son paragraphe, "
        "sa rangée ou sa cellule.",
        "Mettez la balise seule\u00a0: tout ce qui l’entoure serait effacé.",
    ),
    Check(
        "L-009",
        W,
        "Une valeur que le document doit montrer n’est nulle part dans le gabarit.",
        "Ajoutez la balise de cette valeur\u00a0: sans elle, la vérification refusera le document.",
    ),
    Check(
        "L-010",
        B,
        "Un gabarit inclus n’existe pas, n’est pas lisible ou s’inclut lui-même.",
        "Corrigez le nom du gabarit inclus, ou retirez l’inclusion.",
    ),
    Check(
        "L-011",
        B,
        "Un graphique dessiné n’a pas de chiffres.",
        "Renommez-le (clic droit, Texte de remplacement, Titre), ou retirez-le.",
    ),
    Check(
        "L-012",
        B,
        "Un graphique manque, ou est dessiné deux fois.",
        "Dessinez chaque graphique de la vue une fois, sous son nom.",
    ),
    Check(
        "L-013",
        B,
        "Une police n’est pas installée et n’a pas d’équivalent de même chasse.",
        "Remplacez-la par Calibri ou Cambria, styles et thème compris.",
    ),
    Check(
        "L-014",
        W,
        "Les styles, la numérotation ou le thème ne sont pas ceux de la base.",
        "Redonnez au gabarit les styles de la base («\u00a0dossier restyle\u00a0»).",
    ),
    Check("L-015", B, "Un titre saute un niveau.", "Donnez au titre le niveau qui suit celui du titre au-dessus."),
    Check(
        "L-016",
        B,
        "La langue du gabarit n’est pas le français du Canada.",
        "Dans Word\u00a0: Révision › Langue › Définir la langue, puis «\u00a0Par défaut\u00a0».",
    ),
    Check(
        "L-017",
        W,
        "Le gabarit n’a pas de titre dans ses propriétés.",
        "Dans Word\u00a0: Fichier › Informations › Titre.",
    ),
    Check("L-018", B, "Un tableau a des cellules fusionnées.", "Défusionnez-les\u00a0: un lecteur d’écran s’y perd."),
    Check(
        "L-019",
        B,
        "Un tableau n’a pas de ligne d’en-tête répétée, ou un de ses en-têtes est vide.",
        "Remplissez chaque en-tête et cochez «\u00a0Répéter comme ligne d’en-tête\u00a0» (propriétés du tableau).",
    ),
    Check(
        "L-020",
        B,
        "Une image n’a pas de texte de remplacement.",
        "Clic droit sur l’image, «\u00a0Afficher le texte de remplacement\u00a0», puis décrivez-la en une phrase.",
    ),
    Check(
        "L-021",
        B,
        "Le gabarit va chercher du contenu à l’extérieur, ou incorpore un objet.",
        "Incorporez l’image dans le fichier, retirez l’objet ou le lien.",
    ),
    Check("L-022", B, "Le gabarit contient des macros.", "Enregistrez-le sans macros (.docx)."),
    Check(
        "L-023",
        B,
        "Des commentaires ou des modifications suivies sont restés dans le gabarit.",
        "Dans Word\u00a0: Révision › Accepter toutes les modifications, et Supprimer tous les commentaires.",
    ),
    Check("L-024", B, "Le gabarit ne peut pas être préparé.", "Corrigez ce que dit le message."),
)
