"""The documented table, second part: circles, calendars and what an adopted plan asks for (R-011 to R-014)."""

from assembler.models.finding import Severity
from assembler.validate.rules.rule import Rule
from assembler.validate.rules.wholeness import check_r_011, check_r_012, check_r_013, check_r_014

WHOLENESS_RULES: tuple[Rule, ...] = (
    Rule(
        "R-011",
        Severity.BLOCKING,
        "Aucune instance ne relève d’elle-même et aucun jalon ne dépend de lui-même, même par d’autres.",
        "No body reports to itself and no milestone depends on itself, even through others.",
        "B3, B14",
        "Retirez un des liens de la boucle.",
        "Remove one of the links of the circle.",
        check_r_011,
    ),
    Rule(
        "R-012",
        Severity.BLOCKING,
        "Un échéancier compte en dates et en saisons, ou en mois relatifs; il ne mêle pas les deux.",
        "A schedule counts in dates and seasons, or in relative months; it never mixes them.",
        "B14",
        "Donnez à tous ses jalons des dates ou des saisons, ou à tous des mois relatifs.",
        "Give all its milestones dates or seasons, or give them all relative months.",
        check_r_012,
    ),
    Rule(
        "R-013",
        Severity.WARNING,
        "Dans un plan adopté, chaque action a une activité, une clientèle, un partenaire, un jalon, une ressource "
        "humaine, un extrant et un effet; chaque constat du portrait a une donnée.",
        "In an adopted plan each action has an activity, a target group, a partner, a milestone, a human resource, an "
        "output and an effect; each need of the portrait has a figure.",
        "B5, B7",
        "Ajoutez les lignes qui manquent, ou dites dans «\u00a0Dérogations\u00a0» pourquoi il n’y en a pas.",
        "Add the missing rows, or say in “Dérogations” why there are none.",
        check_r_013,
        whole=(
            "Activity",
            "TargetGroup",
            "ActionPartner",
            "Milestone",
            "HumanResource",
            "Indicator",
            "Evidence",
        ),
        is_waivable=True,
    ),
    Rule(
        "R-014",
        Severity.WARNING,
        "Un plan compte de deux à huit enjeux et dure dix ans au plus; ses versions se suivent dans le temps.",
        "A plan has two to eight issues and lasts ten years at most; its versions follow one another in time.",
        "B2, B6",
        "Réunissez ou distinguez des enjeux; corrigez la période ou les dates des versions.",
        "Join or split issues; correct the period or the dates of versions.",
        check_r_014,
        whole=("Issue", "Revision"),
        is_waivable=True,
    ),
)
