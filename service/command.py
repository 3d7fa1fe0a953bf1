"""The ``dossier`` program: the library's commands, and those that run and keep the service.

Every import of the service is inside the command that needs it: ``dossier check`` starts as fast as without them.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from assembler.cli import app as cli
from assembler.cli.app import told
from assembler.cli.words import without_language
from service.operations.account_commands import accounts
from service.operations.listing import SettingsCommand
from service.words import translate as _

if TYPE_CHECKING:
    from service.settings import ServiceSettings

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)
app.callback()(cli.root)
app.registered_commands.extend(cli.app.registered_commands)
app.add_typer(accounts, name="account")


@app.command(cls=SettingsCommand)
def serve(
    host: Annotated[str | None, typer.Option("--host", help="L’adresse où écouter.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Le port où écouter.")] = None,
) -> None:
    """Ouvre le service\u00a0: les pages, l’interface de programmation et les travaux.

    Exemple\u00a0: dossier serve --port 8000
    """
    with told():
        from service.serving import run_service

        run_service(_settings(host=host, port=port))


@app.command(cls=SettingsCommand)
def worker() -> None:
    """Prend les travaux du service sur cette machine, sans pages; il en faut une par machine de plus, avec PostgreSQL.

    Exemple\u00a0: dossier worker
    """
    with told():
        from service.serving import run_worker

        run_worker(_settings())


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="L’archive .tar à écrire.", dir_okay=False)],
) -> None:
    """Sauvegarde la base de données et l’entrepôt, le service en marche ou non.

    Exemple\u00a0: dossier backup sauvegarde.tar
    """
    with told():
        from service.operations.backup import write_backup

        counted = write_backup(_settings(), file)
        told_words = _("{file}\u00a0: {contents} contenus, dont {needed} nommés par la base, relus et conformes.")
        print(told_words.format(file=file, contents=counted.contents, needed=counted.needed))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="L’archive .tar d’une sauvegarde.", exists=True)],
) -> None:
    """Remet une sauvegarde dans un DOSSIER_HOME vide, chaque contenu vérifié.

    Exemple\u00a0: DOSSIER_HOME=/srv/dossier dossier restore sauvegarde.tar
    """
    with told():
        from service.operations.restore import read_backup

        settings = _settings()
        counted = read_backup(settings, file)
        told_words = _("{home}\u00a0: {contents} contenus, dont {needed} nommés par la base, remis et vérifiés.")
        print(told_words.format(home=settings.home, contents=counted.contents, needed=counted.needed))


def _settings(**changed: object) -> "ServiceSettings":
    from service.settings import load_service_settings

    given = {name: value for name, value in changed.items() if value is not None}
    return load_service_settings(**given)


def main() -> NoReturn:
    """Runs what the shell typed; a command of the library runs as it would alone, without the service's words."""
    of_the_library = {command.callback.__name__ for command in cli.app.registered_commands if command.callback}
    wanted = next((word for word in without_language(sys.argv[1:]) if not word.startswith("-")), None)
    if wanted in of_the_library:
        cli.main()
    cli.main(app, _)


if __name__ == "__main__":
    main()
