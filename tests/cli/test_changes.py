"""``dossier diff``: what changed from one workbook to another, for people and for programs."""

import json
from pathlib import Path

import pytest

from tests.command_line import Dossier, dossier_in
from tests.compute.changed_plans import edited, with_rows
from tests.projection import project
from tests.small_pair import canvas_of, small_pair
from tests.small_plan import small_plan

SAMPLES = Path(__file__).parents[2] / "canvases" / "samples"


@pytest.fixture
def dossier(capsys: pytest.CaptureFixture[str]) -> Dossier:
    return dossier_in(capsys)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two canvases of a small plan, as files."""
    folder = tmp_path_factory.mktemp("pair")
    old, new = folder / "avant.xlsx", folder / "apres.xlsx"
    for path, content in zip((old, new), small_pair(), strict=True):
        path.write_bytes(content)
    return old, new


def test_people_read_what_changed(dossier: Dossier, pair: tuple[Path, Path], tmp_path: Path) -> None:
    told = dossier("diff", *pair, "-o", tmp_path / "sorties" / "changements.docx")
    said = told.out.replace("\u00a0", " ")
    assert (told.code, told.err) == (0, "")
    assert "L’action CG-A01 change de titre : « {{ 7*7 }} » devient « Relais »." in said
    assert "Ensemble du plan : besoin 0,10 $ → 10,10 $ (+10 $); écart 0,10 $ → 10,10 $ (+10 $)" in said
    assert "Besoins – CG-A01-N01 : Montant, « 0,10 $ » devient « 10,10 $ »." in said
    assert "Ce qui a changé" in project((tmp_path / "sorties" / "changements.docx").read_bytes())


def test_programs_read_stable_keys_and_amounts_with_two_decimals(dossier: Dossier, pair: tuple[Path, Path]) -> None:
    told = dossier("diff", *pair, "--json", "--edition", "publique")
    read = json.loads(told.out)
    assert list(read) == [
        "territory", "territory_name", "edition", "before", "after", "is_same", "has_hidden", "actions", "years",
        "levers", "texts", "tables",
    ]  # fmt: skip
    assert (read["edition"], read["is_same"], read["has_hidden"]) == ("publique", False, False)
    (year,) = read["years"]
    assert year["total"]["need"] == {"before": "0.10", "after": "10.10", "difference": "10.00"}


def test_the_same_workbook_twice_has_no_change(dossier: Dossier, pair: tuple[Path, Path]) -> None:
    told = dossier("--lang", "en", "diff", pair[0], pair[0])
    assert told.code == 0
    assert "Nothing has changed: the two plans are identical." in told.out


def test_two_territories_are_not_compared(dossier: Dossier, pair: tuple[Path, Path]) -> None:
    told = dossier("diff", pair[0], SAMPLES / "RP" / "canevas.xlsx")
    assert told.code == 3
    assert "c’est le canevas du territoire RP, et non de CG. Comparez deux canevas du même territoire." in told.message


@pytest.mark.parametrize("bad", [{"status": None}, {"owner": "personne-de-connu"}], ids=["not read", "leads nowhere"])
def test_an_action_that_cannot_be_read_is_compared_on_neither_side(
    dossier: Dossier, pair: tuple[Path, Path], tmp_path: Path, bad: dict[str, str | None]
) -> None:
    """One bad cell must not pass for a removal, nor for money that went."""
    unread = tmp_path / "apres.xlsx"
    unread.write_bytes(canvas_of(with_rows(small_plan(), "actions", (small_plan().actions[0].model_copy(update=bad),))))
    told = json.loads(dossier("diff", pair[0], unread, "--json").out)
    assert (told["is_same"], told["tables"], told["levers"]) == (False, [], [])
    assert (told["actions"]["removed"], [year["total"]["need"]["difference"] for year in told["years"]]) == (
        [],
        ["0.00"],
    )
    assert [(one["table"], one["record"]) for one in told["after"]["not_compared"]] == [("actions", "CG-A01")]
    for files in ((pair[0], unread), (unread, pair[0])):
        said = dossier("diff", *files).out.replace("\u00a0", " ")
        assert "Rien n’a changé de ce qui a pu être lu." in said
        assert "ce qui en dépend, n’est donc pas comparé, montants compris : l’action CG-A01. Corrigez-le" in said
    english = dossier("--lang", "en", "diff", pair[0], unread).out
    assert "The newer workbook could not be read whole." in english
    assert "is therefore not compared, amounts included: action CG-A01. Mend it first." in english


def test_what_leads_nowhere_is_named_and_the_rest_is_compared(
    dossier: Dossier, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    plan = small_plan()
    expense = plan.expenses[0].model_copy(update={"action": "CG-A99"})
    changed = edited(with_rows(plan, "expenses", (expense,)), "actions", "CG-A01", title="Relais")
    (tmp_path / "apres.xlsx").write_bytes(canvas_of(changed))
    told = dossier("diff", pair[0], tmp_path / "apres.xlsx").out.replace("\u00a0", " ")
    assert f"n’est donc pas comparé, montants compris : « Dépenses – {expense.id} ». Corrigez-le d’abord." in told
    assert "L’action CG-A01 change de titre" in told
    assert "retirée" not in told


def test_one_narrative_alone_is_wrong_usage(dossier: Dossier, pair: tuple[Path, Path]) -> None:
    told = dossier("diff", *pair, "--old-narrative", pair[0])
    assert told.code == 2
    assert "Donnez les deux récits, ou aucun" in told.message
