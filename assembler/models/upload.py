"""An upload: the bytes a person sends."""

from hashlib import sha256
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field

MAX_FILE_BYTES = 50_000_000  # of one file, whatever it is


class UploadedFile(BaseModel):
    """One file as received; its name is only ever a label."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    content: bytes = Field(repr=False)

    @property
    def sha256(self) -> str:
        """Gives the hash that identifies the bytes."""
        return sha256(self.content).hexdigest()


class Upload(BaseModel):
    """A workbook, perhaps a narrative, filled action sheets, attachments."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    workbook: UploadedFile
    narrative: UploadedFile | None = None
    attachments: tuple[UploadedFile, ...] = ()
    sheets: tuple[UploadedFile, ...] = ()


def file_key(name: str) -> str:
    """Gives what two names of the same file share: case and the way accents are coded differ between systems."""
    return normalize("NFC", name.strip()).casefold()
