"""A template read over before it is used: our own have no fault, and every fault of another is told at its place."""

import io
import json
from pathlib import Path

import docx
import pytest

from assembler.cli.app import run
from assembler.errors import UnknownNameError
from assembler.journey.linting import VIEWS, lint
from assembler.models.finding import Severity
from assembler.models.template import TEMPLATES
from assembler.models.upload import UploadedFile
from assembler.pipeline import annotate_template, lint_template
from tests.templates.spoiled_templates import CHANGES, findings_of, own_findings, spoiled

NB = "\u00a0"
TWO_FAULTS = (("{{ versions }}", "{{ verssions }}"), ("{{ x.phrase }}", "{{ x.phrase|majuscule }}"))


@pytest.mark.parametrize("path", TEMPLATES.values())
def test_our_own_templates_have_no_fault(path: str) -> None:
    assert own_findings(path) == ()


def test_every_template_with_a_name_has_a_view() -> None:
    assert set(TEMPLATES.values()) == set(VIEWS)


def test_all_faults_are_told_at_once_each_with_its_place_and_its_nearest_name() -> None:
    told = findings_of(CHANGES, spoiled(CHANGES, *TWO_FAULTS))
    assert [(one.code, one.severity, one.found, one.expected) for one in told if one.code != "L-009"] == [
        ("L-003", Severity.BLOCKING, "verssions", "versions, version"),
        ("L-004", Severity.BLOCKING, "majuscule", ""),
    ]
    assert told[0].message == (
        f"La valeur «{NB}verssions{NB}» n’existe pas (vouliez-vous écrire «{NB}versions{NB}» ou «{NB}version{NB}»?)."
    )
    assert told[0].place == "{{ titre }} › {{ verssions }}"
    assert told[1].place.endswith("› {{ x.phrase|majuscule }}")


def test_a_syntax_error_hides_no_other() -> None:
    told = findings_of(
        CHANGES, spoiled(CHANGES, ("{{ titre }}", "{{ titre| }}"), ("{{ versions }}", "{{ versions( }}"))
    )
    assert [one.code for one in told if one.code == "L-002"] == ["L-002", "L-002"]


def test_a_fault_inside_an_included_template_names_it() -> None:
    sheet = spoiled("canvases/fiche-action.docx", ("{{ fiche.titre }}", "{{ fiche.tittre }}"))
    told = findings_of("canvases/fiche-action.docx", sheet)
    assert "fiche.tittre" in {one.found for one in told}
    plan = findings_of("canvases/plan.docx", spoiled("canvases/plan.docx", ("{%p for fiche in", "{%p for feuille in")))
    assert any(one.place.startswith("fiche-action.docx › ") and one.found.startswith("fiche.") for one in plan)


def test_the_annotated_template_carries_a_comment_at_each_fault_and_lints_as_before() -> None:
    file = UploadedFile(name="changements.docx", content=spoiled(CHANGES, *TWO_FAULTS))
    linted = lint_template(file)
    annotated = annotate_template(file, linted)
    comments = [comment.text for comment in docx.Document(io.BytesIO(annotated)).comments]
    assert any("verssions" in text for text in comments)
    assert any("majuscule" in text for text in comments)
    again = lint(UploadedFile(name="changements.docx", content=annotated), CHANGES)
    assert [one.code for one in again.findings] == [one.code for one in linted.findings]
    assert b"comments.xml" not in again.content


def test_a_file_of_another_name_says_which_template_it_is() -> None:
    content = spoiled(CHANGES)
    with pytest.raises(UnknownNameError, match="essai"):
        lint_template(UploadedFile(name="essai.docx", content=content))
    assert lint_template(UploadedFile(name="essai.docx", content=content), "changements").findings == ()


def test_the_command_leaves_with_one_for_blocking_faults_and_writes_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = tmp_path / "essai.docx", tmp_path / "changements.docx"
    bad.write_bytes(spoiled(CHANGES, *TWO_FAULTS))
    good.write_bytes(spoiled(CHANGES))
    assert run(["lint", str(good)]) == 0
    capsys.readouterr()
    annotated = tmp_path / "lu.docx"
    assert run(["lint", str(bad), "--as", "changements", "--json", "--annotate", str(annotated)]) == 1
    told = json.loads(capsys.readouterr().out)["findings"]
    assert {one["code"] for one in told} >= {"L-003", "L-004"}
    assert annotated.is_file()
    assert run(["--lang", "en", "lint", str(bad), "--as", "changements"]) == 1
    assert "does not exist" in capsys.readouterr().out
