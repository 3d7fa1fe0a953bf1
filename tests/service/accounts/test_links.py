"""One-time links: a day, one use even in a race, nothing used up by looking."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from threading import Barrier

import pytest
from fastapi.testclient import TestClient

from service.accounts import keeping
from service.accounts.links import take_link
from service.accounts.noting import CONSOLE
from service.accounts.signing_in import choose_password
from service.app import create_app
from service.db.tables import Account, OneTimeLink, Role
from service.desk import Desk
from service.errors import MissingError
from tests.service.accounts.conftest import Browser, Knowing, Opening, Trail
from tests.service.conftest import Clock, People

NEW = "quatre mots sans lien"


def _path(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def test_a_link_lets_one_choose_a_password_and_goes_in(
    desk: Desk, person: People, browser: Opening, trail: Trail
) -> None:
    someone, one = person(Role.COORDINATION, territories=("CG",)), browser()
    link = keeping.new_link(desk, CONSOLE, someone.id)
    assert link.startswith("http://127.0.0.1:8000/mot-de-passe/")
    assert someone.email in one.see(_path(link)).text
    answer = one.send(_path(link), nouveau=NEW, encore=NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert one.see("/mon-compte").status_code == 200
    assert browser().sign_in(someone.email, NEW).status_code == 303
    assert (someone.email, "password.choose", "ok") in trail()


def test_looking_at_a_link_does_not_use_it_up(desk: Desk, person: People, browser: Opening) -> None:
    path = _path(keeping.new_link(desk, CONSOLE, person(Role.REGIONAL).id))
    assert [browser().see(path).status_code for _ in range(3)] == [200, 200, 200]


def test_a_refused_password_does_not_use_it_up(desk: Desk, person: People, browser: Opening) -> None:
    path, one = _path(keeping.new_link(desk, CONSOLE, person(Role.REGIONAL).id)), browser()
    one.see(path)
    for first, second, told in (
        ("court", "court", "12 à 256\u00a0caractères"),
        (NEW, NEW + "s", "ne sont pas pareils"),
        ("motdepasse123", "motdepasse123", "parmi les premiers"),
    ):
        answer = one.send(path, nouveau=first, encore=second)
        assert answer.status_code == 422 and told in answer.text
        assert first not in answer.text
    assert one.send(path, nouveau=NEW, encore=NEW).status_code == 303


def test_a_used_link_is_dead(desk: Desk, person: People, browser: Opening, trail: Trail) -> None:
    path, one, other = _path(keeping.new_link(desk, CONSOLE, person(Role.REGIONAL).id)), browser(), browser()
    other.see(path)
    one.see(path)
    one.send(path, nouveau=NEW, encore=NEW)
    assert other.send(path, nouveau="un tout autre secret", encore="un tout autre secret").status_code == 404
    answer = browser().see(path)
    assert answer.status_code == 404 and "Ce lien ne sert plus" in answer.text
    assert trail()[-1] == ("anonyme", "link.use", "failed")


def test_a_link_dies_after_a_day(desk: Desk, person: People, browser: Opening, clock: Clock) -> None:
    path = _path(keeping.new_link(desk, CONSOLE, person(Role.REGIONAL).id))
    clock.advance(hours=23, minutes=59)
    assert browser().see(path).status_code == 200
    clock.advance(minutes=1)
    assert browser().see(path).status_code == 404


def test_a_newer_link_replaces_the_older(desk: Desk, person: People, browser: Opening) -> None:
    someone = person(Role.REGIONAL)
    older, newer = (_path(keeping.new_link(desk, CONSOLE, someone.id)) for _ in range(2))
    assert [browser().see(path).status_code for path in (older, newer)] == [404, 200]


def test_the_link_of_a_closed_account_is_dead(desk: Desk, person: People, browser: Opening) -> None:
    someone = person(Role.REGIONAL)
    path = _path(keeping.new_link(desk, CONSOLE, someone.id))
    keeping.disable_account(desk, CONSOLE, someone.id)
    assert browser().see(path).status_code == 404


def test_only_its_hash_is_kept(desk: Desk, person: People) -> None:
    secret = keeping.new_link(desk, CONSOLE, person(Role.REGIONAL).id).rpartition("/")[2]
    with desk.database.reading() as session:
        (row,) = session.query(OneTimeLink)
    assert len(secret) == 43 and secret not in vars(row).values()


def test_two_threads_that_use_one_link_do_not_both_pass(desk: Desk, person: People) -> None:
    someone = person(Role.REGIONAL)
    secret = keeping.new_link(desk, CONSOLE, someone.id).rpartition("/")[2]
    start = Barrier(8)

    def use(number: int) -> str:
        start.wait()
        try:
            choose_password(desk, CONSOLE, secret=secret, password=f"{NEW} {number}")
        except MissingError:
            return "refused"
        return "passed"

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(use, range(8))) == ["passed"] + ["refused"] * 7


def test_a_use_that_fails_halfway_leaves_the_link_alive(desk: Desk, person: People, browser: Opening) -> None:
    link = keeping.new_link(desk, CONSOLE, person(Role.REGIONAL).id)
    with pytest.raises(RuntimeError), desk.database.writing() as session:
        take_link(session, desk, link.rpartition("/")[2], purpose="password")
        raise RuntimeError
    assert browser().see(_path(link)).status_code == 200


@pytest.fixture
def demonstrated(desk: Desk, person: People) -> Callable[[], tuple[Browser, str]]:
    """A browser of a service in demonstration, and a link that enters it."""

    def opened() -> tuple[Browser, str]:
        settings = desk.settings.model_copy(update={"mode": "demonstration"})
        shown = replace(desk, settings=settings)
        app = create_app(settings, opened=lambda _settings: nullcontext(shown))
        app.state.desk = shown
        link = keeping.new_link(shown, CONSOLE, person(Role.REGIONAL).id, purpose="demonstration")
        return Browser(TestClient(app, follow_redirects=False)), _path(link)

    return opened


def test_a_demonstration_link_enters_once_by_a_button(demonstrated: Callable[[], tuple[Browser, str]]) -> None:
    one, path = demonstrated()
    assert "Entrer dans la démonstration" in one.see(path).text
    assert one.send(path).headers["location"] == "/"
    assert one.see("/mon-compte").status_code == 200
    assert Browser(one.client).see(path).status_code == 404


def test_a_demonstration_link_opens_nothing_in_production(desk: Desk, person: People, browser: Opening) -> None:
    link = keeping.new_link(desk, CONSOLE, person(Role.REGIONAL).id, purpose="demonstration")
    one = browser()
    assert one.see(_path(link)).status_code == 404
    one.see("/connexion")
    assert one.send(_path(link)).status_code == 404


def test_a_demonstration_link_does_not_choose_a_password(demonstrated: Callable[[], tuple[Browser, str]]) -> None:
    one, path = demonstrated()
    assert one.see(path.replace("/demonstration/", "/mot-de-passe/")).status_code == 404


def test_a_link_ends_a_pause(desk: Desk, person: People, known: Knowing, browser: Opening) -> None:
    someone = known(person(Role.REGIONAL))
    for _ in range(5):
        browser().sign_in(someone.email, "pas le bon secret")
    assert browser().sign_in(someone.email).status_code == 403
    keeping.new_link(desk, CONSOLE, someone.id)
    assert browser().sign_in(someone.email).status_code == 303
    with desk.database.reading() as session:
        assert session.get_one(Account, someone.id).failures == 0
