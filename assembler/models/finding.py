"""A finding: one problem in an upload, told so that the person can mend it."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer


class Severity(StrEnum):
    """How much a finding matters. The values are published and never renamed."""

    BLOCKING = "bloquant"
    WARNING = "avertissement"
    NOTICE = "information"


class Waived(BaseModel):
    """Why a finding is accepted as it is: the reason written in « Dérogations », and who authorised it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    severity: Severity  # what the finding would weigh
    reason: str
    authorised_by: str
    resolution: str = ""  # its number
    dated: str  # AAAA-MM-JJ


class Finding(BaseModel):
    """One problem: stable code, place, what was found and expected, and the remedy, in plain French.

    ``severity`` is what it weighs in an official edition; ``validate.judging`` tells what it weighs in another.
    """

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
    waived: Waived | None = None

    @property
    def is_blocking(self) -> bool:
        """True when no official edition may be made before it is mended."""
        return self.severity is Severity.BLOCKING

    @model_serializer(mode="wrap")
    def _without_empty_waiver(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """The key is there only when someone waived the finding: the JSON of all others is as it was."""
        written: dict[str, Any] = write(self)
        return {key: value for key, value in written.items() if key != "waived" or value is not None}
