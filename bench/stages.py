"""Times each stage of one dossier inside one process, with an empty store."""

import time
from collections.abc import Iterator
from pathlib import Path

from assembler import pipeline
from assembler.compute.funding import compute_funding
from assembler.convert.fonts import font_file
from assembler.journey.attaching import join_attachments
from assembler.journey.binding import bind_dossier, identity_for
from assembler.journey.making import make_piece
from assembler.journey.opening import open_workshop
from assembler.journey.packing import pack_dossier
from assembler.journey.proving import prove_dossier
from assembler.models.piece import Request
from assembler.models.upload import Upload, UploadedFile
from assembler.models.vocabulary import Edition
from assembler.pieces import PIECES
from assembler.regions import load_region
from assembler.settings import Settings
from assembler.store import Store


def time_stages(sample: Path, home: Path) -> Iterator[tuple[str, float]]:
    """Gives each stage's name and its seconds, pieces made one after the other."""
    upload, region = _upload(sample), load_region()
    clock = _Clock()
    checked = pipeline.check_upload(upload, region)
    yield "read and validate", clock.lap()
    assert checked.plan is not None
    record = checked.plan.record
    request = Request(checked.plan, region, Edition.OFFICIAL, record.current_fy, record.version_date, checked.findings)
    total = compute_funding(request.plan, region).total(request.fy)
    settings = Settings(home=home, offices=2, deadline_seconds=120)
    store = Store(home / "store")
    with open_workshop(store, settings) as workshop:
        made = []
        for piece in PIECES:
            clock.lap()
            made += [make_piece(workshop, request, piece, subject) for subject in piece.subjects(request)]
            yield f"view, render, convert: {piece.id}", clock.lap()
        joined = join_attachments(request, upload.attachments)
        yield "screen attachments", clock.lap()
        bound = bind_dossier(workshop, request, made, joined, font_path=font_file("Carlito"))
        yield "assemble (front matter and merge)", clock.lap()
        totals = pipeline.totals_of(total)
        prove_dossier(workshop, made, bound, identity_for(request), totals)
        yield "verify", clock.lap()
        pack_dossier(workshop, request, upload, made, joined, bound, totals)
        yield "pack", clock.lap()


class _Clock:
    """Seconds since the last lap."""

    def __init__(self) -> None:
        self._last = time.perf_counter()

    def lap(self) -> float:
        now = time.perf_counter()
        seconds, self._last = now - self._last, now
        return seconds


def _upload(sample: Path) -> Upload:
    return Upload(
        workbook=_file(sample / "canevas.xlsx"),
        narrative=_file(sample / "recit.docx"),
        attachments=tuple(_file(path) for path in sorted((sample / "pieces").iterdir())),
    )


def _file(path: Path) -> UploadedFile:
    return UploadedFile(name=path.name, content=path.read_bytes())
