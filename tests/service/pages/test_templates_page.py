"""« Gabarits » without JavaScript: the list, the file in use, a version's faults, its trial, the way back."""

import pytest
from sqlalchemy import select

from service.db.tables import Job, JobState, Role, TemplateState, TemplateVersion
from service.db.templates import publish_version
from service.desk import Desk
from service.doors import Person
from tests.service.conftest import People
from tests.service.kept import keep_submission
from tests.service.pages.conftest import Browser, Opening, words_of
from tests.templates.spoiled_templates import CHANGES, spoiled

PAGE = "/gabarits/changements"


@pytest.fixture
def officer(person: People) -> Person:
    return person(Role.REGIONAL)


@pytest.fixture
def one(browser: Opening, officer: Person) -> Browser:
    return browser(officer)


def test_the_page_tells_faults_with_their_place_then_the_trial_then_the_version_in_use(
    desk: Desk, one: Browser, officer: Person
) -> None:
    keep_submission(desk, officer, "CG")
    assert one.see("/gabarits").count("Celle du produit") == 6
    assert "La version du produit est en usage." in one.see(PAGE)
    wrong = spoiled(CHANGES, ("{{ versions }}", "{{ verssions }}"))
    told = one.send(PAGE, files={"template": ("changements.docx", wrong)})
    assert told.status_code == 422
    words = words_of(told)
    assert "La version 1 n’a pas été publiée" in words
    assert "La valeur « verssions » n’existe pas (vouliez-vous écrire « versions » ou « version »?)." in words
    assert "Où : {{ titre }} › {{ verssions }}" in words

    one.see(PAGE)
    right = spoiled(CHANGES, ("{{ versions }}", "Versions : {{ versions }}"))
    assert one.send(PAGE, files={"template": ("changements.docx", right)}).status_code == 303
    assert "La version 2 est à l’essai" in one.see(PAGE)
    with desk.database.writing() as session:
        version = session.scalar(select(TemplateVersion).where(TemplateVersion.number == 2))
        assert version is not None and version.state == TemplateState.DRAFT
        job = session.get_one(Job, version.job_id)
        assert (job.kind, set(job.order["submissions"])) == ("publish", {"CG"})
        job.state = JobState.DONE
        publish_version(session, version, now=desk.now())
    words = one.see(PAGE)
    assert "La version 2 est en usage." in words
    assert one.open(f"{PAGE}.docx").content == right

    one.see(PAGE)
    assert one.send(f"{PAGE}/origine").status_code == 303
    words = one.see(PAGE)
    assert "La version du produit est en usage." in words
    assert "2 Plus en usage" in words and "1 Refusée" in words


def test_in_english_the_page_speaks_english(browser: Opening, officer: Person) -> None:
    words = browser(officer, lang="en").see(PAGE)
    assert "The product’s version is in use." in words
    assert "Read over and try" in words


def test_a_coordinator_finds_no_templates(browser: Opening, person: People) -> None:
    one = browser(person(Role.COORDINATION, territories=("CG",)))
    assert one.open("/gabarits").status_code == 404
    assert one.open(PAGE).status_code == 404
