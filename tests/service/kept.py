"""Things already in the desk: deposits that were checked, dossiers that were made, without running anything."""

import json
from functools import cache

from assembler.compute.summary import summarise_plan
from assembler.models.finding import Finding
from assembler.regions import load_region
from canvases.samples.plans import make_plan
from service.db.submissions import ReceivedFile, add_submission
from service.db.tables import Dossier, DossierFile, DossierKind, Job, PlanVersion, Submission
from service.desk import Desk
from service.doors import Person
from service.found import count_blocking
from service.orders import AssembleOrder

FINDING = {
    "code": "R-001",
    "severity": "avertissement",
    "sheet": "Plan",
    "cell": "B4",
    "place": "Plan",
    "found": "",
    "expected": "un titre",
    "message": "Le titre manque.",
    "remedy": "Écrivez-le.",
}
BLOCKING = {**FINDING, "code": "R-025", "severity": "bloquant", "message": "Il manque l’entente."}
PRIVATE = {**FINDING, "code": "R-104", "cell": "B9", "message": "Un téléphone paraîtrait dans l’édition publique."}
WAIVED = {
    **FINDING,
    "code": "R-064",
    "severity": "information",
    "sheet": "Leviers",
    "cell": "C7",
    "message": "Un levier tarde.",
    "waived": {
        "severity": "avertissement",
        "reason": "Le conseil l’accepte",
        "authorised_by": "Table de concertation",
        "resolution": "26-12",
        "dated": "2026-06-15",
    },
}
TOTALS = {
    "need": "100.00",
    "confirmed": "80.00",
    "requested": "0.00",
    "gap": "20.00",
    "in_kind": "5.00",
    "coverage_pct": "80.00",
}


@cache
def summary_of(code: str) -> bytes:
    """Gives the summary of a sample plan."""
    region = load_region()
    return summarise_plan(make_plan(code, region), region).model_dump_json().encode()


def keep_submission(
    desk: Desk,
    by: Person,
    territory: str,
    *,
    is_checked: bool = True,
    blocking: int = 0,
    private: int = 0,
    waived: int = 0,
    has_plan: bool = True,
) -> Submission:
    """Keeps a deposit of a territory, checked unless told otherwise; its plan is the sample's.

    ``blocking`` findings forbid every edition but working, ``private`` ones the public edition, ``waived`` ones none.
    """
    content = b"PK workbook " + territory.encode()
    file = ReceivedFile(role="workbook", name="canevas.xlsx", sha256=desk.store.put(content), size=len(content))
    french = [
        Finding.model_validate(one)
        for one in (FINDING, *[BLOCKING] * blocking, *[PRIVATE] * private, *[WAIVED] * waived)
    ]
    english = [one.model_copy(update={"message": "The title is missing.", "remedy": "Write it."}) for one in french]
    told = {lang: [one.model_dump(mode="json") for one in some] for lang, some in (("fr", french), ("en", english))}
    findings = json.dumps(told, ensure_ascii=False).encode()
    with desk.database.writing() as session:
        submission = add_submission(session, territory, files=[file], by=by.id, now=desk.now())
        if is_checked:
            submission.version = PlanVersion(
                territory=territory,
                fy="2026-2027" if has_plan else None,
                is_blocked=bool(blocking) or not has_plan,
                blocking=blocking,
                warnings=1 + private,
                notices=waived,
                blocking_in=count_blocking(french),
                findings_sha256=desk.store.put(findings),
                summary_sha256=desk.store.put(summary_of(territory)) if has_plan else None,
                totals=TOTALS if has_plan else None,
                checked_at=desk.now(),
            )
        session.flush()
        return submission


def keep_dossier(
    desk: Desk,
    by: Person,
    *,
    kind: DossierKind = DossierKind.DOSSIER,
    territory: str | None = "CG",
    agreement: str | None = None,
    funder: str | None = None,
    files: dict[str, bytes] | None = None,
    name: str = "dossier_cote-de-gaspe_2026-2027_v3_officielle",
) -> Dossier:
    """Keeps something that was made, with the bytes of its files."""
    contents = {"dossier.pdf": b"%PDF-1.7 " + bytes(range(256)) * 4, **(files or {})}
    archive = b"PK" + b"".join(contents.values())
    with desk.database.writing() as session:
        made = Dossier(
            kind=kind,
            name=name,
            territory=territory,
            agreement=agreement,
            funder=funder,
            job_id=f"job-{desk.now().timestamp()}",
            edition="officielle",
            fy="2026-2027",
            report_kind="annuel" if kind is DossierKind.REPORT else None,
            pages=86,
            missing=[],
            totals=TOTALS if kind is DossierKind.DOSSIER else None,
            archive_sha256=desk.store.put(archive),
            archive_size=len(archive),
            made_for=by.id,
            created_at=desk.now(),
            files=[
                DossierFile(position=at, path=path, sha256=desk.store.put(content), size=len(content))
                for at, (path, content) in enumerate(contents.items(), 1)
            ],
        )
        session.add(made)
        session.flush()
        return made


def start_dossier(desk: Desk, person: Person) -> Job:
    """Gives the job that assembles a fresh deposit of La Côte-de-Gaspé."""
    order = AssembleOrder(submission_id=keep_submission(desk, person, "CG").id)
    return desk.jobs.start(order, requested_by=person.id, lang="fr")
