"""The annotated workbook: the person's own file under its own name, once, for those who may see the deposit."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from service.db.tables import AuditEntry, Role, Submission
from service.desk import Desk
from service.doors import Person
from service.routes.annotated import annotated_name
from tests.canvas.annotate.books import Page, make_book, notes_of, packed_parts
from tests.service.conftest import People, Speaking
from tests.service.kept import keep_submission

BOOK = make_book([Page(), Page(name="Autre")])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def marie(person: People) -> Person:
    return person(Role.COORDINATION, territories=("CG",))


@pytest.fixture
def submission(desk: Desk, marie: Person) -> str:
    """A checked deposit with one finding, on Plan!B4."""
    kept = keep_submission(desk, marie, "CG")
    with desk.database.writing() as session:
        file = session.get_one(Submission, kept.id).files[0]
        file.name, file.sha256, file.size = "mon canevas.xlsx", desk.store.put(BOOK), len(BOOK)
    return kept.id


def test_it_is_the_file_that_was_sent_with_a_note_where_it_must_be_mended(
    desk: Desk, marie: Person, client_of: Speaking, submission: str
) -> None:
    client, path = client_of(marie), f"/api/v1/submissions/{submission}/annotated-workbook"
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, XLSX)
    assert "filename*=UTF-8''mon%20canevas_annot%C3%A9.xlsx" in answer.headers["content-disposition"]
    assert "Le titre manque.\nÀ faire\u00a0: Écrivez-le." in notes_of(answer.content, "Plan")["B4"]
    assert load_workbook(io.BytesIO(answer.content)).sheetnames == ["Plan", "Corrections", "Autre"]
    assert packed_parts(answer.content)["xl/worksheets/sheet2.xml"] == packed_parts(BOOK)["xl/worksheets/sheet2.xml"]
    again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    with desk.database.reading() as session:
        lines = [(line.action, line.subject) for line in session.scalars(select(AuditEntry))]
    assert lines == [("annotated.download", f"submission/{submission}")]


def test_it_speaks_the_language_asked_for(marie: Person, client_of: Speaking, submission: str) -> None:
    path = f"/api/v1/submissions/{submission}/annotated-workbook"
    answer = client_of(marie).get(path, headers={"Accept-Language": "en"})
    assert 'filename="mon canevas_annotated.xlsx"' in answer.headers["content-disposition"]
    assert "The title is missing.\nTo do: Write it." in notes_of(answer.content, "Plan")["B4"]


def test_a_deposit_not_checked_yet_has_none(desk: Desk, marie: Person, client_of: Speaking) -> None:
    kept = keep_submission(desk, marie, "CG", is_checked=False)
    answer = client_of(marie).get(f"/api/v1/submissions/{kept.id}/annotated-workbook")
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("canevas.xlsx", "canevas_annoté.xlsx", "canevas_annotated.xlsx"),
        ("canevas_annoté.xlsx", "canevas_annoté.xlsx", "canevas_annotated.xlsx"),
        ("canevas_annotated.XLSX", "canevas_annoté.xlsx", "canevas_annotated.xlsx"),
        ("", "canevas_annoté.xlsx", "canevas_annotated.xlsx"),
    ],
)
def test_it_is_named_after_the_file_that_was_sent(name: str, french: str, english: str) -> None:
    assert (annotated_name(name, "fr"), annotated_name(name, "en")) == (french, english)
