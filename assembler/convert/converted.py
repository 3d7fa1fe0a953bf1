"""What the converter gives back."""

from pydantic import BaseModel, ConfigDict


class LaidOutIndex(BaseModel):
    """One index of a document (contents, figures…) as laid out: a page number after each entry's last tab."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str  # LibreOffice's service: ContentIndex, IllustrationsIndex, TableIndex, ObjectIndex, UserIndex
    title: str
    entries: tuple[str, ...]


class Converted(BaseModel):
    """One document as a PDF, not yet canonical (see ``canonical_pdf``)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pdf: bytes
    pages: int
    indexes: tuple[LaidOutIndex, ...]
