"""From the chamber's result to what is kept: every byte in the store, then one plain description of the row."""

import io
import json
from collections.abc import Sequence

from sqlalchemy.orm import Session

from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.checked import Totals
from assembler.models.finding import Finding, Severity
from assembler.models.period import previous_fiscal_year
from assembler.models.region import Region
from assembler.models.summary import AgreementSummary, PlanSummary
from assembler.models.vocabulary import Edition
from assembler.store import Store
from assembler.zipping import canonical_zip
from service.chamber.tasks import (
    AssembleResult,
    CheckResult,
    ConsolidateResult,
    FilesResult,
    Result,
    StoredFile,
    TryResult,
)
from service.db.making import KeptDossier, KeptFile, KeptTemplate, KeptVersion
from service.db.tables import DossierKind
from service.errors import MissingError, OtherTerritoryError, TemplateRefusedError
from service.found import count_blocking
from service.jobs.asking import find_deposit
from service.jobs.outcomes import Outcome
from service.orders import AssembleOrder, CheckOrder, ConsolidateOrder, Order, PublishOrder, ReportOrder
from service.words import translate as _


def shelve(session: Session, order: Order, result: Result, store: Store, region: Region) -> Outcome:
    """Gives what to keep of a result. Same result, same description."""
    match order, result:
        case CheckOrder(), CheckResult():
            return Outcome(end="made", version=_version(session, order, result, store, region))
        case AssembleOrder(), AssembleResult():
            return Outcome(end="made", dossier=_dossier(session, order, result, region))
        case ReportOrder(), FilesResult():
            return Outcome(end="made", dossier=_report(session, order, result, store))
        case ConsolidateOrder(), ConsolidateResult():
            return Outcome(end="made", dossier=_consolidated(session, order, result, store, region))
        case PublishOrder(), TryResult():
            return Outcome(end="made", template=_tried(order, result))
    raise TypeError(f"{order.kind}: {result.operation}")


def _tried(order: PublishOrder, result: TryResult) -> KeptTemplate:
    """Gives the version to publish; ``TemplateRefusedError`` tells what failed, by territory."""
    if result.failures:
        told = _("{territory}\u00a0: {message}")
        lines = (told.format(territory=code, message=message) for code, message in sorted(result.failures.items()))
        raise TemplateRefusedError(
            _("Le gabarit n’a pas été publié\u00a0: l’essai a échoué. {failures}").format(failures=" ".join(lines))
        )
    return KeptTemplate(version_id=order.version_id, tried=result.templates)


def _version(session: Session, order: CheckOrder, result: CheckResult, store: Store, region: Region) -> KeptVersion:
    territory = find_deposit(session, order.submission_id).territory
    _refuse_other(territory, result.territory, region)
    return KeptVersion(
        submission_id=order.submission_id,
        territory=territory,
        fy=result.fy,
        is_blocked=result.is_blocked,
        blocking=_count(result.findings_fr, Severity.BLOCKING),
        warnings=_count(result.findings_fr, Severity.WARNING),
        notices=_count(result.findings_fr, Severity.NOTICE),
        blocking_in=count_blocking(result.findings_fr),
        findings_sha256=store.put(_findings(result)),
        summary_sha256=result.summary,
        totals=amounts(result.totals),
    )


def _refuse_other(territory: str, found: str | None, region: Region) -> None:
    if found is not None and found != territory:
        names = {one.code: one.name for one in region.territories}
        raise OtherTerritoryError(
            _(
                "Le canevas déposé est celui d’un autre territoire ({found}), et non de celui-ci ({territory}). "
                "Déposez-le à la page de son territoire, ou choisissez le bon fichier."
            ).format(found=names.get(found, found), territory=names.get(territory, territory))
        )


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)


def _findings(result: CheckResult) -> bytes:
    languages = {"fr": result.findings_fr, "en": result.findings_en}
    told = {lang: [one.model_dump(mode="json") for one in findings] for lang, findings in languages.items()}
    told["removed"] = [one.model_dump(mode="json") for one in result.removed]
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def amounts(totals: Totals | None) -> dict[str, str | None] | None:
    """Gives totals as pages and programs read them: strings with two decimals."""
    return None if totals is None else {name: None if sum_ is None else f"{sum_:.2f}" for name, sum_ in totals}


