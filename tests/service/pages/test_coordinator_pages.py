"""The coordinator's journey without JavaScript: pages in each state, forms that redirect, doors that stay closed."""

import pytest

from service.db.tables import Role, Submission
from service.desk import Desk
from service.doors import Person
from tests.service.conftest import People
from tests.service.kept import keep_dossier, keep_submission, start_dossier
from tests.service.pages.conftest import Browser, Opening, words_of

WORKBOOK = ("canevas.xlsx", b"PK classeur")
NARRATIVE = ("recit.docx", b"PK recit")
PIECE = ("lettre.pdf", b"%PDF-1.7 lettre")


def test_my_territories_show_each_state_and_the_next_thing_to_do(desk: Desk, one: Browser, marie: Person) -> None:
    keep_submission(desk, marie, "CG", blocking=3)
    words = one.see("/territoires")
    assert "La Côte-de-Gaspé 3 constats bloquent" in words and "Voir les constats" in words
    assert "Besoin 100 $ Confirmé 80 $ Demandé 0 $ Écart à combler 20 $ Couverture 80,0 %" in words
    assert "no 1, 22 novembre 2026, 4 h 30, par Personne 1" in words
    assert "Les Îles-de-la-Madeleine Aucun dépôt" in words and "Faire le premier dépôt" in words
    assert "Avignon" not in words


def test_someone_with_one_territory_goes_straight_to_it(browser: Opening, person: People) -> None:
    answer = browser(person(Role.COORDINATION, territories=("CG",))).open("/territoires")
    assert (answer.status_code, answer.headers["location"]) == (303, "/territoires/CG")


def test_someone_without_a_territory_is_told_whom_to_ask(browser: Opening, person: People) -> None:
    assert "Écrivez à l’équipe régionale" in browser(person(Role.COORDINATION)).see("/territoires")


def test_the_regional_officer_sees_the_six(browser: Opening, person: People) -> None:
    words = browser(person(Role.REGIONAL)).see("/territoires")
    assert words.count("Aucun dépôt") == 6


def test_a_territory_offers_its_canvases_its_deposit_and_its_history(desk: Desk, one: Browser, marie: Person) -> None:
    first = keep_submission(desk, marie, "CG")
    keep_dossier(desk, marie)
    words = one.see("/territoires/CG")
    for expected in (
        "Canevas Excel prérempli avec les données du dépôt no 1",
        "Canevas Excel vierge",
        "Récit Word vierge",
        "Déposer et vérifier",
        "Édition officielle 2026-2027",
        "no 1 22 novembre 2026",
    ):
        assert expected in words
    assert f'href="/territoires/CG/canevas.xlsx?depot={first.id}"' in one.page


@pytest.mark.parametrize(
    "blocking, has_plan, words",
    [
        (0, True, "Le dernier dépôt est prêt : le dossier peut être assemblé"),
        (1, True, "1 constat du dernier dépôt bloque l’édition officielle"),
        (4, False, "4 constats du dernier dépôt bloquent l’édition officielle"),
    ],
)
def test_a_territory_says_how_it_stands(
    desk: Desk, one: Browser, marie: Person, blocking: int, has_plan: bool, words: str
) -> None:
    keep_submission(desk, marie, "CG", blocking=blocking, has_plan=has_plan)
    assert words in one.see("/territoires/CG")


def test_a_deposit_is_kept_checked_and_shown(desk: Desk, one: Browser) -> None:
    one.see("/territoires/CG/deposer")
    answer = one.send("/territoires/CG/deposer", files=[("workbook", WORKBOOK), ("narrative", NARRATIVE)])
    assert answer.status_code == 303
    words = one.see(answer.headers["location"])
    assert "Vérification en cours En attente de son tour…" in words
    assert "canevas.xlsx canevas, 11 octets" in words
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in one.page


def test_narrative_and_attachments_are_taken_again_unless_replaced(desk: Desk, one: Browser) -> None:
    one.see("/territoires/CG/deposer")
    one.send(
        "/territoires/CG/deposer", files=[("workbook", WORKBOOK), ("narrative", NARRATIVE), ("attachments", PIECE)]
    )
    words = one.see("/territoires/CG/deposer")
    assert "Reprendre du dépôt no 1 Le récit recit.docx" in words and "lettre.pdf" in words
    replaced = ("attachments", ("lettre.pdf", b"%PDF-1.7 autre lettre"))
    answer = one.send(
        "/territoires/CG/deposer",
        files=[("workbook", WORKBOOK), replaced],
        reprendre_recit="oui",
        reprendre_pieces="oui",
    )
    assert answer.status_code == 303
    with desk.database.reading() as session:
        newest = session.get_one(Submission, answer.headers["location"].rsplit("/", 1)[-1])
        kept = [(file.role, file.name, file.size) for file in newest.files]
    assert kept == [
        ("workbook", "canevas.xlsx", 11),
        ("attachment", "lettre.pdf", 21),
        ("narrative", "recit.docx", 8),
    ]


