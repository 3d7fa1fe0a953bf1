"""Sessions: cookie flags, an end that slides, a new one at each sign-in, none left after a new password."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.db.tables import Role
from service.db.tables import Session as BrowserSession
from service.desk import Desk
from tests.service.accounts.conftest import PASSWORD, Browser, Knowing, Opening, Trail
from tests.service.conftest import Clock, People

NEW = "quatre mots sans lien"


def test_the_cookie_is_hidden_from_scripts_and_from_other_sites(
    person: People, known: Knowing, browser: Opening
) -> None:
    answer = browser().sign_in(known(person(Role.REGIONAL)).email)
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("dossier=")
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie
    assert "secure" not in cookie and "domain" not in cookie


@pytest.fixture
def secure_browser(desk: Desk) -> Iterator[Browser]:
    settings = desk.settings.model_copy(update={"public_url": "https://dossier.exemple.quebec"})
    secure = replace(desk, settings=settings)
    app = create_app(settings, opened=lambda _settings: nullcontext(secure))
    with TestClient(app, base_url="https://dossier.exemple.quebec", follow_redirects=False) as client:
        yield Browser(client)


def test_in_https_the_cookie_is_secure_and_bound_to_the_host(
    person: People, known: Knowing, secure_browser: Browser
) -> None:
    answer = secure_browser.sign_in(known(person(Role.REGIONAL)).email)
    cookie = answer.headers["set-cookie"].lower()
    assert answer.status_code == 303
    assert cookie.startswith("__host-dossier=")
    assert "; secure" in cookie and "path=/" in cookie and "domain" not in cookie
    assert secure_browser.see("/mon-compte").status_code == 200


def test_only_the_hash_of_the_cookie_is_kept(desk: Desk, person: People, known: Knowing, browser: Opening) -> None:
    one = browser(known(person(Role.REGIONAL)))
    secret = one.client.cookies["dossier"].rpartition(".")[0]
    with desk.database.reading() as session:
        (row,) = session.query(BrowserSession)
    assert len(row.token_hash) == 64 and secret not in (row.token_hash, row.csrf)


def test_a_session_that_is_used_does_not_end(person: People, known: Knowing, browser: Opening, clock: Clock) -> None:
    one = browser(known(person(Role.REGIONAL)))
    for _ in range(4):
        clock.advance(hours=11)
        assert one.see("/mon-compte").status_code == 200


def test_a_session_ends_after_the_hours_that_are_set(
    person: People, known: Knowing, browser: Opening, clock: Clock
) -> None:
    one = browser(known(person(Role.REGIONAL)))
    clock.advance(hours=12, minutes=1)
    answer = one.see("/mon-compte")
    assert (answer.status_code, answer.headers["location"]) == (303, "/connexion?suite=%2Fmon-compte")


def test_a_session_ends_after_thirty_days_however_used(
    person: People, known: Knowing, browser: Opening, clock: Clock
) -> None:
    one = browser(known(person(Role.REGIONAL)))
    for _ in range(71):
        clock.advance(hours=10)
        assert one.see("/mon-compte").status_code == 200
    clock.advance(hours=11)
    assert one.see("/mon-compte").status_code == 303


def test_being_seen_is_written_once_a_minute(
    desk: Desk, person: People, known: Knowing, browser: Opening, clock: Clock
) -> None:
    one = browser(known(person(Role.REGIONAL)))

    def seen() -> object:
        with desk.database.reading() as session:
            return session.query(BrowserSession).one().seen_at

    first = seen()
    one.see("/mon-compte")
    assert seen() == first
    clock.advance(minutes=1)
    one.see("/mon-compte")
    assert seen() != first


def test_signing_in_again_gives_another_session_and_ends_the_first(
    desk: Desk, person: People, known: Knowing, browser: Opening
) -> None:
    someone, one = known(person(Role.REGIONAL)), browser()
    one.sign_in(someone.email)
    first = one.client.cookies["dossier"]
    one.see("/mon-compte")
    assert one.send("/connexion", courriel=someone.email, mot_de_passe=PASSWORD).status_code == 303
    assert one.client.cookies["dossier"] != first
    other = browser()
    other.client.cookies.set("dossier", first)
    assert other.see("/mon-compte").status_code == 303
    with desk.database.reading() as session:
        assert session.query(BrowserSession).count() == 1


def test_a_cookie_that_was_planted_before_sign_in_opens_nothing(
    person: People, known: Knowing, browser: Opening
) -> None:
    someone, victim, thief = known(person(Role.REGIONAL)), browser(), browser()
    planted = "A" * 43
    victim.client.cookies.set("dossier", planted)
    victim.sign_in(someone.email)
    thief.client.cookies.set("dossier", planted)
    assert thief.see("/mon-compte").status_code == 303


def test_signing_out_ends_the_session_for_good(person: People, known: Knowing, browser: Opening, trail: Trail) -> None:
    someone = known(person(Role.REGIONAL))
    one = browser(someone)
    cookie = one.client.cookies["dossier"]
    answer = one.send("/deconnexion")
    assert (answer.status_code, answer.headers["location"]) == (303, "/connexion?depart=1")
    assert "dossier" not in one.client.cookies
    one.client.cookies.set("dossier", cookie)
    assert one.see("/mon-compte").status_code == 303
    assert (someone.email, "session.close", "ok") in trail()


def test_signing_out_twice_is_not_an_error(person: People, known: Knowing, browser: Opening, clock: Clock) -> None:
    one = browser(known(person(Role.REGIONAL)))
    clock.advance(hours=13)
    assert one.send("/deconnexion").headers["location"] == "/connexion?depart=1"


def test_a_new_password_ends_every_other_session(
    person: People, known: Knowing, browser: Opening, trail: Trail
) -> None:
    someone = known(person(Role.REGIONAL))
    here, elsewhere = browser(someone), browser(someone)
    before = here.client.cookies["dossier"]
    answer = here.send("/mon-compte/mot-de-passe", actuel=PASSWORD, nouveau=NEW, encore=NEW)
    assert answer.headers["location"] == "/mon-compte?fait=mot-de-passe"
    assert here.client.cookies["dossier"] != before
    assert here.see("/mon-compte").status_code == 200
    assert elsewhere.see("/mon-compte").status_code == 303
    assert browser().sign_in(someone.email).status_code == 403
    assert browser().sign_in(someone.email, NEW).status_code == 303
    assert (someone.email, "password.change", "ok") in trail()


def test_a_wrong_present_password_changes_nothing(
    person: People, known: Knowing, browser: Opening, trail: Trail
) -> None:
    someone = known(person(Role.REGIONAL))
    answer = browser(someone).send("/mon-compte/mot-de-passe", actuel="pas celui-là", nouveau=NEW, encore=NEW)
    assert answer.status_code == 403 and "Le mot de passe actuel ne convient pas" in answer.text
    assert browser().sign_in(someone.email).status_code == 303
    assert (someone.email, "password.change", "failed") in trail()


def test_other_sessions_are_closed_on_demand(person: People, known: Knowing, browser: Opening) -> None:
    someone = known(person(Role.REGIONAL))
    here, elsewhere = browser(someone), browser(someone)
    assert "Fermer mes autres connexions" in here.see("/mon-compte").text
    assert here.send("/mon-compte/connexions").status_code == 303
    assert elsewhere.see("/mon-compte").status_code == 303
    assert "Fermer mes autres connexions" not in here.see("/mon-compte").text
