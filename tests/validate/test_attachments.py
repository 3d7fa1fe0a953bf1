"""P-001 to P-004: the files sent are told against the sheet of attachments, and against each other."""

from assembler.models.accounts_vocabulary import AttachmentKind
from assembler.models.finding import Finding, Severity
from assembler.models.plan import Plan
from assembler.models.plan_record import Attachment
from assembler.models.upload import UploadedFile, file_key
from assembler.validate.attachments import check_attachments
from tests.validate.plans import base_plan, placed


def _plan() -> Plan:
    rows = (("PJ-01", "résolution.pdf"), ("PJ-02", "lettre.pdf"))
    listed = tuple(Attachment(id=i, title=i, kind=AttachmentKind.RESOLUTION, file=file) for i, file in rows)
    return placed(base_plan().model_copy(update={"attachments": listed}))


def _sent(*names: str) -> tuple[UploadedFile, ...]:
    return tuple(UploadedFile(name=name, content=f"%PDF-1.7 {file_key(name)}".encode()) for name in names)


def test_files_that_match_the_sheet_are_not_told() -> None:
    """Other systems write accents and capitals their own way: the file is the same one."""
    assert check_attachments(_plan(), _sent("re\u0301solution.pdf", "Lettre.PDF")) == ()


def test_a_listed_file_that_was_not_sent_is_told_at_its_cell() -> None:
    (finding,) = check_attachments(_plan(), _sent("résolution.pdf"))
    assert (finding.code, finding.severity, finding.sheet) == ("P-001", Severity.WARNING, "Pièces jointes")
    row = _plan().attachments[1]
    assert row.place is not None
    assert (finding.cell, finding.expected) == (row.place.cell("file"), "lettre.pdf")
    assert "lettre.pdf" in finding.message


def test_one_finding_tells_that_nothing_was_sent() -> None:
    (finding,) = check_attachments(_plan(), ())
    assert (finding.code, finding.place) == ("P-001", "Pièces jointes")
    assert "(2)" in finding.message


def test_a_file_that_is_not_listed_is_told() -> None:
    findings = check_attachments(_plan(), _sent("résolution.pdf", "lettre.pdf", "photo.pdf"))
    assert [(f.code, f.severity, f.found) for f in findings] == [("P-002", Severity.NOTICE, "photo.pdf")]


def test_a_plan_without_attachments_needs_none() -> None:
    assert check_attachments(base_plan(), ()) == ()


def test_the_same_file_sent_twice_is_told_and_two_names_make_two() -> None:
    """``--attach`` twice, or « lettre (1).pdf » downloaded again."""
    (twice,) = _told(("lettre.pdf", b"%PDF-1"), ("Lettre.pdf", b"%PDF-1"))
    assert (twice.code, twice.severity) == ("P-003", Severity.NOTICE)
    assert "a été envoyé deux fois\u00a0: il n’ira qu’une fois au dossier." in twice.message
    (named,) = _told(("lettre.pdf", b"%PDF-1"), ("lettre (1).pdf", b"%PDF-1"))
    assert named.code == "P-003"
    assert "«\u00a0lettre.pdf\u00a0» et «\u00a0lettre (1).pdf\u00a0» sont identiques" in named.message


def test_two_files_of_one_name_block() -> None:
    """The sheet names one file, and nobody knows which."""
    (finding,) = _told(("lettre.pdf", b"%PDF-1"), ("LETTRE.pdf", b"%PDF-2"))
    assert (finding.code, finding.severity, finding.found) == ("P-004", Severity.BLOCKING, "lettre.pdf")
    assert finding.remedy.startswith("Renommez-en un")


def _told(*sent: tuple[str, bytes]) -> tuple[Finding, ...]:
    files = tuple(UploadedFile(name=name, content=content) for name, content in sent)
    return tuple(f for f in check_attachments(base_plan(), files) if f.code not in ("P-001", "P-002"))
