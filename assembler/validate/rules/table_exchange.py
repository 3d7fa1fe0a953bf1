"""The documented table, fourth part: synthesis, exchange day, reports due and signatures (R-090 to R-101)."""

from assembler.models.finding import Severity
from assembler.validate.rules.exchange import check_r_090, check_r_091, check_r_093
from assembler.validate.rules.reports import check_r_100, check_r_101
from assembler.validate.rules.rule import Rule
from assembler.validate.rules.synthesis import check_r_092

EXCHANGE_RULES: tuple[Rule, ...] = (
    Rule(
        "R-090",
        Severity.WARNING,
        "Une journée d’échange par territoire et par exercice; une fois tenue, son avant-midi et son après-midi sont "
        "documentés; chaque engagement a un responsable et une échéance.",
        "One exchange day per territory and fiscal year; once held, its morning and its afternoon are documented; "
        "every commitment has someone responsible and a due date.",
        "A5-06 to A5-10, B15",
        "Complétez les feuilles de la journée d’échange.",
        "Complete the sheets of the exchange day.",
        check_r_090,
        whole=("ExchangeDay",),
    ),
    Rule(
        "R-091",
        Severity.WARNING,
        "Le dépôt du plan, l’évaluation du potentiel, l’envoi de la synthèse, le dépôt du montage et la journée "
        "d’échange se suivent dans cet ordre.",
        "The plan’s filing, the evaluation of the potential, the sending of the synthesis, the filing of the funding "
        "plan and the exchange day follow one another in this order.",
        "A5-04, A5-05",
        "Corrigez la date qui précède celle de l’étape d’avant.",
        "Correct the date that comes before that of the step before.",
        check_r_091,
    ),
    Rule(
        "R-092",
        Severity.BLOCKING,
        "Les totaux d’une synthèse égalent la somme des potentiels par programme et la somme par enjeu; le potentiel "
        "probable est entre le minimal et le maximal.",
        "The totals of a synthesis equal the sum of potentials by program and the sum by issue; the likely potential "
        "lies between the minimum and the maximum.",
        "B16",
        "Corrigez le total inscrit, ou les lignes de «\u00a0Potentiel par programme\u00a0».",
        "Correct the typed total, or the rows of “Potentiel par programme”.",
        check_r_092,
        whole=("SynthesisIssue", "SynthesisPotential"),
    ),
    Rule(
        "R-093",
        Severity.BLOCKING,
        "Un changement de levier retenu l’après-midi paraît dans le montage, ou porte la mention "
        "«\u00a0À venir\u00a0».",
        "A change of lever retained in the afternoon shows in the funding plan, or is marked “À venir”.",
        "A5-09, B15",
        "Inscrivez le changement dans «\u00a0Leviers\u00a0», ou choisissez «\u00a0À venir\u00a0».",
        "Enter the change in “Leviers”, or choose “À venir”.",
        check_r_093,
        whole=("LeverLine",),
    ),
    Rule(
        "R-100",
        Severity.WARNING,
        "À la date de la version, aucune reddition n’a dépassé son échéance sans être envoyée; la couverture du "
        "dossier rappelle celles qui sont en retard.",
        "On the version date, no report is past its due date and unsent; the dossier’s cover recalls those that are "
        "late.",
        "A7, B9",
        "Envoyez la reddition et inscrivez la date dans «\u00a0Envoyée le\u00a0».",
        "Send the report and enter the date under “Envoyée le”.",
        check_r_100,
    ),
    Rule(
        "R-101",
        Severity.BLOCKING,
        "La résolution citée comme autorisation de signer en est une; sans elle, la reddition imprime «\u00a0À "
        "signer\u00a0» et une ligne vide.",
        "The resolution cited as authority to sign is one; without it, the report prints “À signer” and an empty line.",
        "B9, B20",
        "Citez une résolution de nature «\u00a0Autorisation de signer\u00a0», ou videz la cellule.",
        "Cite a resolution that gives authority to sign, or empty the cell.",
        check_r_101,
    ),
)
