"""A piece: one document of the dossier, as a frozen record of functions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from assembler.models.finding import Finding
from assembler.models.plan import Plan
from assembler.models.region import Region, TerritoryProfile
from assembler.models.view import View
from assembler.models.vocabulary import Edition


class Format(StrEnum):
    """What a piece is rendered as."""

    WORD = "docx"
    EXCEL = "xlsx"


class Asked(Protocol):
    """What making a document needs to know, whether it is about one territory or several."""

    @property
    def dated(self) -> date: ...
    @property
    def author(self) -> str: ...
    @property
    def accent(self) -> str: ...


RequestT = TypeVar("RequestT", bound=Asked)


@dataclass(frozen=True)
class Request:
    """All that a view may depend on. ``dated`` is printed; nothing reads the clock."""

    plan: Plan
    region: Region
    edition: Edition
    fy: str
    dated: date
    findings: tuple[Finding, ...] = field(default=())
    templates: tuple[tuple[str, str], ...] = ()  # published over the product's: path, SHA-256

    @property
    def territory(self) -> TerritoryProfile:
        """The constant part of the plan's territory."""
        return self.region.territory(self.plan.territory.code)

    @property
    def author(self) -> str:
        """The organisation that answers for the document, never a person."""
        return self.territory.municipal_body

    @property
    def accent(self) -> str:
        """The territory's colour."""
        return self.territory.accent


@dataclass(frozen=True)
class PieceOf(Generic[RequestT]):
    """One kind of document: when it is needed, for which subjects, from which template, with which view.

    ``subjects`` gives one key per document to make (an action id, an agreement id with its fiscal year, or ``""``
    for a document made once); an empty tuple means the dossier does not need this piece.
    """

    id: str
    title: Callable[[RequestT, str], str]
    format: Format
    template: str | None  # path from the project's data folders, e.g. "canvases/plan.docx"
    subjects: Callable[[RequestT], tuple[str, ...]]
    view: Callable[[RequestT, str], View]
    path: Callable[[RequestT, str], str]  # path inside the dossier's folder, without suffix
    in_dossier: bool = True  # its PDF is a part of dossier.pdf


Piece = PieceOf[Request]  # of the dossier of one territory
