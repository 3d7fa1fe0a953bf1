"""What is told once for the whole narrative, with its number and its places: comments, changes, boxes, fields…"""

from typing import Final

from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.models.finding import Severity
from assembler.read.narrative.remarks import Remarks
from assembler.read.narrative.source import NarrativeSource

_NOTHING: Final = mark("Rien à faire.")


def tell_settled(source: NarrativeSource, remarks: Remarks) -> None:
    """Adds one finding for each kind of thing that was changed or left out somewhere."""
    remarks.enter("")
    for what, code, severity, message, remedy in _SETTLED:
        spots = (*source.tally[what], *remarks.tally[what])
        if spots:
            remarks.add(code, severity, _(message), _(remedy), found=str(len(spots)), at=("", spots))


_SETTLED: Final = (
    ("comments", "N-008", Severity.NOTICE, mark("Les commentaires ont été retirés."), _NOTHING),
    (
        "changes",
        "N-009",
        Severity.NOTICE,
        mark("Les modifications suivies ont été acceptées\u00a0: les ajouts sont gardés, les suppressions faites."),
        mark("Si ce n’est pas voulu, refusez-les dans Word (Révision › Refuser) et renvoyez le fichier."),
    ),
    (
        "endnotes",
        "N-010",
        Severity.NOTICE,
        mark("Les notes de fin sont devenues des notes de bas de page."),
        _NOTHING,
    ),
    (
        "sections",
        "N-018",
        Severity.NOTICE,
        mark("Les sauts de page et de section, les colonnes et l’orientation des pages n’ont pas été repris."),
        _NOTHING,
    ),
    (
        "boxes",
        "N-019",
        Severity.NOTICE,
        mark("Le texte des zones de texte a été placé dans le texte courant."),
        mark("Vérifiez-le dans l’aperçu."),
    ),
    (
        "equations",
        "N-020",
        Severity.NOTICE,
        mark("Une équation a été écrite sur une ligne, comme du texte."),
        mark("Vérifiez-la dans l’aperçu. Si sa mise en forme compte, collez-la comme image."),
    ),
    (
        "hidden",
        "N-025",
        Severity.WARNING,
        mark("Du texte masqué n’a pas été repris."),
        mark("S’il doit paraître, sélectionnez-le et décochez «\u00a0Masqué\u00a0» (Accueil › Police)."),
    ),
    (
        "fields",
        "N-027",
        Severity.NOTICE,
        mark("Des champs et des renvois (date, numéro de page, lien vers un titre) sont devenus du texte ordinaire."),
        mark("Vérifiez ce qu’ils disent\u00a0: ils ne se mettront plus à jour."),
    ),
    (
        "contents",
        "N-028",
        Severity.NOTICE,
        mark("La table des matières n’a pas été reprise\u00a0: le plan a la sienne."),
        _NOTHING,
    ),
    (
        "headers",
        "N-029",
        Severity.NOTICE,
        mark("Les en-têtes et les pieds de page n’ont pas été repris\u00a0: le plan a les siens."),
        mark("S’ils disent quelque chose d’important, écrivez-le dans le texte."),
    ),
    (
        "looks",
        "N-030",
        Severity.NOTICE,
        mark("Les couleurs, les surlignages et les soulignements ont pris l’allure du plan."),
        mark("Pour insister, prenez le gras ou l’italique."),
    ),
    (
        "tabs",
        "N-031",
        Severity.NOTICE,
        mark("Des tabulations sont devenues des espaces."),
        mark("Si elles alignaient des colonnes, faites un tableau."),
    ),
    (
        "deep lists",
        "N-032",
        Severity.NOTICE,
        mark("Une liste à plus de deux niveaux a été ramenée à deux niveaux."),
        mark("Vérifiez-la dans l’aperçu."),
    ),
    (
        "numerals",
        "N-033",
        Severity.WARNING,
        mark("Une liste qui commençait ailleurs qu’à 1, ou par des lettres, compte maintenant 1, 2, 3…"),
        mark("Si votre texte renvoie à ces numéros («\u00a0voir b)\u00a0»), corrigez les renvois."),
    ),
    (
        "cell lists",
        "N-034",
        Severity.NOTICE,
        mark("Les listes placées dans des cellules sont devenues des lignes, leur puce ou leur numéro gardé."),
        mark("Vérifiez-les dans l’aperçu."),
    ),
    (
        "moved notes",
        "N-035",
        Severity.NOTICE,
        mark("Les notes appelées dans un titre ou une légende ont été placées juste dessous."),
        mark("Au besoin, appelez la note dans le texte plutôt que dans le titre."),
    ),
    (
        "leaning",
        "N-036",
        Severity.NOTICE,
        mark("Une image penchée a été remise d’aplomb."),
        _NOTHING,
    ),
)
