"""A finding of a narrative with the paragraphs it is about, so that the person's own file can carry it back."""

from pydantic import BaseModel, ConfigDict

from assembler.models.finding import Finding


class PlacedFinding(BaseModel):
    """A finding and its places: ranks of paragraphs as ``word.spots`` counts them, none for the whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    finding: Finding
    spots: tuple[int, ...] = ()
