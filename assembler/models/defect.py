"""A defect: one thing wrong in a document we made, found by reading it back."""

from pydantic import BaseModel, ConfigDict


class Defect(BaseModel):
    """One defect: stable code, the piece (file) it is in, the place in that piece, and a French sentence.

    A defect is our fault or a converter's, never the person's: their problems are findings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    piece: str
    place: str = ""
    message: str
