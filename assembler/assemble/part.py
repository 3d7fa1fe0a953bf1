"""One part of the dossier's PDF, as the merge receives it."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class LabelStyle(StrEnum):
    """How a part's pages are numbered (ISO 32000-1, table 159, /S)."""

    DECIMAL = "D"
    ROMAN = "r"


class PartFile(BaseModel):
    """A part: its id, its title in the outline, its PDF, and the labels of its pages.

    Prefix and style make the labels: ``r`` gives i, ii; ``D`` gives 1, 2; prefix ``A-`` gives A-1, A-2. A part that
    follows one of the same prefix and style goes on counting. ``is_attachment`` says that others made it: it may be
    untagged, and the page stamp gets a light backing because nobody kept its margin free.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    pdf: bytes = Field(repr=False)
    label_prefix: str = ""
    label_style: LabelStyle = LabelStyle.DECIMAL
    is_attachment: bool = False


class Identity(BaseModel):
    """What the whole document says of itself; ``date`` stands for both its creation and its change."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1)
    author: str = Field(min_length=1)
    date: date
    language: str = "fr-CA"
    subject: str = ""
    keywords: tuple[str, ...] = ()


class PageTarget(BaseModel):
    """A page named by its part: 0 is the part's first page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: str
    page_index: int = Field(default=0, ge=0)


class PlacedPart(BaseModel):
    """Where a part landed in the whole: absolute index of its first page, and how many pages it has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: PartFile
    first_page: int = Field(ge=0)
    pages: int = Field(ge=1)
    is_tagged: bool
