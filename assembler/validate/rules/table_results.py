"""The documented table, third part: accountability and results (R-040 to R-063)."""

from assembler.models.finding import Severity
from assembler.validate.rules.accountability import check_r_040, check_r_044, check_r_045, check_r_046, check_r_047
from assembler.validate.rules.expenses import check_r_041, check_r_042, check_r_043
from assembler.validate.rules.results import check_r_060, check_r_061, check_r_063
from assembler.validate.rules.rule import Rule, Stage
from assembler.validate.rules.texts import check_r_064

RESULTS_RULES: tuple[Rule, ...] = (
    Rule(
        "R-040",
        Severity.BLOCKING,
        "Une action ne dépense pas plus que l’accordé, sauf explication et source qui couvre le dépassement.",
        "An action spends no more than granted, unless explained with a source covering the overrun.",
        "B12",
        "Expliquez dans «\u00a0Écarts budgétaires\u00a0» et nommez la source.",
        "Explain under “Écarts budgétaires” and name the source.",
        check_r_040,
        whole=("LeverLine",),
    ),
    Rule(
        "R-041",
        Severity.BLOCKING,
        "Une dépense est datée dans la période de l’entente; sinon, elle est exclue de la réclamation.",
        "An expense is dated inside the agreement’s period; otherwise it is left out of the claim.",
        "B12",
        "Corrigez la date ou la répartition.",
        "Correct the date or the allocation.",
        check_r_041,
    ),
    Rule(
        "R-042",
        Severity.BLOCKING,
        "Les parts d’une dépense ne dépassent pas 100\u00a0%\u00a0: rien n’est réclamé deux fois.",
        "The shares of an expense never exceed 100%: nothing is claimed twice.",
        "B12 [P14b]",
        "Ramenez les parts à 100\u00a0% au plus.",
        "Bring the shares down to 100% at most.",
        check_r_042,
    ),
    Rule(
        "R-043",
        Severity.BLOCKING,
        "La catégorie d’une dépense est admissible au programme; sinon, elle est exclue de la réclamation.",
        "The category of an expense is eligible for the program; otherwise it is left out of the claim.",
        "B9",
        "Corrigez la catégorie ou la répartition.",
        "Correct the category or the allocation.",
        check_r_043,
    ),
    Rule(
        "R-044",
        Severity.BLOCKING,
        "Prévu et non dépensé\u00a0: 0\u00a0$ réel et une raison; "
        "dépensé et non prévu\u00a0: 0\u00a0$ prévu et une raison.",
        "Planned and not spent: $0 actual and a reason; spent and not planned: $0 planned and a reason.",
        "[P15b]",
        "Donnez la raison dans «\u00a0Écarts budgétaires\u00a0».",
        "Give the reason under “Écarts budgétaires”.",
        check_r_044,
        whole=("Expense",),
    ),
    Rule(
        "R-045",
        Severity.BLOCKING,
        "Le solde est le reçu moins le dépensé; négatif, il a une source qui le couvre; positif, il est "
        "reporté (si l’entente le permet) ou remboursé.",
        "The balance is received minus spent; negative, a source covers it; positive, it is carried over (if "
        "allowed) or repaid.",
        "B9, B12",
        "Choisissez le traitement du solde dans «\u00a0Écarts budgétaires\u00a0».",
        "Choose the treatment of the balance under “Écarts budgétaires”.",
        check_r_045,
        whole=("Expense",),
    ),
    Rule(
        "R-046",
        Severity.WARNING,
        "Un écart de plus de 10\u00a0% et de plus de 500\u00a0$ sur une ligne est expliqué; la région fixe ces seuils.",
        "A variance of more than 10% and more than $500 on a line is explained; the region sets these limits.",
        "B13",
        "Expliquez l’écart dans «\u00a0Écarts budgétaires\u00a0».",
        "Explain the variance under “Écarts budgétaires”.",
        check_r_046,
        whole=("Expense",),
        is_waivable=True,
    ),
    Rule(
        "R-047",
        Severity.BLOCKING,
        "Le reçu ne dépasse pas l’accordé; aucun versement ne précède la signature.",
        "Received does not exceed granted; no payment comes before the signature.",
        "B9",
        "Corrigez les versements, leurs dates ou le montant accordé.",
        "Correct the payments, their dates or the amount granted.",
        check_r_047,
    ),
    Rule(
        "R-060",
        Severity.BLOCKING,
        "Départ, cible et résultat ont la même unité; un pourcentage va de 0 à 100, un nombre est entier.",
        "Baseline, target and result share one unit; a percentage runs from 0 to 100, a count is whole.",
        "B8",
        "Corrigez la valeur, ou l’unité de l’indicateur.",
        "Correct the value, or the indicator’s unit.",
        check_r_060,
    ),
    Rule(
        "R-061",
        Severity.BLOCKING,
        "Les personnes différentes ne dépassent pas les participations, ni la somme des groupes les "
        "personnes, sauf catégories multiples.",
        "Unique persons do not exceed participations, nor the sum of groups the persons, unless a person may "
        "count in several.",
        "B13",
        "Corrigez les nombres, ou permettez les catégories multiples.",
        "Correct the numbers, or allow several categories.",
        check_r_061,
    ),
    Rule(
        "R-062",
        Severity.BLOCKING,
        "Seuls les indicateurs «\u00a0Somme\u00a0» s’additionnent dans la région; un pourcentage ne s’additionne "
        "jamais.",
        "Only “Somme” indicators are added regionally; percentages are never added.",
        "B8",
        "Changez l’agrégation de l’indicateur.",
        "Change the indicator’s aggregation.",
        None,
        Stage.VERIFY,
    ),
    Rule(
        "R-063",
        Severity.BLOCKING,
        "Chaque action financée par l’entente a ses résultats pour la période rapportée.",
        "Each action financed by the agreement has its results for the reported period.",
        "B13",
        "Ajoutez la ligne dans la feuille «\u00a0Résultats\u00a0».",
        "Add the row in the “Résultats” sheet.",
        check_r_063,
    ),
    Rule(
        "R-064",
        Severity.WARNING,
        "Les retombées d’une action pour un exercice, réunies, ont au moins 20 mots (la région fixe ce seuil) et ne "
        "sont pas celles de l’exercice précédent.",
        "The outcomes of an action for a year, taken together, have at least 20 words (the region sets this limit) "
        "and are not last year’s.",
        "B13",
        "Dites ce qui a changé, pour qui, et comment on le sait.",
        "Say what changed, for whom, and how it is known.",
        check_r_064,
        is_waivable=True,
    ),
)
