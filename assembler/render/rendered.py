"""What rendering a Word template gives."""

from pydantic import BaseModel, ConfigDict, Field


class ContentsLine(BaseModel):
    """One line of a table of contents, of tables or of figures, and the bookmark it leads to.

    ``field`` is the instruction of its table as Word keeps it; until page numbers are known, the file may hold one
    that LibreOffice understands better.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: int
    text: str
    bookmark: str
    field: str = ""


class RenderedDocx(BaseModel):
    """A finished Word file, and the lines of each of its tables of contents in document order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    content: bytes = Field(repr=False)
    contents: tuple[tuple[ContentsLine, ...], ...] = ()
