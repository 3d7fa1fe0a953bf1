"""What checking found in a deposit, as its job kept it: in a language, and as it weighs in an edition."""

import json
from collections.abc import Sequence

from assembler.i18n import Lang
from assembler.models.finding import Finding
from assembler.models.vocabulary import Edition
from assembler.pipeline import judge_findings
from assembler.store import Store
from service.db.tables import PlanVersion


def read_found(store: Store, version: PlanVersion, *, lang: Lang) -> tuple[Finding, ...]:
    """Gives every finding of a checked deposit in a language, as it weighs in an official edition."""
    told = json.loads(store.get(version.findings_sha256))
    return tuple(Finding.model_validate(line) for line in told[lang])


def blocking_findings(findings: Sequence[Finding], edition: Edition) -> tuple[Finding, ...]:
    """Gives the findings that forbid an edition, of those told for an official one."""
    judged = judge_findings(tuple(findings), edition)
    return tuple(one for one in judged if one.is_blocking)


def count_blocking(findings: Sequence[Finding]) -> dict[str, int]:
    """Gives how many findings forbid each edition, by its published name."""
    return {edition.value: len(blocking_findings(findings, edition)) for edition in Edition}
