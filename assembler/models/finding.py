"""A finding: one problem in an upload, told so that the person can mend it."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Severity(StrEnum):
    """How much a finding matters. The values are published and never renamed."""

    BLOCKING = "bloquant"
    WARNING = "avertissement"
    NOTICE = "information"


class Finding(BaseModel):
    """One problem: stable code, place, what was found and expected, and the remedy, in plain French."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    severity: Severity
    sheet: str = ""
    cell: str = ""
    place: str = ""
    found: str = ""
    expected: str = ""
    message: str
    remedy: str

    @property
    def is_blocking(self) -> bool:
        """True when no official edition may be made before it is mended."""
        return self.severity is Severity.BLOCKING
