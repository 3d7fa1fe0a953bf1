"""``dossier report``: one agreement, one year, in Word, PDF and Excel; or one clear message."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assembler.verify.figures import flatten
from assembler.verify.office_text import read_word
from assembler.verify.page_text import has_text, read_page_texts
from tests.journeys.conftest import Assembled
from tests.journeys.program import dossier
from tests.journeys.readers import cells_of

AGREEMENT = "AG-2024-FQIS-G-03"
NAME = f"{AGREEMENT}_2025-2026"
BALANCE = ("C9", "D9")  # received and spent, on the sheet « Rapprochement »


@pytest.fixture(scope="session")
def made(small: Assembled, small_upload: list[object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the report of the FQIS-G."""
    out = tmp_path_factory.mktemp("report")
    told = dossier("report", small_upload[0], "--agreement", AGREEMENT, "-o", out, home=small.home)
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [str(out / f"{NAME}.{kind}") for kind in ("docx", "xlsx", "pdf")]
    return out


def test_a_report_is_three_files(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == [f"{NAME}.{kind}" for kind in ("docx", "pdf", "xlsx")]


def test_the_three_files_tell_the_same_amounts(made: Path) -> None:
    words = flatten(read_word((made / f"{NAME}.docx").read_bytes()).text)
    pages = "\n".join(read_page_texts((made / f"{NAME}.pdf").read_bytes()))
    cells = cells_of((made / f"{NAME}.xlsx").read_bytes())
    last = max(int(place[1:]) for sheet, place in cells if sheet == "Rapprochement" and cells[sheet, place] == "Total")
    for column in "BCDE":
        amount = f"{cells['Rapprochement', f'{column}{last}']:,.2f} $".replace(",", " ").replace(".", ",")
        amount = amount.replace("-", "−")
        assert has_text(words, amount), amount
        assert has_text(pages, amount), amount


def test_a_year_and_a_kind_may_be_chosen(small: Assembled, small_upload: list[object], tmp_path: Path) -> None:
    arguments = ("--agreement", AGREEMENT, "--fy", "2024-2025", "--kind", "final", "-o", tmp_path)
    told = dossier("report", small_upload[0], *arguments, home=small.home)
    assert (told.code, told.err) == (0, "")
    words = read_word(next(tmp_path.glob("*.docx")).read_bytes()).text
    assert "2024-2025" in words
    assert "final" in words


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("--agreement", "AG-0000"), ("« AG-0000 »", f"Choix possibles : {AGREEMENT}, ")),
        (("--agreement", AGREEMENT, "--fy", "1999-2000"), ("« 1999-2000 »", "Choix possibles : 2023-2024, ")),
    ],
)
def test_an_unknown_name_is_told_with_the_choices(
    asked: tuple[str, ...], words: tuple[str, ...], small_upload: list[object], tmp_path: Path
) -> None:
    told = dossier("report", small_upload[0], *asked, "-o", tmp_path / "out", home=tmp_path / "home")
    assert (told.code, told.out) == (2, "")
    assert [word for word in words if word not in told.message] == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["report", "assemble"])
def test_a_workbook_with_a_blocking_finding_makes_nothing(
    command: str, small_upload: list[object], tmp_path: Path
) -> None:
    book = load_workbook(Path(str(small_upload[0])))
    book["Actions"]["K6"] = None  # the summary, required to save
    saved = io.BytesIO()
    book.save(saved)
    blocked = tmp_path / "canevas.xlsx"
    blocked.write_bytes(saved.getvalue())
    asked = ("--agreement", AGREEMENT) if command == "report" else ()
    told = dossier(command, blocked, *asked, "-o", tmp_path / "out", home=tmp_path / "home")
    assert (told.code, told.out) == (1, "")
    assert "Actions!K6" in told.message
    assert "Rien n’a été assemblé" in told.message
    assert not (tmp_path / "out").exists()
    assert dossier("check", blocked, home=tmp_path / "home").code == 1