@pytest.mark.parametrize(
    "files, words",
    [
        ([("workbook", ("canevas.xlsx", b"bonjour"))], "ce n’est pas un classeur Excel (.xlsx)"),
        ([("narrative", NARRATIVE)], "Il manque le classeur"),
        ([("workbook", WORKBOOK), ("attachments", ("photo.pdf", b"JPEG"))], "ce n’est pas un PDF, ni un logo"),
    ],
)
def test_what_cannot_be_taken_is_told_beside_the_form(one: Browser, files: list[object], words: str) -> None:
    one.see("/territoires/CG/deposer")
    answer = one.send("/territoires/CG/deposer", files=files)
    assert 400 <= answer.status_code < 500
    assert "Le dépôt n’a pas été accepté" in words_of(answer) and words in words_of(answer)
    assert "Déposer et vérifier" in words_of(answer)
    assert "Aucun dépôt n’a encore été fait." in one.see("/territoires/CG")


def test_findings_say_cell_found_expected_and_remedy(desk: Desk, one: Browser, marie: Person) -> None:
    kept = keep_submission(desk, marie, "CG")
    words = one.see(f"/depots/{kept.id}")
    assert "Aucun constat ne bloque : le dossier peut être assemblé" in words
    assert (
        "Plan 1 constat Avertissement À faire : Écrivez-le. R-001 Cellule B4 Le titre manque. Attendu : un titre"
        in words
    )
    assert one.page.index('id="assembler"') < one.page.index('id="constats"')


def test_findings_are_told_in_english_when_asked(desk: Desk, browser: Opening, marie: Person) -> None:
    kept = keep_submission(desk, marie, "CG")
    words = browser(marie, lang="en").see(f"/depots/{kept.id}")
    assert "Warning To do : Write it. R-001 Cell B4 The title is missing. Expected: un titre" in words


def test_a_filter_is_a_link(desk: Desk, one: Browser, marie: Person) -> None:
    kept = keep_submission(desk, marie, "CG")
    one.see(f"/depots/{kept.id}")
    assert f'href="/depots/{kept.id}?gravite=avertissement#constats"' in one.page
    assert "Le titre manque." in one.see(f"/depots/{kept.id}?gravite=avertissement")
    assert "Le titre manque." not in one.see(f"/depots/{kept.id}?gravite=bloquant")


def test_a_blocked_deposit_offers_the_working_edition_only(desk: Desk, one: Browser, marie: Person) -> None:
    kept = keep_submission(desk, marie, "CG", blocking=2)
    words = one.see(f"/depots/{kept.id}")
    assert "2 constats bloquent l’édition officielle" in words
    assert words.count("2 constats la bloquent") == 3
    assert one.page.count('gravite=officielle#constats">2') == 1
    assert one.page.count("disabled>") == 3
    assert one.send(f"/depots/{kept.id}/dossier", edition="officielle").status_code == 409
    assert one.send(f"/depots/{kept.id}/dossier", edition="travail").status_code == 303


def test_what_blocks_the_public_edition_alone_leaves_the_others_open(
    desk: Desk, one: Browser, browser: Opening, marie: Person
) -> None:
    kept = keep_submission(desk, marie, "CG", private=2)
    words = one.see(f"/depots/{kept.id}")
    assert "Rien ne bloque l’édition officielle : elle peut être assemblée" in words
    assert "2 constats bloquent l’édition publique" in words
    assert words.count("2 constats la bloquent") == 1 and one.page.count("disabled>") == 1
    assert "Avertissement Bloque l’édition publique À faire : Écrivez-le. R-104 Cellule B9" in words
    only = one.see(f"/depots/{kept.id}?gravite=publique")
    assert "Un téléphone paraîtrait" in only and "Le titre manque." not in only
    refused = one.send(f"/depots/{kept.id}/dossier", edition="publique")
    assert refused.status_code == 409
    assert "Édition publique : 2 constats du dépôt la bloquent (R-104)." in words_of(refused)
    assert one.send(f"/depots/{kept.id}/dossier", edition="partenaires").status_code == 303
    english = browser(marie, lang="en").see(f"/depots/{kept.id}")
    assert "Nothing blocks the official edition: it can be assembled 2 findings block the public edition" in english


def test_what_was_waived_stands_apart_with_its_reason_and_authority(desk: Desk, one: Browser, marie: Person) -> None:
    kept = keep_submission(desk, marie, "CG", waived=1)
    words = one.see(f"/depots/{kept.id}")
    assert "Tous (1)" in words and words.index("Dérogations acceptées 1") > words.index("Le titre manque.")
    for said in ("Motif : Le conseil l’accepte", "Autorité : Table de concertation, 15 juin 2026, résolution 26-12"):
        assert said in words
    assert "Où : Leviers, C7" in words


