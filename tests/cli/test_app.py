"""The command line: what it prints for people and for programs, and with which code it leaves."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assembler import pipeline
from assembler.canvas.build import build_canvas
from assembler.regions import load_region
from tests.command_line import Dossier, dossier_in
from tests.small_plan import small_plan

PROGRAM = Path(sys.executable).with_name("dossier")
REGION = load_region()
SAMPLES = Path(__file__).resolve().parents[2] / "canvases" / "samples"
FINDING = {"code", "severity", "sheet", "cell", "place", "found", "expected", "message", "remedy"}
TOTALS = {"need", "confirmed", "requested", "gap", "in_kind", "coverage_pct"}


@pytest.fixture
def dossier(capsys: pytest.CaptureFixture[str]) -> Dossier:
    return dossier_in(capsys)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The canvas of La Côte-de-Gaspé with what the region knows, and nothing else."""
    path = tmp_path_factory.mktemp("blank") / "canevas.xlsx"
    path.write_bytes(pipeline.make_canvas("CG", REGION))
    return path


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small plan: 0,10 $ needed in 2026-2027, nothing found."""
    path = tmp_path_factory.mktemp("filled") / "canevas.xlsx"
    path.write_bytes(build_canvas(REGION, territory=REGION.territory("CG"), plan=small_plan()))
    return path


@pytest.fixture(scope="module")
def narrative(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("narrative") / "recit.docx"
    path.write_bytes(pipeline.make_narrative("CG", REGION))
    return path


def test_canvas_writes_the_same_file_each_time_and_tells_where(dossier: Dossier, tmp_path: Path, blank: Path) -> None:
    path = tmp_path / "neuf" / "canevas.xlsx"
    told = dossier("canvas", "cg", "-o", path)
    assert (told.code, told.out, told.err) == (0, f"{path}\n", "")
    assert path.read_bytes() == blank.read_bytes()


def test_canvas_never_erases_what_a_person_filled(dossier: Dossier, filled: Path, blank: Path) -> None:
    before = filled.read_bytes()
    told = [dossier("canvas", "CG", "-o", filled), dossier("narrative", "CG", "-o", filled)]
    told += [dossier("check", blank, "--annotate", blank), dossier("diff", filled, filled, "-o", filled)]
    assert [one.code for one in told] == [3, 3, 3, 3]
    assert "existe déjà" in told[0].err
    assert "est un fichier à lire" in told[2].err
    assert filled.read_bytes() == before
    assert dossier("canvas", "CG", "-o", blank).code == 0  # the same again


def test_canvas_carries_the_data_of_last_year(dossier: Dossier, tmp_path: Path, filled: Path) -> None:
    path = tmp_path / "canevas.xlsx"
    assert dossier("canvas", "CG", "--from", filled, "-o", path).code == 0
    checked = json.loads(dossier("check", path, "--json").out)
    assert checked["territory"] == "CG"
    assert checked["totals"] is not None


def test_narrative_writes_a_word_file(dossier: Dossier, tmp_path: Path, narrative: Path) -> None:
    path = tmp_path / "recit.docx"
    assert dossier("narrative", "CG", "-o", path).code == 0
    assert path.read_bytes() == narrative.read_bytes()


def test_check_of_a_blank_canvas_finds_what_is_missing(dossier: Dossier, blank: Path, narrative: Path) -> None:
    told = dossier("check", blank, "--narrative", narrative, "--json")
    checked = json.loads(told.out)
    assert (told.code, told.err) == (1, "")
    assert list(checked) == ["territory", "fy", "findings", "totals"]
    assert (checked["territory"], checked["fy"], checked["totals"]) == ("CG", None, None)
    assert {frozenset(finding) for finding in checked["findings"]} == {frozenset(FINDING)}
    title = next(found for found in checked["findings"] if found["message"] == "«\u00a0Titre\u00a0» est requis.")
    assert (title["code"], title["severity"], title["place"]) == ("T-010", "bloquant", "Plan!B8")
    assert title["remedy"] == "Remplissez la cellule."


def test_check_gives_amounts_as_texts_with_two_decimals(dossier: Dossier, filled: Path) -> None:
    checked = json.loads(dossier("check", filled, "--json").out)
    assert checked["fy"] == "2026-2027"
    assert set(checked["totals"]) == TOTALS
    assert checked["totals"]["need"] == "0.10"
    assert checked["totals"]["confirmed"] == "0.00"
    assert checked["totals"]["gap"] == "0.10"


def test_check_tells_people_each_cell_with_its_remedy(dossier: Dossier, blank: Path) -> None:
    told = dossier("check", blank)
    lines = told.out.splitlines()
    assert told.code == 1
    assert lines.index("Territoire") < lines.index("Plan")
    place = lines.index("  bloquant T-010 B8  «\u00a0Titre\u00a0» est requis.")
    assert lines[place + 1] == "      Remplissez la cellule."
    assert lines[-1].startswith("Constats\u00a0: ")


def test_check_weighs_findings_for_the_edition_asked(dossier: Dossier, filled: Path) -> None:
    """The small plan is adopted without a resolution, and holds a tag."""
    official, working = (dossier("check", filled, "--json", "--edition", one) for one in ("officielle", "travail"))
    assert (official.code, working.code) == (1, 0)
    severities = [{f["code"]: f["severity"] for f in json.loads(left.out)["findings"]} for left in (official, working)]
    assert [(told["R-080"], told["R-106"], told["T-011"]) for told in severities] == [
        ("bloquant", "bloquant", "bloquant"),
        ("avertissement", "avertissement", "avertissement"),
    ]


def test_check_tells_what_was_waived_and_why(dossier: Dossier) -> None:
    """Le Rocher-Percé has no thematic committee, and says why."""
    workbook = SAMPLES / "RP" / "canevas.xlsx"
    (waived,) = (f for f in json.loads(dossier("check", workbook, "--json").out)["findings"] if "waived" in f)
    assert (waived["code"], waived["severity"]) == ("R-081", "information")
    assert waived["waived"]["severity"] == "avertissement"
    told = dossier("check", workbook).out
    assert (
        f"      Dérogation\u00a0: {waived['waived']['reason']} (Grande veillée des partenaires, 2025-11-13)\n" in told
    )
    assert "Levés par une dérogation\u00a0: 1.\n" in told


def test_check_speaks_english_and_keeps_published_codes_in_json(dossier: Dossier, blank: Path) -> None:
    people = dossier("--lang", "en", "check", blank).out
    assert "blocking T-010 B8  “Title” is required.\n      Fill in the cell.\n" in people
    assert "requis" not in people
    program = json.loads(dossier("check", blank, "--json", "--lang=en").out)["findings"]
    assert {finding["severity"] for finding in program} <= {"bloquant", "avertissement", "information"}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_language_may_be_asked_for_anywhere_on_the_line(dossier: Dossier, place: int) -> None:
    arguments = ["rules", "--json"]
    arguments[place:place] = ["--lang", "en"]
    rules = json.loads(dossier(*arguments).out)
    assert rules[0]["statement"] == "A number is expected."


NOT_A_WORKBOOK = {
    "notes.txt": (b"bonjour\n" * 40, "un fichier de texte ou CSV"),
    "photo.xlsx": (b"\x89PNG\r\n\x1a\n" + bytes(64), "une image"),
    "plan.pdf": (b"%PDF-1.7\n%%EOF\n", "un document PDF"),
}


@pytest.mark.parametrize("name", NOT_A_WORKBOOK)
def test_a_wrong_kind_of_file_fails_with_what_it_is_and_what_to_do(dossier: Dossier, tmp_path: Path, name: str) -> None:
    content, kind = NOT_A_WORKBOOK[name]
    (tmp_path / name).write_bytes(content)
    told = dossier("check", tmp_path / name)
    assert (told.code, told.out) == (3, "")
    assert told.message.startswith(f"Le fichier « {name} » est refusé : c’est {kind}")
    assert "un classeur Excel (.xlsx)" in told.message


def test_a_workbook_in_place_of_the_narrative_fails(dossier: Dossier, blank: Path) -> None:
    told = dossier("check", blank, "--narrative", blank)
    assert told.code == 3
    assert "alors qu’il faut un document Word (.docx). Envoyez le document Word" in told.message


def test_an_unknown_territory_fails_with_the_known_ones(dossier: Dossier, tmp_path: Path) -> None:
    told = dossier("canvas", "ZZ", "-o", tmp_path / "canevas.xlsx")
    assert told.code == 2
    assert "« ZZ »" in told.message
    assert "Choix possibles : AV, BO, RP, CG, HG, IM." in told.message
    assert not list(tmp_path.iterdir())


def test_an_unknown_region_fails_with_the_known_ones(dossier: Dossier) -> None:
    told = dossier("canvas", "CG", "--region", "nulle")
    assert (told.code, told.message) == (2, "La région « nulle » est inconnue. Régions offertes : gaspesie-iles.")


def test_a_folder_that_is_no_dossier_has_defects(dossier: Dossier, tmp_path: Path) -> None:
    told = dossier("verify", tmp_path)
    assert told.code == 1
    assert "manifest.json" in told.out


def test_fields_in_a_pipe_are_lines_of_tabs(dossier: Dossier) -> None:
    lines = dossier("fields").out.splitlines()
    assert lines[0].split("\t") == ["Feuille", "Balise", "Français", "English", "Type", "Requis", "Classe", "Limites"]
    assert {line.count("\t") for line in lines} == {7}
    assert lines[1].split("\t")[:6] == ["Territoire", "code", "Code du territoire", "Territory code", "texte", "R"]


def test_fields_speak_english(dossier: Dossier) -> None:
    lines = dossier("fields", "--lang", "en").out.splitlines()
    assert lines[0].split("\t") == ["Sheet", "Tag", "Français", "English", "Type", "Required", "Class", "Limits"]
    assert lines[1].split("\t")[4] == "text"


def test_fields_give_the_schema_to_programs(dossier: Dossier) -> None:
    schema = json.loads(dossier("fields", "--json").out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["$defs"]["Action"]["properties"]["title"]["x-tag"] == "titre"


def test_rules_are_listed_once_with_their_remedy(dossier: Dossier) -> None:
    rules = json.loads(dossier("rules", "--json").out)
    keys = ("code", "severity", "statement", "source", "remedy", "waivable")
    assert {frozenset(rule) for rule in rules} == {frozenset(keys)}
    assert {rule["waivable"] for rule in rules} == {"oui", "non"}
    assert [rule["code"] for rule in rules if not (rule["statement"] and rule["remedy"])] == []
    lines = dossier("rules").out.splitlines()
    assert lines[0] == "Code\tGravité\tÉnoncé\tSource\tRemède\tDérogation permise"
    assert len(lines) == len(rules) + 1


WRONG_USE = {
    "check": "L’argument CANEVAS est requis.",
    "check .": "L’argument CANEVAS : « . » est un dossier, alors qu’il faut un fichier.",
    "canvas CG --sheet {file}": "Une fiche d’action complète un canevas : donnez-le avec --from.",
    "check {file} --annotate-narrative x.docx": "Il n’y a pas de récit à annoter : donnez-le avec --narrative.",
    "check absent.xlsx": "L’argument CANEVAS : « absent.xlsx » n’existe pas. Vérifiez le chemin.",
    "check --jsn x": "L’option --jsn n’existe pas. Vouliez-vous dire --json?",
    "canvas CG -o": "L’option -o demande une valeur.",
    "canvas CG HG": "La commande a un argument de trop, ou mal placé : « HG ».",
    "assemble {file}": "L’option -o ou --output est requise.",
    "assemble {file} -o out --edition x": "Choix possibles : travail, partenaires, publique, officielle.",
    "assemble {file} -o out --date demain": "L’option --date demande une date, sous la forme AAAA-MM-JJ.",
    "rules --lang de": "L’option --lang demande fr ou en.",
    "rules --lang": "L’option --lang demande fr ou en.",
    "melanger": "Cette commande n’existe pas. Choix possibles : canvas,",
}


@pytest.mark.parametrize("line", WRONG_USE)
def test_wrong_use_is_told_in_french_and_leaves_with_2(dossier: Dossier, line: str) -> None:
    told = dossier(*line.format(file=__file__).split())
    assert (told.code, told.out) == (2, "")
    assert WRONG_USE[line] in told.message


def test_wrong_use_in_english(dossier: Dossier) -> None:
    told = dossier("check", "--lang", "en")
    assert told.code == 2
    assert "Missing argument" in told.message
    assert told.message.endswith("Usage: dossier check [OPTIONS] {CANVAS} Help: dossier check --help")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ("Commandes", "Écrit le canevas Excel", "Afficher cette aide.")),
        ("en", ("Commands", "Writes the Excel canvas", "Show this help.")),
    ],
)
def test_help_speaks_the_language_asked_for(dossier: Dossier, lang: str, words: tuple[str, ...]) -> None:
    told = dossier("--help", "--lang", lang)
    assert told.code == 0
    assert [word for word in words if word not in told.out] == []


def test_the_program_in_a_pipe_tells_a_blocked_upload_once_and_leaves_nothing(blank: Path, tmp_path: Path) -> None:
    """The real program: no progress bar, no traceback, no folder half made."""
    environment = {**os.environ, "DOSSIER_HOME": str(tmp_path / "home")}
    command: list[str | Path] = [PROGRAM, "assemble", blank, "-o", tmp_path / "out"]
    left = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (left.returncode, left.stdout) == (1, "")
    assert left.stderr.startswith("Rien n’a été assemblé")
    assert "dossier check" in " ".join(left.stderr.split())
    assert "Traceback" not in left.stderr
    assert not (tmp_path / "out").exists()


def test_the_program_in_a_pipe_writes_json_and_nothing_else(blank: Path) -> None:
    command: list[str | Path] = [PROGRAM, "check", blank, "--json"]
    left = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (left.returncode, left.stderr) == (1, "")
    assert json.loads(left.stdout)["territory"] == "CG"
