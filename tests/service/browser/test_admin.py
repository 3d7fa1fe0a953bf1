"""An admin's journey: the link of the first start, an account, its link, a token, the trail."""

import httpx
from playwright.sync_api import Page, expect

from tests.service.browser.conftest import Visitor, choose_password
from tests.service.browser.deposits import words_of
from tests.service.browser.looking import Eye
from tests.service.browser.serving import Served


def test_an_admin_lets_someone_in_and_reads_the_trail(visitor: Visitor, service: Served, eye: Eye) -> None:
    page, other = visitor(), visitor()
    link = make_an_account(page, service, eye)
    come_in_once(other, link, eye)
    page.goto("/comptes")
    assert "Luc Cyr luc@exemple.quebec Coordination Avignon Ouvert" in words_of(page)
    eye(page, "accounts")
    page.get_by_role("link", name="Luc Cyr").click()
    eye(page, "account")
    secret = make_and_revoke_a_token(page, service, eye)
    page.goto("/mon-compte")
    eye(page, "my-account")
    read_the_trail(page, secret, eye)


def make_an_account(page: Page, service: Served, eye: Eye) -> str:
    """Gives the link of an account made for Luc, after what was forgotten is told."""
    page.goto("/comptes")
    expect(page.get_by_role("heading", name="Connexion")).to_be_visible()
    eye(page, "sign-in")
    page.goto(service.admin_link)
    choose_password(page)
    page.goto("/comptes")
    page.get_by_role("link", name="Créer un compte").click()
    eye(page, "account-new")
    page.get_by_role("button", name="Créer le compte").click()  # the browser itself asks for what is required
    expect(page.get_by_role("heading", name="Nouveau compte")).to_be_visible()
    page.get_by_label("Adresse courriel").fill("luc@exemple.quebec")
    page.get_by_label("Nom", exact=True).fill("Luc Cyr")
    page.get_by_role("button", name="Créer le compte").click()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez au moins un territoire")
    eye(page, "account-refused", both=False)
    page.get_by_label("Avignon").check()
    page.get_by_role("button", name="Créer le compte").click()
    link = page.get_by_label("Lien à usage unique").input_value()
    assert link.startswith(f"{service.url}/mot-de-passe/")
    eye(page, "account-made", both=False)
    return link


def come_in_once(other: Page, link: str, eye: Eye) -> None:
    """The link opens the territory that was ticked, and nothing else; it opens once."""
    other.goto(link)
    choose_password(other)
    expect(other.get_by_role("heading", name="Avignon")).to_be_visible()
    other.goto("/comptes")
    expect(other.get_by_role("heading", level=1)).to_have_text("Page introuvable")
    eye(other, "refused")
    other.goto(link)
    expect(other.get_by_role("heading", name="Ce lien ne sert plus")).to_be_visible()
    eye(other, "dead-link")


def make_and_revoke_a_token(page: Page, service: Served, eye: Eye) -> str:
    """Gives the secret of a token that worked, then was revoked and does not."""
    page.goto("/jetons")
    eye(page, "tokens-empty")
    page.get_by_label("Nom du jeton").fill("Dépôt mensuel")
    page.get_by_role("button", name="Créer le jeton").click()
    secret = page.get_by_label("Jeton", exact=True).input_value()
    eye(page, "token-made", both=False)
    me = httpx.get(f"{service.url}/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert me.json()["role"] == "admin"
    page.get_by_role("button", name="Révoquer le jeton Dépôt mensuel").click()
    expect(page.get_by_text("Le jeton est révoqué")).to_be_visible()
    assert httpx.get(me.url, headers=dict(me.request.headers)).status_code == 401
    return secret


def read_the_trail(page: Page, secret: str, eye: Eye) -> None:
    """What was refused, then all of it; never a secret."""
    page.goto("/journal")
    eye(page, "trail")
    page.get_by_label("Résultat").select_option(label="Refusé")
    page.get_by_role("button", name="Filtrer").click()
    expect(page.get_by_text("Toutes", exact=True)).to_have_count(1)
    shown = words_of(page.locator("tbody"))
    assert "luc@exemple.quebec get /comptes /comptes Refusé 127.0.0.1" in shown
    assert "Réussi" not in shown
    page.get_by_role("link", name="Tout montrer").click()
    shown = words_of(page.locator("tbody"))
    for told in ("Création d’un compte", "Création d’un jeton", "Révocation d’un jeton", "Essai d’un lien périmé"):
        assert told in shown
    assert secret not in shown
