"""What the child does for each operation: fetch the bytes from the store, call the pipeline, put back what it made."""

import json

from assembler.compute.summary import summarise_plan
from assembler.errors import AttachmentError, BlockedUploadError, DossierError, UploadError
from assembler.i18n import speaking, translate
from assembler.models.checked import Totals
from assembler.models.dossier import TakenOut
from assembler.models.finding import Finding
from assembler.models.region import Region
from assembler.models.upload import Upload, UploadedFile
from assembler.pipeline import (
    Order,
    Watch,
    annotate_narrative,
    annotate_workbook,
    assemble_dossier,
    check_upload,
    compare_uploads,
    consolidate_reports,
    describe_changes,
    inspect_attachments,
    lint_template,
    make_canvas,
    make_narrative,
    make_sheet,
    renew_canvas,
    report_agreement,
    try_template,
)
from assembler.settings import Settings
from assembler.store import Store
from service.chamber.messages import Problem
from service.chamber.problem_codes import code_of
from service.chamber.tasks import (
    AnnotateNarrativeTask,
    AnnotateTask,
    AssembleResult,
    AssembleTask,
    CanvasTask,
    ChangesTask,
    CheckResult,
    CheckTask,
    ConsolidateResult,
    ConsolidateTask,
    FileRef,
    FilesResult,
    GivenBack,
    LintResult,
    LintTask,
    NarrativeTask,
    Removed,
    ReportTask,
    Result,
    SheetTask,
    StoredFile,
    Task,
    TryResult,
    TryTask,
    UploadRef,
)


def perform(task: Task, region: Region, settings: Settings, watch: Watch) -> Result:  # noqa: PLR0911 one line for each task
    """Gives the result of a task; any leaf of ``DossierError`` says why there is none."""
    store = Store(settings.home / "store")
    match task:
        case CheckTask():
            return _check(task, region, store)
        case AssembleTask():
            return _assemble(task, region, settings, store, watch)
        case ReportTask():
            return _report(task, region, settings, store, watch)
        case ConsolidateTask():
            return _consolidated(task, region, settings, store, watch)
        case LintTask():
            return _linted(task, store)
        case TryTask():
            return _tried(task, region, settings, store, watch)
        case _:
            return _given_back(task, region, store)


def _check(task: CheckTask, region: Region, store: Store) -> CheckResult:
    upload = _fetched(task.upload, store)
    with speaking("fr"):
        removed = inspect_attachments(upload)  # first: an unfit attachment is told before a long reading
        french = check_upload(upload, region)
    with speaking("en"):
        english = check_upload(upload, region)
    summary = summarise_plan(french.plan, region).model_dump_json().encode() if french.plan else None
    return CheckResult(
        territory=french.territory,
        fy=french.fy,
        totals=french.totals,
        is_blocked=french.is_blocked,
        has_plan=french.plan is not None,
        findings_fr=french.findings,
        findings_en=english.findings,
        removed=tuple(_removed(taken) for taken in removed),
        summary=store.put(summary) if summary else None,
    )


def refusal(task: Task, error: DossierError, region: Region, settings: Settings) -> Problem:
    """Gives what the pipeline said against a task; of a deposit, which others will read, in both languages."""
    messages = {task.lang: error.message}
    if isinstance(task, CheckTask):
        messages = {"fr": error.message, "en": _in_english(task, error, region, Store(settings.home / "store"))}
    return Problem(
        kind="refused",
        error=type(error).__name__,
        code=code_of(type(error)),
        messages=messages,
        file=error.name if isinstance(error, UploadError | AttachmentError) else "",
        findings=error.findings if isinstance(error, BlockedUploadError) else (),
    )


def _in_english(task: CheckTask, error: DossierError, region: Region, store: Store) -> str:
    """Asks again: what refuses a file does so early, and always the same way."""
    try:
        with speaking("en"):
            upload = _fetched(task.upload, store)
            inspect_attachments(upload)
            check_upload(upload, region)
    except DossierError as same:
        return same.message
    return error.message


def _assemble(task: AssembleTask, region: Region, settings: Settings, store: Store, watch: Watch) -> AssembleResult:
    order = Order(task.edition, task.fy, task.dated, task.templates)
    dossier = assemble_dossier(_fetched(task.upload, store), region, order, settings, watch=watch)
    manifest = dossier.manifest
    return AssembleResult(
        name=dossier.name,
        territory=manifest.territory,
        fy=manifest.fy,
        version=manifest.version,
        archive=_stored(store, f"{dossier.name}.zip", dossier.archive),
        pages=dossier.pages,
        files=tuple(_stored(store, file.path, file.sha256) for file in dossier.files),
        removed=tuple(_removed(taken) for taken in dossier.removed),
        totals=Totals(**manifest.totals.model_dump()),
    )


def _removed(taken: TakenOut) -> Removed:
    with speaking("fr"):
        french = translate(taken.sentence)
    with speaking("en"):
        return Removed(file=taken.file, fr=french, en=translate(taken.sentence))


