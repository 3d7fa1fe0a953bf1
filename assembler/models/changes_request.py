"""What the one-page account of changes needs to know: no clock, no plan beyond what its edition may tell."""

from dataclasses import dataclass
from datetime import date

from assembler.models.changes import PlanChanges
from assembler.models.region import Region, TerritoryProfile


@dataclass(frozen=True)
class ChangesRequest:
    """What changed, and the region that names things; dated as the newer plan is."""

    changes: PlanChanges
    region: Region

    @property
    def territory(self) -> TerritoryProfile:
        """The constant part of the territory."""
        return self.region.territory(self.changes.territory)

    @property
    def dated(self) -> date:
        """The date of the newer version."""
        return self.changes.after.version_date

    @property
    def author(self) -> str:
        """The organisation that answers for the document, never a person."""
        return self.territory.municipal_body

    @property
    def accent(self) -> str:
        """The territory's colour."""
        return self.territory.accent
