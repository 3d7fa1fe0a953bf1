"""The page of a deposit leads to the person's own workbook, with or without our marks."""

import io
import json

import docx
import pytest

from assembler.read.narrative.reading import read_narrative
from service.db.tables import Submission, SubmissionFile
from service.desk import Desk
from service.doors import Person
from tests.read.narratives import narrative, paragraph, run
from tests.service.conftest import Speaking
from tests.service.kept import keep_submission
from tests.service.pages.conftest import Browser, Opening

HIDDEN = narrative(paragraph(run("caché", "<w:vanish/>") + run("vu")))


@pytest.fixture
def told(desk: Desk, marie: Person) -> str:
    """A checked deposit whose narrative has hidden text, which its findings tell."""
    kept = keep_submission(desk, marie, "CG")
    findings = [one.model_dump(mode="json") for one in read_narrative(HIDDEN)[1]]
    with desk.database.writing() as session:
        row = session.get_one(Submission, kept.id)
        sha256 = desk.store.put(HIDDEN)
        row.files.append(
            SubmissionFile(position=2, role="narrative", name="Mon récit.docx", sha256=sha256, size=len(HIDDEN))
        )
        assert row.version
        row.version.findings_sha256 = desk.store.put(json.dumps({"fr": findings, "en": findings}).encode())
    return kept.id


def test_the_narrative_comes_back_with_comments_from_the_page_and_by_the_api(
    one: Browser, marie: Person, client_of: Speaking, told: str
) -> None:
    words = one.see(f"/depots/{told}")
    assert "Télécharger mon récit annoté" in words
    assert "Dans le récit, un commentaire Word se tient à chaque passage à corriger." in words
    given = one.open(f"/depots/{told}/recit-annote.docx")
    assert "Mon%20r%C3%A9cit_annot%C3%A9.docx" in given.headers["content-disposition"]
    same = client_of(marie).get(f"/api/v1/submissions/{told}/annotated-narrative")
    assert (given.status_code, same.status_code) == (200, 200)
    assert given.content == same.content != HIDDEN
    (comment,) = [one for one in docx.Document(io.BytesIO(given.content)).comments if "N-025" in one.text]
    assert (comment.author, "À faire\u00a0:" in comment.text) == ("Dossier", True)


def test_a_deposit_without_a_narrative_offers_none(desk: Desk, marie: Person, one: Browser) -> None:
    kept = keep_submission(desk, marie, "CG")
    one.see(f"/depots/{kept.id}")
    assert "recit-annote" not in one.page
    assert one.open(f"/depots/{kept.id}/recit-annote.docx").status_code == 404


def test_a_deposit_with_findings_offers_the_annotated_workbook(desk: Desk, marie: Person, browser: Opening) -> None:
    kept = keep_submission(desk, marie, "CG")
    one = browser(marie)
    told = one.see(f"/depots/{kept.id}")
    assert "Télécharger mon canevas annoté C’est votre fichier, avec une note et une couleur" in told
    assert f'href="/depots/{kept.id}/canevas-annote.xlsx" download' in one.page
    assert "Download my annotated canvas" in browser(marie, lang="en").see(f"/depots/{kept.id}")


def test_a_deposit_that_is_not_checked_offers_none(desk: Desk, marie: Person, one: Browser) -> None:
    kept = keep_submission(desk, marie, "CG", is_checked=False)
    one.see(f"/depots/{kept.id}")
    assert "canevas-annote" not in one.page
    assert one.open(f"/depots/{kept.id}/canevas-annote.xlsx").status_code == 409
