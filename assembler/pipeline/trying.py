"""A template tried on every plan at hand before it is published: what fails is told by territory."""

from collections.abc import Mapping

from assembler.errors import BlockedUploadError, ConsolidationError, DossierError
from assembler.i18n import translate as _
from assembler.models.region import Region
from assembler.models.upload import Upload
from assembler.models.vocabulary import Edition
from assembler.pipeline.checking import check_upload
from assembler.pipeline.orders import Order, Step, Watch, silent
from assembler.pipeline.reports import consolidate_reports
from assembler.pipeline.requests import request_for, workshop_of
from assembler.settings import Settings


def try_template(
    path: str,
    uploads: Mapping[str, Upload],
    region: Region,
    settings: Settings,
    *,
    templates: tuple[tuple[str, str], ...],
    watch: Watch = silent,
) -> dict[str, str]:
    """Gives why a template fails, by territory; nothing when every document that uses it is made and proved.

    ``path`` is the template; ``templates`` holds it and what else is published, by hashes of the store. A convention
    whose report fails stands among the territories, by its id. What forbids an official edition forbids no trial.
    """
    from assembler.journey.trying import IS_REGIONAL

    order = Order(edition=Edition.WORKING, templates=templates)
    if path in IS_REGIONAL:
        return _try_reports(uploads, region, order, settings, watch)
    return _try_plans(path, uploads, region, order, settings, watch)


def _try_plans(
    path: str, uploads: Mapping[str, Upload], region: Region, order: Order, settings: Settings, watch: Watch
) -> dict[str, str]:
    from assembler.journey.trying import try_on_plan
    from assembler.store import Store

    failures = {}
    with workshop_of(Store(settings.home / "store"), settings, order.templates) as workshop:
        for number, (code, upload) in enumerate(uploads.items()):
            watch(Step(_("Essai sur le plan de {territory}").format(territory=code), number, len(uploads)))
            try:
                request = request_for(check_upload(upload, region), region, order)
                try_on_plan(workshop, path, request, threads=settings.offices, tell=_untold)
            except DossierError as error:
                failures[code] = error.message
    return failures


def _untold(_label: str, _done: int, _total: int) -> None:
    """Documents are not told one by one: the territories are the steps."""


def _try_reports(
    uploads: Mapping[str, Upload], region: Region, order: Order, settings: Settings, watch: Watch
) -> dict[str, str]:
    failures = {}
    for number, convention in enumerate(region.conventions):
        watch(Step(_("Essai sur la convention {id}").format(id=convention.id), number, len(region.conventions)))
        try:
            consolidate_reports(uploads, region, order, settings, agreement=convention.id)
        except (BlockedUploadError, ConsolidationError):  # nothing to count: nothing to try
            continue
        except DossierError as error:
            failures[convention.id] = error.message
    return failures
