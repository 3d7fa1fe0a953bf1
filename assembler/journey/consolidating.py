"""Makes the consolidated report of a convention: which territories it counts, which it misses, its three files (C5)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assembler.compute.conventions import agreements_under, find_convention, known_conventions
from assembler.errors import (
    AttachmentError,
    BlockedUploadError,
    ConsolidationError,
    UnknownNameError,
    UploadError,
    VerificationError,
)
from assembler.i18n import translate as _
from assembler.journey.making import make_piece
from assembler.journey.proving import prove_document
from assembler.journey.workshop import Workshop
from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.checked import Checked
from assembler.models.finding import Finding
from assembler.models.period import fiscal_years_between, previous_fiscal_year
from assembler.models.piece import Request
from assembler.models.plan import Plan
from assembler.models.region import Convention, Region, TerritoryProfile
from assembler.models.regional import Absence, Consolidated, MissingTerritory, RegionalRequest
from assembler.models.upload import Upload
from assembler.models.vocabulary import Edition
from assembler.pieces.consolidated import CONSOLIDATED, CONSOLIDATED_EXTRACT
from assembler.views.consolidated.identity import regional_title


@dataclass(frozen=True)
class Asked:
    """What a person asks for: an agreement or a convention, and what else than the plans' own year and dates."""

    agreement: str
    edition: Edition
    fy: str | None = None
    dated: date | None = None
    kind: ReportKind | None = None


@dataclass(frozen=True)
class Read:
    """What was handed in: the uploads that could be read, and why others could not, by code or by file name."""

    checked: tuple[Checked, ...]
    refused: Mapping[str, str]


def read_uploads(uploads: Mapping[str, Upload] | Sequence[Upload], check: Callable[[Upload], Checked]) -> Read:
    """Gives every upload read and checked; one that cannot be read stops none of the others (R-107)."""
    by_name = uploads.items() if isinstance(uploads, Mapping) else [(one.workbook.name, one) for one in uploads]
    checked, refused = [], {}
    for name, upload in by_name:
        try:
            one = check(upload)
            checked.append(one)
            if one.territory is None:
                refused[name] = _("son territoire est inconnu. {findings}").format(findings=_told(_blocking(one)))
        except (UploadError, AttachmentError) as error:
            refused[name] = error.message
    return Read(tuple(checked), refused)


def plan_consolidation(read: Read, region: Region, asked: Asked) -> RegionalRequest:
    """Gives what the report will count.

    Raises ``UnknownNameError`` for an agreement or a fiscal year nobody knows, ``ConsolidationError`` for two
    workbooks of one territory or none to count, ``BlockedUploadError`` when findings block every workbook.
    """
    _check_unique(read.checked)
    plans = [checked.plan for checked in read.checked if checked.plan]
    convention = find_convention(asked.agreement, plans, region)
    if convention is None:
        raise UnknownNameError(_("L’entente"), asked.agreement, known_conventions(plans, region))
    fy = _fiscal_year(convention, plans, asked.fy)
    counted, missing, without = [], [], []
    for profile in (found for found in region.territories if found.code in convention.covers):
        checked = next((one for one in read.checked if one.territory == profile.code), None)
        plan = _usable(checked, asked.edition) if checked else None
        if checked is None or plan is None:
            missing.append(_missing(profile, checked, read.refused))
        elif agreements_under(plan, convention, fy):
            counted.append(_request(checked, plan, region, asked))
        else:
            without.append(profile.code)
    if not counted:
        raise _nothing_to_count(convention, read, missing)
    return RegionalRequest(
        convention=convention,
        region=region,
        requests=tuple(counted),
        missing=tuple(missing),
        without=tuple(without),
        edition=asked.edition,
        fy=fy,
        dated=asked.dated or max(request.dated for request in counted),
        kind=asked.kind or _kind_due(counted, convention, fy),
    )


