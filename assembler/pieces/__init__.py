"""The documents of a dossier, in order: one module per document, one line per piece."""

from assembler.models.piece import Piece
from assembler.pieces.action_sheets import ACTION_SHEETS
from assembler.pieces.budget_annex import BUDGET_ANNEX
from assembler.pieces.plan import PLAN
from assembler.pieces.reports import REPORT_EXTRACTS, REPORTS

PIECES: tuple[Piece, ...] = (
    PLAN,
    ACTION_SHEETS,
    BUDGET_ANNEX,
    REPORTS,
    REPORT_EXTRACTS,
)
