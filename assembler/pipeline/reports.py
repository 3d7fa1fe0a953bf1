"""The accountability reports: of one agreement, and of a convention over its territories."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assembler.errors import BlockedUploadError, UnknownNameError
from assembler.i18n import translate as _
from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.region import Region
from assembler.models.upload import Upload
from assembler.models.vocabulary import Edition
from assembler.pipeline.checking import check_upload
from assembler.pipeline.orders import Order, Step, Watch, silent
from assembler.pipeline.requests import request_for, workshop_of
from assembler.settings import Settings

if TYPE_CHECKING:
    from assembler.models.regional import Consolidated


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
    request = request_for(checked, region, Order(order.edition, None, order.dated, order.templates))
    with workshop_of(Store(settings.home / "store"), settings, order.templates) as workshop:
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
    weighed = Edition.OFFICIAL if order.edition is Edition.WORKING else order.edition  # what forbids one is still told
    read = read_uploads(uploads, lambda upload: check_upload(upload, region, edition=weighed))
    asked = Asked(agreement, order.edition, order.fy, order.dated, kind)
    request = plan_consolidation(read, region, asked)
    with workshop_of(Store(settings.home / "store"), settings, order.templates) as workshop:
        watch(Step(_("Reddition consolidée"), 1, 2))
        return make_consolidated(workshop, request, read)
