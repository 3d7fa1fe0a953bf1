"""A piece: one document of the dossier, as a frozen record of functions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assembler.models.finding import Finding
from assembler.models.plan import Plan
from assembler.models.region import Region, TerritoryProfile
from assembler.models.view import View
from assembler.models.vocabulary import Edition


class Format(StrEnum):
    """What a piece is rendered as."""

    WORD = "docx"
    EXCEL = "xlsx"


@dataclass(frozen=True)
class Request:
    """All that a view may depend on. ``dated`` is printed; nothing reads the clock."""

    plan: Plan
    region: Region
    edition: Edition
    fy: str
    dated: date
    findings: tuple[Finding, ...] = field(default=())

    @property
    def territory(self) -> TerritoryProfile:
        """The constant part of the plan's territory."""
        return self.region.territory(self.plan.territory.code)


@dataclass(frozen=True)
class Piece:
    """One kind of document: when it is needed, for which subjects, from which template, with which view.

    ``subjects`` gives one key per document to make (an action id, an agreement id with its fiscal year, or ``""``
    for a document made once); an empty tuple means the dossier does not need this piece.
    """

    id: str
    title: Callable[[Request, str], str]
    format: Format
    template: str | None  # path from the project's data folders, e.g. "canvases/plan.docx"
    subjects: Callable[[Request], tuple[str, ...]]
    view: Callable[[Request, str], View]
    path: Callable[[Request, str], str]  # path inside the dossier's folder, without suffix
    in_dossier: bool = True  # its PDF is a part of dossier.pdf
