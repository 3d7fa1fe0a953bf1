"""``dossier check --annotate``: the findings that are told are those that the workbook shows."""

import json
from pathlib import Path

import pytest

from assembler.canvas.build import build_canvas
from assembler.regions import load_region
from tests.canvas.annotate.books import notes_of, parts_of, sheet_part, tree
from tests.command_line import dossier_in
from tests.small_plan import small_plan

REGION = load_region()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "canevas.xlsx"
    path.write_bytes(build_canvas(REGION, territory=REGION.territory("CG"), plan=small_plan()))
    return path


def test_the_workbook_is_written_beside_and_told(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, written = filled.read_bytes(), tmp_path / "sortie" / "annoté.xlsx"
    told = dossier_in(capsys)("check", filled, "--annotate", written)
    assert (told.err, told.out.splitlines()[-1]) == ("", str(written))
    assert filled.read_bytes() == before
    parts = parts_of(written.read_bytes())
    listed = tree(parts[sheet_part(written.read_bytes(), "Corrections")])
    found = json.loads(dossier_in(capsys)("check", filled, "--json").out)["findings"]
    assert len(listed.findall(".//{*}row")) == 6 + len(found)
    at_plan = {one["cell"] for one in found if one["sheet"] == "Plan" and one["cell"]}
    assert set(notes_of(written.read_bytes(), "Plan")) == at_plan != set()


def test_checking_the_annotated_workbook_finds_the_same_and_annotates_the_same(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, first, second = dossier_in(capsys), tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    once = dossier("check", filled, "--annotate", first, "--json")
    again = dossier("check", first, "--annotate", second, "--json")
    assert json.loads(once.out) == json.loads(again.out)
    assert first.read_bytes() == second.read_bytes()


def test_a_file_that_cannot_be_read_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoiled = tmp_path / "canevas.xlsx"
    spoiled.write_bytes(b"PK rien")
    told = dossier_in(capsys)("check", spoiled, "--annotate", tmp_path / "annoté.xlsx")
    assert told.code == 3
    assert not (tmp_path / "annoté.xlsx").exists()
