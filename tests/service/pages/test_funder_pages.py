"""The funder's journey without JavaScript: what is due, a report asked for, read and taken; doors that stay closed."""

import pytest

from service.db.tables import DossierKind, Job, JobState, Role
from service.db.trail import Wanted, look_through
from service.desk import Desk
from service.doors import Person
from service.pages.shown_agreement import COMING
from tests.service.conftest import People
from tests.service.kept import keep_dossier, keep_submission
from tests.service.pages.conftest import Browser, Opening

OURS = "AG-2024-FQIS-G-04"
CONVENTION = "AG-2024-FQIS-G-00"
THEIRS = "AG-2024-FLAC-04"


@pytest.fixture
def marie(person: People) -> Person:
    return person(Role.COORDINATION, territories=("CG", "AV"))


@pytest.fixture
def funder(person: People) -> Person:
    return person(Role.FUNDER, funders=("MESS",))


@pytest.fixture
def one(browser: Opening, funder: Person) -> Browser:
    return browser(funder)


def test_a_funder_without_a_plan_sees_the_conventions_only(one: Browser) -> None:
    words = one.see("/ententes")
    assert "Alliance pour la solidarité de la Gaspésie 2024-2029" in words
    assert "Ententes par territoire" not in words


def test_a_funder_without_an_agreement_is_told_whom_to_ask(browser: Opening, person: People) -> None:
    words = browser(person(Role.FUNDER, funders=("RIEN",))).see("/ententes")
    assert "Aucune entente ne vous est ouverte" in words and "écrivez à l’équipe régionale" in words
    english = browser(person(Role.FUNDER, funders=("RIEN",)), lang="en").see("/ententes")
    assert "No agreement is open to you" in english


def test_agreements_tell_what_is_late_and_what_comes_next(desk: Desk, one: Browser, marie: Person) -> None:
    keep_submission(desk, marie, "CG")
    words = one.see("/ententes")
    assert "1 reddition est en retard Prochaines redditions" in words
    assert "Rapport d’étape 2026-2027 Alliance pour la solidarité – plan de communauté de La Côte-de-Gaspé" in words
    assert "31 octobre 2026 La Côte-de-Gaspé En retard de 22 jours" in words
    assert "du 1 er avril 2024 au 31 mars 2029" in words and "256 000 $" in words
    assert "FLAC" not in words and "Fondation" not in words


def test_the_regional_officer_sees_every_agreement_and_the_rest_is_counted(
    desk: Desk, browser: Opening, person: People, marie: Person
) -> None:
    for code in ("CG", "AV"):
        keep_submission(desk, marie, code)
    words = browser(person(Role.REGIONAL)).see("/ententes")
    assert "Fondation Lucie et André Chagnon" in words and words.count("En retard de 22 jours") == 4
    assert f"{17 - COMING} autres sont attendues plus tard" in words


def test_an_agreement_tells_its_terms_and_opens_its_form_on_what_is_late(
    desk: Desk, one: Browser, marie: Person
) -> None:
    keep_submission(desk, marie, "CG")
    words = one.see(f"/ententes/{OURS}")
    for expected in (
        "Référence MESS-ALL-2024-030",
        "Territoires couverts La Côte-de-Gaspé",
        "2024-2025 220 960 $ 2025-2026 239 000 $ 2026-2027 256 000 $ Total 715 960 $",
        "Rapport annuel 2025-2026 29 juin 2026 22 juin 2026 Envoyée",
        "Rapport d’étape 2026-2027 31 octobre 2026 pas encore En retard de 22 jours",
        "Aucune reddition n’a encore été préparée ici.",
    ):
        assert expected in words
    assert '<option value="2026-2027" selected>' in one.page and '<option value="etape" selected>' in one.page


def test_the_form_names_who_would_be_missing_from_a_consolidated_report(
    desk: Desk, one: Browser, marie: Person
) -> None:
    keep_submission(desk, marie, "CG")
    keep_submission(desk, marie, "AV", blocking=2)
    words = one.see(f"/ententes/{OURS}")
    missing = "Avignon, Bonaventure, Le Rocher-Percé, La Haute-Gaspésie"
    assert f"Partielle aujourd’hui : il y manquerait {missing}." in words
    assert "constat" not in words


