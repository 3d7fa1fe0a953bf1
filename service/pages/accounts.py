"""/comptes: who may enter, and where; only for admins."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from service.accounts import keeping
from service.accounts.choices import doors_of, view_doors
from service.accounts.tokens import NewToken
from service.db.accounts import find_account
from service.db.keys import list_tokens
from service.db.tables import Account, ApiToken
from service.desk import Desk, desk_of
from service.errors import MissingError, ServiceError
from service.pages.account_form import Typed, account_form, typed_of
from service.pages.browsers import Admin, AdminChanging, Trouble, trouble_of
from service.pages.frame import render_page
from service.pages.my_account import DAYS
from service.pages.signing_in import SEE_OTHER
from service.words import translate as _

Here = Annotated[Desk, Depends(desk_of)]
Word = Annotated[str, Form()]
Filled = Annotated[Typed, Depends(account_form)]

router = APIRouter()


@dataclass(frozen=True)
class Shown:
    """What the page of an account shows beside it: a form to correct, a secret shown once, what was just done."""

    typed: Typed | None = None
    trouble: Trouble | None = None
    link: str = ""
    made: NewToken | None = None
    done: str = ""


@router.get("/comptes")
def show_accounts(request: Request, desk: Here, _admin: Admin) -> Response:
    """Shows every account, its role, its doors, its state."""
    doors = view_doors(desk)
    rows = [(account, doors_of(account, doors)) for account in keeping.list_accounts(desk)]
    return render_page(request, "accounts/accounts.html", rows=rows, now=desk.now())


@router.get("/comptes/nouveau")
def show_new_account(request: Request, desk: Here, _admin: Admin) -> Response:
    """Shows the form of a new account."""
    return _new_page(request, desk, Typed())


def _new_page(request: Request, desk: Desk, typed: Typed, trouble: Trouble | None = None) -> Response:
    status = trouble.status if trouble else 200
    return render_page(
        request, "accounts/new_account.html", status=status, typed=typed, trouble=trouble, doors=view_doors(desk)
    )


@router.post("/comptes")
def add_account(request: Request, desk: Here, admin: AdminChanging, typed: Filled) -> Response:
    """Makes an account and shows its one-time link, this once."""
    try:
        made = keeping.open_account(desk, admin, typed.profile)
    except ServiceError as error:
        return _new_page(request, desk, typed, trouble_of(error))
    return _account_page(request, desk, made.id, Shown(link=made.link, done="cree"))


@router.get("/comptes/{account_id}")
def show_account(request: Request, desk: Here, _admin: Admin, account_id: str, fait: str = "") -> Response:
    """Shows an account, to change it."""
    return _account_page(request, desk, account_id, Shown(done=fait))


def _account_page(request: Request, desk: Desk, account_id: str, shown: Shown) -> Response:
    account, tokens = _read(desk, account_id)
    return render_page(
        request,
        "accounts/account.html",
        status=shown.trouble.status if shown.trouble else 200,
        account=account,
        tokens=tokens,
        typed=shown.typed or typed_of(account),
        shown=shown,
        doors=view_doors(desk),
        now=desk.now(),
        days=DAYS,
    )


def _read(desk: Desk, account_id: str) -> tuple[Account, list[ApiToken]]:
    with desk.database.reading() as session:
        account = find_account(session, account_id)
        tokens = list_tokens(session, account_id)
    if account is None:
        raise MissingError(_("Ce compte n’existe pas. La liste des comptes a peut-être changé\u00a0: rechargez-la."))
    return account, tokens


@router.post("/comptes/{account_id}")
def change_account(request: Request, desk: Here, admin: AdminChanging, account_id: str, typed: Filled) -> Response:
    """Changes who an account is for and where it may go."""
    try:
        keeping.change_account(desk, admin, account_id, typed.profile)
    except MissingError:
        raise
    except ServiceError as error:
        return _account_page(request, desk, account_id, Shown(typed=typed, trouble=trouble_of(error)))
    return _back(account_id, "enregistre")


def _back(account_id: str, done: str) -> Response:
    return RedirectResponse(f"/comptes/{account_id}?fait={done}", status_code=SEE_OTHER)


@router.post("/comptes/{account_id}/fermer")
def disable_account(request: Request, desk: Here, admin: AdminChanging, account_id: str) -> Response:
    """Closes an account."""
    try:
        keeping.disable_account(desk, admin, account_id)
    except MissingError:
        raise
    except ServiceError as error:
        return _account_page(request, desk, account_id, Shown(trouble=trouble_of(error)))
    return _back(account_id, "ferme")


@router.post("/comptes/{account_id}/rouvrir")
def enable_account(desk: Here, admin: AdminChanging, account_id: str) -> Response:
    """Opens a closed account again."""
    keeping.enable_account(desk, admin, account_id)
    return _back(account_id, "rouvert")


@router.post("/comptes/{account_id}/lien")
def make_link(request: Request, desk: Here, admin: AdminChanging, account_id: str) -> Response:
    """Makes a new one-time link and shows it, this once."""
    link = keeping.new_link(desk, admin, account_id)
    return _account_page(request, desk, account_id, Shown(link=link))


@router.post("/comptes/{account_id}/jetons")
def add_token(
    request: Request,
    desk: Here,
    admin: AdminChanging,
    account_id: str,
    nom: Word = "",
    droits: Annotated[list[str] | None, Form()] = None,
    jours: Annotated[int, Form()] = 90,
) -> Response:
    """Makes a token of an account and shows it, this once."""
    try:
        rights = frozenset(droits or ())
        made = keeping.add_token(desk, admin, account_id, name=nom, rights=rights, days=jours)
    except MissingError:
        raise
    except ServiceError as error:
        return _account_page(request, desk, account_id, Shown(trouble=trouble_of(error)))
    return _account_page(request, desk, account_id, Shown(made=made))


@router.post("/comptes/{account_id}/jetons/{token_id}/revoquer")
def revoke_token(desk: Here, admin: AdminChanging, account_id: str, token_id: str) -> Response:
    """Ends a token of an account."""
    keeping.revoke_token(desk, admin, token_id, account_id=account_id)
    return _back(account_id, "revoque")
