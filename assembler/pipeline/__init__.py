"""The journeys, top to bottom: upload → read → validate → plan → view → render → convert → assemble → verify → dossier.

Only this package knows the order of the stages. The command line and the service call these functions and hold no rule
about dossiers. Heavy stages are imported by the journey that needs them: starting up fast is a feature.
"""

from assembler.pipeline.annotating import annotate_narrative, annotate_workbook
from assembler.pipeline.canvases import make_canvas, make_narrative, renew_canvas, restyle
from assembler.pipeline.changes import compare_uploads, describe_changes
from assembler.pipeline.checking import check_upload, inspect_attachments, judge_findings, list_rules, totals_of
from assembler.pipeline.dossiers import assemble_dossier, verify_dossier, write_dossier
from assembler.pipeline.linting import annotate_template, lint_template, product_template, template_path
from assembler.pipeline.orders import Order, Step, Watch, silent
from assembler.pipeline.reports import consolidate_reports, report_agreement
from assembler.pipeline.sheets import make_sheet
from assembler.pipeline.trying import try_template

__all__ = [
    "Order",
    "Step",
    "Watch",
    "annotate_narrative",
    "annotate_template",
    "annotate_workbook",
    "assemble_dossier",
    "check_upload",
    "compare_uploads",
    "consolidate_reports",
    "describe_changes",
    "inspect_attachments",
    "judge_findings",
    "lint_template",
    "list_rules",
    "make_canvas",
    "make_narrative",
    "make_sheet",
    "product_template",
    "renew_canvas",
    "report_agreement",
    "restyle",
    "silent",
    "template_path",
    "totals_of",
    "try_template",
    "verify_dossier",
    "write_dossier",
]
