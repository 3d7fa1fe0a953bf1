"""What a consolidated report reads, gathered once for its document and its workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assembler.compute.consolidation import Share, compute_consolidation
from assembler.compute.conventions import agreements_under
from assembler.compute.people import is_small_count
from assembler.models.consolidation import Consolidation, CrossLine
from assembler.models.money import ZERO
from assembler.models.region import TerritoryProfile
from assembler.models.regional import RegionalRequest
from assembler.models.view import Missing
from assembler.models.vocabulary import Edition
from assembler.views.gathered import gather
from assembler.views.masked import WITHHELD, is_mask, mask_count, small_label
from assembler.views.report.scope import ReportScope, open_scope
from assembler.views.report.subject import ReportSubject
from assembler.views.shown import NOT_APPLICABLE, NOT_AVAILABLE, Amount

TOTAL = "Total"
TOTAL_RECEIVED = "Total des territoires reçus"  # not of the convention: some are missing


@dataclass(frozen=True)
class TerritoryScope:
    """One territory that is counted: its profile, and the report of each of its agreements under the convention."""

    profile: TerritoryProfile
    scopes: tuple[ReportScope, ...]


@dataclass(frozen=True)
class RegionalScope:
    """A consolidated report, its territories in the region's order."""

    asked: RegionalRequest
    territories: tuple[TerritoryScope, ...]
    totals: Consolidation

    @property
    def scopes(self) -> Iterator[ReportScope]:
        """The reports of all agreements, territory after territory."""
        return (scope for territory in self.territories for scope in territory.scopes)

    @property
    def covered(self) -> tuple[TerritoryProfile, ...]:
        """Every territory of the convention, in the region's order, counted or not."""
        return tuple(found for found in self.asked.region.territories if found.code in self.asked.convention.covers)

    @property
    def total_label(self) -> str:
        """What the last row of a table is the total of."""
        return TOTAL_RECEIVED if self.asked.is_partial else TOTAL

    def name(self, code: str) -> str:
        """Gives the name of a territory; the total's label for none."""
        return self.asked.region.territory(code).name if code else self.total_label

    def absent(self, code: str) -> Missing | None:
        """Gives what stands for the figures of a territory that is not counted: « n. d. », or « s. o. » without."""
        if code in self.totals.territories:
            return None
        return NOT_APPLICABLE if code in self.asked.without else NOT_AVAILABLE

    def cells(
        self, line: CrossLine, *, persons: bool = False, measure: str = "", group: str = ""
    ) -> tuple[Amount, ...]:
        """Gives a cell per covered territory; in public, counts of persons that must be hidden are (R-065).

        ``measure`` and ``group`` name counts of the territories' own reports: what they hide is hidden here.
        """
        codes = [profile.code for profile in self.covered]
        return tuple(self._cell(line.by_territory.get(code), code, persons, measure, group) for code in codes)

    def total_cell(self, line: CrossLine, *, persons: bool = False, measure: str = "", group: str = "") -> Amount:
        """Gives the total of a line, but when a cell is hidden: the others are in the territories' reports too."""
        if line.total is None:
            return NOT_AVAILABLE
        hides = persons and any(is_mask(cell) for cell in self.cells(line, persons=True, measure=measure, group=group))
        return WITHHELD if hides else line.total

    def person_count(self, count: Decimal | int | None, *, part_of: Amount = ZERO) -> Amount:
        """Gives a count of persons, unless it must be hidden: it is small, or is a part of a total that is."""
        if count is None:
            return NOT_AVAILABLE
        if self._is_small(Decimal(count)):
            return small_label(self.asked.region.thresholds.mask_under)
        return WITHHELD if is_mask(part_of) else Decimal(count)

    def _cell(self, count: Decimal | None, code: str, persons: bool, measure: str, group: str) -> Amount:
        absent = self.absent(code)
        if absent is not None or count is None:
            return absent or NOT_AVAILABLE
        return self.person_count(count, part_of=self._hidden(code, measure, group)) if persons else count

    def _hidden(self, code: str, measure: str, group: str) -> Amount:
        """Gives the mask that a territory's own reports put on a count; zero for none."""
        reports = [report for one in self.territories if one.profile.code == code for report in one.scopes]
        masks = (
            mask_count(report.request, measure, self.asked.fy, agreement=report.agreement.id, group=group)
            for report in reports
        )
        return next((mask for mask in masks if mask), ZERO)

    def _is_small(self, count: Decimal) -> bool:
        is_public = self.asked.edition is Edition.PUBLIC
        return is_public and is_small_count(int(count), self.asked.region.thresholds.mask_under)


def open_regional_scope(asked: RegionalRequest) -> RegionalScope:
    """Gives what the report reads."""
    territories, shares = [], []
    for request in asked.requests:
        agreements = agreements_under(request.plan, asked.convention, asked.fy)
        keys = (str(ReportSubject(agreement.id, asked.fy, asked.kind)) for agreement in agreements)
        scopes = tuple(open_scope(request, key) for key in keys)
        territories.append(TerritoryScope(request.territory, scopes))
        accounts = tuple(scope.books for scope in scopes)
        shares.append(Share(request.plan, accounts, gather(request).funding))
    totals = compute_consolidation(shares, asked.region, asked.fy)
    return RegionalScope(asked, tuple(territories), totals)
