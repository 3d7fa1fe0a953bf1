"""The pages of an admin: people and their doors, one-time links and tokens shown once, the trail that is searched."""

import pytest

from service.accounts import keeping
from service.accounts.noting import CONSOLE
from service.db.audit import Outcome, write_entry
from service.db.tables import Account, ApiToken, Role
from service.desk import Desk
from service.doors import person_of
from tests.service.accounts.conftest import Browser, Knowing, Opening, Trail
from tests.service.conftest import Clock, People

NEW = "quatre mots sans lien"


@pytest.fixture
def admin(person: People, known: Knowing, browser: Opening) -> Browser:
    return browser(known(person(Role.ADMIN)))


@pytest.mark.parametrize("role", [Role.COORDINATION, Role.FUNDER, Role.REGIONAL])
@pytest.mark.parametrize("path", ["/comptes", "/comptes/nouveau", "/comptes/1", "/journal"])
def test_for_others_these_pages_do_not_exist_and_the_try_is_audited(
    person: People, known: Knowing, browser: Opening, trail: Trail, role: Role, path: str
) -> None:
    someone = known(person(role, territories=("CG",), funders=("MESS",)))
    assert browser(someone).see(path).status_code == 404
    assert (trail()[-1][0], trail()[-1][2]) == (someone.email, "refused")


def test_the_list_tells_role_doors_and_state(admin: Browser, desk: Desk, person: People, known: Knowing) -> None:
    person(Role.COORDINATION, territories=("CG", "IM"))
    closed = known(person(Role.FUNDER, funders=("FLAC",), agreements=("AG-2024-FQIS-G-00", "AG-ANCIENNE")))
    keeping.disable_account(desk, CONSOLE, closed.id)
    text = admin.see("/comptes").text
    for words in (
        "La Côte-de-Gaspé",
        "Les Îles-de-la-Madeleine",
        "Fondation Lucie et André Chagnon",
        "AG-2024-FQIS-G-00 – Alliance pour la solidarité de la Gaspésie 2024-2029",
        "AG-ANCIENNE",
        "Tous les territoires",
        "Pas encore ouvert",
        "Fermé",
    ):
        assert words in text


def test_an_account_is_made_and_its_link_shown_once(admin: Browser, desk: Desk, browser: Opening) -> None:
    admin.see("/comptes/nouveau")
    page = admin.send(
        "/comptes", courriel="Anne@Exemple.quebec", nom="Anne Gagnon", role="coordination", territoires=["CG", "IM"]
    ).text
    path = "/mot-de-passe/" + page.split("/mot-de-passe/")[1].split("<")[0]
    account = keeping.find_by_email(desk, "anne@exemple.quebec")
    assert person_of(account).territories == {"CG", "IM"}
    assert "/mot-de-passe/" not in admin.see(f"/comptes/{account.id}").text
    one = browser()
    one.see(path)
    assert one.send(path, nouveau=NEW, encore=NEW).status_code == 303


def test_what_must_be_corrected_is_told_and_what_was_typed_is_kept(admin: Browser, desk: Desk) -> None:
    admin.see("/comptes/nouveau")
    answer = admin.send("/comptes", courriel="anne@exemple.quebec", nom="Anne", role="bailleur", langue="en")
    assert answer.status_code == 422
    assert 'href="#bailleurs"' in answer.text and "au moins un bailleur" in answer.text
    assert 'value="anne@exemple.quebec"' in answer.text and 'value="bailleur" checked' in answer.text
    assert "<title>Erreur – Nouveau compte" in answer.text
    assert len(keeping.list_accounts(desk)) == 1


def test_a_wrong_field_is_tied_to_its_words(admin: Browser) -> None:
    admin.see("/comptes/nouveau")
    text = admin.send("/comptes", courriel="anne", nom="Anne", role="regional").text
    field = text.split('<input id="courriel"')[1].split(">")[0]
    assert 'aria-invalid="true"' in field and 'aria-describedby="courriel-aide courriel-erreur"' in field
    assert 'id="courriel-erreur"' in text and "autofocus" in text.split('id="erreur"')[1].split(">")[0]


def test_role_and_doors_are_changed(admin: Browser, desk: Desk, person: People) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    assert 'value="CG" checked' in admin.see(f"/comptes/{someone.id}").text
    sent = {"courriel": someone.email, "nom": "Anne", "role": "bailleur", "langue": "fr"}
    answer = admin.send(f"/comptes/{someone.id}", **sent, bailleurs=["MESS"], ententes=["AG-2024-FQIS-G-00"])
    assert answer.headers["location"] == f"/comptes/{someone.id}?fait=enregistre"
    with desk.database.reading() as session:
        changed = person_of(session.get_one(Account, someone.id))
    assert changed.role is Role.FUNDER
    assert changed.funders == {"MESS"} and changed.agreements == {"AG-2024-FQIS-G-00"}
    assert changed.territories == frozenset()


def test_an_account_is_closed_and_reopened_by_its_page(admin: Browser, desk: Desk, person: People) -> None:
    someone = person(Role.REGIONAL)
    for act, is_active in (("fermer", False), ("rouvrir", True)):
        assert admin.send(f"/comptes/{someone.id}/{act}").status_code == 303
        with desk.database.reading() as session:
            assert session.get_one(Account, someone.id).is_active is is_active


def test_ones_own_account_has_no_button_to_close_it(admin: Browser, desk: Desk) -> None:
    (own,) = keeping.list_accounts(desk)
    assert "/fermer" not in admin.see(f"/comptes/{own.id}").text
    assert admin.send(f"/comptes/{own.id}/fermer").status_code == 422


