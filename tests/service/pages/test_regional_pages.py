"""The regional officer's journey without JavaScript: the region, a batch and its board; doors that stay closed."""

import pytest

from service.db.tables import Dossier, DossierKind, Job, JobKind, JobState, Role
from service.desk import Desk
from service.doors import Person
from service.jobs.accepting import rows_for
from service.orders import BatchOrder
from tests.service.conftest import People
from tests.service.kept import keep_dossier, keep_submission
from tests.service.pages.conftest import Browser, Opening

CONVENTION = "AG-2024-FQIS-G-00"


@pytest.fixture
def officer(person: People) -> Person:
    return person(Role.REGIONAL)


@pytest.fixture
def one(browser: Opening, officer: Person) -> Browser:
    return browser(officer)


def begin(desk: Desk, officer: Person, *codes: str, missing: tuple[str, ...] = ()) -> tuple[str, dict[str, str]]:
    """Keeps a batch with the job of each territory, as accepting it does; gives its id and theirs."""
    order = BatchOrder(submissions={code: keep_submission(desk, officer, code).id for code in codes}, missing=missing)
    with desk.database.writing() as session:
        batch, *parts = rows_for(
            session, order, requested_by=officer.id, lang="fr", request_id="", parent=None, now=desk.now()
        )
        return batch.id, {part.territory or "": part.id for part in parts}


def end(desk: Desk, job_id: str, state: JobState, *, dossier: Dossier | None = None, problem: str = "") -> None:
    with desk.database.writing() as session:
        job = session.get_one(Job, job_id)
        job.state, job.dossier_id = state, dossier.id if dossier else None
        job.problem = {"code": "x", "message": problem} if problem else None


def test_the_region_without_a_deposit_says_so_and_has_nothing_to_assemble(one: Browser) -> None:
    words = one.see("/region")
    assert words.count("Aucun dépôt") == 6
    assert "Aucun territoire n’a encore de dépôt vérifié : il n’y a rien à assembler." in words
    assert "Aucun plan vérifié" in words and "Financement par bailleur" not in words
    assert "Régénérer les six dossiers" not in words


def test_the_region_shows_its_territories_side_by_side_with_their_sum(
    desk: Desk, one: Browser, officer: Person
) -> None:
    keep_submission(desk, officer, "CG", blocking=2)
    keep_submission(desk, officer, "AV")
    keep_dossier(desk, officer)
    words = one.see("/region")
    assert "Avignon Prêt à assembler 100 $ 80 $ 0 $ 20 $ 80,0 %" in words
    assert "La Côte-de-Gaspé 2 constats bloquent 100 $ 80 $ 0 $ 20 $ 80,0 %" in words
    assert "2 bloquants , 1 avertissement" in words and "plus ancien que le dépôt" in words
    assert "Région 200 $ 160 $ 0 $ 40 $ 80,0 % 2 bloquants , 2 avertissements" in words
    assert "le total ne compte que les plans lus" in words


def test_the_charts_have_the_table_of_their_figures_and_no_style_of_their_own(
    desk: Desk, one: Browser, officer: Person
) -> None:
    keep_submission(desk, officer, "CG")
    words = one.see("/region")
    assert "Ministère de l’Emploi et de la Solidarité sociale MESS 256 000 $ 10 000 $ 266 000 $" in words
    assert "Total 1 000 000 $ 22 000 $ 1 022 000 $" in words
    assert "Sécurité et autonomie alimentaires 262 000 $ 0 $ 24 000 $ 286 000 $" in words
    assert 'role="img" aria-label="Financement par bailleur.' in one.page and 'fill="url(#hachures)"' in one.page
    assert "style=" not in one.page and "<style" not in one.page


def test_each_edition_tells_who_would_be_left_out(desk: Desk, one: Browser, officer: Person) -> None:
    keep_submission(desk, officer, "CG", blocking=3)
    keep_submission(desk, officer, "AV")
    keep_submission(desk, officer, "HG")
    keep_submission(desk, officer, "HG", blocking=1)
    words = one.see("/region")
    assert words.count("Laissés de côté, faute de dépôt : Bonaventure, ") == 1
    assert "Édition officielle 2 dossiers." in words
    assert "Laissé de côté : La Côte-de-Gaspé (3 constats bloquent)." in words
    assert "La Haute-Gaspésie : dépôt no 1, car le no 2 ne convient pas." in words
    assert "Édition de travail 3 dossiers." in words


