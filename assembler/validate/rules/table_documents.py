"""The documented table, fourth part: adoption, governance, words and documents (R-080 to R-110)."""

from assembler.models.finding import Severity
from assembler.validate.rules.characters import check_r_110
from assembler.validate.rules.governance import check_r_080, check_r_081, check_r_108
from assembler.validate.rules.rule import Rule, Stage
from assembler.validate.rules.texts import check_r_102, check_r_106

DOCUMENT_RULES: tuple[Rule, ...] = (
    Rule(
        "R-080",
        Severity.BLOCKING,
        "Un plan adopté a sa résolution d’adoption (instance, date, numéro); un plan amendé dit ce que sa version a "
        "changé.",
        "An adopted plan has its adoption resolution (body, date, number); an amended one says what its version "
        "changed.",
        "B2, B20",
        "Ajoutez la résolution dans «\u00a0Résolutions\u00a0», le résumé dans «\u00a0Versions\u00a0», ou corrigez "
        "l’état du plan.",
        "Add the resolution under “Résolutions”, the summary under “Versions”, or correct the plan’s status.",
        check_r_080,
        whole=("Resolution", "Revision"),
    ),
    Rule(
        "R-081",
        Severity.WARNING,
        "Les quatre rôles de la gouvernance ont leur instance; une assemblée a eu lieu dans les 12 mois (la région "
        "fixe ce seuil).",
        "The four governance roles have their body; an assembly was held within 12 months (the region sets this "
        "limit).",
        "B3 (S2)",
        "Ajoutez l’instance dans «\u00a0Instances\u00a0», ou l’assemblée dans «\u00a0Rencontres\u00a0».",
        "Add the body under “Instances”, or the assembly under “Rencontres”.",
        check_r_081,
        whole=("GovernanceBody", "Meeting"),
        is_waivable=True,
    ),
    Rule(
        "R-102",
        Severity.WARNING,
        "Tout sigle employé est au glossaire.",
        "Every acronym in use is in the glossary.",
        "A1-26",
        "Ajoutez le sigle à la feuille «\u00a0Sigles\u00a0», ou écrivez les mots au long.",
        "Add the acronym to the “Sigles” sheet, or write the words in full.",
        check_r_102,
        whole=("Acronym",),
        is_waivable=True,
    ),
    Rule(
        "R-105",
        Severity.BLOCKING,
        "Dans ce que nous produisons, aucun niveau de titre n’est sauté, le document dit sa langue et son titre, "
        "aucune cellule n’est fusionnée et aucun en-tête n’est vide.",
        "In what we make, no heading level is skipped, the document tells its language and title, no cell is merged "
        "and no header is empty.",
        "B22",
        "Signalez ce constat\u00a0: le gabarit ou le convertisseur est en cause.",
        "Report this finding: the template or the converter is at fault.",
        None,
        Stage.VERIFY,
        enforced_by=("V-302", "V-304", "V-305", "V-308", "V-310", "V-311"),
    ),
    Rule(
        "R-106",
        Severity.BLOCKING,
        "Aucun reste de gabarit ou de brouillon («\u00a0{{\u00a0», «\u00a0{%\u00a0», TODO, XXX) n’est imprimé, "
        "qu’il vienne de nous ou d’une personne.",
        "No leftover of a template or a draft (“{{”, “{%”, TODO, XXX) is printed, whether ours or a person’s.",
        "B22",
        "Écrivez le texte définitif, ou retirez ce reste.",
        "Write the final text, or remove the leftover.",
        check_r_106,
        enforced_by=("V-101",),
    ),
    Rule(
        "R-107",
        Severity.BLOCKING,
        "Un territoire dont le dépôt échoue n’arrête pas les autres\u00a0: le document consolidé le nomme "
        "et se dit partiel.",
        "A territory whose upload fails stops none of the others: the consolidated document names it and says it is "
        "partial.",
        "B22",
        "Corrigez le dépôt du territoire nommé, puis consolidez de nouveau.",
        "Mend the upload of the territory named, then consolidate again.",
        None,
        Stage.CONSOLIDATION,
    ),
    Rule(
        "R-108",
        Severity.WARNING,
        "Le canevas est de la version qui a servi à la dernière édition; sinon, ce qui y a changé est listé.",
        "The canvas is of the version used for the last edition; otherwise what changed in it is listed.",
        "B22",
        "Relisez les feuilles concernées avant de comparer les deux éditions.",
        "Read the sheets concerned again before comparing both editions.",
        check_r_108,
        is_waivable=True,
    ),
    Rule(
        "R-109",
        Severity.BLOCKING,
        "Les mêmes données, le même canevas et les mêmes gabarits donnent le même contenu, octet pour octet.",
        "The same data, canvas and templates give the same content, byte for byte.",
        "B22",
        "Signalez ce constat\u00a0: le dossier refait diffère de celui que la réserve se rappelle.",
        "Report this finding: the dossier made again differs from the one the store remembers.",
        None,
        Stage.VERIFY,
        enforced_by=("V-501",),
    ),
    Rule(
        "R-110",
        Severity.WARNING,
        "Tout caractère écrit est dessiné par une police de la machine qui fait le PDF\u00a0: sinon, un carré vide y "
        "prend sa place.",
        "Every character written is drawn by a font of the machine that makes the PDF: an empty box takes its place "
        "otherwise.",
        "B22",
        "Récrivez ces mots en lettres latines, ou faites installer une police qui a ces caractères.",
        "Write these words in Latin letters, or have a font that has these characters installed.",
        check_r_110,
    ),
)
