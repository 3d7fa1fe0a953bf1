"""A row of a workbook that could not be read whole, as far as it could."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class UnreadRow:
    """What was read of what a row is about; ``field`` when only that cell of it could not be read.

    ``about`` holds the fields that tell a row from the others (its id, else what it refers to), None where that could
    not be read either. It is empty for a form, which is the only one of its table.
    """

    table: str  # field of ``Plan``
    about: tuple[tuple[str, Any], ...] = ()
    field: str = ""

    @property
    def key(self) -> str:
        """The id of the row; empty when it has none, or when it could not be read."""
        return str(dict(self.about).get("id") or "")

    @property
    def is_nameless(self) -> bool:
        """True when its table has ids and its own could not be read."""
        return not self.key and "id" in dict(self.about)
