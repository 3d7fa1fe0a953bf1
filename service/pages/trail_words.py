"""What the audit trail's codes are called."""

import re

from assembler.i18n import mark
from service.words import translate as _

_IDENTIFIER = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{24}\b")  # those we draw are read by their beginning
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
    "deposit": mark("Dépôt"),
    "canvas.download": mark("Téléchargement d’un canevas"),
    "annotated.download": mark("Téléchargement d’un canevas annoté"),
    "changes.download": mark("Téléchargement de la page des changements"),
    "dossier.download": mark("Téléchargement d’un document"),
    "assemble.start": mark("Lancement d’un dossier"),
    "report.start": mark("Lancement d’une reddition"),
    "consolidate.start": mark("Lancement d’une reddition consolidée"),
    "batch.start": mark("Lancement d’un lot de dossiers"),
    "publish.start": mark("Essai d’un gabarit"),
    "template.download": mark("Téléchargement d’un gabarit"),
    "template.withdraw": mark("Retour au gabarit du produit"),
    "job.cancel": mark("Annulation d’un travail"),
    "job.retry": mark("Reprise d’un travail"),
}
_OUTCOMES = {"ok": mark("Réussi"), "refused": mark("Refusé"), "failed": mark("Échoué")}


def view_action(code: str) -> str:
    """Gives what an action is called; a refusal’s own method and address as they are."""
    return _(_ACTIONS[code]) if code in _ACTIONS else code


def outcomes() -> dict[str, str]:
    """Gives what the ends of an action are called."""
    return {code: _(words) for code, words in _OUTCOMES.items()}


def view_subject(subject: str, emails: dict[str, str]) -> list[tuple[str, str]]:
    """Gives what a line is about as words and where they lead: accounts by their e-mail, long identifiers cut short."""
    return [_view_part(part, emails) for part in subject.split(" ")]


def _view_part(part: str, emails: dict[str, str]) -> tuple[str, str]:
    kind, _slash, key = part.rpartition("/")
    if kind == "account" and key in emails:
        return emails[key], f"/comptes/{key}"
    return _IDENTIFIER.sub(r"\1…", part), ""
