"""What changed between two deposits: the page, its Word file, and the same by the API; compared in the chamber."""

import io
import re
import zipfile

import pytest
from sqlalchemy import select

from assembler.models.changes import PlanChanges
from assembler.models.vocabulary import Edition
from service.db.submissions import find_submission
from service.db.tables import AuditEntry, Submission
from service.desk import Desk
from service.doors import Person
from tests.projection import project
from tests.service.conftest import Speaking
from tests.service.kept import keep_dossier, keep_submission
from tests.service.pages.conftest import Browser, Opening, words_of
from tests.small_pair import small_pair


def header_of(content: bytes) -> str:
    """Gives the words of a Word page's headers and footers."""
    parts = zipfile.ZipFile(io.BytesIO(content))
    named = [name for name in parts.namelist() if re.match(r"word/(header|footer)\d*\.xml", name)]
    return " ".join(re.sub(r"<[^>]+>", "", parts.read(name).decode()) for name in named)


@pytest.fixture
def pair(desk: Desk, marie: Person) -> tuple[str, str]:
    """Two checked deposits of La Côte-de-Gaspé."""
    return keep(desk, marie, small_pair()[0]), keep(desk, marie, small_pair()[1])


def keep(desk: Desk, by: Person, content: bytes) -> str:
    kept = keep_submission(desk, by, "CG")
    with desk.database.writing() as session:
        file = session.get_one(Submission, kept.id).files[0]
        file.sha256, file.size = desk.store.put(content), len(content)
    return kept.id


def test_the_page_the_word_file_and_the_api_tell_every_change(
    desk: Desk, one: Browser, marie: Person, browser: Opening, client_of: Speaking, pair: tuple[str, str]
) -> None:
    first, second = pair
    assert "Voir ce qui a changé depuis le dépôt précédent" in one.see(f"/depots/{second}")
    words = one.see(f"/depots/{second}/changements")
    assert "Ce qui a changé depuis le dépôt no 1" in words
    assert "Ensemble du plan Besoin 0,10 $ 10,10 $ + 10,00 $" in words.replace("+10", "+ 10")
    assert "Pistes d’action – CG-P1.1" in words
    assert "<ins>Rapprocher l’aide &lt;b&gt;</ins>" in one.page
    assert words_of(one.open(f"/depots/{second}/changements?depuis={first}")) == words
    one.see(f"/depots/{second}/changements?depuis={first}&edition=publique")
    assert 'value="publique" selected' in one.page and f"depuis={first}&amp;edition=publique" in one.page
    assert "Édition publique" in header_of(one.open(f"/depots/{second}/changements.docx?edition=publique").content)
    word = one.open(f"/depots/{second}/changements.docx?depuis={first}")
    assert word.headers["content-disposition"] == 'attachment; filename="changements_CG_1-2.docx"'
    assert "# Ce qui a changé" in project(word.content)
    with desk.database.reading() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.action == "changes.download")).all()
        assert [entry.subject for entry in noted] == [f"submission/{second}"] * 2
    answer = client_of(marie).get(f"/api/v1/submissions/{second}/changes", params={"since": first})
    changes = PlanChanges.model_validate_json(answer.content)
    assert (answer.status_code, changes.edition, changes.is_same) == (200, Edition.PARTNERS, False)
    assert answer.json()["years"][0]["total"]["need"]["difference"] == "10.00"
    english = browser(marie, lang="en").see(f"/depots/{second}/changements")
    assert "What changed since submission no. 1" in english
    assert "Lines of action – CG-P1.1" in english


def test_a_deposit_without_a_plan_has_nothing_to_compare(
    desk: Desk, one: Browser, marie: Person, client_of: Speaking
) -> None:
    first = keep(desk, marie, small_pair()[0])
    assert one.open(f"/depots/{first}/changements").status_code == 404
    blocked = keep_submission(desk, marie, "CG", has_plan=False)
    assert one.open(f"/depots/{blocked.id}/changements").status_code == 409
    assert "changements" not in one.see(f"/depots/{blocked.id}") and "changements" not in one.page
    refused = client_of(marie).get(f"/api/v1/submissions/{blocked.id}/changes", params={"since": first})
    assert (refused.status_code, refused.headers["content-type"]) == (409, "application/problem+json")


def test_a_dossier_leads_to_the_comparison_with_the_one_before(
    desk: Desk, one: Browser, marie: Person, pair: tuple[str, str]
) -> None:
    made = [keep_dossier(desk, marie) for _pair in pair]
    with desk.database.writing() as session:
        for dossier, submission in zip(made, pair, strict=True):
            row = session.merge(dossier)
            row.submission_id = submission
        assert find_submission(session, pair[0]) is not None
    one.open(f"/dossiers/{made[1].id}")
    assert f'href="/depots/{pair[1]}/changements?depuis={pair[0]}"' in one.page