def test_one_button_starts_the_batch_and_a_second_click_finds_the_same(
    desk: Desk, one: Browser, officer: Person
) -> None:
    kept = keep_submission(desk, officer, "CG")
    one.see("/region")
    where = one.send("/region/lots", edition="publique").headers["location"]
    assert one.send("/region/lots", edition="publique").headers["location"] == where
    with desk.database.reading() as session:
        job = session.get_one(Job, where.rsplit("/", 1)[-1])
    assert (job.kind, job.order["edition"], job.order["submissions"]) == (JobKind.BATCH, "publique", {"CG": kept.id})
    assert job.order["missing"] == ["AV", "BO", "RP", "HG", "IM"]
    assert "Un lot de dossiers est en cours Suivre le lot" in one.see("/region")
    assert "Lot de dossiers" in one.see(where) and "Édition publique" in one.see(where)


def test_a_batch_without_a_deposit_that_fits_is_refused(desk: Desk, one: Browser, officer: Person) -> None:
    keep_submission(desk, officer, "CG", blocking=1)
    one.see("/region")
    assert one.send("/region/lots", edition="officielle").status_code == 409
    assert one.send("/region/lots", edition="travail").status_code == 303


def test_the_board_tells_each_territory_and_reloads_by_itself(desk: Desk, one: Browser, officer: Person) -> None:
    batch, parts = begin(desk, officer, "AV", "CG", "HG", missing=("IM",))
    end(desk, parts["AV"], JobState.DONE, dossier=keep_dossier(desk, officer, territory="AV"))
    with desk.database.writing() as session:
        running = session.get_one(Job, parts["CG"])
        running.state, running.step, running.done, running.total = JobState.RUNNING, "Plan de communauté", 4, 27
    words = one.see(f"/region/lots/{batch}")
    for expected in (
        "Ce lot sera partiel Les Îles-de-la-Madeleine : aucun dépôt qui convienne à cette édition",
        "1 dossier prêt sur 3",
        "Avignon Prêt Ouvrir le dossier – Avignon , 86 pages",
        "La Côte-de-Gaspé En cours Plan de communauté, étape 5 sur 27",
        "La Haute-Gaspésie En attente attend son tour",
        "Les Îles-de-la-Madeleine Laissé de côté",
        "Annuler",
    ):
        assert expected in words
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in one.page
    assert f'sse-connect="/api/v1/jobs/{batch}/events"' in one.page
    state = one.open(f"/region/lots/{batch}/etat")
    assert "étape 5 sur 27" in state.text and "hx-redirect" not in state.headers and "<html" not in state.text


def test_a_partial_batch_is_called_so_and_names_what_is_missing_and_why(
    desk: Desk, one: Browser, officer: Person
) -> None:
    batch, parts = begin(desk, officer, "AV", "CG", missing=("IM",))
    end(desk, parts["AV"], JobState.DONE, dossier=keep_dossier(desk, officer, territory="AV"))
    end(desk, parts["CG"], JobState.FAILED, problem="Le convertisseur n’a pas répondu.")
    archive = keep_dossier(desk, officer, kind=DossierKind.BATCH, territory=None, name="lot")
    end(desk, batch, JobState.DONE, dossier=archive)
    words = one.see(f"/region/lots/{batch}")
    assert "Lot partiel : 1 dossier sur 3 Il y manque :" in words
    assert "La Côte-de-Gaspé : Le convertisseur n’a pas répondu." in words
    assert "Tout télécharger (ZIP, 1 ko) Reprendre 1 territoire" in words
    assert f'href="/dossiers/{archive.id}/archive"' in one.page and "refresh" not in one.page
    assert one.open(f"/region/lots/{batch}/etat").headers["hx-redirect"] == f"/region/lots/{batch}"
    assert "terminé" in one.see("/region")
    one.see(f"/region/lots/{batch}")
    again = one.send(f"/region/lots/{batch}/reprendre").headers["location"]
    with desk.database.reading() as session:
        order = session.get_one(Job, again.rsplit("/", 1)[-1]).order
    assert list(order["submissions"]) == ["CG"] and order["missing"] == []


