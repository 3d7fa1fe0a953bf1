"""The whole journey: upload → … → view → render → convert → assemble → verify → dossier."""

from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.models.piece import Request
from assembler.models.region import Region
from assembler.models.upload import Upload
from assembler.pipeline.checking import totals_of
from assembler.pipeline.orders import Order, Step, Watch, silent
from assembler.pipeline.requests import request_of, workshop_of
from assembler.settings import Settings

if TYPE_CHECKING:
    from assembler.journey.workshop import Workshop
    from assembler.models.dossier import Dossier

STAMP_FONT = "Carlito"
_LAST_STEPS = 3  # assembling, verifying, packing


def assemble_dossier(
    upload: Upload, region: Region, order: Order, settings: Settings, *, watch: Watch = silent
) -> "Dossier":
    """Gives a complete and verified dossier, from the store when nothing it depends on has changed.

    Raises ``BlockedUploadError`` when findings forbid the edition, and any leaf of ``DossierError`` on the way.
    """
    from assembler.journey.remembering import recall_dossier, remember_dossier
    from assembler.store import Store

    store = Store(settings.home / "store")
    known = recall_dossier(store, upload, region, order)
    if known is not None:
        return known
    with workshop_of(store, settings, order.templates) as workshop:
        watch(Step(_("Lecture et vérification"), 0, 1))
        dossier = _make_dossier(upload, request_of(upload, region, order), workshop, settings, watch)
    remember_dossier(store, upload, region, order, dossier)
    return dossier


def _make_dossier(
    upload: Upload, request: Request, workshop: "Workshop", settings: Settings, watch: Watch
) -> "Dossier":
    from assembler.compute.funding import compute_funding
    from assembler.convert.fonts import font_file
    from assembler.journey.attaching import join_attachments
    from assembler.journey.binding import bind_dossier, identity_for
    from assembler.journey.making import make_pieces
    from assembler.journey.packing import pack_dossier
    from assembler.journey.proving import prove_document, prove_dossier
    from assembler.journey.repeating import check_repeat
    from assembler.pieces import PIECES
    from assembler.threads import open_threads

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
    with open_threads(2) as beside:  # neither has to wait for the proof; a proof that fails keeps nothing of them
        closed = beside.submit(workshop.offices.close)
        packed = beside.submit(copy_context().run, pack_dossier, workshop, request, upload, made, joined, bound, totals)
        prove_dossier(workshop, made, bound, identity_for(request), totals)
        watch(Step(_("Rangement"), len(made) + 2, steps))
        closed.result()
        dossier = packed.result()
    check_repeat(workshop, request, upload, dossier)
    return dossier


def write_dossier(dossier: "Dossier", output: Path, settings: Settings) -> Path:
    """Writes a dossier's folder and its zip under ``output``, all or nothing; gives the folder."""
    from assembler.journey.delivering import deliver_dossier
    from assembler.store import Store

    return deliver_dossier(dossier, Store(settings.home / "store"), output)


def verify_dossier(path: Path) -> tuple[Defect, ...]:
    """Recomputes the manifest of a dossier's folder or zip and reads its documents back, without a network."""
    from assembler.assemble.manifest import receipt_files
    from assembler.verify.provenance import read_dossier, verify_files

    return verify_files(read_dossier(path), receipt_files)