def _dossier(session: Session, order: AssembleOrder, result: AssembleResult, region: Region) -> KeptDossier:
    territory = find_deposit(session, order.submission_id).territory
    _refuse_other(territory, result.territory, region)
    return KeptDossier(
        kind=DossierKind.DOSSIER,
        name=result.name,
        territory=territory,
        submission_id=order.submission_id,
        edition=order.edition.value,
        fy=result.fy,
        pages=result.pages,
        totals=amounts(result.totals),
        archive_sha256=result.archive.sha256,
        archive_size=result.archive.size,
        files=_files(result.files),
    )


def _files(files: Sequence[StoredFile]) -> tuple[KeptFile, ...]:
    return tuple(KeptFile(path=file.path, sha256=file.sha256, size=file.size) for file in files)


def _report(session: Session, order: ReportOrder, result: FilesResult, store: Store) -> KeptDossier:
    submission = find_deposit(session, order.submission_id)
    summary = _summary(session, order.submission_id, store)
    agreement = _agreement(summary, order.agreement)
    fy = order.fy or previous_fiscal_year(summary.current_fy)
    archive = zip_of(result.files, store)
    return KeptDossier(
        kind=DossierKind.REPORT,
        name=f"reddition_{order.agreement}_{fy}",
        territory=submission.territory,
        agreement=order.agreement,
        funder=agreement.funder,
        submission_id=order.submission_id,
        edition=Edition.OFFICIAL.value,
        fy=fy,
        report_kind=(order.report_kind or _kind_due(agreement, fy)).value,
        pages=pages_of(result.files, store),
        archive_sha256=store.put(archive),
        archive_size=len(archive),
        files=_files(result.files),
    )


def _kind_due(agreement: AgreementSummary, fy: str) -> ReportKind:
    """Gives the last kind owed for the year, as the pipeline chooses it when nobody does."""
    owed = [due.kind for due in agreement.reports_due if due.fy == fy]
    return max(owed, key=list(ReportKind).index, default=ReportKind.ANNUAL)


def _consolidated(
    session: Session, order: ConsolidateOrder, result: ConsolidateResult, store: Store, region: Region
) -> KeptDossier:
    archive = zip_of(result.files, store)
    return KeptDossier(
        kind=DossierKind.CONSOLIDATED,
        name=f"reddition_{order.agreement}_{result.fy}",
        agreement=order.agreement,
        funder=_funder(session, order, store, region),
        edition=Edition.OFFICIAL.value,
        fy=result.fy,
        report_kind=result.kind.value,
        pages=pages_of(result.files, store),
        missing=tuple(sorted(result.missing)),
        archive_sha256=store.put(archive),
        archive_size=len(archive),
        files=_files(result.files),
    )


def _funder(session: Session, order: ConsolidateOrder, store: Store, region: Region) -> str | None:
    """Gives who grants a convention: by the region's pack, or by a plan that holds the shared agreement."""
    declared = next((one for one in region.conventions if order.agreement in (one.id, one.program)), None)
    if declared is not None:
        return region.program(declared.program).funder
    summaries = (_summary(session, submission_id, store) for submission_id in order.submissions.values())
    held = (one.funder for summary in summaries for one in summary.agreements if one.id == order.agreement)
    return next(held, None)


def _summary(session: Session, submission_id: str, store: Store) -> PlanSummary:
    version = find_deposit(session, submission_id).version
    if version is None or version.summary_sha256 is None:
        raise MissingError(
            _("Ce dépôt n’a pas encore été vérifié. Attendez la fin de sa vérification, puis recommencez.")
        )
    return PlanSummary.model_validate_json(store.get(version.summary_sha256))


def _agreement(summary: PlanSummary, agreement: str) -> AgreementSummary:
    found = next((one for one in summary.agreements if one.id == agreement), None)
    if found is None:
        raise MissingError(_("Ce dépôt ne connaît pas l’entente {agreement}.").format(agreement=agreement))
    return found


def zip_of(files: Sequence[StoredFile], store: Store) -> bytes:
    """Gives the zip of stored files."""
    return canonical_zip({file.path: store.get(file.sha256) for file in files})


def pages_of(files: Sequence[StoredFile], store: Store) -> int:
    """Gives how many pages the PDF files have, all together; they are ours, and verified."""
    from pypdf import PdfReader

    pdfs = (file for file in files if file.path.endswith(".pdf"))
    return sum(len(PdfReader(io.BytesIO(store.get(file.sha256))).pages) for file in pdfs)
