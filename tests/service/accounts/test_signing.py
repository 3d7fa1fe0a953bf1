"""The key that signs: drawn once, its owner's only, the same for two that start together."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from service.accounts.signing import fresh_secret, key_of_file, sign, unsign
from service.settings import ServiceSettings


def test_the_key_is_drawn_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret.key"
    key = key_of_file(path)
    assert len(key) == 43 and path.read_bytes() == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["secret.key"]


def test_starters_that_race_agree_on_one_key(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: key_of_file.__wrapped__(path), range(16)))
    assert len(keys) == 1


def test_a_signature_holds_for_its_purpose_and_its_key_only(settings: ServiceSettings) -> None:
    signed = sign(settings, "moi", purpose="session")
    assert unsign(settings, signed, purpose="session") == "moi"
    assert unsign(settings, signed, purpose="visiteur") is None
    assert unsign(settings, "autre" + signed, purpose="session") is None
    assert unsign(settings, "é\udce9", purpose="session") is None
    assert unsign(ServiceSettings(secret="une autre clé"), signed, purpose="session") is None


def test_without_a_setting_the_key_is_under_home(settings: ServiceSettings) -> None:
    plain = ServiceSettings(secret="")
    assert unsign(plain, sign(plain, "moi", purpose="session"), purpose="session") == "moi"
    assert (plain.home / "secret.key").exists()


def test_secrets_hold_256_bits() -> None:
    assert len({fresh_secret() for _ in range(100)}) == 100
    assert len(fresh_secret()) == 43
