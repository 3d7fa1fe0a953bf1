"""The ``dossier`` program with the service's commands: quick to start, told in two languages, usable without pages."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from babel.messages.pofile import read_po

from assembler.cli.app import run
from assembler.cli.words import commands_under
from assembler.i18n import speaking
from service.command import app
from service.db.keys import find_link
from service.operations.listing import list_settings
from service.settings import ServiceSettings, load_service_settings
from service.words import translate
from tests.house.tree import ROOT

Dossier = Callable[..., tuple[int, str, str]]


@pytest.fixture
def dossier(settings: ServiceSettings, capsys: pytest.CaptureFixture[str]) -> Iterator[Dossier]:
    """Runs ``dossier`` in the home of the test; gives its exit code and its two streams."""
    load_service_settings.cache_clear()

    def ran(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(list(arguments), app, translate)
        told = capsys.readouterr()
        return code, told.out, " ".join(told.err.replace("\u00a0", " ").split())

    yield ran
    load_service_settings.cache_clear()


def test_a_command_of_the_library_loads_nothing_of_the_service() -> None:
    heavy = (
        "fastapi",
        "starlette",
        "sqlalchemy",
        "dbos",
        "uvicorn",
        "pydantic_settings",
        "prometheus_client",
        "alembic",
    )
    program = f"import sys, service.command; print([name for name in {heavy!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_every_word_of_the_service_s_commands_is_translated() -> None:
    said = {
        text
        for command in commands_under(typer.main.get_command(app))
        if command.callback is None or command.callback.__module__.startswith("service.")
        for text in (command.help, *(word for one in command.params for word in (one.help, one.metavar)))
        if text
    } | {field.description for field in ServiceSettings.model_fields.values() if field.description}
    with speaking("en"):
        assert sorted(text for text in said if translate(text) == text) == []


def test_the_catalogue_of_operations_has_no_empty_translation() -> None:
    with (ROOT / "service" / "locale" / "operations.po").open("rb") as opened:
        assert [str(one.id) for one in read_po(opened, locale="en") if one.id and not one.string] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_help_of_serve_lists_every_setting(dossier: Dossier, lang: str) -> None:
    code, out, _err = dossier("serve", "--help", "--lang", lang)
    assert code == 0
    with speaking(lang):
        for one in list_settings():
            assert one.variable in out
            assert one.meaning in out


@pytest.mark.parametrize(
    ("name", "value"), [("DOSSIER_PORT", "quatre"), ("DOSSIER_MODE", "essai"), ("DOSSIER_MAKERS", "0")]
)
def test_a_wrong_setting_is_named_and_its_value_is_not_repeated(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    code, _out, err = dossier("account", "list")
    assert code == 3
    assert err.startswith(f"Le réglage {name} ne convient pas.")
    assert value not in err


def test_an_account_is_opened_listed_closed_and_opened_again(dossier: Dossier) -> None:
    made = ("account", "add", "Marie@Exemple.ca", "--name", "Marie Roy", "--role", "coordination", "--territory", "CG")
    code, link, _err = dossier(*made)
    assert code == 0
    assert "/mot-de-passe/" in link
    assert dossier("account", "list")[1].splitlines()[1].split("\t") == [
        "marie@exemple.ca", "Marie Roy", "coordination", "CG", "ouvert",
    ]  # fmt: skip
    assert dossier("account", "disable", "marie@exemple.ca")[0] == 0
    assert "fermé" in dossier("account", "list")[1]
    assert dossier("account", "link", "marie@exemple.ca")[2].startswith("Ce compte est fermé.")
    assert dossier("account", "enable", "marie@exemple.ca")[0] == 0
    assert "/mot-de-passe/" in dossier("account", "link", "marie@exemple.ca")[1]


def test_a_token_is_shown_once_and_is_only_its_holder_s(dossier: Dossier, settings: ServiceSettings) -> None:
    dossier("account", "add", "regional@exemple.ca", "--name", "Région", "--role", "regional")
    code, secret, _err = dossier("account", "token", "regional@exemple.ca", "--name", "tableau", "--days", "30")
    assert code == 0
    assert secret.strip().encode() not in (settings.home / "dossier.sqlite").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("account", "link", "personne@exemple.ca"), "Aucun compte n’a l’adresse"),
        (("account", "add", "a@exemple.ca", "--name", "A", "--role", "roi"), "Le rôle « roi » n’existe pas."),
        (("account", "add", "a@exemple.ca", "--name", "A", "--role", "coordination"), "Choisissez au moins un terri"),
        (("backup", "s.tar"), "Rien à sauvegarder"),
    ],
)
def test_what_cannot_be_done_says_why(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch, tmp_path: object, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(str(tmp_path))
    code, _out, err = dossier(*arguments)
    assert code == 3
    assert err.startswith(told)


def test_a_backup_and_a_restore_say_what_they_hold(
    dossier: Dossier, settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.chdir(str(tmp_path))
    dossier("account", "add", "regional@exemple.ca", "--name", "Région", "--role", "regional")
    code, out, _err = dossier("backup", "s.tar")
    assert (code, out) == (0, "s.tar\u00a0: 0 contenus, dont 0 nommés par la base, relus et conformes.\n")
    assert dossier("restore", "s.tar")[2].endswith("Donnez un autre DOSSIER_HOME, vide.")


def test_a_link_made_at_the_console_is_known_to_the_database(dossier: Dossier, settings: ServiceSettings) -> None:
    from service.accounts.signing import fingerprint
    from service.db.engine import Database

    link = dossier("account", "add", "a@exemple.ca", "--name", "A", "--role", "admin")[1].strip()
    database = Database(settings.database)
    with database.reading() as session:
        assert find_link(session, fingerprint(link.rpartition("/")[2])) is not None
    database.close()


def test_a_secret_may_be_a_file_and_the_environment_comes_first(
    settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("service.settings.SECRETS", tmp_path)
    (tmp_path / "dossier_secret").write_text("un secret de fichier\n")
    (tmp_path / "dossier_metrics_token").write_text("un jeton de fichier")
    monkeypatch.setenv("DOSSIER_METRICS_TOKEN", "un jeton de variable")
    load_service_settings.cache_clear()
    read = load_service_settings()
    load_service_settings.cache_clear()
    assert (read.secret, read.metrics_token) == ("un secret de fichier", "un jeton de variable")
    assert "un secret" not in repr(read)
