"""What went wrong, as a page of its own: what happened, that nothing is lost, where to go from here."""

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from rfc9457 import Problem

from assembler.i18n import mark, speaking
from service.accounts.signed_in import sign_in_path
from service.origin import request_id_of
from service.pages.frame import render_page
from service.pages.language import language_of
from service.words import translate as _

_WORDS = {  # status: what happened, in one line; what happened; what to do
    400: (
        mark("Cette demande est incomplète"),
        mark("Il manque un élément au formulaire reçu, ou l’un d’eux n’a pas la forme attendue. Rien n’a été fait."),
        mark("Revenez à la page précédente, rechargez-la, puis recommencez."),
    ),
    403: (
        mark("Cette action ne vous est pas ouverte"),
        mark("Votre compte permet de voir cette page, mais pas de faire ce qui a été demandé. Rien n’a été fait."),
        mark("Revenez à la page précédente. Si vous devriez pouvoir le faire, écrivez à l’équipe régionale."),
    ),
    404: (
        mark("Page introuvable"),
        mark("Cette page n’existe pas, ou elle ne vous est pas ouverte."),
        mark("Vérifiez l’adresse, ou repartez de l’accueil. Un lien reçu d’une autre personne peut vous être fermé."),
    ),
    405: (
        mark("Cette adresse ne se visite pas"),
        mark("Elle ne sert qu’à envoyer un formulaire. Rien n’a été fait."),
        mark("Repartez de l’accueil."),
    ),
    409: (
        mark("Ce n’est plus possible"),
        mark("L’état a changé depuis que la page a été affichée. Rien n’a été fait."),
        mark("Revenez à la page et rechargez-la pour voir l’état actuel."),
    ),
    413: (
        mark("Ce dépôt est trop gros"),
        mark("Les fichiers dépassent la taille permise. Rien n’a été enregistré."),
        mark("Allégez les pièces jointes (une numérisation à 150 points par pouce suffit), puis recommencez."),
    ),
    422: (
        mark("Cette demande ne peut pas être satisfaite"),
        mark("Ce qui a été envoyé ne peut pas être accepté. Rien n’a été fait."),
        mark("Revenez à la page précédente, corrigez, puis recommencez."),
    ),
    429: (
        mark("Trop de demandes en peu de temps"),
        mark("Le service a reçu de vous plus de demandes qu’il n’en accepte en une minute. Rien n’est perdu."),
        mark("Attendez un peu, puis rechargez la page."),
    ),
    500: (
        mark("Le service a rencontré un problème"),
        mark("Ce n’est pas votre faute. Ce que vous aviez déposé est conservé, et un travail commencé se poursuivra."),
        mark("Rechargez la page dans une minute. S’il revient, écrivez à l’équipe régionale en indiquant l’heure."),
    ),
}


_OF_FILES = (413, 415, 422)


@dataclass(frozen=True)
class Fault:
    """What a fault's page says: its title, what happened, what to do."""

    status: int
    title: str
    message: str
    remedy: str
    request_id: str = ""


def answer_fault(request: Request, problem: Problem, *, needs_sign_in: bool = False) -> Response:
    """Gives the page of a problem; who has not signed in, or whose session ended, is sent to sign in and back."""
    if needs_sign_in:
        return RedirectResponse(sign_in_path(request), status_code=303)
    request_id = request_id_of(request)
    with speaking(language_of(request)):
        fault = view_fault(problem.status, problem.detail or "", title=problem.title, request_id=request_id)
    if fault.status >= 500:  # the database may be what failed: who is asking is not looked up again
        request.state.entry = getattr(request.state, "entry", None)
    return render_page(request, "fault.html", status=fault.status, fault=fault)


def view_fault(status: int, told: str = "", *, title: str = "", request_id: str = "") -> Fault:
    """Gives the words of a status, in the language now spoken; ``told`` says more exactly what happened.

    A refused file has its own ``title``; the others have that of their status.
    Of what nobody foresaw no detail is told but the number of the request, to find it in the log.
    """
    is_ours = status >= 500
    plain_title, message, remedy = (_(words) for words in _WORDS.get(status, _WORDS[500 if is_ours else 422]))
    has_told = told and not is_ours and status not in (404, 405)
    return Fault(
        status=status,
        title=title if title and status in _OF_FILES else plain_title,
        message=told if has_told else message,
        remedy=remedy,
        request_id=request_id if is_ours else "",
    )
