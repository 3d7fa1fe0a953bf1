"""With ``--lang en`` the real program speaks English to its end: refusals, findings, faults found in a thread."""

from pathlib import Path

from docx.document import Document

from assembler.canvas.build import build_canvas
from assembler.regions import load_region
from tests.house.french import french_in
from tests.journeys.conftest import Assembled
from tests.journeys.program import Left, dossier
from tests.journeys.test_nothing_half_made import home, installation, rewrite, run_copy, upload
from tests.read.narratives import narrative
from tests.small_plan import small_plan

__all__ = ["home", "installation", "upload"]

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def english(*arguments: object, home: Path) -> Left:
    """Runs the program in English."""
    return dossier("--lang", "en", *arguments, home=home)


def canvas(folder: Path) -> Path:
    """Writes a workbook that holds no fault."""
    region = load_region()
    path = folder / "canevas.xlsx"
    path.write_bytes(build_canvas(region, territory=region.territory("CG"), plan=small_plan()))
    return path


def test_a_file_that_is_no_workbook_is_refused_in_english(tmp_path: Path) -> None:
    sent = tmp_path / "canevas.xlsx"
    sent.write_bytes(b"%PDF-1.7\n")
    assert english("check", sent, home=tmp_path).message == (
        "The file “canevas.xlsx” is refused: it is a PDF document instead of an Excel workbook (.xlsx). "
        "Send the Excel canvas (.xlsx) that you filled in."
    )


def test_a_locked_workbook_is_refused_in_english(tmp_path: Path) -> None:
    sent = tmp_path / "canevas.xlsx"
    sent.write_bytes(COMPOUND + "EncryptedPackage".encode("utf-16-le"))
    assert english("check", sent, home=tmp_path).message == (
        "The file “canevas.xlsx” is refused: it is protected by a password. "
        "Remove the password (File › Info › Protect), save it and send it again."
    )


def test_what_a_narrative_lost_is_told_in_english(tmp_path: Path) -> None:
    def commented(document: Document) -> None:
        line = document.add_paragraph("Du texte commenté.")
        document.add_comment(line.runs, text="À revoir", author="Une personne")

    recit = tmp_path / "recit.docx"
    recit.write_bytes(narrative(commented, title="Bilan de la mobilisation"))
    left = english("check", canvas(tmp_path), "--narrative", recit, home=tmp_path)
    lines = [line.strip() for line in left.out.splitlines()]
    assert "Narrative" in lines
    assert lines[lines.index("notice N-008  Comments were removed.") + 1] == "Nothing to do."
    told = [line for line in lines if " N-" in line]
    assert [words for words in told if french_in(words.partition("  ")[2])] == []


def test_a_refused_attachment_is_told_in_english(upload: list[object], home: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "lettre.pdf"
    damaged.write_bytes(b"%PDF-1.7\nrien de bon\n")
    left = english("assemble", *upload, "--attach", damaged, "-o", tmp_path / "out", home=home)
    assert left.code == 3
    assert left.message == (
        "The attachment “lettre.pdf” is refused: the file is cut before its end. "
        "Save it again as PDF from the program that made it."
    )


def test_a_fault_found_in_a_thread_is_told_in_english(
    installation: Path, upload: list[object], home: Path, tmp_path: Path
) -> None:
    rewrite(installation / "canvases/fiche-action.docx", {"{{ fiche.description }}": "{{ fiche.descripton }}"})
    left = run_copy(installation, ["--lang", "en", *upload], tmp_path / "out", home)
    assert left.message.startswith("The template “canvases/")
    assert "the value “descripton” does not exist (did you mean “description”" in left.message
    assert left.message.endswith("Correct the name of the tag, or add the value to the view.")


def test_the_documents_are_the_same_whatever_is_spoken(small: Assembled, upload: list[object], tmp_path: Path) -> None:
    left = english("assemble", *upload, "-o", tmp_path / "out", home=tmp_path / "home")
    assert left.code == 0
    made = {path.relative_to(tmp_path / "out"): path.read_bytes() for path in (tmp_path / "out").rglob("*.*")}
    wanted = {path.relative_to(small.out): path.read_bytes() for path in small.out.rglob("*.*")}
    assert made.keys() == wanted.keys()
    assert [str(path) for path in wanted if made[path] != wanted[path]] == []
