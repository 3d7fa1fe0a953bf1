"""``dossier account``: who may enter, kept from the machine itself."""
import typer
accounts = typer.Typer(no_args_is_help=True, help="Tient les comptes\u00a0: qui peut entrer, et où.")
@accounts.command(name="list")
def list_accounts() -> None:
    """Liste"""
