"""Lists every code a finding may carry, once each: what it states, where it comes from, how to mend."""

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.validate.codes import CHECKS
from assembler.validate.rules import RULES

_KEYS = ("code", "severity", "statement", "source", "remedy")


def list_codes() -> list[dict[str, str]]:
    """Gives the checks, then the rules, in the language now spoken."""
    ruled = {rule.code for rule in RULES}
    rows = [(c.code, c.severity, _(c.statement), "", _(c.remedy)) for c in CHECKS.values() if c.code not in ruled]
    rows += [
        (r.code, r.severity, either(r.statement_fr, r.statement_en), r.source, either(r.remedy_fr, r.remedy_en))
        for r in RULES
    ]
    return [dict(zip(_KEYS, map(str, row), strict=True)) for row in rows]
