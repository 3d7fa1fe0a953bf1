"""The page of rules: ``python -m assembler.validate.rules.document`` prints what ``docs/rules.md`` holds."""

import sys

from assembler.models.finding import Severity
from assembler.validate.rules.table import RULES

_STAGE = {"references": "lecture", "rules": "règles", "verify": "vérification"}
_LETTER = {Severity.BLOCKING: "B", Severity.WARNING: "A", Severity.NOTICE: "I"}


def render_rules() -> str:
    """Gives the table of rules as Markdown, in French then in English."""
    french = [
        f"| {rule.code} | {rule.severity.value} | {rule.statement_fr} | {rule.remedy_fr} "
        f"| {rule.source} | {_STAGE[rule.stage]} |"
        for rule in RULES
    ]
    english = [f"| {rule.code} | {_LETTER[rule.severity]} | {rule.statement_en} | {rule.remedy_en} |" for rule in RULES]
    return "\n".join([*_FRENCH_HEAD, *french, *_ENGLISH_HEAD, *english, ""])


_FRENCH_HEAD = (
    "# Règles de cohérence",
    "",
    "Un constat bloquant empêche l’édition officielle, jamais l’édition de travail. Les codes ne changent pas de sens.",
    "Cette page est tirée de `assembler/validate/rules/table.py`.",
    "",
    "| Code | Gravité | Règle | Quoi faire | Source | Étape |",
    "|---|---|---|---|---|---|",
)
_ENGLISH_HEAD = (
    "",
    "## In English",
    "",
    "B blocks an official edition, A is a warning, I is information.",
    "",
    "| Code | Severity | Rule | What to do |",
    "|---|---|---|---|",
)

if __name__ == "__main__":
    sys.stdout.write(render_rules())
