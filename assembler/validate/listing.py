"""Lists every code a finding may carry, once each: what it states, where it comes from, how to mend."""

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.validate.codes import CHECKS
from assembler.validate.rules import RULES

_KEYS = ("code", "severity", "statement", "source", "remedy", "waivable")


def list_codes() -> list[dict[str, str]]:
    """Gives the checks, then the rules, in the language now spoken."""
    ruled = {rule.code for rule in RULES}
    yes, no = either("oui", "yes"), either("non", "no")
    rows = [(c.code, c.severity, _(c.statement), "", _(c.remedy), no) for c in CHECKS.values() if c.code not in ruled]
    for rule in RULES:
        statement, remedy = either(rule.statement_fr, rule.statement_en), either(rule.remedy_fr, rule.remedy_en)
        waivable = yes if rule.is_waivable else no
        rows.append((rule.code, rule.severity, statement, rule.source, remedy, waivable))
    return [dict(zip(_KEYS, map(str, row), strict=True)) for row in rows]
