"""The logo of a territory's process: a picture sent with the canvas, read and cleaned, shown on covers (B1)."""

from pydantic import BaseModel, ConfigDict, Field


class Logo(BaseModel):
    """A PNG or JPEG free of metadata; its size in pixels tells whether it prints well."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str
    content_type: str
    width_px: int
    height_px: int
    content: bytes = Field(exclude=True, repr=False)
