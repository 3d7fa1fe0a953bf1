"""The documented table, first part: the strategic chain, dates and statuses (R-001 to R-010)."""

from assembler.models.finding import Severity
from assembler.validate.rules.calendar import check_r_007, check_r_008
from assembler.validate.rules.chain import check_r_003, check_r_004, check_r_005, check_r_006
from assembler.validate.rules.rule import Rule, Stage
from assembler.validate.rules.status import check_r_009, check_r_010

PLAN_RULES: tuple[Rule, ...] = (
    Rule(
        "R-001",
        Severity.BLOCKING,
        "Chaque identifiant est unique et respecte sa forme.",
        "Every id is unique and follows its pattern.",
        "B0",
        "Renommez l’identifiant dans toutes les feuilles où il paraît.",
        "Rename the id in every sheet where it appears.",
        None,
        Stage.REFERENCES,
    ),
    Rule(
        "R-002",
        Severity.BLOCKING,
        "Toute référence mène à une ligne existante.",
        "Every reference leads to an existing row.",
        "B22",
        "Choisissez un identifiant de la liste, ou ajoutez la ligne manquante.",
        "Pick an id from the list, or add the missing row.",
        None,
        Stage.REFERENCES,
    ),
    Rule(
        "R-003",
        Severity.BLOCKING,
        "Chaque piste relève d’un seul enjeu et chaque action d’une seule piste; l’action, sa piste et son "
        "objectif relèvent du même enjeu.",
        "Each lead belongs to one issue and each action to one lead; the action, its lead and its objective "
        "share the same issue.",
        "A2-04",
        "Choisissez une piste et un objectif de l’enjeu de l’action.",
        "Pick a lead and an objective of the action’s issue.",
        check_r_003,
    ),
    Rule(
        "R-004",
        Severity.WARNING,
        "Un enjeu a au moins une piste, une piste au moins une action, un objectif au moins un indicateur, le "
        "sien ou celui d’une action qui le sert.",
        "An issue has at least one lead, a lead at least one action, an objective at least one indicator, its "
        "own or that of an action serving it.",
        "B6",
        "Ajoutez la ligne manquante, ou retirez l’élément.",
        "Add the missing row, or remove the item.",
        check_r_004,
        whole=("Lead", "Action", "Objective", "Indicator"),
        is_waivable=True,
    ),
    Rule(
        "R-005",
        Severity.BLOCKING,
        "Chaque action a une dimension principale, et une seule; ses codes sont D01 à D13 ou déclarés par le "
        "territoire.",
        "Each action has exactly one main dimension; its codes are D01 to D13 or declared by the territory.",
        "B7, A4-14",
        "Choisissez un code connu, ou déclarez-le dans «\u00a0Dimensions ajoutées\u00a0».",
        "Pick a known code, or declare it in “Dimensions ajoutées”.",
        check_r_005,
    ),
    Rule(
        "R-006",
        Severity.NOTICE,
        "Les dimensions qu’aucune action ne touche sont listées; ce n’est jamais une erreur.",
        "Dimensions that no action answers are listed; this is never an error.",
        "B22",
        "Rien à corriger\u00a0: le territoire est autonome.",
        "Nothing to mend: the territory is autonomous.",
        check_r_006,
        whole=("Action",),
    ),
    Rule(
        "R-007",
        Severity.BLOCKING,
        "Un exercice s’écrit AAAA-AAAA, la seconde année suivant la première, et se trouve dans la période du plan.",
        "A fiscal year reads YYYY-YYYY, the second year following the first, and lies inside the plan’s period.",
        "B0",
        "Écrivez l’exercice comme 2026-2027, dans la période du plan.",
        "Write the fiscal year as 2026-2027, inside the plan’s period.",
        check_r_007,
    ),
    Rule(
        "R-008",
        Severity.BLOCKING,
        "La période d’une action est dans celle du plan; ses activités et ses jalons sont dans la sienne; une "
        "fin suit son début.",
        "An action’s period lies inside the plan’s; its activities and milestones lie inside its own; an end "
        "follows its start.",
        "B7, B14",
        "Corrigez la date, ou la période qui la contient.",
        "Correct the date, or the period that holds it.",
        check_r_008,
    ),
    Rule(
        "R-009",
        Severity.BLOCKING,
        "Un levier ne change que vers un statut permis; une action terminée ou abandonnée a pris fin au plus "
        "tard à la date de la version.",
        "A lever only moves to a permitted status; a completed or abandoned action ended by the version date.",
        "B10b",
        "Corrigez le statut, ou inscrivez la date réelle de fin.",
        "Correct the status, or enter the actual end date.",
        check_r_009,
    ),
    Rule(
        "R-010",
        Severity.WARNING,
        "Une action financée ou en cours cite la décision qui la finance.",
        "A funded or running action cites the decision that funds it.",
        "A5-12",
        "Choisissez la résolution dans «\u00a0Décision\u00a0».",
        "Pick the resolution under “Décision”.",
        check_r_010,
        is_waivable=True,
    ),
)
