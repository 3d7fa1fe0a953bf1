"""The documented table, second part: amounts, levers, agreements (R-020 to R-030)."""

from assembler.models.finding import Severity
from assembler.validate.rules.agreements import check_r_025, check_r_026, check_r_027, check_r_028, check_r_029
from assembler.validate.rules.duplicates import check_r_031, check_r_032
from assembler.validate.rules.funding import check_r_020, check_r_021, check_r_022, check_r_023, check_r_024
from assembler.validate.rules.rule import Rule, Stage

FUNDING_RULES: tuple[Rule, ...] = (
    Rule(
        "R-020",
        Severity.BLOCKING,
        "Tout montant est de zéro ou plus, à deux décimales; un total inscrit est comparé au total calculé, "
        "seul imprimé.",
        "Every amount is zero or more, with two decimals; a typed total is compared with the computed one, "
        "the only one printed.",
        "B0, B10",
        "Écrivez le montant au cent près; corrigez les lignes du total.",
        "Write the amount to the cent; correct the lines of the total.",
        check_r_020,
    ),
    Rule(
        "R-021",
        Severity.BLOCKING,
        "La somme des catégories et celle des exercices égalent le besoin de l’action; la quantité multipliée "
        "par le prix unitaire égale le montant.",
        "The sum of categories and that of fiscal years equal the action’s need; quantity times unit price "
        "equals the amount.",
        "B10a",
        "Corrigez la quantité, le prix unitaire ou le montant.",
        "Correct the quantity, the unit price or the amount.",
        check_r_021,
    ),
    Rule(
        "R-022",
        Severity.WARNING,
        "Un montant confirmé plus grand que le besoin est un surfinancement, à expliquer; l’aide publique "
        "au-delà du cumul permis par un programme bloque.",
        "A confirmed amount above the need is over-funding, to be explained; public aid above a program’s "
        "stacking limit blocks.",
        "B9, B10",
        "Expliquez dans «\u00a0Note sur le montage\u00a0», ou réduisez les leviers.",
        "Explain under “Note sur le montage”, or reduce the levers.",
        check_r_022,
        whole=("NeedLine",),
        is_waivable=True,
    ),
    Rule(
        "R-023",
        Severity.WARNING,
        "Un besoin plus grand que le confirmé et le demandé laisse un écart à combler, toujours montré; une "
        "action sans levier est dite non financée.",
        "A need above confirmed and requested leaves a gap to fill, always shown; an action without lever is "
        "said to be unfunded.",
        "B10",
        "Inscrivez d’autres leviers, ou laissez l’écart.",
        "Enter other levers, or leave the gap.",
        check_r_023,
        whole=("LeverLine",),
    ),
    Rule(
        "R-024",
        Severity.BLOCKING,
        "Les contributions en nature et en expertise ne comptent jamais dans la couverture des besoins; "
        "l’argent s’inscrit dans les leviers.",
        "In-kind and expertise contributions never count toward cash coverage; money is entered as a lever.",
        "B11, A6-05",
        "Inscrivez l’argent dans la feuille «\u00a0Leviers\u00a0».",
        "Enter the money in the “Leviers” sheet.",
        check_r_024,
    ),
    Rule(
        "R-025",
        Severity.BLOCKING,
        "Un levier confirmé ou reçu porte son entente, la date de son statut et sa preuve.",
        "A confirmed or received lever carries its agreement, the date of its status and its evidence.",
        "B10b",
        "Remplissez la colonne manquante, ou ramenez le levier à «\u00a0Demandé\u00a0».",
        "Fill in the missing column, or bring the lever back to “Demandé”.",
        check_r_025,
    ),
    Rule(
        "R-026",
        Severity.BLOCKING,
        "Les leviers confirmés d’une entente ne dépassent ni ce qu’elle accorde pour l’exercice, ni son montant total.",
        "Confirmed levers of an agreement exceed neither what it grants for the year nor its total.",
        "B9",
        "Corrigez les leviers, ou les montants de l’entente.",
        "Correct the levers, or the amounts of the agreement.",
        check_r_026,
    ),
    Rule(
        "R-027",
        Severity.BLOCKING,
        "L’entente couvre le territoire et l’exercice; le programme est offert au territoire et en vigueur "
        "dans l’exercice.",
        "The agreement covers the territory and the fiscal year; the program is open to the territory and in "
        "force that year.",
        "B9",
        "Choisissez un programme en vigueur et une entente qui couvre le territoire et l’exercice.",
        "Pick a program in force and an agreement that covers the territory and the year.",
        check_r_027,
    ),
    Rule(
        "R-028",
        Severity.BLOCKING,
        "Les conditions du programme sont respectées\u00a0: autre source exigée, plafond par projet et par "
        "exercice, plafond des frais d’administration.",
        "The program’s conditions are met: another source required, cap per project and year, cap on "
        "administration costs.",
        "B9 [P9]",
        "Ajoutez une autre source, ou ramenez le montant sous le plafond.",
        "Add another source, or bring the amount under the cap.",
        check_r_028,
        whole=("LeverLine", "NeedLine"),
        is_waivable=True,
    ),
    Rule(
        "R-029",
        Severity.BLOCKING,
        "Aucun argent hors du plan\u00a0: tout levier confirmé vise une action de cette version du plan.",
        "No money outside the plan: every confirmed lever points to an action of this version of the plan.",
        "A5-12",
        "Ajoutez l’action au plan, ou rattachez le levier à une action du plan.",
        "Add the action to the plan, or attach the lever to an action of the plan.",
        check_r_029,
        whole=("Action",),
    ),
    Rule(
        "R-030",
        Severity.BLOCKING,
        "Le même total paraît au cent près dans Word, Excel, PDF et sommaire.",
        "The same total appears to the cent in Word, Excel, PDF and summary.",
        "B22",
        "Signalez ce constat\u00a0: les totaux viennent d’un seul calcul.",
        "Report this finding: totals come from a single computation.",
        None,
        Stage.VERIFY,
        enforced_by=("V-202",),
    ),
    Rule(
        "R-031",
        Severity.WARNING,
        "Un bailleur paraît une seule fois par action, exercice et état; «\u00a0Milieu\u00a0» réunit plusieurs "
        "sources.",
        "A funder appears once per action, year and status; “Milieu” stands for several sources.",
        "A7-11",
        "Réunissez les lignes, ou dites dans «\u00a0Dérogations\u00a0» pourquoi elles sont deux.",
        "Merge the lines, or say under “Dérogations” why there are two.",
        check_r_031,
        is_waivable=True,
    ),
    Rule(
        "R-032",
        Severity.WARNING,
        "Un besoin n’est pas financé dans deux actions du territoire pour la même clientèle.",
        "A need is not funded in two actions of the territory for the same target group.",
        "B22",
        "Réunissez les actions, précisez leur clientèle, ou dites dans «\u00a0Dérogations\u00a0» ce qui les distingue.",
        "Merge the actions, narrow their target groups, or say under “Dérogations” what sets them apart.",
        check_r_032,
        whole=("Action",),
        is_waivable=True,
    ),
)
