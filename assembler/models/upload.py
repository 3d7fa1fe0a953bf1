"""An upload: the bytes a person sends."""

from collections.abc import Iterable
from hashlib import sha256
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field

MAX_FILE_BYTES = 50_000_000  # of one file, whatever it is
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # how a PNG and a JPEG begin


class UploadedFile(BaseModel):
    """One file as received; its name is only ever a label."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    content: bytes = Field(repr=False)

    @property
    def sha256(self) -> str:
        """Gives the hash that identifies the bytes."""
        return sha256(self.content).hexdigest()

    @property
    def is_picture(self) -> bool:
        """True for what begins as a PNG or a JPEG: among attachments, a logo."""
        return is_picture(self.content)


class Upload(BaseModel):
    """A workbook, perhaps a narrative, filled action sheets, attachments: PDFs, and the picture of a logo."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    workbook: UploadedFile
    narrative: UploadedFile | None = None
    attachments: tuple[UploadedFile, ...] = ()
    sheets: tuple[UploadedFile, ...] = ()


def file_key(name: str) -> str:
    """Gives what two names of the same file share: case and the way accents are coded differ between systems."""
    return normalize("NFC", name.strip()).casefold()


def is_picture(content: bytes) -> bool:
    """True for bytes that begin as a PNG or a JPEG; what they hold is for reading to say."""
    return content.startswith(_PICTURES)


def find_file(name: str | None, files: Iterable[UploadedFile]) -> UploadedFile | None:
    """Gives the file of this name among those sent, or None."""
    return next((file for file in files if name and file_key(file.name) == file_key(name)), None)