def test_a_funder_reads_nothing_of_a_plan_that_findings_block(
    desk: Desk, one: Browser, browser: Opening, marie: Person
) -> None:
    keep_submission(desk, marie, "CG")
    keep_submission(desk, marie, "AV", blocking=2)
    theirs = "AG-2024-FQIS-G-01"
    assert "Avignon seulement" not in one.see(f"/ententes/{CONVENTION}") and "La Côte-de-Gaspé seulement" in one.page
    assert one.open(f"/ententes/{theirs}").status_code == 404
    assert theirs in browser(marie).see("/ententes")  # who may read the plan still sees it
    keep_submission(desk, marie, "CG", blocking=1)
    assert "Référence MESS-ALL-2024-030" in one.see(f"/ententes/{OURS}")  # from the version that nothing blocks


def test_a_report_is_asked_for_once_and_followed(desk: Desk, one: Browser, marie: Person) -> None:
    kept = keep_submission(desk, marie, "CG")
    one.see(f"/ententes/{OURS}")
    asked = {"exercice": "2025-2026", "genre": "annuel", "portee": OURS}
    where = one.send(f"/ententes/{OURS}/reddition", **asked).headers["location"]
    assert one.send(f"/ententes/{OURS}/reddition", **asked).headers["location"] == where
    with desk.database.reading() as session:
        order = session.get_one(Job, where.rsplit("/", 1)[-1]).order
    asked_for = {"kind": "report", "submission_id": kept.id, "agreement": OURS, "fy": "2025-2026"}
    assert order == {**order, **asked_for, "report_kind": "annuel"}
    words = one.see(where)
    assert f"La Côte-de-Gaspé · {OURS} · exercice 2025-2026 Reddition de comptes En attente de son tour…" in words
    assert f'href="/ententes/{OURS}"' in one.page and "Dépôt" not in words
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in one.page
    assert "Une reddition est en préparation Suivre la préparation" in one.see(f"/ententes/{OURS}")


def test_a_consolidated_report_counts_the_territories_that_are_ready(desk: Desk, one: Browser, marie: Person) -> None:
    kept = keep_submission(desk, marie, "CG")
    one.see(f"/ententes/{OURS}")
    answer = one.send(f"/ententes/{OURS}/reddition", exercice="2025-2026", genre="annuel", portee=CONVENTION)
    with desk.database.reading() as session:
        order = session.get_one(Job, answer.headers["location"].rsplit("/", 1)[-1]).order
    assert (order["kind"], order["agreement"], order["submissions"], order["report_kind"]) == (
        "consolidate",
        CONVENTION,
        {"CG": kept.id},
        "annuel",
    )


def test_what_no_plan_can_give_is_refused_without_a_word_of_findings(desk: Desk, one: Browser, marie: Person) -> None:
    keep_submission(desk, marie, "CG", blocking=4)
    assert "Aucune reddition ne peut être préparée aujourd’hui" in one.see(f"/ententes/{CONVENTION}")
    one.open("/mon-compte")
    answer = one.send(f"/ententes/{OURS}/reddition", exercice="2025-2026", portee=OURS)
    assert answer.status_code == 404 and "constat" not in answer.text
    answer = one.send(f"/ententes/{CONVENTION}/reddition", exercice="2025-2026", portee=CONVENTION)
    assert answer.status_code == 409
    assert "Écrivez à l’équipe régionale" in answer.text and "constat" not in answer.text


def test_a_year_that_the_agreement_does_not_cover_is_refused(desk: Desk, one: Browser, marie: Person) -> None:
    keep_submission(desk, marie, "CG")
    one.see(f"/ententes/{OURS}")
    for year in ("2023-2024", "2027-2028", "", "2025"):
        assert one.send(f"/ententes/{OURS}/reddition", exercice=year, portee=OURS).status_code == 409


def test_reports_made_are_listed_read_and_taken(desk: Desk, one: Browser, marie: Person) -> None:
    keep_submission(desk, marie, "CG")
    files = {"r.docx": b"PK word", "r.pdf": b"%PDF-1.7", "r.xlsx": b"PK excel"}
    made = keep_dossier(
        desk, marie, kind=DossierKind.REPORT, agreement=OURS, funder="MESS", name="reddition", files=files
    )
    words = one.see(f"/ententes/{OURS}")
    assert "Rapport annuel 2026-2027 22 novembre 2026, 4 h 30 86 Word" in words
    page = one.see(f"/dossiers/{made.id}")
    assert f"La Côte-de-Gaspé · {OURS} · exercice 2026-2027 Reddition de comptes Rapport annuel, 86 pages" in page
    assert "Word (7 octets)" in page and "Excel (8 octets)" in page and "Les parties" not in page
    assert marie.name not in page  # who works inside a territory is not a funder's to know
    assert one.open(f"/dossiers/{made.id}/fichiers/r.docx").content == b"PK word"