def test_a_token_is_made_shown_once_and_revoked(admin: Browser, desk: Desk, person: People) -> None:
    someone = person(Role.REGIONAL)
    page = admin.send(f"/comptes/{someone.id}/jetons", nom="Relève", droits=["make"], jours="365").text
    secret = "dossier_" + page.split(">dossier_")[1].split("<")[0]
    assert len(secret) == 51 and secret not in admin.see(f"/comptes/{someone.id}").text
    with desk.database.reading() as session:
        (token,) = session.query(ApiToken)
    assert token.account_id == someone.id and token.rights == ["make", "read"]
    assert admin.send(f"/comptes/{someone.id}/jetons/{token.id}/revoquer").status_code == 303
    assert "Révoqué" in admin.see(f"/comptes/{someone.id}").text


@pytest.mark.parametrize("act", ["", "/fermer", "/rouvrir", "/lien", "/jetons", "/jetons/1/revoquer"])
def test_an_unknown_account_is_not_found(admin: Browser, act: str) -> None:
    fields = {"courriel": "a@b.c", "nom": "Anne", "role": "regional"}
    assert admin.send(f"/comptes/inconnu{act}", **fields).status_code == 404


@pytest.mark.parametrize("markup", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_a_name_cannot_carry_a_script(admin: Browser, desk: Desk, markup: str) -> None:
    admin.see("/comptes/nouveau")
    admin.send("/comptes", courriel="a@b.c", nom=markup, role="regional")
    account = keeping.find_by_email(desk, "a@b.c")
    for path in ("/comptes", f"/comptes/{account.id}"):
        assert markup not in admin.see(path).text


def _lines(desk: Desk, count: int) -> None:
    with desk.database.writing() as session:
        for number in range(count):
            outcome: Outcome = "refused" if number % 2 else "ok"
            action, subject = "dossier.download", f"dossier/{number:03}"
            write_entry(session, at=desk.now(), person=None, action=action, subject=subject, outcome=outcome)


def test_the_trail_is_read_fifty_lines_at_a_time(admin: Browser, desk: Desk) -> None:
    _lines(desk, 120)
    seen: list[str] = []
    path = "/journal?action=dossier.download"
    for expected in (50, 50, 20):
        text = admin.see(path).text
        found = [part[:3] for part in text.split(">dossier/")[1:]]
        assert len(found) == expected
        seen += found
        path = text.split("Lignes plus anciennes")[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")
    assert seen == [f"{number:03}" for number in range(119, -1, -1)]


def test_the_trail_is_narrowed_by_person_action_outcome_and_day(admin: Browser, desk: Desk, clock: Clock) -> None:
    _lines(desk, 4)
    clock.advance(days=2)
    admin.sign_in("admin1@exemple.quebec")

    def counted(**asked: str) -> int:
        return admin.see("/journal", **asked).text.count('<span class="badge')

    assert counted(action="dossier.download", issue="refused") == 2
    assert counted(qui="ADMIN1", action="session.open") == 2
    assert counted(qui="%") == 0
    assert counted(du="2026-11-23", action="dossier.download") == 0
    assert counted(au="2026-11-22", action="dossier.download") == 4
    assert counted(du="2026-11-22", au="2026-11-22", action="dossier.download") == 4
    assert counted(au="2026-11-21") == 0
    assert counted(du="hier", action="dossier.download") == 4


@pytest.mark.parametrize("asked", [{"avant": "0"}, {"avant": "9" * 30}, {"avant": "x"}])
def test_a_strange_cursor_is_refused_without_a_fault(admin: Browser, asked: dict[str, str]) -> None:
    assert 400 <= admin.see("/journal", **asked).status_code < 500


@pytest.mark.parametrize("asked", [{"qui": "\x00"}, {"du": "0001-01-01"}, {"au": "9999-12-31"}, {"issue": "?"}])
def test_a_strange_filter_narrows_or_is_left_out(admin: Browser, asked: dict[str, str]) -> None:
    assert admin.see("/journal", **asked).status_code == 200


def test_pages_are_not_kept_by_caches_and_speak_english(admin: Browser, desk: Desk) -> None:
    (own,) = keeping.list_accounts(desk)
    admin.client.cookies.set("langue", "en")
    for path, words in (
        ("/comptes", "Accounts"),
        (f"/comptes/{own.id}", "Person, role and access"),
        ("/comptes/nouveau", "New account"),
        ("/journal", "Audit trail"),
        ("/jetons", "My tokens"),
        ("/mon-compte", "My account"),
    ):
        answer = admin.see(path)
        assert words in answer.text and answer.headers["cache-control"] == "no-store"


def test_ones_own_name_and_language_are_changed(admin: Browser, desk: Desk, trail: Trail) -> None:
    assert admin.send("/mon-compte", nom=" Anne   Gagnon ", langue="en").status_code == 303
    text = admin.see("/mon-compte", fait="nom").text
    assert '<html lang="en-CA"' in text and 'value="Anne Gagnon"' in text
    assert admin.send("/mon-compte", nom="", langue="en").status_code == 422
    assert trail()[-1][1] == "account.change"


def test_the_trail_names_accounts_and_cuts_long_identifiers(admin: Browser, desk: Desk, person: People) -> None:
    someone = person(Role.REGIONAL)
    made = keeping.add_token(desk, CONSOLE, someone.id, name="essai", rights=frozenset(), days=30)
    text = admin.see("/journal", action="token.add").text
    assert f'<a href="/comptes/{someone.id}">{someone.email}</a>' in text
    assert f"token/{made.id[:8]}…" in text and made.id not in text
