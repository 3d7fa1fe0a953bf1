"""Settings come from the environment, and say which one cannot be used."""

from pathlib import Path

import pytest

from assembler.errors import SettingsError
from assembler.settings import load_settings


@pytest.fixture(autouse=True)
def fresh() -> None:
    load_settings.cache_clear()


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_HOME", "/un/dossier")
    monkeypatch.setenv("DOSSIER_OFFICES", "3")
    monkeypatch.setenv("DOSSIER_CONVERSION_DEADLINE", "2.5")
    settings = load_settings()
    load_settings.cache_clear()
    assert (settings.home, settings.offices, settings.deadline_seconds) == (Path("/un/dossier"), 3, 2.5)


@pytest.mark.parametrize("value", ["abc", "0", "-2", "1.5"])
def test_a_number_of_offices_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DOSSIER_OFFICES", value)
    with pytest.raises(SettingsError, match=f"DOSSIER_OFFICES vaut «\u00a0{value}\u00a0»"):
        load_settings()


@pytest.mark.parametrize("value", ["bientôt", "0", "inf", "nan"])
def test_a_deadline_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DOSSIER_CONVERSION_DEADLINE", value)
    with pytest.raises(SettingsError, match="DOSSIER_CONVERSION_DEADLINE"):
        load_settings()
