"""The journeys, top to bottom: upload → read → validate → plan → view → render → convert → assemble → verify → dossier.

Only this module knows the order of the stages. The command line and the service call these functions and hold no rule
about dossiers. Heavy stages are imported by the journey that needs them: starting up fast is a feature.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.errors import BlockedUploadError, UnknownNameError
from assembler.i18n import Lang
from assembler.i18n import translate as _
from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.checked import Checked, Totals
from assembler.models.defect import Defect
from assembler.models.dossier import Dossier, TakenOut
from assembler.models.piece import Request
from assembler.models.region import Region
from assembler.models.upload import Upload, UploadedFile
from assembler.models.vocabulary import Edition
from assembler.settings import Settings

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from assembler.journey.workshop import Workshop
    from assembler.models.figures import FundingLine
    from assembler.models.regional import Consolidated
    from assembler.store import Store


@dataclass(frozen=True)
class Step:
    """How far a journey has come: what is being done, how much is done, of how much."""

    label: str
    done: int
    total: int


Watch = Callable[[Step], None]
STAMP_FONT = "Carlito"
_LAST_STEPS = 3  # assembling, verifying, packing


def silent(_step: Step) -> None:
    """Watches nothing."""


@dataclass(frozen=True)
class Order:
    """What a person asks for; ``fy`` and ``dated`` default to the plan's own."""

    edition: Edition = Edition.OFFICIAL
    fy: str | None = None
    dated: date | None = None


def make_canvas(code: str, region: Region, *, lang: Lang = "fr") -> bytes:
    """Gives the blank Excel canvas of a territory."""
    from assembler.canvas.build import build_canvas

    return build_canvas(region, territory=region.territory(_territory(code, region)), lang=lang)


def renew_canvas(
    code: str, region: Region, previous: UploadedFile, *, lang: Lang = "fr"
) -> tuple[bytes, tuple[str, ...]]:
    """Gives a new canvas with a previous one's data, and the places of what it could not carry (``canvas --from``)."""
    from assembler.journey.renewing import carry_canvas

    return carry_canvas(previous, region, region.territory(_territory(code, region)), lang=lang)


def make_narrative(code: str, region: Region) -> bytes:
    """Gives the blank Word narrative of a territory."""
    from assembler.canvas.narrative import build_narrative

    return build_narrative(region, region.territory(_territory(code, region)))


def _territory(code: str, region: Region) -> str:
    known = tuple(territory.code for territory in region.territories)
    if code not in known:
        raise UnknownNameError(_("Le territoire"), code, known)
    return code


def check_upload(upload: Upload, region: Region) -> Checked:
    """Reads and checks an upload: its plan when there is one, every finding, the totals of its fiscal year."""
    from assembler.compute.funding import compute_funding
    from assembler.journey.reading import read_upload_narrative, read_upload_workbook, screen_attachments
    from assembler.validate.attachments import check_attachments
    from assembler.validate.coherent import keep_coherent
    from assembler.validate.parse import parse_source
    from assembler.validate.planned import build_plan
    from assembler.validate.references import check_ids, check_references
    from assembler.validate.rules import check_rules

    screen_attachments(upload)
    source = read_upload_workbook(upload.workbook)
    narrative, told = read_upload_narrative(upload)
    parsed, findings = parse_source(source, region)
    plan = build_plan(parsed, narrative, region)
    if plan is None:
        return Checked(territory=source.territory_code, fy=None, findings=(*findings, *told))
    funding = compute_funding(plan, region)
    findings += check_ids(plan) + check_references(plan, left_out=parsed.left_out)
    findings += check_rules(plan, region, funding, left_out=parsed.left_out)
    findings += check_attachments(plan, upload.attachments) + told
    coherent = keep_coherent(plan)
    line = (funding if coherent is plan else compute_funding(coherent, region)).total(plan.record.current_fy)
    return Checked(
        territory=plan.territory.code,
        fy=plan.record.current_fy,
        findings=findings,
        plan=coherent,
        totals=totals_of(line),
    )


def inspect_attachments(upload: Upload) -> tuple[TakenOut, ...]:
    """Gives what assembling will take out of the attachments; ``AttachmentError`` for one that cannot join."""
    from assembler.journey.inspecting import list_removals

    return list_removals(upload.attachments)


def totals_of(line: "FundingLine") -> Totals:
    """Gives the totals that ``check`` tells and the dossier proves, of one funding line."""
    return Totals(
        need=line.need,
        confirmed=line.confirmed,
        requested=line.requested,
        gap=line.gap,
        in_kind=line.in_kind,
        coverage_pct=line.coverage_pct,
    )


def assemble_dossier(
    upload: Upload, region: Region, order: Order, settings: Settings, *, watch: Watch = silent
) -> Dossier:
    """Gives a complete and verified dossier, from the store when nothing it depends on has changed.

    Raises ``BlockedUploadError`` when findings forbid the edition, and any leaf of ``DossierError`` on the way.
    """
    from assembler.journey.remembering import recall_dossier, remember_dossier
    from assembler.store import Store

    store = Store(settings.home / "store")
    known = recall_dossier(store, upload, region, order)
    if known is not None:
        return known
    with _workshop(store, settings) as workshop:
        watch(Step(_("Lecture et vérification"), 0, 1))
        checked = check_upload(upload, region)
        dossier = _make_dossier(upload, _request(checked, region, order), workshop, settings, watch)
    remember_dossier(store, upload, region, order, dossier)
    return dossier


