"""From what was checked to what is asked: the request that every piece answers."""

from typing import TYPE_CHECKING

from assembler.errors import BlockedUploadError, UnknownNameError
from assembler.i18n import language, speaking
from assembler.i18n import translate as _
from assembler.models.checked import Checked
from assembler.models.piece import Request
from assembler.models.region import Region
from assembler.models.upload import Upload
from assembler.models.vocabulary import Edition
from assembler.pipeline.checking import check_upload
from assembler.pipeline.orders import Order
from assembler.settings import Settings

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from assembler.journey.workshop import Workshop
    from assembler.store import Store


def request_for(checked: Checked, region: Region, order: Order) -> Request:
    """Gives the request of an order; ``BlockedUploadError`` when findings forbid its edition.

    ``checked`` was checked for an official edition. A working edition keeps what forbids one: its control page tells.
    """
    from assembler.validate.judging import judge

    is_working = order.edition is Edition.WORKING
    findings = checked.findings if is_working else judge(checked.findings, order.edition)
    blocking = tuple(finding for finding in findings if finding.is_blocking)
    if checked.plan is None or (blocking and not is_working):
        raise BlockedUploadError(blocking)
    plan = checked.plan
    fy = order.fy or plan.record.current_fy
    if fy not in plan.fiscal_years:
        raise UnknownNameError(_("L’exercice"), fy, plan.fiscal_years)
    dated = order.dated or plan.record.version_date
    return Request(plan, region, order.edition, fy, dated, findings, order.templates)


def request_of(upload: Upload, region: Region, order: Order) -> Request:
    """Checks an upload and gives the request of an order, its findings in French as the documents that print them.

    A refusal speaks the language asked for: ``BlockedUploadError``, and any leaf of ``UploadError``.
    """
    request = request_for(check_upload(upload, region), region, order)
    if language() == "fr":
        return request
    with speaking("fr"):
        return request_for(check_upload(upload, region), region, order)


def workshop_of(
    store: "Store", settings: Settings, templates: tuple[tuple[str, str], ...] = ()
) -> "AbstractContextManager[Workshop]":
    """Opens the workshop of these settings over a store, with what was published over the product's templates."""
    from assembler.journey.opening import open_workshop
    from assembler.journey.template_set import TemplateSet

    return open_workshop(store, settings, TemplateSet(store, templates))
