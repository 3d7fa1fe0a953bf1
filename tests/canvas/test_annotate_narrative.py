"""A person's narrative handed back: our comments at the places concerned, everything else as it came, each time."""

import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from assembler.canvas.narrative import build_narrative
from assembler.models.finding import Finding
from assembler.models.narrative import Paragraph
from assembler.models.upload import UploadedFile
from assembler.pipeline import annotate_narrative
from assembler.read.narrative.reading import read_narrative
from assembler.regions import load_region
from assembler.word.ooxml import W
from assembler.word.outline import paragraph_text
from tests.read.narratives import narrative, paragraph, run, runs, saved
from tests.read.torture import torture
from tests.read.torture_drawn import DRAWN
from tests.read.torture_written import WRITTEN

CONTENT = torture(WRITTEN + DRAWN)
FINDINGS = read_narrative(CONTENT)[1]
FILLED = build_narrative(load_region(), None, {"conclusion": (Paragraph(runs=runs("Écrit dans le cadre.")),)})


def annotated(content: bytes, findings: tuple[Finding, ...]) -> bytes:
    return annotate_narrative(UploadedFile(name="recit.docx", content=content), findings)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def comments_of(content: bytes) -> list[tuple[str, str]]:
    """Gives who wrote each comment, and what."""
    return [(comment.author, comment.text) for comment in docx.Document(io.BytesIO(content)).comments]


def commented(content: bytes) -> dict[str, str]:
    """Gives the words of each commented paragraph, and those of our comment on it."""
    document = docx.Document(io.BytesIO(content))
    texts = {str(comment.comment_id): comment.text for comment in document.comments if comment.author == "Dossier"}
    return {
        paragraph_text(line): texts[mark.get(f"{W}id", "")]
        for line in document.element.body.iter(f"{W}p")
        for mark in line.iter(f"{W}commentReference")
        if mark.get(f"{W}id") in texts
    }


def test_a_comment_stands_where_the_problem_is_and_says_what_to_do() -> None:
    notes = commented(annotated(CONTENT, FINDINGS))
    note = notes["visible cachédirect"]
    assert note.startswith("Avertissement N-025\nDu texte masqué n’a pas été repris.\nTrouvé\u00a0: 2\nÀ faire\u00a0: ")
    assert note.endswith("(Commentaire de Dossier\u00a0: il s’enlève de lui-même à la prochaine vérification.)")
    assert "N-030" in notes["surlignésouligné"]


def test_every_other_part_is_the_very_same() -> None:
    before, after = parts_of(CONTENT), parts_of(annotated(CONTENT, FINDINGS))
    assert [name for name in after if before.get(name) != after[name]] == ["word/document.xml", "word/comments.xml"]
    assert before.keys() == after.keys()


def test_the_person_gets_the_file_back_as_it_was_once_all_is_mended() -> None:
    assert parts_of(annotated(annotated(CONTENT, FINDINGS), ())) == parts_of(CONTENT)


def test_a_narrative_without_comments_gets_the_part_and_loses_it_again() -> None:
    content = narrative(paragraph(run("caché", "<w:vanish/>") + run("vu")))
    told = annotated(content, read_narrative(content)[1])
    assert parts_of(told).keys() - parts_of(content).keys() == {"word/comments.xml"}
    assert parts_of(annotated(told, ())).keys() == parts_of(content).keys()


def test_annotating_again_replaces_our_comments_and_keeps_the_persons() -> None:
    once = annotated(CONTENT, FINDINGS)
    assert read_narrative(once)[1] == FINDINGS
    assert annotated(once, FINDINGS) == once
    assert [words for author, words in comments_of(once) if author != "Dossier"] == ["motducommentaire"]


def test_a_reply_to_our_comment_stays_and_stands_alone() -> None:
    """Word keeps conversations in a part of their own, by the last paragraph of each comment."""
    content = narrative(paragraph(run("caché", "<w:vanish/>") + run("vu")))
    document = docx.Document(io.BytesIO(annotated(content, read_narrative(content)[1])))
    document.add_comment(document.paragraphs[1].runs, text="Je l’ai fait", author="Jeanne")
    told = saved(document)
    assert comments_of(annotated(told, ())) == [("Jeanne", "Je l’ai fait")]


def test_an_empty_section_is_told_in_its_frame() -> None:
    found, findings = read_narrative(FILLED)
    assert [section.tag for section in found.sections] == ["conclusion"]
    notes = commented(annotated(FILLED, findings))
    assert "N-003" in notes["Gouvernance"]
    assert "N-003" not in notes.get("Conclusion", "")


@pytest.fixture(scope="module")
def saved_by_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The annotated narrative and the canvas filled, opened and saved by LibreOffice."""
    home = tmp_path_factory.mktemp("office")
    sources = {"recit": annotated(CONTENT, FINDINGS), "canevas": FILLED}
    for name, content in sources.items():
        (home / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", str(home / "out")]
    subprocess.run([*command, *(str(home / f"{name}.docx") for name in sources)], check=True, capture_output=True)
    return {name: Path(home / "out" / f"{name}.docx").read_bytes() for name in sources}


def test_our_comments_are_known_again_after_libreoffice(saved_by_office: dict[str, bytes]) -> None:
    content = saved_by_office["recit"]
    assert len(comments_of(content)) > 20
    assert comments_of(annotated(content, ())) == [("Jeanne", "motducommentaire")]
    again = annotated(content, read_narrative(content)[1])
    assert len([words for author, words in comments_of(again) if author == "Dossier"]) > 20


def test_the_canvas_saved_by_libreoffice_reads_the_same(saved_by_office: dict[str, bytes]) -> None:
    found, findings = read_narrative(saved_by_office["canevas"])
    assert found == read_narrative(FILLED)[0]
    assert {finding.code for finding in findings} == {"N-003"}
