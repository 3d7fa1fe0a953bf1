"""Guessing is slow: pauses that double, one message for all, a limit for an address, nothing gained by haste."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from service.accounts import keeping
from service.accounts.lockout import AddressLimit, pause_after
from service.accounts.noting import CONSOLE, Caller
from service.accounts.signing_in import sign_in
from service.db.tables import Account, Role
from service.desk import Desk
from service.errors import ForbiddenError, TooManyError
from tests.service.accounts.conftest import PASSWORD, Knowing, Opening, Trail
from tests.service.conftest import Clock, People

WRONG = "pas le bon secret"


def test_the_fifth_wrong_password_pauses_the_account_for_a_minute(
    person: People, known: Knowing, browser: Opening, clock: Clock, trail: Trail
) -> None:
    someone, one = known(person(Role.REGIONAL)), browser()
    for _ in range(5):
        assert one.sign_in(someone.email, WRONG).status_code == 403
    assert one.sign_in(someone.email).status_code == 403
    clock.advance(seconds=50)
    assert one.sign_in(someone.email).status_code == 403
    clock.advance(seconds=10)
    assert one.sign_in(someone.email).status_code == 303
    kinds = [(action, outcome) for _who, action, outcome in trail() if action.startswith("session")]
    failed = [("session.open", "failed")]
    assert kinds == failed * 4 + [("session.pause", "failed")] + failed * 2 + [("session.open", "ok")]


def test_four_wrong_passwords_are_forgiven_by_the_right_one(
    desk: Desk, person: People, known: Knowing, browser: Opening
) -> None:
    someone = known(person(Role.REGIONAL))
    for _ in range(2):
        for _ in range(4):
            browser().sign_in(someone.email, WRONG)
        assert browser().sign_in(someone.email).status_code == 303
    with desk.database.reading() as session:
        account = session.get_one(Account, someone.id)
    assert (account.failures, account.locked_until) == (0, None)


@pytest.mark.parametrize(("failures", "minutes"), [(5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (400, 60)])
def test_pauses_double_to_an_hour(failures: int, minutes: int) -> None:
    assert pause_after(failures).total_seconds() == minutes * 60


def test_a_wrong_password_after_a_pause_pauses_twice_as_long(
    person: People, known: Knowing, browser: Opening, clock: Clock
) -> None:
    someone, one = known(person(Role.REGIONAL)), browser()
    for _ in range(5):
        one.sign_in(someone.email, WRONG)
    clock.advance(seconds=61)
    one.sign_in(someone.email, WRONG)
    clock.advance(seconds=110)
    assert one.sign_in(someone.email).status_code == 403
    clock.advance(seconds=10)
    assert one.sign_in(someone.email).status_code == 303


def test_every_refusal_reads_the_same(desk: Desk, person: People, known: Knowing, browser: Opening) -> None:
    someone, closed, pausing = (known(person(Role.REGIONAL)) for _ in range(3))
    keeping.disable_account(desk, CONSOLE, closed.id)
    for _ in range(5):
        browser().sign_in(pausing.email, WRONG)
    tries = [(someone.email, WRONG), ("personne@exemple.quebec", WRONG), (closed.email, PASSWORD)]
    tries += [(pausing.email, PASSWORD), ("pas une adresse\x00", WRONG), ("", "")]
    pages = [browser().sign_in(email, word) for email, word in tries]
    assert {page.status_code for page in pages} == {403}
    told = {page.text.split('id="erreur"')[1].split("</section>")[0] for page in pages}
    assert len(told) == 1 and "ne convient pas" in told.pop()


def test_the_page_gives_the_address_back_and_never_the_password(person: People, browser: Opening) -> None:
    page = browser().sign_in(person(Role.REGIONAL).email, WRONG).text
    assert 'value="regional1@exemple.quebec"' in page and WRONG not in page


def test_what_was_typed_for_an_unknown_account_is_not_kept(desk: Desk, browser: Opening, trail: Trail) -> None:
    browser().sign_in("Monmotdepasse@tapé-au-mauvais.endroit", WRONG)
    assert trail() == [("anonyme", "session.open", "failed")]
    with desk.database.reading() as session:
        from service.db.tables import AuditEntry

        assert session.query(AuditEntry).one().subject == "account/inconnu"


def test_guesses_sent_together_are_counted_before_they_are_looked_at(
    desk: Desk, person: People, known: Knowing
) -> None:
    someone, limit = known(person(Role.REGIONAL)), AddressLimit()
    words = [WRONG] * 7 + [PASSWORD]

    def attempt(word: str) -> bool:
        try:
            sign_in(desk, Caller(address="192.0.2.1"), email=someone.email, password=word, limit=limit)
        except ForbiddenError:
            return False
        return True

    for word in words[:4]:
        assert not attempt(word)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(attempt, [WRONG] * 8))
    with desk.database.reading() as session:
        assert session.get_one(Account, someone.id).failures == 5


def test_an_address_that_fails_a_lot_waits_whatever_the_account(
    desk: Desk, person: People, known: Knowing, browser: Opening
) -> None:
    someone, limit = known(person(Role.REGIONAL)), AddressLimit()
    for number in range(40):
        with pytest.raises(ForbiddenError):
            sign_in(desk, Caller(address="192.0.2.1"), email=f"a{number}@x.y", password=WRONG, limit=limit)
    with pytest.raises(TooManyError) as refused:
        sign_in(desk, Caller(address="192.0.2.1"), email=someone.email, password=PASSWORD, limit=limit)
    assert refused.value.seconds == 600
    assert sign_in(desk, Caller(address="192.0.2.2"), email=someone.email, password=PASSWORD, limit=limit)


def test_the_page_tells_an_address_to_wait(browser: Opening) -> None:
    one = browser()
    limit = AddressLimit()
    for _ in range(40):
        limit.count("testclient")
    one.client.app.state.address_limit = limit  # type: ignore[attr-defined]
    answer = one.sign_in("anne@exemple.quebec", WRONG)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "600")
    assert "Trop d’essais ont échoué" in answer.text


def test_the_present_password_of_ones_account_cannot_be_guessed_either(
    person: People, known: Knowing, browser: Opening
) -> None:
    someone = known(person(Role.REGIONAL))
    one, new = browser(someone), "quatre mots sans lien"
    for _ in range(5):
        assert one.send("/mon-compte/mot-de-passe", actuel=WRONG, nouveau=new, encore=new).status_code == 403
    assert one.send("/mon-compte/mot-de-passe", actuel=PASSWORD, nouveau=new, encore=new).status_code == 403
