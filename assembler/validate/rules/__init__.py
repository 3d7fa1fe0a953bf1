"""The consistency rules of a plan (data dictionary B22): one function each, and their documented table."""

import re
from collections.abc import Collection, Mapping

from assembler.i18n import language
from assembler.models.figures import FundingPlan
from assembler.models.finding import Finding
from assembler.models.plan import Plan, record_types
from assembler.models.region import Region
from assembler.validate.rules.rule import Rule, Stage
from assembler.validate.rules.subject import RuleSubject, Undrawn, all_drawn
from assembler.validate.rules.table import RULES

__all__ = ["RULES", "Rule", "RuleSubject", "Stage", "check_rules"]

_CELL = re.compile(r"([A-Z]+)(\d+)")


def check_rules(
    plan: Plan,
    region: Region,
    funding: FundingPlan,
    *,
    left_out: Collection[tuple[str, str]] = (),
    undrawn: Undrawn = all_drawn,
) -> tuple[Finding, ...]:
    """Gives every finding of every rule, in the order of the canvas: sheet, row, column, code.

    ``left_out`` are the rows (type of record, id) that could not be read. They have their own findings; a rule that
    would take them for missing waits until they are mended, so that one fault does not tell ten. ``undrawn`` tells
    which characters no font of the machine has.
    """
    subject = RuleSubject(plan, region, funding, undrawn)
    partial = {record_type for record_type, _ in left_out}
    asked = [rule for rule in RULES if rule.check and not partial.intersection(rule.whole)]
    findings = [_spoken(rule, finding) for rule in asked if rule.check for finding in rule.check(subject)]
    sheets = {record.table.fr: rank for rank, record in enumerate(record_types().values()) if record.table}
    return tuple(sorted(findings, key=lambda finding: _order(finding, sheets)))


def _spoken(rule: Rule, finding: Finding) -> Finding:
    """In English a finding tells the rule's statement, what was found, and the rule's remedy."""
    if language() != "en":
        return finding
    told = f"{rule.statement_en} Found: {finding.found}" if finding.found else rule.statement_en
    return finding.model_copy(update={"message": told, "remedy": rule.remedy_en})


def _order(finding: Finding, sheets: Mapping[str, int]) -> tuple[int, str, int, int, str, str, str]:
    cell = _CELL.fullmatch(finding.cell)
    row, column = (int(cell[2]), cell[1]) if cell else (0, "")
    rank = sheets.get(finding.sheet, len(sheets))
    return rank, finding.sheet, row, len(column), column, finding.code, finding.message
