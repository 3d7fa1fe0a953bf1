"""The page of rules: ``python -m assembler.validate.rules.document`` prints what ``docs/rules.md`` holds."""

import sys
from collections.abc import Iterator

from assembler.i18n import speaking, translate
from assembler.models.finding import Severity
from assembler.models.vocabulary import Edition
from assembler.validate.codes import CHECKS
from assembler.validate.judging import severity_of
from assembler.validate.rules.table import RULES

_STAGE = {
    "references": "lecture",
    "rules": "règles",
    "verify": "vérification",
    "consolidation": "consolidation",
}
_LETTER = {Severity.BLOCKING: "B", Severity.WARNING: "A", Severity.NOTICE: "I"}
_EDITIONS = (Edition.OFFICIAL, Edition.PARTNERS, Edition.PUBLIC, Edition.WORKING)
_CHECKED = tuple(check for code, check in sorted(CHECKS.items()) if code not in {rule.code for rule in RULES})


def render_rules() -> str:
    """Gives the tables of rules, then of the other codes, as Markdown, in French then in English."""
    french = [
        f"| {rule.code} | {_weights(rule.code)} | {'oui' if rule.is_waivable else 'non'} | {rule.statement_fr} "
        f"| {rule.remedy_fr} | {rule.source} | {_STAGE[rule.stage]} |"
        for rule in RULES
    ]
    english = [
        f"| {rule.code} | {_weights(rule.code)} | {'yes' if rule.is_waivable else 'no'} | {rule.statement_en} "
        f"| {rule.remedy_en} |"
        for rule in RULES
    ]
    in_french = (*_FRENCH_HEAD, *french, *_FRENCH_CHECKS, *_checks("fr"))
    in_english = (*_ENGLISH_HEAD, *english, *_ENGLISH_CHECKS, *_checks("en"))
    return "\n".join((*in_french, *in_english, ""))


def _weights(code: str) -> str:
    return " | ".join(_LETTER[severity_of(code, edition)] for edition in _EDITIONS)


def _checks(language: str) -> Iterator[str]:
    with speaking(language):
        for check in _CHECKED:
            said = f"{translate(check.statement)} | {translate(check.remedy)}"
            yield f"| {check.code} | {_weights(check.code)} | {said} |"


_FRENCH_HEAD = (
    "# Règles de cohérence",
    "",
    "B\u00a0: le constat bloque l’édition; A\u00a0: avertissement; I\u00a0: information. Les quatre lettres sont "
    "celles de l’édition officielle,",
    "de celle des partenaires, de la publique et de l’édition de travail, que rien ne bloque. Les codes ne changent "
    "pas de sens.",
    "Une règle qui peut être dérogée l’est dans la feuille «\u00a0Dérogations\u00a0» du canevas, avec une raison\u00a0"
    ": le constat reste visible et ne bloque plus.",
    "Cette page est tirée de `assembler/validate/rules/table.py` et de `assembler/validate/codes.py`.",
    "",
    "| Code | Officielle | Partenaires | Publique | Travail | Peut être dérogée | Règle | Quoi faire | Source "
    "| Étape |",
    "|---|---|---|---|---|---|---|---|---|---|",
)
_FRENCH_CHECKS = (
    "",
    "## Autres codes",
    "",
    "T\u00a0: ce que disent les cellules; P\u00a0: pièces jointes; N\u00a0: récit; W\u00a0: dérogations; "
    "L\u00a0: gabarits. Aucun ne se déroge.",
    "",
    "| Code | Officielle | Partenaires | Publique | Travail | Constat | Quoi faire |",
    "|---|---|---|---|---|---|---|",
)
_ENGLISH_HEAD = (
    "",
    "## In English",
    "",
    "B blocks the edition, A is a warning, I is information: in the official, partners’, public and working editions.",
    "A waivable rule is waived in the sheet “Dérogations”, with a reason: the finding stays visible and no longer "
    "blocks.",
    "",
    "| Code | Official | Partners | Public | Working | Waivable | Rule | What to do |",
    "|---|---|---|---|---|---|---|---|",
)
_ENGLISH_CHECKS = (
    "",
    "### Other codes",
    "",
    "| Code | Official | Partners | Public | Working | Finding | What to do |",
    "|---|---|---|---|---|---|---|",
)

if __name__ == "__main__":
    sys.stdout.write(render_rules())
