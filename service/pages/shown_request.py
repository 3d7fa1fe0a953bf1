"""Asking for a report: for which year, of which kind, over which territories, and who would be missing today."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.period import fiscal_years_between, previous_fiscal_year
from assembler.models.region import Region
from service.agreements import KnownAgreement
from service.db.tables import Dossier, DossierKind
from service.pages.shown_agreement import DueState, ShownAgreement
from service.pages.shown_dossier import KINDS, REPORT_KINDS, ShownFile

_CHOSEN_KINDS = (".docx", ".pdf", ".xlsx")


@dataclass(frozen=True)
class ShownScope:
    """What a report may be about: one territory's agreement, or a whole convention. The names are the territories'."""

    id: str  # the agreement or the convention to ask for
    is_consolidated: bool
    covers: tuple[str, ...]
    missing: tuple[str, ...]  # those without a plan that reports may be made from, today

    @property
    def is_possible(self) -> bool:
        """True when at least one territory can be counted."""
        return len(self.missing) < len(self.covers)


@dataclass(frozen=True)
class ShownRequest:
    """The form: its choices, and what is chosen when it opens."""

    years: tuple[str, ...]  # newest first
    year: str
    kind: ReportKind | None  # None: the one that is due
    scopes: tuple[ShownScope, ...]

    @property
    def is_possible(self) -> bool:
        """True when something can be asked for today."""
        return bool(self.years) and any(scope.is_possible for scope in self.scopes)


@dataclass(frozen=True)
class ShownReport:
    """A report that was made; ``missing`` are names."""

    id: str
    is_consolidated: bool
    kind: ReportKind | None
    fy: str
    at: datetime
    pages: int
    missing: tuple[str, ...]
    files: tuple[ShownFile, ...]  # Word, PDF, Excel


def view_request(
    shown: ShownAgreement, scopes: Sequence[ShownScope], *, year: str = "", kind: str = ""
) -> ShownRequest:
    """Gives the form; ``year`` and ``kind`` are what the person came with, else what is late, else the year past."""
    years = years_of(shown)
    late = next((due for due in shown.dues if due.state is DueState.LATE), None)
    usual = previous_fiscal_year(shown.fy)
    if year in years:
        chosen, wanted = year, REPORT_KINDS.get(kind)
    elif late is not None and late.fy in years:
        chosen, wanted = late.fy, late.kind
    else:
        chosen, wanted = usual if usual in years else next(iter(years), ""), None
    return ShownRequest(years, chosen, wanted, tuple(scopes))


def years_of(shown: ShownAgreement) -> tuple[str, ...]:
    """Gives the fiscal years that a report may be about: the agreement's own that have begun, newest first."""
    if shown.start is None or shown.end is None:
        return ()
    return tuple(fy for fy in reversed(fiscal_years_between(shown.start, shown.end)) if fy <= shown.fy)


def view_scopes(
    agreement: KnownAgreement,
    convention: KnownAgreement | None,
    members: Sequence[KnownAgreement],
    *,
    region: Region,
    ready: Collection[str],
) -> tuple[ShownScope, ...]:
    """Gives what may be asked for from an agreement's page, the agreement itself first; ``ready`` are codes.

    A convention over one territory adds nothing to that territory's agreement.
    """
    wide = [convention] if convention is not None and len(convention.covers) > 1 else []
    return tuple(_scope(one, region, ready) for one in (agreement, *wide, *members))


def _scope(agreement: KnownAgreement, region: Region, ready: Collection[str]) -> ShownScope:
    counted = agreement.covers if agreement.is_convention else (agreement.territory or "",)
    names = {code: region.territory(code).name for code in counted}
    return ShownScope(
        id=agreement.id,
        is_consolidated=agreement.is_convention,
        covers=tuple(names.values()),
        missing=tuple(name for code, name in names.items() if code not in ready),
    )


def view_report(dossier: Dossier, region: Region) -> ShownReport:
    """Gives a report in a line."""
    names = {one.code: one.name for one in region.territories}
    return ShownReport(
        id=dossier.id,
        is_consolidated=dossier.kind == DossierKind.CONSOLIDATED,
        kind=REPORT_KINDS.get(dossier.report_kind or ""),
        fy=dossier.fy,
        at=dossier.created_at,
        pages=dossier.pages,
        missing=tuple(names.get(code, code) for code in dossier.missing),
        files=_files(dossier),
    )


def _files(dossier: Dossier) -> tuple[ShownFile, ...]:
    by_suffix = {PurePosixPath(file.path).suffix: file for file in dossier.files}
    return tuple(
        ShownFile(path=by_suffix[suffix].path, kind=KINDS[suffix], size=by_suffix[suffix].size)
        for suffix in _CHOSEN_KINDS
        if suffix in by_suffix
    )
