"""The computed totals of a synthesis: by issue, by program, altogether (B16, R-092)."""

from collections.abc import Mapping
from decimal import Decimal

from assembler.models.figures import Figures
from assembler.models.money import ZERO


class Potential(Figures):
    """A range of CAD amounts; a row that gives no minimum or no maximum counts its likely amount for it."""

    minimum: Decimal = ZERO
    likely: Decimal = ZERO
    maximum: Decimal = ZERO

    def __add__(self, other: "Potential") -> "Potential":
        """Gives the two ranges added up."""
        return Potential(
            minimum=self.minimum + other.minimum,
            likely=self.likely + other.likely,
            maximum=self.maximum + other.maximum,
        )


class SynthesisFigures(Figures):
    """The sums of one synthesis; the issues and the programs are those of its rows."""

    by_issue: Mapping[str, Potential]
    by_program: Mapping[str, Potential]
    total: Potential
