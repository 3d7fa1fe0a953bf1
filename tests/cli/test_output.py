"""What the command line writes: whole or not at all, to a place that was looked at first, on an output that holds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assembler.cli.app import interrupter
from assembler.cli.files import read_file, write_files
from tests.command_line import Dossier, dossier_in

PROGRAM = Path(sys.executable).with_name("dossier")


@pytest.fixture
def dossier(capsys: pytest.CaptureFixture[str]) -> Dossier:
    return dossier_in(capsys)


@pytest.mark.parametrize("command", ["assemble", "report", "consolidate"])
def test_a_place_where_nothing_can_be_written_is_told_before_the_work(
    dossier: Dossier, tmp_path: Path, command: str
) -> None:
    blank = tmp_path / "canevas.xlsx"
    blank.write_bytes(b"PK")
    told = dossier(command, blank, "-o", blank / "out", *([] if command == "assemble" else ["--agreement", "X"]))
    assert told.code == 3
    assert f"« {blank} » n’a pas pu être lu ou écrit : un fichier tient la place d’un dossier." in told.message


def test_of_several_files_none_is_left_when_one_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        write_files({tmp_path / "new" / "a.docx": b"a", tmp_path / "new" / ("b" * 300): b"b"})
    assert list(tmp_path.iterdir()) == []


def test_an_output_without_the_letters_prints_their_numbers() -> None:
    left = subprocess.run(
        [PROGRAM, "rules", "--lang", "zz"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (left.returncode, left.stdout) == (2, b"")
    assert left.stderr.startswith(b"L\\u2019option --lang demande fr ou en.")


def test_a_name_in_bytes_of_another_age_is_a_label(tmp_path: Path) -> None:
    named = tmp_path / os.fsdecode(b"caf\xe9.xlsx")
    named.write_bytes(b"PK")
    assert read_file(named).name == "caf\ufffd.xlsx"


@pytest.mark.parametrize(
    ("output", "code", "words"), [("/dev/full", 3, "il n’y a plus d’espace"), ("closed pipe", 141, "")]
)
def test_an_output_that_takes_no_more_ends_in_words_or_in_silence(output: str, code: int, words: str) -> None:
    read, write = os.pipe()
    os.close(read)
    with Path(output).open("wb") if output == "/dev/full" else os.fdopen(write, "wb") as out:
        left = subprocess.run([PROGRAM, "rules"], stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert left.returncode == code
    assert words in left.stderr.replace("\u00a0", " ")
    assert left.stderr.count("\n") == bool(words)


def test_ctrl_c_pressed_again_does_not_interrupt_the_closing() -> None:
    interrupt = interrupter()
    with pytest.raises(KeyboardInterrupt):
        interrupt(2, None)
    interrupt(2, None)
