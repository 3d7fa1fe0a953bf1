"""The documented table, sixth part: what concerns persons (R-065, R-103, R-104)."""

from assembler.models.finding import Severity
from assembler.models.vocabulary import Edition
from assembler.validate.rules.persons import check_r_103, check_r_104
from assembler.validate.rules.rule import Rule, Stage

PERSON_RULES: tuple[Rule, ...] = (
    Rule(
        "R-065",
        Severity.BLOCKING,
        "L’édition publique n’imprime aucun nombre de 1 à 4 personnes (la région fixe ce seuil)\u00a0: "
        "«\u00a0<\u00a05\u00a0» à la place, et «\u00a0masqué\u00a0» au lieu de tout nombre qui le dirait. "
        "Elle ne nomme aucune personne rejointe.",
        "The public edition prints no count of 1 to 4 persons (the region sets this limit): “<\u00a05” instead, and "
        "“masqué” in place of any number that would tell it. It names no one who was reached.",
        "Loi 25, E5",
        "Signalez ce constat\u00a0: le masquage est en cause.",
        "Report this finding: the masking is at fault.",
        None,
        Stage.VERIFY,
        enforced_by=("V-601",),
    ),
    Rule(
        "R-103",
        Severity.BLOCKING,
        "Une image a son texte de remplacement; une photo ou un témoignage de personnes cite un consentement de sa "
        "nature, qui vaut à la date de la version et couvre sa diffusion.",
        "A picture has its alternative text; a photo or a testimony of persons cites a consent of its kind that holds "
        "on the version date and covers its publication.",
        "B20, Loi 25",
        "Inscrivez le consentement dans «\u00a0Consentements\u00a0» et citez-le, ou retirez ce qui montre la personne.",
        "Enter the consent under “Consentements” and cite it, or remove what shows the person.",
        check_r_103,
        whole=("Consent",),
    ),
    Rule(
        "R-104",
        Severity.WARNING,
        "Aucun courriel personnel, téléphone ou nom civil qui n’est pas public ne paraît dans l’édition publique.",
        "No personal e-mail, phone or civil name that is not public appears in the public edition.",
        "Loi 25, E5",
        "Écrivez la fonction ou l’adresse de fonction à la place, ou retirez ces mots.",
        "Write the function or the function’s address instead, or remove these words.",
        check_r_104,
        is_waivable=True,
        editions={Edition.PUBLIC: Severity.BLOCKING},
        enforced_by=("V-602",),
    ),
)
