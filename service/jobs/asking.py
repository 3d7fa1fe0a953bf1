"""From an order to the chamber's task: which files, whose, in which language."""

from sqlalchemy.orm import Session

from assembler.i18n import known_language
from service.chamber.tasks import (
    AssembleTask,
    CheckTask,
    ConsolidateTask,
    FileRef,
    ReportTask,
    Task,
    TryTask,
    UploadRef,
)
from service.db.submissions import ATTACHMENT, NARRATIVE, SHEET, WORKBOOK
from service.db.tables import Job, Submission, SubmissionFile
from service.db.templates import published_set
from service.errors import MissingError
from service.orders import AssembleOrder, CheckOrder, ConsolidateOrder, Order, PublishOrder, ReportOrder
from service.words import translate as _


def task_for(session: Session, order: Order, job: Job) -> Task:
    """Gives the task of a job; ``MissingError`` when its submission is not there any more."""
    lang = known_language(job.lang)
    templates = published_set(session)
    match order:
        case CheckOrder():
            return CheckTask(lang=lang, upload=upload_of(session, order.submission_id))
        case AssembleOrder():
            return AssembleTask(
                lang=lang,
                upload=upload_of(session, order.submission_id),
                edition=order.edition,
                fy=order.fy,
                dated=order.dated,
                templates=templates,
            )
        case ReportOrder():
            return ReportTask(
                lang=lang,
                upload=upload_of(session, order.submission_id),
                agreement=order.agreement,
                fy=order.fy,
                kind=order.report_kind,
                templates=templates,
            )
        case ConsolidateOrder():
            return ConsolidateTask(
                lang=lang,
                uploads=_uploads(session, order),
                agreement=order.agreement,
                fy=order.fy,
                kind=order.report_kind,
                templates=templates,
            )
        case PublishOrder():
            tried = {**dict(templates), order.path: order.sha256}
            uploads = _uploads(session, order)
            return TryTask(lang=lang, template=order.path, templates=tuple(sorted(tried.items())), uploads=uploads)
    raise TypeError(f"a {order.kind} is no task of the chamber")


def _uploads(session: Session, order: ConsolidateOrder | PublishOrder) -> dict[str, UploadRef]:
    return {code: upload_of(session, key) for code, key in sorted(order.submissions.items())}


def find_deposit(session: Session, submission_id: str) -> Submission:
    """Gives a submission; ``MissingError`` when there is none."""
    submission = session.get(Submission, submission_id)
    if submission is None:
        raise MissingError(_("Ce dépôt n’existe pas. Choisissez-en un dans la liste des dépôts du territoire."))
    return submission


def upload_of(session: Session, submission_id: str) -> UploadRef:
    """Gives the files of a submission, by their hashes."""
    files = find_deposit(session, submission_id).files
    (workbook,) = (_ref(file) for file in files if file.role == WORKBOOK)
    narrative = next((_ref(file) for file in files if file.role == NARRATIVE), None)
    sheets = tuple(_ref(file) for file in files if file.role == SHEET)
    attachments = tuple(_ref(file) for file in files if file.role == ATTACHMENT)
    return UploadRef(workbook=workbook, narrative=narrative, sheets=sheets, attachments=attachments)


def _ref(file: SubmissionFile) -> FileRef:
    return FileRef(name=file.name, sha256=file.sha256)
