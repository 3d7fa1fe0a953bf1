"""Passwords are kept by argon2id, verified even for nobody, and refused when anyone would try them."""

import time

import pytest
from argon2 import PasswordHasher

from service.accounts.passwords import check_password, hash_password, is_right, needs_rehash
from service.db.tables import Account, Role
from service.desk import Desk
from service.errors import ConflictError
from tests.service.accounts.conftest import Knowing, Opening
from tests.service.conftest import People

GOOD = "marée basse et tartines"


def test_a_password_is_kept_by_argon2id_and_opens_again() -> None:
    kept = hash_password(GOOD)
    assert kept.startswith("$argon2id$")
    assert is_right(kept, GOOD)
    assert not is_right(kept, GOOD + "!")


def test_an_accent_typed_in_two_parts_is_the_same_accent() -> None:
    assert is_right(hash_password("mar\u00e9e basse et tartines"), "mare\u0301e basse et tartines")


def test_verifying_takes_less_than_eighty_milliseconds() -> None:
    kept = hash_password(GOOD)
    assert min(_seconds(kept) for _ in range(5)) < 0.08


def test_nobody_costs_as_much_time_as_someone() -> None:
    kept = hash_password(GOOD)
    is_right(None, "à chaud")
    someone, nobody = min(_seconds(kept) for _ in range(5)), min(_seconds(None) for _ in range(5))
    assert 0.5 < nobody / someone < 2


def _seconds(kept: str | None) -> float:
    start = time.thread_time()
    is_right(kept, "un autre mot de passe")
    return time.thread_time() - start  # other processes share the machine


def test_without_a_kept_password_even_the_decoys_own_words_are_wrong() -> None:
    assert not is_right(None, "un mot de passe que personne n’a")


def test_weaker_parameters_are_told() -> None:
    assert needs_rehash(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD))
    assert not needs_rehash(hash_password(GOOD))


@pytest.mark.parametrize("word", ["onze lettre", "é" * 11, "", "long " * 60])
def test_a_length_out_of_bounds_is_refused(word: str) -> None:
    with pytest.raises(ConflictError, match="12 à 256"):
        check_password(word, email="anne@exemple.quebec")


@pytest.mark.parametrize(
    "word",
    [
        "motdepasse123",
        "MotDePasse123",
        "Password1234",
        "bonjourbonjour",
        "123456789012",
        "210987654321",
        "azertyuiopqsd",
        "aaaaaaaaaaaa",
        "abc1abc1abc1abc",
        "jemesouviens",
    ],
)
def test_what_everyone_tries_first_is_refused(word: str) -> None:
    with pytest.raises(ConflictError, match="parmi les premiers"):
        check_password(word, email="anne@exemple.quebec")


@pytest.mark.parametrize("word", ["anne.gagnon@exemple.quebec", "Anne.Gagnon2026", "anne.gagnon!!"])
def test_ones_own_address_is_refused(word: str) -> None:
    with pytest.raises(ConflictError, match="adresse courriel"):
        check_password(word, email="anne.gagnon@exemple.quebec")


@pytest.mark.parametrize("word", [GOOD, "quatre mots sans lien", "anne mange des crevettes roses"])
def test_ordinary_words_are_accepted_without_capitals_or_figures(word: str) -> None:
    check_password(word, email="anne@exemple.quebec")


def test_the_right_password_is_kept_anew_when_parameters_grew(desk: Desk, person: People, browser: Opening) -> None:
    someone = person(Role.REGIONAL)
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    with desk.database.writing() as session:
        session.get_one(Account, someone.id).password_hash = weak
    assert browser().sign_in(someone.email, GOOD).status_code == 303
    with desk.database.reading() as session:
        kept = session.get_one(Account, someone.id).password_hash
    assert kept is not None and kept != weak and is_right(kept, GOOD) and not needs_rehash(kept)


def test_a_hash_is_verified_whether_the_account_exists_or_not(
    desk: Desk, person: People, known: Knowing, browser: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone, visitor, verified = known(person(Role.REGIONAL)), browser(), 0
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, kept: str | bytes, given: str | bytes) -> bool:
        nonlocal verified
        verified += 1
        return bool(verify(self, kept, given))

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    for email in (someone.email, "personne@exemple.quebec"):
        assert visitor.sign_in(email, "un autre mot de passe").status_code == 403
    assert verified == 2
