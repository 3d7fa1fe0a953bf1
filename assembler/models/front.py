"""What the front matter of a dossier lists: its parts and the lines of its contents (C13)."""

from urllib.parse import quote

from pydantic import BaseModel, ConfigDict

# The contents are laid out before the dossier's pages exist: their lines link here, and the assembly points them home.
PLACEHOLDER_HOST = "dossier.invalid"  # reserved: it never resolves (RFC 2606)
PLACEHOLDER = f"https://{PLACEHOLDER_HOST}/#"


FINGERPRINT = 12  # characters of a hash that a person may compare by eye; the manifest holds it whole


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

    @property
    def address(self) -> str:
        """The address its link carries until the assembly knows the page."""
        return PLACEHOLDER + quote(self.anchor, safe="")
