"""The documented table of rules: every published code, once, in order. ``dossier rules`` prints it."""

from operator import attrgetter

from assembler.validate.rules.rule import Rule
from assembler.validate.rules.table_documents import DOCUMENT_RULES
from assembler.validate.rules.table_exchange import EXCHANGE_RULES
from assembler.validate.rules.table_funding import FUNDING_RULES
from assembler.validate.rules.table_persons import PERSON_RULES
from assembler.validate.rules.table_plan import PLAN_RULES
from assembler.validate.rules.table_results import RESULTS_RULES
from assembler.validate.rules.table_wholeness import WHOLENESS_RULES

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *PLAN_RULES,
            *FUNDING_RULES,
            *RESULTS_RULES,
            *DOCUMENT_RULES,
            *EXCHANGE_RULES,
            *PERSON_RULES,
            *WHOLENESS_RULES,
        ),
        key=attrgetter("code"),
    )
)
