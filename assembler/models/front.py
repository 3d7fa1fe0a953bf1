"""What the front matter of a dossier lists: its parts and the lines of its contents (C13)."""

from pydantic import BaseModel, ConfigDict


class FrontPart(BaseModel):
    """One line of the bordereau; ``pages`` is None for a file that is not printed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    file: str
    pages: int | None
    sha256: str


class ContentsLine(BaseModel):
    """One line of the contents: level 1 is a part; ``page`` counts from 1 in the whole dossier."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: int
    title: str
    page_label: str
    page: int
    anchor: str