def _report(task: ReportTask, region: Region, settings: Settings, store: Store, watch: Watch) -> FilesResult:
    files = report_agreement(
        _fetched(task.upload, store),
        region,
        Order(task.edition, task.fy, templates=task.templates),
        settings,
        agreement=task.agreement,
        kind=task.kind,
        watch=watch,
    )
    return _kept(store, files)


def _consolidated(
    task: ConsolidateTask, region: Region, settings: Settings, store: Store, watch: Watch
) -> ConsolidateResult:
    made = consolidate_reports(
        {code: _fetched(upload, store) for code, upload in task.uploads.items()},
        region,
        Order(task.edition, task.fy, templates=task.templates),
        settings,
        agreement=task.agreement,
        kind=task.kind,
        watch=watch,
    )
    return ConsolidateResult(
        fy=made.fy,
        kind=made.kind,
        files=_kept(store, dict(made.files)).files,
        territories=made.territories,
        missing=tuple(territory.code for territory in made.missing),
    )


def _linted(task: LintTask, store: Store) -> LintResult:
    file = _file(task.file, store)
    with speaking("fr"):
        french = lint_template(file, task.template, store=store, templates=task.templates)
    with speaking("en"):
        english = lint_template(file, task.template, store=store, templates=task.templates)
    sha256 = store.put(french.content)
    kept = StoredFile(path=task.file.name, sha256=sha256, size=len(french.content))
    return LintResult(findings_fr=french.findings, findings_en=english.findings, file=kept)


def _tried(task: TryTask, region: Region, settings: Settings, store: Store, watch: Watch) -> TryResult:
    uploads = {code: _fetched(upload, store) for code, upload in task.uploads.items()}
    failures = try_template(task.template, uploads, region, settings, templates=task.templates, watch=watch)
    return TryResult(templates=task.templates, failures=failures)


def _given_back(task: GivenBack, region: Region, store: Store) -> FilesResult:
    match task:
        case CanvasTask():
            return _canvas(task, region, store)
        case NarrativeTask():
            return _kept(store, {f"recit_{task.territory}.docx": make_narrative(task.territory, region)})
        case SheetTask():
            content, _is_known = make_sheet(task.action, _fetched(task.upload, store), region, lang=task.lang)
            return _kept(store, {"fiche.docx": content})  # a number may be anything: it names no path
        case AnnotateTask():
            return _kept(store, {"canevas.xlsx": annotate_workbook(_file(task.workbook, store), _told(task, store))})
        case AnnotateNarrativeTask():
            content = annotate_narrative(_file(task.narrative, store), _told(task, store))
            return _kept(store, {"recit.docx": content})
        case ChangesTask():
            return _compared(task, region, store)


def _canvas(task: CanvasTask, region: Region, store: Store) -> FilesResult:
    name = f"canevas_{task.territory}.xlsx"
    if task.previous is None:
        return _kept(store, {name: make_canvas(task.territory, region, lang=task.lang)})
    sheets = [_file(file, store) for file in task.sheets]
    previous = _file(task.previous, store)
    made = renew_canvas(task.territory, region, previous, sheets=sheets, lang=task.lang)
    kept = _kept(store, {name: made.content}, notes=made.left_behind)
    return kept.model_copy(update={"told": made.told})


def _compared(task: ChangesTask, region: Region, store: Store) -> FilesResult:
    before, after = _fetched(task.before, store), _fetched(task.after, store)
    changes = compare_uploads(before, after, region, edition=task.edition)
    if task.as_page:
        return _kept(
            store, {"changements.docx": describe_changes(changes, region, store=store, templates=task.templates)}
        )
    return _kept(store, {"changements.json": changes.model_dump_json().encode()})


def _told(task: AnnotateTask | AnnotateNarrativeTask, store: Store) -> list[Finding]:
    """The findings of a check, in the language of who asks."""
    return [Finding.model_validate(one) for one in json.loads(store.get(task.findings))[task.lang]]


def _fetched(upload: UploadRef, store: Store) -> Upload:
    return Upload(
        workbook=_file(upload.workbook, store),
        narrative=_file(upload.narrative, store) if upload.narrative else None,
        attachments=tuple(_file(file, store) for file in upload.attachments),
        sheets=tuple(_file(file, store) for file in upload.sheets),
    )


def _file(file: FileRef, store: Store) -> UploadedFile:
    return UploadedFile(name=file.name, content=store.get(file.sha256))


def _kept(store: Store, files: dict[str, bytes], notes: tuple[str, ...] = ()) -> FilesResult:
    kept = (StoredFile(path=path, sha256=store.put(made), size=len(made)) for path, made in sorted(files.items()))
    return FilesResult(files=tuple(kept), notes=notes)


def _stored(store: Store, path: str, sha256: str) -> StoredFile:
    return StoredFile(path=path, sha256=sha256, size=len(store.get(sha256)))
