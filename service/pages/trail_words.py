"""What the audit trail's codes are called."""

from assembler.i18n import mark
from service.words import translate as _

_ACTIONS = {
    "session.open": mark("Connexion"),
    "session.pause": mark("Connexion\u00a0: trop d’essais, pause"),
    "session.close": mark("Déconnexion"),
    "session.close_others": mark("Fermeture des autres connexions"),
    "password.choose": mark("Choix d’un mot de passe par un lien"),
    "password.change": mark("Changement de mot de passe"),
    "link.password": mark("Création d’un lien pour un mot de passe"),
    "link.demonstration": mark("Création d’un lien de démonstration"),
    "link.use": mark("Essai d’un lien périmé"),
    "account.add": mark("Création d’un compte"),
    "account.role": mark("Changement de rôle"),
    "account.doors": mark("Changement d’accès"),
    "account.change": mark("Modification d’un compte"),
    "account.disable": mark("Fermeture d’un compte"),
    "account.enable": mark("Réouverture d’un compte"),
    "token.add": mark("Création d’un jeton"),
    "token.revoke": mark("Révocation d’un jeton"),
}
_OUTCOMES = {"ok": mark("Réussi"), "refused": mark("Refusé"), "failed": mark("Échoué")}


def view_action(code: str) -> str:
    """Gives what an action is called; the code itself for those the API names by their address."""
    return _(_ACTIONS[code]) if code in _ACTIONS else code


def outcomes() -> dict[str, str]:
    """Gives what the ends of an action are called."""
    return {code: _(words) for code, words in _OUTCOMES.items()}
