"""Whatever fails, at whatever stage: one message, an exit code, nothing on disk; then it works again.

Nothing is replaced by a mock: the installation is copied and spoilt, offices are killed, files are limited by the
system, the store is damaged on disk.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from tests.house.tree import ROOT
from tests.journeys.conftest import Assembled
from tests.journeys.program import PROGRAM, Left, dossier, ended, files_of, start

SHEET, FRONT = "canvases/fiche-action.docx", "templates_docx/dossier.docx"
KILOBYTE = 1024


@pytest.fixture(scope="module")
def upload(small_upload: list[object]) -> list[object]:
    return small_upload


@pytest.fixture
def home(small: Assembled, tmp_path: Path) -> Path:
    """A store where everything of the small plan is made already."""
    shutil.copytree(small.home / "store", tmp_path / "home" / "store")
    return tmp_path / "home"


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """A copy of the product, to spoil, with what was compiled of it but what is being compiled now."""
    copy = tmp_path / "produit"
    for name in ("assembler", "canvases", "templates_docx"):
        ignored = shutil.ignore_patterns("samples", "*.pyc.*")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    return copy


def run_copy(installation: Path, upload: list[object], out: Path, home: Path) -> Left:
    """Runs the copied product."""
    command = [sys.executable, "-m", "assembler.cli", "assemble", *upload, "-o", out]
    return ended(start(command, home=home, cwd=installation, PYTHONPATH=str(installation)))


def assert_nothing_left(out: Path, home: Path) -> None:
    """No folder, no zip, nothing half written beside them or in the store."""
    assert not out.exists()
    assert list(home.rglob(".new-*")) == []
    offices = home / "offices"
    assert list(offices.iterdir() if offices.exists() else ()) == []


def assert_one_message(left: Left, *words: str) -> None:
    """The exit code of a failure, one message with these words, no traceback, nothing on the other stream."""
    assert (left.code, left.out) == (3, "")
    assert "Traceback" not in left.err
    assert left.err.strip().count("\n") == 0
    assert [word for word in words if word not in left.message] == []


def rewrite(path: Path, changes: Mapping[str, str]) -> None:
    """Changes some words of a Word file, tables included; they must be there."""
    document = docx.Document(str(path))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    for old, new in changes.items():
        found = [paragraph for paragraph in paragraphs if old in paragraph.text]
        assert found, old
        for paragraph in found:
            paragraph.text = paragraph.text.replace(old, new)
    document.save(str(path))


SPOILT_TEMPLATES = {
    "a tag that says nothing": (
        SHEET,
        {"{{ fiche.description }}": "{{ fiche.descripton }}"},
        ("canvases/", "près de « Besoin", "descripton", "Corrigez le nom de la balise"),
    ),
    "a tag cut short": (
        SHEET,
        {"{{ fiche.description }}": "{{ fiche.description "},
        ("canvases/", "près de « Besoin", "Corrigez la syntaxe"),
    ),
    "a word forgotten where a value must be": (
        SHEET,
        {"{{ fiche.description }}": "TODO"},
        (
            "[fiches/RP-A01.docx · fiche.description]",
            "n’y est pas",
            "[plan.docx · « ",
            " TODO »] Un reste de gabarit est visible : « TODO ».",
        ),
    ),
    "a column the bordereau lost": (
        FRONT,
        {"{{ x.empreinte }}": "s. o."},
        (f"[{FRONT} · pieces[].empreinte]", "n’y est pas"),
    ),
}


@pytest.mark.parametrize("case", SPOILT_TEMPLATES)
def test_a_spoilt_template_leaves_nothing_and_names_the_place(
    case: str, installation: Path, upload: list[object], home: Path, tmp_path: Path
) -> None:
    name, changes, words = SPOILT_TEMPLATES[case]
    rewrite(installation / name, changes)
    assert_one_message(run_copy(installation, upload, tmp_path / "out", home), *words)
    assert_nothing_left(tmp_path / "out", home)


def test_a_template_put_right_works_again(
    installation: Path, upload: list[object], small: Assembled, home: Path, tmp_path: Path
) -> None:
    good = (installation / SHEET).read_bytes()
    rewrite(installation / SHEET, {"{{ fiche.description }}": "{{ fiche.descripton }}"})
    assert run_copy(installation, upload, tmp_path / "out", home).code == 3
    (installation / SHEET).write_bytes(good)
    assert run_copy(installation, upload, tmp_path / "out", home).code == 0
    assert files_of(tmp_path / "out" / small.folder.name) == small.files()


def test_a_conversion_without_answer_leaves_nothing(upload: list[object], tmp_path: Path) -> None:
    out, home = tmp_path / "out", tmp_path / "home"
    left = dossier("assemble", *upload, "-o", out, home=home, DOSSIER_CONVERSION_DEADLINE="0.01")
    assert_one_message(left, "n’a pas été converti : aucune réponse en 0.01 s, deux fois de suite", "recommencez")
    assert_nothing_left(out, home)
    again = dossier("assemble", *upload, "-o", out, home=home)
    assert (again.code, again.err) == (0, "")


def test_offices_killed_each_time_leave_nothing(upload: list[object], tmp_path: Path) -> None:
    out, home = tmp_path / "out", tmp_path / "home"
    program = start([PROGRAM, "assemble", *upload, "-o", out], home=home)
    over = threading.Event()
    killer = threading.Thread(target=_kill_offices, args=(program.pid, over))
    killer.start()
    left = ended(program)
    over.set()
    killer.join()
    assert_one_message(left, "n’a pas été converti : LibreOffice s’est arrêté deux fois de suite")
    assert left.message.startswith(("« plan.docx »", "« annexe-budgetaire.xlsx »", "« redditions/", "« Annexe "))
    assert_nothing_left(out, home)


def _kill_offices(program: int, over: threading.Event) -> None:
    """Kills the workers that a program of ours started, as they come, until it ends."""
    while not over.wait(0.2):
        for child in _children(program):
            if b"worker.py" in _words_of(child):
                os.killpg(child, signal.SIGKILL)


def _children(program: int) -> list[int]:
    lists = Path(f"/proc/{program}/task").glob("*/children")
    try:
        return [int(child) for path in lists for child in path.read_text().split()]
    except OSError:
        return []


def _words_of(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def test_a_full_disk_at_delivery_leaves_nothing(
    upload: list[object], small: Assembled, home: Path, tmp_path: Path
) -> None:
    """Everything is in the store; the system refuses any file over 100 kB, as it refuses all on a full disk."""
    out = tmp_path / "out"
    left = _limited(["assemble", *upload, "-o", out], home)
    assert_one_message(left, str(out), "n’a pas pu être lu ou écrit", "Vérifiez la place libre")
    assert_nothing_left(out, home)
    assert dossier("assemble", *upload, "-o", out, home=home).code == 0
    assert files_of(out / small.folder.name) == small.files()


def test_a_full_disk_keeps_the_dossier_that_was_there(upload: list[object], small: Assembled, tmp_path: Path) -> None:
    out, home = tmp_path / "out", tmp_path / "home"
    shutil.copytree(small.home / "store", home / "store")
    shutil.copytree(small.out, out)
    (out / small.folder.name / "plan.pdf").write_bytes(b"une version d'avant")
    before = files_of(out)
    assert _limited(["assemble", *upload, "-o", out], home).code == 3
    assert files_of(out) == before
    assert sorted(path.name for path in out.iterdir()) == sorted([small.folder.name, small.archive.name])


def test_a_full_disk_in_the_store_leaves_nothing(upload: list[object], tmp_path: Path) -> None:
    out, home = tmp_path / "out", tmp_path / "home"
    left = _limited(["assemble", *upload, "-o", out], home)
    assert_one_message(left)
    assert_nothing_left(out, home)
    assert dossier("assemble", *upload, "-o", out, home=home).code == 0


def _limited(arguments: list[object], home: Path) -> Left:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100 * KILOBYTE, 100 * KILOBYTE))

    left = subprocess.run(
        [str(word) for word in [PROGRAM, *arguments]],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DOSSIER_HOME": str(home)},
        preexec_fn=limit,
    )
    return Left(left.returncode, left.stdout, left.stderr)


@pytest.mark.parametrize("where", ["-o", "DOSSIER_HOME"])
def test_a_file_in_the_place_of_a_folder_is_told(upload: list[object], tmp_path: Path, home: Path, where: str) -> None:
    (tmp_path / "fichier").write_text("ici")
    inside = tmp_path / "fichier" / "dedans"
    out, store = (inside, home) if where == "-o" else (tmp_path / "out", inside)
    left = dossier("assemble", *upload, "-o", out, home=store)
    assert_one_message(left, f"« {tmp_path / 'fichier'}", "un fichier tient la place d’un dossier")
    assert (tmp_path / "fichier").read_text() == "ici"


def test_a_spoilt_store_is_told_then_mended(upload: list[object], small: Assembled, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    blob = next(path for path in (home / "store" / "blobs").rglob("*") if _holds(path, small.read("plan.pdf")))
    blob.write_bytes(b"\0" + blob.read_bytes()[1:])
    left = dossier("assemble", *upload, "-o", out, home=home)
    assert_one_message(left, blob.name[:12], "abîmé, a été retiré de l’entrepôt. Relancez l’assemblage.")
    assert_nothing_left(out, home)
    assert dossier("assemble", *upload, "-o", out, home=home).code == 0
    assert files_of(out / small.folder.name) == small.files()


def test_a_store_that_lost_everything_but_its_notes_makes_all_again(
    upload: list[object], small: Assembled, home: Path, tmp_path: Path
) -> None:
    shutil.rmtree(home / "store" / "blobs")
    assert dossier("assemble", *upload, "-o", tmp_path / "out", home=home).code == 0
    assert files_of(tmp_path / "out" / small.folder.name) == small.files()


def test_a_damaged_attachment_is_named_and_leaves_nothing(upload: list[object], home: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "lettre.pdf"
    damaged.write_bytes(b"%PDF-1.7\nrien de bon\n")
    left = dossier("assemble", *upload, "--attach", damaged, "-o", tmp_path / "out", home=home)
    assert left.code in (1, 3)
    assert "lettre.pdf" in left.message
    assert "Traceback" not in left.err
    assert_nothing_left(tmp_path / "out", home)


def test_a_program_stopped_on_the_way_leaves_nothing_and_starts_again(upload: list[object], tmp_path: Path) -> None:
    out, home = tmp_path / "out", tmp_path / "home"
    program = start([PROGRAM, "assemble", *upload, "-o", out], home=home)
    with pytest.raises(subprocess.TimeoutExpired):
        program.wait(timeout=2.5)
    program.kill()
    program.communicate()
    assert not out.exists()
    again = dossier("assemble", *upload, "-o", out, home=home)
    assert (again.code, again.err) == (0, "")
    assert sorted(path.suffix for path in out.iterdir()) == ["", ".zip"]


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