def test_a_whole_batch_is_taken_at_once(desk: Desk, one: Browser, officer: Person) -> None:
    batch, parts = begin(desk, officer, "AV")
    end(desk, parts["AV"], JobState.DONE, dossier=keep_dossier(desk, officer, territory="AV"))
    end(desk, batch, JobState.DONE, dossier=keep_dossier(desk, officer, kind=DossierKind.BATCH, territory=None))
    words = one.see(f"/region/lots/{batch}")
    assert "1 dossier est prêt Tout télécharger" in words and "Reprendre" not in words and "partiel" not in words
    assert one.send(f"/region/lots/{batch}/reprendre").status_code in (403, 409)


def test_a_batch_is_cancelled_then_tried_again_under_the_same_number(desk: Desk, one: Browser, officer: Person) -> None:
    batch, parts = begin(desk, officer, "CG")
    one.see(f"/region/lots/{batch}")
    answer = one.send(f"/travaux/{batch}/annuler")
    assert one.open(answer.headers["location"]).headers["location"] == f"/region/lots/{batch}"
    end(desk, parts["CG"], JobState.CANCELLED)
    assert "Ce lot a été annulé La Côte-de-Gaspé : assemblage annulé" in one.see(f"/region/lots/{batch}")
    assert one.send(f"/region/lots/{batch}/reprendre").headers["location"] == f"/region/lots/{batch}"
    with desk.database.reading() as session:
        assert session.get_one(Job, batch).state == JobState.QUEUED


def test_a_batch_that_made_nothing_says_why(desk: Desk, one: Browser, officer: Person) -> None:
    batch, parts = begin(desk, officer, "CG")
    end(desk, parts["CG"], JobState.FAILED, problem="La conversion a échoué.")
    end(desk, batch, JobState.FAILED, problem="Aucun territoire n’a donné de dossier.")
    words = one.see(f"/region/lots/{batch}")
    assert "Ce lot n’a donné aucun dossier Aucun territoire n’a donné de dossier." in words
    assert "Tout télécharger" not in words and "Reprendre 1 territoire" in words


def test_conventions_tell_what_was_made_what_is_partial_and_where_to_make_one(
    desk: Desk, one: Browser, officer: Person
) -> None:
    keep_submission(desk, officer, "CG")
    made = keep_dossier(
        desk, officer, kind=DossierKind.CONSOLIDATED, territory=None, agreement=CONVENTION, funder="MESS"
    )
    with desk.database.writing() as session:
        kept = session.get_one(Dossier, made.id)
        kept.missing, kept.is_partial, kept.report_kind = ["AV", "BO"], True, "annuel"
    words = one.see("/region")
    assert "Partielle aujourd’hui Il y manquerait Avignon, Bonaventure, Le Rocher-Percé, La Haute-Gaspésie." in words
    assert "Rapport annuel 2026-2027, consolidé" in words and "il y manque Avignon, Bonaventure" in words
    assert f'href="/ententes/{CONVENTION}#demander"' in one.page
    words = one.see(f"/ententes/{CONVENTION}")
    assert "Rapport annuel 2026-2027, consolidé Partielle Il y manque : Avignon, Bonaventure." in words


@pytest.mark.parametrize("lang, words", [("fr", "Les territoires côte à côte"), ("en", "The territories side by side")])
def test_the_region_speaks_both_languages(browser: Opening, officer: Person, lang: str, words: str) -> None:
    assert words in browser(officer, lang=lang).see("/region")


@pytest.mark.parametrize("role", [Role.COORDINATION, Role.FUNDER])
def test_the_region_is_for_those_who_see_every_territory(
    desk: Desk, browser: Opening, person: People, officer: Person, role: Role
) -> None:
    batch, _parts = begin(desk, officer, "CG")
    other = browser(person(role, territories=("CG",), funders=("MESS",)))
    for path in ("/region", f"/region/lots/{batch}", f"/region/lots/{batch}/etat"):
        assert other.open(path).status_code == 404, path
    other.open("/mon-compte")
    for path in ("/region/lots", f"/region/lots/{batch}/reprendre", f"/travaux/{batch}/annuler"):
        assert other.send(path, edition="travail").status_code == 404, path


def test_a_job_that_is_no_batch_has_no_board(desk: Desk, one: Browser, officer: Person) -> None:
    _batch, parts = begin(desk, officer, "CG")
    assert one.open(f"/region/lots/{parts['CG']}").status_code == 404
    assert one.open("/region/lots/inconnu").status_code == 404


def test_an_admin_sees_the_region_too(browser: Opening, person: People) -> None:
    assert "Région" in browser(person(Role.ADMIN)).see("/region")