def _request(checked: Checked, region: Region, order: Order) -> Request:
    blocking = tuple(finding for finding in checked.findings if finding.is_blocking)
    if checked.plan is None or (blocking and order.edition is not Edition.WORKING):
        raise BlockedUploadError(blocking)
    plan = checked.plan
    fy = order.fy or plan.record.current_fy
    if fy not in plan.fiscal_years:
        raise UnknownNameError(_("L’exercice"), fy, plan.fiscal_years)
    dated = order.dated or plan.record.version_date
    return Request(plan, region, order.edition, fy, dated, checked.findings)


def _make_dossier(upload: Upload, request: Request, workshop: "Workshop", settings: Settings, watch: Watch) -> Dossier:
    from assembler.compute.funding import compute_funding
    from assembler.convert.fonts import font_file
    from assembler.journey.attaching import join_attachments
    from assembler.journey.binding import bind_dossier, identity_for
    from assembler.journey.making import make_pieces
    from assembler.journey.packing import pack_dossier
    from assembler.journey.proving import prove_document, prove_dossier
    from assembler.pieces import PIECES

    totals = totals_of(compute_funding(request.plan, request.region).total(request.fy))
    joined = join_attachments(request, upload.attachments)
    made = make_pieces(
        workshop,
        request,
        PIECES,
        threads=settings.offices,
        then=lambda document: prove_document(workshop, document, totals),
        tell=lambda label, done, total: watch(Step(label, done, total + _LAST_STEPS)),
    )
    steps = len(made) + _LAST_STEPS
    watch(Step(_("Assemblage du PDF"), len(made), steps))
    bound = bind_dossier(workshop, request, made, joined, font_path=font_file(STAMP_FONT))
    watch(Step(_("Vérification"), len(made) + 1, steps))
    prove_dossier(workshop, made, bound, identity_for(request), totals)
    watch(Step(_("Rangement"), len(made) + 2, steps))
    return pack_dossier(workshop, request, upload, made, joined, bound, totals)


def report_agreement(
    upload: Upload,
    region: Region,
    order: Order,
    settings: Settings,
    *,
    agreement: str,
    kind: ReportKind | None = None,
    watch: Watch = silent,
) -> dict[str, bytes]:
    """Gives the accountability report of an agreement for a fiscal year: Word, PDF and Excel extract, by file name."""
    from assembler.journey.reporting import make_report
    from assembler.models.funding import Agreement
    from assembler.models.period import previous_fiscal_year
    from assembler.store import Store

    watch(Step(_("Lecture et vérification"), 0, 2))
    checked = check_upload(upload, region)
    plan = checked.plan
    if plan is None:
        raise BlockedUploadError(tuple(finding for finding in checked.findings if finding.is_blocking))
    if plan.find(Agreement, agreement) is None:
        raise UnknownNameError(_("L’entente"), agreement, tuple(found.id for found in plan.agreements))
    reported = order.fy or previous_fiscal_year(plan.record.current_fy)
    request = _request(checked, region, Order(order.edition, None, order.dated))
    with _workshop(Store(settings.home / "store"), settings) as workshop:
        watch(Step(_("Reddition de comptes"), 1, 2))
        return make_report(workshop, request, agreement=agreement, fy=reported, kind=kind)


def consolidate_reports(
    uploads: Mapping[str, Upload] | Sequence[Upload],
    region: Region,
    order: Order,
    settings: Settings,
    *,
    agreement: str,
    kind: ReportKind | None = None,
    watch: Watch = silent,
) -> "Consolidated":
    """Gives the consolidated report of a convention, from one upload per territory (by code, when codes are known).

    A territory whose upload is missing, unreadable or blocked is named in the report, which is then partial (R-107).
    """
    from assembler.journey.consolidating import Asked, make_consolidated, plan_consolidation, read_uploads
    from assembler.store import Store

    watch(Step(_("Lecture et vérification"), 0, 2))
    read = read_uploads(uploads, lambda upload: check_upload(upload, region))
    asked = Asked(agreement, order.edition, order.fy, order.dated, kind)
    request = plan_consolidation(read, region, asked)
    with _workshop(Store(settings.home / "store"), settings) as workshop:
        watch(Step(_("Reddition consolidée"), 1, 2))
        return make_consolidated(workshop, request, read)


def _workshop(store: "Store", settings: Settings) -> "AbstractContextManager[Workshop]":
    from assembler.journey.opening import open_workshop

    return open_workshop(store, settings)


def write_dossier(dossier: Dossier, output: Path, settings: Settings) -> Path:
    """Writes a dossier's folder and its zip under ``output``, all or nothing; gives the folder."""
    from assembler.journey.delivering import deliver_dossier
    from assembler.store import Store

    return deliver_dossier(dossier, Store(settings.home / "store"), output)


def verify_dossier(path: Path) -> tuple[Defect, ...]:
    """Recomputes the manifest of a dossier's folder or zip and reads its documents back, without a network."""
    from assembler.verify.provenance import read_dossier, verify_files

    return verify_files(read_dossier(path))


def restyle() -> tuple[Path, ...]:
    """Gives every canvas and template the styles of the base; gives the paths of those that changed."""
    from assembler.word.restyle import restyle_templates

    return restyle_templates()


def list_rules() -> list[dict[str, str]]:
    """Gives every rule and check that findings cite: code, severity, statement, source and remedy."""
    from assembler.validate.listing import list_codes

    return list_codes()
