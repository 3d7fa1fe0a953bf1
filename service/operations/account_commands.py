"""``dossier account``: who may enter, kept from the machine itself; it needs no service in motion."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from assembler.cli import terminal
from assembler.cli.app import told
from service.words import translate as _

if TYPE_CHECKING:
    from service.accounts.noting import ConsoleFront
    from service.db.tables import Role

accounts = typer.Typer(no_args_is_help=True, help="Tient les comptes\u00a0: qui peut entrer, et où.")

Email = Annotated[str, typer.Argument(metavar="COURRIEL", help="L’adresse du compte.")]


@accounts.command(name="list")
def list_accounts() -> None:
    """Liste les comptes, ceux qui peuvent entrer d’abord.

    Exemple\u00a0: dossier account list
    """
    with told(), _front() as front:
        from service.accounts import keeping

        rows = [
            (
                account.email,
                account.name,
                account.role,
                " ".join(sorted(scope.key for scope in account.scopes)),
                _("ouvert") if account.is_active else _("fermé"),
            )
            for account in keeping.list_accounts(front)
        ]
        headers = (_("Courriel"), _("Nom"), _("Rôle"), _("Portes"), _("État"))
        terminal.print_rows(terminal.open_console(), headers, rows)


@accounts.command()
def add(
    email: Email,
    name: Annotated[str, typer.Option("--name", help="Le nom de la personne ou de l’équipe.")],
    role: Annotated[str, typer.Option("--role", help="coordination, bailleur, regional ou admin.")],
    territory: Annotated[list[str] | None, typer.Option("--territory", help="Un territoire (répétable).")] = None,
    funder: Annotated[list[str] | None, typer.Option("--funder", help="Un bailleur (répétable).")] = None,
    agreement: Annotated[list[str] | None, typer.Option("--agreement", help="Une entente (répétable).")] = None,
    language: Annotated[str, typer.Option("--language", help="fr ou en.")] = "fr",
) -> None:
    """Ouvre un compte et donne le lien à usage unique qui en choisit le mot de passe.

    Exemple\u00a0: dossier account add marie@exemple.ca --name Marie --role coordination --territory CG
    """
    with told(), _front() as front:
        from service.accounts import keeping
        from service.accounts.noting import CONSOLE
        from service.accounts.profiles import Profile
        from service.db.tables import ScopeKind

        named = {ScopeKind.TERRITORY: territory, ScopeKind.FUNDER: funder, ScopeKind.AGREEMENT: agreement}
        scopes = frozenset((kind, key) for kind, keys in named.items() for key in keys or ())
        profile = Profile(email=email, name=name, role=_role(role), language=language, scopes=scopes)
        print(keeping.open_account(front, CONSOLE, profile).link)


@accounts.command()
def link(email: Email) -> None:
    """Donne un nouveau lien à usage unique, qui choisit un autre mot de passe; l’ancien lien ne sert plus.

    Exemple\u00a0: dossier account link marie@exemple.ca
    """
    with told(), _front() as front:
        from service.accounts import keeping
        from service.accounts.noting import CONSOLE

        print(keeping.new_link(front, CONSOLE, keeping.find_by_email(front, email).id))


@accounts.command()
def disable(email: Email) -> None:
    """Ferme un compte\u00a0: ses connexions, ses liens et ses jetons cessent aussitôt.

    Exemple\u00a0: dossier account disable marie@exemple.ca
    """
    with told(), _front() as front:
        from service.accounts import keeping
        from service.accounts.noting import CONSOLE

        keeping.disable_account(front, CONSOLE, keeping.find_by_email(front, email).id)
        print(_("Le compte {email} est fermé.").format(email=email))


@accounts.command()
def enable(email: Email) -> None:
    """Rouvre un compte fermé; ses jetons restent révoqués.

    Exemple\u00a0: dossier account enable marie@exemple.ca
    """
    with told(), _front() as front:
        from service.accounts import keeping
        from service.accounts.noting import CONSOLE

        keeping.enable_account(front, CONSOLE, keeping.find_by_email(front, email).id)
        print(_("Le compte {email} est ouvert.").format(email=email))


@accounts.command()
def token(
    email: Email,
    name: Annotated[str, typer.Option("--name", help="Le programme qui s’en servira.")],
    right: Annotated[
        list[str] | None, typer.Option("--right", help="read, deposit ou make (répétable; par défaut, read).")
    ] = None,
    days: Annotated[int, typer.Option("--days", help="Combien de jours il vaut.")] = 90,
) -> None:
    """Crée un jeton d’accès pour un programme, montré une seule fois.

    Exemple\u00a0: dossier account token marie@exemple.ca --name tableau-de-bord --right read --days 90
    """
    with told(), _front() as front:
        from service.accounts import keeping
        from service.accounts.noting import CONSOLE

        account = keeping.find_by_email(front, email)
        rights = frozenset(right or ["read"])
        print(keeping.add_token(front, CONSOLE, account.id, name=name, rights=rights, days=days).secret)


def _role(name: str) -> "Role":
    from service.db.tables import Role
    from service.errors import ConflictError

    if name not in tuple(Role):
        raise ConflictError(
            _("Le rôle «\u00a0{name}\u00a0» n’existe pas. Choix possibles\u00a0: {names}.").format(
                name=name, names=", ".join(Role)
            )
        )
    return Role(name)


@contextmanager
def _front() -> Iterator["ConsoleFront"]:
    """Gives what keeping accounts needs, without opening any jobs."""
    from assembler.regions import load_region
    from service.accounts.noting import ConsoleFront
    from service.db.engine import Database
    from service.db.schema import upgrade_database
    from service.opening import now
    from service.settings import load_service_settings

    settings = load_service_settings()
    database = Database(settings.database)
    try:
        upgrade_database(database)
        yield ConsoleFront(settings=settings, database=database, region=load_region(settings.region), now=now)
    finally:
        database.close()
