"""The steps of a batch: wait for the dossiers of its territories, then gather those that were made."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from assembler.i18n import speaking
from assembler.pipeline import Step
from assembler.zipping import canonical_zip
from service.db.jobs import children_of
from service.db.making import KeptDossier, KeptFile
from service.db.tables import ENDED, Dossier, DossierKind, Job, JobState
from service.errors import NothingMadeError
from service.jobs.bench import BREATH_SECONDS, Bench, Hold, timed
from service.jobs.making import ORDERS, take
from service.jobs.outcomes import CANCELLED, MOOT, Outcome, failed
from service.orders import BatchOrder
from service.words import translate as _

BORDEREAU = "bordereau.csv"
_COLUMNS = ("territoire", "etat", "dossier", "exercice", "pages", "sha256", "motif")


def wait_for_children(bench: Bench, job_id: str, attempt: int) -> None:
    """Returns when every job under a batch has ended, or when the batch need not wait any more."""
    run = bench.new_run()
    job = take(bench, job_id, attempt, run)
    if job is None or job.is_cancel_asked:
        return
    hold = Hold(bench, job_id, run)
    with timed(job.kind, "wait"), speaking(job.lang):
        while not _have_ended(bench, job_id, hold) and not hold.is_stopped():
            bench.stopping.wait(BREATH_SECONDS)
        hold.leave_if_stopping()


def _have_ended(bench: Bench, job_id: str, hold: Hold) -> bool:
    with bench.database.reading() as session:
        children = children_of(session, job_id)
    ended = sum(child.state in ENDED for child in children)
    hold.watch(Step(_("Dossiers des territoires"), ended, len(children)))
    return ended == len(children)


def gather(bench: Bench, job_id: str, attempt: int) -> dict[str, Any]:
    """Puts the dossiers of a batch in one zip, with the list of what is there and what is missing; an ``Outcome``."""
    run = bench.new_run()
    job = take(bench, job_id, attempt, run)
    if job is None:
        return MOOT.model_dump(mode="json")
    if job.is_cancel_asked:
        return CANCELLED.model_dump(mode="json")
    with timed(job.kind, "gather"), speaking(job.lang):
        try:
            outcome = Outcome(end="made", dossier=_gathered(bench, job))
        except Exception as error:
            outcome = failed(error, job_id=job.id, request_id=job.request_id)
    return outcome.model_dump(mode="json")


def _gathered(bench: Bench, job: Job) -> KeptDossier:
    order = ORDERS.validate_python(job.order)
    assert isinstance(order, BatchOrder)
    with bench.database.reading() as session:
        children = children_of(session, job.id)
        made = {child.territory or "": session.get(Dossier, child.dossier_id) for child in children if child.dossier_id}
    dossiers = {territory: dossier for territory, dossier in made.items() if dossier is not None}
    if not dossiers:
        raise NothingMadeError(_("Aucun territoire n’a donné de dossier. Ouvrez chacun pour lire ce qui l’empêche."))
    archives = {f"{dossier.name}.zip": bench.store.get(dossier.archive_sha256) for dossier in dossiers.values()}
    entries = archives | {BORDEREAU: _bordereau(order, children, dossiers)}
    content = canonical_zip(entries)
    missing = {child.territory or "" for child in children} - set(dossiers) | set(order.missing)
    fy = order.fy or max(dossier.fy for dossier in dossiers.values())
    return KeptDossier(
        kind=DossierKind.BATCH,
        name=f"lot_{bench.region.id}_{fy}_{order.edition.value}",
        edition=order.edition.value,
        fy=fy,
        pages=sum(dossier.pages for dossier in dossiers.values()),
        missing=tuple(sorted(missing)),
        archive_sha256=bench.store.put(content),
        archive_size=len(content),
        files=tuple(
            KeptFile(path=path, sha256=bench.store.put(entry), size=len(entry))
            for path, entry in sorted(entries.items())
        ),
    )


def _bordereau(order: BatchOrder, children: Sequence[Job], dossiers: Mapping[str, Dossier]) -> bytes:
    """Lists every territory: what was made for it, or why nothing was. French, as in a dossier."""
    rows = [_row(child, dossiers.get(child.territory or "")) for child in children]
    with speaking("fr"):
        rows += [(code, "sans dépôt", "", "", "", "", _("Aucun dépôt sans erreur.")) for code in order.missing]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_COLUMNS, *sorted(rows)])
    return ("\ufeff" + text.getvalue()).encode()


def _row(child: Job, dossier: Dossier | None) -> tuple[str, ...]:
    territory = child.territory or ""
    if dossier is not None:
        archive = f"{dossier.name}.zip"
        return (territory, "fait", archive, dossier.fy, str(dossier.pages), dossier.archive_sha256, "")
    problem = child.problem or {}
    reason = problem.get("messages", {}).get("fr") or problem.get("message", "")
    return (territory, "annulé" if child.state == JobState.CANCELLED else "échec", "", "", "", "", str(reason))