def test_only_a_report_of_the_same_year_and_kind_replaces_another(desk: Desk, one: Browser, marie: Person) -> None:
    old, other, new = (
        keep_dossier(desk, marie, kind=DossierKind.REPORT, agreement=OURS, funder="MESS") for _at in range(3)
    )
    with desk.database.writing() as session:
        session.merge(other).fy = "2025-2026"
    assert "Une version plus récente existe" in one.see(f"/dossiers/{old.id}")
    assert f"/dossiers/{new.id}" in one.page and f"/dossiers/{other.id}" not in one.page
    assert "Une version plus récente existe" not in one.see(f"/dossiers/{other.id}")


@pytest.mark.parametrize("code, told", [("blocking-findings", False), ("task-limit", True)])
def test_what_a_plan_holds_is_not_told_when_a_report_fails(
    desk: Desk, one: Browser, marie: Person, code: str, told: bool
) -> None:
    keep_submission(desk, marie, "CG")
    one.see(f"/ententes/{OURS}")
    where = one.send(f"/ententes/{OURS}/reddition", exercice="2025-2026", portee=OURS).headers["location"]
    with desk.database.writing() as session:
        job = session.get_one(Job, where.rsplit("/", 1)[-1])
        job.state, job.problem = JobState.FAILED, {"code": code, "message": "Ce qui s’est passé."}
    words = one.see(where)
    assert ("Ce qui s’est passé." in words) is told
    assert ("Écrivez à l’équipe régionale" in words) is not told
    assert "Recommencer" in words and "Revenir au dépôt" not in words


def test_another_funders_agreement_looks_as_if_it_did_not_exist(
    desk: Desk, one: Browser, funder: Person, marie: Person
) -> None:
    keep_submission(desk, marie, "CG")
    made = keep_dossier(desk, marie, kind=DossierKind.REPORT, agreement=THEIRS, funder="FLAC")
    plan = keep_dossier(desk, marie)
    one.see(f"/ententes/{OURS}")
    assert one.send(f"/ententes/{OURS}/reddition", exercice="2025-2026", portee=THEIRS).status_code == 404
    assert one.send(f"/ententes/{THEIRS}/reddition", exercice="2025-2026").status_code == 404
    for path in (f"/ententes/{THEIRS}", "/ententes/rien", f"/dossiers/{made.id}", f"/dossiers/{plan.id}", "/region"):
        assert one.open(path).status_code == 404, path
    with desk.database.reading() as session:
        refused = look_through(session, Wanted(outcome="refused"), before=None, limit=50)
    assert len(refused) == 7 and {entry.account_id for entry in refused} == {funder.id}


def test_an_account_opened_to_one_agreement_sees_that_one(
    desk: Desk, browser: Opening, person: People, marie: Person
) -> None:
    keep_submission(desk, marie, "CG")
    narrow = browser(person(Role.FUNDER, agreements=(OURS,)))
    words = narrow.see("/ententes")
    assert "plan de communauté de La Côte-de-Gaspé" in words and "Conventions régionales" not in words
    assert "Consolidée" not in narrow.see(f"/ententes/{OURS}")
    assert narrow.open(f"/ententes/{CONVENTION}").status_code == 404
    assert narrow.send(f"/ententes/{OURS}/reddition", exercice="2025-2026", portee=CONVENTION).status_code == 404


def test_a_coordinator_sees_the_agreements_of_its_territories(
    desk: Desk, browser: Opening, marie: Person, person: People
) -> None:
    keep_submission(desk, marie, "CG")
    assert "Fondation Lucie et André Chagnon" in browser(marie).see("/ententes")
    stranger = browser(person(Role.COORDINATION, territories=("IM",)))
    assert stranger.open(f"/ententes/{OURS}").status_code == 404


def test_a_form_of_another_site_starts_nothing(desk: Desk, one: Browser, marie: Person) -> None:
    keep_submission(desk, marie, "CG")
    one.page = ""
    assert one.send(f"/ententes/{OURS}/reddition", exercice="2025-2026", portee=OURS).status_code == 403