def test_the_same_files_sent_again_are_told(desk: Desk, one: Browser, browser: Opening, marie: Person) -> None:
    first, same = keep_submission(desk, marie, "CG"), keep_submission(desk, marie, "CG")
    assert "Ces fichiers sont les mêmes" not in one.see(f"/depots/{first.id}")
    assert "Ces fichiers sont les mêmes que ceux du dépôt no 1" in one.see(f"/depots/{same.id}")
    waiting = keep_submission(desk, marie, "CG", is_checked=False)
    assert "Ces fichiers sont les mêmes que ceux du dépôt no 2" in one.see(f"/depots/{waiting.id}")
    assert "These files are the same as those of submission 1" in browser(marie, lang="en").see(f"/depots/{same.id}")


def test_without_a_plan_there_is_nothing_to_assemble(desk: Desk, one: Browser, marie: Person) -> None:
    kept = keep_submission(desk, marie, "CG", has_plan=False, blocking=1)
    words = one.see(f"/depots/{kept.id}")
    assert "Aucun plan n’a pu être lu dans ce dépôt" in words and "Assembler le dossier" not in words
    assert one.send(f"/depots/{kept.id}/dossier", edition="travail").status_code == 409


def test_a_newer_deposit_is_announced_and_tells_what_did_not_change(desk: Desk, one: Browser, marie: Person) -> None:
    old, new = keep_submission(desk, marie, "CG"), keep_submission(desk, marie, "CG")
    assert "Un dépôt plus récent existe Voir le dépôt no 2" in one.see(f"/depots/{old.id}")
    assert "Aucun constat réglé depuis le dépôt précédent." in one.see(f"/depots/{new.id}")


def test_one_button_starts_the_dossier_and_a_second_click_finds_the_same_job(
    desk: Desk, one: Browser, marie: Person
) -> None:
    kept = keep_submission(desk, marie, "CG")
    one.see(f"/depots/{kept.id}")
    first = one.send(f"/depots/{kept.id}/dossier", edition="officielle").headers["location"]
    assert one.send(f"/depots/{kept.id}/dossier", edition="officielle").headers["location"] == first
    assert "Assemblage du dossier Édition officielle En attente de son tour…" in one.see(first)
    assert "Un dossier de ce dépôt est en cours d’assemblage." in one.see(f"/depots/{kept.id}")
    assert "Le dossier est en cours d’assemblage" in one.see("/territoires/CG")


PATHS = (
    "/territoires/CG",
    "/territoires/CG/deposer",
    "/territoires/CG/canevas.xlsx",
    "/territoires/CG/recit.docx",
    "/territoires/ZZ",
    "/depots/{deposit}",
    "/travaux/{job}",
    "/travaux/{job}/etat",
    "/dossiers/{dossier}",
    "/dossiers/{dossier}/fichiers/dossier.pdf",
    "/dossiers/{dossier}/archive",
    "/depots/inconnu",
    "/travaux/inconnu",
    "/dossiers/inconnu",
)


@pytest.mark.parametrize("role", [Role.COORDINATION, Role.FUNDER])
def test_what_is_another_territorys_looks_as_if_it_did_not_exist(
    desk: Desk, browser: Opening, person: People, marie: Person, role: Role
) -> None:
    job = start_dossier(desk, marie)
    made = keep_dossier(desk, marie)
    known = {"deposit": job.submission_id, "job": job.id, "dossier": made.id}
    stranger = browser(person(role, territories=("AV",), funders=("MESS",)))
    answers = {path: stranger.open(path.format(**known)).status_code for path in PATHS}
    assert answers == dict.fromkeys(PATHS, 404)
    stranger.open("/mon-compte")
    for path in (f"/depots/{job.submission_id}/dossier", f"/travaux/{job.id}/annuler", f"/travaux/{job.id}/reprendre"):
        assert stranger.send(path).status_code == 404
    assert stranger.send("/territoires/CG/deposer", files=[("workbook", WORKBOOK)]).status_code == 404


def test_a_colleague_sees_a_job_but_does_not_stop_it(
    desk: Desk, browser: Opening, person: People, marie: Person
) -> None:
    job = start_dossier(desk, marie)
    colleague = browser(person(Role.COORDINATION, territories=("CG",)))
    assert "Annuler" not in colleague.see(f"/travaux/{job.id}")
    assert colleague.send(f"/travaux/{job.id}/annuler").status_code == 403


def test_a_funder_has_no_page_of_territories(browser: Opening, person: People) -> None:
    assert browser(person(Role.FUNDER, funders=("MESS",))).open("/territoires").status_code == 404


def test_a_page_is_kept_by_no_cache(one: Browser) -> None:
    assert one.open("/territoires").headers["cache-control"] == "no-store"