def make_consolidated(workshop: Workshop, request: RegionalRequest, read: Read) -> Consolidated:
    """Gives the report, every document proved: it is complete and verified, or does not exist."""
    documents = [make_piece(workshop, request, piece, "") for piece in (CONSOLIDATED, CONSOLIDATED_EXTRACT)]
    defects = [defect for made in documents for defect in prove_document(workshop, made)]
    if defects:
        raise VerificationError(tuple(defects))
    files = {made.file_name: workshop.store.get(made.document) for made in documents}
    for made in documents:
        if made.laid_out:
            files[f"{made.path}.pdf"] = workshop.store.get(made.laid_out.pdf)
    covers = request.convention.covers
    return Consolidated(
        agreement=request.convention.id,
        title=regional_title(request),
        fy=request.fy,
        kind=request.kind,
        files=files,
        territories=tuple(held.territory.code for held in request.requests),
        missing=request.missing,
        without=request.without,
        unused=tuple(one.territory for one in read.checked if one.territory and one.territory not in covers),
        refused=read.refused,
    )


def _check_unique(read: Sequence[Checked]) -> None:
    codes = [checked.territory for checked in read if checked.territory]
    twice = [code for code in dict.fromkeys(codes) if codes.count(code) > 1]
    if twice:
        raise ConsolidationError(
            _("le territoire {codes} a plus d’un canevas").format(codes=", ".join(twice)),
            _("Gardez le plus récent de chaque territoire."),
        )


def _fiscal_year(convention: Convention, plans: Sequence[Plan], fy: str | None) -> str:
    known = fiscal_years_between(convention.start, convention.end)
    latest = max((plan.record.current_fy for plan in plans), default=known[-1])
    asked = fy or previous_fiscal_year(latest)
    if asked not in known:
        raise UnknownNameError(_("L’exercice"), asked, known)
    return asked


def _usable(checked: Checked, edition: Edition) -> Plan | None:
    """The plan, unless findings forbid the edition: a working one goes on without what blocks."""
    return None if _blocking(checked) and edition is not Edition.WORKING else checked.plan


def _blocking(checked: Checked) -> tuple[Finding, ...]:
    return tuple(finding for finding in checked.findings if finding.is_blocking)


def _missing(profile: TerritoryProfile, checked: Checked | None, refused: Mapping[str, str]) -> MissingTerritory:
    """What the report prints is short and says nothing of cells; the detail is for those who handed the files in."""
    if checked is not None:
        reason, detail = Absence.BLOCKED, _told(_blocking(checked))
    elif profile.code in refused:
        reason, detail = Absence.UNREADABLE, refused[profile.code]
    else:
        reason, detail = Absence.NOT_HANDED_IN, " ".join(refused.values())
    return MissingTerritory(code=profile.code, name=profile.name, reason=reason, detail=detail)


def _told(findings: Sequence[Finding]) -> str:
    first = "; ".join(f"{finding.code} {finding.place}".strip() for finding in findings[:3])
    return _("{count} constats bloquants\u00a0: {first}.").format(count=len(findings), first=first) if findings else ""


def _nothing_to_count(
    convention: Convention, read: Read, missing: Sequence[MissingTerritory]
) -> BlockedUploadError | ConsolidationError:
    blocking = tuple(
        finding for checked in read.checked if checked.territory in convention.covers for finding in _blocking(checked)
    )
    if blocking:
        return BlockedUploadError(blocking)
    told = dict.fromkeys(row.detail for row in missing if row.detail)
    why = _("aucun canevas remis n’est d’un territoire de la convention {id} ({codes}), avec une entente de l’exercice")
    return ConsolidationError(
        " ".join((why.format(id=convention.id, codes=", ".join(convention.covers)), *told)),
        _("Remettez au moins un canevas de ces territoires."),
    )


def _request(checked: Checked, plan: Plan, region: Region, asked: Asked) -> Request:
    when = asked.dated or plan.record.version_date
    return Request(plan, region, asked.edition, plan.record.current_fy, when, checked.findings)


def _kind_due(counted: Sequence[Request], convention: Convention, fy: str) -> ReportKind:
    """Gives the last kind of report that the agreements owe for the year: final after annual after interim."""
    owed = [
        row.kind
        for request in counted
        for agreement in agreements_under(request.plan, convention, fy)
        for row in request.plan.reports_due
        if (row.agreement, row.fy) == (agreement.id, fy)
    ]
    return max(owed, key=list(ReportKind).index, default=ReportKind.ANNUAL)
